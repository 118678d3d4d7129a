"""The table of scores as it leaves the site: raw and adjusted side by side."""

from django.utils.translation import gettext_lazy as _

from challenges.judging.engine.outcome import Rating
from challenges.results.scale import Scale

HEADERS = [
    _("Place"), _("Team"), _("Judges"), _("As given"), _("Adjusted"), _("Change"), _("Likely from"), _("Likely to"),
    _("Best place"), _("Last place"), _("Chance of winning"),
]  # fmt: skip


def side_by_side(rating: Rating, scale: Scale) -> list[list[object]]:
    """A row for each team, best first, in the scale that people read."""
    return [
        [
            pitch.rank,
            pitch.name,
            pitch.n,
            _figure(pitch.raw, scale),
            _figure(pitch.adjusted, scale),
            None
            if pitch.raw is None or pitch.adjusted is None
            else round((pitch.adjusted - pitch.raw) * scale.span, 4),
            _figure(pitch.low, scale),
            _figure(pitch.high, scale),
            pitch.rank_low,
            pitch.rank_high,
            None if pitch.p_win is None else round(pitch.p_win, 4),
        ]
        for pitch in rating.pitches
    ]


def _figure(score: float | None, scale: Scale) -> float | None:
    return None if score is None else round(scale.at(score), 4)
