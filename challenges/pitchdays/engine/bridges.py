"""Extra scores: those that tie fixed panels together, and the one that helps most while the day goes on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from challenges.pitchdays.engine.design import Pair, Quality, Task
from challenges.pitchdays.engine.efficiency import Numbers, Table, information, of_differences, quality
from core.sentence import Sentence, say
from core.sentence import noop as _

EASE = 1 / 16
"""Judges are taken to differ four times as much as single scores: panels without a link then still compare."""

UNSEEN = 1e-6
"""What is known of a pitch that nobody sees yet: next to nothing, so that its first judge gains most."""


@dataclass(frozen=True, slots=True)
class Extra:
    """One more score, by ids, with what it gains in words."""

    judge: int
    pitch: int
    reason: Sentence


def add_bridges(task: Task, seen: Table, allowed: Table, count: int) -> tuple[Pair, ...]:
    """The table has so many scores more, each the one that lowers the mean variance most; nobody is asked for many."""
    extra = np.zeros(seen.shape, dtype=np.int64)
    added: list[Pair] = []
    for _number in range(count):
        free = allowed & ~seen
        free &= (extra.sum(axis=0) < -(-count // len(task.judges)))[None, :]
        free &= (extra.sum(axis=1) < -(-count // len(task.pitches)))[:, None]
        best = _best(seen, free, by_worst=False)
        if best is None:
            break
        pitch, judge = best
        seen[pitch, judge] = True
        extra[pitch, judge] = 1
        added.append((task.judges[judge].id, task.pitches[pitch].id))
    return tuple(added)


def helps_most(task: Task, seen: Table, allowed: Table) -> Extra | None:
    """The one pitch and judge whose score more lowers the variance of the worst pair most; None where all is seen.

    Pitches that have fewer judges than were planned come first.
    """
    free = allowed & ~seen
    short = seen.sum(axis=1) < task.each
    if (free & short[:, None]).any():
        free &= short[:, None]
    if task.most:
        free &= (seen.sum(axis=0) < task.most)[None, :]
    best = _best(seen, free, by_worst=True)
    if best is None:
        return None
    pitch, judge = best
    before = quality(seen)
    seen = seen.copy()
    seen[pitch, judge] = True
    words = {"judge": task.judges[judge].name, "team": task.pitches[pitch].name}
    if short[pitch]:
        text = _("%(team)s has fewer judges than planned: %(judge)s is the one who helps comparisons most.")
        return Extra(task.judges[judge].id, task.pitches[pitch].id, say(text, **words))
    return Extra(task.judges[judge].id, task.pitches[pitch].id, _gain(before, quality(seen), words))


def _gain(before: Quality, after: Quality, words: dict[str, str]) -> Sentence:
    if after.components < before.components:
        text = _("If %(judge)s saw %(team)s too, two parts of the plan would be tied together.")
        return say(text, **words)
    if before.components > 1:
        text = _("If %(judge)s saw %(team)s too, the least certain comparison would be surer.")
        return say(text, **words)
    percent = round(100 * (1 - after.worst / before.worst)) if before.worst else 0
    if percent < 1:
        text = _(
            "Several comparisons are equally uncertain, and no single score changes that. "
            "All would be a little surer if %(judge)s saw %(team)s too."
        )
        return say(text, **words)
    text = _(
        "If %(judge)s saw %(team)s too, the least certain comparison of two teams would be surer by %(percent)d %% "
        "(from %(before)s to %(after)s in units of one score's variance)."
    )
    return say(text, percent=percent, before=f"{before.worst:.2f}", after=f"{after.worst:.2f}", **words)


def _best(seen: Table, free: Table, *, by_worst: bool) -> tuple[int, int] | None:
    """The free pair whose score lowers the worst, or the mean, variance most; the first by rows where several do.

    A score more adds x x' to what is known, with x = sqrt(k / (k + 1)) (e - v / k): the inverse loses
    (G x)(G x)' / (1 + x' G x).
    """
    pitches = seen.shape[0]
    level = max(float(seen.sum()) / max(pitches, 1), 1.0)
    unseen = np.diag(np.where(seen.any(axis=1), 0.0, UNSEEN))
    inverse = np.linalg.inv(information(seen, EASE) + unseen + level / pitches)
    loads = seen.sum(axis=0) + EASE
    best, chosen = -np.inf, None
    for judge in range(seen.shape[1]):
        rows = np.flatnonzero(free[:, judge])
        if not rows.size:
            continue
        share = np.sqrt(loads[judge] / (loads[judge] + 1))
        own = seen[:, judge] / loads[judge]
        columns = share * (inverse[:, rows] - (inverse @ own)[:, None])
        # x' G x of each: the value at its own pitch less the mean over what the judge has seen.
        inner = share * (columns[rows, np.arange(rows.size)] - own @ columns)
        gains = _worst_gains(inverse, columns, inner) if by_worst else (columns**2).sum(axis=0) / (1 + inner)
        place = int(np.argmax(gains))
        if gains[place] > best + 1e-12:
            best, chosen = float(gains[place]), (int(rows[place]), judge)
    return chosen


def _worst_gains(inverse: Numbers, columns: Numbers, inner: Numbers) -> Numbers:
    """By how much the largest variance of a difference falls for each candidate."""
    one, two = np.triu_indices(columns.shape[0], 1)
    if not one.size:
        return np.zeros(columns.shape[1])
    now = of_differences(inverse)[one, two]
    apart = (columns[one] - columns[two]) ** 2 / (1 + inner)
    # A little of the mean gain decides between pairs that lower the worst one alike.
    return np.asarray(now.max() - (now[:, None] - apart).max(axis=0) + 1e-6 * apart.mean(axis=0))
