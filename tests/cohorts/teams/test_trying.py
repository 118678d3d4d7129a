"""What ifs and what would help: the same points as the board, rules in words, nothing that is locked."""

from dataclasses import replace

import pytest

from cohorts.teams import services
from cohorts.teams.board import board_of
from cohorts.teams.trying import helps_of, trials_of
from cohorts.teams.weighing import Scales, arrangement_of

pytestmark = pytest.mark.django_db


def after(board, pk, number, other):
    """The board's arrangement with the change made."""
    change = {pk: number} | ({other: board.arrangement[pk]} if other else {})
    return {**board.arrangement, **change}


def test_every_way_into_a_team_is_told_with_its_price_and_rules(proposal):
    board = board_of(proposal)
    pk = next(iter(board.arrangement))
    number = board.arrangement[pk] % 3 + 1
    trials = trials_of(board.scales, board.arrangement, pk, number)
    assert [trials[0].other, *sorted(trial.other for trial in trials[1:])] == [
        None,
        *sorted(one for one, team in board.arrangement.items() if team == number),
    ]
    for trial in trials:
        then = after(board, pk, number, trial.other)
        assert trial.points == pytest.approx(board.scales.points(then) - board.points)
        assert sum(points for _words, points in trial.criteria) == pytest.approx(trial.points)
        assert sorted(trial.breaks) == sorted(board.scales.newly_broken(board.arrangement, then))


def test_offers_are_the_best_of_all_that_is_allowed(proposal):
    board = board_of(proposal)
    for pk, home in board.arrangement.items():
        for offer in board.scales.exchanges(board.arrangement, pk, frozenset()):
            trials = [one for one in trials_of(board.scales, board.arrangement, pk, offer.number) if not one.breaks]
            assert offer.number != home
            assert (offer.is_allowed, offer.points if trials else 0) == (
                bool(trials),
                pytest.approx(min(one.points for one in trials)) if trials else 0,
            )


def test_the_weakest_team_counts_in_prices(proposal):
    scales = Scales(proposal)
    weights = replace(scales.problem.weights, weakest_team=400)
    scales.problem = replace(scales.problem, weights=weights)
    board = board_of(proposal)
    pk = next(iter(board.arrangement))
    for trial in trials_of(scales, board.arrangement, pk, board.arrangement[pk] % 3 + 1):
        then = after(board, pk, board.arrangement[pk] % 3 + 1, trial.other)
        assert trial.points == pytest.approx(scales.points(then) - scales.points(board.arrangement))
    for offer in scales.exchanges(board.arrangement, pk, frozenset()):
        if offer.is_allowed:
            then = after(board, pk, offer.number, offer.other)
            assert offer.points == pytest.approx(scales.points(then) - scales.points(board.arrangement))


def shuffled(proposal):
    """The proposal's people dealt out anew, so that there is something to win."""
    for place, row in enumerate(proposal.places.order_by("participant_id")):
        row.team_number = place // 4 + 1
        row.save()
    return board_of(proposal)


def test_what_would_help_most_wins_what_it_says(proposal):
    board = shuffled(proposal)
    helps, is_all = helps_of(board.scales, board.arrangement, frozenset(), ())
    assert (is_all, bool(helps), [one.points for one in helps]) == (True, True, sorted(one.points for one in helps))
    touched = [pk for one in helps for pk in (one.person, one.other) if pk]
    assert len(touched) == len(set(touched))
    for one in helps:
        then = after(board, one.person, one.number, one.other)
        assert one.points == pytest.approx(board.scales.points(then) - board.points)
        assert board.scales.newly_broken(board.arrangement, then) == []
        assert one.points < 0


def test_what_would_help_most_leaves_locked_people_and_teams_alone(proposal):
    board = shuffled(proposal)
    free, _all = helps_of(board.scales, board.arrangement, frozenset(), ())
    held = frozenset({free[0].person})
    helps, _all = helps_of(board.scales, board.arrangement, held, {3})
    for one in helps:
        assert not {one.person, one.other} & held
        assert 3 not in (one.number, board.arrangement[one.person])
    assert helps_of(board.scales, board.arrangement, frozenset(), {1, 2, 3}) == ([], True)


def test_nothing_helps_the_best_there_is(forming, proposal):
    made = services.improve_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    from cohorts.teams import forming as runner

    runner.run(made.pk)
    made.refresh_from_db()
    scales = Scales(made)
    strict = replace(scales.problem.rules, size_min=4, size_max=4)
    scales.problem = replace(scales.problem, rules=strict)
    assert helps_of(scales, arrangement_of(made.places.all()), frozenset(), ()) == ([], True)
