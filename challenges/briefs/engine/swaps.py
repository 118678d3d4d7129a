"""What it would cost to move one team to another brief, or to swap it with another team; light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from challenges.briefs.engine.allocation import Brief, Wishes


@dataclass(frozen=True, slots=True)
class Figures:
    """An allocation in two figures: all steps below first choices, and the choice of whoever fared worst."""

    total: int
    worst: int


@dataclass(frozen=True, slots=True)
class Swap:
    """A change of one team's brief: with whom it swaps, if with anybody, what it becomes, and what it breaks."""

    brief: str
    other: str
    choice: int
    other_choice: int
    before: Figures
    after: Figures
    breaks: tuple[str, ...]

    @property
    def cost(self) -> int:
        """Return how many places more below first choices all teams are together."""
        return self.after.total - self.before.total


FULL, TOO_FEW, BARRED, KEPT = "full", "too_few", "barred", "kept"


def figures(teams: Sequence[Wishes], held: Mapping[str, str]) -> Figures:
    """Return the two figures of who has what; teams without a brief are left out."""
    choices = [team.choice(held[team.team]) for team in teams if team.team in held]
    return Figures(sum(choices) - len(choices), max(choices, default=0))


def swaps_of(team: str, teams: Sequence[Wishes], briefs: Sequence[Brief], held: Mapping[str, str]) -> list[Swap]:
    """Return every swap with another team and every move to another brief, the cheapest first, then the lawful."""
    known = {one.team: one for one in teams}
    before = figures(teams, held)
    worst = _Worst(sorted(((one.choice(held[one.team]), one.team) for one in teams if one.team in held), reverse=True))
    found = [
        _swap(known[team], other, held, before, worst.without(team, other.team))
        for other in teams
        if team in held and held.get(other.team, held[team]) != held[team]
    ]
    left = worst.without(team)
    found += [_move(known[team], brief, briefs, held, before, left) for brief in briefs if brief.id != held.get(team)]
    return sorted(found, key=_order)


def _order(swap: Swap) -> tuple[bool, int, int, bool, str]:
    return bool(swap.breaks), swap.cost, swap.after.worst, not swap.other, swap.brief


@dataclass(frozen=True, slots=True)
class _Worst:
    """Every team's choice, the worst first."""

    choices: Sequence[tuple[int, str]]

    def without(self, *teams: str) -> int:
        """Return the worst choice of all other teams."""
        return next((choice for choice, team in self.choices if team not in teams), 0)


def _swap(team: Wishes, other: Wishes, held: Mapping[str, str], before: Figures, worst: int) -> Swap:
    own, wanted = held[team.team], held[other.team]
    choice, other_choice = team.choice(wanted), other.choice(own)
    total = before.total + choice - team.choice(own) + other_choice - other.choice(wanted)
    breaks = dict.fromkeys([*_barred(team, wanted), *_barred(other, own)])
    after = Figures(total, max(worst, choice, other_choice))
    return Swap(wanted, other.team, choice, other_choice, before, after, tuple(breaks))


def _move(
    team: Wishes, brief: Brief, briefs: Sequence[Brief], held: Mapping[str, str], before: Figures, worst: int
) -> Swap:
    count, own = Counter(held.values()), held.get(team.team)
    choice = team.choice(brief.id)
    breaks = _barred(team, brief.id)
    if count[brief.id] >= brief.places:
        breaks.append(FULL)
    left = next((one for one in briefs if one.id == own), None)
    if count[brief.id] + 1 < brief.least or (left is not None and 0 < count[left.id] - 1 < left.least):
        breaks.append(TOO_FEW)
    total = before.total + choice - (team.choice(own) if own else 1)
    return Swap(brief.id, "", choice, 0, before, Figures(total, max(worst, choice)), tuple(breaks))


def _barred(team: Wishes, brief: str) -> list[str]:
    return [word for word, ids in ((BARRED, team.barred), (KEPT, team.kept)) if brief in ids]
