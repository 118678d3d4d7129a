"""The pages of wishes and of the set-up in Chromium: accessible, and nothing to scroll sideways."""

import pytest

from cohorts.wishes import services
from tests.browsers import assert_clean

from .conftest import keys

pytestmark = pytest.mark.browser
PAGES = ("/organise/autumn-2027/wishes/", "/organise/autumn-2027/wishes/new-topic/")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light")])
def test_pages_fit_and_are_accessible(page, asked, width, scheme):
    hana, leo, _tess = asked.people
    services.save_wishes(participant=hana, topics=keys(asked.topics), away=[leo.key], by=hana.user)
    tab = page(user=asked.organiser, width=width, scheme=scheme)
    for address in PAGES:
        tab.goto(address)
        assert_clean(tab)
    tab.goto("/organise/autumn-2027/teams/propose/")
    for part in tab.locator("details.group > summary").all():
        part.click()
    assert_clean(tab)
    own = page(user=hana.user, width=width, scheme=scheme)
    own.goto("/my/autumn-2027/wishes/")
    assert_clean(own)
