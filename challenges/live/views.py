"""The screen on the stage: team names and the clock, at an address that nobody can guess and that needs no sign-in."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from challenges.briefs.models import brief_of
from challenges.live.models import LiveDay
from challenges.live.queries import LivePitch, Running, running
from challenges.live.words import left_words, milliseconds, stage_words
from challenges.pitchdays.workflow import PitchDayState
from core.access import found, guard
from core.templatetags.moments import clock

by_key = found(LiveDay, "pitch_day__cohort", key="key")


@guard("public", of=by_key)
@require_GET
@never_cache
def stage(request: HttpRequest, live: LiveDay) -> HttpResponse:
    """The big clock; scripts keep it running without a network, and without scripts it is right at each reload."""
    shown = stage_facts(running(live.pitch_day))
    context = {"shown": shown, "day": live.pitch_day, "now_url": reverse("public:stage_now", args=[live.key])}
    return render(request, "challenges/live/stage.html", context)


@guard("public", of=by_key)
@require_GET
@never_cache
def stage_now(request: HttpRequest, live: LiveDay) -> JsonResponse:
    """What the screen shows now, with the server's clock."""
    return JsonResponse(stage_facts(running(live.pitch_day)))


def stage_facts(live: Running) -> dict[str, Any]:
    """What the hall may read: no person, no judge, no score and no place but that in the running order."""
    current, zone = live.current, live.day.cohort
    facts = {"now": milliseconds(live.now), "kind": "", "left": "", "from": None, "until": None, "next": _next(live)}
    if current is not None:
        return facts | _of_pitch(current, live)
    upcoming = live.to_come[0] if live.to_come else None
    if upcoming is None or live.day.state in (PitchDayState.CONFIRMED, PitchDayState.PUBLISHED):
        return facts | {
            "kind": "over",
            "stage": _("Thank you"),
            "team": _("That was the last pitch"),
            "about": "",
            "next": "",
        }
    if live.break_until:
        team = _("Until %(time)s") % {"time": clock(live.break_until, zone)}
        return facts | {"kind": "break", "stage": _("Break"), "team": team, "about": ""}
    stage_of = _("Next") if live.done else _("We begin at %(time)s") % {"time": _begins(upcoming, live)}
    return facts | {
        "kind": "next",
        "stage": stage_of,
        "team": upcoming.slot.team.name,
        "about": _about(upcoming),
        "next": "",
    }


def _of_pitch(pitch: LivePitch, live: Running) -> dict[str, Any]:
    return {
        "kind": pitch.state.lower(),
        "stage": stage_words(pitch.state),
        "team": pitch.slot.team.name,
        "about": _about(pitch),
        "left": left_words(pitch, live.now),
        "from": milliseconds(pitch.since),
        "until": milliseconds(pitch.until),
    }


def _about(pitch: LivePitch) -> str:
    brief = brief_of(pitch.slot.team)
    return brief.question if brief else ""


def _begins(pitch: LivePitch, live: Running) -> str:
    return clock(pitch.expected.begins_at if pitch.expected else pitch.slot.starts_at, live.day.cohort)


def _next(live: Running) -> str:
    following = live.next
    if following is None:
        return ""
    if following == live.called:
        return _("Next: %(team)s") % {"team": following.slot.team.name}
    facts = {"team": following.slot.team.name, "time": _begins(following, live)}
    return _("Next: %(team)s, about %(time)s") % facts
