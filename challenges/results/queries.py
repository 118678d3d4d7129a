"""What was released, for the pages of everybody it concerns: nothing before (J-13)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from challenges.pitchdays.models import PitchDay
from challenges.results.looks import note_shown
from challenges.results.models import Release, ReleasePlan, ReleaseVersion, TeamQuestion
from challenges.results.notes import team_notes
from challenges.results.present import verdict_words
from cohorts.models import Cohort, Team


@dataclass(frozen=True)
class Result:
    """A released result: who won in one sentence, and where all of it stands."""

    words: str
    url: str
    released_at: datetime


def public_address(cohort: Cohort) -> str:
    """The cohort's public page, on which the result stands once it is released."""
    return f"/cohorts/{cohort.slug}/"


def results_of(cohorts: Iterable[Cohort]) -> dict[int, Result]:
    """The released results by the cohort's id; cohorts without one are left out; one query."""
    releases = Release.objects.filter(cohort__in=list(cohorts)).select_related("cohort")
    return {
        release.cohort_id: Result(verdict_words(shown(release)), public_address(release.cohort), release.released_at)
        for release in releases
    }


def shown(release: Release) -> Mapping[str, Any]:
    """The words of a release that is about to be shown: whoever sees them ends the time in which it can be undone."""
    if release.seen_at is None:
        note_shown(release.cohort_id)
    found: Mapping[str, Any] = release.snapshot
    return found


def open_plan(day: PitchDay) -> ReleasePlan | None:
    """The release that is planned or agreed, and neither made nor cancelled."""
    return ReleasePlan.objects.filter(pitch_day=day, ended_at=None).select_related("planned_by", "second").first()


def versions_of(cohort: Cohort) -> list[ReleaseVersion]:
    """Every version that was public, the newest first."""
    versions = ReleaseVersion.objects.filter(cohort=cohort, withdrawn_at=None)
    return list(versions.select_related("plan__planned_by", "plan__second").order_by("-number"))


@dataclass(frozen=True)
class Feedback:
    """What one team is told: its own ledger from the sealed record, reviewed notes, and its question."""

    sealed: Mapping[str, Any]
    pitch: Mapping[str, Any]
    notes: list[tuple[str, str]]
    question: TeamQuestion | None


def feedback_of(team: Team) -> Feedback | None:
    """What the team may read of its result; nothing before the release; in four queries."""
    release = Release.objects.filter(cohort=team.cohort_id).first()
    slot = getattr(team, "pitch_slot", None)
    if release is None or slot is None:
        return None
    shown(release)
    version = ReleaseVersion.objects.get(cohort=team.cohort_id, number=release.number)
    rows = version.sealed.get("result", {}).get("pitches", [])
    pitch: Mapping[str, Any] = next((row for row in rows if row["key"] == slot.key), {})
    return Feedback(version.sealed, pitch, team_notes(slot), TeamQuestion.objects.filter(team=team).first())
