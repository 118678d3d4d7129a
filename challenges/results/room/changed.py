"""What would change if other sheets counted: two ratings beside each other."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from challenges.judging.engine.outcome import Rating
from challenges.results.room.scores import shown_score
from challenges.results.scale import Scale


@dataclass(frozen=True)
class WouldChange:
    """The verdict before and after, and each team whose place or score would move."""

    before: str
    after: str
    is_verdict_new: bool
    rows: list[tuple[str, str, str, str, str]]
    words: str


def would_change(now: Rating, then: Rating, scale: Scale) -> WouldChange:
    """Places and scores as they are, and as they would be."""
    later = {pitch.id: pitch for pitch in then.pitches}
    rows = []
    for pitch in now.pitches:
        other = later.get(pitch.id)
        if other is None:
            continue
        scores = scale.score(shown_score(now, pitch)), scale.score(shown_score(then, other))
        if pitch.rank != other.rank or scores[0] != scores[1]:
            rows.append((pitch.name, str(pitch.rank or "–"), str(other.rank or "–"), *scores))
    places = sum(row[1] != row[2] for row in rows)
    words = ngettext("%(count)s place would change.", "%(count)s places would change.", places) % {"count": places}
    before, after = now.verdict.translated(gettext), then.verdict.translated(gettext)
    return WouldChange(before, after, before != after, rows, words if places else _("No place would change."))
