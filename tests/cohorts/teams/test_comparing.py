"""Two or three proposals beside each other, and notes on them."""

import pytest
from django.urls import reverse

from cohorts.models import ProposedPlace
from cohorts.teams import services
from cohorts.teams.board import board_of
from cohorts.teams.comparing import compare, matched
from cohorts.teams.services.refusals import NoteTooLong
from core.audit.models import Event
from core.errors import Changed
from tests.factories.cohorts import TeamProposalFactory

from .conftest import add_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(client, forming):
    client.force_login(forming.organiser)
    return client


def copied(proposal, number, **changes):
    """Another proposal of the same people and teams."""
    fields = {
        "rules": proposal.rules,
        "snapshot": proposal.snapshot,
        "snapshot_hash": proposal.snapshot_hash,
        "result": proposal.result,
        "names": ["Osprey", "Pebble", "Quill"],
    }
    made = TeamProposalFactory(cohort=proposal.cohort, number=number, **{**fields, **changes})
    ProposedPlace.objects.bulk_create(
        # Its teams stand in another order: numbers mean nothing.
        ProposedPlace(proposal=made, participant_id=place.participant_id, team_number=place.team_number % 3 + 1)
        for place in proposal.places.all()
    )
    return made


def at(*proposals):
    base = reverse("organise:teams_compare", args=[proposals[0].cohort.slug])
    return base + "?" + "&".join(f"p={proposal.key}" for proposal in proposals)


def text(response):
    return " ".join(response.content.decode().split())


def shown(response):
    return [str(message) for message in response.context["messages"]]


def moved_one(other):
    """Two people of different teams have changed places; their names."""
    one, two = other.places.filter(team_number=1)[0], other.places.filter(team_number=2)[0]
    one.team_number, two.team_number = 2, 1
    one.save()
    two.save()
    return sorted([one.participant.user.name, two.participant.user.name])


@pytest.mark.parametrize(
    ("first", "other", "twins"),
    [
        ({1: 1, 2: 1, 3: 2, 4: 2}, {1: 2, 2: 2, 3: 1, 4: 1}, {1: 2, 2: 1}),
        # Taking the largest overlap first would move four people, the best matching moves two.
        ({1: 1, 2: 1, 3: 1, 4: 1, 5: 2, 6: 2}, {1: 1, 2: 1, 3: 2, 4: 2, 5: 1, 6: 1}, {1: 2, 2: 1}),
        ({1: 1, 2: 2, 3: 3}, {1: 1, 2: 1, 3: 2}, {1: 1, 3: 2}),
        ({1: 1}, {1: 1, 2: 2}, {1: 1}),
    ],
)
def test_teams_are_matched_so_that_fewest_people_move(first, other, twins):
    assert matched(first, other) == twins


def test_many_teams_are_matched_by_largest_overlap(monkeypatch):
    monkeypatch.setattr("cohorts.teams.comparing.MOST_MATCHED", 1)
    assert matched({1: 1, 2: 1, 3: 2, 4: 2}, {1: 2, 2: 2, 3: 1, 4: 1}) == {1: 2, 2: 1}


def test_the_same_teams_under_other_numbers_move_nobody(proposal):
    table = compare([proposal, copied(proposal, 2)])
    assert ([len(moves.moved) for moves in table.moves], table.same_scale) == ([0], True)
    assert table.moves[0].words == "everybody is in the same team"


def test_who_moves_is_told_by_name_from_team_to_team(proposal):
    other = copied(proposal, 2)
    names = moved_one(other)
    (moves,) = compare([proposal, other]).moves
    assert ([move.name for move in moves.moved], moves.words) == (names, "2 people are elsewhere")
    twins = {"Kite": "Pebble", "Loom": "Quill", "Harbour": "Osprey"}
    assert [twins[move.here] != move.there for move in moves.moved] == [True, True]


def test_people_in_only_one_proposal_are_counted_apart(forming, proposal):
    other = copied(proposal, 2)
    other.places.filter(participant=forming.people[0]).delete()
    (moves,) = compare([proposal, other]).moves
    assert ([move.name for move in moves.moved], moves.strangers) == ([], 1)


def test_points_are_those_of_the_boards_as_they_stand(browse, proposal):
    """What was moved by hand counts, not what the engine once found."""
    other = copied(proposal, 2)
    moved_one(other)
    table = compare([proposal, other])
    assert [account.points for account in table.accounts] == [board_of(proposal).points, board_of(other).points]
    total = table.summary[0]
    first, second = (round(account.points, 1) for account in table.accounts)
    assert [cell.is_best for cell in total.cells] == [first < second, second < first]
    page = text(browse.get(at(proposal, other)))
    assert (f"{first:.1f}" in page, f"{second:.1f}" in page) == (True, True)


def test_only_rules_that_differ_are_shown(proposal):
    rules = {**proposal.rules, "employer_cap": 1, "levels": {"skill_balance": 4, "skill_hole": 2}}
    table = compare([proposal, copied(proposal, 2, rules=rules)])
    assert table.rules == [
        ["At most 2 people in a team are from one organisation.", "Balance of skills: counts normal"],
        ["No two people in a team are from one organisation.", "Balance of skills: counts high"],
    ]
    # Points of two scales have no best; amounts have.
    assert (table.same_scale, [cell.is_best for cell in table.summary[0].cells]) == (False, [False, False])
    balance = table.criteria[0]
    assert (balance.cells[0].words == balance.cells[1].words, balance.cells[0].note != balance.cells[1].note) == (
        True,
        True,
    )


