"""Tests of forming teams: everybody placed, rules kept or named, the same answer every time."""

import random
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.teams.engine.checks import check
from cohorts.teams.engine.explain import team_cards, why_here
from cohorts.teams.engine.problem import Person, Problem, Rules, Topic, Weights
from cohorts.teams.engine.result import Status, formation_as_json, formation_from_json
from cohorts.teams.engine.score import score
from cohorts.teams.engine.sizes import team_sizes
from cohorts.teams.engine.snapshot import fingerprint, problem_as_json, problem_from_json
from cohorts.teams.engine.solve import form_teams
from tests.cohorts.teams.engine_cases import a_problem, everything

quick = settings(deadline=None, max_examples=10)


@quick
@given(st.integers(0, 10_000), st.integers(2, 20), st.integers(1, 5))
def test_everybody_is_in_exactly_one_team_and_sizes_differ_by_at_most_one(seed, count, teams):
    problem = a_problem(count, seed, Rules(team_count=min(teams, count)))
    formation = form_teams(problem, seed=seed, proposals=2_000)
    assert sorted(formation.assignment) == [person.id for person in problem.people]
    sizes = [len(team.members) for team in formation.score.teams]
    assert (sum(sizes), max(sizes) - min(sizes) <= 1) == (count, True)


@quick
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_same_problem_and_seed_give_the_same_teams_in_any_order_of_rows(seed, chance: random.Random):
    """C-03: a retry with the same seed and input gives the same answer."""
    problem = everything(seed)
    people = chance.sample(problem.people, len(problem.people))
    mixed = replace(problem, people=tuple(people), met_before=tuple((b, a) for a, b in problem.met_before[::-1]))
    assert fingerprint(mixed) == fingerprint(problem)
    assert form_teams(mixed, seed=seed, proposals=3_000) == form_teams(problem, seed=seed, proposals=3_000)


@quick
@given(st.integers(0, 10_000))
def test_rules_are_kept_or_named_and_the_score_is_the_independent_one(seed):
    problem = everything(seed)
    formation = form_teams(problem, seed=1, proposals=3_000)
    if formation.status is Status.INFEASIBLE:
        # Each conflict is told with rules that cannot hold together.
        assert formation.conflicts
        assert all(reason.parts for reason in formation.conflicts)
        return
    result = score(problem, formation.assignment)
    assert formation.score == result
    assert (formation.status is Status.FEASIBLE) == (result.broken == 0) == (result.violations == ())


def best_by_hand(problem):
    """Try every split of a few people."""
    places = [number for number, size in team_sizes(problem).items() for _place in range(size)]
    ids = [person.id for person in problem.people]
    results = (score(problem, dict(zip(ids, split, strict=True))) for split in set(permutations(places)))
    return min((result.broken, result.total) for result in results)


@settings(deadline=None, max_examples=12, derandomize=True)
@given(st.integers(0, 10_000))
def test_few_people_are_split_in_the_best_way_there_is(seed):
    """Against brute force."""
    rules = Rules(team_count=2, employer_cap=2, required_tags=("data",), min_common_hours=3)
    problem = a_problem(7, seed, rules)
    formation = form_teams(problem, seed=3, proposals=8_000)
    if formation.status is Status.INFEASIBLE:
        assert best_by_hand(problem)[0] > 0
    else:
        assert (formation.score.broken, formation.score.total) == best_by_hand(problem)


def test_a_cohort_of_38_is_split_by_every_rule_of_the_pilot():
    rules = Rules(size_min=5, size_max=6, employer_cap=2, required_tags=("can present",), min_common_hours=2)
    problem = a_problem(38, 5, replace(rules, apart=(("P000", "P001"),), locks=(("P002", 1),)))
    formation = form_teams(problem, seed=1, proposals=60_000)
    assert (formation.status, formation.score.broken, formation.conflicts) == (Status.FEASIBLE, 0, ())
    assert sorted(len(team.members) for team in formation.score.teams) == [5, 5, 5, 5, 6, 6, 6]
    assert formation.assignment["P002"] == 1
    assert formation.proved is False


def test_more_proposals_never_start_worse_than_the_current_teams():
    problem = a_problem(12, 4, Rules(team_count=3), Weights(moved=100_000))
    current = tuple((person.id, 1 + number % 3) for number, person in enumerate(problem.people))
    settled = replace(problem, current=current)
    formation = form_teams(settled, seed=1, proposals=2_000)
    assert formation.score.total <= score(settled, dict(current)).total


def test_progress_is_told_and_stopping_keeps_the_best_so_far():
    told = []
    formation = form_teams(
        a_problem(20, 1), seed=1, proposals=100_000, progress=told.append, should_stop=lambda: len(told) > 2
    )
    assert formation.stopped
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert {one.proposals for one in told} == {100_000}
    assert len(formation.assignment) == 20


