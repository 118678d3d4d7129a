"""Inviting people: one letter each with its own link, held when many."""

import pytest

from cohorts.messages.services import NobodyToWriteTo
from cohorts.people import services
from cohorts.people.models import Participant
from cohorts.people.services.invitations import invitations_of, invitees
from core.audit.models import Event
from core.models import Invitation, OutboxMessage
from core.people.invitations import accept
from tests.clock import START
from tests.factories.cohorts import CohortFactory, MentorFactory, ParticipantFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def test_each_person_gets_a_link_of_their_own():
    cohort, by = CohortFactory(name="Spring 2027"), UserFactory()
    people = [ParticipantFactory(cohort=cohort), ParticipantFactory(cohort=cohort)]
    services.invite_people(cohort=cohort, people=people, by=by, key="k")
    letters = list(OutboxMessage.objects.order_by("pk"))
    assert [letter.to for letter in letters] == [place.user for place in people]
    assert {letter.subject for letter in letters} == {"Your place in Spring 2027"}
    assert len({letter.body.split("/invitation/")[1].split("/")[0] for letter in letters}) == 2
    made = Event.objects.order_by("pk").values_list("event", flat=True)
    assert list(made) == ["invitation.made", "invitation.made", "mailing.made"]


def test_link_in_the_letter_opens_the_place():
    place = ParticipantFactory()
    services.invite_people(cohort=place.cohort, people=[place], by=None, key="k")
    token = OutboxMessage.objects.get().body.split("/invitation/")[1].split("/")[0]
    assert accept(token=token, user=place.user).user == place.user
    assert invitations_of([place.user_id], place.cohort, "participant")[place.user_id].accepted_at == START


def test_one_key_invites_once_and_keeps_the_link():
    place = ParticipantFactory()
    for _time in range(2):
        services.invite_people(cohort=place.cohort, people=[place], by=None, key="k")
    assert (Invitation.objects.count(), OutboxMessage.objects.count()) == (1, 1)


def test_invitation_to_many_is_held():
    """More than ten people: the letters wait ten minutes and can be called back."""
    cohort = CohortFactory()
    people = ParticipantFactory.create_batch(11, cohort=cohort)
    assert services.preview_invitations(cohort=cohort, people=people).held_minutes == 10
    mailing = services.invite_people(cohort=cohort, people=people, by=None, key="k")
    assert (mailing.held_until - mailing.made_at).total_seconds() == 600


def test_invitees_are_active_and_not_invited_yet():
    cohort = CohortFactory()
    fresh, invited = ParticipantFactory(cohort=cohort), ParticipantFactory(cohort=cohort)
    ParticipantFactory(cohort=cohort, state="WITHDRAWN")
    services.invite_people(cohort=cohort, people=[invited], by=None, key="k")
    assert list(invitees(cohort)) == [fresh]


def test_preview_sends_nothing():
    place = ParticipantFactory(user__first_name="Hana")
    preview = services.preview_invitations(cohort=place.cohort, people=[place])
    assert (preview.count, preview.names, preview.samples[0].body[:10]) == (1, [place.user.name], "Hello Hana")
    assert (OutboxMessage.objects.count(), Invitation.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_nobody_to_invite_is_refused():
    with pytest.raises(NobodyToWriteTo):
        services.invite_people(cohort=CohortFactory(), people=list(Participant.objects.all()), by=None, key="k")


def test_mentor_is_invited_to_mentor():
    mentor = MentorFactory()
    services.invite_people(cohort=mentor.cohort, people=[mentor], role="mentor", by=None, key="k")
    assert (Invitation.objects.get().role, OutboxMessage.objects.get().kind) == ("mentor", "people.mentor_invited")
