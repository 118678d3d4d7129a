"""A team's meetings: proposed with times to choose from, answered, fixed, moved, cancelled."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from challenges.work.rooms import services
from challenges.work.rooms.engine.addresses import host_of
from challenges.work.rooms.engine.slots import span
from challenges.work.rooms.forms import AnswerForm, CancelForm, ChangeMeetingForm, MeetingForm, about_of
from challenges.work.rooms.models import TeamMeeting
from challenges.work.rooms.people import mentors_of
from challenges.work.rooms.polls import MeetingPoll
from challenges.work.rooms.suggesting import Offer, suggest
from challenges.work.rooms.views.lookups import meeting_in_address, team_in_address
from challenges.work.rooms.workflow import MeetingState
from cohorts.models import Team
from core import zones
from core.access import Request, can, guard
from core.errors import Refused
from core.forms import answer

NEW = "challenges/work/rooms/meeting_new.html"
PAGE = "challenges/work/rooms/meeting.html"


@guard("room.write", of=team_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: Request, team: Team) -> HttpResponse:
    """First the days, then their times with who is free; everybody asked is told."""
    data, offers = request.POST.copy() or None, _offers(request, team)
    looks = request.POST.get("act") == "look"
    if data is not None and looks:
        found = [one.at.isoformat() for one in offers]
        data.setlist("slots", [slot for slot in data.getlist("slots") if slot in found] or found)
    form = _form(data, team)
    form.offer(offers)
    if request.method == "POST" and form.is_valid() and not looks:
        values = {name: form.cleaned_data[name] for name in ("subject", "minutes", "place", "link")}
        values["mentors"] = form.cleaned_data.get("mentors", [])
        try:
            made = services.propose_meeting(team=team, slots=form.chosen, by=request.user, key=form.key, **values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("Everybody is asked. You said that you can come at all these times."))
            return _at(made)
    context = {"cohort": team.cohort, "team": team, "offers": offers, "has_looked": bool(request.POST)}
    return answer(request, NEW, context, form)


def _form(data: Any, team: Team) -> MeetingForm:
    today = zones.today(team.cohort.zone)
    initial = {"first_day": today + timedelta(days=1), "last_day": today + timedelta(days=7)}
    return MeetingForm(data, mentors=mentors_of(team), today=today, zone=team.cohort.zone, initial=initial)


def _offers(request: Request, team: Team) -> list[Offer]:
    """The times of the days that were sent; nothing before there are such days."""
    if request.method != "POST":
        return []
    form = _form(request.POST, team)
    form.offer([])
    form.is_valid()
    first, last = form.cleaned_data.get("first_day"), form.cleaned_data.get("last_day")
    if not first or not last or "last_day" in form.errors:
        return []
    return suggest(team, span(first, last), form.cleaned_data.get("minutes") or 60, zones.now())


@guard("team_meeting.view", of=meeting_in_address)
@require_http_methods(["GET", "HEAD"])
def meeting(request: Request, meeting: TeamMeeting) -> HttpResponse:
    """Where the meeting stands; whom it asks says when they can, and its team fixes a time."""
    poll = MeetingPoll(meeting, request.user)
    return _page(request, poll, None)


@guard("team_meeting.answer", of=meeting_in_address)
@require_POST
def meeting_answer(request: Request, meeting: TeamMeeting) -> HttpResponse:
    """The person has said at which times they can come."""
    poll = MeetingPoll(meeting, request.user)
    form = AnswerForm(request.POST, rows=poll.rows, zone=meeting.cohort.zone)
    if form.is_valid():
        try:
            services.answer_meeting(meeting=meeting, answers=form.values, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Saved. You can change it until a time is fixed."))
            return _at(meeting)
    return _page(request, poll, form)


@guard("team_meeting.run", of=meeting_in_address)
@require_POST
def meeting_fix(request: Request, meeting: TeamMeeting) -> HttpResponse:
    """The meeting is at the time whose button was pressed; everybody asked is told."""
    slot = meeting.slots.filter(key=request.POST.get("slot", "")[:12]).first()
    if slot is None:
        messages.error(request, _("Choose one of the times."))
        return _at(meeting)
    try:
        services.fix_meeting(meeting=meeting, slot=slot, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The time is fixed, and everybody asked is told."))
    return _at(meeting)


@guard("team_meeting.run", of=meeting_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request: Request, meeting: TeamMeeting) -> HttpResponse:
    """The meeting is at another time or place; everybody asked is told."""
    if meeting.state != MeetingState.FIXED:
        return _at(meeting)
    form = ChangeMeetingForm(request.POST or None, initial=about_of(meeting), zone=meeting.cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change_meeting(meeting=meeting, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            is_told = changed.turn != form.values["seen"]
            words = _("Saved, and everybody asked is told.") if is_told else _("Nothing has changed.")
            messages.success(request, words)
            return _at(meeting)
    context = {"cohort": meeting.cohort, "meeting": meeting}
    return answer(request, "challenges/work/rooms/meeting_change.html", context, form)


@guard("team_meeting.run", of=meeting_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: Request, meeting: TeamMeeting) -> HttpResponse:
    """Asks why; then the meeting does not take place, and everybody asked is told."""
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_meeting(meeting=meeting, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The meeting is cancelled, and everybody asked is told."))
            return _at(meeting)
    context = {"cohort": meeting.cohort, "meeting": meeting}
    return answer(request, "challenges/work/rooms/meeting_cancel.html", context, form)


def _page(request: Request, poll: MeetingPoll, form: AnswerForm | None) -> HttpResponse:
    meeting = poll.meeting
    asks = meeting.state == MeetingState.ASKING and poll.is_asked
    if asks and form is None and poll.slots:
        form = AnswerForm(rows=poll.rows, zone=meeting.cohort.zone)
    notes = list(meeting.notes.select_related("team__cohort").order_by("-pk"))
    context = {
        "cohort": meeting.cohort,
        "meeting": meeting,
        "poll": poll,
        "asks": asks,
        "is_asking": meeting.state == MeetingState.ASKING,
        "is_fixed": meeting.state == MeetingState.FIXED,
        "is_over": meeting.is_over(poll.now),
        "runs": can(request.user, "team_meeting.run", meeting),
        "host": host_of(meeting.link) if meeting.link else "",
        "notes": [note for note in notes if can(request.user, "team_note.view", note)],
        "decisions": list(meeting.decided.order_by("-pk")),
    }
    return answer(request, PAGE, context, form)


def _at(meeting: TeamMeeting) -> HttpResponse:
    return redirect("my:meeting", meeting.cohort.slug, meeting.key)
