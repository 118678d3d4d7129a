"""Who has handed in: the organisers' page during scoring, without a single score."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from challenges.judging.queries import handed_in
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.queries import plan_of
from core.access import Request, can, guard


def day_or_none(request: HttpRequest, cohort: str) -> PitchDay:
    """The cohort's pitch day."""
    day = PitchDay.objects.filter(cohort__slug=cohort).select_related("cohort__programme").first()
    if day is None:
        raise Http404
    return day


@guard("pitchday.lead", of=day_or_none)
def scores(request: Request, day: PitchDay) -> HttpResponse:
    """A grid of judges and teams: handed in, begun, not begun, or kept out by a conflict."""
    plan, cards = plan_of(day), handed_in(day)
    rows = []
    wanted = done = 0
    for seat in plan.seats:
        cells = []
        for slot in plan.slots:
            card = cards.get((seat.pk, slot.pk))
            scores_it = plan.scores(seat, slot)
            state = _state(card.state if card else "", scores_it, (seat.pk, slot.team_id) in plan.conflicts)
            wanted += scores_it
            done += state == "done"
            cells.append((slot, state))
        rows.append((seat, cells))
    context = {"cohort": day.cohort, "day": day, "plan": plan, "rows": rows, "wanted": wanted, "done": done}
    context["runs_it"] = can(request.user, "pitchday.manage", day)
    return render(request, "challenges/judging/scores.html", context)


def _state(state: str, scores_it: bool, has_conflict: bool) -> str:
    if has_conflict:
        return "conflict"
    if not scores_it:
        return "none"
    return {"SUBMITTED": "done", "DRAFT": "begun"}.get(state, "waiting")
