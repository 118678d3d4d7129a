"""The raw ranking as pictures and tables: the ladder, why one team stands above another, who scored whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.judging.engine import Place, Ranking
from challenges.pitchdays.models import Criterion, PanelSeat
from challenges.pitchdays.queries import Plan
from challenges.results.present import hundred, listed

SHOWN = 1000


def ladder_rows(ranking: Ranking, plan: Plan) -> list[dict[str, Any]]:
    """The rungs of the ladder, best first: score, each judge's sheet, and which rungs share a place."""
    names, gone = {seat.key: seat.user.name for seat in plan.seats}, _("a judge who has left")
    return [
        {
            "rank": place.rank,
            "label": place.name,
            "score": (place.shown or 0) / 10,
            "marks": [(line.shown_total / 10, names.get(line.judge, gone)) for line in place.ledger],
            "band": place.rank if place.is_joint else None,
            "judges": place.judges,
        }
        for place in ranking.places
        if place.rank is not None
    ]


@dataclass(frozen=True)
class Step:
    """What one criterion adds to the difference of two scores; `share` of the widest bar, in hundredths."""

    name: str
    weight: int
    words: str
    is_for: bool
    share: int


@dataclass(frozen=True)
class Comparison:
    """Why one team stands above the next, in words and by criterion."""

    title: str
    sentence: str
    steps: list[Step]
    facts: list[tuple[str, str]]


def comparisons(ranking: Ranking, rubric: Sequence[Criterion]) -> list[Comparison]:
    """Each pair of neighbours on the ladder, from the top."""
    ranked = [place for place in ranking.places if place.rank is not None]
    return [_compare(one, two, rubric) for one, two in zip(ranked, ranked[1:], strict=False)]


def _compare(one: Place, two: Place, rubric: Sequence[Criterion]) -> Comparison:
    words = {"one": one.name, "two": two.name}
    is_tie = one.rank == two.rank
    title = _("Why do %(one)s and %(two)s share a place?") if is_tie else _("Why is %(one)s above %(two)s?")
    gap = (one.shown or 0) - (two.shown or 0)
    return Comparison(title % words, _gap_words(one, two, gap), _steps(one, two, rubric), _facts(one, two))


def _gap_words(one: Place, two: Place, gap: int) -> str:
    words = {"one": one.name, "two": two.name, "points": hundred(gap)}
    if one.rank == two.rank:
        return _("Their scores are exactly the same.")
    if not gap:
        return _("%(one)s is ahead by less than the figures show.") % words
    return _("%(one)s is %(points)s points of 100 ahead of %(two)s.") % words


def _steps(one: Place, two: Place, rubric: Sequence[Criterion]) -> list[Step]:
    """The difference cut into criteria by their weights; the figures add up to the difference as shown."""
    whole = sum(row.weight for row in rubric) or 1
    gaps = [(one.by_criterion[row.key] - two.by_criterion[row.key]) * row.weight / whole for row in rubric]
    widest = max((abs(gap) for gap in gaps), default=0) or 1
    figures = _adding_up([gap * SHOWN for gap in gaps], (one.shown or 0) - (two.shown or 0))
    return [
        Step(row.name, row.weight, _signed(figure), gap > 0, _share(gap, widest))
        for row, gap, figure in zip(rubric, gaps, figures, strict=True)
    ]


def _adding_up(exact: Sequence[Fraction], whole: int) -> list[int]:
    """Whole numbers close to the exact ones that add up: what rounding left over goes to the largest remainders."""
    figures = [floor(number) for number in exact]
    left = whole - sum(figures)
    order = sorted(range(len(exact)), key=lambda at: figures[at] - exact[at], reverse=left < 0)
    for at in order[: abs(left)]:
        figures[at] += 1 if left > 0 else -1
    return figures


def _share(gap: Any, widest: Any) -> int:
    return round(abs(gap) / widest * 100)


def _signed(thousandths: int) -> str:
    """With a sign and one decimal; a true minus."""
    if not thousandths:
        return "0.0"
    return f"{'+' if thousandths > 0 else '−'}{hundred(abs(thousandths))}"


def _facts(one: Place, two: Place) -> list[tuple[str, str]]:
    """How the judges who scored both saw it."""
    first = {line.judge: line.total for line in one.ledger}
    second = {line.judge: line.total for line in two.ledger}
    both = [judge for judge in first if judge in second]
    more = sum(first[judge] > second[judge] for judge in both)
    equal = sum(first[judge] == second[judge] for judge in both)
    facts = [
        (_("Judges who scored both"), str(len(both))),
        (_("Gave %(team)s more") % {"team": one.name}, str(more)),
        (_("Gave %(team)s more") % {"team": two.name}, str(len(both) - more - equal)),
    ]
    return [*facts, (_("Gave both the same"), str(equal))] if equal else facts


@dataclass(frozen=True)
class JudgeRow:
    """One judge's line of the table: for each team in order the sheet's total, or why there is none."""

    name: str
    is_chair: bool
    cells: list[tuple[str, str]]


def judge_rows(ranking: Ranking, plan: Plan) -> list[JudgeRow]:
    """Who scored whom, the teams in the order of the ladder: whole points of the cell, and its state."""
    slots = {slot.key: slot for slot in plan.slots}
    return [
        JudgeRow(
            seat.user.name, seat.is_chair, [_cell(seat, place, slots[place.slot], plan) for place in ranking.places]
        )
        for seat in plan.seats
    ]


def _cell(seat: PanelSeat, place: Place, slot: Any, plan: Plan) -> tuple[str, str]:
    total = next((line.shown_total for line in place.ledger if line.judge == seat.key), None)
    if total is not None:
        return f"{total / 10:.0f}", "given"
    if (seat.pk, slot.team_id) in plan.conflicts:
        return "", "conflict"
    return "", "missing" if plan.scores(seat, slot) else "other"


def trust_facts(ranking: Ranking, plan: Plan) -> list[tuple[str, str]]:
    """What the ranking rests on, counted and not judged."""
    there = {(line.judge, place.slot) for place in ranking.places for line in place.ledger}
    due = {(seat.key, slot.key) for slot in plan.slots for seat in plan.judges_of(slot)}
    joint = listed([place.name for place in ranking.places if place.is_joint])
    slots = {slot.team_id for slot in plan.slots}
    seats = {seat.pk for seat in plan.seats}
    kept_out = sum(1 for seat, team in plan.conflicts if team in slots and seat in seats)
    return [
        (_("Judges a pitch"), _judges_words(ranking)),
        (_("Sheets that count"), _("%(there)s of %(due)s") % {"there": len(there), "due": len(due | there)}),
        (_("Kept out for a conflict"), ngettext("%(count)s pair", "%(count)s pairs", kept_out) % {"count": kept_out}),
        (
            _("Teams that share a place"),
            joint or _("none"),
        ),
        (_("Method"), _("mean of the sheets, nothing adjusted")),
    ]


def _judges_words(ranking: Ranking) -> str:
    counts = sorted({place.judges for place in ranking.places})
    if len(counts) > 1:
        return _("%(fewest)s to %(most)s") % {"fewest": counts[0], "most": counts[-1]}
    return str(counts[0]) if counts else "0"
