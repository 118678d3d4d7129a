"""The panel and its conflicts, for organisers and for judges themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.pitchdays import services
from challenges.pitchdays.forms import ConflictForm, JudgeForm
from challenges.pitchdays.models import Conflict, PanelSeat, PitchDay
from challenges.pitchdays.queries import plan_of
from challenges.pitchdays.views.day import day_in_address
from cohorts.models import Team
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer

seat_in_address = found(PanelSeat, "pitch_day__cohort", "user", cohort="pitch_day__cohort__slug", key="key")


@guard("pitchday.manage", of=day_in_address)
def judge_add(request: Request, day: PitchDay) -> HttpResponse:
    """A form to seat a judge, who gets a letter."""
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            seat = services.add_judge(pitch_day=day, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("%(name)s is on the panel and has a letter.") % {"name": seat.user.name})
            return redirect("organise:pitch_day", day.cohort.slug)
    return answer(request, "challenges/pitchdays/judge_edit.html", {"cohort": day.cohort, "day": day}, form)


@guard("panel.manage", of=seat_in_address)
def seat_chair(request: Request, seat: PanelSeat) -> HttpResponse:
    """Makes this judge the chair."""
    if request.method == "POST":
        try:
            services.make_chair(seat=seat, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
    return redirect("organise:pitch_day", seat.cohort.slug)


@guard("panel.manage", of=seat_in_address)
def seat_leave(request: Request, seat: PanelSeat) -> HttpResponse:
    """Takes a judge off the panel, after a page that says what stays."""
    if request.method == "POST":
        try:
            services.unseat_judge(seat=seat, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("organise:pitch_day", seat.cohort.slug)
    return render(request, "challenges/pitchdays/seat_leave.html", {"cohort": seat.cohort, "seat": seat})


@guard("conflict.declare", of=found(PanelSeat, "pitch_day__cohort", "user", key="key"))
def seat_conflicts(request: Request, seat: PanelSeat) -> HttpResponse:
    """The judge's (or for them the organiser's) page of conflicts: each team, declared or not."""
    form = ConflictForm(request.POST if request.POST.get("act") == "declare" else None)
    teams = Team.objects.filter(pitch_slot__pitch_day=seat.pitch_day)
    team = teams.filter(key=request.POST.get("team", "")).first()
    if request.method == "POST" and team is not None:
        if request.POST.get("act") == "withdraw":
            _withdraw(request, seat, team)
            return redirect(request.path)
        if form.is_valid():
            services.declare_conflict(seat=seat, team=team, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Noted: no score for %(team)s.") % {"team": team.name})
            return redirect(request.path)
    return answer(request, "challenges/pitchdays/conflicts.html", _conflicts(request, seat, team), form)


def _conflicts(request: Request, seat: PanelSeat, team: Team | None) -> dict[str, object]:
    plan = plan_of(seat.pitch_day)
    rows = [(slot.team, plan.conflicts.get((seat.pk, slot.team_id))) for slot in plan.slots]
    return {
        "cohort": seat.cohort,
        "seat": seat,
        "rows": rows,
        "open_team": team,
        "is_own": seat.user_id == request.user.pk,
        "is_planned": seat.pitch_day.state == "PLANNED",
    }


def _withdraw(request: Request, seat: PanelSeat, team: Team) -> None:
    conflict = Conflict.objects.filter(seat=seat, team=team).first()
    try:
        if conflict is not None:
            services.withdraw_conflict(conflict=conflict, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)


@guard("pitchday.judge", of=found(PitchDay, "cohort", key="key"))
def conflicts(request: Request, day: PitchDay) -> HttpResponse:
    """Leads the judge to the conflicts of their own seat."""
    seat = day.panel.get(user=request.user, left_at=None)
    return redirect("judge:seat_conflicts", seat.key)
