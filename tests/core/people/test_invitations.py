"""Tests of invitations: bound to an address, single use, expiring."""

import pytest

from core.audit.models import Event
from core.models import Invitation, OutboxMessage
from core.people import invitations, services
from core.people.proof import must_prove, unproved_places
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ade():
    return UserFactory(email="ade@example.com", first_name="Ade", last_name="Bankole")


@pytest.fixture
def hana():
    return UserFactory(email="hana@example.com", first_name="Hana", last_name="Aziz", proved=False)


def events(prefix):
    return list(Event.objects.filter(event__startswith=prefix).values_list("event", "actor_id", "subject_id"))


def test_invite_stores_no_token_and_records(ade, hana, clock):
    invitation, token = invitations.invite(user=hana, role="mentor", place="Spring", by=ade)
    assert invitation.token_hash == invitations.digest(token) != token
    assert (invitation.email, invitation.invited_at) == ("hana@example.com", clock.now)
    assert (invitation.expires_at - clock.now).days == 14
    assert events("invitation") == [("invitation.made", ade.pk, invitation.pk)]


def test_invite_again_takes_the_earlier_one_back(ade, hana):
    first, old = invitations.invite(user=hana, role="mentor", place="Spring", by=ade)
    second, _new = invitations.invite(user=hana, role="mentor", place="Spring", by=ade)
    other, _token = invitations.invite(user=hana, role="judge", place="Spring", by=ade)
    assert set(invitations.open_ones(hana)) == {second, other}
    with pytest.raises(invitations.TakenBack):
        invitations.accept(token=old)
    first.refresh_from_db()
    assert first.accepted_at is None


def test_accept_proves_the_address_once(ade, hana, clock):
    """I-01: the second time it is already used."""
    invitation, token = invitations.invite(user=hana, role="mentor", place="Spring", by=ade)
    accepted = invitations.accept(token=token)
    assert (accepted.accepted_at, accepted.user) == (clock.now, hana)
    assert list(hana.emailaddress_set.values_list("email", "verified", "primary")) == [("hana@example.com", True, True)]
    assert events("invitation.accepted") == [("invitation.accepted", hana.pk, invitation.pk)]
    with pytest.raises(invitations.AlreadyUsed):
        invitations.accept(token=token)
    assert len(events("invitation.accepted")) == 1


def test_accept_calls_what_the_role_asks_for(ade, hana, monkeypatch):
    """I-03: role and scope come from the row."""
    called = []
    monkeypatch.setattr(invitations, "wired_one", lambda name, key: lambda **facts: called.append((name, key, facts)))
    invitation, token = invitations.invite(user=hana, role="mentor", place="Spring", by=ade)
    invitations.accept(token=token, user=hana)
    assert [(name, key, facts["invitation"], facts["by"]) for name, key, facts in called] == [
        ("ACCEPT_INVITATION", "mentor", invitation, hana)
    ]


def test_accept_refuses_another_login(ade, hana):
    """I-02: possession of the link gives nothing to somebody else."""
    _invitation, token = invitations.invite(user=hana, role="mentor", by=ade)
    with pytest.raises(invitations.ForSomebodyElse):
        invitations.accept(token=token, user=ade)
    assert Invitation.objects.filter(accepted_at=None).count() == 1


def test_accept_refuses_after_its_time_and_for_closed_accounts_and_unknown_tokens(ade, hana, clock):
    _invitation, token = invitations.invite(user=hana, role="mentor", by=ade)
    clock.forward(days=14)
    with pytest.raises(invitations.TakenBack):
        invitations.accept(token=token)
    with pytest.raises(invitations.Unknown):
        invitations.accept(token="\ud800")
    _invitation, token = invitations.invite(user=hana, role="mentor", by=ade)
    hana.is_active = False
    hana.save()
    with pytest.raises(invitations.TakenBack):
        invitations.accept(token=token)


def test_accept_refuses_when_the_address_has_changed(ade, hana):
    """I-09: a letter to the old address opens nothing."""
    _invitation, token = invitations.invite(user=hana, role="mentor", by=ade)
    hana.email = "hana.new@example.com"
    hana.save()
    with pytest.raises(invitations.ForSomebodyElse):
        invitations.accept(token=token)


