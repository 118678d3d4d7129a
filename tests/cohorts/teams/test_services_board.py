"""Changing a proposal by hand: recorded, undone, refused with the reason, never overwritten silently."""

import pytest

from cohorts.models import ParticipantSkill
from cohorts.teams import services
from cohorts.teams.board import board_of
from cohorts.teams.models import TeamProposal
from cohorts.teams.services.refusals import (
    AlreadyThere,
    Forbidden,
    Locked,
    NameTaken,
    NothingToUndo,
    NotOfThisCohort,
    Stale,
)
from cohorts.teams.snapshot import changes, fingerprint, freeze
from core.audit.models import Event
from core.errors import Changed
from core.lifecycle import NotPossibleNow

from .conftest import add_person, move_that_works

pytestmark = pytest.mark.django_db


def last_event(subject):
    return Event.objects.about(subject).order_by("-pk").first()


def team_of(proposal, person):
    return proposal.places.get(participant=person).team_number


def make_move(proposal, by):
    person, number, other = move_that_works(proposal)
    services.move_on_board(
        proposal=proposal, participant=person, to_number=number, swap_with=other, expected_version=1, by=by
    )
    proposal.refresh_from_db()
    return person, number, other


def test_exchange_moves_both_and_is_recorded(forming, proposal):
    points = board_of(proposal).points
    home = {person.pk: team_of(proposal, person) for person in forming.people}
    person, number, other = make_move(proposal, forming.organiser)
    assert (team_of(proposal, person), team_of(proposal, other)) == (number, home[person.pk])
    assert (proposal.version, len(proposal.moves)) == (2, 1)
    event = last_event(proposal)
    assert event.event == "proposal.person_moved"
    assert (event.data["person"], event.data["swapped"]) == (person.user.name, other.user.name)
    assert (event.data["points_before"], event.data["points"]) == (round(points, 4), proposal.result["points"])
    assert proposal.result["points"] == round(board_of(proposal).points, 4)


def test_undo_takes_the_last_move_back(forming, proposal):
    before = {place.participant_id: place.team_number for place in proposal.places.all()}
    make_move(proposal, forming.organiser)
    services.undo_move(proposal=proposal, expected_version=2, by=forming.organiser)
    assert {place.participant_id: place.team_number for place in proposal.places.all()} == before
    assert last_event(proposal).event == "proposal.move_undone"
    with pytest.raises(NothingToUndo):
        services.undo_move(proposal=proposal, expected_version=3, by=forming.organiser)


def test_old_version_is_refused_and_told_what_changed(forming, proposal):
    """C-01: the second organiser sees what the first one did; nothing is overwritten."""
    person, number, other = make_move(proposal, forming.organiser)
    with pytest.raises(Changed) as refused:
        services.lock_place(
            proposal=proposal, participant=other, is_locked=True, expected_version=1, by=forming.organiser
        )
    assert f"Olu Adeyemi moved {person.user.name} to {proposal.names[number - 1]}" in str(refused.value.message)
    assert proposal.places.filter(is_locked=True).count() == 0


def test_move_into_a_free_place(forming, proposal):
    board = board_of(proposal)
    offers = [
        (seat.pk, found.number)
        for row in board.rows
        for seat in row.seats
        for found in board.scales.exchanges(board.arrangement, seat.pk, frozenset(board.arrangement) - {seat.pk})
        if found.is_allowed and found.other is None
    ]
    pk, number = offers[0]
    person = board.people[pk]
    services.move_on_board(proposal=proposal, participant=person, to_number=number, expected_version=1, by=None)
    assert team_of(proposal, person) == number
    assert sorted(len(row.seats) for row in board_of(proposal).rows) == [3, 4, 5]


def test_move_that_breaks_a_rule_is_refused_with_the_rule(forming, proposal):
    proposal.rules = {**proposal.rules, "size_min": 4, "size_max": 4}
    proposal.save()
    person = forming.people[0]
    number = team_of(proposal, person) % 3 + 1
    with pytest.raises(Forbidden) as refused:
        services.move_on_board(proposal=proposal, participant=person, to_number=number, expected_version=1, by=None)
    assert f"{proposal.names[number - 1]} has 5 people; 4 to 4 are allowed." in str(refused.value.message)
    assert team_of(proposal, person) != number


