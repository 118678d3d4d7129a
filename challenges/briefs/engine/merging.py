"""One ranking out of the members' own: the one that contradicts them least, with what is a tie and how it fits each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

# Up to so many briefs every order is weighed; above that a good one is looked for.
MOST_EXACT = 9
Votes = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Fit:
    """How the proposal suits one member: where their first choice stands, how many of their pairs it turns round."""

    member: str
    first_at: int
    turned: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Merged:
    """The proposed order; `ties` are briefs whose order among themselves the rankings do not decide."""

    order: tuple[str, ...]
    ties: tuple[tuple[str, ...], ...]
    fits: tuple[Fit, ...]
    turned: int
    is_best: bool


def merge(rankings: Mapping[str, Sequence[str]], lot: str = "") -> Merged:
    """Return the order of all ranked briefs that turns round the fewest pairs of the members' rankings (Kemeny's rule).

    A brief that a member did not rank stands below all that they did. Ties go by points (Borda), then by first
    choices, then by a lot made from `lot`; they are named, for the team to decide.
    """
    told = {member: tuple(ranking) for member, ranking in sorted(rankings.items()) if ranking}
    briefs = sorted({brief for ranking in told.values() for brief in ranking})
    votes = _votes(list(told.values()), briefs)
    wanted = sorted(briefs, key=lambda brief: _claim(brief, list(told.values()), lot))
    if len(briefs) <= MOST_EXACT:
        order, ties = _exact(wanted, votes)
    else:
        order = _improved(wanted, votes)
        ties = [(a, b) for a, b in zip(order, order[1:], strict=False) if votes[a, b] == votes[b, a]]
    fits = tuple(_fit(member, ranking, order) for member, ranking in told.items())
    return Merged(tuple(order), _groups(order, ties), fits, _turned(order, votes), len(briefs) <= MOST_EXACT)


def _votes(rankings: Sequence[Sequence[str]], briefs: Sequence[str]) -> Votes:
    """Return how many members put the first brief of each pair above the second."""
    votes: Votes = {(a, b): 0 for a in briefs for b in briefs if a != b}
    for ranking in rankings:
        rest = [brief for brief in briefs if brief not in ranking]
        for at, brief in enumerate(ranking):
            for below in (*ranking[at + 1 :], *rest):
                votes[brief, below] += 1
    return votes


def _claim(brief: str, rankings: Sequence[Sequence[str]], lot: str) -> tuple[int, int, str]:
    """Return what decides a tie, the least first: points, first choices, a lot."""
    points = sum(len(ranking) - ranking.index(brief) for ranking in rankings if brief in ranking)
    firsts = sum(ranking[0] == brief for ranking in rankings)
    return -points, -firsts, hashlib.sha256(f"{lot}:{brief}".encode()).hexdigest()


def _turned(order: Sequence[str], votes: Votes) -> int:
    return sum(votes[b, a] for a, b in combinations(order, 2))


def _exact(briefs: Sequence[str], votes: Votes) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the best order, of equals the first as given, and the pairs that stand both ways in best orders."""
    number = len(briefs)
    against = [[votes[briefs[b], briefs[a]] if a != b else 0 for b in range(number)] for a in range(number)]
    whole = (1 << number) - 1
    # What the briefs that are left cost at least, once those of the set stand before them.
    after = [0] * (whole + 1)
    for placed in range(whole - 1, -1, -1):
        after[placed] = min(
            after[placed | 1 << a] + _cost(against[a], placed, a) for a in range(number) if not placed >> a & 1
        )
    before, order, placed = _reached(against, after), [], 0
    while placed != whole:
        step = next(
            a
            for a in range(number)
            if not placed >> a & 1 and after[placed] == after[placed | 1 << a] + _cost(against[a], placed, a)
        )
        order.append(briefs[step])
        placed |= 1 << step
    ties = [
        (briefs[a], briefs[b])
        for a, b in combinations(range(number), 2)
        if any(s >> a & 1 and not s >> b & 1 for s in before) and any(s >> b & 1 and not s >> a & 1 for s in before)
    ]
    return order, ties


def _cost(against: Sequence[int], placed: int, brief: int) -> int:
    """Return how many votes are turned round when the brief comes next: those that want a later one above it."""
    return sum(number for at, number in enumerate(against) if at != brief and not placed >> at & 1)


def _reached(against: Sequence[Sequence[int]], after: Sequence[int]) -> set[int]:
    """Return the sets of briefs with which some best order begins."""
    found, waiting = {0}, [0]
    while waiting:
        placed = waiting.pop()
        for a in range(len(against)):
            following = placed | 1 << a
            if following in found or placed >> a & 1:
                continue
            if after[placed] == after[following] + _cost(against[a], placed, a):
                found.add(following)
                waiting.append(following)
    return found


def _improved(order: list[str], votes: Votes) -> list[str]:
    """Return the order after moving single briefs to better places until no such move helps."""
    best, turned = order, _turned(order, votes)
    is_moving = True
    while is_moving:
        is_moving = False
        for brief in list(best):
            rest = [other for other in best if other != brief]
            tried = [[*rest[:at], brief, *rest[at:]] for at in range(len(best))]
            found = min(tried, key=lambda one: _turned(one, votes))
            if _turned(found, votes) < turned:
                best, turned, is_moving = found, _turned(found, votes), True
    return best


def _groups(order: Sequence[str], ties: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return the ties as groups in the proposal's order: whoever is tied with one of a group belongs to it."""
    groups: list[set[str]] = []
    for a, b in ties:
        touched = [group for group in groups if a in group or b in group]
        groups = [group for group in groups if group not in touched] + [{a, b}.union(*touched)]
    found = [tuple(brief for brief in order if brief in group) for group in groups]
    return tuple(sorted(found, key=lambda group: order.index(group[0])))


def _fit(member: str, ranking: Sequence[str], order: Sequence[str]) -> Fit:
    rest = [brief for brief in order if brief not in ranking]
    pairs = [*combinations(ranking, 2), *((brief, other) for brief in ranking for other in rest)]
    turned = sum(order.index(a) > order.index(b) for a, b in pairs)
    return Fit(member, order.index(ranking[0]) + 1, turned, len(pairs))
