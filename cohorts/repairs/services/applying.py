"""Applying one way to mend the teams: whole or not at all, and everybody it concerns is told once."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from cohorts.people.models import Participant
from cohorts.programmes.models import Cohort
from cohorts.repairs.models import TeamRepair
from cohorts.repairs.services.refusals import CohortClosed, Ended, NoSuchWay, RulesBroken, Stale
from cohorts.repairs.standing import CLOSED, changed_since
from cohorts.repairs.ways import Way, way_of
from cohorts.repairs.workflow import RepairState
from cohorts.teams.models import Team
from cohorts.teams.services import move_members
from core import zones
from core.audit.record import record
from core.lifecycle import move
from core.models import User
from core.service import service


@service
def apply_repair(
    *, repair: TeamRepair, moved: int, by: User | None, reason: str = "", now: datetime | None = None
) -> TeamRepair:
    """Those whom this way moves are in their new teams, and each changed team is told once; records repair.applied.

    A way that breaks rules needs a reason, recorded as repair.rules_waived. The cohort is locked first: of two
    organisers one applies, the other is told; refused, too, when people or teams changed since (C-01, C-02).
    """
    now = zones.moment(now)
    cohort = Cohort.objects.select_for_update().get(pk=repair.cohort_id)
    held = TeamRepair.objects.select_for_update(of=("self",)).select_related("cohort__programme").get(pk=repair.pk)
    if held.state == RepairState.APPLIED and (held.chosen, held.ended_by_id) == (moved, by and by.pk):
        # The same button pressed twice.
        return held
    _refuse(cohort, held)
    way = way_of(held, moved)
    if way is None:
        raise NoSuchWay
    if way.is_broken and not reason:
        raise RulesBroken
    move(held, "apply", by=by, note=reason if way.is_broken else "", now=now)
    if way.is_broken:
        record("repair.rules_waived", by=by, subject=held, cohort=cohort, now=now, rules=way.rules, note=reason)
    move_members(moves=_moves(cohort, way), by=by, key=f"repair:{held.pk}", note=str(held), now=now)
    held.chosen, held.note, held.ended_by, held.ended_at = moved, reason if way.is_broken else "", by, now
    held.save(update_fields=["chosen", "note", "ended_by", "ended_at"])
    return held


def _refuse(cohort: Cohort, held: TeamRepair) -> None:
    if cohort.state in CLOSED:
        raise CohortClosed
    if held.state != RepairState.READY:
        raise Ended(ended_words(held))
    # Whoever leaves, returns or is moved by hand meanwhile waits for these rows.
    list(Participant.objects.select_for_update().filter(cohort=cohort).order_by("pk").values_list("pk"))
    told = changed_since(held)
    if told:
        raise Stale(
            _("People or teams changed since these ways were worked out, so nothing was done. %(what)s")
            % {"what": " ".join(told[:5])}
        )


def ended_words(repair: TeamRepair) -> str:
    """Who ended the repair, and how, in one sentence."""
    facts = {"name": repair.ended_by or _("The site"), "repair": repair}
    if repair.state == RepairState.APPLIED:
        return _("%(name)s applied %(repair)s already.") % facts
    if repair.state == RepairState.DISCARDED:
        return _("%(name)s threw %(repair)s away.") % facts
    return _("%(repair)s is not ready to be applied.") % facts


def _moves(cohort: Cohort, way: Way) -> Sequence[tuple[Participant, Team]]:
    """Everybody whom the way moves or places, with their new team."""
    teams = {team.number: team for team in Team.objects.filter(cohort=cohort).select_related("cohort")}
    people = Participant.objects.select_related("user").in_bulk([one.person for one in way.moves])
    return [(people[one.person], teams[one.to]) for one in way.moves]
