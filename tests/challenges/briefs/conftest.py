"""A cohort whose teams rank three briefs."""

from types import SimpleNamespace

import pytest

from tests.factories.challenges import BriefFactory
from tests.factories.cohorts import CohortFactory, StaffFactory, TeamFactory, TeamMemberFactory


@pytest.fixture
def ground(db):
    """ground.cohort, .organiser, .teams (Kite, Loom, Orchard), .members (one each), .briefs (three)."""
    return make_ground()


def make_ground():
    cohort = CohortFactory()
    teams = [TeamFactory(cohort=cohort, name=name, number=n) for n, name in enumerate(("Kite", "Loom", "Orchard"), 1)]
    members = [TeamMemberFactory(team=team).participant.user for team in teams]
    briefs = [BriefFactory(cohort=cohort, question=f"How might we {verb}?") for verb in ("listen", "mend", "plan")]
    organiser = StaffFactory(programme=cohort.programme).user
    return SimpleNamespace(cohort=cohort, teams=teams, members=members, briefs=briefs, organiser=organiser)
