"""Applications to bring a challenge: the call, the proof of the address, the answer, erasing."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from challenges.briefs.intake import services
from challenges.briefs.intake.erasers import applications as erase
from challenges.models import Brief, BriefApplication, ChallengeCall
from core.audit.models import Event
from core.lifecycle import NotPossibleNow
from core.models import Invitation, RateCount, User
from core.outbox.models import OutboxMessage
from tests.factories.intake import BriefApplicationFactory

GIVEN = {
    "first_name": "Ola",
    "last_name": "Grant",
    "email": "ola.grant@example.com",
    "organisation": "Cardiff Council",
    "problem": "Bins are emptied twice in one street and never in the next.",
}


def events(*names):
    return list(Event.objects.filter(event__in=names).order_by("pk").values_list("event", flat=True))


def propose(client, **changes):
    return client.post(reverse("public:propose", args=["spring-2027"]), {**GIVEN, **changes})


def link_in(letter):
    return re.search(r"/link/challenge/\S+/", letter.body)[0]


def test_proposal_from_the_public_page_to_a_draft(world, client, organiser):
    """No account before the address is proved; looking at the link changes nothing (I-04)."""
    before = User.objects.count()
    assert propose(client).headers["Location"] == "/propose/spring-2027/sent/"
    assert (User.objects.count(), OutboxMessage.objects.count()) == (before, 0)
    application = BriefApplication.objects.get(email="ola.grant@example.com")
    address = link_in(mail.outbox[0])
    for method in ("get", "head"):
        assert getattr(client, method)(address).status_code == 200
    application.refresh_from_db()
    assert (application.state, application.person) == ("SENT", None)
    for _time in range(2):
        assert client.post(address).status_code == 200
    application.refresh_from_db()
    assert (application.state, application.person.email) == ("WAITING", "ola.grant@example.com")
    assert list(OutboxMessage.objects.values_list("kind", "to")) == [("briefs.applied", organiser.pk)]
    brief = services.accept_application(application=application, by=organiser)
    assert (brief.state, brief.owner.name, brief.summary) == ("DRAFT", "Cardiff Council", GIVEN["problem"])
    assert list(brief.owners.values_list("user__email", flat=True)) == ["ola.grant@example.com"]
    # The address was proved by the link, so the role is in force and one letter says where to write.
    assert Invitation.objects.filter(user=application.person).count() == 0
    assert OutboxMessage.objects.filter(to=application.person, kind="briefs.application_accepted").count() == 1
    client.force_login(application.person)
    assert client.get(reverse("partner:brief_step", args=[brief.key, "problem"])).status_code == 200
    assert events("brief_application.proved", "brief_application.accepted", "brief.created") == [
        "brief_application.proved",
        "brief_application.accepted",
        "brief.created",
    ]


def test_known_and_unknown_addresses_get_the_same(world, client, challenge_owner):
    """I-05: the same answer, the same letter, and as many questions asked."""
    pages = []
    for email in ("nobody.yet@example.com", challenge_owner.email):
        response = propose(client, email=email)
        pages.append((response.status_code, response.headers["Location"]))
    assert pages[0] == pages[1]
    subjects = {letter.subject for letter in mail.outbox}
    assert (len(mail.outbox), len(subjects)) == (2, 1)


def test_one_address_gets_three_letters_a_day_and_the_page_stays_the_same(world, client):
    """I-06: counted by address, whatever network; no word tells that it was counted."""
    answers = {(response.status_code, response.headers["Location"]) for response in (
        client.post(
            reverse("public:propose", args=["spring-2027"]), {**GIVEN, "email": email}, REMOTE_ADDR=f"192.0.2.{number}"
        )
        for number, email in enumerate(["ola.grant@example.com", "Ola.Grant@Example.com"] * 3)
    )}  # fmt: skip
    assert answers == {(302, "/propose/spring-2027/sent/")}
    assert (len(mail.outbox), BriefApplication.objects.filter(state="SENT").count()) == (3, 3)


def test_one_network_cannot_flood(world, client):
    for number in range(60):
        propose(client, email=f"person{number}@example.org")
    assert propose(client, email="one.more@example.org").status_code == 429
    assert RateCount.objects.filter(name__startswith="propose_").exists()


def test_the_call_closes_by_the_servers_clock(world, client, clock):
    clock.set(world.challenge_call.closes_at)
    assert "No challenges can be proposed now" in client.get("/propose/spring-2027/").content.decode()
    response = propose(client)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "Challenges for this cohort can no longer be proposed. Nothing was sent."
    ]
    assert len(mail.outbox) == 0
    clock.forward(seconds=-1)
    assert propose(client).status_code == 302
    # What was sent in time is proved afterwards.
    clock.forward(days=1)
    application = BriefApplication.objects.get(email="ola.grant@example.com")
    assert services.prove_application(token=services.token_of(application)).state == "WAITING"


def test_a_cohort_without_a_call_has_no_form(world, client):
    ChallengeCall.objects.all().delete()
    assert client.get("/propose/spring-2027/").status_code == 404
    assert client.get("/propose/nowhere/").status_code == 404


def test_link_is_signed_for_a_week(world, client, clock):
    propose(client)
    token = services.token_of(BriefApplication.objects.get(email="ola.grant@example.com"))
    assert client.get(f"/link/challenge/{token[:-1]}x/").status_code == 404
    assert client.get("/link/challenge/nothing/").status_code == 404
    clock.forward(days=7)
    assert client.post(f"/link/challenge/{token}/").status_code == 404
    assert BriefApplication.objects.filter(state="WAITING").count() == 1


def test_declining_sends_the_words(world, organiser, challenge_owner):
    application = world.brief_application
    application.person = challenge_owner
    application.save()
    services.decline_application(application=application, words="We have one like it.", by=organiser)
    letter = OutboxMessage.objects.get(kind="briefs.application_declined")
    assert (letter.to, "We have one like it." in letter.body) == (challenge_owner, True)
    with pytest.raises(NotPossibleNow):
        services.accept_application(application=application, by=organiser)
    assert events("brief_application.declined") == ["brief_application.declined"]


def test_an_owner_is_invited_with_one_letter(world, organiser):
    brief = services.invite_to_write(
        cohort=world.cohort, organisation="Cardiff Council", email="ola.grant@example.com", first_name="Ola",
        last_name="Grant", words="We met in March.", by=organiser, key="k",
    )  # fmt: skip
    again = services.invite_to_write(
        cohort=world.cohort, organisation="Cardiff Council", email="ola.grant@example.com", first_name="Ola",
        last_name="Grant", by=organiser, key="k",
    )  # fmt: skip
    letter = OutboxMessage.objects.get(kind="briefs.invited")
    assert (again, "We met in March." in letter.body, "/invitation/" in letter.body) == (brief, True, True)
    assert (brief.question, Brief.objects.filter(owner__name="Cardiff Council").count()) == ("", 1)
    assert events("brief.owner_asked") == ["brief.owner_asked"]
    # Who proved the address in this cohort goes straight to the form.
    Invitation.objects.update(accepted_at=brief.made_at)
    second = services.invite_to_write(
        cohort=world.cohort, organisation="Cardiff Council", email="ola.grant@example.com", first_name="Ola",
        last_name="Grant", by=organiser,
    )  # fmt: skip
    body = OutboxMessage.objects.filter(kind="briefs.invited").latest("pk").body
    assert f"/partner/briefs/{second.key}/write/" in body


def test_the_call_is_set_and_recorded_once(world, organiser, clock):
    for _time in range(2):
        services.set_call(cohort=world.cohort, is_open=False, by=organiser)
    assert events("challenge_call.changed") == ["challenge_call.changed"]
    assert not ChallengeCall.objects.get(cohort=world.cohort).takes(clock.now)


def test_applications_are_erased(world, clock):
    """P-04: unproved ones after a week, the others after half a year."""
    BriefApplicationFactory(cohort=world.cohort, state="SENT", proved_at=None)
    clock.forward(days=8)
    assert erase(clock.now, True) == [
        ("applications that were never proved", 1),
        ("applications to bring a challenge", 0),
    ]
    erase(clock.now, False)
    assert list(BriefApplication.objects.all()) == [world.brief_application]
    clock.forward(days=180)
    erase(clock.now, False)
    assert BriefApplication.objects.count() == 0
