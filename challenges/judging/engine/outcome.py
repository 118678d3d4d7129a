"""What rating scorecards gives back: plain, frozen, every number finite, every warning with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.sentence import Sentence

TOO_CLOSE, LIKELY = 0.65, 0.9
"""Below the first two pitches are too close to call, up to the second one is likely ahead, beyond it clearly."""

METHOD = "adjusted-1"
"""The method and its version, for snapshots: whatever changes a figure changes this."""

RAW, ADJUSTED = "raw", "adjusted"
SLIP = 3.0
"""A residual beyond so many of its own spreads may be a slip of the key."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One judge's line in a pitch's ledger; `given + severity == counts_as`, and their mean is the adjusted score.

    The mean of `given` is the raw score: where the basis is raw, the ledger says what adjusting would have done.
    """

    judge: str
    given: float
    severity: float

    @property
    def counts_as(self) -> float:
        """What the judge's total counts as."""
        return self.given + self.severity


@dataclass(frozen=True, slots=True)
class RatedPitch:
    """One pitch: its place, its scores from 0 to 1, and how sure all of it is.

    `rank` is by the basis that is shown (Rating.basis), equal ranks for ties, None without a counted card; low and
    high bound the score and rank_low and rank_high the place in 8 draws of 10. `criteria` holds adjusted means.
    """

    id: str
    name: str
    n: int
    raw: float | None
    adjusted: float | None
    rank: int | None
    low: float | None
    high: float | None
    rank_low: int | None
    rank_high: int | None
    p_win: float | None
    p_top3: float | None
    component: int
    ledger: tuple[Counted, ...] = ()
    criteria: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RatedJudge:
    """One judge: severity above 0 marks lower than colleagues; flags are questions to ask, never reasons to remove.

    `spread` is how widely this judge marks, against colleagues on the same pitches (1: as they do); `slope` is how far
    this judge's marks follow theirs (1: as they do, 0: not at all), and the flag SLOPE tells that they hardly do.
    `without` names the winners when this judge is left out, where they differ.
    """

    id: str
    name: str
    n: int
    severity: float | None
    low: float | None
    high: float | None
    spread: float | None
    slope: float | None
    flags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Residual:
    """How far one judge's total of one pitch lies from what the model expects, from 0 to 1, and in its own spread.

    The spread is that of the other scores: one that is far off does not hide itself.
    """

    pitch: str
    judge: str
    residual: float
    z: float


@dataclass(frozen=True, slots=True)
class Code:
    """A fall-back code of the method with what to say; `pitches` and `judges` are those it is about."""

    code: str
    sentence: Sentence
    pitches: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest shift of weight, in points of 100 from one criterion to another, that makes the rival win."""

    rival: str
    points: float
    source: str
    target: str
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Settle:
    """One more score that would tell most: this judge on this pitch.

    It is about the difference of the `pair`, the first two places where `is_deciding`, else the two pitches of which
    least is known.
    """

    pitch: str
    judge: str
    variance_before: float
    variance_after: float
    pair: tuple[str, str] = ("", "")
    is_deciding: bool = True


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well the scores tell pitches apart, from 0 to 1, now and with one judge more for every pitch."""

    g: float
    phi: float
    g_next: float


@dataclass(frozen=True, slots=True)
class Deviations:
    """How far pitches, judges' severities, and what is left of single totals differ: standard deviations, 0 to 1."""

    pitch: float
    judge: float
    residual: float


@dataclass(frozen=True, slots=True)
class Rating:
    """The whole answer; `basis` is raw or adjusted: which of the two the places follow.

    `pitches` best first, those without a score last; `pairs` holds P(a beats b) for a ranked before b, of pitches
    that may be compared; `bands` are groups of neighbours too close to call; `ties` are groups of equal pitches.
    With more than one component places, chances, ties and bands are those within each; the pitches of a component
    stand together. `residuals` holds every counted card, for the map of the panel. `stability` is each pitch's share
    of wins while weights wander, `flips` the smallest shift of weight for each rival, the smallest first; both are
    empty with more than one component. `settles` holds the pair that decides first.
    """

    basis: str
    verdict: Sentence
    pitches: tuple[RatedPitch, ...]
    judges: tuple[RatedJudge, ...]
    pairs: Mapping[tuple[str, str], float]
    ties: tuple[tuple[str, ...], ...]
    bands: tuple[tuple[str, ...], ...]
    components: tuple[tuple[str, ...], ...]
    residuals: tuple[Residual, ...]
    codes: tuple[Code, ...]
    incomplete: tuple[tuple[str, str], ...] = ()
    own_organisation: tuple[Residual, ...] = ()
    reliability: Reliability | None = None
    stability: Mapping[str, float] = field(default_factory=dict)
    flips: tuple[Flip, ...] = ()
    settles: tuple[Settle, ...] = ()
    efficiency: float | None = None
    seed: int = 0
    deviations: Deviations | None = None
    method: str = METHOD

    @property
    def slips(self) -> tuple[Residual, ...]:
        """The residuals to check for a slip of the key, the farthest off first."""
        found = [one for one in self.residuals if abs(one.z) > SLIP]
        return tuple(sorted(found, key=lambda one: (-abs(one.z), one.pitch, one.judge)))

    @property
    def winners(self) -> tuple[RatedPitch, ...]:
        """The pitches in first place: more than one where they are equal, or first in components of their own."""
        return tuple(pitch for pitch in self.pitches if pitch.rank == 1)

    def has(self, code: str) -> bool:
        """Whether the code is among the fall-back codes."""
        return any(one.code == code for one in self.codes)

    def p(self, one: str, other: str) -> float | None:
        """Return the chance that one is truly better than the other, or None where they may not be compared."""
        if (one, other) in self.pairs:
            return self.pairs[one, other]
        backwards = self.pairs.get((other, one))
        return None if backwards is None else 1 - backwards
