"""The release: planned, agreed by a second person, counted down, made in one transaction, undone until it is seen."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.workflow import PitchDayState
from challenges.results.models import PrebuiltPage, Release, ReleasePlan, ReleaseVersion, ResultRules
from challenges.results.present import verdict_words
from challenges.results.queries import public_address
from challenges.results.record import digest_of, scores_hash
from challenges.results.services.decision import NotASecond, SignatureVoid, seconds_of
from challenges.results.snapshot import sealed_of, snapshot_of
from cohorts.messages.services import notify
from cohorts.models import Cohort
from core import zones
from core.audit.record import record
from core.errors import Changed, Refused
from core.idempotency import once
from core.lifecycle import NotPossibleNow, move
from core.models import User
from core.people.links import site_link
from core.service import service

# Mail about a release waits until somebody has seen it, and never less than this.
MAIL_WAITS = timedelta(minutes=10)
RELEASED, CANCELLED, STOPPED = "RELEASED", "CANCELLED", "STOPPED"


class PlannedAlready(Refused):
    """A day has one planned release at a time."""

    message = _("A release is planned already. Cancel it first to plan another.")


class MomentPast(Refused):
    """The past is over."""

    message = _("Choose a time to come.")
    field = "moment"


class WhatIsCorrected(Refused):
    """A later version says what it corrects."""

    message = _("Say what is corrected: it stands on the public page and in the mail.")
    field = "correction"


class NotTheSecond(Refused):
    """Only the named person agrees."""

    message = _("Only the second person who was named can agree.")


class SeenAlready(Refused):
    """What was seen cannot be unseen."""

    message = _("Somebody has seen the result: the release stays. A correction makes a new version.")


class NothingReleased(Refused):
    """There is no release."""

    message = _("Nothing is released.")


@service
def plan_release(
    *,
    pitch_day: PitchDay,
    second: User,
    moment: datetime | None = None,
    minutes: int = 10,
    correction: str = "",
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> ReleasePlan:
    """The release of exactly what is previewed waits for the second person; records result.release_planned."""
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)

    def make() -> ReleasePlan:
        _refuse_plan(day, second, moment, correction, by, now)
        plan = ReleasePlan.objects.create(
            pitch_day=day,
            moment=moment,
            minutes=minutes,
            correction=correction,
            digest=release_digest(day, correction),
            planned_by=by,
            planned_at=now,
            second=second,
        )
        record("result.release_planned", by=by, subject=plan, cohort=day.cohort, now=now)
        facts = {"who": by.name, "link": site_link(f"/judge/release/{plan.key}/")}
        mail = f"plan:{plan.pk}"
        notify(cohort=day.cohort, kind="results.agree", to=[second], facts=facts, by=by, key=mail, now=now)
        return plan

    return once(by=by, action="result.plan", key=key, make=make)


@service
def agree_release(*, plan: ReleasePlan, seen_digest: str, by: User, now: datetime | None = None) -> ReleasePlan:
    """The release is made when its time has come; records result.release_agreed, once."""
    now = zones.moment(now)
    plan = _locked(plan)
    if plan.second_id != by.pk:
        raise NotTheSecond
    if plan.agreed_at is not None:
        return plan
    if plan.ended_at is not None:
        raise NotPossibleNow
    if seen_digest != plan.digest or release_digest(plan.pitch_day, plan.correction) != plan.digest:
        raise Changed
    plan.agreed_at, plan.due_at = now, plan.due_from(now)
    plan.save(update_fields=["agreed_at", "due_at"])
    record("result.release_agreed", by=by, subject=plan, cohort=plan.cohort, now=now)
    return plan


@service
def cancel_release(*, plan: ReleasePlan, by: User, now: datetime | None = None) -> ReleasePlan:
    """The planned release is not made; records result.release_cancelled, once."""
    plan = _locked(plan)
    if plan.outcome == CANCELLED:
        return plan
    if plan.ended_at is not None:
        raise NotPossibleNow
    now = zones.moment(now)
    record("result.release_cancelled", by=by, subject=plan, cohort=plan.cohort, now=now)
    return _end(plan, CANCELLED, now)


@service
def release_results(*, plan: ReleasePlan, now: datetime | None = None) -> Release | None:
    """What was agreed is public from this moment, in one transaction; records result.released, once.

    Not yet due, nothing happens. Where scores or words changed since, the plan ends and nothing is released.
    """
    now = zones.moment(now)
    plan = _locked(plan)
    day = plan.pitch_day
    if plan.outcome == RELEASED:
        return Release.objects.filter(cohort=day.cohort).first()
    if plan.ended_at is not None or plan.due_at is None or plan.due_at > now:
        return None
    if day.state != PitchDayState.CONFIRMED or release_digest(day, plan.correction) != plan.digest:
        record("result.release_stopped", by=None, subject=plan, cohort=plan.cohort, now=now)
        _end(plan, STOPPED, now)
        return None
    # The plan is agreed by two people: the job makes it in the name of who planned it, whoever they are by now.
    move(day, "release", by=None, note=plan.correction, now=now)
    _end(plan, RELEASED, now)
    return _publish(plan, now)


def release_digest(day: PitchDay, correction: str = "") -> str:
    """The hash of all that a release would make public and seal; raises SignatureVoid where the scores changed."""
    if scores_hash(day) != day.decision.data_hash:
        raise SignatureVoid
    return digest_of({"snapshot": snapshot_of(day, correction), "sealed": sealed_of(day, day.decision)})


@service
def undo_release(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> PitchDay:
    """Nothing is public any more, or the version before is again, and no mail goes; records result.release_undone.

    Raises SeenAlready from the first look of anybody who does not run the day.
    """
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    release = Release.objects.select_for_update(of=("self",)).filter(cohort=day.cohort_id).first()
    if release is None:
        raise NothingReleased
    if release.seen_at is not None:
        raise SeenAlready
    move(day, "undo_release", by=by, now=now)
    ReleaseVersion.objects.filter(cohort=day.cohort_id, number=release.number).update(withdrawn_at=now)
    before = ReleaseVersion.objects.filter(cohort=day.cohort_id, withdrawn_at=None).order_by("-number").first()
    if before is None:
        release.delete()
    else:
        # It was public before: it has been seen, and everybody was told.
        _stand(before, release.released_by, seen_at=before.released_at, told_at=before.released_at)
    pitch_day.state = day.state
    return day


@service
def note_first_view(*, cohort_id: int, now: datetime | None = None) -> bool:
    """From now on the release cannot be undone; whether this was the first look. Writes no event: it has no actor."""
    unseen = Release.objects.filter(cohort=cohort_id, seen_at=None)
    return bool(unseen.update(seen_at=zones.moment(now)))


@service
def tell_everybody(*, release: Release, by: User | None, now: datetime | None = None) -> Release:
    """Participants, mentors and the panel have their letters on the way, once; from then on nothing can be undone."""
    now = zones.moment(now)
    release = Release.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=release.pk)
    if release.told_at is not None:
        return release
    release.told_at, release.seen_at = now, release.seen_at or now
    release.save(update_fields=["told_at", "seen_at"])
    notify(
        cohort=release.cohort,
        kind=mail_kind(release.number),
        to=everybody(release.cohort.pitch_day),
        facts=letter_facts(release.cohort, release.snapshot),
        by=by or release.released_by,
        key=f"released:{release.cohort_id}:{release.number}",
        now=now,
        already_held=True,
    )
    return release


@service
def begin_correction(*, pitch_day: PitchDay, note: str, by: User, now: datetime | None = None) -> PitchDay:
    """The chair can decide anew while the released version stays public; records result.correction_begun."""
    if not note.strip():
        raise Refused(_("Say why the result has to be corrected."), field="note")
    return move(pitch_day, "correct", by=by, note=note, now=now)


@service
def set_rules(*, pitch_day: PitchDay, by: User, now: datetime | None = None, **rules: bool) -> ResultRules:
    """What of the result is shown beyond the winners is as given; records result.rules_set."""
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    if ReleasePlan.objects.filter(pitch_day=day, ended_at=None).exists() or day.state == PitchDayState.PUBLISHED:
        raise Refused(_("A release is planned or made: what is shown stays as it was agreed."))
    found, _made = ResultRules.objects.update_or_create(pitch_day=day, defaults=rules)
    record("result.rules_set", by=by, subject=day, cohort=day.cohort, now=zones.moment(now), **rules)
    return found


def everybody(day: PitchDay) -> list[User]:
    """Who is told of the results: participants, mentors and the panel, each once."""
    cohort = day.cohort
    told = User.objects.filter(pk__in=cohort.participants.filter(state="ACTIVE").values("user"))
    told |= User.objects.filter(pk__in=cohort.mentors.filter(left_at=None).values("user"))
    told |= User.objects.filter(pk__in=day.panel.filter(left_at=None).values("user"))
    return list(told.filter(is_active=True).order_by("pk"))


def mail_kind(number: int) -> str:
    """The kind of letter that tells of this version."""
    return "results.released" if number == 1 else "results.corrected"


def letter_facts(cohort: Cohort, snapshot: dict[str, Any]) -> dict[str, Any]:
    """What the letter about the release says."""
    facts = {"verdict": verdict_words(snapshot), "link": site_link(public_address(cohort))}
    return facts | ({"correction": snapshot["correction"]} if snapshot.get("correction") else {})


def next_number(day: PitchDay) -> int:
    """The number of the version that a release would make."""
    last = ReleaseVersion.objects.filter(cohort=day.cohort_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _refuse_plan(
    day: PitchDay, second: User, moment: datetime | None, correction: str, by: User, now: datetime
) -> None:
    if day.state != PitchDayState.CONFIRMED:
        raise NotPossibleNow
    if ReleasePlan.objects.filter(pitch_day=day, ended_at=None).exists():
        raise PlannedAlready
    if second == by or not seconds_of(day).filter(pk=second.pk).exists():
        raise NotASecond
    if moment is not None and moment <= now:
        raise MomentPast
    if Release.objects.filter(cohort=day.cohort_id).exists() and not correction.strip():
        raise WhatIsCorrected


def _locked(plan: ReleasePlan) -> ReleasePlan:
    # The day first, then its plan: the order of every other service.
    day = PitchDay.objects.select_for_update().get(pk=plan.pitch_day_id)
    locked = ReleasePlan.objects.select_for_update(of=("self",)).select_related("planned_by", "second").get(pk=plan.pk)
    locked.pitch_day = day
    return locked


def _end(plan: ReleasePlan, outcome: str, now: datetime) -> ReleasePlan:
    plan.outcome, plan.ended_at = outcome, now
    plan.save(update_fields=["outcome", "ended_at"])
    return plan


def _publish(plan: ReleasePlan, now: datetime) -> Release:
    day = plan.pitch_day
    version = ReleaseVersion.objects.create(
        cohort=day.cohort,
        number=next_number(day),
        snapshot=snapshot_of(day, plan.correction),
        sealed=sealed_of(day, day.decision),
        digest=plan.digest,
        plan=plan,
        released_at=now,
    )
    return _stand(version, plan.planned_by)


def _stand(version: ReleaseVersion, by: User, **seen: datetime | None) -> Release:
    """This version is what is public now."""
    release, _made = Release.objects.update_or_create(
        cohort=version.cohort,
        defaults={
            "number": version.number,
            "released_by": by,
            "released_at": version.released_at,
            "snapshot": version.snapshot,
            "digest": version.digest,
            "seen_at": seen.get("seen_at"),
            "told_at": seen.get("told_at"),
        },
    )
    PrebuiltPage.objects.filter(release=release).delete()
    return release
