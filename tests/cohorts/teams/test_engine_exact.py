"""Tests of proofs and bounds against brute force, of the second opinion, and of one answer however it is asked for."""

import ast
import json
import random
import subprocess
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.teams.generate import instance
from benchmarks.teams.reading import read
from benchmarks.teams.scorer import score as neutral
from cohorts.teams.engine import verify as second_opinion
from cohorts.teams.engine.bounds import bound_by_criterion
from cohorts.teams.engine.native import call
from cohorts.teams.engine.problem import Problem, Rules, Topic, Weights
from cohorts.teams.engine.result import Status
from cohorts.teams.engine.score import score
from cohorts.teams.engine.sizes import team_sizes
from cohorts.teams.engine.solve import Start, form_teams
from cohorts.teams.engine.tables import model_of
from cohorts.teams.engine.topics import cheapest_topics
from cohorts.teams.engine.verify import verify
from tests.cohorts.teams.engine_cases import a_problem, everything

ROOT = Path(__file__).resolve().parents[3]
TOPICS = (Topic("t1"), Topic("t2"), Topic("t3", 2))
few = settings(deadline=None, max_examples=4, derandomize=True)


def tiny(seed, count=8, **rules):
    """A few people in two teams of nearly any size, with topics that they rank."""
    chance = random.Random(seed)
    given = {"team_count": 2, "size_min": 3, "size_max": 5, "even_sizes": False, "employer_cap": 2, "mix_within": 2}
    problem = a_problem(count, seed, Rules(**given | rules), Weights(topic_rank=400, weakest_team=0), topics=TOPICS)
    people = tuple(
        replace(person, topics=tuple(chance.sample(["t1", "t2", "t3"], chance.randrange(4))))
        for person in problem.people
    )
    return replace(problem, people=people)


def every_split(problem):
    """The best by rules, then units, of all splits with their best topics; plain counting."""
    ids = [person.id for person in problem.people]
    numbers = sorted(team_sizes(problem))
    splits = (dict(zip(ids, split, strict=True)) for split in product(numbers, repeat=len(ids)))
    scores = (score(problem, split) for split in splits if set(split.values()) == set(numbers))
    return min((result.broken, result.total) for result in scores)


@few
@given(st.integers(0, 10_000))
def test_what_is_proved_is_what_brute_force_finds_and_no_bound_is_above_it(seed):
    problem = tiny(seed, required_tags=("data",), apart=(("P000", "P001"),), never_alone=("x",))
    broken, best = every_split(problem)
    formation = form_teams(problem, seed=1, proposals=40_000)
    assert (formation.status is Status.INFEASIBLE) == (broken > 0)
    if not broken:
        assert (formation.score.total, formation.proved, formation.bound) == (best, True, best)
        assert sum(bound_by_criterion(model_of(problem)).values()) <= best


@settings(deadline=None, max_examples=8, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from([100, 400, 800, 4_000]), st.sampled_from([0, 400]))
def test_weakest_team_is_protected_as_brute_force_would_and_proved(seed, price, wishes):
    weights = Weights(weakest_team=price, topic_rank=wishes)
    problem = replace(tiny(seed, 7, employer_cap=None), weights=weights)
    broken, best = every_split(problem)
    formation = form_teams(problem, seed=1, proposals=60_000)
    assert (formation.status is Status.INFEASIBLE) == (broken > 0)
    if not broken:
        assert (formation.score.total, formation.proved, formation.bound) == (best, True, best)


def test_pilot_that_protects_its_weakest_team_is_proved_best():
    """The price moves points from the team with most to the others: the sum rises less than the worst falls."""
    plain = read(json.loads((ROOT / "benchmarks/teams/instances/c38.json").read_text())).problem
    fair = replace(plain, weights=replace(plain.weights, weakest_team=1_600))
    one, two = (form_teams(problem, seed=1, proposals=760_000) for problem in (plain, fair))
    assert (one.proved, two.proved) == (True, True)
    worst = [max(team.total for team in found.score.teams) for found in (one, two)]
    sums = [sum(team.total for team in found.score.teams) for found in (one, two)]
    assert sums[0] < sums[1]
    assert worst[0] > worst[1]
    assert 4 * (worst[0] - worst[1]) > sums[1] - sums[0]


def test_frozen_team_with_most_points_leaves_the_others_free():
    """Where a frozen team has most points anyway, protecting the weakest changes nothing about the others."""
    start = form_teams(a_problem(18, 5, Rules(team_count=3)), seed=1, proposals=40_000)
    worst = max(start.score.teams, key=lambda team: team.total).number
    locks = tuple((person, number) for person, number in start.assignment.items() if number == worst)
    rules = Rules(team_count=3, frozen_teams=(worst,), locks=locks)
    frozen = replace(a_problem(18, 5, rules), current=tuple(start.assignment.items()))
    plain = form_teams(frozen, seed=1, proposals=40_000, start=Start(start.assignment))
    fair_weights = replace(frozen.weights, weakest_team=4_000)
    fair = form_teams(replace(frozen, weights=fair_weights), seed=1, proposals=40_000, start=Start(start.assignment))
    assert (plain.proved, fair.proved) == (True, True)
    assert fair.score.total - fair.score.weakest == plain.score.total


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000))
def test_second_opinion_and_scorer_agree_on_any_split(seed):
    chance = random.Random(seed)
    problem = everything(seed)
    weights = replace(problem.weights, topic_rank=400, weakest_team=200)
    problem = replace(problem, topics=TOPICS, weights=weights, unranked=chance.choice([None, 5]))
    split = {person.id: chance.randint(1, 3) for person in problem.people}
    result, topics = score(problem, split), {1: "t1", 2: "t3", 3: "t3"}
    assert verify(problem, split, topics).units == score(problem, split, topics).total
    if set(split.values()) == {1, 2, 3}:
        assert (verify(problem, split, topics).faults == ()) == (result.broken == 0)


