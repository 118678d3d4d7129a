"""Why nothing fits, and the smallest change after which everything does, in words; heavy: tasks only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from challenges.briefs.engine.allocation import Brief, Wishes
from challenges.briefs.engine.minimums import way_out
from challenges.briefs.engine.staged import Room
from core.sentence import Sentence, say
from core.sentence import noop as _


def no_way(teams: Sequence[Wishes], briefs: Sequence[Brief], room: Room) -> Sentence:
    """Return what is wrong and the smallest change that mends it."""
    places = sum(brief.places for brief in briefs)
    wrong = say(_("The minimums, employers and rankings leave some team without a challenge."))
    if places < len(teams):
        wrong = say(
            _("There are %(places)d places in challenges for %(teams)d teams."), places=places, teams=len(teams)
        )
    changes = _changes(teams, briefs, room)
    if not changes:
        return say(_("%(wrong)s Publish more challenges."), wrong=wrong)
    return say(_("%(wrong)s The smallest change that helps: %(changes)s."), wrong=wrong, changes=_listed(changes))


def _changes(teams: Sequence[Wishes], briefs: Sequence[Brief], room: Room) -> list[Sentence]:
    if not briefs:
        return []
    never = np.array([[brief.id in team.kept for brief in briefs] for team in teams])
    never |= np.array([[bool(team.locked) for _brief in briefs] for team in teams]) & ~room.allowed
    # Where places are missing they are best where most teams want them: those briefs stand first.
    wanted = [sum(team.ranking[:1] == (brief.id,) for team in teams) for brief in briefs]
    order = sorted(range(len(briefs)), key=lambda at: (-wanted[at], briefs[at].name))
    found = way_out(Room(room.allowed[:, order], room.least[order], room.most[order]), never[:, order])
    if found is None:
        return []
    named = [briefs[at] for at in order]
    more = [_more(named[at], count) for at, count in found.more]
    lower = [_lower(named[at], count) for at, count in found.lower]
    return [*more, *lower, *(_allow(teams[row], named[at]) for row, at in found.allow)]


def _more(brief: Brief, count: int) -> Sentence:
    words = _("one more place in “%(brief)s”") if count == 1 else _("%(count)d more places in “%(brief)s”")
    return say(words, brief=brief.name, count=count)


def _lower(brief: Brief, count: int) -> Sentence:
    words = _("a minimum of %(least)d instead of %(now)d teams in “%(brief)s”")
    return say(words, brief=brief.name, least=brief.least - count, now=brief.least)


def _allow(team: Wishes, brief: Brief) -> Sentence:
    if brief.id in team.barred:
        return say(
            _("let %(team)s have “%(brief)s” though a member’s employer owns it"), team=team.name, brief=brief.name
        )
    return say(_("let %(team)s have “%(brief)s”, which it did not rank"), team=team.name, brief=brief.name)


def _listed(parts: Sequence[Sentence]) -> Sentence:
    """Return the changes in one sentence, with “and” before the last."""
    whole = parts[0]
    for at, part in enumerate(parts[1:], start=2):
        words = _("%(before)s, and %(last)s") if at == len(parts) else _("%(before)s, %(last)s")
        whole = say(words, before=whole, last=part)
    return whole
