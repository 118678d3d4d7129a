"""The ladder of places and each team's ledger."""

from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.judging.engine.outcome import ADJUSTED, RatedPitch, Rating
from challenges.results.scale import Scale
from core.templatetags.prose import in_words


def shown_score(rating: Rating, pitch: RatedPitch) -> float | None:
    """The score that places follow."""
    return pitch.adjusted if rating.basis == ADJUSTED else pitch.raw


def scored(rating: Rating) -> list[RatedPitch]:
    """The pitches with a score, best first."""
    return [pitch for pitch in rating.pitches if shown_score(rating, pitch) is not None]


def range_words(low: int | None, high: int | None) -> str:
    """2 to 5, or 3; nothing where it is not known."""
    if low is None or high is None:
        return ""
    return str(low) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


@dataclass(frozen=True)
class Ladder:
    """What the chart asks for."""

    rows: list[dict[str, Any]]
    low: float
    high: float
    step: float


def ladder(rating: Rating, scale: Scale) -> Ladder:
    """The rungs, best first, on a scale that just holds them; neighbours too close to call share a band."""
    bands = {pitch: number for number, band in enumerate(rating.bands) if len(band) > 1 for pitch in band}
    rows = [_rung(rating, pitch, scale, bands.get(pitch.id)) for pitch in scored(rating)]
    values = [value for row in rows for value in (row["low"], row["high"], row["score"], row.get("raw", row["score"]))]
    step = 0.5 if scale.span <= 10 else 10
    low = floor(min(values, default=scale.low) / step) * step
    high = ceil(max(values, default=scale.high) / step) * step
    return Ladder(rows, low, max(high, low + step), step)


def _rung(rating: Rating, pitch: RatedPitch, scale: Scale, band: int | None) -> dict[str, Any]:
    score = shown_score(rating, pitch) or 0.0
    row: dict[str, Any] = {
        "rank": pitch.rank,
        "label": pitch.name,
        "score": scale.at(score),
        "low": scale.at(score if pitch.low is None else pitch.low),
        "high": scale.at(score if pitch.high is None else pitch.high),
        "band": band,
        "extra": [range_words(pitch.rank_low, pitch.rank_high), str(pitch.n)],
    }
    if rating.basis == ADJUSTED and pitch.raw is not None:
        row["raw"] = scale.at(pitch.raw)
    return row


@dataclass(frozen=True)
class Ledger:
    """One team's lines: judge, gave, severity, counts as; and their means."""

    key: str
    title: str
    sentence: str
    lines: list[tuple[str, str, str, str]]
    foot: tuple[str, str, str, str]


def ledger(rating: Rating, pitch: RatedPitch, scale: Scale) -> Ledger:
    """The lines add up: the mean of what was given is the raw score, the mean of what counts the adjusted one."""
    names = {judge.id: judge.name for judge in rating.judges}
    gone = _("a judge who has left")
    words = {"team": pitch.name, "raw": scale.score(pitch.raw), "adjusted": scale.score(pitch.adjusted)}
    is_adjusted = rating.basis == ADJUSTED
    title = _("%(team)s: %(raw)s as given, %(adjusted)s adjusted") if is_adjusted else _("%(team)s: %(raw)s as given")
    return Ledger(
        pitch.id,
        title % words,
        severity_words(pitch, scale) if is_adjusted else "",
        [
            (names.get(line.judge, gone), scale.score(line.given), scale.signed(line.severity),
             scale.score(line.counts_as))
            for line in sorted(pitch.ledger, key=lambda line: names.get(line.judge, ""))
        ],
        (
            ngettext("One judge", "Mean of %(count)s", pitch.n) % {"count": in_words(pitch.n)},
            scale.score(pitch.raw),
            scale.signed(_shift(pitch)),
            scale.score(pitch.adjusted),
        ),
    )  # fmt: skip


def severity_words(pitch: RatedPitch, scale: Scale) -> str:
    """Why the score moved, in one sentence; nothing where it did not."""
    shift = _shift(pitch)
    if shift is None or not float(scale.size(shift)):
        return _("Seen by judges who on the whole mark as their colleagues do.")
    words = {"size": scale.size(shift), "change": scale.signed(shift)}
    if shift > 0:
        return _("Seen by judges who on the whole mark %(size)s lower than colleagues: %(change)s.") % words
    return _("Seen by judges who on the whole mark %(size)s higher than colleagues: %(change)s.") % words


def _shift(pitch: RatedPitch) -> float | None:
    return None if pitch.raw is None or pitch.adjusted is None else pitch.adjusted - pitch.raw


def both_lists(rating: Rating, scale: Scale) -> list[tuple[str, str, str, str]]:
    """Where adjusting changes who is first: the first places as given and adjusted, beside each other."""
    pitches = [pitch for pitch in rating.pitches if pitch.raw is not None and pitch.adjusted is not None]
    given = sorted(pitches, key=lambda pitch: (-(pitch.raw or 0), pitch.name))
    adjusted = sorted(pitches, key=lambda pitch: (-(pitch.adjusted or 0), pitch.name))
    return [
        (one.name, scale.score(one.raw), two.name, scale.score(two.adjusted))
        for one, two in zip(given[:5], adjusted[:5], strict=True)
    ]
