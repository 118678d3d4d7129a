"""Voting in a real browser: with a screen reader's tree, by keyboard alone, on a phone and on the big screen."""

import pytest

from challenges.audience import services
from challenges.audience.codes import text_of
from challenges.audience.models import Vote
from tests.browser.test_keyboard import press_enter, tab_to
from tests.browsers import assert_clean
from tests.factories.audience import GuestFactory, PollFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("scheme", "scripts"), [("light", True), ("dark", True)])
def test_somebody_votes_by_keyboard_and_changes_it(page, world, scheme, scripts):
    """R-09: from the card to the vote and its change without a pointer; no accessibility finding on any page."""
    poll = PollFactory(pitch_day=world.pitch_day, question="Housing or health?")
    services.open_poll(poll=poll, by=world.people["organiser"])
    guest = GuestFactory(pitch_day=world.pitch_day)
    tab = page(width=390, height=844, scheme=scheme, scripts=scripts)
    tab.goto(f"/vote/{text_of(guest.code)}/")
    assert_clean(tab)
    tab_to(tab, "e.matches('form button')")
    press_enter(tab)
    # The one vote that is open comes by itself.
    assert tab.locator("h1").inner_text() == "Housing or health?"
    tab_to(tab, "e.type === 'radio'")
    tab.keyboard.press("Space")
    tab.keyboard.press("ArrowDown")
    tab_to(tab, "e.textContent.trim() === 'Send my vote'")
    press_enter(tab)
    assert "Your vote is in: Health." in tab.get_by_role("status").inner_text()
    assert_clean(tab)
    tab_to(tab, "e.type === 'radio' && e.checked")
    tab.keyboard.press("ArrowUp")
    tab_to(tab, "e.textContent.trim() === 'Change my vote'")
    press_enter(tab)
    assert "Your vote is in: Housing." in tab.get_by_role("status").inner_text()
    assert list(Vote.objects.values_list("marks", "changes")) == [(1, 1)]
    services.close_poll(poll=poll, by=world.people["organiser"])
    services.show_result(poll=poll, by=world.people["organiser"])
    for width, height in ((1280, 720), (1920, 1080)):
        screen = page(width=width, height=height, scheme=scheme)
        screen.goto(f"/vote/{world.pitch_day.key}/screen/{poll.key}/")
        assert_clean(screen)
