"""Conflicts of interest: the judge's own page, the organisers' table, the rulings on doubtful ones."""

from collections import defaultdict

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from challenges.pitchdays import services
from challenges.pitchdays.forms import ConflictForm, InterestsForm, RulingForm
from challenges.pitchdays.models import Conflict, PanelSeat, PitchDay
from challenges.pitchdays.queries import order_of
from challenges.pitchdays.sources import title_of
from challenges.pitchdays.views.day import day_in_address
from cohorts.models import Team
from core.access import Request, can, found, guard
from core.errors import Refused
from core.forms import answer
from core.models import Organisation

own_seat = found(PanelSeat, "pitch_day__cohort", "user", "organisation", key="key")


@guard("conflict.declare", of=own_seat)
def seat_conflicts(request: Request, seat: PanelSeat) -> HttpResponse:
    """The judge's (or for them the organiser's) page of conflicts: each team, and what was found or declared."""
    act = request.POST.get("act", "")
    form = ConflictForm(request.POST if act in ("declare", "ask") else None)
    teams = Team.objects.filter(pitch_slot__pitch_day=seat.pitch_day)
    team = teams.filter(key=request.POST.get("team", "")).first()
    if request.method == "POST" and team is not None:
        if act == "withdraw":
            _withdraw(request, seat, team)
            return redirect(request.path)
        if form.is_valid() and _declare(request, seat, team, form.cleaned_data["reason"], is_doubtful=act == "ask"):
            return redirect(request.path)
    return answer(request, "challenges/pitchdays/conflicts.html", _own(request, seat, team), form)


