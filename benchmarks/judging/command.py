"""Rates one file of scores and writes what comes out, all scores in the file's own scale."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from benchmarks.judging.reading import Scores, Unusable, number, read_scores
from benchmarks.judging.result import told
from challenges.judging.engine import Card, Criterion, Slot
from challenges.judging.engine.outcome import Rating
from challenges.judging.engine.rating import rate

UNUSABLE = 2
RANGE = re.compile(r"\s*([+-]?[\d.,]+)\s*(?:-|\u2013|\.\.|:|to)\s*([+-]?[\d.,]+)\s*")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """A sentence rather than the usage."""
        raise Unusable(f"{message[:1].upper()}{message[1:]}.")


def main(arguments: Sequence[str]) -> int:
    """The result is written; the answer is the exit code: 2, after a sentence, for a file it cannot use."""
    try:
        asked = _asked(arguments)
        scores = read_scores(asked.scores)
        weights = _weights(asked.weights, scores.criteria)
        low, high = _range(asked.range, scores)
        rating = _rated(scores, weights, (low, high), asked.seed)
        result = told(rating, float(low), float(high))
        result |= {"weights": {name: float(weight) for name, weight in weights.items()}}
        _write(asked.out, result)
    except Unusable as reason:
        sys.stderr.write(f"{reason}\n")
        return UNUSABLE
    sys.stdout.write("\n".join([str(rating.verdict), *(str(code.sentence) for code in rating.codes)]) + "\n")
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(prog="python -m benchmarks.judging", description=__doc__)
    parser.add_argument("scores", type=Path, help="columns pitch, judge, score; or pitch, judge, criterion, score")
    parser.add_argument("--out", type=Path, default=Path("result.json"))
    parser.add_argument("--weights", default="", help="such as c1=2,c2=1; a criterion that is not named weighs 1")
    parser.add_argument("--range", default="", help="such as 1-5; else the range of the data")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(list(arguments))
    if asked.seed < 0:
        raise Unusable("The seed is below zero.")
    return asked


def _weights(text: str, criteria: Sequence[str]) -> dict[str, Fraction]:
    """Return the weight of each criterion."""
    weights = dict.fromkeys(criteria, Fraction(1))
    given: set[str] = set()
    for part in (part.strip() for part in re.split(r"[,;](?=[^,;]*=)", text) if part.strip()):
        name, sign, value = (piece.strip() for piece in part.rpartition("="))
        if not sign:
            raise Unusable(f"--weights: “{part}” is not of the form criterion=weight.")
        known = [one for one in criteria if one == name] or [
            one for one in criteria if one.casefold() == name.casefold()
        ]
        if not known:
            raise Unusable(f"--weights: the file has no criterion “{name}”.")
        if known[0] in given:
            raise Unusable(f"--weights: “{name}” is named twice.")
        given.add(known[0])
        weights[known[0]] = number(value, "--weights")
        if weights[known[0]] <= 0:
            raise Unusable(f"--weights: the weight of “{name}” is not above zero.")
    return weights


def _range(text: str, scores: Scores) -> tuple[Fraction, Fraction]:
    """Return the stated range, else that of the data; never an empty one."""
    values = scores.values
    if not text:
        low, high = min(values, default=Fraction(0)), max(values, default=Fraction(1))
        return low, high if high > low else low + 1
    ends = RANGE.fullmatch(text)
    if not ends:
        raise Unusable(f"--range: “{text}” is not of the form 1-5.")
    low, high = (number(end, "--range") for end in ends.groups())
    if low >= high:
        raise Unusable(f"--range: {float(low):g} is not below {float(high):g}.")
    for (pitch, judge), card in scores.cards.items():
        for criterion, value in card.items():
            if not low <= value <= high:
                line = scores.lines[pitch, judge, criterion]
                raise Unusable(f"Line {line}: {float(value):g} is outside {float(low):g} to {float(high):g}.")
    return low, high


def _rated(scores: Scores, weights: dict[str, Fraction], ends: tuple[Fraction, Fraction], seed: int) -> Rating:
    judges = {judge for _pitch, judge in scores.cards}
    return rate(
        [Card(judge, pitch, card) for (pitch, judge), card in scores.cards.items()],
        [Criterion(name, name, weights[name], *ends) for name in scores.criteria],
        [Slot(pitch, pitch) for pitch in dict.fromkeys(pitch for pitch, _judge in scores.cards)],
        judges={judge: judge for judge in sorted(judges)},
        organisations=scores.judge_orgs,
        pitch_organisations=scores.pitch_orgs,
        seed=seed,
    )


def _write(path: Path, result: dict[str, Any]) -> None:
    text = json.dumps(result, indent=1, ensure_ascii=False, allow_nan=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise Unusable(f"“{path}” cannot be written: {error.strerror or error}.") from error
