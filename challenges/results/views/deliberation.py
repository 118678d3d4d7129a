"""The deliberation room: the rating with all that stands behind it, and the chair's decision."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.judging.engine.outcome import RatedPitch
from challenges.judging.paper.queries import waiting_of
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.workflow import PitchDayState
from challenges.results import services
from challenges.results.forms import DecisionForm, chosen
from challenges.results.late import late_sheets, late_waits, paper_waits
from challenges.results.rated import Room, room_of
from challenges.results.record import changes, hash_of
from challenges.results.room import pairs, panel, scores, trust
from challenges.results.scale import scale_of
from core.access import Request, can, guard
from core.errors import Refused
from core.forms import answer
from core.lists import only_known

CLOSED = (PitchDayState.PLANNED, PitchDayState.SCORING)
STANDS = (PitchDayState.SIGNED, PitchDayState.CONFIRMED, PitchDayState.PUBLISHED)


def day_with_decision(request: HttpRequest, key: str) -> PitchDay:
    """The day of the address with its decision, and whether a late sheet waits; one query."""
    if "\x00" in key:
        raise Http404
    days: QuerySet[PitchDay] = PitchDay.objects.annotate(has_late=late_waits(), has_paper=paper_waits())
    names = ("cohort__programme", "decision__decided_by", "decision__second")
    return get_object_or_404(days.select_related(*names), key=key)


@guard("pitchday.lead", of=day_with_decision, see="pitchday.view")
def deliberation(request: Request, day: PitchDay) -> HttpResponse:
    """The rating and what stands behind it, for chair and organisers, once scores are closed."""
    only_known(request, "one", "other")
    is_chair = can(request.user, "pitchday.chair", day)
    if day.state in CLOSED:
        return render(request, "challenges/results/too_early.html", {"cohort": day.cohort, "day": day})
    room = room_of(day)
    context = _context(request, day, room) | _panel(room) | _standing(day, room) | {"is_chair": is_chair}
    return render(request, "challenges/results/deliberation.html", context)


@guard("pitchday.chair", of=day_with_decision, see="pitchday.view")
def deliberation_judges(request: Request, day: PitchDay) -> HttpResponse:
    """Every judge with severity, slope, what is missing, and what to ask; for the chair."""
    if day.state in CLOSED:
        return redirect("judge:deliberation", day.key)
    room = room_of(day, with_homes=True)
    context = {"cohort": day.cohort, "day": day, "is_chair": True} | _panel(room)
    return render(request, "challenges/results/judges.html", context)


@guard("pitchday.chair", of=day_with_decision, see="pitchday.view")
def deliberation_decide(request: Request, day: PitchDay) -> HttpResponse:
    """The chair orders the teams, names prizes and the second person, and signs; or sees what is signed."""
    if day.state in CLOSED:
        return redirect("judge:deliberation", day.key)
    room = room_of(day)
    context = {"cohort": day.cohort, "day": day, "is_chair": True} | _standing(day, room)
    if day.state in STANDS:
        decision = day.decision
        context |= {
            "placings": decision.placings.select_related("team").order_by("rank", "team__number"),
            "prizes": decision.prizes.select_related("team").order_by("order", "team__number"),
        }
        return render(request, "challenges/results/decide.html", context, status=403 if request.POST else 200)
    form = _form(request, day, room)
    if request.method == "POST" and form.is_valid():
        done = _sign(request, day, form)
        if done is not None:
            return done
    return answer(request, "challenges/results/decide.html", context, form)


def _form(request: Request, day: PitchDay, room: Room) -> DecisionForm:
    decision = getattr(day, "decision", None)
    slots = _by_place(room)
    places = {pitch.id: pitch.rank for pitch in room.rating.pitches}
    initial: dict[str, object] = {f"rank_{slot.key}": places.get(slot.key) or len(slots) for slot in slots}
    initial["seen"] = hash_of(room.record)
    if decision is not None:
        initial |= {"reasons": decision.reasons, "departure": decision.departure}
    seconds = chosen(services.seconds_of(day), request.user)
    return DecisionForm(request.POST or None, slots=slots, seconds=seconds, initial=initial)


def _by_place(room: Room) -> list[Any]:
    """The slots in the order of the ladder: that is how the panel speaks of them."""
    order = {pitch.id: place for place, pitch in enumerate(room.rating.pitches)}
    return sorted(room.plan.slots, key=lambda slot: order.get(slot.key, len(order)))


def _sign(request: Request, day: PitchDay, form: DecisionForm) -> HttpResponse | None:
    values = form.cleaned_data
    verdict = services.Verdict(form.ranks(), values["reasons"], values["departure"], form.prizes())
    try:
        services.sign_decision(
            pitch_day=day, verdict=verdict, seen_hash=values["seen"], second=values["second"], by=request.user
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return None
    messages.success(request, _("Signed. %(name)s has a letter and approves it.") % {"name": values["second"].name})
    return redirect("judge:deliberation_decide", day.key)


def _context(request: Request, day: PitchDay, room: Room) -> dict[str, Any]:
    rating, criteria = room.rating, room.record["criteria"]
    scale = scale_of(criteria)
    pair = pairs.chosen_pair(rating, request.GET.get("one", ""), request.GET.get("other", ""))
    shown_pitches = list(pair) if pair else scores.scored(rating)[:1]
    return {
        "cohort": day.cohort,
        "day": day,
        "scale": scale,
        "rating": rating,
        "verdict": rating.verdict.translated(_),
        "warnings": trust.warnings(rating),
        "both_lists": scores.both_lists(rating, scale) if rating.has("ADJUST_MOVES_WINNER") else [],
        "ladder": scores.ladder(rating, scale),
        "heads": [_("Rank range"), _("Judges")],
        "pitches": scores.scored(rating),
        "without": [pitch.name for pitch in rating.pitches if not pitch.n],
        "ledgers": [scores.ledger(rating, pitch, scale) for pitch in shown_pitches],
        "chosen": [pitch.id for pitch in shown_pitches],
        "pair": pairs.pair_card(rating, pair, criteria, scale) if pair else None,
        "neighbours": [(one.id, two.id, _both(one, two)) for one, two in pairs.neighbours(rating)],
        "ties": _ties(room),
        "stability": trust.stability_rows(rating),
        "flip": trust.flip_sentence(rating, rating.flips, criteria),
        "settles": trust.settle_sentences(rating, scale),
        "late": late_sheets(day, room, scale) if day.has_late and day.state == "SCORES_CLOSED" else [],  # type: ignore[attr-defined]
        "late_url": _late_url(day),
        "papers": _papers(day),
    }


def _both(one: RatedPitch, two: RatedPitch) -> str:
    return _("%(one)s and %(two)s") % {"one": one.name, "two": two.name}


def _papers(day: PitchDay) -> int:
    """How many sheets on paper the chair has to decide on before signing; asked only where one waits."""
    return len(waiting_of(day)) if day.has_paper and day.state == PitchDayState.SCORES_CLOSED else 0  # type: ignore[attr-defined]


def _late_url(day: PitchDay) -> str:
    """Where the chair lets late sheets in or leaves them out, where the site has such a page."""
    return reverse("judge:late", args=[day.key]) if day.has_late else ""  # type: ignore[attr-defined]


def _panel(room: Room) -> dict[str, Any]:
    """Judges, the map, and the box of trust."""
    rating, plan = room.rating, room.plan
    scale = scale_of(room.record["criteria"])
    pitches = scores.scored(rating)
    due = {(seat.key, slot.key) for slot in plan.slots for seat in plan.judges_of(slot)}
    there = {(one.judge, one.pitch) for one in rating.residuals}
    missing: dict[str, int] = {}
    for judge, _pitch in due - there:
        missing[judge] = missing.get(judge, 0) + 1
    barred = [(judge, pitch) for judge, pitch in room.record["excluded"]]
    return {
        "map": panel.picture(rating, pitches, barred, scale),
        "map_is_wide": len(pitches) > panel.NARROW,
        "map_rows": panel.map_rows(rating, scale),
        "judges": panel.judge_rows(rating, missing, scale),
        "trust": trust.facts(
            rating,
            missing=len(due - there),
            due=len(due | there),
            kept_out=len(barred),
            data_hash=hash_of(room.record),
        ),
    }


def _ties(room: Room) -> list[tuple[str, list[pairs.Rung]]]:
    """The stated steps for neighbours that are equal or too close to call, from the top."""
    scale, bands = scale_of(room.record["criteria"]), [*room.rating.ties, *room.rating.bands]
    close = [
        (one, two)
        for one, two in pairs.neighbours(room.rating)
        if any(one.id in band and two.id in band for band in bands)
    ]
    return [
        (_both(one, two),
         pairs.tie_ladder(room.rating, (one, two), room.record["criteria"], scale))
        for one, two in close[:6]
    ]  # fmt: skip


def _standing(day: PitchDay, room: Room) -> dict[str, Any]:
    """The decision as it stands, and what changed since it was signed."""
    decision = getattr(day, "decision", None)
    if decision is None:
        return {"decision": None}
    names = {**room.names, **{pitch["key"]: pitch["name"] for pitch in room.record["pitches"]}}
    is_void = bool(decision.record) and decision.data_hash != hash_of(room.record)
    return {
        "decision": decision,
        "stands": day.state in STANDS,
        "is_void": is_void,
        "changes": changes(decision.record, room.record, names) if is_void else [],
    }
