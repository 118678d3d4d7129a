"""The deadline of each team, with the extensions and reopenings that only it and the organisers know of (D-07)."""

from collections.abc import Iterable
from datetime import datetime

from challenges.work.engine.times import Times
from challenges.work.models import DraftFile, Extension, Milestone, Submission, Version
from cohorts.models import Team


def times_of(milestone: Milestone, team: Team) -> Times:
    """The milestone's moments for this team."""
    return times_by_pair([milestone], [team])[milestone.pk, team.pk]


def times_by_pair(milestones: Iterable[Milestone], teams: Iterable[Team]) -> dict[tuple[int, int], Times]:
    """The moments of each milestone for each team, by (milestone, team), in one query."""
    rows, ids = list(milestones), [team.pk for team in teams]
    later: dict[tuple[int, int], list[datetime | None]] = {}
    for milestone, team, due in _later(rows, ids):
        later.setdefault((milestone, team), []).append(due)
    return {
        (milestone.pk, team): milestone.times.extended(*later.get((milestone.pk, team), []))
        for milestone in rows
        for team in ids
    }


def begun_since(files: Iterable[DraftFile], newest: Version | None, moment: datetime | None) -> datetime | None:
    """When somebody began to send what has arrived since then and no version holds; nothing when no file has."""
    if moment is None:
        return None
    known = {file.stored_id for file in newest.files.all()} if newest else set()
    new = [file.begun_at for file in files if file.added_at >= moment and file.stored_id not in known]
    return max(new, default=None)


def _later(milestones: list[Milestone], teams: list[int]) -> list[tuple[int, int, datetime | None]]:
    if not milestones or not teams:
        return []
    of_both = {"milestone__in": milestones, "team__in": teams}
    given = Extension.objects.filter(**of_both).values_list("milestone_id", "team_id", "due_at")
    opened = Submission.objects.filter(**of_both, reopened_until__isnull=False)
    return list(given.union(opened.values_list("milestone_id", "team_id", "reopened_until")))
