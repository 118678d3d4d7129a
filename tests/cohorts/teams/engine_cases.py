"""Invented cohorts for the tests of the team engine."""

import random

from cohorts.teams.engine.problem import Person, Problem, Rules, Weights

SKILLS = ("Research", "Data", "Software")


def a_person(number, chance, **more):
    side = "public" if number % 2 else "private"
    details = {
        "name": f"Person {number}",
        "employer": f"{side} {chance.randrange(6)}",
        "department": f"group {chance.randrange(4)}",
        "region": chance.choice(["Wales", "London", "Leeds", ""]),
        "scheme": chance.choice(["Fast Stream", "Graduates", ""]),
        "background": chance.choice(["law", "maths", "design", "history", ""]),
        "years": chance.randrange(8),
        "skills": tuple(chance.randrange(5) for _skill in SKILLS),
        "tags": frozenset(tag for tag in ("can present", "data") if chance.random() < 0.5),
        "attributes": frozenset(["x"] if chance.random() < 0.4 else []),
        "availability": chance.getrandbits(40) | chance.getrandbits(40) | chance.getrandbits(40),
    }
    return Person(f"P{number:03}", side, **(details | more))


def a_problem(count=13, seed=0, rules=None, weights=None, **more):
    chance = random.Random(seed)
    people = tuple(a_person(number, chance) for number in range(count))
    return Problem(people, rules or Rules(team_count=3), weights or Weights(), SKILLS, **more)


EVERYTHING = Rules(
    team_count=3,
    employer_cap=1,
    department_cap=2,
    apart=(("P000", "P001"), ("P002", "P003")),
    together=(("P004", "P005"), ("P006", "P007", "P008")),
    locks=(("P009", 2),),
    required_tags=("data", "can present"),
    cover_skills=True,
    not_all_one_region=True,
    min_common_hours=4,
    never_alone=("x",),
)
ALL_WEIGHTS = Weights(scheme_repeat=400, region_repeat=400, moved=800)
MET = (("P000", "P002"), ("P001", "P010"), ("P003", "P011"))
CURRENT = tuple((f"P{number:03}", number % 4 + 1) for number in range(10))


def everything(seed=0, count=13):
    """A problem in which every rule and every criterion is at work."""
    return a_problem(count, seed, EVERYTHING, ALL_WEIGHTS, met_before=MET, current=CURRENT)
