"""A team's milestone in a real browser: two write at once, one text clashes, then receipts, late work and more time.

With UPDATE_PICTURES=1 the pages are kept as docs/pictures/work-*.png.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from challenges.models import Clash, DraftField, Milestone, Version
from challenges.work.engine.shape import Field, as_data
from tests.browser.pictures import keep
from tests.browsers import assert_clean, assert_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Tall, so that the bar that stays at the foot of the window stands at the end of the page in pictures.
PHONE = {"width": 390, "height": 1900}
BEGUN = "Whose problem\n\nNine tenants told us.\n\nWhat would be different\n\nA week earlier."


@pytest.fixture
def statement(world):
    """Lantern's problem statement, with a question, a day for late work, and nothing written."""
    Clash.objects.all().delete()
    world.submission.requests.all().delete()
    world.submission.versions.all().delete()
    world.submission.delete()
    milestone = world.milestone
    milestone.instructions = "Whose problem it is, how you know, and what would be different if it were solved."
    milestone.rubric = "Evidence\n- Nobody was asked\n- People who have the problem were asked"
    milestone.form = as_data([Field("people", "How many people did you ask?", kind="number")])
    milestone.cutoff_at = milestone.due_at + timedelta(days=1)
    milestone.save()
    return milestone


def address(milestone):
    return f"/my/spring-2027/milestones/{milestone.key}/"


def open_page(tab, where, picture=""):
    answer = tab.goto(where)
    assert answer.status == 200, f"{where} answered {answer.status}"
    assert_clean(tab)
    if picture:
        keep(tab, f"work-{picture}")
    return tab


def press(tab, words, picture=""):
    tab.get_by_role("button", name=words, exact=True).last.click()
    tab.wait_for_load_state()
    assert_clean(tab)
    if picture:
        keep(tab, f"work-{picture}")


def written(name="text"):
    return DraftField.objects.filter(draft__team__name="Lantern", name=name).values_list("value", flat=True).first()


def saved(tab, value, name="text"):
    """What was typed has arrived, by itself."""
    for _try in range(200):
        if written(name) == value:
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"the draft holds {written(name)!r}")


def test_a_team_writes_hands_in_late_and_with_more_time(page, world, statement, clock):
    where, people = address(statement), world.people
    hana = open_page(page(user=people["participant"], height=1700), where)
    leo = page(user=people["team_mate"], **PHONE)
    _two_write_at_once(hana, leo, where)
    _they_clash_and_choose(hana, leo)
    _they_hand_in_and_compare(page, hana, leo, world, where)
    _late_and_with_more_time(page, hana, world, statement, clock)


def _two_write_at_once(hana, leo, where):
    hana.fill("[name=text]", BEGUN)
    saved(hana, BEGUN)
    open_page(leo, where)
    expect(leo.locator("[data-others]")).to_have_text("Hana Aziz is writing in “Text”.")
    keep(leo, "work-writing-390")
    hana.fill("[name=text]", BEGUN.replace("Nine tenants", "Eleven tenants"))
    leo.fill("[name=answer_people]", "11")
    leo.fill("[name=text]", f"{BEGUN}\n\nThe warden agrees.")
    both = f"{BEGUN.replace('Nine tenants', 'Eleven tenants')}\n\nThe warden agrees."
    saved(leo, both)
    saved(leo, "11", "answer_people")
    for tab in (hana, leo):
        # Whoever did not type last is given the other's words with the next look.
        tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(tab.locator("[name=text]")).to_have_value(both)
    keep(hana, "work-writing")


def _they_clash_and_choose(hana, leo):
    text = written()
    hana.fill("[name=text]", text.replace("A week earlier.", "A week earlier, not after the damage."))
    saved(hana, text.replace("A week earlier.", "A week earlier, not after the damage."))
    leo.fill("[name=text]", text.replace("A week earlier.", "The warden would know a week earlier."))
    expect(leo.locator("[data-problem] a")).to_be_visible()
    leo.locator("[data-problem] a").click()
    leo.wait_for_selector("#clashes")
    assert_clean(leo)
    keep(leo, "work-clash-390")
    hana.reload()
    assert_clean(hana)
    keep(hana, "work-clash")
    press(leo, "Take Leo’s text")
    assert written() == text.replace("A week earlier.", "The warden would know a week earlier.")


