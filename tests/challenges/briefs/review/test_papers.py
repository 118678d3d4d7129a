"""The sensitivity check, the sponsor's backing by a link, and the gate before publication."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from challenges.briefs.review import services
from challenges.briefs.review.models import Backing, SensitivityCheck
from challenges.briefs.review.needs import needs_of
from challenges.briefs.review.services import Findings
from challenges.briefs.services import edit_brief, publish_brief, withdraw_brief
from challenges.briefs.workflow import BriefState
from challenges.models import Brief, BriefVersion
from core.logs import scrub
from core.models import Event, OutboxMessage
from tests.challenges.briefs.review.conftest import mail

pytestmark = pytest.mark.django_db
CLEAN = Findings("OFFICIAL", "NONE", "PSEUDONYMISED", is_kept=True)


@pytest.fixture
def approved(way):
    services.approve_brief(brief=way.brief, reason="Known well.", by=way.organiser)
    way.brief.refresh_from_db()
    return way


def write(way, **changed):
    """The owner's texts with some of them changed."""
    text = {
        "owner": way.brief.owner,
        "question": way.brief.question,
        "summary": way.brief.summary,
        "need": way.brief.need,
    }
    edit_brief(brief=way.brief, by=way.owner, **text | changed)
    way.brief.refresh_from_db()


def missing(way):
    return [need.name for need in needs_of(way.brief) if not need.is_met]


def ask(way):
    """The sponsor's letter; the path of its link."""
    services.ask_backing(brief=way.brief, name="Orla Pike", email="orla.pike@example.com", by=way.organiser)
    body = OutboxMessage.objects.filter(kind="brief_review.backing").order_by("-pk")[0].body
    return re.search(r"/link/backing/[\w-]+/", body)[0]


@pytest.mark.parametrize(
    ("findings", "refusal"),
    [
        (Findings("SENSITIVE", "NONE", "NONE", is_kept=True), services.TooHigh),
        (Findings("ABOVE", "NONE", "NONE", is_kept=True), services.TooHigh),
        (Findings("", "NONE", "NONE", is_kept=True), services.TooHigh),
        (Findings("NONE", "OPEN", "NONE", is_kept=True), services.CommercialOpen),
        (Findings("NONE", "NONE", "REAL", is_kept=True), services.AgreementMissing),
        (Findings("NONE", "NONE", "NONE"), services.KeptNotConfirmed),
    ],
)
def test_what_may_not_go_out_is_refused(approved, findings, refusal):
    with pytest.raises(refusal):
        services.check_sensitivity(brief=approved.brief, findings=findings, by=approved.organiser)
    assert SensitivityCheck.objects.filter(brief=approved.brief).count() == 0


def test_a_check_is_good_for_the_texts_as_they_stood(approved):
    services.check_sensitivity(brief=approved.brief, findings=CLEAN, by=approved.organiser)
    assert missing(approved) == ["backing"]
    write(approved, need="Nine tenants told us!")
    assert missing(approved) == ["check", "backing"]


def test_a_named_checker_and_nobody_else_from_outside_may_check(approved, world):
    checker = world.people["editor"]
    services.ask_check(brief=approved.brief, email=checker.email, by=approved.organiser)
    assert mail()[-1] == ("check_asked", "editor@example.com")
    with pytest.raises(PermissionDenied):
        services.check_sensitivity(brief=approved.brief, findings=CLEAN, by=approved.owner)
    services.check_sensitivity(brief=approved.brief, findings=CLEAN, by=checker)
    check = SensitivityCheck.objects.get(brief=approved.brief)
    assert (check.checker, check.done_at is None, missing(approved)) == (checker, False, ["backing"])


def test_looking_at_the_link_changes_nothing_and_a_button_answers_once(approved):
    """I-04: and of the token its hash alone is kept; what must stay private is not on the page."""
    path = ask(approved)
    token = path.split("/")[3]
    visitor = Client()
    for _time in range(2):
        page = visitor.get(path)
        assert (page.status_code, Backing.objects.get(brief=approved.brief).answered_at) == (200, None)
    assert "Damp4Ever" not in page.content.decode()
    assert token not in str(list(Backing.objects.values()))
    assert visitor.post(path, {"answer": "BACKED", "words": "Gladly."}).status_code == 302
    assert visitor.post(path, {"answer": "BACKED", "words": "Again."}).status_code == 302
    assert visitor.post(path, {"answer": "NOT_NOW"}).status_code == 422
    backing = Backing.objects.get(brief=approved.brief)
    assert (backing.answer, backing.words) == ("BACKED", "Gladly.")
    assert Event.objects.filter(event="brief_backing.answered").count() == 1
    assert mail()[-2:] == [("backed", "organiser@example.com"), ("backed", "challenge.owner@example.com")]
    assert missing(approved) == ["check"]


