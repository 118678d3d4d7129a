"""Organisers: added with a letter, ended at once, never the last one."""

import pytest

from cohorts.programmes import services
from core.access import can
from core.audit.models import Event
from core.models import Invitation, OutboxMessage, User
from tests.factories.cohorts import ProgrammeFactory, StaffFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def events(name):
    return [(event.actor_label, event.subject_label) for event in Event.objects.filter(event=name)]


@pytest.fixture
def programme():
    return ProgrammeFactory(name="Digital skills", slug="digital-skills")


@pytest.fixture
def ade(programme):
    return StaffFactory(programme=programme, user=UserFactory(first_name="Ade", last_name="Bankole")).user


def test_somebody_new_is_invited(programme, ade):
    row = services.add_staff(
        programme=programme, email=" Bea.Lund@Example.com", first_name="Bea", last_name="Lund", by=ade
    )
    user = User.objects.get(email="bea.lund@example.com")
    assert (row.user, user.name, row.granted_by) == (user, "Bea Lund", ade)
    assert [(i.role, i.place) for i in Invitation.objects.all()] == [("organiser", "Digital skills")]
    assert [m.address for m in OutboxMessage.objects.all()] == ["bea.lund@example.com"]
    assert events("staff.added") == [("Ade Bankole", "Bea Lund, Digital skills")]
    assert events("person.added") == [("Ade Bankole", "Bea Lund")]


def test_role_does_nothing_until_the_address_is_proved(programme, ade, client):
    """I-09: whoever merely typed an address in gives nobody power."""
    row = services.add_staff(programme=programme, email="bea.lund@example.com", by=ade)
    client.force_login(row.user)
    page = client.get("/organise/programmes/digital-skills/")
    assert (page.status_code, "digital-skills" in page.headers["Location"]) == (302, False)


def test_somebody_known_is_only_told(programme, ade):
    known = UserFactory(first_name="Bea", last_name="Lund")
    services.add_staff(programme=programme, email=known.email, first_name="Not", last_name="Hers", by=ade)
    message = OutboxMessage.objects.get()
    assert (message.subject, message.to, Invitation.objects.count()) == ("You now run Digital skills", known, 0)
    assert "http://localhost:8000/organise/programmes/digital-skills/" in message.body
    known.refresh_from_db()
    assert (known.name, can(known, "programme.manage", programme)) == ("Bea Lund", True)


def test_adding_twice_is_one_role_and_one_letter(programme, ade):
    for _again in range(2):
        services.add_staff(programme=programme, email="bea.lund@example.com", by=ade)
    assert (programme.staff.count(), OutboxMessage.objects.count(), len(events("staff.added"))) == (2, 1, 1)


def test_ended_role_is_gone_at_once(programme, ade):
    """I-10: the next question gets a no."""
    other = StaffFactory(programme=programme)
    ended = services.end_staff(staff=other, by=ade)
    assert (ended.ended_at is not None, can(other.user, "programme.manage", programme)) == (True, False)
    services.end_staff(staff=other, by=ade)
    assert len(events("staff.ended")) == 1


def test_last_organiser_stays(programme, ade):
    with pytest.raises(services.LastOrganiser):
        services.end_staff(staff=programme.staff.get(), by=ade)
    assert events("staff.ended") == []


def test_closed_account_does_not_count_as_the_last_organiser(programme, ade):
    other = StaffFactory(programme=programme)
    other.user.is_active = False
    other.user.save()
    with pytest.raises(services.LastOrganiser):
        services.end_staff(staff=programme.staff.get(user=ade), by=ade)
    services.end_staff(staff=other, by=ade)
    assert programme.staff.filter(ended_at=None).count() == 1


def test_ended_organiser_can_come_back(programme, ade):
    other = StaffFactory(programme=programme)
    services.end_staff(staff=other, by=ade)
    services.add_staff(programme=programme, email=other.user.email, by=ade)
    assert can(other.user, "programme.manage", programme) is True
