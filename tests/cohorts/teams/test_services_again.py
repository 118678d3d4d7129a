"""Better teams from the board, and the same teams once more: told apart, held where they shall be held, the same."""

import pytest

from cohorts.teams import forming as runner
from cohorts.teams import services
from cohorts.teams.against import against, formed_points
from cohorts.teams.board import board_of
from cohorts.teams.models import TeamProposal
from cohorts.teams.quality import quality_words
from cohorts.teams.services.refusals import BeingFormed, NothingKept, NothingToImprove, Stale, TeamsExist
from cohorts.teams.snapshot import fingerprint, freeze
from core.audit.models import Event

from .conftest import RULES, add_person

pytestmark = pytest.mark.django_db


def last_event(subject):
    return Event.objects.about(subject).order_by("-pk").first()


def places(proposal):
    return dict(proposal.places.values_list("participant_id", "team_number"))


def spoil(proposal, by):
    """The board is moved to something dearer that keeps the rules; who was moved."""
    board = board_of(proposal)
    found = [
        (one.points, seat.pk, one)
        for row in board.rows
        for seat in row.seats
        for one in board.scales.exchanges(board.arrangement, seat.pk, board.held)
        if one.is_allowed and one.other
    ]
    _points, pk, best = max(found, key=lambda each: each[0])
    person, other = board.people[pk], board.people[best.other]
    services.move_on_board(
        proposal=proposal, participant=person, to_number=best.number, swap_with=other, expected_version=1, by=by
    )
    proposal.refresh_from_db()
    return person, other


def improve(proposal, by, **more):
    given = {"proposal": proposal, "expected_version": proposal.version, "by": by, **more}
    made = services.improve_teams(**given)
    runner.run(made.pk)
    return TeamProposal.objects.get(pk=made.pk)


def test_better_teams_begin_with_the_board(forming, proposal):
    spoil(proposal, forming.organiser)
    services.rename_proposed_team(proposal=proposal, number=1, name="Heron", expected_version=2, by=None)
    proposal.refresh_from_db()
    made = improve(proposal, forming.organiser)
    assert (made.state, made.kind, made.base_id, made.number) == ("READY", "IMPROVED", proposal.pk, 2)
    assert (made.rules, made.seed, made.snapshot_hash) == (proposal.rules, proposal.seed, proposal.snapshot_hash)
    assert made.names == ["Heron", "Loom", "Harbour"]
    assert made.result["points"] < proposal.result["points"]
    asked = Event.objects.about(made).order_by("pk").first()
    assert (asked.event, asked.data["base"]) == ("proposal.improve_asked", 1)
    told = against(made)
    count = sum(places(made)[pk] != number for pk, number in places(proposal).items())
    won = proposal.result["points"] - made.result["points"]
    assert told.words == f"{count} people move, {won:.1f} points better than proposal 1."
    assert len(told.moves) == count


@pytest.mark.parametrize("seed", range(4))
def test_better_teams_are_never_worse_and_hold_what_is_locked(forming, proposal, seed):
    TeamProposal.objects.filter(pk=proposal.pk).update(seed=seed + 1, budget=50)
    proposal.refresh_from_db()
    person, other = spoil(proposal, forming.organiser)
    services.lock_place(proposal=proposal, participant=person, is_locked=True, expected_version=2, by=None)
    third = ({1, 2, 3} - {places(proposal)[person.pk], places(proposal)[other.pk]}).pop()
    services.lock_team(proposal=proposal, number=third, is_locked=True, expected_version=3, by=None)
    proposal.refresh_from_db()
    made = improve(proposal, forming.organiser)
    assert made.result["points"] <= proposal.result["points"]
    assert places(made)[person.pk] == places(proposal)[person.pk]
    of_third = {pk for pk, number in places(proposal).items() if number == third}
    assert {pk for pk, number in places(made).items() if number == third} == of_third
    assert (made.locked_teams, made.places.get(is_locked=True).participant) == ([third], person)


def test_uneven_teams_of_the_board_may_stay(forming, proposal):
    board = board_of(proposal)
    offers = [
        (seat.pk, found.number)
        for row in board.rows
        for seat in row.seats
        for found in board.scales.exchanges(board.arrangement, seat.pk, frozenset(board.arrangement) - {seat.pk})
        if found.is_allowed
    ]
    pk, number = offers[0]
    services.move_on_board(
        proposal=proposal, participant=board.people[pk], to_number=number, expected_version=1, by=None
    )
    services.lock_team(proposal=proposal, number=number, is_locked=True, expected_version=2, by=None)
    proposal.refresh_from_db()
    made = improve(proposal, forming.organiser)
    assert (made.state, sorted(list(places(made).values()).count(one) for one in (1, 2, 3))) == ("READY", [3, 4, 5])


def test_nothing_better_says_so(forming, proposal):
    made = improve(proposal, forming.organiser)
    assert (places(made), against(made).words) == (
        places(proposal),
        "Nobody moves: no better teams were found than those of proposal 1.",
    )


def test_newcomers_get_a_team(forming, proposal):
    person = add_person(forming.cohort, 7, "Zoe Hart")
    seen = fingerprint(freeze(forming.cohort))
    services.take_changes_over(proposal=proposal, seen=seen, expected_version=1, by=forming.organiser)
    proposal.refresh_from_db()
    made = improve(proposal, forming.organiser)
    team = made.names[places(made)[person.pk] - 1]
    assert f"Zoe Hart: from no team to {team}" in against(made).moves


