"""The style page and the error pages answer, and only where the setting allows it."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from core.style.views import CODES, SCREENS

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
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("address", ADDRESSES)
def test_style_pages_are_clean_in_a_browser(page, address, width):
    """No console error, no accessibility violation, no sideways scroll, in light and dark."""
    from tests.browsers import assert_clean

    for scheme in ("light", "dark"):
        tab = page(width=width, scheme=scheme)
        tab.goto(address)
        assert_clean(tab)
