"""A challenge from submitted through changes requested to the teams, in a real browser."""

import re

import pytest

from challenges.briefs.services import submit_brief
from challenges.models import Brief
from core.models import OutboxMessage
from tests.browser.pictures import keep
from tests.browsers import assert_clean, assert_no_sideways_scroll
from tests.factories.challenges import BriefFactory, BriefOwnerFactory
from tests.factories.cohorts import StaffFactory
from tests.factories.core import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


def press(tab, words):
    tab.get_by_role("button", name=words, exact=True).click()
    tab.wait_for_load_state()


def looked_at(tab, name):
    assert_clean(tab)
    assert_no_sideways_scroll(tab)
    keep(tab, name)


def review(page, person, key, level):
    """Every criterion at this level by keyboard on a phone, then handed in."""
    tab = page(user=person, **PHONE)
    tab.goto("/partner/")
    tab.get_by_role("link", name="How might we hear of damp sooner?").first.click()
    for group in tab.locator("fieldset:has(input[name^=level_])").all():
        group.locator("input").first.focus()
        for _step in range(level):
            tab.keyboard.press("ArrowDown")
        if level == 0:
            tab.keyboard.press("Space")
    tab.get_by_label("Take it after changes").check()
    looked_at(tab, "brief-review-own-390")
    press(tab, "Hand in my review")
    assert tab.get_by_text("Your review is handed in. Thank you.").is_visible()


def test_a_challenge_goes_from_submitted_through_changes_to_the_teams(page, world):
    brief = BriefFactory(
        cohort=world.cohort,
        state="DRAFT",
        question="How might we hear of damp sooner?",
        summary="Tenants report damp when it is too late.",
        sponsor_name="Orla Pike",
        sponsor_email="orla.pike@example.com",
    )
    owner, organiser = world.people["challenge_owner"], world.people["organiser"]
    BriefOwnerFactory(brief=brief, user=owner)
    colleagues = [UserFactory(first_name=name, last_name="Reid") for name in ("Ona", "Sol")]
    for colleague in colleagues:
        StaffFactory(programme=world.programme, user=colleague)
    submit_brief(brief=brief, by=owner)
    tab = page(user=organiser)
    home = f"/organise/{world.cohort.slug}/briefs"
    tab.goto(f"{home}/{brief.key}/review/")
    tab.get_by_role("link", name="Name the reviewers").click()
    for label, person in zip(("First reviewer", "Second reviewer"), colleagues, strict=True):
        tab.get_by_label(label).select_option(person.key)
    looked_at(tab, "brief-reviewers")
    press(tab, "Ask them to review")
    review(page, colleagues[0], brief.key, 3)
    tab.reload()
    assert tab.get_by_text("Until then nobody sees them, you neither.").is_visible()
    review(page, colleagues[1], brief.key, 1)
    tab.reload()
    assert tab.get_by_text("They see 7 criteria very differently").is_visible()
    looked_at(tab, "brief-review")
    problem = tab.locator("#f-summary")
    problem.get_by_text("Comment on this").click()
    problem.get_by_label("Comment").fill("Since when, and how many?")
    problem.get_by_role("button").first.click()
    tab.get_by_role("link", name="Ask for changes").click()
    press(tab, "Ask for changes")
    answer_and_submit(page, brief, owner)
    publish(page, tab, brief, home)
    assert Brief.objects.get(pk=brief.pk).state == "PUBLISHED"


def answer_and_submit(page, brief, owner):
    """The owner answers in place and submits again."""
    phone = page(user=owner, **PHONE)
    phone.goto(f"/partner/briefs/{brief.key}/comments/")
    phone.get_by_text("Answer", exact=True).click()
    phone.get_by_label("Your answer").fill("Since 2019, ninety homes.")
    press(phone, "Send the answer")
    looked_at(phone, "brief-comments-390")
    Brief.objects.filter(pk=brief.pk).update(summary="Since 2019 ninety tenants report damp when it is too late.")
    submit_brief(brief=Brief.objects.get(pk=brief.pk), by=owner)


def publish(page, tab, brief, home):
    """Compared, approved with a reason, checked, backed by the sponsor on a phone, and out."""
    tab.goto(f"{home}/{brief.key}/versions/")
    assert tab.locator("ins").count() == 1
    looked_at(tab, "brief-versions")
    tab.goto(f"{home}/{brief.key}/approve/")
    tab.get_by_label("Why it is approved without two reviews").fill("Both asked for this one change.")
    press(tab, "Approve")
    tab.goto(f"{home}/{brief.key}/check/")
    for label in ("Nothing is marked", "Nothing in commercial confidence", "None", "I have read both texts"):
        tab.get_by_label(re.compile(f"^{label}")).check()
    looked_at(tab, "brief-check")
    press(tab, "Put the check on record")
    tab.goto(f"{home}/{brief.key}/backing/")
    press(tab, "Send the letter")
    body = OutboxMessage.objects.get(kind="brief_review.backing").body
    sponsor = page(**PHONE)
    sponsor.goto(re.search(r"/link/backing/[\w-]+/", body)[0])
    looked_at(sponsor, "brief-backing-390")
    press(sponsor, "I back this")
    assert sponsor.get_by_text("You back it. Thank you.").is_visible()
    tab.goto(f"{home}/publish/?pick={brief.key}")
    press(tab, "Publish to teams")
    tab.goto(f"{home}/board/")
    looked_at(tab, "brief-board")
