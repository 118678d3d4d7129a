"""A balanced draw: random order, the least loaded judges first, then loads levelled as far as the bans allow."""

from __future__ import annotations

import random
from collections import deque

import numpy as np

from challenges.pitchdays.engine.design import CannotAllocate, Task
from challenges.pitchdays.engine.efficiency import Table
from core.sentence import noop as _
from core.sentence import say


def allowed_of(task: Task) -> Table:
    """Which judge may see which pitch."""
    pitch_at = {pitch.id: row for row, pitch in enumerate(task.pitches)}
    judge_at = {judge.id: column for column, judge in enumerate(task.judges)}
    allowed = np.ones((len(task.pitches), len(task.judges)), dtype=np.bool_)
    for judge, pitch in task.banned:
        if judge in judge_at and pitch in pitch_at:
            allowed[pitch_at[pitch], judge_at[judge]] = False
    return allowed


def draw_plan(task: Task, allowed: Table, lot: random.Random) -> Table:
    """Every pitch has `each` judges, loads as even as bans allow; raises CannotAllocate with the reason."""
    _refuse_too_few(task, allowed)
    seen = np.zeros(allowed.shape, dtype=np.bool_)
    load = [0] * len(task.judges)
    for pitch in lot.sample(range(len(task.pitches)), len(task.pitches)):
        free = [judge for judge in range(len(load)) if allowed[pitch, judge]]
        # Drawn for everybody, so that a ban changes no other judge's lot more than it must.
        for judge in sorted(free, key=lambda judge: (load[judge], lot.random()))[: task.each]:
            seen[pitch, judge] = True
            load[judge] += 1
    level(seen, allowed)
    if task.most and int(seen.sum(axis=0).max()) > task.most:
        text = _("Some judge would see %(needed)d pitches: more than %(most)d. Choose fewer judges a pitch.")
        raise CannotAllocate(say(text, needed=int(seen.sum(axis=0).max()), most=task.most), "most")
    return seen


def _refuse_too_few(task: Task, allowed: Table) -> None:
    for row, pitch in enumerate(task.pitches):
        free = int(allowed[row].sum())
        if free < task.each:
            text = _("%(team)s has only %(free)d judges who are free to see it; choose fewer judges a pitch.")
            raise CannotAllocate(say(text, team=pitch.name, free=free))


def level(seen: Table, allowed: Table, fixed: Table | None = None) -> None:
    """No chain of exchanges makes the loads more even: pitches move from judges with many to judges with few.

    What is `fixed` stays with its judge.
    """
    free = np.ones_like(seen) if fixed is None else ~fixed
    while _pass_on(seen, allowed, free):
        pass


def _pass_on(seen: Table, allowed: Table, free: Table) -> bool:
    """One pitch less for a judge with many, one more for one with at least two fewer, over others where need be."""
    load = seen.sum(axis=0)
    for heavy in np.argsort(-load, kind="stable"):
        came_from = _reachable(int(heavy), seen, allowed, free)
        light = [judge for judge in came_from if load[judge] <= load[heavy] - 2]
        if not light:
            continue
        here = min(light, key=lambda judge: (int(load[judge]), judge))
        while here != heavy:
            giver, pitch = came_from[here]
            seen[pitch, giver], seen[pitch, here] = False, True
            here = giver
        return True
    return False


def _reachable(start: int, seen: Table, allowed: Table, free: Table) -> dict[int, tuple[int, int]]:
    """Judge -> (who hands on, which pitch), for everybody to whom a pitch of the first can come by handing on."""
    came_from: dict[int, tuple[int, int]] = {}
    waiting = deque([start])
    while waiting:
        giver = waiting.popleft()
        for pitch in np.flatnonzero(seen[:, giver] & free[:, giver]):
            for taker in np.flatnonzero(allowed[pitch] & ~seen[pitch]):
                if int(taker) not in came_from and int(taker) != start:
                    came_from[int(taker)] = (giver, int(pitch))
                    waiting.append(int(taker))
    return came_from