def test_second_opinion_shares_nothing_with_solvers_and_scorers():
    tree = ast.parse(Path(second_opinion.__file__).read_text())
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name for name in names if name.startswith("cohorts")} == {"cohorts.teams.engine.problem"}


@pytest.mark.parametrize(("people", "seed", "tightness"), [(38, 1, 0.0), (38, 2, 1.0), (60, 3, 0.0)])
def test_yardsticks_scorer_finds_the_same_points_and_nothing_broken(people, seed, tightness):
    data = instance(people, seed, tightness=tightness)
    read_in = read(data)
    formation = form_teams(read_in.problem, seed=1, proposals=200_000)
    if formation.status is Status.INFEASIBLE:
        assert tightness > 0
        return
    teams = {person: read_in.teams[number - 1] for person, number in formation.assignment.items()}
    briefs = {read_in.teams[number - 1]: topic for number, topic in formation.topics.items()}
    result = neutral(data, teams, briefs)
    assert (result["hard_total"], result["total_points"]) == (0, formation.score.total / read_in.units)


def test_one_worker_or_two_and_shuffled_rows_give_the_same_teams():
    data = instance(38, 5)
    problem = read(data).problem
    people = random.Random(1).sample(data["people"], len(data["people"]))
    mixed = read(data | {"people": people}).problem
    first = form_teams(problem, seed=4, proposals=200_000, workers=1)
    assert form_teams(problem, seed=4, proposals=200_000, workers=2) == first
    assert form_teams(mixed, seed=4, proposals=200_000) == first


def test_fresh_process_gives_the_same_teams(tmp_path):
    data, code = instance(38, 5), "import sys; from benchmarks.teams.command import main; sys.exit(main(sys.argv[1:]))"
    (tmp_path / "i.json").write_text(json.dumps(data))
    formation = form_teams(read(data).problem, seed=4, proposals=100_000)
    run = [sys.executable, "-c", code, "i.json", "--seed", "4", "--proposals", "100000", "--out", "o.csv"]
    root = Path(__file__).parents[3]
    subprocess.run(run, cwd=tmp_path, env={"PYTHONPATH": str(root)}, check=True, capture_output=True)
    rows = (tmp_path / "o.csv").read_text().splitlines()
    teams = read(data).teams
    assert rows[0] == "person_id,team,brief"
    assert rows[1:] == [
        f"{person},{teams[number - 1]},{formation.topics[number]}"
        for person, number in sorted(formation.assignment.items())
    ]


@few
@given(st.integers(0, 10_000))
def test_topics_are_given_at_the_least_cost(seed):
    chance = random.Random(seed)
    costs = [[chance.randrange(20) for _topic in range(3)] for _team in range(4)]
    room = [1, 2, 2]
    given = cheapest_topics(costs, room)
    allowed = [way for way in product(range(3), repeat=4) if all(way.count(topic) <= room[topic] for topic in range(3))]
    assert given in [list(way) for way in allowed]
    assert sum(costs[team][topic] for team, topic in enumerate(given)) == min(
        sum(costs[team][topic] for team, topic in enumerate(way)) for way in allowed
    )


def test_frozen_team_keeps_its_people_and_nobody_joins():
    problem = a_problem(12, 3, Rules(team_count=3, mix_within=None))
    current = tuple((person.id, 1 + number % 3) for number, person in enumerate(problem.people))
    problem = replace(problem, current=current, rules=replace(problem.rules, frozen_teams=(2,)))
    formation = form_teams(problem, seed=1, proposals=20_000)
    assert {member for member, team in formation.assignment.items() if team == 2} == {
        member for member, team in current if team == 2
    }
    assert formation.score.total <= score(problem, dict(current)).total


def test_problem_without_any_rule_or_wish_has_an_answer():
    people = a_problem(5, 1).people
    weights = Weights(**dict.fromkeys(Weights.__dataclass_fields__, 0))
    problem = Problem(people, Rules(team_count=1, mix_within=None), weights, ("Research", "Data", "Software"))
    formation = form_teams(problem, seed=1, proposals=1_000)
    assert (formation.score.total, set(formation.assignment.values())) == (0, {1})


@pytest.mark.parametrize(("looks", "complete"), [(20, 0), (21, 0), (22, 1)])
def test_a_proof_counts_every_choice_it_looks_at_and_ends_with_its_looks(looks, complete):
    """Three first teams, six second ones each, none with room: 3 x (1 + 6) looks, whether or not a choice fits."""
    masks = np.array([0b0011] * 3 + [0b1100] * 6, dtype=np.int64)
    topics = np.array([0] * 3 + [1] * 6, dtype=np.int64)
    free = np.zeros(9, dtype=np.int64)
    numbers = np.array([100, 50, looks, 0], dtype=np.int64)
    room, start = np.array([2, 0], dtype=np.int64), np.array([0, 3, 3, 9, 9, 9], dtype=np.int64)
    paths = [np.zeros(4, dtype=np.int64), np.zeros(4, dtype=np.int64), np.zeros(3, dtype=np.int64)]
    rows = (masks, free, free.copy(), topics, start, room, *paths, numbers, np.array([2, 4], dtype=np.int64))
    assert (call("cover", *rows), int(numbers[0])) == (complete, 100)
