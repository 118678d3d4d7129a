"""Offered times as several pages ask for them, each in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from challenges.briefs.models import AllocationLine, Brief
from challenges.work.offers.models import MeetingOffer, TakenOffer
from cohorts.models import Cohort, Team


@dataclass
class OfferRow:
    """One offer with the teams that hold its places; `ours` where the team that asks is one of them."""

    offer: MeetingOffer
    teams: list[Team] = field(default_factory=list)
    named: list[Team] = field(default_factory=list)
    is_ours: bool = False

    @property
    def free(self) -> int:
        """How many places are left."""
        return max(self.offer.places - len(self.teams), 0)


def offers_of(briefs: Iterable[Brief]) -> dict[int, list[OfferRow]]:
    """The offers of each brief by its id, the soonest first, also those withdrawn or over; at most four queries."""
    rows = [OfferRow(offer) for offer in _whole(MeetingOffer.objects.filter(brief__in=list(briefs)))]
    _fill(rows)
    found: dict[int, list[OfferRow]] = {}
    for row in rows:
        found.setdefault(row.offer.brief_id, []).append(row)
    return found


def offers_to_team(team: Team, brief: int | None = None) -> list[OfferRow]:
    """What is or was offered to the team and stands, and what it took; five queries at most.

    Who knows the id of the team's challenge says it, and it is not asked again.
    """
    if brief is None:
        lines = AllocationLine.objects.published().filter(team=team)
        brief = lines.values_list("brief_id", flat=True).first()
    theirs = Q(takings__team=team) | Q(brief=brief) if brief else Q(takings__team=team)
    rows = [OfferRow(offer) for offer in _whole(MeetingOffer.objects.standing().filter(theirs).distinct())]
    _fill(rows)
    for row in rows:
        row.is_ours = team in row.teams
    return [row for row in rows if row.is_ours or not row.named or team in row.named]


def _whole(rows: "QuerySet[Any]") -> list[MeetingOffer]:
    whole = rows.select_related("brief__cohort__programme", "offered_by").prefetch_related("named__team")
    return list(whole.order_by("starts_at", "pk"))


def _fill(rows: list[OfferRow]) -> None:
    if not rows:
        return
    by_pk = {row.offer.pk: row for row in rows}
    takings = TakenOffer.objects.filter(offer__in=by_pk).select_related("team").order_by("number")
    for taken in takings:
        by_pk[taken.offer_id].teams.append(taken.team)
    for row in rows:
        row.named = [one.team for one in row.offer.named.all()]


def meetings_of(cohort: Cohort) -> list[tuple[datetime, str]]:
    """Every meeting that a team of the cohort has taken, with the team's name, the soonest first; one query."""
    rows = TakenOffer.objects.filter(offer__brief__cohort=cohort, offer__withdrawn_at=None)
    return list(rows.order_by("offer__starts_at", "team__number").values_list("offer__starts_at", "team__name"))


@dataclass(frozen=True)
class TeamTimes:
    """What This week says of a team's times with the owner: those it took, and how many it could take."""

    taken: list[MeetingOffer]
    free: int


def times_of(team: Team, brief: int, now: datetime) -> TeamTimes:
    """The team's meetings ahead, and how many times of its challenge are free for it."""
    rows = [row for row in offers_to_team(team, brief) if row.offer.starts_at > now]
    taken = [row.offer for row in rows if row.is_ours]
    has_one = any(not offer.is_extra for offer in taken)
    open_to = [row for row in rows if row.free and not row.is_ours and (row.offer.is_extra or not has_one)]
    return TeamTimes(taken, len(open_to))
