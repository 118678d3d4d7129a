"""The board's pages: what they show, what they post, and what they refuse."""

import pytest
from django.urls import reverse

from cohorts.models import Team, TeamProposal
from cohorts.teams import services
from cohorts.teams.board import board_of
from tests.factories.cohorts import ParticipantFactory, TeamProposalFactory

from .conftest import RULES, add_person, move_that_works

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(client, forming):
    """The organiser's client."""
    client.force_login(forming.organiser)
    return client


def url(name, proposal):
    return reverse(f"organise:{name}", args=[proposal.cohort.slug, proposal.key])


def text(response):
    return " ".join(response.content.decode().split())


def shown(response):
    """The flash messages on the page a post led to."""
    return [str(message) for message in response.context["messages"]]


def test_board_shows_teams_people_points_and_rules(browse, proposal):
    page = text(browse.get(url("proposal", proposal)))
    for words in ("Kite", "Amara Osei", "Research", "3 of 3 rules hold", "public 6", "private 6", "0 locked"):
        assert words in page
    assert f"{board_of(proposal).points:.1f} points" in page


def test_board_says_why_without_scripts(browse, forming, proposal):
    person, number, other = move_that_works(proposal)
    page = text(browse.get(url("proposal", proposal) + f"?person={person.key}"))
    home = proposal.places.get(participant=person).team_number
    assert f"Why is {person.user.name} in {proposal.names[home - 1]}?" in page
    assert "What speaks for it" in page
    assert f"{person.user.name} to {proposal.names[number - 1]}" in page
    assert f"Lock in {proposal.names[home - 1]}" in page


def test_people_and_teams_that_are_not_there_are_not_found(browse, forming, proposal):
    """O-01: a key of another cohort in the address finds nobody."""
    stranger = ParticipantFactory()
    assert browse.get(url("proposal", proposal) + f"?person={stranger.key}").status_code == 404
    assert browse.get(url("proposal", proposal) + "?team=99").status_code == 400


def test_moving_posts_and_leads_back_to_the_person(browse, proposal):
    person, number, other = move_that_works(proposal)
    sent = {"version": 1, "person": person.key, "to": number, "swap": other.key}
    answer = browse.post(url("proposal_move", proposal), sent)
    assert (answer.status_code, answer.url) == (
        302,
        url("proposal", proposal) + f"?person={person.key}#seat-{person.key}",
    )
    page = browse.get(url("proposal", proposal))
    assert shown(page) == [f"{person.user.name} is in {proposal.names[number - 1]}, in exchange for {other.user.name}."]
    assert "Undo last move" in text(page)


def test_old_tab_is_told_what_changed(browse, proposal):
    """C-01: the second tab's move is refused, and the page says what the first one did."""
    person, number, other = move_that_works(proposal)
    sent = {"version": 1, "person": person.key, "to": number, "swap": other.key}
    browse.post(url("proposal_move", proposal), sent)
    home = proposal.places.get(participant=person).team_number
    again = browse.post(url("proposal_move", proposal), sent, follow=True)
    assert shown(again)[-1].startswith("This changed while you were looking: Olu Adeyemi moved")
    assert proposal.places.get(participant=person).team_number == home
    proposal.refresh_from_db()
    assert proposal.version == 2


def test_people_of_other_cohorts_cannot_be_moved_in(browse, proposal):
    """O-01: 404 for a participant of another cohort, in either place."""
    stranger, person = ParticipantFactory(), move_that_works(proposal)[0]
    for sent in (
        {"version": 1, "person": stranger.key, "to": 1},
        {"version": 1, "person": person.key, "to": 1, "swap": stranger.key},
        {"version": 1, "person": stranger.key, "lock": "on"},
    ):
        name = "proposal_lock" if "lock" in sent else "proposal_move"
        assert browse.post(url(name, proposal), sent).status_code == 404


