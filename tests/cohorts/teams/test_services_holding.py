"""Locked teams, moves made again, and people who join later: on the board, in words, never overwritten."""

import contextlib

import pytest

from cohorts.teams import services
from cohorts.teams.board import board_of
from cohorts.teams.models import TeamProposal
from cohorts.teams.services.refusals import (
    AlreadyThere,
    Forbidden,
    Locked,
    NothingToRedo,
    NotOfThisCohort,
    RulesBroken,
)
from cohorts.teams.snapshot import fingerprint, freeze
from core.audit.models import Event
from core.errors import Changed, Refused

from .conftest import RULES, add_person, move_that_works

pytestmark = pytest.mark.django_db


def last_event(subject):
    return Event.objects.about(subject).order_by("-pk").first()


def places(proposal):
    return dict(proposal.places.values_list("participant_id", "team_number"))


def moved(proposal, by, version=1):
    """A lawful exchange was made."""
    person, number, other = move_that_works(proposal)
    services.move_on_board(
        proposal=proposal, participant=person, to_number=number, swap_with=other, expected_version=version, by=by
    )
    proposal.refresh_from_db()
    return person, number, other


def test_nobody_leaves_or_joins_a_locked_team(forming, proposal):
    person, number, other = move_that_works(proposal)
    home = places(proposal)[person.pk]
    move = {"proposal": proposal, "participant": person, "to_number": number, "swap_with": other, "by": None}
    for locked in (home, number):
        proposal.refresh_from_db()
        services.lock_team(
            proposal=proposal, number=locked, is_locked=True, expected_version=proposal.version, by=forming.organiser
        )
        assert (last_event(proposal).event, last_event(proposal).data["team"]) == (
            "proposal.team_locked",
            proposal.names[locked - 1],
        )
        proposal.refresh_from_db()
        with pytest.raises(Locked) as refused:
            services.move_on_board(**move, expected_version=proposal.version)
        assert refused.value.message == f"{proposal.names[locked - 1]} is locked: nobody leaves or joins it."
        services.lock_team(
            proposal=proposal, number=locked, is_locked=False, expected_version=proposal.version, by=forming.organiser
        )
    assert last_event(proposal).event == "proposal.team_unlocked"
    proposal.refresh_from_db()
    assert (proposal.locked_teams, proposal.version) == ([], 5)


def test_locking_what_is_locked_changes_nothing(forming, proposal):
    lock = {"proposal": proposal, "number": 2, "is_locked": True, "by": forming.organiser}
    services.lock_team(**lock, expected_version=1)
    services.lock_team(**lock, expected_version=2)
    proposal.refresh_from_db()
    assert (proposal.locked_teams, proposal.version) == ([2], 2)
    with pytest.raises(NotOfThisCohort):
        services.lock_team(**lock | {"number": 4}, expected_version=2)
    with pytest.raises(Changed):
        services.lock_team(**lock | {"is_locked": False}, expected_version=1)


def test_what_was_undone_is_made_again(forming, proposal):
    before = places(proposal)
    person, number, _other = moved(proposal, forming.organiser)
    after, points = places(proposal), proposal.result["points"]
    services.undo_move(proposal=proposal, expected_version=2, by=forming.organiser)
    assert places(proposal) == before
    services.redo_move(proposal=proposal, expected_version=3, by=forming.organiser)
    proposal.refresh_from_db()
    assert (places(proposal), proposal.result["points"]) == (after, points)
    event = last_event(proposal)
    assert (event.event, event.data["person"], event.data["team"]) == (
        "proposal.move_redone",
        person.user.name,
        proposal.names[number - 1],
    )
    with pytest.raises(NothingToRedo):
        services.redo_move(proposal=proposal, expected_version=4, by=forming.organiser)
    services.undo_move(proposal=proposal, expected_version=4, by=forming.organiser)
    assert places(proposal) == before


def test_a_new_move_clears_what_could_be_made_again(forming, proposal):
    moved(proposal, forming.organiser)
    services.undo_move(proposal=proposal, expected_version=2, by=forming.organiser)
    proposal.refresh_from_db()
    assert len(proposal.undone) == 1
    moved(proposal, forming.organiser, version=3)
    assert (len(proposal.moves), proposal.undone) == (1, [])


def test_undo_and_redo_leave_locked_people_and_teams_alone(forming, proposal):
    person, number, _other = moved(proposal, forming.organiser)
    services.lock_place(proposal=proposal, participant=person, is_locked=True, expected_version=2, by=None)
    with pytest.raises(Locked) as refused:
        services.undo_move(proposal=proposal, expected_version=3, by=None)
    assert refused.value.message == f"{person.user.name} is locked in {proposal.names[number - 1]}."
    services.lock_place(proposal=proposal, participant=person, is_locked=False, expected_version=3, by=None)
    services.undo_move(proposal=proposal, expected_version=4, by=None)
    services.lock_team(proposal=proposal, number=number, is_locked=True, expected_version=5, by=None)
    with pytest.raises(Locked):
        services.redo_move(proposal=proposal, expected_version=6, by=None)


