"""Running the day: one step after the other, by the server's clock, each of them to be undone."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from challenges.live.models import LiveDay, LiveSlot, LiveStep
from challenges.live.workflow import ON_IT, LiveState
from challenges.pitchdays.models import PitchDay, PitchSlot
from challenges.pitchdays.workflow import PitchDayState
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.keys import new_key
from core.lifecycle import move
from core.models import User
from core.service import service

RUNS = (PitchDayState.SCORING, PitchDayState.SCORES_CLOSED)
MOST_SHIFTED = 180


class NotRunning(Refused):
    """The day does not run now."""

    message = _("Open scoring first: from then on the running order is fixed and the day can run.")


class StageTaken(Refused):
    """Another team has the stage, or waits beside it."""


class NothingToUndo(Refused):
    """No step of the day stands."""

    message = _("There is no step to undo.")


class NotThatFar(Refused):
    """The shift is nothing, or too much."""

    message = _("Move the rest by 1 to 180 minutes.")
    field = "minutes"


@service
def live_day(day: PitchDay) -> LiveDay:
    """The day's running row, made at the first need."""
    # By its number: a row that a refusal takes back must not stay behind on the day that we were given.
    return LiveDay.objects.get_or_create(pitch_day_id=day.pk)[0]


@service
def call_team(*, slot: PitchSlot, by: User, now: datetime | None = None) -> LiveSlot:
    """The team is called to the stage; records live.team_called; raises StageTaken while another one waits there."""
    return _step(slot, "call_team", by, now)


@service
def start_pitch(*, slot: PitchSlot, by: User, now: datetime | None = None) -> LiveSlot:
    """The team pitches and its time runs; records live.pitch_started; raises StageTaken."""
    return _step(slot, "start_pitch", by, now)


@service
def start_questions(*, slot: PitchSlot, by: User, now: datetime | None = None) -> LiveSlot:
    """The panel asks and the time of questions runs; records live.questions_started."""
    return _step(slot, "start_questions", by, now)


@service
def start_scoring(*, slot: PitchSlot, by: User, now: datetime | None = None) -> LiveSlot:
    """The judges have their minutes to score; records live.scoring_started."""
    return _step(slot, "start_scoring", by, now)


@service
def finish_slot(*, slot: PitchSlot, by: User, now: datetime | None = None) -> LiveSlot:
    """The pitch is over and the stage is free; judges go on scoring as they like; records live.slot_finished."""
    return _step(slot, "finish_slot", by, now)


@service
def skip_slot(*, slot: PitchSlot, by: User, note: str = "", now: datetime | None = None) -> LiveSlot:
    """The team does not pitch now and can be called later; records live.slot_skipped."""
    return _step(slot, "skip_slot", by, now, note)


@service
def undo_step(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> LiveSlot:
    """The last step that stands never happened: its pitch is where it was; records live.step_undone."""
    moment = zones.moment(now)
    _locked(pitch_day)
    steps = LiveStep.objects.filter(live__slot__pitch_day=pitch_day, undone_at=None)
    step = steps.select_related("live__slot__team", "live__slot__pitch_day__cohort").order_by("-pk").first()
    if step is None:
        raise NothingToUndo
    live = step.live
    live.state, live.since, step.undone_at = step.before, step.before_since, moment
    live.save(update_fields=["state", "since"])
    step.save(update_fields=["undone_at"])
    record("live.step_undone", by=by, subject=live, cohort=live.cohort, now=moment, was=step.after)
    return live


@service
def shift_rest(*, pitch_day: PitchDay, minutes: int, by: User, now: datetime | None = None) -> int:
    """Every pitch still to come is planned so much later; records live.rest_shifted; how many were moved."""
    if not 1 <= minutes <= MOST_SHIFTED:
        raise NotThatFar
    day = _locked(pitch_day)
    begun = LiveSlot.objects.filter(slot__pitch_day=day).exclude(state=LiveState.PLANNED).values("slot")
    rest = PitchSlot.objects.filter(pitch_day=day).exclude(pk__in=begun)
    moved = rest.update(starts_at=F("starts_at") + timedelta(minutes=minutes))
    record("live.rest_shifted", by=by, subject=day, cohort=day.cohort, now=now, minutes=minutes, moved=moved)
    return moved


@service
def renew_stage_link(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> LiveDay:
    """The stage screen has a new address and the old one leads nowhere; records live.stage_link_renewed."""
    live = LiveDay.objects.select_for_update().get(pk=live_day(pitch_day).pk)
    live.key = new_key()
    live.save(update_fields=["key"])
    record("live.stage_link_renewed", by=by, subject=pitch_day, cohort=pitch_day.cohort, now=now)
    return live


STEPS = {
    "call_team": call_team,
    "start_pitch": start_pitch,
    "start_questions": start_questions,
    "start_scoring": start_scoring,
    "finish_slot": finish_slot,
    "skip_slot": skip_slot,
}


def _locked(pitch_day: PitchDay) -> PitchDay:
    # Not the pitch day's own row: judges who save their sheets lock that one.
    live = live_day(pitch_day)
    LiveDay.objects.select_for_update().get(pk=live.pk)
    day = PitchDay.objects.select_related("cohort").get(pk=pitch_day.pk)
    if day.state not in RUNS:
        raise NotRunning
    return day


def _step(slot: PitchSlot, action: str, by: User, now: datetime | None, note: str = "") -> LiveSlot:
    moment = zones.moment(now)
    _locked(slot.pitch_day)
    live, _made = LiveSlot.objects.get_or_create(slot=slot)
    live.slot = slot
    before, since = live.state, live.since
    if any(step.target == before for step in LiveSlot.WORKFLOW.transitions if step.action == action):
        # The button was pressed twice: it has happened.
        return live
    _refuse_taken(slot, action)
    move(live, action, by=by, note=note, now=moment)
    live.since = moment
    live.save(update_fields=["since"])
    LiveStep.objects.create(live=live, before=before, before_since=since, after=live.state, at=moment)
    return live


def _refuse_taken(slot: PitchSlot, action: str) -> None:
    barring = {"call_team": (LiveState.CALLED,), "start_pitch": ON_IT}.get(action, ())
    others = LiveSlot.objects.filter(slot__pitch_day=slot.pitch_day, state__in=barring).exclude(slot=slot)
    other = others.select_related("slot__team").first()
    if other is None:
        return
    if action == "call_team":
        raise StageTaken(_("%(team)s is called already: start its pitch or skip it first.") % {"team": other})
    raise StageTaken(_("%(team)s has the stage: finish its pitch first.") % {"team": other})
