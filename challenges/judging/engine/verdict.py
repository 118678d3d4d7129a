"""The first line: who is first, how surely, and who is too close behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from challenges.judging.engine.codes import listed
from challenges.judging.engine.outcome import LIKELY, TOO_CLOSE, RatedPitch
from core.sentence import Sentence, say
from core.sentence import noop as _

Pairs = Mapping[tuple[str, str], float]


def verdict_of(pitches: Sequence[RatedPitch], pairs: Pairs, *, components: int, is_sure: bool) -> Sentence:
    """Return the verdict; without `is_sure` the scores are too few for any chance to be named."""
    ranked = [pitch for pitch in pitches if pitch.rank is not None]
    first = [pitch for pitch in ranked if pitch.rank == 1]
    if not ranked:
        return say(_("No pitch has a finished scorecard."))
    if len(ranked) == 1:
        return say(_("%(team)s is the only pitch with a finished scorecard."), team=first[0].name)
    if components > 1:
        words = _("The panels share no judge, so there are %(count)d rankings, not one. First in each: %(teams)s.")
        return say(words, count=components, teams=listed([pitch.name for pitch in first]))
    if len(first) == len(ranked):
        return say(_("All pitches are exactly equal."))
    if len(first) > 1:
        return say(_("%(teams)s exactly equal in first place."), teams=_joined([pitch.name for pitch in first]))
    if not is_sure:
        words = _("%(team)s has the highest score; too few scores to say how surely.")
        return say(words, team=first[0].name)
    return say("%(first)s %(rival)s", first=_first(first[0]), rival=_rival(ranked, pairs))


def _first(pitch: RatedPitch) -> Sentence:
    tenths = round((pitch.p_win or 0) * 10)
    words = _("%(team)s first: about %(tenths)d in 10.")
    if tenths < 1:
        words = _("%(team)s first: less than 1 in 10.")
    if tenths > 9:
        words = _("%(team)s first: more than 9 in 10.")
    return say(words, team=pitch.name, tenths=tenths)


def _rival(ranked: Sequence[RatedPitch], pairs: Pairs) -> Sentence:
    one, two = ranked[0], ranked[1]
    chance = pairs[one.id, two.id]
    if chance < TOO_CLOSE:
        close = [pitch.name for pitch in ranked[1:] if pairs[one.id, pitch.id] < TOO_CLOSE]
        return say(_("%(teams)s too close to call."), teams=_joined([one.name, *close]))
    words = _("%(one)s is likely ahead of %(two)s.") if chance <= LIKELY else _("%(one)s is clearly ahead of %(two)s.")
    return say(words, one=one.name, two=two.name)


def _joined(names: Sequence[str]) -> Sentence:
    """Two names or more, with the verb."""
    if len(names) == 2:
        return say(_("%(one)s and %(two)s are"), one=names[0], two=names[1])
    if len(names) <= 4:
        return say(_("%(teams)s and %(last)s are"), teams=", ".join(names[:-1]), last=names[-1])
    return say(_("%(team)s and %(count)d others are"), team=names[0], count=len(names) - 1)
