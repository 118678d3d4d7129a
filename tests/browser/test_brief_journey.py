"""A challenge from the public page to its submission, in a real browser: on a phone, at a desk, with scripts off."""

import re

import pytest
from django.core import mail

from challenges.briefs.intake.questions import REQUIRED
from challenges.briefs.intake.services import digest, save_answers
from challenges.models import Brief, BriefApplication
from tests.browser.pictures import keep
from tests.browsers import assert_clean, until, wait_until
from tests.challenges.briefs.intake.conftest import ANSWERS
from tests.factories.challenges import BriefFactory, BriefOwnerFactory
from tests.factories.cms import make_cohort_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
STEPS = ("problem", "need", "before", "help", "people", "public")


def fill(tab, **answers):
    for name, text in answers.items():
        tab.locator(f"#id_{name}").fill(text)


@pytest.fixture
def draft(world):
    brief = BriefFactory(cohort=world.cohort, draft=True, question="", public_title="", owner=world.brief.owner)
    BriefOwnerFactory(brief=brief, user=world.people["challenge_owner"])
    return brief


def test_a_proposal_becomes_a_draft(page, world):
    """From the public page by a proved address to the organisers, who ask the applicant to write."""
    make_cohort_page(world.cohort)
    phone = page(**PHONE)
    phone.goto("/challenges/")
    assert_clean(phone)
    phone.get_by_role("link", name="Propose a challenge").click()
    assert_clean(phone)
    keep(phone, "propose-390")
    fill(phone, first_name="Ola", last_name="Grant", email="ola.grant@example.com", organisation="Cardiff Council")
    fill(phone, problem="Bins are emptied twice in one street and never in the next.")
    phone.get_by_role("button", name="Send and get the link").click()
    assert phone.get_by_role("heading", name="Look into your mail").is_visible()
    phone.goto(re.search(r"/link/challenge/\S+/", mail.outbox[0].body)[0])
    assert_clean(phone)
    phone.get_by_role("button", name="Send it").click()
    assert phone.get_by_role("heading", name="The organisers have your proposal").is_visible()
    tab = page(user=world.people["organiser"])
    tab.goto("/organise/spring-2027/briefs/proposed/")
    assert_clean(tab)
    keep(tab, "proposals")
    tab.get_by_role("link", name="Bins are emptied").click()
    assert_clean(tab)
    tab.get_by_role("button", name="Accept and ask to write").click()
    brief = BriefApplication.objects.get(email="ola.grant@example.com").brief
    assert_clean(tab)
    writer = page(user=brief.owners.get().user, **PHONE)
    writer.goto("/partner/")
    writer.get_by_role("link", name="A challenge of Cardiff Council").click()
    writer.get_by_role("link", name="Go on writing").click()
    writer.get_by_role("heading", name="The problem", exact=True).wait_for()


def test_an_owner_writes_on_a_phone_and_submits(page, world, draft):
    """Saved as it is written, a hint, a clash with both texts, what is missing, submitted."""
    owner, organiser = world.people["challenge_owner"], world.people["organiser"]
    phone = page(user=owner, **PHONE)
    phone.goto(f"/partner/briefs/{draft.key}/write/")
    assert_clean(phone)
    phone.locator("#id_question").press_sequentially("How might we build an app?")
    wait_until(phone, "document.querySelector('[data-saved-of=question]').textContent === 'Saved 10:00'")
    assert phone.get_by_text("This describes a solution: “app”.").is_visible()
    assert_clean(phone)
    keep(phone, "brief-step-390")
    assert Brief.objects.get(pk=draft.pk).question == "How might we build an app?"
    # By keyboard alone: on to the next answer and to the button.
    phone.locator("#id_question").fill(ANSWERS["question"])
    phone.locator("#id_summary").focus()
    phone.keyboard.type(ANSWERS["summary"])
    phone.get_by_role("button", name="Save and go on").focus()
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="Who has it", exact=True).wait_for()
    meet_a_clash(phone, draft, organiser)
    phone.goto(f"/partner/briefs/{draft.key}/write/check/")
    phone.get_by_role("button", name="Submit the challenge").click()
    phone.locator(".errs").wait_for()
    # The browser tells of the refusal in its own time.
    until(phone, lambda: phone.problems)
    phone.problems.clear()
    assert phone.locator(".errs a").count() == 11
    assert_clean(phone)
    Brief.objects.filter(pk=draft.pk).update(**ANSWERS)
    submit(page(user=owner), draft)
    desk = page(user=organiser, scheme="dark")
    desk.goto(f"/organise/spring-2027/briefs/{draft.key}/")
    assert_clean(desk)
    keep(desk, "brief-both-texts-dark")


def meet_a_clash(phone, draft, organiser):
    """Somebody else writes the same answer meanwhile: both texts stand there."""
    save_answers(brief=draft, answers={"need": "1,200 homes."}, seen={"need": digest("")}, by=organiser)
    fill(phone, need=ANSWERS["need"])
    phone.get_by_role("button", name="Save and go on").click()
    assert phone.get_by_text("1,200 homes.").is_visible()
    assert phone.locator("#id_need").input_value() == ANSWERS["need"]
    # Only the page's own answer 422 was told of as an error by the browser.
    phone.problems.clear()
    assert_clean(phone)
    keep(phone, "brief-clash-390")
    phone.get_by_role("button", name="Save and go on").click()


def submit(tab, draft):
    """At a desk: a step with its examples, the page to check, the button."""
    tab.goto(f"/partner/briefs/{draft.key}/write/before/")
    assert_clean(tab)
    keep(tab, "brief-step")
    tab.goto(f"/partner/briefs/{draft.key}/write/check/")
    assert_clean(tab)
    keep(tab, "brief-check")
    tab.get_by_role("button", name="Submit the challenge").click()
    assert tab.get_by_text("Submitted. The organisers have been told.").is_visible()
    assert Brief.objects.get(pk=draft.pk).state == "SUBMITTED"
    assert_clean(tab)


def test_an_owner_writes_without_scripts(page, world, draft):
    """Everything works with scripts off: the button saves each step."""
    tab = page(user=world.people["challenge_owner"], scripts=False)
    tab.goto(f"/partner/briefs/{draft.key}/write/")
    for slug in STEPS:
        tab.wait_for_url(f"**/write/{slug}/")
        boxes = tab.locator(".ask :is(input, textarea)").all()
        for name in [box.get_attribute("name") for box in boxes]:
            fill(tab, **{name: ANSWERS.get(name, "")})
        tab.get_by_role("button", name="Save and go on").click()
    tab.wait_for_url("**/write/check/")
    assert [name for name in REQUIRED if not getattr(Brief.objects.get(pk=draft.pk), name)] == []
    tab.get_by_role("button", name="Submit the challenge").click()
    assert Brief.objects.get(pk=draft.pk).state == "SUBMITTED"
