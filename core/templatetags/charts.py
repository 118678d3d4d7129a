"""Charts drawn on the server as SVG: bars, two parts a bar, rank ladders, a curve; always with the data as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.text import slugify

from core.templatetags.rings import number

register = template.Library()
Words = str | Promise
LABELS, BARS, VALUES, ROW = 200, 420, 60, 30
CURVE_LEFT, CURVE_RIGHT, CURVE_TOP, CURVE_FOOT = 96, 640, 40, 220
LADDER_LEFT, LADDER_RIGHT, LADDER_ROW, LADDER_TOP = 180, 700, 56, 40
# On a phone each rung has a line of words and a strip of its own below it.
SLIM_LEFT, SLIM_RIGHT, SLIM_ROW = 10, 350, 24
# From so many rows on a ladder is dense; where the further columns end.
LADDER_AIRY, LADDER_DENSE, EXTRA_AT = 16, 34, (876, 960)


def _top(values: Iterable[float]) -> float:
    return max([*values, 0]) or 1


def _name(title: Words) -> str:
    return f"c-{slugify(str(title), allow_unicode=True)[:40]}"


@register.inclusion_tag("components/chart_bar.html")
def bar_chart(title: Words, rows: Iterable[Sequence[Any]], unit: Words = "") -> dict[str, Any]:
    """A bar for each row, longest for the largest value."""
    listed = [(str(row[0]), row[1]) for row in rows]
    top = _top(value for _label, value in listed)
    bars = [
        {"label": label, "value": value, "width": number(BARS * value / top), "y": ROW * place}
        for place, (label, value) in enumerate(listed)
    ]
    for bar in bars:
        bar["end"] = number(LABELS + float(bar["width"]) + 8)
        bar["share"] = number(100 * bar["value"] / top)
    words = "; ".join(f"{label} {value}" for label, value in listed)
    return {
        "title": title, "unit": unit, "bars": bars, "height": ROW * len(bars) or 1,
        "left": LABELS, "width": LABELS + BARS + VALUES, "words": words, "name": _name(title),
    }  # fmt: skip


@register.inclusion_tag("components/chart_stacked.html")
def stacked_chart(title: Words, rows: Iterable[Sequence[Any]], first: Words, second: Words) -> dict[str, Any]:
    """A bar of two parts for each row: the first filled, the second hatched."""
    listed = [(str(row[0]), row[1], row[2]) for row in rows]
    top = _top(a + b for _label, a, b in listed)
    bars = []
    for place, (label, a, b) in enumerate(listed):
        wide, thin = BARS * a / top, BARS * b / top
        bars.append(
            {
                "label": label,
                "a": a,
                "b": b,
                "y": ROW * place,
                "a_width": number(wide),
                "b_x": number(LABELS + wide + (2 if a else 0)),
                "b_width": number(max(thin - 2, 0)),
                "end": number(LABELS + wide + thin + 8),
            }  # fmt: skip
        )
    words = "; ".join(f"{label} {a} {first}, {b} {second}" for label, a, b in listed)
    return {
        "title": title, "first": first, "second": second, "bars": bars, "height": ROW * len(bars) or 1,
        "left": LABELS, "width": LABELS + BARS + VALUES, "words": words, "name": _name(title),
    }  # fmt: skip


def _scale(low: float, high: float, left: int = LADDER_LEFT, right: int = LADDER_RIGHT) -> tuple[float, float]:
    rate = (right - left) / ((high - low) or 1)
    return rate, left - low * rate


def _rung(place: int, row: Mapping[str, Any], rate: float, start: float, frame: "_Frame") -> dict[str, Any]:
    def x(value: float) -> float:
        return start + rate * value

    def words(value: float) -> str:
        return f"{value:.{frame.decimals}f}"

    raw = row.get("raw")
    dot, middle = x(row["score"]), LADDER_TOP + frame.row * place + frame.row // 2
    rung: dict[str, Any] = {
        "place": row.get("rank", place + 1), "label": row["label"], "score": words(row["score"]), "y": middle,
        "text_y": middle + 5, "bar_x": number(x(row["low"])), "bar_y": middle - 6, "low": words(row["low"]),
        "high": words(row["high"]), "bar_width": number(rate * (row["high"] - row["low"])), "dot": number(dot),
        "extra": row.get("extra", []), "raw_words": "" if raw is None else words(raw),
    }  # fmt: skip
    if raw is not None and abs(x(raw) - dot) > 13:
        side = 1 if x(raw) < dot else -1
        rung["raw"] = number(x(raw))
        tip = dot - side * 7.5
        rung["arrow"] = f"M{number(x(raw) + side * 6)} {middle}H{number(tip - side * 1.5)}"
        rung["head"] = f"M{number(tip)} {middle}l{number(-side * 5.5)} -4v8Z"
    elif raw is not None and abs(x(raw) - dot) > 0.5:
        rung["near"] = number(x(raw))
    return rung


@dataclass(frozen=True)
class _Frame:
    """How high a rung is, and how exactly scores are written."""

    row: int = LADDER_ROW
    decimals: int = 2


def _bands(rows: Sequence[Mapping[str, Any]], high: int = LADDER_ROW) -> list[dict[str, Any]]:
    bands: list[dict[str, Any]] = []
    last = None
    for place, row in enumerate(rows):
        band = row.get("band")
        if band is not None and band == last:
            bands[-1]["height"] += high
        elif band is not None:
            bands.append({"y": LADDER_TOP + high * place + 3, "height": high - 6})
        last = band
    return [band for band in bands if band["height"] > high]


@register.inclusion_tag("components/chart_ladder.html")
def ladder_chart(
    title: Words,
    rows: Iterable[Mapping[str, Any]],
    low: float = 1,
    high: float = 5,
    step: float = 0.5,
    decimals: int = 2,
    heads: Sequence[Words] = (),
) -> dict[str, Any]:
    """A rung for each row: a dot at the score within its likely range, and where it stood as given.

    With heads each row has as many words in `extra`; many rows stand closer together.
    """
    listed = list(rows)
    rate, start = _scale(low, high)
    frame = _Frame(LADDER_ROW if len(listed) <= LADDER_AIRY else LADDER_DENSE, decimals)
    marks = [low + step * place for place in range(round((high - low) / step) + 1)]
    rungs = [_rung(place, row, rate, start, frame) for place, row in enumerate(listed)]
    height = LADDER_TOP + frame.row * len(listed) + 6
    return {
        "title": title, "name": _name(title), "height": height, "bottom": height - 6, "rungs": rungs,
        "slim": _slim(listed, heads, (low, high), marks, decimals, step),
        "words": "; ".join(f"{rung['label']} {rung['score']}, {rung['low']}–{rung['high']}" for rung in rungs),
        "bands": _bands(listed, frame.row), "heads": list(zip(heads, EXTRA_AT, strict=False)),
        "width": 976 if any(row.get("extra") for row in listed) else 800,
        "has_raw": any(row.get("raw") is not None for row in listed),
        "marks": _marks(marks, rate, start, decimals, step),
    }  # fmt: skip


def _marks(marks: Sequence[float], rate: float, start: float, decimals: int, step: float) -> list[tuple[str, str]]:
    return [(number(start + rate * mark), f"{mark:.{min(decimals, 1) if step < 1 else 0}f}") for mark in marks]


def _slim(
    listed: Sequence[Mapping[str, Any]],
    heads: Sequence[Words],
    ends: tuple[float, float],
    marks: Sequence[float],
    decimals: int,
    step: float,
) -> dict[str, Any]:
    """The same ladder for a phone: strips of one width, with the words of each rung above its strip."""
    rate, start = _scale(*ends, SLIM_LEFT, SLIM_RIGHT)
    frame = _Frame(SLIM_ROW, decimals)
    bands = [row.get("band") for row in listed]
    rungs = []
    for place, row in enumerate(listed):
        rung = _rung(0, {**row, "rank": row.get("rank", place + 1)}, rate, start, frame)
        shared = bands[place] is not None and bands.count(bands[place]) > 1
        # A band that follows another stands apart from it.
        starts = shared and bands[place] not in bands[:place]
        facts = list(zip(heads, rung["extra"], strict=False))
        rungs.append(rung | {"facts": facts, "shared": shared, "starts": starts})
    return {"rungs": rungs, "marks": _marks(marks, rate, start, decimals, step)}


@register.inclusion_tag("components/chart_scores.html")
def score_ladder(title: Words, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A rung for each row: a dot at the score, a small mark for each judge's own; rungs of one band are shaded."""
    listed = list(rows)
    values = [value for row in listed for value in (row["score"], *(mark for mark, _name in row["marks"]))]
    low, high = floor(min(values, default=0) / 10) * 10, ceil(max(values, default=100) / 10) * 10
    rate, start = _scale(low, high)
    height = LADDER_TOP + LADDER_ROW * len(listed) + 6
    return {
        "title": title, "name": _name(title), "height": height, "bottom": height - 6, "bands": _bands(listed),
        "words": "; ".join(f"{row['rank']} {row['label']} {row['score']:.1f}" for row in listed),
        "rungs": [_score_rung(place, row, rate, start) for place, row in enumerate(listed)],
        "grid": [(number(start + rate * mark), f"{mark}") for mark in range(low, high + 1, 10)],
    }  # fmt: skip


