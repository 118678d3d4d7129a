"""Moving a row through its workflow: locked, checked, saved and recorded in one transaction."""

from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core import zones
from core.access import can
from core.audit.record import record
from core.errors import Refused
from core.service import service
from core.workflow import Transition

M = TypeVar("M", bound=Model)


class NotPossibleNow(Refused):
    """The state it is in does not allow the action."""

    message = _("That is not possible any more: it has changed since you opened the page.")


@service
def move(obj: M, action: str, *, by: Any, note: str = "", now: datetime | None = None) -> M:
    """The row is in the action's target state, with its event recorded; raises NotPossibleNow or PermissionDenied."""
    workflow = obj.WORKFLOW  # type: ignore[attr-defined]
    locked = type(obj)._default_manager.select_for_update().get(pk=obj.pk)
    before = getattr(locked, workflow.field)
    transition: Transition | None = workflow.find(action, before)
    if transition is None:
        raise NotPossibleNow
    if by is not None and not can(by, transition.permission, locked):
        raise PermissionDenied
    setattr(locked, workflow.field, transition.target)
    locked.save(update_fields=[workflow.field])
    setattr(obj, workflow.field, transition.target)
    data = {"before": before, "after": transition.target} | ({"note": note} if note else {})
    cohort = getattr(obj, "cohort", None)
    record(
        transition.event,
        by=by,
        subject=obj,
        cohort=cohort,
        now=zones.moment(now),
        **data,
    )
    return obj


def available_actions(obj: Model, user: Any) -> list[Transition]:
    """The moves that the state allows and the policy grants, in the table's order: the buttons to show."""
    workflow = obj.WORKFLOW  # type: ignore[attr-defined]
    moves = workflow.actions_from(getattr(obj, workflow.field))
    return [transition for transition in moves if can(user, transition.permission, obj)]
