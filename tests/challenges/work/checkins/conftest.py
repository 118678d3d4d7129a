"""A cohort in its fifth week with three teams that were there from the first."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.clock import START
from tests.factories.cohorts import CohortFactory, StaffFactory, TeamFactory, TeamMemberFactory


@pytest.fixture
def ground(db):
    """ground.cohort, .organiser, .teams (Kite, Loom, Orchard), .people (two in each, by the team's name)."""
    cohort = CohortFactory(slug="spring")
    formed_at = START - timedelta(weeks=6)
    teams = [
        TeamFactory(cohort=cohort, name=name, number=number, formed_at=formed_at)
        for number, name in enumerate(("Kite", "Loom", "Orchard"), 1)
    ]
    people = {team.name: [TeamMemberFactory(team=team).participant.user for _turn in range(2)] for team in teams}
    organiser = StaffFactory(programme=cohort.programme).user
    return SimpleNamespace(cohort=cohort, teams=teams, people=people, organiser=organiser)
