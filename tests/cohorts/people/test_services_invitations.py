"""Inviting people: one letter each with its own link, held when many."""

from datetime import timedelta

import pytest

from cohorts.messages.services import NobodyToWriteTo, cancel_mailing
from cohorts.people import services
from cohorts.people.listing import invited_state, lines
from cohorts.people.models import Participant
from cohorts.people.services.invitations import invitations_of, invitees, mentor_invitees
from core.audit.models import Event
from core.models import Invitation, OutboxMessage
from core.people.invitations import TakenBack, accept
from tests.clock import START
from tests.factories.cohorts import CohortFactory, MentorFactory, ParticipantFactory, StaffFactory
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


def cancelled_invitation():
    """Eleven people invited; one letter had left when the rest was cancelled."""
    cohort, by = CohortFactory(slug="here"), UserFactory()
    people = ParticipantFactory.create_batch(11, cohort=cohort)
    mailing = services.invite_people(cohort=cohort, people=people, by=by, key="k")
    OutboxMessage.objects.filter(to=people[0].user).update(state="SENT")
    cancel_mailing(mailing=mailing, by=by)
    return cohort, people, mailing


def test_invitations_of_a_cancelled_mail_count_as_not_sent():
    cohort, people, _mailing = cancelled_invitation()
    assert set(invitees(cohort)) == set(people[1:])
    signs = {line.key: line.sign for line in lines(Participant.objects.filter(cohort=cohort), ["pk"], cohort)}
    assert signs == {people[0].key: "open"} | {place.key: "unsent" for place in people[1:]}
    found = invitations_of([place.user_id for place in people[:2]], cohort, "participant")
    assert [invited_state(found[place.user_id]) for place in people[:2]] == ["open", "unsent"]
    assert Event.objects.filter(event="invitation.revoked").count() == 10


def test_link_of_a_letter_that_was_not_sent_opens_nothing():
    _cohort, people, _mailing = cancelled_invitation()
    message = OutboxMessage.objects.get(to=people[1].user)
    token = message.body.split("/invitation/")[1].split("/")[0]
    with pytest.raises(TakenBack):
        accept(token=token, user=people[1].user)


def test_people_of_a_cancelled_mail_can_be_invited_again():
    cohort, people, mailing = cancelled_invitation()
    services.invite_people(cohort=cohort, people=people[1:3], by=None, key="again", now=START + timedelta(minutes=1))
    found = invitations_of([place.user_id for place in people], cohort, "participant")
    assert [invited_state(found[place.user_id]) for place in people[:4]] == ["open", "open", "open", "unsent"]
    # Cancelling the first mail once more takes no newer invitation back.
    cancel_mailing(mailing=mailing, by=UserFactory())
    assert set(invitees(cohort)) == set(people[3:])


def test_cancelled_mail_offers_to_invite_again(client):
    cohort, _people, mailing = cancelled_invitation()
    client.force_login(StaffFactory(programme=cohort.programme).user)
    page = client.get(f"/organise/here/messages/{mailing.key}/").content.decode()
    assert '<a href="/organise/here/people/invite/">Invite them again</a>' in page


def test_mentors_of_a_cancelled_mail_are_not_invited_either(client):
    cohort, by = CohortFactory(slug="here"), UserFactory()
    mentors = MentorFactory.create_batch(11, cohort=cohort)
    mailing = services.invite_people(cohort=cohort, people=mentors, role="mentor", by=by, key="k")
    cancel_mailing(mailing=mailing, by=by)
    assert mentor_invitees(cohort).count() == 11
    client.force_login(StaffFactory(programme=cohort.programme).user)
    assert client.get("/organise/here/mentors/").content.decode().count("Not sent") == 11
