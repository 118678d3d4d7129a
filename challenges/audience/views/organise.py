"""Organisers' pages: the audience at a glance, its polls and the people's prize."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.audience import services
from challenges.audience.forms import PollForm, PrizeForm
from challenges.audience.models import AudienceCode, CodeKind, Guest, Poll, Question
from challenges.audience.qr import full
from challenges.audience.queries import count_of, options_of, polls_of, turnout_of
from challenges.audience.workflow import PollState, QuestionState
from challenges.pitchdays.models import PitchDay
from core import zones
from core.access import Request, found, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.lifecycle import available_actions

day_in_address = found(PitchDay, "cohort__programme", "audience", cohort="cohort__slug")
poll_in_address = found(Poll, "pitch_day__cohort__programme", cohort="pitch_day__cohort__slug", key="key")


@guard("audience.manage", of=day_in_address)
def audience(request: Request, day: PitchDay) -> HttpResponse:
    """Votes, people at the door, cards and questions on one page."""
    polls = polls_of(day)
    guests = Guest.objects.filter(pitch_day=day).aggregate(
        expected=Count("pk"), present=Count("pk", filter=Q(present_at__isnull=False))
    )
    cards = AudienceCode.objects.filter(pitch_day=day, kind=CodeKind.CARD, voided_at=None).aggregate(
        made=Count("pk"), used=Count("pk", filter=~Q(browser=""))
    )
    asked = Question.objects.filter(pitch_day=day).aggregate(
        waiting=Count("pk", filter=Q(state=QuestionState.WAITING)),
        shown=Count("pk", filter=Q(state=QuestionState.SHOWN)),
    )
    context = {
        "cohort": day.cohort, "day": day, "polls": polls, "has_prize": any(poll.is_prize for poll in polls),
        "guests": guests, "cards": cards, "asked": asked,
        "is_on": getattr(getattr(day, "audience", None), "takes_questions", False),
        "address": full(reverse("vote:day", args=[day.key])),
    }  # fmt: skip
    return render(request, "challenges/audience/organise.html", context)


@guard("audience.manage", of=day_in_address)
def poll_new(request: Request, day: PitchDay) -> HttpResponse:
    """A form for a new poll."""
    return _poll_form(request, day, None)


@guard("audience.manage", of=day_in_address)
def prize_new(request: Request, day: PitchDay) -> HttpResponse:
    """A form for the people's prize."""
    return _prize_form(request, day, None)


@guard("poll.manage", of=poll_in_address)
def poll_edit(request: Request, poll: Poll) -> HttpResponse:
    """A form to change a vote that has not opened."""
    return (_prize_form if poll.is_prize else _poll_form)(request, poll.pitch_day, poll)


@guard("poll.manage", of=poll_in_address)
def poll(request: Request, poll: Poll) -> HttpResponse:
    """One vote: its rules, its next step, its count once anybody may know it."""
    is_known = poll.is_told or poll.is_over
    context = {
        "cohort": poll.cohort, "day": poll.pitch_day, "poll": poll,
        "actions": available_actions(poll, request.user),
        "count": count_of(poll) if is_known else None,
        "turnout": turnout_of(poll), "options": options_of(poll),
        "is_late": poll.state == PollState.OPEN and not poll.takes_votes(zones.now()),
        "history": timeline(subject=poll, limit=8),
    }  # fmt: skip
    return render(request, "challenges/audience/poll_organise.html", context)


ACTS = {"open": services.open_poll, "close": services.close_poll, "show": services.show_result}


@guard("poll.manage", of=poll_in_address)
def poll_act(request: Request, poll: Poll) -> HttpResponse:
    """Opens, closes or shows, after a page that says what it does."""
    action = request.resolver_match.kwargs["action"] if request.resolver_match else ""
    if request.method != "POST":
        context = {"cohort": poll.cohort, "poll": poll, "act": action}
        return render(request, "challenges/audience/poll_act.html", context)
    try:
        ACTS[action](poll=poll, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        poll.refresh_from_db()
        messages.success(request, _("Done: %(state)s.") % {"state": poll.get_state_display().lower()})
    return redirect("organise:poll", poll.cohort.slug, poll.key)


@guard("poll.manage", of=poll_in_address)
def poll_remove(request: Request, poll: Poll) -> HttpResponse:
    """Removes a vote that never opened, after a page that says so."""
    if request.method != "POST":
        return render(request, "challenges/audience/poll_remove.html", {"cohort": poll.cohort, "poll": poll})
    try:
        services.remove_poll(poll=poll, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("organise:poll", poll.cohort.slug, poll.key)
    messages.success(request, _("The vote is removed."))
    return redirect("organise:audience", poll.cohort.slug)


def _poll_form(request: Request, day: PitchDay, poll: Poll | None) -> HttpResponse:
    initial = PollForm.initial_of(poll) if poll else {}
    form = PollForm(request.POST or None, initial=initial, zone=day.cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_poll(pitch_day=day, poll=poll, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            return redirect("organise:poll", day.cohort.slug, saved.key)
    return answer(request, "challenges/audience/poll_edit.html", {"cohort": day.cohort, "poll": poll}, form)


def _prize_form(request: Request, day: PitchDay, poll: Poll | None) -> HttpResponse:
    question = _("Which team do you give the people’s prize?")
    initial = PrizeForm.initial_of(poll) if poll else {"question": question}
    form = PrizeForm(request.POST or None, initial=initial, zone=day.cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_prize(pitch_day=day, poll=poll, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            return redirect("organise:poll", day.cohort.slug, saved.key)
    context = {"cohort": day.cohort, "poll": poll, "is_prize": True}
    return answer(request, "challenges/audience/poll_edit.html", context, form)
