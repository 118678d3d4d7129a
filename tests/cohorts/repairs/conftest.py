"""A cohort whose three published teams of four have lost somebody, and ways to mend them."""

import pytest

from cohorts.people.services import withdraw_participant
from cohorts.repairs import services
from cohorts.teams.services import publish_teams
from tests.cohorts.teams.conftest import add_person, forming, proposal
from tests.recordings import recorded

__all__ = ["forming", "proposal"]


@pytest.fixture
def published(forming, proposal):
    """The cohort's three teams, Kite, Loom and Harbour."""
    return recorded("published", lambda: _publish(forming, proposal), over=proposal)


def _publish(forming, proposal):
    teams = publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    return {team.name: team for team in teams}


@pytest.fixture
def lost(forming, published):
    """Two people have left: somebody of Kite, and somebody of Loom."""
    gone = [published[name].members.order_by("pk").first().participant for name in ("Kite", "Loom")]
    for person in gone:
        withdraw_participant(participant=person, by=forming.organiser)
    return gone


@pytest.fixture
def newcomer(forming, published):
    """Somebody who came in after the teams were published."""
    return add_person(forming.cohort, 3, "Una Byrne")


@pytest.fixture
def ask(forming, django_capture_on_commit_callbacks):
    """ask(frozen=[1]) gives a repair that is ready to look at."""

    def now(**wanted):
        with django_capture_on_commit_callbacks(execute=True):
            made = services.ask_repair(cohort=forming.cohort, by=forming.organiser, **wanted)
        made.refresh_from_db()
        return made

    return now
