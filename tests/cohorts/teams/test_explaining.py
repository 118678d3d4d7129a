"""A proposal explained: points as it stands, bounds in words, cards, what each level costs, the record."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cohorts.teams import costing, services
from cohorts.teams.account import account_of, quality_of
from cohorts.teams.board import board_of
from cohorts.teams.cards import Light, cards_of, light_of, weakest_words
from cohorts.teams.costs import costs_told
from cohorts.teams.engine.problem import UNITS
from cohorts.teams.models import TeamProposal
from cohorts.teams.snapshot import fingerprint, freeze
from cohorts.teams.workflow import ProposalState
from core.audit.models import Event
from core.lifecycle import NotPossibleNow
from core.models import OutboxMessage

from .conftest import add_person, move_that_works

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(client, forming):
    client.force_login(forming.organiser)
    return client


def at(proposal, name="proposal_explain"):
    return reverse(f"organise:{name}", args=[proposal.cohort.slug, proposal.key])


def text(response):
    return " ".join(response.content.decode().split())


def with_people(proposal):
    rows = proposal.places.select_related("participant__user", "participant__organisation")
    return list(rows.order_by("participant__user__last_name"))


def test_account_agrees_with_what_the_engine_found(proposal):
    account = account_of(proposal)
    found = {
        team["number"]: {name: cost for name, cost in team["units"].items() if cost}
        for team in proposal.result["teams"]
    }
    assert {team.number: dict(team.units) for team in account.teams} == found
    assert (account.points, account.sizes, account.broken) == (proposal.result["points"], [4, 4, 4], [])


def test_account_follows_moves_by_hand(forming, proposal):
    before = account_of(proposal)
    person, number, other = move_that_works(proposal)
    services.move_on_board(
        proposal=proposal, participant=person, to_number=number, swap_with=other, expected_version=1, by=None
    )
    proposal.refresh_from_db()
    account = account_of(proposal)
    assert (account.points, account.teams != before.teams) == (board_of(proposal).points, True)
    assert round(account.points, 4) == proposal.result["points"]


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (0, "Proved: no arrangement under these rules can do better."),
        (-400, "At most 1.0 points (2 %) above what any arrangement could reach."),
        (-1, "At most 0.1 points (1 %) above what any arrangement could reach."),
        (None, "No bound is known."),
    ],
)
def test_quality_is_told_in_words(proposal, bound, words):
    units = account_of(proposal).units
    proposal.result = {**proposal.result, "bound": None if bound is None else units + bound}
    told = quality_of(account_of(proposal))
    percent = round(100 * -(bound or 0) / (units + (bound or 0)))
    assert told == words.replace("(2 %)", f"({max(percent, 1)} %)")


def test_bound_says_nothing_of_teams_that_break_rules(proposal):
    proposal.rules = {**proposal.rules, "size_min": 5}
    assert quality_of(account_of(proposal)) == "No bound is known."


def test_taking_changes_over_forgets_the_bound_of_the_people_before(forming, proposal):
    person = forming.people[0]
    person.region = "Leeds"
    person.save()
    seen = fingerprint(freeze(forming.cohort))
    changed = services.take_changes_over(proposal=proposal, seen=seen, expected_version=1, by=forming.organiser)
    assert (changed.result["bound"], changed.result["proved"]) == (None, False)


@pytest.mark.parametrize(
    ("own", "everybody", "light"),
    [
        (0, [0, 0, 0], Light.GOOD),
        (3, [3, 3, 3], Light.BETWEEN),
        (1, [1, 4, 7], Light.GOOD),
        (4, [1, 4, 7], Light.BETWEEN),
        (7, [1, 4, 7], Light.WEAK),
        (3, [1, 4, 7], Light.GOOD),
        (5, [1, 5, 7], Light.WEAK),
    ],
)
def test_lights_compare_a_team_with_the_others(own, everybody, light):
    assert light_of(own, everybody) == light


def test_cards_hold_people_public_first_and_what_stands_for_them(forming, proposal):
    account = account_of(proposal)
    cards = cards_of(account, with_people(proposal))
    board = board_of(proposal)
    assert [(card.name, card.points, card.public, card.private) for card in cards] == [
        (row.name, row.points, row.public, row.private) for row in board.rows
    ]
    assert [card.practitioners for card in cards] == [
        [(count.skill, count.number) for count in row.counts] for row in board.rows
    ]
    assert sum(line.points for card in cards for line in card.lines) == pytest.approx(account.points)


def test_kinds_that_are_never_alone_are_counted_and_not_named(forming, proposal):
    proposal.rules = {**proposal.rules, "never_alone": ["gender: woman"]}
    for person in proposal.snapshot["people"][:5]:
        person["attributes"] = ["gender: woman"]
    cards = cards_of(account_of(proposal), with_people(proposal))
    assert sum(count for card in cards for _kind, count in card.kinds) == 5


def test_weakest_team_is_named_with_what_it_costs(proposal):
    account = account_of(proposal)
    words = weakest_words(account)
    assert words.startswith(f"{account.worst.name} has most points: ")
    assert ", where the mean is " in words


def test_costs_are_worked_out_once_however_often_they_are_asked(
    forming, proposal, browse, django_capture_on_commit_callbacks
):
    """C-01: the button pressed three times asks once; the answer stands on the page as sentences."""
    with django_capture_on_commit_callbacks() as waiting:
        for _press in range(3):
            assert browse.post(at(proposal, "proposal_costs")).status_code == 302
    assert (len(waiting), Event.objects.filter(event="proposal.costs_asked").count()) == (1, 1)
    page = text(browse.get(at(proposal)))
    assert ("levels worked out" in page, browse.get(at(proposal, "proposal_costs")).status_code) == (True, 200)
    for run in waiting:
        run()
    proposal.refresh_from_db()
    assert (proposal.costs["state"], proposal.costs["version"]) == ("DONE", 1)
    told = costs_told(proposal, forming.cohort.made_at)
    page = text(browse.get(at(proposal)))
    assert [words for _label, words in told.sentences if words not in page] == []
    assert browse.get(at(proposal, "proposal_costs"))["HX-Refresh"] == "true"
    with django_capture_on_commit_callbacks() as waiting:
        browse.post(at(proposal, "proposal_costs"))
    assert waiting == []


def test_costs_of_an_earlier_version_are_said_to_be_old(forming, proposal, django_capture_on_commit_callbacks, browse):
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_costs(proposal=proposal, by=forming.organiser)
    services.lock_place(
        proposal=proposal, participant=forming.people[0], is_locked=True, expected_version=1, by=forming.organiser
    )
    page = text(browse.get(at(proposal)))
    assert ("before the proposal was last changed" in page, "Work out what each level costs" in page) == (True, True)
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_costs(proposal=proposal, by=forming.organiser)
    proposal.refresh_from_db()
    assert (proposal.costs["version"], proposal.costs["state"]) == (2, "DONE")


def test_result_of_an_earlier_request_never_replaces_a_later_one(forming, proposal):
    services.ask_costs(proposal=proposal, by=forming.organiser)
    proposal.refresh_from_db()
    asked = proposal.costs
    assert services.keep_costs(proposal=proposal.pk, version=7, levels=[], best={}) is False
    assert costing.run(proposal.pk, 7) == "old"
    proposal.refresh_from_db()
    assert proposal.costs == asked


def test_fault_while_working_out_is_told_and_can_be_tried_again(forming, proposal, browse, monkeypatch):
    services.ask_costs(proposal=proposal, by=forming.organiser)

    def fail(*_given, **_named):
        raise MemoryError("no room")

    monkeypatch.setattr(costing, "cost_of_levels", fail)
    assert costing.run(proposal.pk, 1) == "failed"
    page = text(browse.get(at(proposal)))
    assert ("That could not be worked out." in page, "Work out what each level costs" in page) == (True, True)
    services.ask_costs(proposal=proposal, by=forming.organiser)
    proposal.refresh_from_db()
    assert proposal.costs["state"] == "WORKING"


def test_work_that_was_lost_is_asked_for_again_after_an_hour(forming, proposal, clock):
    services.ask_costs(proposal=proposal, by=forming.organiser)
    proposal.refresh_from_db()
    assert costs_told(proposal, clock.now + timedelta(minutes=59)).state == "WORKING"
    assert costs_told(proposal, clock.now + timedelta(minutes=61)).state == "FAILED"
    services.ask_costs(proposal=proposal, by=forming.organiser, now=clock.now + timedelta(minutes=61))
    assert Event.objects.filter(event="proposal.costs_asked").count() == 2


def test_costs_are_asked_of_teams_that_stand_only(forming, proposal):
    TeamProposal.objects.filter(pk=proposal.pk).update(state=ProposalState.DISCARDED)
    with pytest.raises(NotPossibleNow):
        services.ask_costs(proposal=proposal, by=forming.organiser)


def test_page_explains_what_was_asked_and_every_team(browse, proposal):
    page = text(browse.get(at(proposal)))
    for words in (
        "Every team has 3 to 5 people.",
        "At most 2 people in a team are from one organisation.",
        "One skill without a practitioner costs 3 points",
        f"{account_of(proposal).points:.1f} points",
        "Kite",
        "Amara Osei",
        "has most points",
    ):
        assert words in page


def test_proposals_without_teams_have_nothing_to_explain(browse, forming, proposal):
    proposal.names = []
    proposal.save()
    for name in ("proposal_explain", "proposal_record"):
        assert browse.get(at(proposal, name)).url == at(proposal, "proposal")


def test_record_holds_what_would_form_the_teams_again(browse, forming, proposal):
    services.note_proposal(proposal=proposal, note="Calmer than the first", expected_version=1, by=forming.organiser)
    page = text(browse.get(at(proposal, "proposal_record")))
    for words in (
        "Not published.",
        "Olu Adeyemi",
        "Calmer than the first",
        "Every team has 3 to 5 people.",
        proposal.snapshot_hash[:16],
        proposal.result["problem_hash"][:16],
        "Asked for Proposal 1",
        "Wrote a note on Proposal 1",
        "Amara Osei",
    ):
        assert words in page


def test_record_of_published_teams_says_who_and_what_was_waived(browse, forming, proposal):
    proposal.rules = {**proposal.rules, "size_min": 5}
    proposal.save()
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser, reason="Three people fell ill")
    page = text(browse.get(at(proposal, "proposal_record")))
    for words in ("Published by Olu Adeyemi", "Rules that were waived", "Three people fell ill", "Published the teams"):
        assert words in page
    assert OutboxMessage.objects.count() == 12


@pytest.mark.parametrize(("name", "queries"), [("proposal_explain", 9), ("proposal_record", 8)])
def test_pages_take_the_same_queries_for_more_people(
    browse, forming, proposal, django_assert_num_queries, name, queries
):
    browse.get(at(proposal, name))
    with django_assert_num_queries(queries):
        browse.get(at(proposal, name))
    for place, person in enumerate(("Zoe Hart", "Uma Rao", "Finn Daly")):
        proposal.places.create(participant=add_person(forming.cohort, place, person), team_number=place + 1)
    with django_assert_num_queries(queries):
        browse.get(at(proposal, name))


def test_units_are_whole_points_of_the_engine(proposal):
    account = account_of(proposal)
    assert account.points == account.units / UNITS
