"""To whom mail about offered times goes, and what it says."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.letters import people_in
from challenges.briefs.models import AllocationLine, Brief
from challenges.work.offers.models import MeetingOffer
from cohorts.models import Team
from core.models import User
from core.people.links import site_link
from core.templatetags.moments import absolute


def teams_on(brief: Brief) -> list[Team]:
    """The teams that work on the brief, once that is published, by number."""
    lines = AllocationLine.objects.published().filter(brief=brief).select_related("team").order_by("team__number")
    return [line.team for line in lines]


def members(teams: Iterable[int], *, but: User | None = None) -> list[User]:
    """Everybody in these teams who can sign in, once each, without whoever did it."""
    people = people_in(teams)
    found = {user.pk: user for team in people.values() for user in team if user.is_active and user != but}
    return list(found.values())


def owners(offer: MeetingOffer, *, but: User | None = None) -> list[User]:
    """Who answers for the challenge, and who offered the time, without whoever did it."""
    rows = offer.brief.owners.filter(user__is_active=True).select_related("user").order_by("pk")
    found = {row.user_id: row.user for row in rows}
    by = offer.offered_by
    if by is not None and by.is_active:
        found.setdefault(by.pk, by)
    return [user for user in found.values() if user != but]


def facts(offer: MeetingOffer, by: User | None, link: str, **more: str) -> dict[str, str]:
    """What every letter about an offer says."""
    return {
        "challenge": offer.brief.title,
        "who": by.name if by else _("The organisers"),
        "when": absolute(offer.starts_at, offer.cohort.zone),
        "where": where_words(offer),
        "link": link,
        **more,
    }


def advice(offer: MeetingOffer, now: datetime, *, is_team: bool) -> str:
    """What a team does that cannot come at the new time: giving it back only while that is possible."""
    if not is_team:
        return _("It stands here:")
    if now < offer.give_back_until:
        return _("If your team cannot come then, give the time back on its page, or write to the challenge owner:")
    return _("If your team cannot come then, write to the challenge owner. It is too late to give the time back:")


def where_words(offer: MeetingOffer) -> str:
    """The place, and that there is a video call: its address stands on the page alone."""
    call = _("A video call; its address stands on the page.") if offer.link else ""
    return "\n".join(filter(None, [offer.place, call]))


def teams_page(offer: MeetingOffer) -> str:
    """Where a team reads, takes and gives back."""
    return site_link(reverse("my:meeting_offers", args=[offer.cohort.slug]))


def owners_page(offer: MeetingOffer) -> str:
    """Where the owner sees their offers."""
    return site_link(reverse("partner:brief_offers", args=[offer.brief.key]))
