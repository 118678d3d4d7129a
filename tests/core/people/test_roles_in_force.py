"""Tests of when a role counts: not before it is accepted, not after it has ended, not for closed accounts."""

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import ProgrammeStaff
from core.people import invitations, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(world):
    return world.people["organiser"]


@pytest.fixture
def people_page(world):
    return reverse("organise:people", kwargs={"cohort": world.cohort.slug})


def test_a_role_does_nothing_until_its_invitation_is_accepted(client, world, organiser, people_page):
    """I-09: the address is proved for every cohort before the role acts, even for somebody signed in."""
    client.force_login(organiser)
    assert client.get(people_page).status_code == 200
    _invitation, token = invitations.invite(
        user=organiser, role="organiser", cohort=world.cohort, place="Spring", by=None
    )
    response = client.get(people_page)
    assert (response.status_code, response.url) == (302, "/invitation/")
    client.post(f"/invitation/{token}/")
    assert client.get(people_page).status_code == 200


def test_a_role_that_ended_is_gone_at_the_next_request(client, organiser, people_page, clock):
    """I-10: effective at once, without signing out."""
    client.force_login(organiser)
    assert client.get(people_page).status_code == 200
    ProgrammeStaff.objects.filter(user=organiser).update(ended_at=clock.now)
    assert client.get(people_page).status_code == 404


def test_a_closed_account_is_shut_at_every_entry(client, world, organiser, people_page, mailoutbox):
    """I-13: session, password, code, new password and invitation."""
    client.force_login(organiser)
    _invitation, token = invitations.invite(user=organiser, role="judge", place="Final", by=None)
    services.close_account(user=organiser, by=None)
    assert client.get(people_page).status_code == 302
    other = Client()
    signed_in = {"login": organiser.email, "password": "correct horse battery"}
    assert other.post("/accounts/login/", signed_in).url == "/accounts/inactive/"
    other.post("/accounts/login/code/", {"email": organiser.email})
    other.post("/accounts/password/reset/", {"email": organiser.email})
    assert ["no account" in letter.body for letter in mailoutbox] == [True, True]
    assert other.post(f"/invitation/{token}/").status_code == 410
    assert "_auth_user_id" not in other.session


def test_impersonating_meets_no_invitation_of_the_person(client, world, organiser, people_page):
    """O-11: the administrator sees what the role shows, and accepts nothing."""
    _invitation, _token = invitations.invite(user=organiser, role="judge", cohort=world.cohort, place="Spring", by=None)
    client.force_login(world.people["administrator"])
    client.post(f"/people/{organiser.key}/see-as/", {"reason": "Looking"})
    assert client.get(people_page).status_code == 200
    assert invitations.open_ones(organiser).count() == 1