@pytest.fixture
def joined(forming, proposal):
    """Somebody who joined after the teams were formed, taken over into the proposal."""
    person = add_person(forming.cohort, 7, "Zoe Hart")
    services.take_changes_over(
        proposal=proposal, seen=fingerprint(freeze(forming.cohort)), expected_version=1, by=forming.organiser
    )
    proposal.refresh_from_db()
    return person


def test_who_joined_stands_on_the_board_and_is_placed(forming, proposal, joined):
    board = board_of(proposal)
    assert [seat.name for seat in board.unplaced] == ["Zoe Hart"]
    assert proposal.result["points"] == round(board.points, 4)
    offers = board.scales.exchanges(board.arrangement, joined.pk, board.held, board.closed)
    best = offers[0]
    assert (best.is_allowed, best.other, len(offers)) == (True, None, 3)
    before = board.points
    services.move_on_board(
        proposal=proposal, participant=joined, to_number=best.number, expected_version=2, by=forming.organiser
    )
    proposal.refresh_from_db()
    board = board_of(proposal)
    assert (board.unplaced, places(proposal)[joined.pk]) == ([], best.number)
    assert round(board.points - before, 4) == round(best.points, 4)


def test_placing_is_undone_and_made_again(forming, proposal, joined):
    services.move_on_board(proposal=proposal, participant=joined, to_number=1, expected_version=2, by=None)
    services.undo_move(proposal=proposal, expected_version=3, by=None)
    assert joined.pk not in places(proposal)
    assert last_event(proposal).data["team"] == "no team"
    services.redo_move(proposal=proposal, expected_version=4, by=None)
    assert places(proposal)[joined.pk] == 1


def first_open_team(move, joined):
    """The number of the first team that may take the newcomer, who is in it then."""
    for number in (1, 2, 3):
        with contextlib.suppress(Forbidden):
            services.move_on_board(**move, participant=joined, to_number=number)
            return number
    raise AssertionError("no team may take the newcomer")


def test_nobody_is_exchanged_for_somebody_without_a_team(forming, proposal, joined):
    other = forming.people[0]
    move = {"proposal": proposal, "expected_version": 2, "by": None}
    with pytest.raises(Forbidden):
        services.move_on_board(**move, participant=joined, to_number=places(proposal)[other.pk], swap_with=other)
    with pytest.raises(NotOfThisCohort):
        services.lock_place(proposal=proposal, participant=joined, is_locked=True, expected_version=2, by=None)
    open_to = first_open_team(move, joined)
    with pytest.raises(AlreadyThere):
        services.move_on_board(**move | {"expected_version": 3}, participant=joined, to_number=open_to)


def test_publishing_without_somebody_needs_a_reason(forming, proposal, joined):
    assert services.broken_rules(proposal)[-1] == "Zoe Hart is in no team."
    publish = {"proposal": proposal, "expected_version": 2, "by": forming.organiser}
    with pytest.raises(RulesBroken):
        services.publish_teams(**publish)
    assert len(services.publish_teams(**publish, reason="Zoe starts later")) == 3


def test_what_the_teams_were_formed_from_is_kept(forming, proposal, joined):
    assert len(proposal.result["formed_from"]["people"]) == 12
    again = services.form_again(proposal=proposal, by=forming.organiser)
    assert again.snapshot == proposal.result["formed_from"]


@pytest.fixture
def formed(transactional_db, forming):
    """A proposal in a database that threads can see."""
    made = services.propose_teams(cohort=forming.cohort, rules=RULES, seed=3, by=forming.organiser)
    made.refresh_from_db()
    return made


@pytest.mark.postgres
@pytest.mark.parametrize("second", ["lock_team", "redo", "improve"])
def test_two_organisers_never_overwrite_each_other(race, forming, formed, second):
    """C-01: of two changes at once one is made, the other is refused with what changed."""
    moved(formed, forming.organiser)
    services.undo_move(proposal=formed, expected_version=2, by=forming.organiser)
    by, version = forming.organiser, 3

    def lock(number):
        return services.lock_team(proposal=formed, number=number, is_locked=True, expected_version=version, by=by)

    others = {
        "lock_team": lambda: lock(2),
        "redo": lambda: services.redo_move(proposal=formed, expected_version=version, by=by),
        "improve": lambda: services.improve_teams(proposal=formed, expected_version=version, by=by),
    }
    results = race(lambda: lock(1), others[second])
    refused = [result for result in results if isinstance(result, Refused)]
    held = TeamProposal.objects.get(pk=formed.pk)
    if second == "improve" and not refused:
        # It came first: it changes nothing of the board that it begins with.
        assert held.version == 4
    else:
        assert [type(one) for one in refused] == [Changed]
        assert held.version == 4


@pytest.mark.postgres
def test_two_organisers_ask_for_better_teams_at_once(race, forming, formed):
    """C-01: one proposal is being formed, whoever pressed first."""

    def improve():
        return services.improve_teams(proposal=formed, expected_version=1, by=forming.organiser, key="same-key")

    results = race(improve, improve)
    assert {result.pk for result in results} == {TeamProposal.objects.exclude(pk=formed.pk).get().pk}
