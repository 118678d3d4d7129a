"""Who else has a judge's phone in hand: the next judge, the next person, whoever finds it on the table."""

import pytest

from challenges.models import Scorecard
from challenges.pitchdays.services import close_scores
from tests.browser.judge_phone import (
    again_as,
    at_home,
    at_sheet,
    effects,
    kept,
    online,
    opened,
    tap,
    values,
    waits,
)
from tests.clock import START

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(page, world):
    """The judge's phone, with scoring open and all their pages kept."""
    opened(world)
    return at_home(page(user=world.people["judge"], **PHONE))


def test_the_next_user_of_the_phone_sees_and_sends_nothing(phone, world, live_server):
    """J-09: another judge's session on the same phone: no word of the former, and nothing goes in either's name."""
    online(phone, is_on=False)
    at_sheet(phone, world.slot)
    tap(phone, world.criteria[0], 4)
    phone.locator("textarea[name=own_notes]").fill("Damp in two homes")
    phone.locator("textarea[name=own_notes]").blur()
    waits(phone, 1)
    phone.context.clear_cookies()
    again_as(phone, world.people["chair"], live_server)
    # The first judge's page is still open when the network is back, and holds its tongue.
    online(phone)
    phone.locator("#strip", has_text="Somebody else is signed in on this phone.").wait_for()
    tab = phone.context.new_page()
    phone.close()
    at_home(tab)
    at_sheet(tab, world.slot)
    waits(tab, 0)
    tab.wait_for_selector("#strip", state="hidden")
    checked = tab.locator("#sheet input:checked").count()
    assert (checked, tab.locator("textarea[name=own_notes]").input_value()) == (0, "")
    # Not without a network either: what is kept now is the chair's.
    online(tab, is_on=False)
    at_sheet(tab, world.slot)
    assert (tab.locator("#sheet input:checked").count(), "Idris Vaughan" in tab.content()) == (0, True)
    assert "Helen Marsh" not in tab.content()
    online(tab)
    assert effects() == {"sheets": 0, "revisions": 0, "events": [], "late": 0}
    # The first judge is back: theirs is still there, and goes in their own name.
    tab.context.clear_cookies()
    again_as(tab, world.people["judge"], live_server)
    at_sheet(tab, world.slot)
    waits(tab, 0)
    assert (values(world.seat, world.slot), values(world.chair_seat, world.slot)) == ([4], [])
    assert Scorecard.objects.get(seat=world.seat, slot=world.slot).own_notes == "Damp in two homes"


def test_after_signing_out_no_kept_page_opens(phone, world):
    """J-09: whoever has the phone then, without a network, finds the page that is the same for everybody."""
    phone.locator(".acct summary").click()
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url("**/")
    online(phone, is_on=False)
    for path in ("/judge/", f"/judge/pitches/{world.slot.key}/"):
        phone.goto(path)
        assert phone.get_by_role("heading", level=1).inner_text() == "No signal"
        assert ("Helen" in phone.content(), "Lantern" in phone.content()) == (False, False)


def test_a_participant_on_the_judges_phone_finds_no_kept_page(phone, world, live_server):
    """J-09: the next person need not be a judge: any page of theirs takes the kept ones away."""
    phone.context.clear_cookies()
    again_as(phone, world.people["participant"], live_server)
    phone.goto("/my/spring-2027/")
    phone.wait_for_load_state("networkidle")
    online(phone, is_on=False)
    phone.goto(f"/judge/pitches/{world.slot.key}/")
    assert phone.get_by_role("heading", level=1).inner_text() == "No signal"


def test_a_phone_left_on_the_table_covers_itself(page, world):
    """J-25: after five idle minutes nothing is to be seen; the day's code opens it, offline too."""
    opened(world)
    phone = page(user=world.people["judge"], **PHONE)
    phone.clock.install(time=START)
    at_home(phone)
    phone.locator("#new-code").fill("4711")
    phone.get_by_role("button", name="Keep the code").click()
    phone.wait_for_selector("[data-choose-code]", state="hidden")
    online(phone, is_on=False)
    at_sheet(phone, world.slot)
    tap(phone, world.criteria[0], 4)
    phone.clock.fast_forward("06:00")
    phone.wait_for_selector("#cover", state="visible")
    assert (phone.locator("main").is_visible(), "Lantern" in phone.locator("body").inner_text()) == (False, False)
    # Neither opening it anew nor another page of the judge's helps.
    phone.goto("/judge/")
    phone.wait_for_selector("#cover", state="visible")
    phone.locator("#cover-code").fill("1234")
    phone.get_by_role("button", name="Go on").click()
    phone.wait_for_selector("#cover-msg:not([hidden])")
    assert phone.locator("#cover-msg").inner_text() == "Error: that is not the code. 4 tries are left."
    phone.locator("#cover-code").fill("4711")
    phone.get_by_role("button", name="Go on").click()
    phone.wait_for_selector("main", state="visible")
    at_sheet(phone, world.slot)
    waits(phone, 1)
    online(phone)
    waits(phone, 0)
    assert values(world.seat, world.slot) == [4]


def test_a_covered_phone_opens_by_signing_in_again(phone, world, live_server):
    """J-25: without a code, or after five wrong ones, only a new session opens it; the outbox is still there."""
    online(phone, is_on=False)
    at_sheet(phone, world.slot)
    tap(phone, world.criteria[0], 4)
    phone.evaluate("localStorage.setItem('judge.seen', Date.now() - 600_000)")
    phone.reload()
    phone.wait_for_selector("#cover", state="visible")
    assert phone.locator("[data-unlock]").is_hidden()
    online(phone)
    phone.reload()
    phone.wait_for_selector("#cover", state="visible")
    assert phone.locator("main").is_visible() is False
    phone.context.clear_cookies()
    again_as(phone, world.people["judge"], live_server)
    at_sheet(phone, world.slot)
    phone.wait_for_selector("main", state="visible")
    waits(phone, 0)
    assert values(world.seat, world.slot) == [4]


def test_no_ranking_is_ever_kept_on_a_device(page, world):
    """J-25: the chair's own device keeps sheets and the list, and never the deliberation."""
    opened(world)
    tab = at_home(page(user=world.people["chair"], **PHONE))
    close_scores(pitch_day=world.pitch_day, by=world.people["chair"])
    tab.goto(f"/judge/deliberation/{world.pitch_day.key}/")
    tab.goto("/judge/")
    kept(tab)
    found = tab.evaluate(
        "async () => (await Promise.all((await caches.keys())"
        ".map(async name => (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname))))"
        ".flat().filter(path => path.startsWith('/judge/'))"
    )
    sheets = [f"/judge/pitches/{slot.key}/" for slot in (world.slot, world.other_slot)]
    assert sorted(found) == sorted(["/judge/", "/judge/offline/", *sheets])
