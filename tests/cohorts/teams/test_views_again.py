"""The board's pages beyond moving: locked teams, redo, what if, what would help, newcomers, history, better teams."""

import pytest
from django.urls import reverse

from cohorts.models import TeamProposal
from cohorts.teams import forming as runner
from cohorts.teams import services
from cohorts.teams.board import board_of
from cohorts.teams.snapshot import fingerprint, freeze

from .conftest import RULES, add_person, move_that_works
from .test_views_board import QUERIES, shown, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(client, forming):
    """The organiser's client."""
    client.force_login(forming.organiser)
    return client


def test_a_team_is_locked_by_a_button_and_says_so(browse, proposal):
    sent = {"version": 1, "number": 2, "lock": "on"}
    answer = browse.post(url("proposal_lock_team", proposal), sent)
    assert answer.url == url("proposal", proposal) + "?team=2#team-2"
    page = browse.get(answer.url)
    assert shown(page) == ["Loom is locked: nobody leaves or joins it."]
    assert ("Unlock the team" in text(page), "0 locked, and 1 team" in text(page)) == (True, True)
    row = board_of(TeamProposal.objects.get(pk=proposal.pk)).rows[1]
    person = row.seats[0]
    page = browse.get(url("proposal", proposal) + f"?person={person.key}")
    assert (page.context["panel"].offers, page.context["panel"].held) == (
        [],
        "Loom is locked: nobody leaves or joins it.",
    )
    again = browse.post(url("proposal_lock_team", proposal), {"version": 1, "number": 2}, follow=True)
    assert shown(again)[-1] == (
        "This changed while you were looking: Olu Adeyemi locked Loom. Your change was not made."
    )
    browse.post(url("proposal_lock_team", proposal), {"version": 2, "number": 2})
    assert TeamProposal.objects.get(pk=proposal.pk).locked_teams == []


def test_undo_and_redo_stand_beside_each_other(browse, proposal):
    page = browse.get(url("proposal", proposal))
    assert text(page).count('id="undo" disabled') + text(page).count('id="redo" disabled') == 2
    person, number, other = move_that_works(proposal)
    sent = {"version": 1, "person": person.key, "to": number, "swap": other.key}
    browse.post(url("proposal_move", proposal), sent)
    browse.post(url("proposal_undo", proposal), {"version": 2})
    answer = browse.post(url("proposal_redo", proposal), {"version": 3})
    assert answer.url == url("proposal", proposal) + "#redo"
    assert shown(browse.get(answer.url))[-1] == "The move is made again."
    assert proposal.places.get(participant=person).team_number == number
    nothing = browse.post(url("proposal_redo", proposal), {"version": 4}, follow=True)
    assert shown(nothing)[-1] == "There is no move to make again."


def test_what_if_tells_every_way_without_scripts(browse, proposal):
    person, number, other = move_that_works(proposal)
    page = browse.get(url("proposal", proposal) + f"?person={person.key}&to={number}")
    panel = page.context["panel"]
    assert panel.what_if.row.number == number
    words = text(page)
    assert f"What if {person.user.name} moved to {proposal.names[number - 1]}?" in words
    assert ("Without an exchange" in words, f"In exchange for {other.user.name}" in words) == (True, True)
    allowed = [what.other.key for what in panel.what_if.whats if what.other and not what.breaks]
    assert other.key in allowed
    home = proposal.places.get(participant=person).team_number
    assert browse.get(url("proposal", proposal) + f"?person={person.key}&to={home}").status_code == 400
    assert browse.get(url("proposal", proposal) + f"?person={person.key}&to=9").status_code == 400


def test_what_if_names_locks_like_rules(browse, forming, proposal):
    person, number, other = move_that_works(proposal)
    services.lock_place(proposal=proposal, participant=other, is_locked=True, expected_version=1, by=None)
    services.lock_team(proposal=proposal, number=number, is_locked=True, expected_version=2, by=None)
    page = browse.get(url("proposal", proposal) + f"?person={person.key}&to={number}")
    team = proposal.names[number - 1]
    found = {what.other.key: what.breaks for what in page.context["panel"].what_if.whats if what.other}
    assert found[other.key][:2] == [
        f"{team} is locked: nobody leaves or joins it.",
        f"{other.user.name} is locked in {team}.",
    ]


def test_what_would_help_is_done_by_its_button(browse, proposal):
    for place, row in enumerate(proposal.places.order_by("participant_id")):
        row.team_number = place // 4 + 1
        row.save()
    before = board_of(proposal).points
    page = browse.get(url("proposal", proposal) + "?help=1")
    one = page.context["panel"].helps[0]
    sent = {"version": 1, "person": one.seat.key, "to": one.to.number, "help": "1"}
    if one.other:
        sent["swap"] = one.other.key
    answer = browse.post(url("proposal_move", proposal), sent)
    assert answer.url == url("proposal", proposal) + "?help=1#why"
    after = board_of(TeamProposal.objects.get(pk=proposal.pk)).points
    assert f"{before - after:.1f}" == one.points.removeprefix("−")


def test_somebody_is_found_by_a_part_of_their_name(browse, forming, proposal):
    person = forming.people[0]
    answer = browse.get(url("proposal", proposal) + "?find=amara")
    assert answer.url == url("proposal", proposal) + f"?person={person.key}#seat-{person.key}"
    page = browse.get(url("proposal", proposal) + "?find=o")
    assert len(page.context["panel"].found) > 1
    nobody = browse.get(url("proposal", proposal) + "?find=zzz")
    assert "Nobody on this board is called so." in text(nobody)


