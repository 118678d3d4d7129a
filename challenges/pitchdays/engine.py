"""Which judges see which pitches: balanced, linked, random by a seed, conflicts kept out."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass


class TooFewJudges(ValueError):
    """A pitch has fewer judges without a conflict than it needs."""

    def __init__(self, pitch: int, free: int, wanted: int) -> None:
        self.pitch, self.free, self.wanted = pitch, free, wanted
        super().__init__(f"pitch {pitch} has {free} judges without a conflict, {wanted} are wanted")


@dataclass(frozen=True)
class Design:
    """The judges of each pitch, and whether one chain of shared judges links every pitch."""

    judges_of: dict[int, tuple[int, ...]]
    is_linked: bool


def assign(
    pitches: Collection[int], judges: Collection[int], conflicts: Collection[tuple[int, int]], *, each: int, seed: int
) -> Design:
    """Every pitch has `each` judges, loads as even as conflicts allow; raises TooFewJudges.

    conflicts are (judge, pitch) pairs. Pitches are served in a random order, the least loaded judges first, ties at
    random; of 20 such draws the first linked one with the smallest spread of loads is kept. The order in which rows
    are given does not matter.
    """
    draw = random.Random(seed)
    banned = set(conflicts)
    for pitch in sorted(pitches):
        free = sum((judge, pitch) not in banned for judge in judges)
        if free < each:
            raise TooFewJudges(pitch, free, each)
    drawn = [_draw(sorted(pitches), sorted(judges), banned, each, draw) for _ in range(20)]
    best = min(drawn, key=lambda judges_of: (not is_linked(judges_of), _spread(judges_of, judges)))
    return Design(best, is_linked(best))


def _draw(
    pitches: Sequence[int], judges: Sequence[int], banned: set[tuple[int, int]], each: int, draw: random.Random
) -> dict[int, tuple[int, ...]]:
    load = dict.fromkeys(judges, 0)
    judges_of: dict[int, tuple[int, ...]] = {}
    for pitch in draw.sample(pitches, len(pitches)):
        free = [judge for judge in judges if (judge, pitch) not in banned]
        chosen = sorted(free, key=lambda judge: (load[judge], draw.random()))[:each]
        judges_of[pitch] = tuple(sorted(chosen))
        for judge in chosen:
            load[judge] += 1
    return judges_of


def _spread(judges_of: dict[int, tuple[int, ...]], judges: Collection[int]) -> int:
    loads = [sum(judge in seen for seen in judges_of.values()) for judge in judges]
    return max(loads) - min(loads) if loads else 0


def is_linked(judges_of: dict[int, tuple[int, ...]]) -> bool:
    """Whether shared judges tie every pitch to every other: only then can all be ranked together."""
    waiting = list(judges_of)[:1]
    seen = set(waiting)
    while waiting:
        here = set(judges_of[waiting.pop()])
        near = [pitch for pitch in judges_of if pitch not in seen and here & set(judges_of[pitch])]
        seen.update(near)
        waiting.extend(near)
    return len(seen) == len(judges_of)
