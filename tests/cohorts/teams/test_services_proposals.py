"""Asking for proposals and forming them: whole or not at all, once, and the same again."""

import pytest

from cohorts.models import ProposedPlace, TeamProposal
from cohorts.programmes.workflow import CohortState
from cohorts.teams import forming as runner
from cohorts.teams import jobs, services
from cohorts.teams.services.refusals import BeingFormed, CohortClosed, NobodyToPlace, TeamsExist, TooFewPeople
from cohorts.teams.workflow import ProposalState
from core.audit.models import Event
from tests.factories.cohorts import CohortFactory, TeamFactory

from .conftest import RULES

pytestmark = pytest.mark.django_db


def events(subject):
    return list(Event.objects.about(subject).order_by("pk").values_list("event", flat=True))


def teams_of(proposal):
    found = {}
    for place in proposal.places.all():
        found.setdefault(place.team_number, set()).add(place.participant_id)
    return found


def test_proposal_places_everybody_once(forming, proposal):
    assert proposal.state == ProposalState.READY
    assert proposal.names == ["Kite", "Loom", "Harbour"]
    assert [len(people) for _number, people in sorted(teams_of(proposal).items())] == [4, 4, 4]
    assert set.union(*teams_of(proposal).values()) == {person.pk for person in forming.people}
    assert events(proposal) == ["proposal.asked_for", "proposal.formed"]


def test_proposal_keeps_seed_people_and_reasons(forming, proposal):
    assert (proposal.seed, proposal.number, proposal.asked_by) == (3, 1, forming.organiser)
    assert [person["id"] for person in proposal.snapshot["people"]] == [person.pk for person in forming.people]
    assert proposal.result["status"] == "FEASIBLE"
    assert set(proposal.result["person_reasons"]) == {str(person.pk) for person in forming.people}


def test_same_seed_gives_the_same_teams(forming, proposal, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        again = services.propose_teams(cohort=forming.cohort, rules=RULES, seed=3, by=forming.organiser)
    assert teams_of(again) == teams_of(proposal)
    assert again.number == 2


def test_doubled_request_makes_one_proposal(forming):
    """C-01: a form sent twice asks for one proposal."""
    asked = [
        services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser, key="same-key")
        for _ in range(2)
    ]
    assert asked[0] == asked[1]
    assert TeamProposal.objects.count() == 1


def test_second_proposal_waits_for_the_first(forming):
    services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser)
    with pytest.raises(BeingFormed):
        services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser)


def test_proposing_is_refused_without_people_or_sense(forming):
    with pytest.raises(NobodyToPlace):
        services.propose_teams(cohort=CohortFactory(state=CohortState.FORMING), rules=RULES, by=None)
    with pytest.raises(TooFewPeople):
        services.propose_teams(cohort=forming.cohort, rules={**RULES, "size_min": 13, "size_max": 13}, by=None)
    forming.cohort.state = CohortState.COMPLETED
    forming.cohort.save()
    with pytest.raises(CohortClosed):
        services.propose_teams(cohort=forming.cohort, rules=RULES, by=None)


def test_proposing_is_refused_once_teams_exist(forming):
    TeamFactory(cohort=forming.cohort)
    with pytest.raises(TeamsExist):
        services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser)


def test_rules_that_cannot_hold_are_told(forming, django_capture_on_commit_callbacks):
    """C-03: an impossible problem places nobody and says why."""
    rules = {**RULES, "required_tags": ["speaks Welsh"]}
    with django_capture_on_commit_callbacks(execute=True):
        asked = services.propose_teams(cohort=forming.cohort, rules=rules, by=forming.organiser)
    asked.refresh_from_db()
    assert (asked.state, asked.places.count()) == (ProposalState.IMPOSSIBLE, 0)
    assert [one["code"] for one in asked.result["conflicts"]] == ["TAG"]
    assert events(asked) == ["proposal.asked_for", "proposal.found_impossible"]


def test_fault_of_the_engine_places_nobody(forming, monkeypatch, django_capture_on_commit_callbacks):
    """C-03: a fault leaves no partial teams, and the run is marked failed with its seed and people."""

    def broken(*args, **kwargs):
        raise MemoryError("no room")

    monkeypatch.setattr(runner, "form_teams", broken)
    with django_capture_on_commit_callbacks(execute=True):
        asked = services.propose_teams(cohort=forming.cohort, rules=RULES, seed=9, by=forming.organiser)
    asked.refresh_from_db()
    assert (asked.state, asked.places.count(), asked.seed) == (ProposalState.FAILED, 0, 9)
    assert len(asked.snapshot["people"]) == 12
    assert asked.result == {"fault": "MemoryError: no room"}
    assert events(asked) == ["proposal.asked_for", "proposal.failed"]


def test_killed_worker_can_run_again_with_the_same_answer(forming, proposal):
    """C-03: the worker died before it wrote anything; the reaper runs the task again."""
    left = services.propose_teams(cohort=forming.cohort, rules=RULES, seed=3, by=forming.organiser)
    assert (left.state, left.places.count()) == (ProposalState.FORMING, 0)
    assert runner.run(left.pk) == "READY"
    assert teams_of(left) == teams_of(proposal)
    assert runner.run(left.pk) == "READY"
    assert ProposedPlace.objects.filter(proposal=left).count() == 12


def test_forgotten_proposal_fails_after_an_hour(forming, clock):
    """C-03: work that never ended is marked failed, and the rules can be tried again."""
    left = services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser)
    clock.forward(minutes=59)
    assert jobs.every_minute(clock.now) == 0
    clock.forward(minutes=2)
    assert jobs.every_minute(clock.now) == 1
    left.refresh_from_db()
    assert left.state == ProposalState.FAILED
    assert services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser).number == 2


def test_stopping_ends_with_the_best_so_far(forming, monkeypatch):
    monkeypatch.setattr(runner, "SAVE_EVERY", 0)
    left = services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser)
    services.stop_forming(proposal=left, by=forming.organiser)
    assert services.note_progress(proposal=left.pk, percent=12) is False
    assert runner.run(left.pk) == "READY"
    left.refresh_from_db()
    assert (left.places.count(), left.result["stopped"]) == (12, True)
    assert events(left) == ["proposal.asked_for", "proposal.stopped", "proposal.formed"]


def test_thrown_away_while_forming_stays_thrown_away(forming, monkeypatch):
    left = services.propose_teams(cohort=forming.cohort, rules=RULES, by=forming.organiser)

    def thrown_away(*args, **kwargs):
        services.discard_proposal(proposal=TeamProposal.objects.get(pk=left.pk), by=forming.organiser)
        raise RuntimeError("it was stopped")

    monkeypatch.setattr(runner, "form_teams", thrown_away)
    assert runner.run(left.pk) == "DISCARDED"
    assert left.places.count() == 0
    assert events(left) == ["proposal.asked_for", "proposal.discarded"]
