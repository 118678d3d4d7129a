"""Beginning with a given split: never worse than it, the same again, and held where it shall be held."""

from dataclasses import replace
from itertools import combinations, permutations

import pytest

from cohorts.teams.engine.problem import Rules, Topic, Weights
from cohorts.teams.engine.score import score
from cohorts.teams.engine.solve import Start, form_teams

from .engine_cases import a_problem

LOOKS = 20_000


def begun(count, seed, **more):
    """A problem for the teams that there are, and a lawful split of uneven teams to begin with."""
    rules = Rules(team_count=3, size_min=3, size_max=6, mix_within=None, even_sizes=False)
    problem = a_problem(count, seed, rules, **more)
    spread = [1] * 3 + [2] * (count // 2 - 1)
    numbers = (spread + [3] * count)[:count]
    return problem, {person.id: number for person, number in zip(problem.people, numbers, strict=True)}


@pytest.mark.parametrize("seed", range(6))
def test_answer_is_never_worse_than_the_start(seed):
    problem, split = begun(13, seed)
    start = Start(split)
    assert start.is_lawful(problem)
    formation = form_teams(problem, seed=seed, proposals=LOOKS, start=start)
    assert (formation.score.broken, formation.score.total <= score(problem, split).total) == (0, True)
    again = form_teams(problem, seed=seed, proposals=LOOKS, start=start, workers=1)
    assert again.assignment == formation.assignment


def test_the_best_of_all_stays_when_it_is_the_start():
    problem, split = begun(13, 1)
    best = form_teams(problem, seed=1, proposals=LOOKS)
    again = form_teams(problem, seed=5, proposals=1, start=Start(best.assignment))
    assert (again.assignment, again.score.total) == (best.assignment, best.score.total)


@pytest.mark.parametrize("seed", range(5))
def test_as_few_people_move_as_the_numbers_of_the_teams_allow(seed):
    problem, split = begun(13, seed)
    formation = form_teams(problem, seed=seed, proposals=LOOKS, start=Start(split))

    def staying(numbers):
        return sum(numbers[number - 1] == split[person] for person, number in formation.assignment.items())

    assert staying((1, 2, 3)) == max(staying(numbers) for numbers in permutations((1, 2, 3)))


@pytest.mark.parametrize("seed", range(4))
def test_locked_people_and_teams_stay_where_they_are(seed):
    problem, split = begun(14, seed)
    locks = tuple((person, split[person]) for person in list(split)[5:8])
    current = tuple(split.items())
    held = replace(problem, current=current, rules=replace(problem.rules, locks=locks, frozen_teams=(1,)))
    formation = form_teams(held, seed=seed, proposals=LOOKS, start=Start(split))
    assert {person: formation.assignment[person] for person, _team in locks} == dict(locks)
    team = {person for person, number in split.items() if number == 1}
    assert {person for person, number in formation.assignment.items() if number == 1} == team
    assert formation.score.total <= score(held, split).total


@pytest.mark.parametrize("seed", range(4))
def test_what_is_proved_beside_a_frozen_team_is_the_best_there_is(seed):
    rules = Rules(team_count=3, size_min=3, size_max=3, mix_within=None, even_sizes=False, frozen_teams=(2,))
    problem = a_problem(9, seed, rules)
    split = {person.id: place // 3 + 1 for place, person in enumerate(problem.people)}
    held = replace(problem, current=tuple(split.items()))
    formation = form_teams(held, seed=seed, proposals=LOOKS, start=Start(split))
    free = [person for person, number in split.items() if number != 2]
    every = [
        score(held, split | {person: 1 if person in first else 3 for person in free}) for first in combinations(free, 3)
    ]
    assert (formation.proved, formation.score.total) == (True, min(one.total for one in every))


def test_everything_held_gives_the_start_back():
    problem, split = begun(13, 2)
    held = replace(problem, current=tuple(split.items()), rules=replace(problem.rules, frozen_teams=(1, 2, 3)))
    assert form_teams(held, seed=1, proposals=LOOKS, start=Start(split)).assignment == split


def test_topics_of_the_start_count_too():
    topics = tuple(Topic(name) for name in ("T1", "T2", "T3"))
    weights = Weights(topic_rank=400)
    problem, split = begun(13, 3, weights=weights, topics=topics)
    people = tuple(replace(person, topics=(("T3", "T1", "T2")[split[person.id] - 1],)) for person in problem.people)
    problem = replace(problem, people=people)
    start = Start(split, {1: "T3", 2: "T1", 3: "T2"})
    formation = form_teams(problem, seed=1, proposals=1, start=start)
    assert formation.score.total <= score(problem, split, start.topics).total
    assert sorted(formation.topics.values()) == ["T1", "T2", "T3"]


def test_a_start_that_misses_somebody_is_only_where_people_are_now():
    problem, split = begun(13, 4)
    missing = dict(list(split.items())[1:])
    assert not Start(missing).is_whole(problem)
    formation = form_teams(problem, seed=1, proposals=LOOKS, start=Start(missing))
    assert set(formation.assignment) == set(split)


def test_a_start_that_breaks_a_rule_is_left_behind():
    problem, split = begun(13, 5)
    apart = tuple(list(split)[:2])
    strict = replace(problem, rules=replace(problem.rules, apart=(apart,)))
    start = Start(split)
    assert (start.is_whole(strict), start.is_lawful(strict)) == (True, False)
    assert form_teams(strict, seed=1, proposals=LOOKS, start=start).score.broken == 0


def test_more_may_be_locked_in_a_team_than_it_would_have_by_itself():
    problem, split = begun(13, 6)
    five = tuple((person.id, 2) for person in problem.people[:6])
    held = replace(problem, rules=replace(problem.rules, locks=five))
    formation = form_teams(held, seed=1, proposals=LOOKS)
    assert ({formation.assignment[person] for person, _team in five}, formation.score.broken) == ({2}, 0)
