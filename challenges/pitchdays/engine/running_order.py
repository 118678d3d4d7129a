"""The running order: drawn by lot among the orders that keep every rule, with its times; light."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.sentence import Sentence, say
from core.sentence import noop as _

DRAWS, REPAIRS, WAYS_OUT = 2000, 4000, 12
"""How many orders are drawn by lot, how many exchanges then mend the best of them, how many rules are tried without."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One team's slot; times are minutes since midnight, `judges` are those who see it, `brief` 0 for none."""

    id: int
    name: str
    minutes: int
    brief: int = 0
    brief_name: str = ""
    not_before: int | None = None
    not_after: int | None = None
    judges: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pause:
    """Minutes in which nobody pitches, or with `judge` nobody whom that judge sees."""

    starts: int
    ends: int
    judge: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that an order breaks: which talk, and why in words."""

    talk: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Order:
    """Talks in their order with the minute at which each begins."""

    talks: tuple[int, ...]
    starts: tuple[int, ...]
    drawn: int
    """How many orders the lot gave before one kept every rule; 0 where exchanges had to mend one."""


class CannotDraw(ValueError):
    """No order was found that keeps every rule: what contradicts, in words."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(str(sentence) for sentence in sentences))


def clock(minute: int) -> str:
    """A minute of the day as 14:05."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def times(talks: Sequence[Talk], begins: int, pauses: Sequence[Pause]) -> list[int]:
    """When each talk of the order begins: at once after the one before, but never into a pause of its judges."""
    found, now = [], begins
    for talk in talks:
        now = _clear(talk, now, pauses)
        found.append(now)
        now += talk.minutes
    return found


def _clear(talk: Talk, minute: int, pauses: Sequence[Pause]) -> int:
    for pause in sorted(pauses, key=lambda pause: pause.starts):
        concerns = not pause.judge or pause.judge in talk.judges
        if concerns and minute < pause.ends and minute + talk.minutes > pause.starts:
            minute = pause.ends
    return minute


def problems(talks: Sequence[Talk], begins: int, pauses: Sequence[Pause]) -> list[Problem]:
    """Every rule that this order breaks; none where all hold."""
    starts = times(talks, begins, pauses)
    return list(_broken(talks, starts))


def _broken(talks: Sequence[Talk], starts: Sequence[int]) -> Iterator[Problem]:
    before: Talk | None = None
    for talk, start in zip(talks, starts, strict=True):
        if talk.not_before is not None and start < talk.not_before:
            text = _("%(team)s would begin at %(start)s, not before %(limit)s as it should.")
            yield Problem(talk.id, say(text, team=talk.name, start=clock(start), limit=clock(talk.not_before)))
        if talk.not_after is not None and start > talk.not_after:
            text = _("%(team)s would begin at %(start)s, later than %(limit)s.")
            yield Problem(talk.id, say(text, team=talk.name, start=clock(start), limit=clock(talk.not_after)))
        if before is not None and talk.brief and talk.brief == before.brief:
            text = _("%(team)s follows %(other)s on the same challenge.")
            yield Problem(talk.id, say(text, team=talk.name, other=before.name))
        before = talk


def draw(talks: Sequence[Talk], begins: int, pauses: Sequence[Pause], *, seed: int) -> Order:
    """An order by lot that keeps every rule, the same for the same seed and rows; raises CannotDraw.

    Orders are drawn until one keeps every rule, so each that does is as likely as any other. Only where the rules are
    too narrow for that is the best of the orders drawn mended by exchanges.
    """
    rows = sorted(talks, key=lambda talk: talk.id)
    found = _search(rows, begins, pauses, seed, DRAWS, REPAIRS)
    if found is None:
        raise CannotDraw(list(_why(rows, begins, pauses, seed)))
    order, drawn = found
    return Order(tuple(talk.id for talk in order), tuple(times(order, begins, pauses)), drawn)


def _search(
    talks: Sequence[Talk], begins: int, pauses: Sequence[Pause], seed: int, draws: int, repairs: int
) -> tuple[list[Talk], int] | None:
    lot = random.Random(seed)
    best, least = list(talks), len(talks) * 3 + 1
    for number in range(1, draws + 1):
        order = lot.sample(talks, len(talks))
        broken = len(problems(order, begins, pauses))
        if not broken:
            return order, number
        if broken < least:
            best, least = order, broken
    return _mended(best, begins, pauses, lot, repairs)


def _mended(
    order: list[Talk], begins: int, pauses: Sequence[Pause], lot: random.Random, repairs: int
) -> tuple[list[Talk], int] | None:
    """The order after exchanges of a talk that breaks a rule with any other, never for the worse."""
    if len(order) < 2:
        return None
    found = problems(order, begins, pauses)
    for _number in range(repairs):
        wrong = lot.choice(found).talk
        here = next(place for place, talk in enumerate(order) if talk.id == wrong)
        there = lot.randrange(len(order))
        tried = list(order)
        tried[here], tried[there] = tried[there], tried[here]
        left = problems(tried, begins, pauses)
        if not left:
            return tried, 0
        if len(left) <= len(found):
            order, found = tried, left
    return None


def _why(talks: Sequence[Talk], begins: int, pauses: Sequence[Pause], seed: int) -> Iterator[Sentence]:
    """Which rules contradict: those that nothing can keep, else those without which an order is found."""
    alone = list(_hopeless(talks, begins, pauses))
    if alone:
        yield from alone
        return
    freed = [rule for rule, rest in _without_one(talks) if _search(rest, begins, pauses, seed, 100, 1000)]
    yield say(_("No order keeps all these rules together."))
    if freed:
        for rule in freed:
            yield say(_("It would work without this one: %(rule)s"), rule=rule)
        return
    for rule, _rest in _without_one(talks):
        yield rule


def _hopeless(talks: Sequence[Talk], begins: int, pauses: Sequence[Pause]) -> Iterator[Sentence]:
    for talk in talks:
        others = [other for other in talks if other.id != talk.id]
        first, last = times([talk], begins, pauses)[0], times([*others, talk], begins, pauses)[-1]
        if talk.not_before is not None and talk.not_after is not None and talk.not_before > talk.not_after:
            text = _("%(team)s may not begin before %(low)s and not after %(high)s: no time is left.")
            yield say(text, team=talk.name, low=clock(talk.not_before), high=clock(talk.not_after))
        elif talk.not_before is not None and last < talk.not_before:
            text = _(
                "%(team)s may not begin before %(limit)s, but even as the last it begins at %(last)s: "
                "begin the day later, or plan a break."
            )
            yield say(text, team=talk.name, limit=clock(talk.not_before), last=clock(last))
        elif talk.not_after is not None and first > talk.not_after:
            text = _("%(team)s has to begin by %(limit)s, but even as the first it begins at %(first)s.")
            yield say(text, team=talk.name, limit=clock(talk.not_after), first=clock(first))
    names = {talk.brief: talk.brief_name for talk in talks}
    for brief, count in sorted(Counter(talk.brief for talk in talks if talk.brief).items()):
        if count > (len(talks) + 1) // 2:
            text = _("%(count)d of %(all)d teams work on “%(brief)s”: two of them have to follow each other.")
            yield say(text, count=count, all=len(talks), brief=names[brief])


def _without_one(talks: Sequence[Talk]) -> Iterator[tuple[Sentence, list[Talk]]]:
    """Every rule in words, each with the talks as they would be without it."""
    rules: list[tuple[Sentence, list[Talk]]] = []
    for talk in talks:
        if talk.not_before is not None:
            rule = say(_("%(team)s not before %(limit)s."), team=talk.name, limit=clock(talk.not_before))
            rules.append((rule, _changed(talks, replace(talk, not_before=None))))
        if talk.not_after is not None:
            rule = say(_("%(team)s by %(limit)s."), team=talk.name, limit=clock(talk.not_after))
            rules.append((rule, _changed(talks, replace(talk, not_after=None))))
    shared = [brief for brief, count in Counter(talk.brief for talk in talks).items() if brief and count > 1]
    for brief in sorted(shared):
        title = next(talk.brief_name for talk in talks if talk.brief == brief)
        rest = [replace(other, brief=0) if other.brief == brief else other for other in talks]
        rules.append((say(_("No two teams on “%(brief)s” one after the other."), brief=title), rest))
    yield from rules[:WAYS_OUT]


def _changed(talks: Sequence[Talk], other: Talk) -> list[Talk]:
    return [other if talk.id == other.id else talk for talk in talks]