def _declare(request: Request, seat: PanelSeat, team: Team, reason: str, *, is_doubtful: bool) -> bool:
    try:
        services.declare_conflict(seat=seat, team=team, reason=reason, is_doubtful=is_doubtful, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return False
    if is_doubtful:
        messages.success(request, _("Asked: the chair rules on %(team)s.") % {"team": team.name})
    else:
        messages.success(request, _("Noted: no score for %(team)s.") % {"team": team.name})
    return True


def _own(request: Request, seat: PanelSeat, team: Team | None) -> dict[str, object]:
    known: dict[int, list[Conflict]] = defaultdict(list)
    for conflict in Conflict.objects.of(seat.pitch_day).filter(seat=seat).order_by("pk"):
        known[conflict.team_id].append(conflict)
    bodies = _bodies(seat)
    chosen = [row.organisation.key for row in seat.interests.select_related("organisation")]
    return {
        "cohort": seat.cohort,
        "seat": seat,
        "rows": [_row(slot.team, known[slot.team_id]) for slot in order_of(seat.pitch_day)],
        "open_team": team,
        "is_own": seat.user_id == request.user.pk,
        "is_planned": seat.pitch_day.state == "PLANNED",
        "bodies": InterestsForm(bodies=bodies, initial={"bodies": chosen}) if bodies else None,
    }


def _row(team: Team, conflicts: list[Conflict]) -> dict[str, object]:
    """A team with its conflicts: whether the judge is kept away, waits, or has nothing to do with it."""
    states = {conflict.state for conflict in conflicts}
    return {
        "team": team,
        "conflicts": conflicts,
        "is_out": bool(states & {"COUNTS", "STANDS"}),
        "waits": "ASKED" in states,
        "withdraw": any(one.source == "declared" and one.decided_at is None for one in conflicts),
    }


def _bodies(seat: PanelSeat) -> list[Organisation]:
    """The bodies of the cohort: those that members come from, and that own its challenges."""
    here = Q(participants__cohort=seat.cohort) | Q(briefs__cohort=seat.cohort)
    return list(Organisation.objects.filter(here).exclude(pk=seat.organisation_id or 0).distinct().order_by("name"))


def _withdraw(request: Request, seat: PanelSeat, team: Team) -> None:
    conflict = Conflict.objects.filter(seat=seat, team=team, source="declared").first()
    try:
        if conflict is not None:
            services.withdraw_conflict(conflict=conflict, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)


@guard("conflict.declare", of=own_seat)
@require_POST
def seat_interests(request: Request, seat: PanelSeat) -> HttpResponse:
    """Keeps the bodies that the judge declared, and looks at once for what follows."""
    bodies = _bodies(seat)
    form = InterestsForm(request.POST, bodies=bodies)
    if form.is_valid():
        chosen = [body for body in bodies if body.key in form.cleaned_data["bodies"]]
        try:
            new = services.declare_interests(seat=seat, organisations=chosen, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            words = ngettext("Kept. %(count)s conflict follows.", "Kept. %(count)s conflicts follow.", new)
            messages.success(request, words % {"count": new})
    return redirect("judge:seat_conflicts", seat.key)


@guard("pitchday.judge", of=found(PitchDay, "cohort", key="key"))
def conflicts(request: Request, day: PitchDay) -> HttpResponse:
    """Leads the judge to the conflicts of their own seat."""
    seat = day.panel.get(user=request.user, left_at=None)
    return redirect("judge:seat_conflicts", seat.key)


@guard("pitchday.manage", of=day_in_address)
def pitch_conflicts(request: Request, day: PitchDay) -> HttpResponse:
    """Every conflict of the present panel, with its source, reason and state; a button looks again."""
    if request.method == "POST":
        new = services.find_conflicts(pitch_day=day, by=request.user)
        words = ngettext("Looked: %(count)s new conflict.", "Looked: %(count)s new conflicts.", new)
        messages.success(request, words % {"count": new})
        return redirect("organise:pitch_conflicts", day.cohort.slug)
    rows = _listed(day)
    context = {"cohort": day.cohort, "day": day, "rows": rows, "doubts": sum(row.state == "ASKED" for row in rows)}
    return render(request, "challenges/pitchdays/conflict_list.html", context)


def _listed(day: PitchDay) -> list[Conflict]:
    """Doubtful ones first, then by judge and team; each with its source in words."""
    rows = list(Conflict.objects.of(day).order_by("seat__user__last_name", "seat__pk", "team__number", "pk"))
    for row in rows:
        row.title = title_of(row.source)  # type: ignore[attr-defined]
    return sorted(rows, key=lambda row: row.state != "ASKED")


@guard("pitchday.lead", of=found(PitchDay, "cohort__programme", key="key"))
def conflicts_decide(request: Request, day: PitchDay) -> HttpResponse:
    """Doubtful conflicts: the chair rules on those of others, an organiser on the chair's own."""
    rows = [row for row in _listed(day) if _may_rule(request, row)]
    wanted = next((row for row in rows if row.name == request.POST.get("conflict")), None)
    form = RulingForm(request.POST if wanted else None)
    if wanted is not None and form.is_valid():
        stands = request.POST.get("act") == "uphold"
        try:
            services.decide_conflict(
                conflict=wanted, stands=stands, decision=form.cleaned_data["decision"], by=request.user
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The ruling on %(conflict)s is kept.") % {"conflict": wanted})
            return redirect(request.path)
    context = {
        "cohort": day.cohort,
        "day": day,
        "asked": [row for row in rows if row.state == "ASKED"],
        "ruled": [row for row in rows if row.decided_at is not None],
        "open_row": wanted,
        "back": _back(request, day),
    }
    return answer(request, "challenges/pitchdays/conflicts_decide.html", context, form)


def _may_rule(request: Request, row: Conflict) -> bool:
    """Rulings are about doubts, and never about the own."""
    is_chair = can(request.user, "pitchday.chair", row.seat.pitch_day)
    return (row.state == "ASKED" or row.decided_at is not None) and row.seat.is_chair != is_chair


def _back(request: Request, day: PitchDay) -> str:
    if can(request.user, "pitchday.manage", day):
        return reverse("organise:pitch_conflicts", args=[day.cohort.slug])
    return reverse("judge:home")
