"""What was released, for the pages of everybody it concerns: nothing before (J-13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from challenges.results.models import Release
from challenges.results.present import verdict_words
from cohorts.models import Cohort


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
        release.cohort_id: Result(verdict_words(release.snapshot), public_address(release.cohort), release.released_at)
        for release in releases
    }
