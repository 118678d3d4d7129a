"""A programme day that the team was at, and what it cites of it."""

from datetime import timedelta

import pytest

from challenges.work.cited.services import cite
from cohorts.models import Visit
from tests.clock import START

WORDS = "We saw the night log, so we ask for one."


@pytest.fixture
def day(world):
    """A programme day of last week, at which one of the team had a seat."""
    Visit.objects.filter(pk=world.visit.pk).update(
        starts_at=START - timedelta(days=7), ends_at=START - timedelta(days=7) + timedelta(hours=6)
    )
    world.clash.delete()
    world.visit.refresh_from_db()
    return world.visit


@pytest.fixture
def citing(world, day):
    """citing(about="…") cites the day, or what is given, in Lantern's draft."""

    def done(role="participant", **given):
        facts = {"about": f"day-{day.key}", "words": WORDS} | given
        return cite(milestone=world.milestone, team=world.team, by=world.people[role], **facts)

    return done
