"""Leaving a cohort and coming back, and mentors who come and go."""

import pytest
from django.core.exceptions import PermissionDenied

from cohorts.people import services
from cohorts.people.models import Mentor, Participant
from cohorts.people.services.mentors import AlreadyMentors
from core.audit.models import Event
from core.lifecycle import NotPossibleNow
from tests.clock import START
from tests.factories.cohorts import CohortFactory, ParticipantFactory, StaffFactory
from tests.factories.core import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_withdrawing_keeps_the_reason_out_of_the_audit():
    place = ParticipantFactory()
    services.withdraw_participant(participant=place, reason="Unwell", by=place.user)
    row = Participant.objects.get(pk=place.pk)
    assert (row.state, row.left_at, row.left_reason) == ("WITHDRAWN", START, "Unwell")
    event = Event.objects.get(event="participant.withdrew")
    assert event.data == {"before": "ACTIVE", "after": "WITHDRAWN"}


def test_withdrawing_twice_is_refused_and_recorded_once():
    place = ParticipantFactory()
    services.withdraw_participant(participant=place, by=place.user)
    with pytest.raises(NotPossibleNow):
        services.withdraw_participant(participant=place, by=place.user)
    assert Event.objects.filter(event="participant.withdrew").count() == 1


def test_nobody_else_withdraws_a_person():
    place = ParticipantFactory()
    with pytest.raises(PermissionDenied):
        services.withdraw_participant(participant=place, by=UserFactory())


def test_organiser_takes_somebody_back_in():
    place = ParticipantFactory()
    organiser = StaffFactory(programme=place.cohort.programme).user
    services.withdraw_participant(participant=place, reason="A new job", by=organiser)
    services.return_participant(participant=place, by=organiser)
    row = Participant.objects.get(pk=place.pk)
    assert (row.state, row.left_at, row.left_reason) == ("ACTIVE", None, "")
    assert Event.objects.order_by("pk").last().event == "participant.returned"


def test_mentor_is_added_edited_ended_and_comes_back():
    cohort, organiser = CohortFactory(), UserFactory()
    company = OrganisationFactory(private=True)
    person = {
        "email": "fa@example.com",
        "first_name": "Fa",
        "last_name": "Iq",
        "organisation": "MoJ",
        "sector": "PUBLIC",
    }
    mentor = services.add_mentor_person(cohort=cohort, by=organiser, key="k", **person)
    assert services.add_mentor_person(cohort=cohort, by=organiser, key="k", **person) == mentor
    with pytest.raises(AlreadyMentors):
        services.add_mentor_person(cohort=cohort, by=organiser, **person)
    assert services.edit_mentor(mentor=mentor, organisation=company, job_title="CTO", by=organiser).side == "private"
    services.end_mentor(mentor=mentor, by=organiser)
    services.end_mentor(mentor=mentor, by=organiser)
    services.add_mentor_person(cohort=cohort, by=organiser, **person)
    assert Mentor.objects.get().left_at is None
    assert list(Event.objects.filter(event__startswith="mentor.").order_by("pk").values_list("event", "data")) == [
        ("mentor.joined", {"side": "public"}),
        ("mentor.edited", {"fields": ["job_title", "organisation", "side"]}),
        ("mentor.ended", {}),
        ("mentor.joined", {"side": "public"}),
    ]


def test_segments_hold_active_people_by_side():
    cohort = CohortFactory()
    public, private = ParticipantFactory(cohort=cohort), ParticipantFactory(cohort=cohort, private=True)
    ParticipantFactory(cohort=cohort, state="WITHDRAWN")
    found = {name: users for name, _label, users in services.segments(cohort)}
    assert found == {
        "participants": [public.user, private.user],
        "public": [public.user],
        "private": [private.user],
        "mentors": [],
    }
