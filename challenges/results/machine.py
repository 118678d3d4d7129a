"""The part of a snapshot that machines read: sheets, rubric, method and result, in the form of docs/rating.md."""

from dataclasses import asdict
from typing import Any

from challenges.judging.engine.outcome import RatedPitch, Rating
from challenges.results.models import Decision


def machine_part(decision: Decision) -> dict[str, Any]:
    """What recomputes the result: the record as it was signed, with the hash of its data and the method's version."""
    return {
        "method": decision.method,
        "data_hash": decision.data_hash,
        **decision.record,
        "decision": [
            {"pitch": pitch, "place": rank}
            for pitch, rank in sorted(decision.placings.values_list("team__pitch_slot__key", "rank"))
        ],
    }


def result_of(rating: Rating) -> dict[str, Any]:
    """The rating in what JSON can hold: places, scores with their ledgers, chances, judges, codes."""
    return {
        "basis": rating.basis,
        "seed": rating.seed,
        "pitches": [_pitch(pitch) for pitch in rating.pitches],
        "judges": [
            {"key": judge.id, "n": judge.n, "severity": judge.severity, "low": judge.low, "high": judge.high}
            for judge in rating.judges
        ],
        "pairs": [{"a": a, "b": b, "p": p} for (a, b), p in sorted(rating.pairs.items())],
        "codes": sorted({code.code for code in rating.codes}),
    }


def _pitch(pitch: RatedPitch) -> dict[str, Any]:
    return {
        "key": pitch.id,
        "n": pitch.n,
        "raw": pitch.raw,
        "adjusted": pitch.adjusted,
        "rank": pitch.rank,
        "rank_low": pitch.rank_low,
        "rank_high": pitch.rank_high,
        "p_win": pitch.p_win,
        "p_top3": pitch.p_top3,
        "ledger": [{**asdict(line), "counts_as": line.counts_as} for line in pitch.ledger],
        "criteria": dict(pitch.criteria),
    }