def _they_hand_in_and_compare(page, hana, leo, world, where):
    open_page(hana, where)
    hana.set_input_files("[name=files]", {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"Eleven people.\n"})
    hana.wait_for_selector("input[name=uploaded]", state="attached")
    expect(hana.locator("[data-files] li")).to_contain_text("notes.txt")
    expect(hana.locator(".upload li:not([hidden])")).to_have_count(0)
    press(hana, "Hand in")
    first = Version.objects.get()
    assert (first.is_late, first.key in hana.inner_text(".flashes"), first.files.count()) == (False, True, 1)
    open_page(hana, f"/my/spring-2027/work/{first.key}/receipt/", "receipt")
    open_page(leo, f"/my/spring-2027/work/{first.key}/receipt/", "receipt-390")
    open_page(leo, where)
    leo.fill("[name=text]", written().replace("Eleven", "Twelve"))
    press(leo, "Hand in version 2")
    compare = f"/my/spring-2027/work/{first.submission.key}/compare/"
    open_page(hana, compare, "compare")
    open_page(leo, compare, "compare-390")
    open_page(page(user=world.people["mentor"], **PHONE), where, "mentor-390")
    _a_mentor_gives_feedback(page, hana, world, first.submission)
    open_page(hana, "/my/spring-2027/work/receipts/")
    hana.fill("[name=receipt]", first.key)
    press(hana, "Check it")
    assert "The receipt is right." in hana.inner_text("main")


def _a_mentor_gives_feedback(page, hana, world, submission):
    """Beside a paragraph, kept as a draft, sent in one act; the team reads it with the paragraph."""
    where = f"/my/spring-2027/work/{submission.key}/feedback/"
    mentor = open_page(page(user=world.people["mentor"], **PHONE), f"{where}?on=text.1", "feedback-writing-390")
    assert_no_sideways_scroll(mentor)
    mentor.fill("[name=text]", "Which tenants told you?")
    press(mentor, "Keep as a draft")
    press(mentor, "Send my feedback", "feedback-390")
    open_page(hana, where, "feedback")
    assert "Which tenants told you?" in hana.inner_text("main")


def _late_and_with_more_time(page, hana, world, statement, clock):
    clock.forward(days=3, hours=1)
    open_page(hana, address(statement), "late")
    assert "The deadline has passed." in hana.inner_text("main")
    hana.fill("[name=answer_people]", "13")
    press(hana, "Hand in version 3")
    assert Version.objects.get(number=3).is_late
    ade = page(user=world.people["organiser"])
    open_page(ade, f"/organise/spring-2027/milestones/{statement.key}/extend/{world.team.key}/", "extension")
    for part, value in {"day": "20", "month": "3", "year": "2027", "time": "17:00"}.items():
        ade.fill(f"[name=due_at_{part}]", value)
    ade.fill("[name=reason]", "Two of you were ill.")
    press(ade, "Give more time")
    open_page(ade, "/organise/spring-2027/work/", "table")
    open_page(page(user=world.people["organiser"], **PHONE), "/organise/spring-2027/work/", "table-390")
    open_page(hana, address(statement), "extension-team")
    assert "Your team has more time." in hana.inner_text("main")
    other = open_page(page(user=world.people["other_participant"], **PHONE), address(statement))
    assert "more time" not in other.inner_text("main")
    hana.fill("[name=answer_people]", "14")
    press(hana, "Hand in version 4")
    assert [version.is_late for version in Version.objects.order_by("number")] == [False, False, True, False]
    dark = page(user=world.people["participant"], width=320, scheme="dark")
    dark.goto(address(statement))
    assert_no_sideways_scroll(dark)


def test_the_page_works_without_scripts(page, world, statement):
    """Saving, a clash and handing in by buttons alone."""
    where = address(statement)
    hana = page(user=world.people["participant"], scripts=False)
    leo = page(user=world.people["team_mate"], scripts=False)
    for tab in (hana, leo):
        tab.goto(where)
    hana.fill("[name=text]", "Nine tenants")
    hana.get_by_role("button", name="Save the draft", exact=True).last.click()
    leo.fill("[name=text]", "Ten tenants")
    leo.fill("[name=answer_people]", "10")
    leo.get_by_role("button", name="Hand in", exact=True).click()
    assert "Both texts are kept" in leo.inner_text(".flashes")
    leo.get_by_role("button", name="Keep both, one after the other").click()
    leo.get_by_role("button", name="Hand in", exact=True).click()
    version = Version.objects.get()
    assert (version.text, version.answers) == ("Nine tenants\n\nTen tenants", {"people": "10"})
    assert Milestone.objects.get(pk=statement.pk).submissions.count() == 1
