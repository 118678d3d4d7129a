"""Two at once, on PostgreSQL: one effect, and never a programme without an organiser."""

from datetime import date

import pytest

from cohorts.programmes import services
from cohorts.programmes.models import Cohort, Programme
from tests.factories.cohorts import ProgrammeFactory, StaffFactory
from tests.factories.core import UserFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_form_sent_twice_at_once_makes_one_programme(race):
    """C-01: the second waits for the first and gives the same thing."""
    ade = UserFactory()
    first, second = race(*[lambda: services.create_programme(name="TechConnect", by=ade, key="abc")] * 2)
    assert (first.pk, Programme.objects.filter(name="TechConnect").count()) == (second.pk, 1)


def test_cohort_sent_twice_at_once_is_one_cohort(race):
    """C-01: twelve weeks, not twenty-four."""
    programme = services.create_programme(name="TechConnect", by=UserFactory())

    def start():
        return services.start_cohort(
            programme=programme, name="Spring 2027", starts_on=date(2027, 1, 4), by=None, key="abc"
        )

    first, second = race(start, start)
    assert (first.pk, Cohort.objects.count(), first.weeks.count()) == (second.pk, 1, 12)


def test_two_organisers_who_end_each_other_leave_one(race):
    programme = ProgrammeFactory()
    ade, bea = StaffFactory(programme=programme), StaffFactory(programme=programme)
    results = race(
        lambda: services.end_staff(staff=ade, by=bea.user),
        lambda: services.end_staff(staff=bea, by=ade.user),
    )
    refused = [result for result in results if isinstance(result, services.LastOrganiser)]
    assert (len(refused), programme.staff.filter(ended_at=None).count()) == (1, 1)
