"""What rules would do to these people, told before anything is formed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.teams.engine.checks import check
from cohorts.teams.engine.problem import Problem
from cohorts.teams.engine.sizes import side_range, team_sizes
from cohorts.teams.snapshot import Frozen, problem_of
from cohorts.teams.weighing import in_words


@dataclass(frozen=True)
class Effects:
    """Sentences on what the rules make of these people, and those that cannot hold."""

    told: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def effects_of(frozen: Frozen, rules: Mapping[str, Any]) -> Effects:
    """The effect of the rules in words, at once: by counting, without a search."""
    problem = problem_of(frozen, rules)
    conflicts = list(dict.fromkeys(in_words(reason.sentence, []) for reason in check(problem)))
    sizes = team_sizes(problem)
    if not sizes:
        return Effects([], conflicts)
    told = [_sizes(len(problem.people), sizes), *_mix(problem, sizes), *_employers(problem, len(sizes))]
    return Effects([*told, *_tags(problem, len(sizes))], conflicts)


def _sizes(people: int, sizes: dict[int, int]) -> str:
    small, large = min(sizes.values()), max(sizes.values())
    facts = {"people": people, "count": len(sizes), "small": small, "large": large}
    if small == large:
        words = ngettext(
            "%(people)s people make %(count)s team of %(small)s.",
            "%(people)s people make %(count)s teams of %(small)s.",
            len(sizes),
        )
    else:
        words = _("%(people)s people make %(count)s teams of %(small)s or %(large)s.")
    return words % facts


def _mix(problem: Problem, sizes: dict[int, int]) -> list[str]:
    if problem.rules.mix_within is None:
        return [_("Sectors play no part.")]
    of_side = sum(person.side == problem.rules.mix_side for person in problem.people)
    told = []
    for size in sorted(set(sizes.values()), reverse=True):
        low, high = side_range(problem.rules.mix_within, of_side, len(problem.people), size)
        facts = {"size": size, "low": max(low, 0), "high": min(high, size)}
        words = _("A team of %(size)s has %(low)s from the public sector.")
        if facts["low"] != facts["high"]:
            words = _("A team of %(size)s has %(low)s to %(high)s from the public sector.")
        told.append(words % facts)
    return told


def _employers(problem: Problem, teams: int) -> list[str]:
    counts = Counter(person.employer for person in problem.people if person.employer)
    if not counts:
        return []
    name, most = counts.most_common(1)[0]
    facts = {"name": name, "most": most, "teams": teams}
    if problem.rules.employer_cap is None:
        return [_("%(name)s has most people: %(most)s. They may meet in one team.") % facts]
    if most > teams * problem.rules.employer_cap:
        return []
    return [_("%(name)s has most people: %(most)s, spread over %(teams)s teams.") % facts]


def _tags(problem: Problem, teams: int) -> list[str]:
    told = []
    for tag in problem.rules.required_tags:
        count = sum(tag in person.tags for person in problem.people)
        if count >= teams:
            told.append(
                _("%(count)s people have “%(tag)s”, for %(teams)s teams.")
                % {"count": count, "tag": tag, "teams": teams}
            )
    return told