def test_nobody_free_to_move_is_no_trouble():
    problem = a_problem(4, 1, Rules(team_count=2, locks=tuple((f"P00{n}", 1 + n % 2) for n in range(4))))
    assert form_teams(problem, seed=1, proposals=1_000).assignment == {"P000": 1, "P001": 2, "P002": 1, "P003": 2}


def some(*employers, **more):
    people = [
        Person(f"P{n}", "public" if n % 2 else "private", employer=employer) for n, employer in enumerate(employers)
    ]
    return Problem(tuple(people), **more)


STRONG = Problem(
    tuple(Person(f"P{n}", "", skills=(n,)) for n in range(4)),
    Rules(team_count=2, cover_skills=True),
    skills=("a",),
)
LONE = Person("P9", "public", attributes=frozenset(["x"]), availability=1)
OTHER = replace(LONE, id="P8", availability=2)


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Problem(()), ["There is nobody to form teams of."]),
        (Problem((LONE, LONE)), ["P9 is in the list 2 times."]),
        (Problem((replace(LONE, skills=(1,)),)), ["P9 has 1 skill levels; the programme asks for 0."]),
        (Problem((replace(LONE, skills=(11,)),), skills=("a",)), ["P9 has a level that is not there."]),
        (some("a", rules=Rules(locks=(("X", 1),))), ["A rule names X, who is not in the list."]),
        (some("a", "b", rules=Rules(team_count=3)), ["2 people cannot make 3 teams."]),
        (some(*"abc", rules=Rules(size_min=2, size_max=2)), ["3 people cannot be split into teams of 2 to 2."]),
        (
            some(*"abcd", rules=Rules(team_count=2, size_max=1)),
            ["4 people in 2 teams cannot all be teams of 1 to 1."],
        ),
        (
            some(*"abc", rules=Rules(team_count=2, mix_within=0)),
            ["1 people from the public side cannot be spread over 2 teams within 0."],
        ),
        (
            some("a", "a", "a", "b", rules=Rules(team_count=2, employer_cap=1)),
            ["a has 3 people; 2 teams with at most 1 each hold 2."],
        ),
        (
            some(*"abcd", rules=Rules(team_count=2, required_tags=("t",))),
            ["0 people have “t”; 2 teams need one each."],
        ),
        (
            STRONG,
            ["1 people are practitioners in a; 2 teams need one each."],
        ),
        (
            some(*"abcd", rules=Rules(team_count=2, together=(("P0", "P1"), ("P1", "P2")), apart=(("P0", "P2"),))),
            ["P0 and P2 are kept apart and together at once."],
        ),
        (
            some(*"abcd", rules=Rules(team_count=2, together=(("P0", "P1"), ("P1", "P2")))),
            ["P0, P1, P2 are kept together: 3 people, more than a team holds."],
        ),
        (
            Problem(
                (LONE, OTHER, Person("P1", "public"), Person("P2", "public")),
                Rules(team_count=2, min_common_hours=1, together=(("P8", "P9"),)),
            ),
            ["P8, P9 are kept together and share 0 free hours; 1 are needed."],
        ),
        (
            some(*"abcd", rules=Rules(team_count=2, locks=(("P0", 3), ("P1", 1), ("P1", 2)))),
            ["P0 is locked in team 3; there are 2 teams.", "P1 is locked in two teams."],
        ),
        (
            some(*"abcd", rules=Rules(team_count=2, locks=(("P0", 1), ("P1", 1), ("P2", 1)), apart=(("P0", "P1"),))),
            [
                # Conflicts share no rule: without these two locks one is left, for whom there is room.
                "P0 and P1 are kept apart and locked in the same team.",
            ],
        ),
        (
            some(*"abcd", rules=Rules(team_count=2, locks=(("P0", 1), ("P1", 2)), together=(("P0", "P1"),))),
            ["P0, P1 are kept together and locked in different teams."],
        ),
        (
            Problem((LONE, Person("P1", "public")), Rules(never_alone=("x",))),
            ["One person is the only one of their kind, so nobody can join them."],
        ),
        (
            some(*"abcd", rules=Rules(team_count=2, apart=(("P0", "P1"), ("P1", "P2"), ("P0", "P2")))),
            ["3 people are all kept apart from each other; there are 2 teams."],
        ),
        (
            some(*"abcd", rules=Rules(team_count=2), topics=(Topic("t"),)),
            ["The challenges have 1 places for 2 teams."],
        ),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence_before_any_search(problem, words):
    formation = form_teams(problem, seed=1, proposals=100)
    assert [str(reason.sentence) for reason in formation.conflicts] == words
    assert (formation.status, formation.assignment) == (Status.INFEASIBLE, {})


