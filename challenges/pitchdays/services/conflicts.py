"""Conflicts of interest: found in the programme's data, declared by judges, decided by the chair."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import Conflict, PanelSeat, PitchDay, SeatInterest
from challenges.pitchdays.services.panel import OVER, open_day
from challenges.pitchdays.sources import DECLARED, Found, short
from challenges.pitchdays.workflow import ConflictState, PitchDayState
from cohorts.messages.services import notify
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.lifecycle import move
from core.models import Organisation, User
from core.people.links import site_link
from core.service import service
from core.wiring import wired

Key = tuple[int, int, str]


class OtherCohort(Refused):
    """Judge and team do not belong together."""

    message = _("That team is not in this pitch day.")


class ReasonMissing(Refused):
    """A ruling needs its reason."""

    message = _("Say why: the reason is kept with the ruling.")
    field = "decision"


@service
def find_conflicts(*, pitch_day: PitchDay, by: User | None = None, now: datetime | None = None) -> int:
    """Every tie that the sources know of is a row; how many are new; records conflict.found or conflict.asked of each.

    Run again it adds nothing. Until scoring opens, a row whose tie is gone, and that nobody ruled on, goes too.
    """
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    if day.state in OVER:
        return 0
    ties = _ties(day)
    known = {(row.seat_id, row.team_id, row.source): row for row in Conflict.objects.of(day).exclude(source=DECLARED)}
    if day.state == PitchDayState.PLANNED:
        _forget(day, {key: row for key, row in known.items() if key not in ties}, by, now)
    new = [(key, tie) for key, tie in ties.items() if key not in known]
    for (_seat, _team, source), tie in new:
        _add(day, tie, source, by, now)
    return len(new)


def _ties(day: PitchDay) -> dict[Key, Found]:
    return {
        (tie.seat.pk, tie.team.pk, source.__name__): tie for source in wired("CONFLICT_SOURCES") for tie in source(day)
    }


def _add(day: PitchDay, tie: Found, source: str, by: User | None, now: datetime) -> None:
    state = ConflictState.COUNTS if tie.is_certain else ConflictState.ASKED
    fields = {"reason": short(tie.reason), "source": source, "state": state, "declared_by": by, "declared_at": now}
    conflict = Conflict.objects.create(seat=tie.seat, team=tie.team, **fields)
    event = "conflict.found" if tie.is_certain else "conflict.asked"
    record(event, by=by, subject=conflict, cohort=day.cohort, now=now, source=source)
    if tie.is_certain:
        _follow(conflict, by, now)
    else:
        _ask_chair(conflict, by, now)


def _forget(day: PitchDay, gone: dict[Key, Conflict], by: User | None, now: datetime) -> None:
    for (_seat, _team, source), row in gone.items():
        if row.decided_at is None:
            record("conflict.gone", by=by, subject=row, cohort=day.cohort, now=now, source=source)
            row.delete()


def _follow(conflict: Conflict, by: User | None, now: datetime) -> None:
    """What other features do when a conflict begins to count: a sheet becomes void (J-02)."""
    for consequence in wired("CONFLICT_DECLARED"):
        consequence(conflict=conflict, by=by, now=now)


def _ask_chair(conflict: Conflict, by: User | None, now: datetime) -> None:
    """The chair has a letter, without the reason; about the chair's own conflict nobody has one: organisers see it."""
    chair = PanelSeat.objects.filter(pitch_day=conflict.pitch_day, is_chair=True, left_at=None).first()
    if chair is None or chair.pk == conflict.seat_id:
        return
    link = site_link(reverse("judge:conflicts_decide", args=[conflict.pitch_day.key]))
    facts = {"judge": conflict.seat.user.name, "team": conflict.team.name, "link": link}
    key = f"doubt:{conflict.pk}"
    notify(cohort=conflict.cohort, kind="pitchdays.doubt", to=[chair.user], facts=facts, by=by, key=key, now=now)


