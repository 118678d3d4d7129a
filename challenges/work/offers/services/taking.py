"""A team takes an offered time, and gives it back."""

from datetime import datetime

from challenges.work.offers.letters import facts, members, owners, owners_page, teams_on, teams_page
from challenges.work.offers.models import MeetingOffer, TakenOffer
from challenges.work.offers.services.errors import (
    HasAnother,
    HasBegun,
    NotOffered,
    TakenAlready,
    TooLateToGiveBack,
)
from challenges.work.offers.services.offering import lock_offer
from cohorts.messages.services import notify
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def take_offer(*, offer: MeetingOffer, team: Team, by: User, now: datetime | None = None) -> TakenOffer:
    """The team has a place of its own at this time, first come; records meeting_offer.taken, once.

    The team is locked before the offer: of two members who take two times at once, one is told of the other.
    """
    now = zones.moment(now)
    team = Team.objects.select_for_update().get(pk=team.pk)
    offer = lock_offer(offer)
    held = offer.takings.filter(team=team).first()
    if held is not None and offer.withdrawn_at is None:
        return held
    _refuse(offer, team, now)
    used = set(offer.takings.values_list("number", flat=True))
    free = [number for number in range(1, offer.places + 1) if number not in used]
    if not free:
        raise TakenAlready
    taken = TakenOffer.objects.create(offer=offer, team=team, number=free[0], taken_by=by, taken_at=now)
    event = record("meeting_offer.taken", by=by, subject=offer, cohort=offer.cohort, now=now, team=team.name)
    _tell("offers.taken", offer, team, by, now, key=f"{offer.key}:{team.pk}:{event.pk}")
    return taken


@service
def give_back(*, offer: MeetingOffer, team: Team, by: User, now: datetime | None = None) -> bool:
    """The place is free for another team; records meeting_offer.given_back when the team held one, and says so."""
    now = zones.moment(now)
    team = Team.objects.select_for_update().get(pk=team.pk)
    offer = lock_offer(offer)
    held = offer.takings.filter(team=team).first()
    if held is None or offer.withdrawn_at is not None:
        return False
    if now >= offer.give_back_until:
        raise TooLateToGiveBack
    held.delete()
    event = record("meeting_offer.given_back", by=by, subject=offer, cohort=offer.cohort, now=now, team=team.name)
    _tell("offers.given_back", offer, team, by, now, key=f"{offer.key}:{team.pk}:{event.pk}")
    return True


def _refuse(offer: MeetingOffer, team: Team, now: datetime) -> None:
    named = set(offer.named.values_list("team_id", flat=True))
    is_theirs = team in teams_on(offer.brief) and (not named or team.pk in named)
    if offer.withdrawn_at is not None or not is_theirs:
        raise NotOffered
    if offer.starts_at <= now:
        raise HasBegun
    others = TakenOffer.objects.filter(
        team=team, offer__withdrawn_at=None, offer__starts_at__gt=now, offer__is_extra=False
    )
    if not offer.is_extra and others.exclude(offer=offer).exists():
        raise HasAnother


def _tell(kind: str, offer: MeetingOffer, team: Team, by: User, now: datetime, *, key: str) -> None:
    """The rest of the team, and who answers for the challenge."""
    mates = members([team.pk], but=by)
    known = {user.pk for user in mates}
    others = [user for user in owners(offer, but=by) if user.pk not in known]
    for to, link, who in ((mates, teams_page(offer), "team"), (others, owners_page(offer), "owners")):
        if to:
            said = facts(offer, by, link, team=team.name)
            notify(cohort=offer.cohort, kind=kind, to=to, facts=said, by=by, key=f"{key}:{who}", now=now)
