"""The organisers' pages in a real browser: no violation, no console error, no sideways scroll."""

from datetime import date

import pytest

from cohorts.messages import services as mail
from cohorts.programmes import services
from tests.browsers import assert_clean
from tests.factories.core import UserFactory

pytestmark = pytest.mark.browser
PROGRAMME = "/organise/programmes/techconnect/"


@pytest.fixture
def ade(db):
    person = UserFactory(first_name="Ade", last_name="Bankole")
    programme = services.create_programme(name="TechConnect", summary="Twelve weeks.", by=person)
    cohort = services.start_cohort(programme=programme, name="Spring 2027", starts_on=date(2027, 1, 4), by=person)
    for action in ("open", "form", "run"):
        services.move_cohort(cohort=cohort, action=action, by=person)
    to = [UserFactory() for _number in range(11)]
    mail.announce(cohort=cohort, to=to, subject="News", body="Hello {first_name}", by=person, key="1")
    return person


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_pages_are_clean(page, ade, width, scheme):
    tab = page(user=ade, width=width, scheme=scheme)
    for address in (
        "/organise/programmes/",
        "/organise/programmes/new/",
        PROGRAMME,
        f"{PROGRAMME}weeks/",
        f"{PROGRAMME}skills/",
        f"{PROGRAMME}mail/",
        f"{PROGRAMME}mail/visits.cancelled/",
        f"{PROGRAMME}organisers/add/",
        f"{PROGRAMME}cohorts/new/",
        "/organise/spring-2027/settings/",
        "/organise/spring-2027/settings/edit/",
        "/organise/spring-2027/settings/cancel/",
        "/organise/spring-2027/messages/",
        "/organise/spring-2027/messages/new/",
    ):
        tab.goto(address)
        assert_clean(tab)


def test_mailing_opens_from_the_list_and_is_cancelled(page, ade):
    tab = page(user=ade, width=390)
    tab.goto("/organise/spring-2027/messages/")
    tab.get_by_role("link", name="News").click()
    assert_clean(tab)
    tab.get_by_role("button", name="Cancel what has not left").click()
    tab.get_by_text("This mail was cancelled.").wait_for()


def test_wrong_day_is_named_and_reached_by_keyboard(page, ade):
    tab = page(user=ade, width=1280)
    tab.goto(f"{PROGRAMME}cohorts/new/")
    tab.get_by_label("Name").fill("Autumn 2027")
    tab.get_by_label("Day").fill("7 September 2027")
    tab.get_by_role("button", name="Start the cohort").click()
    tab.locator("[data-errors]:focus").wait_for()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.name") == "starts_on_day"
