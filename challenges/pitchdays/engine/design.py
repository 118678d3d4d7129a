"""What the allocation of judges asks for and gives back: plain, frozen, light."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from core.sentence import Sentence

Pair = tuple[int, int]
"""A judge's id, then a pitch's."""


class Mode(StrEnum):
    """How judges are shared out."""

    ALL = "ALL"
    LINKED = "LINKED"
    FIXED = "FIXED"


@dataclass(frozen=True, slots=True)
class Judge:
    """One judge; `panel` names the group that stays together where panels are fixed."""

    id: int
    name: str = ""
    sector: str = ""
    expertise: frozenset[str] = frozenset()
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Pitch:
    """One pitch; `wants` is the expertise that at least one of its judges should have, empty for none."""

    id: int
    name: str = ""
    wants: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Everything that a plan is drawn from; the order of rows does not matter.

    `banned` pairs are never given: conflicts of interest and breaks. `most` bounds a judge's pitches, 0 for no bound.
    `bridges` is how many extra scores tie fixed panels together. `tries` is how many exchanges are looked at.
    """

    pitches: Sequence[Pitch]
    judges: Sequence[Judge]
    banned: frozenset[Pair] = frozenset()
    mode: Mode = Mode.ALL
    each: int = 0
    seed: int = 1
    most: int = 0
    both_sectors: bool = True
    bridges: int = 0
    tries: int = 1500

    def in_order(self) -> Task:
        """The same task with its rows by id, so that the same people always give the same plan."""
        by_id = {"pitches": sorted(self.pitches, key=lambda row: row.id)}
        judges = sorted(self.judges, key=lambda row: row.id)
        kept = (self.banned, self.mode, self.each, self.seed, self.most, self.both_sectors, self.bridges, self.tries)
        return Task(by_id["pitches"], judges, *kept)


class CannotAllocate(ValueError):
    """No plan keeps these rules; `sentence` says why, `field` names what to change."""

    def __init__(self, sentence: Sentence, wrong: str = "each") -> None:
        self.sentence, self.field = sentence, wrong
        super().__init__(str(sentence))


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a plan is to compare pitches by; every number finite.

    `efficiency` is the mean precision of a comparison beside one whose judges are all equally strict, 0 where the plan
    falls apart; `bound` is what no plan of this size can be above; `worst` is the largest variance of the difference
    of two pitches in units of one score's, `lambda2` how firmly the weakest link holds (below .1 is weak), `steps` how
    many judges the longest chain between two pitches needs.
    """

    components: int
    per_pitch: tuple[int, int]
    loads: tuple[int, int]
    linked_judges: int
    judge_pairs: int
    efficiency: float
    bound: float
    worst: float
    lambda2: float
    steps: int

    @property
    def is_weak(self) -> bool:
        """Whether more than a fifth of what is possible is given away."""
        return self.efficiency < 0.8 * self.bound


@dataclass(frozen=True, slots=True)
class Allocation:
    """A plan: the judges of each pitch, by id, the quality of the whole, and the reasons in words.

    `bridges` are the pairs added to tie fixed panels together, `panel_of` the panel of each judge and pitch.
    """

    judges_of: Mapping[int, tuple[int, ...]]
    quality: Quality
    reasons: tuple[Sentence, ...] = ()
    warnings: tuple[Sentence, ...] = ()
    bridges: tuple[Pair, ...] = ()
    panels: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict)

    @property
    def pairs(self) -> frozenset[Pair]:
        """Every judge with every pitch they see."""
        return frozenset((judge, pitch) for pitch, judges in self.judges_of.items() for judge in judges)


def names(rows: Iterable[str]) -> str:
    """Names in a row, for a sentence."""
    return ", ".join(rows)
