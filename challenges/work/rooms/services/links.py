"""The addresses that a team keeps at hand, in its own order."""

from datetime import datetime

from challenges.work.rooms.engine.addresses import WrongAddress, checked
from challenges.work.rooms.models import TeamLink
from challenges.work.rooms.services.errors import LINKS_MAX, AddressWrong, LinkThere, TooManyLinks
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service


@service
def add_link(*, team: Team, title: str, address: str, by: User, key: str = "", now: datetime | None = None) -> TeamLink:
    """The address stands last among the team's links; nothing is fetched from it; records team_link.added."""
    now = zones.moment(now)

    def make() -> TeamLink:
        locked = _locked(team)
        try:
            kept = checked(address)
        except WrongAddress as error:
            raise AddressWrong from error
        if any(link.address == kept for link in locked):
            raise LinkThere
        if len(locked) >= LINKS_MAX:
            raise TooManyLinks
        last = max((link.position for link in locked), default=0)
        texts = {"title": title, "address": kept}
        made = TeamLink.objects.create(team=team, position=last + 1, added_by=by, added_at=now, **texts)
        record("team_link.added", by=by, subject=team, cohort=team.cohort, now=now)
        return made

    return once(by=by, action=f"team_link.add.{team.pk}", key=key, make=make)


@service
def place_link(*, link: TeamLink, to: int, by: User, now: datetime | None = None) -> None:
    """The link stands at this place, 1 the first, and the others in their order; records team_link.placed."""
    rows = _locked(link.team)
    order = [row for row in rows if row.pk != link.pk]
    if len(order) == len(rows):
        return
    order.insert(max(0, min(to - 1, len(order))), link)
    if [row.pk for row in order] == [row.pk for row in rows]:
        return
    for place, row in enumerate(order, start=1):
        TeamLink.objects.filter(pk=row.pk).update(position=place)
    record("team_link.placed", by=by, subject=link.team, cohort=link.cohort, now=zones.moment(now))


@service
def remove_link(*, link: TeamLink, by: User, now: datetime | None = None) -> None:
    """The link is gone; records team_link.removed, once."""
    if any(row.pk == link.pk for row in _locked(link.team)):
        TeamLink.objects.filter(pk=link.pk).delete()
        record("team_link.removed", by=by, subject=link.team, cohort=link.cohort, now=zones.moment(now))


def _locked(team: Team) -> list[TeamLink]:
    """The team's links in order; whoever else changes them waits."""
    Team.objects.select_for_update().get(pk=team.pk)
    return list(TeamLink.objects.filter(team=team).order_by("position", "pk"))
