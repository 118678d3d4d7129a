"""What rules would do to these people, told before anything is formed: by counting alone, so at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.teams.engine.checks import check
from cohorts.teams.engine.problem import Problem
from cohorts.teams.engine.result import Reason
from cohorts.teams.engine.sizes import side_range, team_sizes
from cohorts.teams.setup.counted import Counted
from cohorts.teams.setup.effects_hard import needs, organisations, people, surely_broken
from cohorts.teams.setup.effects_soft import weighed
from cohorts.teams.snapshot import Frozen, problem_of
from cohorts.teams.weighing import in_words

# Rules that one sentence tells for all organisations, or all employer groups, that break them.
CAPS: dict[str, tuple[str, Promise, Promise]] = {
    "EMPLOYER": (
        "employer_cap",
        gettext_lazy("%(count)s organisations have more than %(room)s people: at most %(cap)s a team is impossible."),
        gettext_lazy("%(names)s has more than %(room)s people: at most %(cap)s a team is impossible."),
    ),
    "DEPARTMENT": (
        "department_cap",
        gettext_lazy("%(count)s employer groups have more than %(room)s people: at most %(cap)s a team is impossible."),
        gettext_lazy("%(names)s has more than %(room)s people: at most %(cap)s a team is impossible."),
    ),
}


@dataclass(frozen=True)
class Effects:
    """The whole in one line, what cannot hold, and sentences in groups on what each rule does."""

    glance: str
    conflicts: list[str] = field(default_factory=list)
    groups: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """Every sentence of every group."""
        return [words for _title, lines in self.groups for words in lines]


def effects_of(frozen: Frozen, rules: Mapping[str, Any]) -> Effects:
    """The effect of every rule in words; that nothing speaks against them is no promise that they hold together."""
    problem = problem_of(frozen, rules)
    sizes = team_sizes(problem)
    conflicts = [*_conflicts(problem, len(sizes)), *(surely_broken(problem) if sizes else [])]
    if not sizes:
        return Effects(conflicts[0] if conflicts else "", conflicts)
    counted = Counted(frozen, rules, problem, len(sizes))
    groups = [
        (_("Teams"), [_sizes(len(problem.people), sizes), *_mix(problem, sizes)]),
        (_("Organisations"), organisations(counted)),
        (_("In every team"), needs(counted)),
        (_("People"), people(counted)),
        (_("What counts"), weighed(counted)),
    ]
    return Effects(_sizes(len(problem.people), sizes), conflicts, [group for group in groups if group[1]])


def _conflicts(problem: Problem, teams: int) -> list[str]:
    """Each rule that cannot hold by counting; organisations that are too large in one sentence."""
    reasons = check(problem)
    told = [in_words(reason.sentence, []) for reason in reasons if reason.code not in CAPS]
    for code in CAPS:
        told += _too_large(problem, teams, code, [reason for reason in reasons if reason.code == code])
    return list(dict.fromkeys(told))


def _too_large(problem: Problem, teams: int, code: str, reasons: list[Reason]) -> list[str]:
    if not reasons:
        return []
    name, many, one = CAPS[code]
    cap = getattr(problem.rules, name)
    names = [str(dict(reason.sentence.values)["employer"]) for reason in reasons]
    facts = {"count": len(names), "names": names[0], "room": teams * cap, "cap": cap}
    return [str(one if len(names) == 1 else many) % facts]


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
