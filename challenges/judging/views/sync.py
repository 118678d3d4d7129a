"""What a judge's device sends when it has a network: one change at a time, and that it is there (J-05 to J-11)."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.judging import services
from challenges.judging.devices import note_device
from challenges.judging.forms import CardForm, flat
from challenges.judging.models import LateScore, Scorecard, ScorecardRevision, Source
from challenges.judging.reasons import lacking_of
from challenges.judging.views.own import OwnSheet, own_sheet
from challenges.pitchdays.models import PanelSeat
from challenges.pitchdays.queries import rubric_of
from core import zones
from core.access import Request, guard
from core.errors import Busy, Refused
from core.people.sessions import device_words
from core.templatetags.moments import clock

MOST = 100_000
View = Callable[..., HttpResponseBase]


def said(outcome: str, status: int, **more: Any) -> JsonResponse:
    """One answer to a device: what became of it, and the server's time."""
    return JsonResponse({"outcome": outcome, "now": int(zones.now().timestamp() * 1000), **more}, status=status)


def in_json(view: View) -> View:
    """The view answers a script: being signed out, refused or not there is said in JSON and never by a page."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return said("signed_out", 401)
        try:
            return view(request, **kwargs)
        except PermissionDenied:
            words = _("A conflict of interest is recorded between you and this team, so this sheet is not taken.")
            return said("recused", 403, words=words)
        except Http404:
            return said("not_yours", 404, words=_("This pitch is not yours to score."))
        except Busy as busy:
            return said("busy", 503, words=busy.message)

    return answered


@in_json
@guard("home.judge")
def token(request: Request) -> HttpResponse:
    """Who is signed in, and the proof of origin that the next message needs: a page may be hours old."""
    return said("token", 200, judge=request.user.key, token=get_token(request))


@in_json
@guard("home.judge")
@require_POST
def beat(request: Request) -> HttpResponse:
    """The device is there and holds so much unsent (J-08)."""
    body = _body(request)
    if body is None:
        return said("unreadable", 400)
    if body.get("judge") != request.user.key:
        return said("other_judge", 403)
    held = body.get("waiting")
    waiting = held if isinstance(held, dict) else {}
    for seat in PanelSeat.objects.filter(user=request.user, left_at=None).exclude(pitch_day__state="PUBLISHED"):
        note_device(seat=seat, key=str(body.get("device", "")), waiting=_number(waiting.get(seat.key)))
    return said("heard", 200, judge=request.user.key)


@in_json
@guard("scorecard.score", of=own_sheet)
@require_POST
def card_sync(request: Request, sheet: OwnSheet) -> HttpResponse:
    """Takes one change of one sheet; the same key gives the same answer, however often it comes (J-06)."""
    body = _body(request)
    if body is None:
        return said("unreadable", 400)
    if body.get("judge") != request.user.key:
        return said("other_judge", 403)
    device = str(body.get("device", ""))[:64]
    note_device(seat=sheet.seat, key=device, waiting=_number(body.get("waiting")))
    form = CardForm(flat(body.get("fields")), rubric=rubric_of(sheet.slot.pitch_day), card=None)
    if not form.is_valid() or not form.key:
        return said("invalid", 422, words=" ".join(str(message) for row in form.errors.values() for message in row))
    change = services.Change(
        key=form.key,
        revision=form.cleaned_data["revision"],
        sheet=form.sheet(),
        is_finished=body.get("finish") is True,
        origin=services.Origin(Source.DEVICE, _device(request), device, _hint(body.get("at"))),
    )
    return _taken(request, sheet, change)


def _taken(request: Request, sheet: OwnSheet, change: services.Change) -> HttpResponse:
    try:
        made = services.receive_change(seat=sheet.seat, slot=sheet.slot, change=change, by=request.user)
    except services.ChangedElsewhere as changed:
        return said("changed", 409, **_theirs(sheet, changed.card, change.origin.device_key))
    except Busy:
        raise
    except Refused as refused:
        return said("refused", 409, words=refused.message)
    if isinstance(made, LateScore):
        return said("late", 202, received=_clock(made.received_at, sheet), words=_late_words(made, sheet))
    return said(
        "saved",
        200,
        revision=made.revision,
        state=made.state,
        saved=_clock(made.saved_at, sheet),
        words=_lacking(made.card) if change.is_finished and made.state != "SUBMITTED" else "",
    )


def _late_words(late: LateScore, sheet: OwnSheet) -> str:
    times = {"received": _clock(late.received_at, sheet)}
    words = _("Late: it came at %(received)s, after scores were closed. The chair decides whether it counts.")
    return words % times


def _lacking(card: Scorecard) -> str:
    return _("Saved, not handed in. Still to do: %(names)s.") % {"names": ", ".join(lacking_of(card).names)}


def _theirs(sheet: OwnSheet, card: Scorecard, device_key: str) -> dict[str, Any]:
    """What the other device saved, and which one it was (J-05)."""
    scores = {score.criterion.key: score for score in card.scores.select_related("criterion")}
    last = ScorecardRevision.objects.filter(card=card, revision=card.revision).first()
    where = {"device": last.device if last else "", "time": _clock(card.saved_at, sheet)}
    if last is not None and device_key and last.device_key == device_key:
        words = _("Changed in another tab of this device at %(time)s.")
    elif where["device"]:
        words = _("Changed on your other device (%(device)s) at %(time)s.")
    else:
        words = _("Changed elsewhere at %(time)s.")
    fields = {f"score_{key}": str(score.value) for key, score in scores.items()}
    fields |= {f"reason_{key}": score.reason for key, score in scores.items()}
    fields |= {name: getattr(card, name) for name in ("notes", "own_notes", "team_notes")}
    return {"words": words % where, "theirs": {"revision": card.revision, "state": card.state, "fields": fields}}


def _body(request: HttpRequest) -> dict[str, Any] | None:
    """What was sent, or nothing when it is no object or far too long (F-08)."""
    if len(request.body) > MOST:
        return None
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _number(given: object) -> int:
    return given if isinstance(given, int) and not isinstance(given, bool) else 0


def _hint(given: object) -> datetime | None:
    """What the device's clock said, when it said anything that is a time (J-10)."""
    try:
        return datetime.fromtimestamp(_number(given) / 1000, UTC) if _number(given) else None
    except (OverflowError, OSError, ValueError):
        return None


def _device(request: HttpRequest) -> str:
    return device_words(request.headers.get("User-Agent", ""))


def _clock(at: datetime | None, sheet: OwnSheet) -> str:
    return str(clock(at, sheet.cohort)) if at else ""
