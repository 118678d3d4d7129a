"""How teams choose and how many a challenge takes, set by organisers; and leave for a team to have its employer's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from challenges.briefs.choosing.models import Agreeing, ChoosingRules, EmployerPass
from challenges.briefs.choosing.services.errors import ClosesInThePast, NoSuchConflict, RoomWrong, WhyMissing
from challenges.briefs.models import Brief
from challenges.briefs.snapshot import barred_pairs
from cohorts.models import Cohort, Team
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def set_rules(
    *,
    cohort: Cohort,
    agreeing: str = Agreeing.ANY,
    closes_at: datetime | None = None,
    takes_own: bool = False,
    gives_unranked: bool = True,
    is_steep: bool = False,
    by: User | None,
    now: datetime | None = None,
) -> ChoosingRules:
    """Teams of the cohort choose this way; records choosing.set with what changed, when anything did."""
    now = zones.moment(now)
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    rules, _is_new = ChoosingRules.objects.get_or_create(cohort=locked)
    wanted = {
        "agreeing": agreeing,
        "closes_at": closes_at,
        "takes_own": takes_own,
        "gives_unranked": gives_unranked,
        "is_steep": is_steep,
    }
    changed = [name for name, value in wanted.items() if getattr(rules, name) != value]
    if "closes_at" in changed and closes_at is not None and closes_at <= now:
        raise ClosesInThePast
    if changed:
        for name in changed:
            setattr(rules, name, wanted[name])
        rules.save()
        record("choosing.set", by=by, subject=locked, cohort=locked, now=now, changed=changed)
    return rules


@service
def set_room(
    *, cohort: Cohort, rooms: Mapping[int, tuple[int, int]], by: User | None, now: datetime | None = None
) -> int:
    """Each brief (by id) takes from least to most teams; records choosing.room_set of each that changed; how many."""
    now, changed = zones.moment(now), 0
    for brief in Brief.objects.select_for_update().filter(cohort=cohort, pk__in=list(rooms)).order_by("pk"):
        least, most = rooms[brief.pk]
        if most < 1 or least > most:
            raise RoomWrong
        if (brief.least_teams, brief.places) != (least, most):
            brief.least_teams, brief.places, changed = least, most, changed + 1
            brief.save(update_fields=["least_teams", "places"])
            record("choosing.room_set", by=by, subject=brief, cohort=cohort, now=now, least=least, most=most)
    return changed


@service
def give_pass(*, team: Team, brief: Brief, why: str, by: User | None, now: datetime | None = None) -> EmployerPass:
    """The team may have the brief though a member's employer owns it; records employer_pass.given, once."""
    now = zones.moment(now)
    if not why.strip():
        raise WhyMissing
    if brief.cohort_id != team.cohort_id or (team.pk, brief.pk) not in barred_pairs(team.cohort):
        raise NoSuchConflict
    fields = {"why": why.strip(), "given_by": by, "given_at": now}
    made, is_new = EmployerPass.objects.get_or_create(team=team, brief=brief, defaults=fields)
    if is_new:
        about: dict[str, Any] = {"brief": brief.title, "note": made.why}
        record("employer_pass.given", by=by, subject=team, cohort=team.cohort, now=now, **about)
    return made


@service
def withdraw_pass(*, team: Team, brief: Brief, by: User | None, now: datetime | None = None) -> None:
    """The team may not have its employer's brief any more; records employer_pass.withdrawn when it might."""
    gone, _rows = EmployerPass.objects.filter(team=team, brief=brief).delete()
    if gone:
        about: dict[str, Any] = {"brief": brief.title}
        record("employer_pass.withdrawn", by=by, subject=team, cohort=team.cohort, now=now, **about)
