"""Rows I-01 to I-14 of the threats, where the tests of one feature do not prove a row to its last word."""

import os
import re
import subprocess
import sys

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.apps import apps
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.people.services import store_people
from cohorts.programmes.services import add_staff, end_staff
from cohorts.teams.services import propose_teams
from core.erasers import forget
from core.files.services import take_back_exports
from core.models import Invitation, OutboxMessage, Session, User
from core.people import editors, invitations, services
from tests.factories.cohorts import CohortFactory, ParticipantFactory, StaffFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
CODE = re.compile(r"^    ([A-Z]{4}-[A-Z]{4})$", re.MULTILINE)
ELSEWHERE = (
    "https://evil.example.com/",
    "//evil.example.com/",
    "///evil.example.com",
    "\\\\evil.example.com",
    "/\\evil.example.com",
    "javascript:alert(1)",
    "https:evil.example.com",
    "/\t/evil.example.com",
)


@pytest.fixture
def hana():
    return UserFactory(email="hana@example.com", first_name="Hana", last_name="Aziz")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def everything_kept():
    """Every value of every row but those of pages, as one text for each table."""
    models = [model for model in apps.get_models() if model._meta.app_label not in ("cms", "wagtailcore")]
    return {model._meta.label: str(list(model._base_manager.order_by("pk").values())) for model in models}


def test_the_token_of_an_invitation_stands_nowhere_but_in_its_letter(hana):
    """I-01: the row holds a hash, and the letter is the only place with the token itself."""
    _invitation, token = invitations.invite(user=hana, role="mentor", place="Spring", by=None)
    kept = str(everything_kept())
    assert (token in kept, invitations.digest(token) in kept) == (False, True)


def test_who_asked_for_a_forwarded_invitation_has_a_role_once_the_organiser_adds_them(world):
    """I-02: asking gives nothing; the organiser's own act does, to the right address."""
    leo = UserFactory(email="leo.forwarded@example.com")
    _invitation, token = invitations.invite(
        user=world.people["mentor"], role="mentor", cohort=world.cohort, place="Spring", by=world.people["organiser"]
    )
    client = signed_in(leo)
    assert client.post(f"/invitation/{token}/ask/").status_code == 302
    assert OutboxMessage.objects.get(kind="account.asked").to == world.people["organiser"]
    page = reverse("organise:people", kwargs={"cohort": world.cohort.slug})
    assert client.get(page).status_code == 404
    add_staff(programme=world.programme, email=leo.email, by=world.people["organiser"])
    assert signed_in(leo).get(page).status_code == 200


@pytest.mark.parametrize("field", ["cohort", "cohort_id", "place", "slug"])
def test_an_invitation_to_one_cohort_opens_no_other(world, field):
    """I-03: the cohort stands in the row; naming another in the address or the form changes nothing."""
    organiser = world.people["organiser"]
    StaffFactory(programme=world.other_cohort.programme, user=organiser)
    tokens = [
        invitations.invite(user=organiser, role="organiser", cohort=cohort, place=cohort.name, by=None)[1]
        for cohort in (world.cohort, world.other_cohort)
    ]
    client = signed_in(organiser)
    other = str(world.other_cohort.pk)
    client.post(f"/invitation/{tokens[0]}/?{field}={other}", {field: other, "role": "administrator"})
    answers = [client.get(f"/organise/{slug}/people/").status_code for slug in ("spring-2027", "elsewhere")]
    assert (answers, User.objects.get(pk=organiser.pk).is_superuser) == ([200, 302], False)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_scanner_that_follows_every_link_of_a_letter_changes_nothing(hana, method):
    """I-04: whatever it asks with; only the button's post accepts, also for asking."""
    invitation, token = invitations.invite(user=hana, role="mentor", place="Spring", by=None)
    invitations.send_letter(invitation=invitation, token=token)
    before = everything_kept()
    for link in re.findall(r"http://\S+", OutboxMessage.objects.get().body):
        getattr(Client(), method)(link.removeprefix("http://localhost:8000"))
    getattr(Client(), method)(f"/invitation/{token}/ask/")
    after = everything_kept()
    assert [table for table, rows in after.items() if rows != before[table]] == []
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize(
    ("path", "field", "more"),
    [
        ("/accounts/login/", "login", {"password": "a wrong password"}),
        ("/accounts/login/code/", "email", {}),
        ("/accounts/password/reset/", "email", {}),
        ("/accounts/signup/", "email", {"password1": PASSWORD, "password2": PASSWORD}),
    ],
)
def test_an_address_costs_the_same_work_whether_somebody_has_it_or_not(hana, mailoutbox, path, field, more):
    """I-05: the same number of questions and of letters; the one hashing is counted in test_sign_in.

    Equal work stands for equal time: a clock on a shared machine says less than the number of questions.
    """
    nia = UserFactory(email="nia@example.com", proved=False)
    addresses, seen = (hana.email, "nobody@example.com", nia.email), {}
    for address in addresses:
        # Once before: the counts of tries are there then, and the library has noted that Nia's is not proved yet.
        Client().post(path, {field: address, **more})
    for address in addresses:
        before = len(mailoutbox)
        with CaptureQueriesContext(connection) as queries:
            status = Client().post(path, {field: address, **more}).status_code
        seen[address] = (status, len(queries), len(mailoutbox) - before)
    assert len(set(seen.values())) == 1, seen