def test_revoke_ends_an_open_invitation_only(ade, hana):
    first, token = invitations.invite(user=hana, role="mentor", by=ade)
    invitations.revoke(invitation=first, by=ade)
    with pytest.raises(invitations.TakenBack):
        invitations.accept(token=token)
    second, token = invitations.invite(user=hana, role="judge", by=ade)
    invitations.accept(token=token)
    invitations.revoke(invitation=second, by=ade)
    second.refresh_from_db()
    assert second.revoked_at is None
    assert events("invitation.revoked") == [("invitation.revoked", ade.pk, first.pk)]


def test_roles_wait_for_each_cohort_until_accepted(ade, hana):
    """I-09: the address is proved again for every cohort."""

    class Cohort:
        def __init__(self, pk):
            self.pk = pk

    spring, autumn = Cohort(1), Cohort(2)
    _first, spring_token = invitations.invite(user=hana, role="mentor", cohort=spring, place="Spring", by=ade)
    _second, token = invitations.invite(user=hana, role="mentor", cohort=autumn, place="Autumn", by=ade)
    assert unproved_places(hana) == {1, 2}
    invitations.accept(token=spring_token)
    assert unproved_places(hana) == {2}
    assert [must_prove(unproved_places(hana), place) for place in (spring, autumn, None)] == [False, True, False]
    invitations.accept(token=token)
    invitations.invite(user=hana, role="judge", cohort=spring, place="Spring", by=ade)
    assert unproved_places(hana) == set()
    invitations.invite(user=hana, role="organiser", place="Programme", by=ade)
    assert [must_prove(unproved_places(hana), place) for place in (spring, None)] == [True, True]


def test_send_letter_waits_in_the_outbox_with_the_sites_own_address(ade, hana, settings):
    """I-08: links are built from the setting."""
    settings.SITE_URL = "https://twelvefold.example.com"
    invitation, token = invitations.invite(user=hana, role="mentor", place="Spring", by=ade)
    invitations.send_letter(invitation=invitation, token=token)
    letter = OutboxMessage.objects.get()
    assert (letter.to, letter.subject) == (hana, "Your invitation: Spring")
    assert f"https://twelvefold.example.com/invitation/{token}/" in letter.body
    assert "You are invited to Spring as a mentor. The invitation comes from Ade Bankole." in letter.body


def test_send_again_replaces_each_open_invitation(ade, hana):
    old, _token = invitations.invite(user=hana, role="mentor", place="Spring", by=ade)
    assert invitations.send_again(user=hana, by=hana) == 1
    fresh = invitations.open_ones(hana).get()
    assert (fresh.role, fresh.place, fresh.invited_by) == ("mentor", "Spring", ade)
    assert fresh != old
    assert OutboxMessage.objects.get().to == hana
    assert len(events("invitation.made")) == 2


def test_ask_for_it_tells_who_invited_and_gives_nothing(ade, hana):
    """I-02: a forwarded invitation can only be asked for."""
    leo = UserFactory(email="leo@example.com", first_name="Leo", last_name="Marks")
    invitation, token = invitations.invite(user=hana, role="mentor", place="Spring", by=ade)
    invitations.ask_for_it(token=token, by=leo)
    invitations.ask_for_it(token=token, by=leo)
    letter = OutboxMessage.objects.get()
    assert letter.to == ade
    assert "Leo Marks (leo@example.com) opened the invitation that you sent to hana@example.com" in letter.body
    assert events("invitation.asked") == [("invitation.asked", leo.pk, invitation.pk)] * 2
    assert not Invitation.objects.filter(user=leo).exists()
    with pytest.raises(invitations.Unknown):
        invitations.ask_for_it(token="nothing", by=leo)


def test_prove_accepts_everything_open_for_people_somebody_vouches_for(ade, hana):
    invitations.invite(user=hana, role="mentor", place="Spring", by=ade)
    services.prove(user=hana, by=ade)
    assert unproved_places(hana) == set()
    assert hana.emailaddress_set.get().verified
    assert events("account.vouched_for") == [("account.vouched_for", ade.pk, hana.pk)]


@pytest.mark.postgres
def test_an_invitation_pressed_twice_at_once_is_accepted_once(race):
    """I-01: the row lock decides."""
    hana = UserFactory(email="hana@example.com", proved=False)
    _invitation, token = invitations.invite(user=hana, role="mentor", by=None)
    results = race(*[lambda: invitations.accept(token=token)] * 4)
    assert sorted(type(result).__name__ for result in results) == ["AlreadyUsed"] * 3 + ["Invitation"]
