"""Why each team got what it got, in words that say nothing of what another team wished; heavy: tasks only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from challenges.briefs.engine.allocation import Aim, Brief, Rules, Wishes, got, ordinal
from challenges.briefs.engine.staged import FAR, Ints, Room, moves
from core.sentence import Sentence, say
from core.sentence import noop as _

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Solved:
    """An allocation with everything it was found from; `whole` is what each pair costs, all aims in one."""

    teams: Sequence[Wishes]
    briefs: Sequence[Brief]
    steps: Ints
    whole: Ints
    held: Sequence[int]
    room: Room
    rules: Rules


@dataclass(frozen=True, slots=True)
class Ways:
    """The cheapest chain of moves from each brief to each other: its price, its next brief, and who moves.

    And for each brief where a chain from it ends best among those with a spare place; whether it can spare a team.
    """

    price: Ints
    following: list[list[int]]
    who: list[list[int]]
    spare: list[int]
    has_spare: list[bool]
    can_spare: list[bool]


def reasons(solved: Solved) -> list[Sentence]:
    """Return for each team what it got and, below its first choice, who has that and what it would cost others."""
    ways = _ways(solved)
    place = {brief.id: at for at, brief in enumerate(solved.briefs)}
    holders: list[list[str]] = [[] for _brief in solved.briefs]
    for team, at in zip(solved.teams, solved.held, strict=True):
        holders[at].append(team.name)
    return [_reason(solved, ways, row, place, holders) for row in range(len(solved.teams))]


def _ways(solved: Solved) -> Ways:
    price, who = moves(solved.whole, solved.held, solved.room)
    following = np.tile(np.arange(len(price)), (len(price), 1))
    # The allocation is the best there is, so no chain in a ring costs less than nothing.
    for middle in range(len(price)):
        through = price[:, middle, None] + price[None, middle, :]
        is_nearer = through < price
        price = np.where(is_nearer, through, price)
        following = np.where(is_nearer, following[:, middle, None], following)
    count = np.bincount(np.array(solved.held), minlength=len(price))
    spare = np.where(count < solved.room.most, price, 4 * FAR).argmin(axis=1)
    has_spare, can_spare = (count < solved.room.most).tolist(), (count > solved.room.least).tolist()
    return Ways(price, following.tolist(), who.tolist(), spare.tolist(), has_spare, can_spare)


def _reason(solved: Solved, ways: Ways, row: int, place: dict[str, int], holders: Sequence[Sequence[str]]) -> Sentence:
    team, at = solved.teams[row], solved.held[row]
    had = got(team, solved.briefs[at].id)
    if team.locked:
        return say(_("%(got)s; an organiser set it."), got=had)
    if not team.ranking or team.ranking[0] == solved.briefs[at].id:
        return say(_("%(got)s."), got=had)
    first = place.get(team.ranking[0])
    if first is None:
        return say(_("%(got)s; its 1st is not offered."), got=had)
    if team.ranking[0] in team.barred:
        return say(_("%(got)s; its 1st belongs to the employer of one of its members."), got=had)
    if not holders[first]:
        least = solved.briefs[first].least
        return say(_("%(got)s; its 1st is used by no team, as it needs at least %(least)d."), got=had, least=least)
    names = ", ".join(sorted(holders[first])[:MOST_NAMED]) + ("" if len(holders[first]) <= MOST_NAMED else " …")
    return _price(solved, row, _chain(solved, ways, row, first), had, names)


def _chain(solved: Solved, ways: Ways, row: int, first: int) -> dict[int, int] | None:
    """Return where teams would move if this one had its first choice and all others did their best; None: no way."""
    at = solved.held[row]
    end, spare = at, ways.spare[first]
    if ways.can_spare[at] and ways.has_spare[spare] and ways.price[first, spare] < ways.price[first, at]:
        end = spare
    if ways.price[first, end] >= FAR // 2:
        return None
    moved, here = {row: first}, first
    while here != end:
        there = ways.following[here][end]
        moved[ways.who[here][there]] = there
        here = there
    return moved


def _price(solved: Solved, row: int, moved: dict[int, int] | None, had: Sentence, names: str) -> Sentence:
    """Return the words for a first choice that others hold: what it would have cost them."""
    if moved is None:
        first = solved.teams[row].ranking[0]
        words = _("%(got)s; its 1st went to %(names)s, and no other split keeps every rule.")
        if any(team.locked == first for team in solved.teams):
            words = _("%(got)s; its 1st went to %(names)s, as an organiser set it.")
        return say(words, got=had, names=names)
    before = {one: int(solved.steps[one, solved.held[one]]) for one in moved}
    after = {one: int(solved.steps[one, brief]) for one, brief in moved.items()}
    values = {"got": had, "names": names, "team": solved.teams[row].name}
    if sorted(before.values()) == sorted(after.values()):
        return say(
            _("%(got)s; its 1st went to %(names)s: both ways are equally good in all, and a lot decided."), **values
        )
    if solved.rules.aim == Aim.WORST:
        more = Counter(after.values())
        more.subtract(Counter(before.values()))
        level = max(level for level, number in more.items() if number > 0)
        words = _(
            "%(got)s; its 1st went to %(names)s, because giving it to %(team)s "
            "would leave another team with only its %(choice)s choice."
        )
        return say(words, choice=ordinal(level + 1), **values)
    price = sum(after[one] - before[one] for one in moved if one != row)
    words = _(
        "%(got)s; its 1st went to %(names)s, because giving it to %(team)s would cost others %(price)d places in all."
    )
    if price == 1:
        words = _("%(got)s; its 1st went to %(names)s, because giving it to %(team)s would cost others 1 place in all.")
    return say(words, price=price, **values)