def test_adding_a_person_says_the_same_of_known_and_new_addresses(world):
    """I-05: the organiser's form does not tell who has an account already."""
    UserFactory(email="known@example.com", first_name="Zoe", last_name="Hart")
    client = signed_in(world.people["organiser"])
    said = []
    for address in ("known@example.com", "new@example.com"):
        person = {"first_name": "Zoe", "last_name": "Hart", "email": address, "organisation": "DWP", "sector": "PUBLIC"}
        response = client.post("/organise/spring-2027/people/add/", person, follow=True)
        said.append((response.status_code, [str(message) for message in response.context["messages"]]))
    assert said[0] == said[1]
    assert [status for status, _words in said] == [200, 200]


def test_a_plus_makes_another_address_and_never_a_way_round_the_limit(hana):
    """I-06: tries at hana+1@ count for that address; those at hana@ are used up however it is written."""
    for number in range(10):
        Client().post(
            "/accounts/login/", {"login": ("HANA@example.com", " Hana@example.com")[number % 2], "password": "x"}
        )
    assert (
        "Too many tries"
        in Client().post("/accounts/login/", {"login": hana.email, "password": PASSWORD}).content.decode()
    )
    plus = Client().post("/accounts/login/", {"login": "hana+1@example.com", "password": PASSWORD})
    assert (plus.status_code, "_auth_user_id" in plus.client.session) == (200, False)


def test_a_name_of_two_alphabets_is_shown_with_its_address(world):
    """I-07: a judge who was given another judge's name with one Cyrillic letter is told apart by the address."""
    judge = world.people["judge"]
    judge.first_name = "Hel\u0435n"
    judge.save()
    page = signed_in(world.people["organiser"]).get("/organise/spring-2027/pitch-day/").content.decode()
    assert "Hel\u0435n Marsh (judge@example.com)" in page
    assert (User(first_name="Zoë", last_name="Łukasz-Ngũgĩ").name, User(first_name="Анна", last_name="Smith").name) == (
        "Zoë Łukasz-Ngũgĩ",
        "Анна Smith",
    )


def test_bidi_controls_never_reach_a_name(world):
    """I-07: a name that would turn the text round is stored without the controls."""
    person = {"first_name": "Zoe\u202e", "last_name": "\u2066Hart\u2069", "email": "zoe@example.com"}
    signed_in(world.people["organiser"]).post(
        "/organise/spring-2027/people/add/", {**person, "organisation": "DWP", "sector": "PUBLIC"}
    )
    assert User.objects.get(email="zoe@example.com").name == "Zoe Hart"


