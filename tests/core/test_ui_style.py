"""The style page and the error pages answer, and only where the setting allows it."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from core.style.views import CODES, SCREENS
from tests.browsers import assert_clean

ADDRESSES = [reverse("style"), reverse("style_forms"), *[reverse("style_screen", args=[name]) for name in SCREENS]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_style_pages_answer(client, db, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_style_pages_are_gone_where_the_setting_is_off(client, db, settings, address):
    settings.STYLE_PAGE = False
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("code", CODES)
def test_error_pages_need_neither_request_nor_database(code):
    shown = get_template(f"{code}.html").render()
    assert f"Error {code}" in shown
    assert shown.count("<h1>") == 1


@pytest.mark.parametrize("code", CODES)
def test_error_pages_come_with_their_status(client, db, code):
    assert client.get(reverse("style_error", args=[code])).status_code == code


@pytest.mark.parametrize("name", ["organise", "my", "partner", "judge", "public", "account", "print", "error"])
def test_bases_render_without_a_top_bar_of_data(rf, name):
    shown = get_template(f"bases/{name}.html").render({"chrome": None}, rf.get("/"))
    assert shown.count('<main id="main"') == 1


def test_title_says_error_when_a_form_has_one(client, db):
    shown = client.get(reverse("style_screen", args=["form"])).content.decode()
    assert "<title>Error: Bring a challenge – Twelvefold</title>" in shown


@pytest.mark.browser
@pytest.mark.parametrize("address", ADDRESSES)
def test_style_pages_are_clean_in_a_browser(page, address):
    """No console error, no accessibility violation, no sideways scroll, wide and narrow, light and dark."""
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "dark"), (320, "light")):
        tab = page(width=width, scheme=scheme)
        tab.goto(address)
        assert_clean(tab)


@pytest.mark.browser
def test_dialog_opens_and_gives_focus_back(page):
    tab = page()
    tab.goto(reverse("style"))
    tab.click("a[data-dialog='style-dialog']")
    assert tab.locator("#style-dialog").evaluate("dialog => dialog.open") is True
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.dataset.dialog") == "style-dialog"


@pytest.mark.browser
def test_menu_closes_on_escape_and_elsewhere(page):
    tab = page()
    tab.goto(reverse("style"))
    states = []
    for close in (lambda: tab.keyboard.press("Escape"), lambda: tab.click("h1")):
        tab.click("details.switch summary")
        states.append(tab.locator("details.menu[open]").count())
        close()
        states.append(tab.locator("details.menu[open]").count())
    assert states == [1, 0, 1, 0]


@pytest.mark.browser
def test_error_summary_has_focus_and_leads_to_the_field(page):
    tab = page()
    tab.goto(reverse("style_screen", args=["form"]))
    assert tab.evaluate("document.activeElement.hasAttribute('data-errors')") is True
    tab.click("[data-errors] a >> nth=1")
    assert tab.evaluate("document.activeElement.id") == "id_free_from_0"


@pytest.mark.browser
def test_picking_all_rows_says_how_many(page):
    tab = page()
    tab.goto(reverse("style"))
    tab.check("[data-pick-all]")
    assert tab.inner_text("[data-picked]") == "10 chosen"
