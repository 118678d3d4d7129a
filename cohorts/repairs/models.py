"""Repairs of published teams: what was asked, the teams as they were, and the ways found to mend them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.programmes.models import Cohort
from cohorts.repairs.workflow import REPAIR, RepairState
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

WHY = "to explain who was moved"
# A cohort has one of these at most.
OPEN = (RepairState.WORKING, RepairState.READY)


class TeamRepair(Keyed):
    """Ways to mend the teams of one cohort, from nobody moved to many; one is applied, or none."""

    VISIBLE = "repair.view"
    WORKFLOW = REPAIR
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="repairs")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=RepairState, default=RepairState.WORKING)
    rules = models.JSONField(_("rules"), default=dict)
    # Numbers of teams that nobody leaves or joins, and ids of participants who stay where they are.
    frozen_teams = models.JSONField(default=list)
    locked = models.JSONField(default=list)
    snapshot = models.JSONField(default=dict)
    snapshot_hash = models.CharField(max_length=64, blank=True, default="")
    # The teams when it was asked for: [{"number", "name", "people": [ids], "topic"}].
    teams = models.JSONField(default=list)
    teams_hash = models.CharField(max_length=64, blank=True, default="")
    # {"steps": [...], "notes": [sentences]}; the steps as cohorts.repairs.mending writes them.
    curve = models.JSONField(default=dict)
    chosen = models.PositiveSmallIntegerField(_("people moved"), null=True)
    note = models.CharField(_("reason"), max_length=300, blank=True, default="")
    fault = models.CharField(max_length=300, blank=True, default="")
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = {
        **dict.fromkeys(
            ("locked", "snapshot", "teams", "curve", "note"), personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY)
        ),
        **dict.fromkeys(
            ("asked_by", "ended_by"),
            personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to account for the repair"),
        ),
        **dict.fromkeys(("rules", "frozen_teams", "snapshot_hash", "teams_hash", "fault"), NOT_PERSONAL),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="repair_number_once"),
            models.UniqueConstraint(fields=["cohort"], condition=Q(state__in=OPEN), name="repair_one_open"),
        ]

    def __str__(self) -> str:
        return f"{_('Repair')} {self.number}"
