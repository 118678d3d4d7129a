"""Freezing the rubric, and asking for a new round, which the chair agrees to or not (J-21)."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.digest import content_of, digest_of
from challenges.pitchdays.models import Criterion, PitchDay
from challenges.pitchdays.queries import panel_of, rubric_of
from challenges.pitchdays.rounds import round_of
from challenges.pitchdays.services.rubric import write_criteria
from challenges.pitchdays.versions import RoundRequest, RoundState, RubricVersion
from challenges.pitchdays.workflow import PitchDayState
from cohorts.messages.services import notify
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.people.links import site_link
from core.service import service
from core.wiring import wired

JUDGED = (PitchDayState.SCORING, PitchDayState.SCORES_CLOSED)


class NothingToBeginAnew(Refused):
    """The rubric can be changed as it is, or never again."""

    message = _(
        "A new round is for a rubric that is frozen and a result that is not confirmed: before scoring opens, change "
        "the rubric itself; after the result is confirmed, it stays."
    )


class AskedAlready(Refused):
    """One request at a time."""

    message = _("The chair has been asked for a new round already.")


class ReasonMissing(Refused):
    """What sets sheets aside needs a reason."""

    message = _("Say why: the reason is kept with the sheets of this round.")
    field = "reason"


class SamePerson(Refused):
    """Two people decide together."""

    message = _("You asked for this round yourself: somebody else has to agree to it.")


class Decided(Refused):
    """The request has its answer."""

    message = _("This has been decided already.")


def freeze_rubric(*, day: PitchDay, by: User, now: datetime) -> RubricVersion:
    """The rubric as it stands is kept with its digest as this round's: called as scoring opens."""
    content = content_of(rubric_of(day))
    number = RubricVersion.objects.filter(pitch_day=day).count() + 1
    version = RubricVersion.objects.create(
        pitch_day=day, number=number, content=content, digest=digest_of(content), frozen_at=now, frozen_by=by
    )
    record("rubric.frozen", by=by, subject=version, cohort=day.cohort, now=now, digest=version.digest)
    return version


@service
def ask_new_round(
    *, pitch_day: PitchDay, reason: str, by: User, key: str = "", now: datetime | None = None
) -> RoundRequest:
    """The chair is asked to let the day be judged anew; nothing else changes yet; records round.asked."""
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)

    def make() -> RoundRequest:
        if day.state not in JUDGED:
            raise NothingToBeginAnew
        if not reason.strip():
            raise ReasonMissing
        if RoundRequest.objects.filter(pitch_day=day, state=RoundState.ASKED).exists():
            raise AskedAlready
        request = RoundRequest.objects.create(pitch_day=day, reason=reason, asked_by=by, asked_at=now)
        record("round.asked", by=by, subject=request, cohort=day.cohort, now=now, reason=reason)
        chairs = [seat.user for seat in panel_of(day) if seat.is_chair]
        link = site_link(reverse("judge:round_decide", args=[day.key]))
        _write_to(request, "pitchdays.round_asked", chairs, by, now, name=by.name, link=link)
        return request

    return once(by=by, action="round.ask", key=key, make=make)


@service
def withdraw_new_round(*, request: RoundRequest, by: User, now: datetime | None = None) -> RoundRequest:
    """The request is taken back before it is decided; records round.withdrawn."""
    now = zones.moment(now)
    decided = _decide(request, RoundState.WITHDRAWN, "", by, now)
    record("round.withdrawn", by=by, subject=decided, cohort=decided.cohort, now=now)
    return decided


@service
def decline_new_round(*, request: RoundRequest, answer: str, by: User, now: datetime | None = None) -> RoundRequest:
    """The chair does not agree and everything stays as it is; records round.declined."""
    now = zones.moment(now)
    decided = _decide(request, RoundState.DECLINED, answer, by, now)
    record("round.declined", by=by, subject=decided, cohort=decided.cohort, now=now)
    return decided


@service
def agree_new_round(*, request: RoundRequest, answer: str, by: User, now: datetime | None = None) -> RoundRequest:
    """The day is planned again under a new round, its sheets kept under the old rubric and not counted (J-21).

    The rubric's criteria are the same words in new rows, so that nothing a phone still sends from the old round can
    reach a sheet of the new one. Records round.agreed and pitchday.round_begun.
    """
    now = zones.moment(now)
    if request.asked_by_id == by.pk:
        raise SamePerson
    decided = _decide(request, RoundState.AGREED, answer, by, now)
    record("round.agreed", by=by, subject=decided, cohort=decided.cohort, now=now)
    day = PitchDay.objects.select_for_update().get(pk=request.pitch_day_id)
    version = _version_of(day, by, now)
    move(day, "begin_round", by=by, note=decided.reason, now=now)
    for consequence in wired("ROUND_BEGUN"):
        consequence(version=version, by=by, now=now)
    Criterion.objects.filter(pitch_day=day).delete()
    write_criteria(day, version.content)
    judges = [seat.user for seat in panel_of(day)]
    _write_to(decided, "pitchdays.round_begun", judges, by, now, link=site_link(reverse("judge:home")))
    request.pitch_day.state = day.state
    return decided


def _write_to(request: RoundRequest, kind: str, to: list[User], by: User, now: datetime, **facts: str) -> None:
    if to:
        told = {"reason": request.reason, **facts}
        notify(cohort=request.cohort, kind=kind, to=to, facts=told, by=by, key=request.key, now=now)


def _version_of(day: PitchDay, by: User, now: datetime) -> RubricVersion:
    # A day whose scoring was opened before rubrics were kept has its version made now.
    return RubricVersion.objects.filter(pitch_day=day, number=round_of(day)).first() or freeze_rubric(
        day=day, by=by, now=now
    )


def _decide(request: RoundRequest, state: str, answer: str, by: User, now: datetime) -> RoundRequest:
    day = PitchDay.objects.select_for_update().get(pk=request.pitch_day_id)
    locked = RoundRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state != RoundState.ASKED:
        raise Decided
    if state == RoundState.AGREED and day.state not in JUDGED:
        raise NothingToBeginAnew
    locked.state, locked.answer, locked.decided_by, locked.decided_at = state, answer, by, now
    locked.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    return locked
