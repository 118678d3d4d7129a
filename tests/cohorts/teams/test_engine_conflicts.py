"""Tests of telling why rules cannot all hold: every cause, disjoint, smallest, and the cheapest way out."""

from dataclasses import replace

import pytest

from benchmarks.teams.generate import instance, with_conflicts
from benchmarks.teams.reading import read
from cohorts.teams.engine.conflicts import cheapest_repair, conflicts_of
from cohorts.teams.engine.demands import demands_of, with_only
from cohorts.teams.engine.problem import Person, Problem, Rules
from cohorts.teams.engine.result import Status
from cohorts.teams.engine.satisfy import answer
from cohorts.teams.engine.solve import form_teams
from cohorts.teams.engine.verify import verify

CODES = {
    "locks": ["APART", "LOCKED", "LOCKED"],
    "hours": ["HOURS", "TOGETHER"],
    "chain": ["APART", "TOGETHER", "TOGETHER"],
    "tag": ["TAG"],
    "employer": ["EMPLOYER"],
}


def codes(conflicts):
    return sorted(sorted(demand.code for demand in conflict) for conflict in conflicts)


@pytest.mark.parametrize("kinds", [["locks", "hours"], ["chain", "tag"], ["employer", "locks"]])
def test_every_planted_cause_is_found_disjoint_and_smallest(kinds):
    problem = read(with_conflicts(instance(38, 3), kinds)).problem
    conflicts, split = conflicts_of(problem)
    assert codes(conflicts) == sorted(CODES[kind] for kind in kinds)
    demands = [demand for conflict in conflicts for demand in conflict]
    assert len(set(demands)) == len(demands)
    for conflict in conflicts:
        assert answer(problem, conflict, None).holds is False
        for demand in conflict:
            others = [one for one in conflict if one is not demand]
            assert answer(problem, others, None).holds is True
    rest = with_only(problem, [demand for demand in demands_of(problem) if demand not in demands])
    assert verify(rest, split).faults == ()
    assert len(cheapest_repair(problem, conflicts)) == len(kinds)


def test_conflict_that_counting_cannot_see_is_proved_and_told_rule_by_rule():
    """Two who alone can present are kept together, and there are two teams."""
    people = [Person(f"P{n}", "", tags=frozenset({"present"} if n < 2 else ())) for n in range(6)]
    rules = Rules(team_count=2, mix_within=None, required_tags=("present",), together=(("P0", "P1"),))
    formation = form_teams(Problem(tuple(people), rules), seed=1, proposals=5_000)
    assert formation.status is Status.INFEASIBLE
    assert [str(reason.sentence) for reason in formation.conflicts] == [
        "These rules cannot all hold: P0, P1 are kept together. Every team has somebody with “present”."
    ]
    assert [[str(part) for part in reason.parts] for reason in formation.conflicts] == [
        ["P0, P1 are kept together.", "Every team has somebody with “present”."]
    ]
    assert len(formation.repairs) == 1


def test_rules_that_can_hold_have_no_conflict():
    problem = read(instance(38, 3)).problem
    assert conflicts_of(problem)[0] == []


@pytest.mark.parametrize("rule", ["region", "skill", "alone", "department", "mix"])
def test_every_kind_of_rule_reaches_the_proof(rule):
    """Four people in two teams; only the two who must be parted could keep the rule together."""
    people = [
        Person(f"P{n}", "public" if n < 2 else "private", region="Wales", skills=(3 * (n < 2),), department="d")
        for n in range(4)
    ]
    people[0], people[1] = replace(people[0], attributes=frozenset("x")), replace(people[1], attributes=frozenset("x"))
    given = {
        "region": {"not_all_one_region": True},
        "skill": {"cover_skills": True, "together": (("P0", "P1"),)},
        "alone": {"never_alone": ("x",), "apart": (("P0", "P1"),)},
        "department": {"department_cap": 1},
        "mix": {"mix_within": 0, "together": (("P0", "P1"),)},
    }[rule]
    problem = Problem(tuple(people), Rules(team_count=2, **{"mix_within": None} | given), skills=("Research",))
    conflicts, _split = conflicts_of(problem)
    assert len(conflicts) == 1
    assert answer(problem, conflicts[0], None).holds is False