@service
def declare_conflict(
    *, seat: PanelSeat, team: Team, reason: str, is_doubtful: bool = False, by: User, now: datetime | None = None
) -> Conflict:
    """The judge does not score the team, now or later; a sheet they began is void; records conflict.declared (J-02).

    What is doubtful is put to the chair instead and keeps nobody away until then; records conflict.asked.
    """
    now = zones.moment(now)
    day = open_day(seat.pitch_day)
    if team.cohort_id != day.cohort_id:
        raise OtherCohort
    state = ConflictState.ASKED if is_doubtful else ConflictState.COUNTS
    fields = {"reason": reason, "state": state, "declared_by": by, "declared_at": now}
    conflict, made = Conflict.objects.get_or_create(seat=seat, team=team, source=DECLARED, defaults=fields)
    if not made and (is_doubtful or conflict.state in (ConflictState.COUNTS, ConflictState.STANDS)):
        return conflict
    if not made:
        # A doubt, or one that the chair had dismissed, is certain now: the judge's own word is enough to step aside.
        Conflict.objects.filter(pk=conflict.pk).update(**fields)
        conflict.refresh_from_db()
    record(
        "conflict.asked" if is_doubtful else "conflict.declared", by=by, subject=conflict, cohort=day.cohort, now=now
    )
    if is_doubtful:
        _ask_chair(conflict, by, now)
    else:
        _follow(conflict, by, now)
    return conflict


@service
def withdraw_conflict(*, conflict: Conflict, by: User, now: datetime | None = None) -> None:
    """The judge may score the team again; only what was declared, before scoring opens; records conflict.withdrawn."""
    day = open_day(conflict.seat.pitch_day)
    if day.state != PitchDayState.PLANNED:
        raise Refused(_("Scoring has been opened: a declared conflict stays."))
    if conflict.source != DECLARED:
        raise Refused(_("This follows from the programme's data and stays as long as they say so."))
    if conflict.decided_at is not None:
        raise Refused(_("The chair has ruled on it: the ruling stays."))
    record("conflict.withdrawn", by=by, subject=conflict, cohort=day.cohort, now=now)
    conflict.delete()


@service
def decide_conflict(
    *, conflict: Conflict, stands: bool, decision: str, by: User, now: datetime | None = None
) -> Conflict:
    """The doubtful conflict stands or is dismissed, with a reason (J-03); records conflict.upheld or .dismissed.

    Nobody rules on a conflict of their own: the chair on those of others, an organiser on the chair's.
    """
    now = zones.moment(now)
    open_day(conflict.seat.pitch_day)
    seat = conflict.seat
    if seat.user_id == by.pk or seat.is_chair == _chairs(seat.pitch_day, by):
        raise PermissionDenied
    if not decision.strip():
        raise ReasonMissing
    before = conflict.state
    move(conflict, "uphold" if stands else "dismiss", by=by, note=decision, now=now)
    fields = {"decision": short(decision), "decided_by": by, "decided_at": now}
    Conflict.objects.filter(pk=conflict.pk).update(**fields)
    conflict.refresh_from_db()
    if stands and before != ConflictState.STANDS:
        _follow(conflict, by, now)
    return conflict


def _chairs(day: PitchDay, user: User) -> bool:
    return PanelSeat.objects.filter(pitch_day=day, user=user, is_chair=True, left_at=None).exists()


@service
def declare_interests(
    *, seat: PanelSeat, organisations: Collection[Organisation], by: User, now: datetime | None = None
) -> int:
    """Just these bodies count as the judge's own beside the employer; conflicts that follow are found at once.

    Records panel.interests_declared; how many conflicts are new.
    """
    now = zones.moment(now)
    day = open_day(seat.pitch_day)
    seat.interests.exclude(organisation__in=organisations).delete()
    known = set(seat.interests.values_list("organisation", flat=True))
    rows = [
        SeatInterest(seat=seat, organisation=body, declared_at=now) for body in organisations if body.pk not in known
    ]
    SeatInterest.objects.bulk_create(rows)
    record("panel.interests_declared", by=by, subject=seat, cohort=day.cohort, now=now, bodies=len(organisations))
    return find_conflicts(pitch_day=day, by=by, now=now)
