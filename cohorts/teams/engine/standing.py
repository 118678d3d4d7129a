"""Teams that exist already as a problem: rules that still speak of somebody, and those that the teams void; light."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from cohorts.teams.engine.problem import Problem, Rules
from cohorts.teams.engine.result import Reason
from cohorts.teams.engine.sizes import joined_groups
from core.sentence import noop as _
from core.sentence import say

Group = tuple[str, ...]


def as_it_stands(problem: Problem) -> Problem:
    """Return the problem with the teams that there are, rules that name only people who are there, moves for nothing.

    People whom the rules keep together and who are apart today stay so; `left_out` says whom that concerns.
    """
    known, home = set(problem.by_id), dict(problem.current)
    current = tuple((person, team) for person, team in problem.current if person in known)
    rules = replace(
        _sized(problem, max((team for _member, team in current), default=1)),
        apart=tuple(pair for pair in problem.rules.apart if set(pair) <= known),
        together=tuple(group for group in _whole_groups(problem) if _can_move_as_one(problem, group)),
        locks=tuple(lock for lock in problem.rules.locks if home.get(lock[0]) == lock[1] and lock[0] in known),
    )
    topics = problem.topics if _room(problem) >= (rules.team_count or 0) else ()
    weights = replace(problem.weights, moved=0)
    return replace(problem, rules=rules, weights=weights, current=current, topics=topics)


def left_out(problem: Problem) -> tuple[Reason, ...]:
    """Return a sentence for each group that should be together and, as the teams stand, cannot be."""
    shown = {person.id: person.shown for person in problem.people}
    words = _("%(people)s are in different teams today, so the rule that keeps them together is left out.")
    return tuple(
        Reason("TOGETHER", say(words, people=", ".join(shown[member] for member in group)), people=group)
        for group in _whole_groups(problem)
        if not _can_move_as_one(problem, group)
    )


def _whole_groups(problem: Problem) -> list[Group]:
    """Return who of those there are is kept together, groups that share a member made one."""
    known = set(problem.by_id)
    groups = (tuple(member for member in group if member in known) for group in joined_groups(problem))
    return [group for group in groups if len(group) > 1]


def _can_move_as_one(problem: Problem, group: Collection[str]) -> bool:
    """Return whether the group is in one team, whose doors are open to those of the group who are new."""
    current = dict(problem.current)
    homes = {current.get(member) for member in group}
    return len(homes - {None}) <= 1 and not (None in homes and homes & set(problem.rules.frozen_teams))


def _room(problem: Problem) -> int:
    return sum(topic.places for topic in problem.topics)


def _sized(problem: Problem, count: int) -> Rules:
    """Return the rules with this many teams; even sizes become a range, where the organiser told the number."""
    rules = problem.rules
    count = max(count, rules.team_count or 0)
    if rules.team_count is not None and rules.even_sizes:
        small, larger = divmod(len(problem.people), count)
        low, high = max(rules.size_min, small), min(rules.size_max, small + (larger > 0))
        rules = replace(rules, size_min=low, size_max=high)
    return replace(rules, team_count=count, even_sizes=False)