def test_what_counts_in_one_only_says_so(proposal):
    rules = {**proposal.rules, "levels": {"experience_balance": 0}}
    table = compare([proposal, copied(proposal, 2, rules=rules)])
    experience = next(row for row in table.criteria if row.label == "Balance of experience")
    assert experience.cells[1].note == "does not count here"


@pytest.mark.parametrize("count", [0, 1, 4])
def test_two_or_three_can_be_compared_and_no_others(browse, proposal, count):
    chosen = [proposal, *(copied(proposal, number) for number in (2, 3, 4))][:count]
    address = at(*chosen) if chosen else at(proposal).split("?")[0]
    answer = browse.get(address, follow=True)
    assert shown(answer) == ["Choose two or three proposals to compare."]


def test_proposals_of_other_cohorts_are_not_found(browse, proposal):
    """O-05: 404, as for a key that never was."""
    assert browse.get(at(proposal, TeamProposalFactory(names=["Kite"]))).status_code == 404
    assert browse.get(at(proposal) + "&p=nosuchkey123").status_code == 404
    assert browse.get(at(proposal) + "&p=%00").status_code == 404


def test_proposals_without_teams_are_not_compared(browse, proposal):
    answer = browse.get(at(proposal, copied(proposal, 2, names=[])), follow=True)
    assert shown(answer) == ["Only proposals that have teams can be compared."]


def test_teams_page_offers_comparing_once_there_are_two(browse, proposal):
    address = reverse("organise:teams", args=[proposal.cohort.slug])
    assert 'name="p"' not in text(browse.get(address))
    copied(proposal, 2)
    assert text(browse.get(address)).count('name="p"') == 2


def test_choosing_leads_to_publishing_while_there_are_no_teams(browse, forming, proposal):
    other = copied(proposal, 2)
    publish = reverse("organise:proposal_publish", args=[forming.cohort.slug, other.key])
    assert publish in text(browse.get(at(proposal, other)))
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    assert publish not in text(browse.get(at(proposal, other)))


def test_note_is_kept_with_its_proposal(browse, forming, proposal):
    other = copied(proposal, 2)
    sent = {"proposal": other.key, "version": 1, "note": "Calmer,\nand fairer"}
    answer = browse.post(at(proposal, other), sent, follow=True)
    other.refresh_from_db()
    assert (other.note, other.version, shown(answer)) == (
        "Calmer,\nand fairer",
        2,
        ["The note on Proposal 2 is saved."],
    )
    event = Event.objects.get(event="proposal.noted")
    assert event.data == {"version": 2}


def test_note_of_an_old_tab_keeps_what_was_typed(browse, forming, proposal):
    """C-01: the second is told what changed, sees the note as it is now, and may send again."""
    other = copied(proposal, 2)
    services.note_proposal(proposal=other, note="Mine", expected_version=1, by=forming.organiser)
    page = browse.post(at(proposal, other), {"proposal": other.key, "version": 1, "note": "Yours"})
    assert page.status_code == 422
    told = text(page)
    for words in ("Olu Adeyemi wrote a note on Proposal 2", "It says now: Mine", "> Yours</textarea>"):
        assert words in told
    assert browse.post(at(proposal, other), {"proposal": other.key, "version": 2, "note": "Yours"}).status_code == 302


def test_notes_that_cannot_be_are_refused(browse, forming, proposal):
    with pytest.raises(NoteTooLong):
        services.note_proposal(proposal=proposal, note="x" * 501, expected_version=1, by=forming.organiser)
    with pytest.raises(Changed):
        services.note_proposal(proposal=proposal, note="Late", expected_version=9, by=forming.organiser)
    other = copied(proposal, 2)
    long = browse.post(at(proposal, other), {"proposal": other.key, "version": 1, "note": "x" * 501})
    assert (long.status_code, "x" * 501 in text(long)) == (422, True)
    elsewhere = {"proposal": TeamProposalFactory().key, "version": 1, "note": "No"}
    assert browse.post(at(proposal, other), elsewhere).status_code == 404


def test_same_note_again_is_nothing(forming, proposal):
    services.note_proposal(proposal=proposal, note="Mine", expected_version=1, by=forming.organiser)
    services.note_proposal(proposal=proposal, note="Mine", expected_version=1, by=forming.organiser)
    assert Event.objects.filter(event="proposal.noted").count() == 1


def test_page_takes_the_same_queries_for_more_people_and_proposals(
    browse, forming, proposal, django_assert_num_queries
):
    two = at(proposal, copied(proposal, 2))
    browse.get(two)
    with django_assert_num_queries(QUERIES):
        browse.get(two)
    for place, name in enumerate(("Zoe Hart", "Uma Rao", "Finn Daly")):
        proposal.places.create(participant=add_person(forming.cohort, place, name), team_number=place + 1)
    three = f"{two}&p={copied(proposal, 3).key}"
    with django_assert_num_queries(QUERIES):
        browse.get(three)


QUERIES = 11
