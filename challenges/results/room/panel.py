"""The judges: who saw whom, how strict each is, what to ask them; drawn as one picture with its table."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.judging.engine.outcome import RatedJudge, RatedPitch, Rating, Residual
from challenges.results.scale import Scale
from core.templatetags.rings import number

NAME, CELL, ROW, TOP, STRIP, GAP = 92, 21, 24, 24, 106, 12
LARGEST = 17
# Beyond so many teams the picture needs the width of the page.
NARROW = 8
Pair = tuple[str, str]


@dataclass(frozen=True)
class Bar:
    """One judge's severity on the strip, and the words of the row."""

    name: str
    y: int
    text_y: int
    x: str
    wide: str
    dot: str
    title: str


@dataclass(frozen=True)
class Picture:
    """The grid of judges and teams as three paths, and the strip of severities."""

    width: int
    height: int
    bars: list[Bar]
    columns: list[tuple[str, str, str]]
    above: str
    below: str
    barred: str
    middle: str
    left: str
    right: str
    words: str
    is_full: bool


def picture(rating: Rating, pitches: Sequence[RatedPitch], barred: Collection[Pair], scale: Scale) -> Picture:
    """A square for each card, larger the further it lies from what colleagues suggest; hatched for a conflict."""
    columns = {pitch.id: place for place, pitch in enumerate(pitches)}
    judges = by_name(rating)
    rows = {judge.id: place for place, judge in enumerate(judges)}
    start = NAME + CELL * len(pitches) + GAP
    widest = max((abs(one.residual) for one in rating.residuals), default=0) or 1
    cells = [one for one in rating.residuals if one.pitch in columns and one.judge in rows]
    strip = _strip(rating, start)
    return Picture(
        width=start + STRIP,
        height=TOP + ROW * len(rows) + 8,
        bars=[_bar(judge, rows[judge.id], strip, scale) for judge in judges],
        columns=[(number(_x(place)), str(place + 1), pitch.name) for place, pitch in enumerate(pitches)],
        above="".join(_square(one, columns, rows, widest) for one in cells if one.residual >= 0),
        below="".join(_square(one, columns, rows, widest) for one in cells if one.residual < 0),
        barred="".join(
            _hatch(columns[pitch], rows[judge]) for judge, pitch in sorted(barred) if pitch in columns and judge in rows
        ),
        middle=number(strip(0)),
        left=number(start),
        right=number(start + STRIP),
        words="; ".join(f"{judge.name} {scale.signed(judge.severity)}" for judge in judges),
        is_full=len(cells) == len(pitches) * len(judges),
    )


def by_name(rating: Rating) -> list[RatedJudge]:
    """The judges as they are looked for."""
    return sorted(rating.judges, key=lambda judge: (judge.name.rpartition(" ")[2], judge.name, judge.id))


def _x(column: int) -> float:
    return NAME + CELL * column + CELL / 2


def _y(row: int) -> int:
    return TOP + ROW * row + ROW // 2


def _strip(rating: Rating, start: int) -> Any:
    ends = [abs(end) for judge in rating.judges for end in (judge.low, judge.high, judge.severity) if end is not None]
    reach = max(ends, default=0) or 1
    return lambda value: start + STRIP / 2 + (STRIP / 2 - 6) * value / reach


def _bar(judge: RatedJudge, row: int, strip: Any, scale: Scale) -> Bar:
    middle = judge.severity or 0.0
    low = middle if judge.low is None else judge.low
    high = middle if judge.high is None else judge.high
    return Bar(
        name=_short(judge.name),
        y=_y(row),
        text_y=_y(row) + 5,
        x=number(strip(low)),
        wide=number(strip(high) - strip(low)),
        dot=number(strip(middle)) if judge.severity is not None else "",
        title=f"{judge.name} {scale.signed(judge.severity)}",
    )