def test_proposals_of_other_cohorts_are_not_found(browse, forming):
    """O-05: the proposal is looked up through the cohort in the address."""
    elsewhere = TeamProposalFactory()
    borrowed = reverse("organise:proposal", args=[forming.cohort.slug, elsewhere.key])
    assert browse.get(borrowed).status_code == 404
    assert browse.get(url("proposal", elsewhere)).status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, {"version": "x"}, {"version": 1, "person": "a\x00", "to": 1}, {"version": 1, "to": -4}]
)
def test_nonsense_is_refused_with_words(browse, proposal, sent):
    answer = browse.post(url("proposal_move", proposal), sent, follow=True)
    assert shown(answer) == ["That could not be read. Look at the board and try again."]


def test_lock_rename_and_undo_post(browse, forming, proposal):
    person = forming.people[0]
    browse.post(url("proposal_lock", proposal), {"version": 1, "person": person.key, "lock": "on"})
    assert proposal.places.get(participant=person).is_locked
    assert "Unlock in" in text(browse.get(url("proposal", proposal) + f"?person={person.key}"))
    browse.post(url("proposal_rename", proposal), {"version": 2, "number": 1, "name": "Heron"})
    proposal.refresh_from_db()
    assert (proposal.names[0], proposal.version) == ("Heron", 3)
    undone = browse.post(url("proposal_undo", proposal), {"version": 3}, follow=True)
    assert shown(undone)[-1] == "There is no move to undo."


def test_stale_board_says_who_changed_and_offers_both_ways(browse, forming, proposal):
    """C-02: the page names the difference, and publishing waits."""
    forming.people[0].region = "Leeds"
    forming.people[0].save()
    page = browse.get(url("proposal", proposal))
    assert "Amara Osei changed: region." in text(page)
    assert "People changed since these teams were formed." in text(browse.get(url("proposal_publish", proposal)))
    refused = browse.post(url("proposal_publish", proposal), {"version": 1})
    assert (refused.status_code, Team.objects.count()) == (422, 0)
    browse.post(url("proposal_take_over", proposal), {"version": 1, "seen": page.context["seen"]})
    assert browse.get(url("proposal", proposal)).context["changes"] == []


def test_work_in_progress_failure_and_conflicts_have_pages(
    browse, forming, proposal, django_capture_on_commit_callbacks
):
    left = services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser)
    page = text(browse.get(url("proposal", left)))
    assert ("Look again" in page, "Stop at the best so far" in page) == (True, True)
    assert browse.get(url("proposal_progress", left)).status_code == 200
    stopped = browse.post(url("proposal_stop", left), follow=True)
    assert shown(stopped)[-1] == "The work stops with the best split so far."
    services.fail_forming(proposal=left, reason="MemoryError: no room")
    ended = browse.get(url("proposal_progress", left))
    assert (ended.status_code, ended["HX-Refresh"]) == (204, "true")
    failed = text(browse.get(url("proposal", left)))
    assert ("Nobody was placed" in failed, "no room" in failed) == (True, False)
    with django_capture_on_commit_callbacks(execute=True):
        impossible = services.propose_teams(
            cohort=forming.cohort, rules={**RULES, "required_tags": ["speaks Welsh"]}, by=forming.organiser
        )
    assert "0 people have “speaks Welsh”; 3 teams need one each." in text(browse.get(url("proposal", impossible)))
    browse.post(url("proposal_discard", impossible))
    assert TeamProposal.objects.get(pk=impossible.pk).state == "DISCARDED"
    assert browse.get(url("proposal", impossible)).status_code == 200


def test_board_takes_the_same_queries_for_more_people(browse, forming, proposal, django_assert_num_queries):
    address = url("proposal", proposal) + f"?person={forming.people[0].key}"
    # With the differences shown, which takes one query more.
    forming.people[1].region = "Leeds"
    forming.people[1].save()
    browse.get(address)
    with django_assert_num_queries(QUERIES):
        browse.get(address)
    for place, name in enumerate(("Zoe Hart", "Uma Rao", "Finn Daly")):
        person = add_person(forming.cohort, place, name)
        proposal.places.create(participant=person, team_number=place + 1)
    with django_assert_num_queries(QUERIES):
        browse.get(address)


QUERIES = 18
