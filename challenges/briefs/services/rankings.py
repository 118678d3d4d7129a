"""A team's ranking of the briefs: replaced as a whole, by any member, never silently over somebody else's."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from challenges.briefs.choosing.models import kept_for, rules_of
from challenges.briefs.models import AllocationLine, Brief, Preference, Ranking
from challenges.briefs.services.errors import BriefNotOffered, RankedTwice, RankingClosed, RankingOver
from cohorts.models import Team
from core import zones
from core.access import can
from core.audit.record import record
from core.errors import Changed
from core.models import User
from core.service import service
from core.templatetags.moments import when_words


@service
def rank_briefs(
    *, team: Team, order: Sequence[str], by: User | None, seen: int | None = None, now: datetime | None = None
) -> Ranking:
    """The team's choices are these briefs (by key), first to last; records ranking.changed if they differ.

    `seen` is the version the person looked at: when somebody changed the ranking since, Changed tells who and when.
    A change takes back what members had agreed to.
    """
    if by is not None and not can(by, "brief.rank", team):
        raise PermissionDenied
    now = zones.moment(now)
    team = Team.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=team.pk)
    if AllocationLine.objects.published().filter(allocation__cohort=team.cohort).exists():
        raise RankingClosed
    if rules_of(team.cohort).is_over(now):
        raise RankingOver
    briefs = offered_to(team, order)
    ranking, _is_new = Ranking.objects.select_related("changed_by").get_or_create(
        team=team, defaults={"changed_at": now}
    )
    held = list(Preference.objects.filter(team=team).order_by("rank").values_list("brief_id", flat=True))
    if held == [brief.pk for brief in briefs]:
        return ranking
    if seen is not None and seen != ranking.version:
        raise Changed(_changed_words(ranking, team))
    _replace(team, briefs)
    ranking.version, ranking.changed_by, ranking.changed_at = ranking.version + 1, by, now
    ranking.confirmed_at = None
    ranking.save()
    ranking.agreements.all().delete()
    choices = [brief.title for brief in briefs]
    record("ranking.changed", by=by, subject=team, cohort=team.cohort, now=now, choices=choices)
    return ranking


def offered_to(team: Team, order: Sequence[str]) -> list[Brief]:
    """These briefs (by key), in this order, where the team may choose them all; raises which cannot be."""
    if len(set(order)) != len(order):
        raise RankedTwice
    offered = {brief.key: brief for brief in Brief.objects.to_rank().filter(cohort=team.cohort, key__in=list(order))}
    kept = kept_for(team.cohort)
    if len(offered) != len(order) or any(kept.get(brief.pk, team.pk) != team.pk for brief in offered.values()):
        raise BriefNotOffered
    return [offered[key] for key in order]


def _replace(team: Team, briefs: Sequence[Brief]) -> None:
    Preference.objects.filter(team=team).delete()
    Preference.objects.bulk_create(
        Preference(team=team, brief=brief, rank=rank) for rank, brief in enumerate(briefs, start=1)
    )


def _changed_words(ranking: Ranking, team: Team) -> str:
    return _(
        "%(name)s changed your team’s ranking meanwhile (%(when)s). Your own is still in the boxes: "
        "save again to replace theirs, or open the page anew to see it."
    ) % {"name": ranking.changed_by or _("Somebody"), "when": when_words(ranking.changed_at, team.cohort)}