def test_formation_and_problem_go_through_json_unchanged():
    problem = everything(3)
    assert problem_from_json(problem_as_json(problem)) == problem
    formation = form_teams(problem, seed=1, proposals=1_000)
    again = formation_from_json(formation_as_json(formation))
    assert again == formation
    assert formation.problem_hash == fingerprint(problem) != fingerprint(everything(4))


def test_exchanges_cost_what_the_full_score_says_and_forbidden_ones_name_their_rule():
    problem = a_problem(12, 8, Rules(team_count=3, apart=tuple(("P000", f"P{n:03}") for n in range(1, 12))))
    assignment = {person.id: 1 + number // 4 for number, person in enumerate(problem.people)}
    before = score(problem, assignment)
    why = why_here(problem, assignment, "P001")
    assert [exchange.team for exchange in why.exchanges] == [2, 3]
    for exchange in why.exchanges:
        swapped = assignment | {"P001": exchange.team, exchange.person: 1}
        after = score(problem, swapped)
        assert exchange.units == after.total - before.total
        assert (exchange.forbidden is None) == (after.broken <= before.broken)


def test_forbidden_exchange_names_the_rule_that_keeps_the_person_away():
    people = [Person(f"P{n}", "public", name=f"Person {n}") for n in range(4)]
    problem = Problem(tuple(people), Rules(team_count=2, apart=(("P0", "P2"), ("P0", "P3"))))
    (exchange,) = why_here(problem, {"P0": 1, "P1": 1, "P2": 2, "P3": 2}, "P0").exchanges
    assert str(exchange.forbidden.sentence) == "Person 0 and Person 3 are kept apart."
    assert exchange.points == 0


def test_team_without_anybody_has_nobody_to_exchange():
    problem = Problem((Person("P0", ""), Person("P1", "")), Rules(team_count=2))
    (exchange,) = why_here(problem, {"P0": 1, "P1": 1}, "P0").exchanges
    assert str(exchange.forbidden.sentence) == "Team 2 has nobody."


def test_rule_that_would_be_broken_further_is_named():
    people = [Person(f"P{n}", "", employer="a" if n != 3 else "b") for n in range(6)]
    problem = Problem(tuple(people), Rules(team_count=2, mix_within=None, employer_cap=1))
    (exchange,) = why_here(problem, {f"P{n}": 1 + n // 3 for n in range(6)}, "P0").exchanges
    assert exchange.person in {"P3", "P4", "P5"}


def test_mix_of_sides_can_be_switched_off():
    assert check(some(*"abc", rules=Rules(team_count=2, mix_within=None))) == ()


def test_reasons_say_what_speaks_for_a_place_and_what_it_costs():
    people = (
        Person("P0", "public", "Hana Aziz", employer="DWP", background="law", skills=(4, 3), region="Wales"),
        Person("P1", "private", "Leo Marks", employer="Calder", background="law", skills=(0, 3), region="Leeds"),
        Person("P2", "public", "Tom Sykes", employer="Home Office", skills=(3, 0)),
        Person("P3", "private", "Ada Quinn", employer="Tallis", skills=(0, 0)),
    )
    problem = Problem(
        people,
        Rules(team_count=2, locks=(("P0", 1),)),
        Weights(moved=400),
        ("Research", "Policy"),
        met_before=(("P0", "P1"),),
        current=(("P0", 2),),
    )
    why = why_here(problem, {"P0": 1, "P1": 1, "P2": 2, "P3": 2}, "P0")
    assert [str(reason.sentence) for reason in why.speaks_for] == [
        "An organiser locked the place.",
        "The team's only practitioner or expert in Research.",
        "Policy: 2 practitioners or experts here, mean of all teams 1.0.",
        "Nobody else here is from DWP.",
        "40 free hours a week in common, 6 wanted.",
    ]
    assert [(str(reason.sentence), reason.points) for reason in why.costs] == [
        ("Somebody else here has the background law.", 2.0),
        ("Worked with Leo Marks before.", 5.0),
        ("Moved from team 2.", 1.0),
    ]


def test_team_cards_show_sides_strengths_and_gaps():
    problem = a_problem(12, 8, Rules(team_count=3))
    formation = form_teams(problem, seed=1, proposals=2_000)
    cards = team_cards(problem, formation.assignment)
    assert [card.number for card in cards] == [1, 2, 3]
    assert [sum(card.sides.values()) for card in cards] == [4, 4, 4]
    assert sum(card.points for card in cards) == formation.score.points
    for card in cards:
        assert card.gaps == tuple(
            skill for skill, strong in zip(problem.skills, card.strong, strict=True) if strong == 0
        )
        assert [str(reason.sentence) for reason in formation.team_reasons[card.number]] == [
            f"Team {card.number} has no practitioner in {skill}." for skill in card.gaps
        ]
