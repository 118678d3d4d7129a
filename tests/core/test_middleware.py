"""Tests of health, content security, caching and refusals."""

import pytest
from django.db import DatabaseError
from django.http import HttpResponse

from core.errors import Busy, Refused
from core.middleware import Refusals, private_answers

pytestmark = pytest.mark.django_db
STRICT = "base-uri 'self'; default-src 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"


def parts(response):
    return "; ".join(sorted(response.headers["Content-Security-Policy"].split("; ")))


def test_health_needs_no_host_and_no_cookie(client):
    answer = client.get("/health/", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.json(), dict(client.cookies)) == (200, {"status": "ok"}, {})


def test_health_says_when_the_database_is_away(client, monkeypatch):
    """R-01: the probe sees it."""

    class Away:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr("core.middleware.connection", Away())
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"status": "database unreachable"})


def test_a_foreign_host_is_refused(client):
    """W-02: only our own names are answered."""
    assert client.get("/accounts/login/", headers={"host": "evil.example.com"}).status_code == 400


def test_every_page_has_the_strict_policy(client):
    """W-03: no inline script, no frame."""
    answer = client.get("/accounts/login/")
    assert parts(answer) == STRICT
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_only_wagtails_admin_has_the_looser_policy(client, editor):
    client.force_login(editor)
    answer = client.get("/cms/")
    assert "script-src 'self' 'unsafe-inline'" in answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in client.get("/cmsx/").headers["Content-Security-Policy"]


def test_answers_to_people_are_not_kept(client, participant):
    """O-09: private, no-store on every answer that was made for somebody."""
    client.force_login(participant)
    assert client.get("/nowhere/").headers["Cache-Control"] == "private, no-store"
    client.logout()
    assert client.get("/accounts/login/").headers["Cache-Control"] == "private, no-store"


def test_answers_of_link_pages_are_not_kept(rf, anonymous):
    """H-02: neither the page behind a token."""
    request = rf.get("/link/abc/")
    request.user = anonymous
    assert private_answers(lambda request: HttpResponse())(request).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("refusal", "status"), [(Refused("The visit is full."), 409), (Busy(), 503)])
def test_a_refusal_nobody_caught_is_a_page_in_plain_words(rf, anonymous, refusal, status):
    """C-09: no 500."""
    request = rf.get("/")
    request.user = anonymous
    answer = Refusals(lambda request: HttpResponse()).process_exception(request, refusal)
    assert answer.status_code == status
    assert str(refusal.message) in answer.content.decode()


def test_other_failures_are_left_alone(rf):
    assert Refusals(lambda request: HttpResponse()).process_exception(rf.get("/"), ValueError()) is None
