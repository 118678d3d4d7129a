"""A rating as JSON holds it, in the scale of a file: scores within its range, differences in its units."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from challenges.judging.engine.codes import METHOD_CODES
from challenges.judging.engine.outcome import Counted, Deviations, RatedJudge, RatedPitch, Rating, Residual, Settle

Data = dict[str, Any]


@dataclass(frozen=True)
class Scale:
    """From the engine's 0 to 1 to the file's range."""

    low: float
    size: float

    def score(self, value: float | None) -> float | None:
        """A place on the scale."""
        return None if value is None else self.low + self.size * value

    def apart(self, value: float | None) -> float | None:
        """A difference on it."""
        return None if value is None else self.size * value


def told(rating: Rating, low: float, high: float) -> Data:
    """Return the whole rating."""
    scale = Scale(low, high - low)
    return {
        "verdict": str(rating.verdict),
        "basis": rating.basis,
        "pitches": [_pitch(one, scale) for one in rating.pitches],
        "judges": [_judge(one, scale) for one in rating.judges],
        "pairs": [{"a": a, "b": b, "p": p} for (a, b), p in rating.pairs.items()],
        "ties": [list(group) for group in rating.ties],
        "bands": [list(group) for group in rating.bands],
        "components": [list(group) for group in rating.components],
        "sd": _deviations(rating.deviations, scale),
        "codes": [one.code for one in rating.codes if one.code in METHOD_CODES],
        "sentences": {one.code: str(one.sentence) for one in rating.codes},
        "own_organisation": [_residual(one, scale) for one in rating.own_organisation],
        "slips": [_residual(one, scale) for one in rating.slips],
        "incomplete": [{"pitch": pitch, "judge": judge} for pitch, judge in rating.incomplete],
        "reliability": asdict(rating.reliability) if rating.reliability else None,
        "stability": dict(rating.stability),
        "flips": [asdict(one) for one in rating.flips],
        "settles": [_settle(one, scale) for one in rating.settles],
        "efficiency": rating.efficiency,
        "range": [low, high],
        "seed": rating.seed,
        "method": rating.method,
    }


def _pitch(one: RatedPitch, scale: Scale) -> Data:
    return {
        "pitch": one.id,
        "n": one.n,
        "raw": scale.score(one.raw),
        "adjusted": scale.score(one.adjusted),
        "rank": one.rank,
        "rank_low": one.rank_low,
        "rank_high": one.rank_high,
        "p_win": one.p_win,
        "p_top3": one.p_top3,
        "low": scale.score(one.low),
        "high": scale.score(one.high),
        "component": one.component,
        "ledger": [_line(line, scale) for line in one.ledger],
    }


def _line(line: Counted, scale: Scale) -> Data:
    return {
        "judge": line.judge,
        "given": scale.score(line.given),
        "severity": scale.apart(line.severity),
        "counts_as": scale.score(line.counts_as),
    }


def _judge(one: RatedJudge, scale: Scale) -> Data:
    return {
        "judge": one.id,
        "n": one.n,
        "severity": scale.apart(one.severity),
        "low": scale.apart(one.low),
        "high": scale.apart(one.high),
        "slope": one.slope,
        "flags": list(one.flags),
        "spread": one.spread,
        "without": list(one.without),
    }


def _deviations(found: Deviations | None, scale: Scale) -> Data:
    names = ("pitch", "judge", "residual")
    return {name: scale.apart(getattr(found, name)) if found else None for name in names}


def _residual(one: Residual, scale: Scale) -> Data:
    return {"pitch": one.pitch, "judge": one.judge, "residual": scale.apart(one.residual), "z": one.z}


def _settle(one: Settle, scale: Scale) -> Data:
    squared = scale.size**2
    held = {"variance_before": one.variance_before * squared, "variance_after": one.variance_after * squared}
    return {"pitch": one.pitch, "judge": one.judge, "pair": list(one.pair), "is_deciding": one.is_deciding, **held}
