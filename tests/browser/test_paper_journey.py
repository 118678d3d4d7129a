"""The rubric built and published, and a sheet on paper entered twice, in a real browser; with scripts off too."""

import pytest

from challenges.models import Criterion, PaperSheet, Rules, Scorecard
from challenges.pitchdays.services import open_scoring
from tests.browser.pictures import keep
from tests.browsers import assert_clean, assert_no_sideways_scroll
from tests.factories.cohorts import StaffFactory
from tests.factories.core import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = "/organise/spring-2027/pitch-day/"


@pytest.fixture
def second(world):
    return StaffFactory(programme=world.programme, user=UserFactory(first_name="Sol", last_name="Kerr")).user


def choose(tab, criterion, name):
    tab.get_by_role("group", name=criterion).get_by_label(name).check()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_sheet_goes_from_paper_into_the_result(page, world, second, scripts):
    """R-08: printed, entered by one, read differently by another, looked at again: it counts like a phone's."""
    organiser = world.people["organiser"]
    open_scoring(pitch_day=world.pitch_day, by=organiser)
    tab = page(user=organiser, scripts=scripts)
    tab.goto(f"{DAY}paper/")
    tab.get_by_role("button", name="Make the missing ones").click()
    tab.get_by_role("link", name="Print all").click()
    assert tab.get_by_role("img", name="Code for the organisers").count() == 5
    if scripts:
        assert_clean(tab)
        keep(tab, "paper-print")
    enter(tab, world, "Strong", "Thin", "Enter the sheet")
    phone = page(user=second, width=390, height=844, scripts=scripts)
    enter(phone, world, "Strong", "Sound", "Confirm the sheet")
    phone.goto(f"{DAY}paper/{world.paper.key}/")
    if scripts:
        assert_clean(phone)
        assert_no_sideways_scroll(phone)
        keep(phone, "paper-differs")
    choose(phone, "2 Idea", "3 Sound")
    phone.get_by_role("button", name="This is what the paper says").click()
    assert phone.get_by_text("Lantern is confirmed and counts.").is_visible()
    card = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    values = list(card.scores.order_by("criterion__order").values_list("value", flat=True))
    assert (PaperSheet.objects.get(pk=world.paper.pk).state, card.state, values) == ("COUNTED", "SUBMITTED", [4, 3])
    if scripts:
        tab.goto(f"{DAY}paper/")
        assert_clean(tab)
        keep(tab, "paper")


def enter(tab, world, evidence, idea, button):
    tab.goto(f"{DAY}paper/{world.paper.key}/")
    choose(tab, "1 Evidence", evidence)
    choose(tab, "2 Idea", idea)
    tab.get_by_role("button", name=button).click()
    tab.wait_for_url(f"**{DAY}paper/")


def test_the_preview_follows_what_is_typed(page, world):
    """Words and weight as a judge will see them, before anything is saved; then saved and published."""
    tab = page(user=world.people["organiser"])
    tab.goto(f"{DAY}rubric/{world.criterion.key}/")
    tab.get_by_label("What a judge sees at level 3").fill("Several users, one clear need.")
    tab.locator("#seen").get_by_text("Several users, one clear need.").wait_for()
    tab.get_by_label("Weight").fill("60")
    tab.locator("#seen").get_by_text("counts 75 of 100").wait_for()
    assert Criterion.objects.get(pk=world.criterion.pk).weight == 20
    assert_clean(tab)
    keep(tab, "rubric-criterion")
    tab.get_by_role("button", name="Save the criterion").click()
    tab.get_by_text("counts more than half: 75 of 100").wait_for()
    assert_clean(tab)
    keep(tab, "rubric")
    tab.get_by_role("link", name="a new version of the rules").click()
    tab.get_by_role("button", name="Publish version 2").click()
    tab.get_by_text("The rules are public.").wait_for()
    tab.goto("/cohorts/spring-2027/rules/")
    assert tab.get_by_text(Rules.objects.get(number=2).digest).is_visible()
    assert_clean(tab)
    keep(tab, "rules")


@pytest.mark.parametrize(("scheme", "width"), [("dark", 1280), ("light", 390)])
def test_pages_are_clean_in_the_dark_and_on_a_phone(page, world, scheme, width):
    tab = page(user=world.people["organiser"], width=width, scheme=scheme)
    for address in ("rubric/", "rubric/start/", "rubric/new/", "rules/", "rubric/new-round/", "paper/", "paper/print/"):
        tab.goto(f"{DAY}{address}")
        assert_clean(tab)
        if address != "paper/print/":
            assert_no_sideways_scroll(tab)
