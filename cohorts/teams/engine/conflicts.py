"""Why the rules cannot all hold: disjoint smallest conflicts until the rest can, and the cheapest repair; heavy."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from cohorts.teams.engine.annealing import chain_of, run_chains, start_of
from cohorts.teams.engine.budget import Budget
from cohorts.teams.engine.checks import check, counting_checks
from cohorts.teams.engine.demands import Demand, demands_of, with_only
from cohorts.teams.engine.problem import Person, Problem, Weights
from cohorts.teams.engine.result import Reason
from cohorts.teams.engine.satisfy import OF_FEW, answer
from cohorts.teams.engine.tables import model_of
from core.sentence import Sentence, say
from core.sentence import noop as _

TRY_A_PERSON, LEAST_TRY = 2_000, 15_000
MOST_CONFLICTS, MOST_REPAIRS = 12, 30
SECONDS_EACH = 20.0
Conflict = tuple[Demand, ...]
Split = dict[str, int]


@dataclass
class Judge:
    """Says whether rules can hold together: by a split that shows it, by counting, or by proof."""

    problem: Problem
    deadline: float | None

    def split(self, kept: Sequence[Demand]) -> Split | None:
        """Return a split by all the rules, if a short annealing meets one."""
        return lawful_split(with_only(self.problem, kept))

    def counts(self, kept: Sequence[Demand]) -> bool:
        """Return whether counting says nothing against the rules."""
        return not check(with_only(self.problem, kept))

    def can_hold(self, kept: Sequence[Demand]) -> bool:
        """Return whether the rules can hold together; yes where neither is settled in time."""
        if not self.counts(kept):
            return False
        if self.split(kept) is not None:
            return True
        return not self.core(kept)

    def core(self, kept: Sequence[Demand]) -> Conflict:
        """Return some of the rules that cannot hold together; nothing when all can, or it is not settled in time."""
        few = [demand for demand in kept if demand.code in OF_FEW]
        found = answer(self.problem, few, self._seconds(), few=True) if few else None
        if found is None or found.holds is not False:
            found = answer(self.problem, kept, self._seconds())
        return found.core if found.holds is False else ()

    def is_late(self) -> bool:
        """Return whether the time is up."""
        return self.deadline is not None and time.monotonic() > self.deadline

    def _seconds(self) -> float | None:
        return None if self.deadline is None else max(0.05, min(SECONDS_EACH, self.deadline - time.monotonic()))


def lawful_split(problem: Problem) -> Split | None:
    """Return a split that breaks no rule, with wishes as far as they go, if a short annealing meets one."""
    if check(problem):
        return None
    model = model_of(problem)
    length = max(LEAST_TRY, TRY_A_PERSON * model.people)
    best = start_of(model)
    for attempt in range(2):
        if best.broken == 0 and not any(vars_of(problem.weights)):
            break
        chain = chain_of(model, best, (1, attempt), length, mixed=False)
        best = min(best, run_chains([chain], Budget(length), _quiet), key=lambda found: found.key)
    if best.broken:
        return None
    return {member: number + 1 for member, number in zip(model.ids, best.team, strict=True)}


def vars_of(weights: Weights) -> list[int]:
    """Return all the prices."""
    return [getattr(weights, name) for name in Weights.__dataclass_fields__]


def _quiet(found: object) -> None:
    return None


def conflicts_of(problem: Problem, deadline: float | None = None) -> tuple[list[Conflict], Split | None]:
    """Return disjoint smallest conflicts until the other rules can hold, and a split by those if one was met."""
    judge = Judge(problem, deadline)
    kept = list(demands_of(problem))
    found: list[Conflict] = []
    while len(found) < MOST_CONFLICTS and not judge.is_late():
        core = _next_core(judge, kept)
        if not core:
            break
        smallest = shrunk(core, judge.can_hold)
        found.append(tuple(smallest))
        kept = [demand for demand in kept if demand not in smallest]
    order = {demand: place for place, demand in enumerate(demands_of(problem))}
    found.sort(key=lambda conflict: min(order[demand] for demand in conflict))
    return found, judge.split(kept)


def _next_core(judge: Judge, kept: Sequence[Demand]) -> Sequence[Demand]:
    if not judge.counts(kept):
        return shrunk(kept, judge.counts)
    return () if judge.split(kept) is not None else judge.core(kept)


def shrunk(core: Sequence[Demand], holds: Callable[[Sequence[Demand]], bool]) -> list[Demand]:
    """Return those of the rules without any of which the others would hold; whole kinds are left out first."""
    left = list(core)
    for code in sorted({demand.code for demand in core}):
        others = [demand for demand in left if demand.code != code]
        if len(left) - len(others) > 1 and not holds(others):
            left = others
    for demand in list(left):
        others = [one for one in left if one is not demand]
        if not holds(others):
            left = others
    return left


def cheapest_repair(
    problem: Problem, conflicts: Sequence[Conflict], deadline: float | None = None
) -> list[tuple[Demand, int]]:
    """Return the fewest rules to give up and by how much, the smallest amount of those tried.

    Conflicts share no rule, so that one rule of each is the fewest there can be.
    """
    demands = demands_of(problem)
    best: list[tuple[Demand, int]] = []
    for number, chosen in enumerate(product(*conflicts)):
        if number >= MOST_REPAIRS or (best and deadline is not None and time.monotonic() > deadline):
            break
        amounts = _amounts(problem, demands, chosen)
        if amounts and (not best or sum(amounts) < sum(amount for _demand, amount in best)):
            best = list(zip(chosen, amounts, strict=True))
        if best and sum(amount for _demand, amount in best) == len(conflicts):
            break
    return best or _greedy_repair(problem, demands, conflicts)


def _greedy_repair(
    problem: Problem, demands: Sequence[Demand], conflicts: Sequence[Conflict]
) -> list[tuple[Demand, int]]:
    """Return rules of the conflicts without any of which the others cannot be shown to hold."""
    dropped = [demand for conflict in conflicts for demand in conflict]
    for demand in list(dropped):
        fewer = [one for one in dropped if one is not demand]
        if lawful_split(with_only(problem, [one for one in demands if one not in fewer])) is not None:
            dropped = fewer
    return list(zip(dropped, _amounts(problem, demands, dropped) or [1] * len(dropped), strict=True))


def _amounts(problem: Problem, demands: Sequence[Demand], dropped: Sequence[Demand]) -> list[int]:
    """Return by how much each dropped rule is broken in a split by all others; nothing when none is met."""
    split = lawful_split(softened(problem, [one for one in demands if one not in dropped], dropped))
    if split is None:
        return []
    teams: dict[int, list[Person]] = {}
    for person in problem.people:
        teams.setdefault(split[person.id], []).append(person)
    return [max(1, amount_of(problem, demand, split, list(teams.values()))) for demand in dropped]


def softened(problem: Problem, kept: Sequence[Demand], dropped: Sequence[Demand]) -> Problem:
    """Return the problem by the kept rules alone, in which the dropped ones are wishes where they can be."""
    only = with_only(problem, kept)
    employers = {demand.about for demand in dropped if demand.code == "EMPLOYER"}
    tags = sorted(demand.about for demand in dropped if demand.code == "TAG")
    hours = any(demand.code == "HOURS" for demand in dropped)
    apart = tuple((one.people[0], one.people[1]) for one in dropped if one.code == "APART")
    given = {person.id: person for person in problem.people}
    people = tuple(
        replace(
            person,
            background=given[person.id].employer if given[person.id].employer in employers else "",
            skills=tuple(int(tag in person.tags) for tag in tags),
        )
        for person in only.people
    )
    weights = replace(
        only.weights,
        background_repeat=400 * bool(employers),
        skill_hole=400 * bool(tags),
        hours_short=400 * hours,
        met_before=400 * bool(apart),
    )
    wished = problem.rules.min_common_hours
    return replace(
        only,
        people=people,
        weights=weights,
        skills=tuple(tags),
        strong_level=1,
        target_hours=wished,
        met_before=apart,
    )


def amount_of(problem: Problem, demand: Demand, split: Split, teams: Sequence[Sequence[Person]]) -> int:
    """Return by how much the split breaks the rule."""
    if demand.code == "HOURS":
        return max(problem.rules.min_common_hours - _shared(team) for team in teams)
    if demand.code in ("EMPLOYER", "DEPARTMENT"):
        cap = problem.rules.employer_cap if demand.code == "EMPLOYER" else problem.rules.department_cap
        return max(Counter(split[person] for person in demand.people).values()) - (cap or 0)
    if demand.code == "TAG":
        return sum(all(demand.about not in person.tags for person in team) for team in teams)
    return 1


def _shared(team: Sequence[Person]) -> int:
    mask = -1
    for person in team:
        mask &= person.availability
    return mask.bit_count()


def conflict_reason(problem: Problem, conflict: Conflict) -> Reason:
    """Return the conflict in words: by counting if that says why, else as the list of its rules."""
    counted = check(with_only(problem, conflict))
    people = tuple(dict.fromkeys(person for demand in conflict for person in demand.people))
    parts = tuple(demand.sentence for demand in conflict)
    if counted:
        told = _about_skill(problem, conflict[0]) if conflict[0].code == "SKILL" else counted[0].sentence
        return replace(counted[0], sentence=told, people=counted[0].people or people, parts=parts)
    if len(conflict) == 1:
        sentence = say(_("This rule cannot hold: %(rule)s"), rule=conflict[0].sentence)
    else:
        sentence = say(_("These rules cannot all hold: %(rules)s"), rules=_listed([one.sentence for one in conflict]))
    return Reason("CONFLICT", sentence, people=people, parts=parts)


def _about_skill(problem: Problem, demand: Demand) -> Sentence:
    """Return the sentence of counting about a skill, which is a tag while rules are tried."""
    told = [one.sentence for one in counting_checks(problem) if one.code == "SKILL"]
    return next((one for one in told if ("skill", demand.about) in one.values), demand.sentence)


def _listed(sentences: Sequence[Sentence]) -> Sentence:
    first, *others = sentences
    for other in others:
        first = say(_("%(one)s %(other)s"), one=first, other=other)
    return first


REPAIRS = {
    "SIZE": _("Allow teams of other sizes: %(rule)s"),
    "MIX": _("Allow a looser mix of sectors: %(rule)s"),
    "HOURS": _("Ask for %(amount)d fewer free hours in common: %(rule)s"),
    "EMPLOYER": _("Allow %(amount)d more in a team: %(rule)s"),
    "DEPARTMENT": _("Allow %(amount)d more in a team: %(rule)s"),
    "TAG": _("Teams that may go without, %(amount)d: %(rule)s"),
}


def repair_reason(demand: Demand, amount: int) -> Reason:
    """Return the repair in words."""
    words = REPAIRS.get(demand.code, _("Give up one rule: %(rule)s"))
    sentence = say(words, rule=demand.sentence, amount=amount)
    return Reason("REPAIR", sentence, people=demand.people, team=demand.team)
