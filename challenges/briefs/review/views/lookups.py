"""Finding what an address of the review names; children only through their parent (O-01)."""

from django.http import Http404

from challenges.briefs.models import Brief, BriefVersion
from challenges.briefs.review.models import FieldComment, Review, SensitivityCheck
from challenges.briefs.review.queries import Eyes, Thread, threads_of
from challenges.briefs.review.texts import Field, Pair, fields_of, pairs_of
from cohorts.models import Cohort, Programme
from core.access import Request, found
from core.lists import choice, only_known

brief_in_address = found(Brief, "owner", "cohort__programme", cohort="cohort__slug", key="key")
brief_by_key = found(Brief, "owner", "cohort__programme", key="key")
cohort_in_address = found(Cohort, "programme", cohort="slug")
programme_in_address = found(Programme, slug="slug")
review_in_cohort = found(
    Review, "version__brief__owner", "version__brief__cohort__programme", "reviewer",
    cohort="version__brief__cohort__slug", key="key",
)  # fmt: skip
review_by_key = found(Review, "version__brief__owner", "version__brief__cohort__programme", "reviewer", key="key")
check_by_key = found(SensitivityCheck, "brief__owner", "brief__cohort__programme", "checker", key="key")
version_by_key = found(BriefVersion, "brief__owner", "brief__cohort__programme", key="key")
comment_by_key = found(FieldComment, "version__brief__owner", "version__brief__cohort__programme", "review", key="key")


def commented(version: BriefVersion, eyes: Eyes) -> list[tuple[Field, list[Thread]]]:
    """Every field of the version with what stands beside it."""
    threads = threads_of(version, eyes)
    return [
        (field, [thread for thread in threads if thread.comment.field == field.name])
        for field in fields_of(version.texts)
    ]


def two_versions(request: Request, brief: Brief) -> tuple[list[BriefVersion], BriefVersion, BriefVersion, list[Pair]]:
    """All versions, the two that are asked for (the last two where none are), and what differs."""
    only_known(request, "old", "new")
    rows = list(brief.versions.select_related("made_by").order_by("number"))
    if not rows:
        raise Http404
    numbers = {str(version.number): version for version in rows}
    new = numbers[choice(request, "new", numbers.keys(), str(rows[-1].number))]
    before = rows[max(rows.index(new) - 1, 0)]
    old = numbers[choice(request, "old", numbers.keys(), str(before.number))]
    return rows, old, new, pairs_of(old, new)
