"""The big screen: the same for everybody, so any cache on the way may keep it for two seconds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from challenges.audience.models import Poll, Question
from challenges.audience.qr import qr_of, typed
from challenges.audience.queries import count_of, seen_polls, turnout_of
from challenges.audience.views.vote import day_in_address, poll_in_address, takes_questions
from challenges.audience.workflow import PollState, QuestionState
from challenges.pitchdays.models import PitchDay
from core import zones
from core.access import guard

shared = cache_control(public=True, max_age=2)
AT_ONCE = 6


@guard("public", of=day_in_address)
@shared
def screen(request: HttpRequest, day: PitchDay) -> HttpResponse:
    """What is going on now: the vote that opened last, else the result shown last, else how to take part."""
    polls = [poll for poll in seen_polls(day) if poll.opens_at is not None]
    polls.sort(key=lambda poll: (poll.state == PollState.OPEN, poll.opens_at))
    return _screen(request, day, polls[-1] if polls else None)


@guard("public", of=poll_in_address)
@shared
def screen_poll(request: HttpRequest, poll: Poll) -> HttpResponse:
    """One vote."""
    return _screen(request, poll.pitch_day, poll)


@guard("public", of=day_in_address)
@shared
def screen_questions(request: HttpRequest, day: PitchDay) -> HttpResponse:
    """The questions with most votes."""
    shown = Question.objects.filter(pitch_day=day, state=QuestionState.SHOWN).order_by("-votes", "asked_at", "pk")
    context = {
        "cohort": day.cohort, "day": day, "rows": shown[:AT_ONCE], "is_on": takes_questions(day),
        "qr": qr_of(reverse("vote:questions", args=[day.key])),
        "typed": typed(reverse("vote:enter")),
    }  # fmt: skip
    return render(request, "challenges/audience/screen_questions.html", context)


def _screen(request: HttpRequest, day: PitchDay, poll: Poll | None) -> HttpResponse:
    context: dict[str, Any] = {"cohort": day.cohort, "day": day, "qr": qr_of(reverse("vote:day", args=[day.key]))}
    is_open_to_all = poll is not None and not poll.needs_code
    context["typed"] = typed(reverse("vote:day", args=[day.key]) if is_open_to_all else reverse("vote:enter"))
    if poll is not None and poll.state != PollState.DRAFT:
        context |= {"poll": poll, "is_open": poll.takes_votes(zones.now()), "turnout": turnout_of(poll)}
        context["count"] = count_of(poll) if poll.is_told else None
    return render(request, "challenges/audience/screen.html", context)