def _short(name: str) -> str:
    """H Marsh: the picture has little room."""
    first, _space, last = name.rpartition(" ")
    words = f"{first[:1]} {last}" if first else name
    return words if len(words) <= 13 else f"{words[:12]}…"


def _square(one: Residual, columns: Mapping[str, int], rows: Mapping[str, int], widest: float) -> str:
    size = max(LARGEST * abs(one.residual) / widest, 4)
    x, y = _x(columns[one.pitch]) - size / 2, _y(rows[one.judge]) - size / 2
    return f"M{number(x)} {number(y)}h{number(size)}v{number(size)}h-{number(size)}z"


def _hatch(column: int, row: int) -> str:
    x, y = _x(column) - 7, _y(row) - 7
    return "".join(f"M{number(x + a)} {number(y + b)}l{c} -{c}" for a, b, c in ((0, 7, 7), (0, 14, 14), (7, 14, 7)))


@dataclass(frozen=True)
class JudgeRow:
    """One judge in the table: the figures, and the questions to ask."""

    name: str
    given: int
    missing: int
    severity: str
    between: str
    slope: str
    spread: str
    questions: list[str]


def judge_rows(rating: Rating, missing: Mapping[str, int], scale: Scale) -> list[JudgeRow]:
    """Every judge, the strictest first: load, sheets missing, severity with its range, slope, spread, what to ask."""
    order = sorted(rating.judges, key=lambda judge: (-(judge.severity or 0), judge.name))
    return [
        JudgeRow(
            judge.name,
            judge.n,
            missing.get(judge.id, 0),
            scale.signed(judge.severity),
            "" if judge.low is None else f"{scale.signed(judge.low)} – {scale.signed(judge.high)}",
            "" if judge.slope is None else f"{judge.slope:.2f}",
            "" if judge.spread is None else f"{judge.spread:.2f}",
            questions(rating, judge, scale),
        )
        for judge in order
    ]


def questions(rating: Rating, judge: RatedJudge, scale: Scale) -> list[str]:
    """What the chair may ask of this judge: never a reason to leave them out."""
    names = {pitch.id: pitch.name for pitch in rating.pitches}
    asked = []
    if "SLOPE" in judge.flags:
        asked.append(_("Marks hardly follow those of colleagues. Did this judge read the levels as the others did?"))
    asked += [
        _("%(team)s: %(size)s %(side)s what was to be expected. A slip of the key?") % _off(one, names, scale)
        for one in rating.slips
        if one.judge == judge.id
    ]
    asked += [
        _("%(team)s is from the judge’s own organisation: %(size)s %(side)s what was to be expected.")
        % _off(one, names, scale)
        for one in rating.own_organisation
        if one.judge == judge.id
    ]
    if judge.without:
        teams = ", ".join(names.get(key, "") for key in judge.without)
        asked.append(_("Without this judge %(teams)s would lead.") % {"teams": teams})
    return asked


def _off(one: Residual, names: Mapping[str, str], scale: Scale) -> dict[str, str]:
    side = _("above") if one.residual >= 0 else _("below")
    return {"team": names.get(one.pitch, ""), "size": scale.size(one.residual), "side": side}


def map_rows(rating: Rating, scale: Scale) -> list[tuple[str, str, str]]:
    """The picture as a table: judge, severity, and what each team has beyond what was to be expected."""
    names = {pitch.id: pitch.name for pitch in rating.pitches}
    found: dict[str, list[str]] = {}
    for one in rating.residuals:
        found.setdefault(one.judge, []).append(f"{names.get(one.pitch, '')} {scale.signed(one.residual)}")
    return [(judge.name, scale.signed(judge.severity), ", ".join(found.get(judge.id, []))) for judge in by_name(rating)]


def missing_words(number_missing: int, due: int) -> str:
    """None of 35, or 3 of 35."""
    if not number_missing:
        return _("None of %(due)s") % {"due": due}
    return ngettext("%(count)s of %(due)s", "%(count)s of %(due)s", number_missing) % {
        "count": number_missing,
        "due": due,
    }
