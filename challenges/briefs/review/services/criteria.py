"""A programme's own criteria for challenges."""

import re
from collections.abc import Sequence
from datetime import datetime

from challenges.briefs.review.criteria import Measure, defaults
from challenges.briefs.review.models import BriefCriteria
from challenges.briefs.review.services.errors import CriteriaEmpty
from cohorts.models import Programme
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def edit_criteria(
    *, programme: Programme, criteria: Sequence[Measure], by: User | None, now: datetime | None = None
) -> BriefCriteria:
    """Reviews asked for from now on go by these criteria, those under way by theirs; records brief_criteria.changed."""
    now = zones.moment(now)
    if not criteria:
        raise CriteriaEmpty
    Programme.objects.select_for_update().get(pk=programme.pk)
    kept = [one.as_json() for one in criteria]
    own: BriefCriteria
    own, _is_new = BriefCriteria.objects.get_or_create(
        programme=programme, defaults={"criteria": [one.as_json() for one in defaults()], "changed_at": now}
    )
    if own.criteria != kept:
        own.criteria, own.changed_by, own.changed_at = kept, by, now
        own.save()
        record("brief_criteria.changed", by=by, subject=programme, now=now)
    return own


def key_for(name: str, taken: Sequence[str]) -> str:
    """A key that no other criterion of the list has."""
    bare = re.sub(r"[^a-z0-9]+", "", name.casefold())[:20] or "criterion"
    return next(key for key in (bare, *(f"{bare}{turn}" for turn in range(2, 99))) if key not in taken)