def _score_rung(place: int, row: Mapping[str, Any], rate: float, start: float) -> dict[str, Any]:
    middle = LADDER_TOP + LADDER_ROW * place + 28
    marks = [(number(start + rate * value), f"{value:.1f}", name) for value, name in row["marks"]]
    return {
        "rank": row["rank"], "label": row["label"], "score": f"{row['score']:.1f}", "judges": row["judges"],
        "y": middle, "text_y": middle + 5, "dot": number(start + rate * row["score"]), "marks": marks,
        "top": middle - 13, "foot": middle + 13,
    }  # fmt: skip


@register.inclusion_tag("components/chart_curve.html")
def curve_chart(
    title: Words, rows: Iterable[Sequence[Any]], across: Words, up: Words, kept: Words, broken: Words
) -> dict[str, Any]:
    """A line through (label, value, whether it is a ring) at even steps, with what dots and rings mean."""
    listed = [(str(row[0]), float(row[1]), bool(row[2])) for row in rows]
    values = [value for _label, value, _ring in listed] or [0.0]
    step = _step_of(max(values) - min(values))
    low, high = floor(min(values) / step) * step, (floor(max(values) / step) + 1) * step
    wide = (CURVE_RIGHT - CURVE_LEFT) / max(len(listed) - 1, 1)
    rate = (CURVE_FOOT - CURVE_TOP) / (high - low)
    dots = [
        {
            "x": number(CURVE_LEFT + wide * place), "y": number(CURVE_FOOT - rate * (value - low)),
            "text_y": number(CURVE_FOOT - rate * (value - low) - 14), "label": label, "value": f"{value:.1f}",
            "ring": ring,
        }
        for place, (label, value, ring) in enumerate(listed)
    ]  # fmt: skip
    return {
        "title": title, "name": _name(title), "across": across, "up": up, "kept": kept, "broken": broken,
        "words": "; ".join(f"{dot['label']}: {dot['value']}" for dot in dots), "dots": dots,
        "has_rings": any(dot["ring"] for dot in dots),
        "path": "M" + "L".join(f"{dot['x']} {dot['y']}" for dot in dots),
        "grid": [
            (number(CURVE_FOOT - rate * step * place), number(low + step * place))
            for place in range(round((high - low) / step) + 1)
        ],
    }  # fmt: skip


def _step_of(span: float) -> float:
    """A round distance between the lines of a grid, such that there are three to seven."""
    size = 10.0 ** floor(log10(span)) if span > 0 else 1.0
    return next(size * share for share in (0.2, 0.5, 1, 2) if span / (size * share) <= 5)


@register.inclusion_tag("components/split_bar.html")
def split_bar(title: Words, first: float, second: float, first_label: Words, second_label: Words) -> dict[str, Any]:
    """One bar in two parts, as in: Kite 61 in 100, Loom 39."""
    wide = 382 * first / ((first + second) or 1)
    return {
        "title": title, "a": number(wide), "b_x": number(wide + 2), "b": number(382 - wide),
        "first_label": first_label, "second_label": second_label,
    }  # fmt: skip