def test_a_link_ends_with_its_time_and_with_a_newer_letter(approved, clock):
    old, new = ask(approved), ask(approved)
    visitor = Client()
    assert (visitor.get(old).status_code, visitor.get(new).status_code) == (404, 200)
    assert visitor.post(old, {"answer": "BACKED"}).status_code == 404
    clock.forward(days=21)
    assert visitor.post(new, {"answer": "BACKED"}).status_code == 404
    assert Backing.objects.exclude(answered_at=None).count() == 0


def test_guessing_links_ends_in_waiting(db):
    visitor = Client()
    answers = [visitor.get(f"/link/backing/guess{number}/").status_code for number in range(61)]
    assert (answers[:60], answers[60]) == ([404] * 60, 429)


def test_a_token_does_not_reach_the_log():
    """P-07: the whole token of the sponsor's link is left out."""
    assert scrub("GET /link/backing/s3cret-token/ 200") == "GET /link/backing/***/ 200"


def test_a_backing_outlives_a_comma_and_not_another_text(approved):
    services.record_backing(brief=approved.brief, name="Orla Pike", reason="Letter.", by=approved.organiser)
    write(approved, need="Nine tenants told us so.")
    assert missing(approved) == ["check"]
    assert needs_of(approved.brief)[2].words == "Orla Pike backs it; a few words have changed since."
    write(approved, summary="Landlords would like to know which tenants open their windows, and when.")
    assert missing(approved) == ["check", "backing"]


def test_not_now_is_no_backing_and_is_said(approved):
    path = ask(approved)
    Client().post(path, {"answer": "NOT_NOW", "words": "After the budget."})
    assert needs_of(approved.brief)[2].words == "Orla Pike said: not now."


def test_publishing_names_everything_that_is_missing(approved):
    with pytest.raises(services.NotReady) as refused:
        publish_brief(brief=approved.brief, by=approved.organiser)
    assert str(refused.value.message) == (
        "“How might we hear of damp sooner?” cannot be published yet. Nobody has checked the texts yet. "
        "No senior sponsor has said that the organisation stands behind it."
    )
    services.check_sensitivity(brief=approved.brief, findings=CLEAN, by=approved.organiser)
    services.record_backing(brief=approved.brief, name="Orla Pike", reason="Letter.", by=approved.organiser)
    publish_brief(brief=approved.brief, by=approved.organiser)
    assert Brief.objects.get(pk=approved.brief.pk).state == BriefState.PUBLISHED
    assert BriefVersion.objects.filter(brief=approved.brief).count() == 1
    assert mail()[-1] == ("published", "challenge.owner@example.com")


def test_a_sponsor_reads_what_became_of_what_they_back(approved):
    Client().post(ask(approved), {"answer": "BACKED"})
    services.check_sensitivity(brief=approved.brief, findings=CLEAN, by=approved.organiser)
    publish_brief(brief=approved.brief, by=approved.organiser)
    withdraw_brief(brief=approved.brief, note="The law changed.", by=approved.organiser)
    letters = OutboxMessage.objects.filter(kind="brief_review.sponsor", address="orla.pike@example.com").order_by("pk")
    assert [letter.body.split("\n\n")[3] for letter in letters] == [
        "The teams can read it now and choose it.",
        "It was withdrawn: The law changed.",
    ]


def test_a_draft_of_ones_own_is_ready_in_one_step_with_the_reason_kept(way):
    Brief.objects.filter(pk=way.brief.pk).update(state=BriefState.DRAFT)
    with pytest.raises(services.ReasonNeeded):
        services.make_ready(
            brief=way.brief, reason="Ours.", findings=CLEAN, sponsor="Orla Pike", backing_reason=" ", by=way.organiser
        )
    assert Brief.objects.get(pk=way.brief.pk).state == BriefState.DRAFT
    services.make_ready(
        brief=way.brief, reason="Ours.", findings=CLEAN, sponsor="Orla Pike", backing_reason="Letter.", by=way.organiser
    )
    assert missing(way) == []
    assert Event.objects.get(event="brief.approved").data["note"] == "Ours."


def test_the_check_page_warns_of_words_that_must_stay_private(approved, sign_in):
    write(approved, need="The tenants know Damp4Ever.")
    slug, key = approved.brief.cohort.slug, approved.brief.key
    page = sign_in("organiser").get(reverse("organise:brief_check", args=[slug, key]))
    assert [words for _label, words in page.context["found"]] == ["Damp4Ever"]


def test_a_check_of_texts_that_changed_meanwhile_is_not_taken(approved, sign_in):
    client = sign_in("organiser")
    address = reverse("organise:brief_check", args=[approved.brief.cohort.slug, approved.brief.key])
    seen = client.get(address).context["form"]["seen"].value()
    write(approved, need="Somebody else wrote this.")
    typed = {"marking": "NONE", "commercial": "NONE", "personal_data": "NONE", "is_kept": "on", "seen": seen}
    assert client.post(address, typed).status_code == 422
    assert SensitivityCheck.objects.filter(brief=approved.brief).count() == 0


def test_a_link_lives_three_weeks(approved):
    ask(approved)
    backing = Backing.objects.get(brief=approved.brief)
    assert backing.expires_at - backing.asked_at == timedelta(days=21)