def test_an_export_that_waits_is_not_given_out_once_the_role_has_ended(world):
    """I-10, O-08: files made before count too; there are no tokens and feeds, and tasks act with nobody's rights."""
    organiser = world.people["organiser"]
    other = StaffFactory(programme=world.programme)
    facts = {"cohort": world.cohort, "data": b"x", "content_type": "text/csv", "count": 1}
    stored = store_people(by=organiser, **facts)
    kept = store_people(by=other.user, **facts)
    client = signed_in(organiser)
    assert client.get(f"/exports/{stored.key}/").status_code == 200
    end_staff(staff=organiser.programme_roles.get(), by=other.user)
    assert (client.get(f"/exports/{stored.key}/").status_code, client.post(f"/exports/{stored.key}/").status_code) == (
        410,
        410,
    )
    assert signed_in(other.user).get(f"/exports/{kept.key}/").status_code == 200


def test_work_asked_for_by_somebody_whose_role_ends_opens_nothing_to_them(world, django_capture_on_commit_callbacks):
    """I-10: a task of the background ends as an ordinary proposal, which only those who are organisers then see."""
    organiser, other = world.people["organiser"], StaffFactory(programme=world.programme)
    autumn = CohortFactory(programme=world.programme, slug="autumn-2027", state="FORMING")
    ParticipantFactory.create_batch(4, cohort=autumn)
    with django_capture_on_commit_callbacks() as tasks:
        made = propose_teams(cohort=autumn, rules=RULES, seed=1, by=organiser)
    end_staff(staff=organiser.programme_roles.get(), by=other.user)
    for task in tasks:
        task()
    address = f"/organise/autumn-2027/teams/proposals/{made.key}/"
    answers = [signed_in(person).get(address, follow=True).status_code for person in (organiser, other.user)]
    assert answers == [404, 200]


RULES = {
    "size_min": 1,
    "size_max": 5,
    "mix_within": 5,
    "employer_cap": 5,
    "required_tags": [],
    "levels": {"skill_balance": 2, "skill_hole": 2},
}


@pytest.mark.parametrize("role", ["editor", "organiser"])
def test_a_powerful_role_given_by_somebody_else_begins_with_a_new_session(world, role):
    """I-11: a cookie that was taken before gains no power with the role."""
    stranger = world.people["stranger"]
    client = signed_in(stranger)
    if role == "editor":
        editors.make_editor(user=stranger, by=world.people["administrator"])
    else:
        add_staff(programme=world.programme, email=stranger.email, by=world.people["organiser"])
    assert (Session.objects.filter(user=stranger).count(), client.get("/account/").status_code) == (0, 302)


def test_seeing_as_somebody_begins_with_a_new_key(world):
    """I-11: the session changes whose eyes it has, so it changes its key."""
    client = signed_in(world.people["administrator"])
    before = client.session.session_key
    client.post(f"/people/{world.people['participant'].key}/see-as/", {"reason": "Looking"})
    assert client.session.session_key != before


def test_cookies_of_production_are_bound_to_the_host_and_to_https(tmp_path):
    """I-11: host-prefixed, Secure, HttpOnly; as the settings of production really come out."""
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    names += ("SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH")
    code = f"import django; from django.conf import settings; print([getattr(settings, name) for name in {names}])"
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=site.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == str(["__Host-session", "__Host-csrf", True, True, True, True, None, "/"])


@pytest.mark.parametrize(
    ("role", "path", "answer"),
    [
        ("organiser", "/organise/spring-2027/", "/accounts/2fa/"),
        ("editor", "/cms/", "/accounts/2fa/"),
        ("chair", "/judge/", "/accounts/2fa/"),
        ("administrator", "/people/", "/accounts/2fa/"),
        ("judge", "/judge/", None),
        ("participant", "/my/spring-2027/", None),
    ],
)
def test_powerful_roles_of_the_real_site_need_a_second_factor(world, settings, role, path, answer):
    """I-12: organisers, editors, chairs and administrators by their real roles; nobody else."""
    settings.REQUIRE_SECOND_FACTOR = True
    response = signed_in(world.people[role]).get(path)
    assert (response.status_code, response.get("Location")) == ((302, answer) if answer else (200, None))


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(counters())))


