"""Why one team stands above another: the difference, who preferred which, what drives it, what would turn it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.judging.engine.outcome import LIKELY, TOO_CLOSE, RatedPitch, Rating
from challenges.results.room.scores import scored, shown_score
from challenges.results.scale import Scale

EQUAL = 1e-9
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """What one criterion adds to the difference; `share` of the widest bar, in hundredths."""

    name: str
    weight: int
    words: str
    is_for: bool
    share: int


@dataclass(frozen=True)
class Pair:
    """Two teams, the one with the better place first."""

    one: str
    two: str
    title: str
    chances: tuple[int, int] | None
    sentence: str
    steps: list[Step]
    facts: list[tuple[str, str]]


def neighbours(rating: Rating) -> list[tuple[RatedPitch, RatedPitch]]:
    """Each pitch with the next below it."""
    pitches = scored(rating)
    return list(zip(pitches, pitches[1:], strict=False))


def chosen_pair(rating: Rating, one: str, two: str) -> tuple[RatedPitch, RatedPitch] | None:
    """The two pitches that were asked for, the better first; None where there are not two.

    Else those whom adjusting moves in and out of the first place, else the first two.
    """
    pitches = scored(rating)
    moved = next((code.pitches[:2] for code in rating.codes if code.code == "ADJUST_MOVES_WINNER"), ())
    for wanted in ((one, two), moved):
        asked = [pitch for pitch in pitches if pitch.id in wanted]
        if len(asked) == 2:
            return asked[0], asked[1]
    return (pitches[0], pitches[1]) if len(pitches) > 1 else None


def pair_card(rating: Rating, pair: tuple[RatedPitch, RatedPitch], criteria: Sequence[Row], scale: Scale) -> Pair:
    """Everything that is to be said of why the first stands above the second."""
    one, two = pair
    chance = rating.p(one.id, two.id)
    hundred = None if chance is None else min(max(round(chance * 100), 1), 99)
    return Pair(
        one=one.name,
        two=two.name,
        title=_title(one, two),
        chances=None if hundred is None else (hundred, 100 - hundred),
        sentence=_closeness(one, two, chance),
        steps=_steps(one, two, criteria, scale),
        facts=_facts(rating, one, two, criteria, scale),
    )


def _title(one: RatedPitch, two: RatedPitch) -> str:
    words = {"one": one.name, "two": two.name}
    if one.component != two.component:
        return _("%(one)s and %(two)s cannot be compared") % words
    if one.rank == two.rank:
        return _("Why do %(one)s and %(two)s share a place?") % words
    return _("Why is %(one)s above %(two)s?") % words


def _closeness(one: RatedPitch, two: RatedPitch, chance: float | None) -> str:
    words = {"one": one.name, "two": two.name}
    if chance is None:
        if one.component != two.component:
            return _("No judge links their panels: which of the two is better cannot be told from the scores.")
        return _("There are too few scores to say how sure this is.")
    if one.rank == two.rank:
        return _("Their scores are exactly the same.")
    if chance < TOO_CLOSE:
        return _("Too close to call.")
    return (_("%(one)s is likely ahead.") if chance <= LIKELY else _("%(one)s is clearly ahead.")) % words


def _steps(one: RatedPitch, two: RatedPitch, criteria: Sequence[Row], scale: Scale) -> list[Step]:
    """The difference cut into criteria by their weights: the parts add up to it."""
    known = [row for row in criteria if row["key"] in one.criteria and row["key"] in two.criteria]
    whole = sum(row["weight"] for row in known) or 1
    gaps = [(one.criteria[row["key"]] - two.criteria[row["key"]]) * row["weight"] / whole for row in known]
    widest = max((abs(gap) for gap in gaps), default=0) or 1
    return [
        Step(row["name"], row["weight"], scale.signed(gap), gap > 0, round(abs(gap) / widest * 100))
        for row, gap in zip(known, gaps, strict=True)
    ]


def _facts(
    rating: Rating, one: RatedPitch, two: RatedPitch, criteria: Sequence[Row], scale: Scale
) -> list[tuple[str, str]]:
    facts = []
    gap = (shown_score(rating, one) or 0) - (shown_score(rating, two) or 0)
    if one.component == two.component:
        facts.append((_("Difference"), _gap_words(gap, scale)))
    facts.append((_("Judges who saw both"), preferred_words(one, two)))
    if one.component == two.component and one.rank != two.rank:
        facts.append((_("Weights that would flip it"), flip_words(one, two, criteria)))
    return [*facts, (_("Leaving one judge out"), _without_words(rating, one, two))]


def _gap_words(gap: float, scale: Scale) -> str:
    if abs(gap) < EQUAL:
        return _("none")
    size = scale.size(gap)
    if not float(size):
        return _("less than the figures show")
    return (_("%(size)s points of 100") if scale.decimals == 1 else _("%(size)s of a point")) % {"size": size}


def preferred(one: RatedPitch, two: RatedPitch) -> tuple[int, int, int]:
    """Of the judges who saw both: how many gave the first more, how many the second, how many the same."""
    first = {line.judge: line.given for line in one.ledger}
    second = {line.judge: line.given for line in two.ledger}
    gaps = [first[judge] - second[judge] for judge in first if judge in second]
    more, less = sum(gap > EQUAL for gap in gaps), sum(gap < -EQUAL for gap in gaps)
    return more, less, len(gaps) - more - less


def preferred_words(one: RatedPitch, two: RatedPitch) -> str:
    """5 of 7 preferred Kite, one gave both the same."""
    more, less, same = preferred(one, two)
    whole = more + less + same
    if not whole:
        return _("None saw both")
    words = {"more": more, "whole": whole, "team": one.name, "same": same}
    said = _("%(more)s of %(whole)s preferred %(team)s") % words
    if same:
        said += ngettext(", %(same)s gave both the same", ", %(same)s gave both the same", same) % words
    return said


def flip_words(one: RatedPitch, two: RatedPitch, criteria: Sequence[Row]) -> str:
    """The smallest shift of weight, in points of a hundred, after which the second is ahead."""
    known = [row for row in criteria if row["key"] in one.criteria and row["key"] in two.criteria]
    whole = sum(row["weight"] for row in known)
    if len(known) < 2 or not whole:
        return _("No shift of weight would")
    gaps = {row["key"]: one.criteria[row["key"]] - two.criteria[row["key"]] for row in known}
    best, worst = max(known, key=lambda row: gaps[row["key"]]), min(known, key=lambda row: gaps[row["key"]])
    spread = gaps[best["key"]] - gaps[worst["key"]]
    ahead = sum(gaps[row["key"]] * row["weight"] for row in known) / whole
    if spread < EQUAL or ahead / spread > best["weight"] / whole:
        return _("No single shift of weight would")
    words = {"points": f"{ahead / spread * 100:.0f}", "source": best["name"], "target": worst["name"]}
    return _("%(points)s points from %(source)s to %(target)s") % words


def _without_words(rating: Rating, one: RatedPitch, two: RatedPitch) -> str:
    """Whether another team would lead without one of the judges: told where it is about one of the two."""
    names = {pitch.id: pitch.name for pitch in rating.pitches}
    found = [
        _("%(teams)s would lead without %(judge)s")
        % {"teams": ", ".join(names.get(key, "") for key in judge.without), "judge": judge.name}
        for judge in rating.judges
        if judge.without and {one.id, two.id} & {*judge.without, *(pitch.id for pitch in rating.winners)}
    ]
    return "; ".join(found) or _("The first place stays the same whoever is left out")


@dataclass(frozen=True)
class Rung:
    """One step of the tie ladder: what is asked, what the scores say, and whom it puts ahead."""

    question: str
    answer: str
    ahead: str


def tie_ladder(
    rating: Rating, pair: tuple[RatedPitch, RatedPitch], criteria: Sequence[Row], scale: Scale
) -> list[Rung]:
    """The stated steps for two teams that are equal or too close to call, each with whom it puts ahead."""
    one, two = pair
    rungs = [_by_chance(rating, one, two), _by_judges(one, two)]
    for row in sorted(criteria, key=lambda row: (-row["weight"], row["name"])):
        if row["key"] in one.criteria and row["key"] in two.criteria:
            rungs.append(_by_criterion(one, two, row, scale))
    last = Rung(_("A joint prize, or the panel’s reasoned decision"), _("The chair decides, and it is recorded"), "")
    return [*rungs, last]


def _by_chance(rating: Rating, one: RatedPitch, two: RatedPitch) -> Rung:
    chance = rating.p(one.id, two.id)
    gap = (shown_score(rating, one) or 0) - (shown_score(rating, two) or 0)
    if chance is None or abs(gap) < EQUAL:
        return Rung(_("Is one more likely the better?"), _("No: they are level"), "")
    words = _("%(hundred)s in 100, too close to call") if chance < TOO_CLOSE else _("%(hundred)s in 100")
    return Rung(_("Is one more likely the better?"), words % {"hundred": round(chance * 100)}, one.name)


def _by_judges(one: RatedPitch, two: RatedPitch) -> Rung:
    more, less, _same = preferred(one, two)
    ahead = one.name if more > less else two.name if less > more else ""
    return Rung(_("Whom did judges who saw both prefer?"), preferred_words(one, two), ahead)


def _by_criterion(one: RatedPitch, two: RatedPitch, row: Row, scale: Scale) -> Rung:
    gap = one.criteria[row["key"]] - two.criteria[row["key"]]
    ahead = "" if abs(gap) < EQUAL else one.name if gap > 0 else two.name
    words = {"name": row["name"], "weight": row["weight"]}
    answer = _("level") if not ahead else _("%(team)s by %(size)s") % {"team": ahead, "size": scale.size(gap)}
    return Rung(_("Who is ahead on “%(name)s”, weight %(weight)s?") % words, answer, ahead)
