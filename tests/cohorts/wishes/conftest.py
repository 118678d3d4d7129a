"""Wishes asked for in a cohort of three without teams, with two topics."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from cohorts.programmes.workflow import CohortState
from tests.clock import START
from tests.factories.cohorts import CohortFactory, ParticipantFactory, StaffFactory, TopicFactory
from tests.factories.core import UserFactory
from tests.recordings import recorded

NAMES = (("Hana", "Aziz"), ("Leo", "Marks"), ("Tess", "Wynn"))


@pytest.fixture
def asked(db):
    """asked.cohort, .organiser, .people (Hana, Leo, Tess) and .topics (Housing, Audit)."""
    return recorded("asked", _asked)


def _asked():
    until = START + timedelta(days=7)
    cohort = CohortFactory(name="Autumn 2027", slug="autumn-2027", state=CohortState.FORMING, wishes_until=until)
    organiser = StaffFactory(programme=cohort.programme, user=UserFactory(first_name="Olu", last_name="Adeyemi")).user
    people = [
        ParticipantFactory(cohort=cohort, user=UserFactory(first_name=first, last_name=last)) for first, last in NAMES
    ]
    topics = [TopicFactory(cohort=cohort, name=name, order=order) for order, name in enumerate(("Housing", "Audit"), 1)]
    return SimpleNamespace(cohort=cohort, organiser=organiser, people=people, topics=topics)


def keys(rows):
    return [row.key for row in rows]
