"""When the ranking must say more than places: each code of the method with its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from challenges.judging.engine.fit import GUARD, Fit
from challenges.judging.engine.links import Links
from challenges.judging.engine.outcome import Code, Reliability
from core.sentence import Sentence, say, say_count
from core.sentence import noop as _

METHOD_CODES = (
    "COMPLETE",
    "DISCONNECTED",
    "ONE_JUDGE_EACH",
    "WEAK_LINK",
    "TOO_FEW",
    "NO_SPREAD",
    "NO_SIGNAL",
    "ADJUST_MOVES_WINNER",
    "UNEQUAL_N",
)
WEAK = 0.3
UNEQUAL = 1.5
NAMED = 4
"""More names than these make no sentence."""


@dataclass(frozen=True)
class Found:
    """What the codes are decided by; the winners are ids, raw and adjusted, of every component."""

    fit: Fit
    links: Links
    reliability: Reliability | None
    raw_winners: frozenset[str]
    adjusted_winners: frozenset[str]
    pitch_names: Mapping[str, str]
    judge_names: Mapping[str, str]

    @property
    def is_missing_some(self) -> bool:
        """Whether a judge or a pitch has no counted card."""
        design = self.fit.design
        return len(design.pitches) < len(self.pitch_names) or len(design.judges) < len(self.judge_names)

    def pitches(self, ids: Sequence[str]) -> str:
        """The pitches' names in a row."""
        return listed([self.pitch_names[one] for one in ids])

    def judges(self, ids: Sequence[str]) -> str:
        """The judges' names in a row."""
        return listed([self.judge_names[one] for one in ids])


def listed(names: Sequence[str]) -> str:
    """Return the names with commas, the first ones only where there are too many."""
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: NAMED - 1])} (+{len(names) - NAMED + 1})"


def shows_raw(fit: Fit) -> bool:
    """Whether places follow the raw scores: nothing can be adjusted, or nothing would move."""
    return fit.design.is_complete or fit.is_few or fit.design.n.max() <= 1


def codes_of(found: Found) -> tuple[Code, ...]:
    """Return every code that holds, in the order of the method."""
    rules = (_complete, _disconnected, _one_each, _weak_link, _few, _no_spread, _no_signal, _moves, _unequal)
    return tuple(code for rule in rules if (code := rule(found)))


def _complete(found: Found) -> Code | None:
    if not found.fit.design.is_complete:
        return None
    words = _("All judges saw all pitches: severity cancels, adjusting changes no place.")
    if found.is_missing_some:
        words = _("All judges who scored saw the same pitches: severity cancels, adjusting changes no place.")
    return Code("COMPLETE", say(words))


def _disconnected(found: Found) -> Code | None:
    if found.links.count < 2:
        return None
    words = _(
        "The pitches fall into %(count)d groups that share no judge: each has its own ranking. A list across groups "
        "would assume that their panels are equally strict; a few scores by judges of another group would link them."
    )
    return Code("DISCONNECTED", say(words, count=found.links.count))


def _one_each(found: Found) -> Code | None:
    if found.fit.design.n.max() > 1:
        return None
    words = _("Every pitch was seen by one judge: the scores cannot tell a strict judge from a weak pitch.")
    return Code("ONE_JUDGE_EACH", say(words))


def _weak_link(found: Found) -> Code | None:
    design, links = found.fit.design, found.links
    if design.is_complete or not (links.weak_judges or links.weak_cells):
        return None
    if links.weak_judges:
        judges = tuple(sorted(design.judges[at] for at in links.weak_judges))
        one = _("Without %(judges)s the panels would share no judge: the comparison between them is weak.")
        many = _("Without any one of %(judges)s the panels would share no judge: the comparison is weak.")
        return Code("WEAK_LINK", say_count(len(judges), one, many, judges=found.judges(judges)), (), judges)
    judges = tuple(sorted({design.judges[judge] for _pitch, judge in links.weak_cells}))
    pitches = tuple(sorted({design.pitches[pitch] for pitch, _judge in links.weak_cells}))
    one = _("Without the card of %(judges)s for %(pitches)s two parts would share no judge: comparing them is weak.")
    many = _("Only %(count)d cards of %(judges)s for %(pitches)s link two parts: the comparison between them is weak.")
    names = {"judges": found.judges(judges), "pitches": found.pitches(pitches)}
    return Code("WEAK_LINK", say_count(len(links.weak_cells), one, many, **names), pitches, judges)


def _few(found: Found) -> Code | None:
    if not found.fit.is_few:
        return None
    return Code("TOO_FEW", say(_("There are too few scores to tell severity from chance: scores stay as given.")))


def _no_spread(found: Found) -> Code | None:
    design = found.fit.design
    if float(np.ptp(design.totals)) < GUARD:
        words: Sentence = say(_("All scores are equal: the pitches are tied."))
        return Code("NO_SPREAD", words)
    away = design.totals - found.fit.raw[design.at_pitch]
    if design.spare < 1 or float(away @ away) / design.spare > GUARD:
        return None
    words = say(_("Judges of the same pitch agree to the last point: how sure the places are cannot be told from it."))
    return Code("NO_SPREAD", words)


def _no_signal(found: Found) -> Code | None:
    known = found.reliability
    if known is None or (known.g > 0 and known.g >= WEAK):
        return None
    words = _("The scores do not separate these pitches: they differ little more than judges do about the same pitch.")
    return Code("NO_SIGNAL", say(words))


def _moves(found: Found) -> Code | None:
    if found.raw_winners == found.adjusted_winners:
        return None
    raw, adjusted = sorted(found.raw_winners), sorted(found.adjusted_winners)
    words = _("Adjusting changes who is first: as given %(raw)s, adjusted %(adjusted)s. The chair confirms.")
    both = tuple(dict.fromkeys([*adjusted, *raw]))
    said = say(words, raw=found.pitches(raw), adjusted=found.pitches(adjusted))
    return Code("ADJUST_MOVES_WINNER", said, both)


def _unequal(found: Found) -> Code | None:
    design = found.fit.design
    most, fewest = int(design.n.max()), int(design.n.min())
    if most / fewest <= UNEQUAL:
        return None
    few = tuple(sorted(name for name, n in zip(design.pitches, design.n, strict=True) if n == fewest))
    words = _("Some pitches were seen by %(most)d judges, others by %(fewest)d: a wider range, not a lower score.")
    return Code("UNEQUAL_N", say(words, most=most, fewest=fewest), few)


def unscored(names: Sequence[str], ids: Sequence[str]) -> Code:
    """Return the code for pitches without a counted card."""
    return Code("NO_SCORES", say(_("No finished scorecards: %(pitches)s."), pitches=listed(names)), tuple(ids))


def unfinished(cards: Sequence[tuple[str, str]]) -> Code:
    """Return the code for cards that miss a score."""
    one = _("One scorecard is not finished and does not count.")
    many = _("%(count)d scorecards are not finished and do not count.")
    pitches, judges = sorted({pitch for pitch, _judge in cards}), sorted({judge for _pitch, judge in cards})
    return Code("INCOMPLETE", say_count(len(cards), one, many), tuple(pitches), tuple(judges))
