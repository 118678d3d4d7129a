"""The second scorer: recomputes a result by another way, and agrees or says where not.

    python -m benchmarks.shadow RESULT.json [--scores SCORES.csv]

RESULT.json is the snapshot of a release, or, with --scores, what benchmarks.judging made of that file. The snapshot's
form stands in docs/rating.md: criteria (key, weight, low, high), pitches (key), sheets (pitch, judge, scores),
excluded (pairs of judge and pitch), result.pitches (key, raw, adjusted, rank), scores from 0 to 1.

Written apart from the engine and sharing nothing with it: generalised least squares with full matrices.
Exit code 0: all agree to a millionth of the range; 1: they do not; 2: the file cannot be read.
"""

import argparse
import csv
import json
import sys
from io import StringIO
from pathlib import Path
from unicodedata import normalize

import numpy as np

RATIOS = [0.03, *(0.12 * (4 / 0.12) ** (step / 9) for step in range(10))]
CLOSE, EQUAL = 1e-6, 1e-9
HEADS = {"pitch", "judge", "criterion", "score"}


class Unreadable(Exception):
    """The file is no result."""


def main(arguments):
    """Return the exit code, after a sentence."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shadow", description=__doc__.splitlines()[0])
    parser.add_argument("result", type=Path)
    parser.add_argument("--scores", type=Path, default=None, help="the CSV that benchmarks.judging was given")
    asked = parser.parse_args(arguments)
    try:
        data = json.loads(asked.result.read_text(encoding="utf-8"))
        criteria, sheets, told, basis = from_scores(data, asked.scores) if asked.scores else from_snapshot(data)
        problems = differences(told, basis, *recomputed(criteria, sheets))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError, Unreadable) as error:
        why = error if isinstance(error, Unreadable | OSError) else f"{type(error).__name__}: {error}"
        sys.stderr.write(f"{asked.result} cannot be checked: {why}\n")
        return 2
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if not problems:
        sys.stdout.write(f"Both scorers agree on {len(told)} pitch{'' if len(told) == 1 else 'es'}.\n")
    return 1 if problems else 0


def from_snapshot(data):
    """Return criteria, sheets that count, what was told of each pitch, and the basis if it is given."""
    criteria = {row["key"]: (float(row["weight"]), float(row["low"]), float(row["high"])) for row in data["criteria"]}
    out = {(judge, pitch) for judge, pitch in data.get("excluded", [])}
    sheets = {}
    for sheet in data["sheets"]:
        cell = (sheet["pitch"], sheet["judge"])
        if cell in sheets:
            raise Unreadable(f"two sheets of {cell[1]} for {cell[0]}")
        sheets[cell] = {key: float(value) for key, value in sheet["scores"].items() if value is not None}
    sheets = {cell: scores for cell, scores in sheets.items() if (cell[1], cell[0]) not in out}
    told = {row["key"]: (row["raw"], row["adjusted"], row["rank"]) for row in data["result"]["pitches"]}
    if set(told) != {row["key"] for row in data["pitches"]}:
        raise Unreadable("the result has other pitches than the day")
    return criteria, sheets, told, data["result"].get("basis")


def from_scores(data, path):
    """Return the same of an answer of benchmarks.judging and its file; told scores become 0 to 1."""
    low, high = (float(end) for end in data["range"])
    criteria = {name: (float(weight), low, high) for name, weight in data["weights"].items()}
    sheets = {}
    for row in rows_of(path):
        cell = sheets.setdefault((row["pitch"], row["judge"]), {})
        if row["score"] is not None:
            cell[row.get("criterion", "score")] = row["score"]
    told = {}
    for row in data["pitches"]:
        unit = [None if row[key] is None else (row[key] - low) / (high - low) for key in ("raw", "adjusted")]
        told[row["pitch"]] = (*unit, row["rank"])
    return criteria, sheets, told, data.get("basis")


def rows_of(path):
    """Return the rows of the CSV with a number or None as the score."""
    text = text_of(path.read_bytes())
    mark = max(",;\t|", key=lambda one: len(HEADS & set(table_of(text, one)[0])))
    names, *rows = table_of(text, mark)
    if not {"pitch", "judge", "score"} <= set(names):
        raise Unreadable(f"{path} has no columns pitch, judge and score")
    found = [dict(zip(names, row, strict=False)) for row in rows]
    for one in found:
        score = one.get("score", "").replace("\u2212", "-").replace("\u2013", "-").replace(",", ".")
        one["score"] = float(score) if score else None
    return found


def text_of(data):
    """Return the words of the file, whatever code they were saved in."""
    code = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(code)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def table_of(text, mark):
    """Return the lines that are not blank, each cell in one spelling, the first one without capitals."""
    lines = csv.reader(StringIO(text, newline=""), delimiter=mark, skipinitialspace=True)
    rows = [[" ".join(normalize("NFC", cell).split()) for cell in row] for row in lines]
    head, *rest = [row for row in rows if any(row)] or [[]]
    return [[name.casefold() for name in head], *rest]


def recomputed(criteria, sheets):
    """Return by pitch the raw score, the adjusted one and the place, and which of the two the places follow."""
    weight = sum(row[0] for row in criteria.values())
    totals = {}
    for cell, scores in sheets.items():
        if all(key in scores for key in criteria):
            parts = [w * (scores[key] - low) / (high - low) for key, (w, low, high) in criteria.items()]
            totals[cell] = sum(parts) / weight
    if not totals:
        return {}, "raw"
    cells = list(totals)
    pitches, judges = sorted({cell[0] for cell in cells}), sorted({cell[1] for cell in cells})
    t = np.array([totals[cell] for cell in cells])
    x = np.array([[float(cell[0] == pitch) for pitch in pitches] for cell in cells])
    z = np.array([[float(cell[1] == judge) for judge in judges] for cell in cells])
    raw = np.linalg.lstsq(x, t, rcond=None)[0]
    adjusted = mixed(t, x, z)
    spare, most = len(t) - len(pitches) - len(judges) + 1, x.sum(axis=0).max()
    is_raw = len(t) == len(pitches) * len(judges) or spare < 2 or most == 1
    together = linked(x, z)
    shown = raw if is_raw else adjusted
    ahead = (shown[None, :] > shown[:, None] + EQUAL) & together
    rows = zip(raw.tolist(), adjusted.tolist(), (ahead.sum(axis=1) + 1).tolist(), strict=True)
    return dict(zip(pitches, rows, strict=True)), "raw" if is_raw else "adjusted"


def mixed(t, x, z):
    """Return the pitches' scores, averaged over the ratios of severity to noise."""
    found, worth = [], []
    free = x.shape[0] - x.shape[1]
    for ratio in RATIOS:
        v = np.eye(len(t)) + ratio**2 * z @ z.T
        half = np.linalg.solve(v, np.column_stack([x, t]))
        known = x.T @ half[:, :-1]
        score = np.linalg.solve(known, x.T @ half[:, -1])
        left = t - x @ score
        noise = max(left @ np.linalg.solve(v, left) / max(free, 1), 1e-9)
        fit = -(free * np.log(noise) + np.linalg.slogdet(v)[1] + np.linalg.slogdet(known)[1]) / 2
        found.append(score)
        worth.append(fit - (np.log(ratio / 0.7) / 1.2) ** 2 / 2)
    share = np.exp(np.array(worth) - max(worth))
    share /= share.sum()
    share[share <= 0.001] = 0
    return share @ np.array(found) / share.sum()


def linked(x, z):
    """Return which pitches hang together by judges."""
    steps = x.T @ z
    near = steps @ steps.T > 0
    while True:
        further = near.astype(float) @ near > 0
        if (further == near).all():
            return near
        near = further


def differences(told, basis, found, real_basis):
    """Return a sentence for everything in which the two differ."""
    problems = [f"{pitch} has scores and is not in the result." for pitch in sorted(set(found) - set(told))]
    if basis is not None and found and basis != real_basis:
        problems.append(f"Places follow the {basis} scores; they should follow the {real_basis} ones.")
    for pitch, (raw, adjusted, rank) in told.items():
        mine = found.get(pitch, (None, None, None))
        for name, theirs, own in (("raw", raw, mine[0]), ("adjusted", adjusted, mine[1])):
            if (theirs is None) != (own is None) or (own is not None and not abs(theirs - own) <= CLOSE):
                problems.append(f"{pitch}: the {name} score is {theirs}, computed anew it is {own}.")
        if rank != mine[2]:
            problems.append(f"{pitch}: the place is {rank}, computed anew it is {mine[2]}.")
    return problems


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