def test_better_teams_are_refused_in_words(forming, proposal):
    ask = {"proposal": proposal, "by": forming.organiser}
    forming.people[0].region = "Leeds"
    forming.people[0].save()
    with pytest.raises(Stale):
        services.improve_teams(**ask, expected_version=1)
    forming.people[0].region = ""
    forming.people[0].save()
    for number in (1, 2, 3):
        services.lock_team(proposal=proposal, number=number, is_locked=True, expected_version=number, by=None)
    with pytest.raises(NothingToImprove):
        services.improve_teams(**ask, expected_version=4)
    services.lock_team(proposal=proposal, number=1, is_locked=False, expected_version=4, by=None)
    made = services.improve_teams(**ask, expected_version=5, key="once")
    assert services.improve_teams(**ask, expected_version=5, key="once") == made
    with pytest.raises(BeingFormed):
        services.improve_teams(**ask, expected_version=5)
    runner.run(made.pk)
    services.publish_teams(proposal=made, expected_version=1, by=forming.organiser)
    with pytest.raises(TeamsExist):
        services.improve_teams(**ask, expected_version=5)


def test_formed_again_gives_the_same_teams(forming, proposal):
    spoil(proposal, forming.organiser)
    again = services.form_again(proposal=proposal, by=forming.organiser)
    assert last_event(again).event == "proposal.again_asked"
    runner.run(again.pk)
    again.refresh_from_db()
    assert (again.kind, again.base_id, again.seed) == ("AGAIN", proposal.pk, proposal.seed)
    assert again.result["assignment"] == proposal.result["assignment"]
    assert again.result["points"] == round(formed_points(proposal.result), 4)
    assert against(again).words == (
        "The same teams as proposal 1: the same people, rules and start number give the same answer."
    )


def test_improved_teams_are_formed_again_from_the_same_beginning(forming, proposal):
    spoil(proposal, forming.organiser)
    made = improve(proposal, forming.organiser)
    again = services.form_again(proposal=made, by=forming.organiser)
    runner.run(again.pk)
    again.refresh_from_db()
    assert (again.start, again.result["assignment"]) == (made.start, made.result["assignment"])


def test_published_teams_may_be_formed_again_and_differences_are_told(forming, proposal):
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    again = services.form_again(proposal=proposal, by=forming.organiser, key="k")
    assert services.form_again(proposal=proposal, by=forming.organiser, key="k") == again
    runner.run(again.pk)
    base = TeamProposal.objects.get(pk=proposal.pk)
    one, two = [next(pk for pk, number in base.result["assignment"].items() if number == team) for team in (1, 2)]
    base.result["assignment"] |= {one: 2, two: 1}
    base.result["stopped"] = True
    base.save()
    told = against(TeamProposal.objects.get(pk=again.pk))
    assert told.words == "2 people are in other teams than in proposal 1. Proposal 1 was stopped early."
    assert len(told.moves) == 2


def test_an_impossible_proposal_has_the_same_answer_again(forming):
    rules = {**RULES, "required_tags": ["speaks Welsh"]}
    first = services.propose_teams(cohort=forming.cohort, rules=rules, by=forming.organiser)
    runner.run(first.pk)
    again = services.form_again(proposal=first, by=forming.organiser)
    runner.run(again.pk)
    assert against(TeamProposal.objects.get(pk=again.pk)).words == (
        "The same answer as proposal 1: no split keeps all the rules."
    )


def test_without_its_people_a_proposal_is_not_formed_again(forming, proposal):
    TeamProposal.objects.filter(pk=proposal.pk).update(snapshot={})
    with pytest.raises(NothingKept):
        services.form_again(proposal=proposal, by=forming.organiser)


def test_progress_is_kept_while_forming_and_its_budget_is_the_proposals_own(forming, monkeypatch):
    monkeypatch.setattr(runner, "SAVE_EVERY", 0)
    left = services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser)
    TeamProposal.objects.filter(pk=left.pk).update(budget=5_000)
    kept = []
    note = services.note_progress

    def noted(**given):
        kept.append(given["live"])
        return note(**given)

    monkeypatch.setattr(runner.services, "note_progress", noted)
    runner.run(left.pk)
    left.refresh_from_db()
    assert {one["proposals"] for one in kept} == {5_000}
    assert set(kept[0]) == {"done", "proposals", "points", "broken", "bound"}
    assert left.result["proposals"] == 5_000
    assert left.live == {name: left.result[name] for name in ("bound", "proved", "stopped")}


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({}, ""),
        ({"points": 95.0, "bound": 38_000}, "Proved: no arrangement under these rules can do better."),
        (
            {"points": 99.5, "bound": 38_000},
            "At most 4.5 points (5 %) above what any arrangement could reach.",
        ),
        ({"points": 2.0, "bound": 0}, "At most 2.0 points above what any arrangement could reach."),
        ({"points": 9.0, "bound": None, "stopped": True}, "No bound is known: stopped early."),
        ({"points": 9.0, "bound": None}, "No bound is known."),
        (
            {"points": 9.0, "bound": 38_000},
            "Changed by hand since: the bound no longer speaks of these teams.",
        ),
        (
            {"points": 95.0, "bound": 38_000, "formed_from": {"people": []}},
            "People changed since these teams were formed: no bound is known for them.",
        ),
    ],
)
def test_quality_in_words(result, words):
    assert quality_words(result) == words
