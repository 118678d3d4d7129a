"""The gate before publication, and the short way through it for what organisers wrote or know themselves."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from challenges.briefs.models import Brief
from challenges.briefs.review.needs import is_backed, is_checked, lacking, papers_of
from challenges.briefs.review.services.backing import record_backing
from challenges.briefs.review.services.checks import Findings, check_sensitivity
from challenges.briefs.review.services.deciding import approve_brief
from challenges.briefs.review.services.errors import NotReady
from challenges.briefs.services import lock_brief
from challenges.briefs.workflow import BriefState
from core import zones
from core.models import User
from core.service import service


def refuse_unready(*, briefs: Sequence[Brief]) -> None:
    """Raises NotReady with the first brief that lacks something, and what."""
    missing = lacking(briefs)
    for brief in briefs:
        if brief.pk in missing:
            words = " ".join(need.words for need in missing[brief.pk])
            told = _("“%(title)s” cannot be published yet. %(words)s")
            raise NotReady(told % {"title": brief.title, "words": words})


@service
def make_ready(
    *,
    brief: Brief,
    reason: str = "",
    findings: Findings | None = None,
    sponsor: str = "",
    sponsor_post: str = "",
    backing_reason: str = "",
    by: User | None,
    now: datetime | None = None,
) -> Brief:
    """What is missing before publication is there: approval with a reason, a check, a backing that came otherwise.

    What is there already is left as it is; everything is done, or nothing.
    """
    now = zones.moment(now)
    locked = lock_brief(brief)
    if locked.state != BriefState.APPROVED:
        approve_brief(brief=locked, reason=reason, by=by, now=now)
    papers = papers_of([locked])[locked.pk]
    if findings is not None and not is_checked(locked, papers):
        check_sensitivity(brief=locked, findings=findings, by=by, now=now)
    if sponsor and not is_backed(locked, papers):
        record_backing(brief=locked, name=sponsor, post=sponsor_post, reason=backing_reason, by=by, now=now)
    brief.state = locked.state
    return brief