@pytest.fixture
def joined(forming, proposal):
    """Somebody who joined, taken over."""
    person = add_person(forming.cohort, 7, "Zoe Hart")
    seen = fingerprint(freeze(forming.cohort))
    services.take_changes_over(proposal=proposal, seen=seen, expected_version=1, by=forming.organiser)
    return person


def test_who_joined_is_placed_from_the_board(browse, proposal, joined):
    page = text(browse.get(url("proposal", proposal)))
    assert ("Without a team yet" in page, "Team for Zoe Hart" in page) == (True, True)
    assert "Zoe Hart has no team yet" in text(browse.get(url("proposal", proposal) + f"?person={joined.key}"))
    assert "Zoe Hart is in no team." in text(browse.get(url("proposal_publish", proposal)))
    answer = browse.post(url("proposal_move", proposal), {"version": 2, "person": joined.key, "to": 1}, follow=True)
    assert shown(answer)[-1] == "Zoe Hart is in Kite."
    assert "Without a team yet" not in text(browse.get(url("proposal", proposal)))


def test_better_teams_are_asked_for_and_told(browse, forming, proposal):
    sent = {"version": 1, "once": "0e2ccf4e-9f27-4b29-8f52-53d9f20a8b4a"}
    answer = browse.post(url("proposal_improve", proposal), sent)
    made = TeamProposal.objects.get(kind="IMPROVED")
    assert answer.url == url("proposal", made)
    assert browse.post(url("proposal_improve", proposal), sent).url == answer.url
    runner.run(made.pk)
    page = text(browse.get(answer.url))
    assert "Nobody moves: no better teams were found than those of proposal 1." in page
    history = text(browse.get(reverse("organise:teams", args=[forming.cohort.slug])))
    assert ("improved from 1" in history, "Start number 3" in history) == (True, True)


def test_a_stale_board_is_not_improved_but_shows_its_difference(browse, forming, proposal):
    """C-02: what changed stands on the page that the refusal leads to."""
    forming.people[0].region = "Leeds"
    forming.people[0].save()
    answer = browse.post(url("proposal_improve", proposal), {"version": 1}, follow=True)
    assert shown(answer)[-1].startswith("People changed since these teams were formed.")
    assert "Amara Osei changed: region." in text(answer)
    assert not TeamProposal.objects.filter(kind="IMPROVED").exists()


def test_forming_again_leads_to_the_same_teams(browse, forming, proposal):
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    page = text(browse.get(url("proposal", proposal)))
    assert "Form again" in page
    answer = browse.post(url("proposal_again", proposal), {})
    made = TeamProposal.objects.get(kind="AGAIN")
    assert (answer.url, made.base) == (url("proposal", made), proposal)
    runner.run(made.pk)
    assert "The same teams as proposal 1" in text(browse.get(answer.url))
    history = text(browse.get(reverse("organise:teams", args=[forming.cohort.slug])))
    assert ("1 formed again" in history, "by Olu Adeyemi," in history) == (True, True)


def test_forming_shows_the_best_the_bound_and_the_rules(browse, forming):
    left = services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser)
    page = text(browse.get(url("proposal_progress", left)))
    assert page.count("Not known yet") == 3
    live = {"points": 95.0, "bound": 91.0, "broken": 0, "done": 10, "proposals": 40}
    services.note_progress(proposal=left.pk, percent=25, live=live)
    page = text(browse.get(url("proposal_progress", left)))
    for words in ("25 of 100", "95.0 points", "No arrangement can do better than 91.0.", "None", "Throw away"):
        assert words in page
    services.note_progress(proposal=left.pk, percent=30, live={**live, "broken": 2, "bound": 0})
    page = browse.get(url("proposal_progress", left))
    assert (text(page).count("Not known yet"), page.context["proposal"].live["broken"]) == (1, 2)


@pytest.mark.parametrize("asked", ["?help=1", "?team=1", "?find=o", "?person={key}&to={to}"])
def test_panels_take_the_same_queries_for_more_people(browse, forming, proposal, asked, django_assert_max_num_queries):
    person = forming.people[0]
    to = proposal.places.get(participant=person).team_number % 3 + 1
    address = url("proposal", proposal) + asked.format(key=person.key, to=to)
    browse.get(address)
    with django_assert_max_num_queries(QUERIES):
        browse.get(address)
    for place, name in enumerate(("Zoe Hart", "Uma Rao", "Finn Daly")):
        proposal.places.create(participant=add_person(forming.cohort, place, name), team_number=place + 1)
    with django_assert_max_num_queries(QUERIES):
        browse.get(address)


def test_history_takes_the_same_queries_for_more_proposals(browse, forming, proposal, django_assert_num_queries):
    address = reverse("organise:teams", args=[forming.cohort.slug])
    browse.get(address)
    with django_assert_num_queries(HISTORY_QUERIES):
        browse.get(address)
    for _place in range(2):
        runner.run(services.form_again(proposal=proposal, by=forming.organiser).pk)
    with django_assert_num_queries(HISTORY_QUERIES):
        browse.get(address)


HISTORY_QUERIES = 12