@pytest.mark.parametrize("entry", ["second step", "code", "new password", "reauthentication"])
def test_a_way_in_that_was_begun_ends_when_the_account_is_closed(hana, mailoutbox, entry):
    """I-13: closed between two steps, the second one opens nothing."""
    client, secret = Client(), generate_totp_secret()
    if entry == "second step":
        TOTP.activate(hana, secret)
        client.post("/accounts/login/", {"login": hana.email, "password": PASSWORD})
        last = ("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    elif entry == "reauthentication":
        client.force_login(hana)
        last = ("/accounts/reauthenticate/", {"password": PASSWORD})
    else:
        begin = {"code": "/accounts/login/code/", "new password": "/accounts/password/reset/"}[entry]
        client.post(begin, {"email": hana.email})
        last = (f"{begin}confirm/", {"code": CODE.search(mailoutbox[0].body)[1]})
    services.close_account(user=hana, by=None)
    client.post(*last)
    if entry == "new password":
        new = {"password1": "another long secret", "password2": "another long secret"}
        client.post("/accounts/password/reset/complete/", new)
    assert client.get("/account/").status_code == 302
    assert client.get("/start/").wsgi_request.user.is_authenticated is False


def test_everything_that_waits_for_a_person_dies_with_the_account(world):
    """I-13: devices, the invitation, the export, Wagtail's admin and the right to see as somebody."""
    administrator, editor = world.people["administrator"], world.people["editor"]
    organiser = world.people["organiser"]
    stored = store_people(cohort=world.cohort, data=b"x", content_type="text/csv", count=1, by=organiser)
    _invitation, token = invitations.invite(user=organiser, role="judge", place="Final", by=None)
    open_ones = {person: signed_in(person) for person in (administrator, editor, organiser)}
    open_ones[administrator].post(f"/people/{world.people['participant'].key}/see-as/", {"reason": "Looking"})
    for person in open_ones:
        services.close_account(user=person, by=None)
    paths = {administrator: "/people/", editor: "/cms/", organiser: f"/exports/{stored.key}/"}
    assert [open_ones[person].get(path).status_code for person, path in paths.items()] == [302, 302, 302]
    assert Client().post(f"/invitation/{token}/").status_code == 410
    assert take_back_exports(owner=organiser) == 0
    assert open_ones[administrator].get("/my/spring-2027/").status_code == 302


def test_an_erased_account_opens_nothing_either(hana):
    """I-13: erasing closes; neither the old address nor the new one signs in."""
    client = signed_in(hana)
    forget(hana)
    assert client.get("/account/").status_code == 302
    for address in ("hana@example.com", hana.email):
        assert (
            "_auth_user_id"
            not in Client().post("/accounts/login/", {"login": address, "password": PASSWORD}).client.session
        )


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_way_through_an_account_leads_elsewhere(hana, mailoutbox, target):
    """I-14: every form that takes a next step: sign-in, code, fresh proof, sign-out, and the closed door of Wagtail."""
    steps = []
    coded = Client()
    coded.post("/accounts/login/code/", {"email": hana.email, "next": target})
    code = CODE.search(mailoutbox[0].body)[1]
    steps.append(coded.post("/accounts/login/code/confirm/", {"code": code, "next": target}))
    proving = signed_in(hana)
    steps.append(proving.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": target}))
    steps.append(proving.post("/accounts/logout/", {"next": target}))
    steps.append(Client().post("/accounts/login/", {"login": hana.email, "password": PASSWORD, "next": target}))
    steps.append(signed_in(hana).get("/accounts/login/", {"next": target}))
    steps.append(Client().get("/cms/login/", {"next": target}, follow=True))
    steps.append(Client().post("/demo/", {"next": target, "person": hana.key}))
    for answer in steps:
        location = answer.get("Location", "/")
        assert (location[:1], location[:2] in ("//", "/\\"), "evil" in location.partition("?")[0]) == (
            "/",
            False,
            False,
        )