def test_locked_people_stay(forming, proposal):
    person, number, other = move_that_works(proposal)
    services.lock_place(proposal=proposal, participant=other, is_locked=True, expected_version=1, by=forming.organiser)
    assert last_event(proposal).event == "proposal.person_locked"
    move = {"proposal": proposal, "to_number": number, "by": forming.organiser}
    with pytest.raises(Locked):
        services.move_on_board(**move, participant=person, swap_with=other, expected_version=2)
    services.lock_place(proposal=proposal, participant=other, is_locked=False, expected_version=2, by=forming.organiser)
    assert last_event(proposal).event == "proposal.person_unlocked"
    services.move_on_board(**move, participant=person, swap_with=other, expected_version=3)
    assert team_of(proposal, person) == number


def test_strange_moves_are_refused(forming, proposal, other_place):
    """O-01: nobody of another cohort is moved in."""
    person = forming.people[0]
    home = team_of(proposal, person)
    move = {"proposal": proposal, "expected_version": 1, "by": forming.organiser}
    with pytest.raises(NotOfThisCohort):
        services.move_on_board(**move, participant=other_place, to_number=home)
    with pytest.raises(NotOfThisCohort):
        services.move_on_board(**move, participant=person, to_number=home % 3 + 1, swap_with=other_place)
    with pytest.raises(NotOfThisCohort):
        services.move_on_board(**move, participant=person, to_number=4)
    with pytest.raises(AlreadyThere):
        services.move_on_board(**move, participant=person, to_number=home)


@pytest.fixture
def other_place(forming):
    """Somebody of another cohort."""
    from tests.factories.cohorts import ParticipantFactory

    return ParticipantFactory()


def test_proposed_teams_have_names_of_their_own(forming, proposal):
    rename = {"proposal": proposal, "number": 2, "by": forming.organiser}
    services.rename_proposed_team(**rename, name="Heron", expected_version=1)
    proposal.refresh_from_db()
    assert proposal.names == ["Kite", "Heron", "Harbour"]
    assert last_event(proposal).data == {"before": "Loom", "team": "Heron", "version": 2}
    with pytest.raises(NameTaken):
        services.rename_proposed_team(**rename, name="kite", expected_version=2)


def test_published_proposal_is_not_changed(forming, proposal):
    TeamProposal.objects.filter(pk=proposal.pk).update(state="ACCEPTED")
    with pytest.raises(NotPossibleNow):
        services.undo_move(proposal=proposal, expected_version=1, by=forming.organiser)


def test_changes_since_the_snapshot_are_told_by_name(forming, proposal):
    """C-02: who came, who left, and what changed about whom."""
    left, changed = forming.people[0], forming.people[6]
    services_withdraw(left)
    changed.region = "Leeds"
    changed.save()
    ParticipantSkill.objects.filter(participant=changed).update(level=4)
    add_person(forming.cohort, 7, "Zoe Hart")
    assert changes(proposal.snapshot, freeze(forming.cohort)) == [
        "Amara Osei no longer takes part.",
        "Zoe Hart has joined.",
        "Dan Kowalski changed: region, skills.",
    ]
    assert services.is_stale(proposal)


def test_a_new_name_changes_nothing(forming, proposal):
    user = forming.people[0].user
    user.last_name = "Osei-Mensah"
    user.save()
    assert not services.is_stale(proposal)


def services_withdraw(participant):
    participant.state = "WITHDRAWN"
    participant.save()


def test_changes_are_taken_over_only_as_they_were_seen(forming, proposal):
    """C-02: a stale proposal is brought up to date by an explicit difference, never silently."""
    services_withdraw(forming.people[0])
    seen = fingerprint(freeze(forming.cohort))
    services_withdraw(forming.people[1])
    take = {"proposal": proposal, "expected_version": 1, "by": forming.organiser}
    with pytest.raises(Stale):
        services.take_changes_over(**take, seen=seen)
    services.take_changes_over(**take, seen=fingerprint(freeze(forming.cohort)))
    proposal.refresh_from_db()
    assert not services.is_stale(proposal)
    assert proposal.places.count() == 10
    assert last_event(proposal).event == "proposal.changes_taken"
