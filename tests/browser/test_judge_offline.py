"""A judge's phone with bad Wi-Fi, in a real browser: nothing is lost, nothing is doubled, nobody else sees it."""

from datetime import timedelta

import pytest

from challenges.judging.devices import unsent_of
from challenges.models import Device, LateScore, Scorecard, ScorecardRevision
from challenges.pitchdays.services import close_scores
from core.models import Session
from tests.browser.judge_phone import (
    again_as,
    at_home,
    at_sheet,
    effects,
    online,
    opened,
    problems,
    tap,
    values,
    waits,
)
from tests.browsers import FLAGS, find_browser, sign_in
from tests.clock import START

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(page, world):
    """The judge's phone, with scoring open and all their pages kept."""
    opened(world)
    return at_home(page(user=world.people["judge"], **PHONE))


def score_all(tab, world, slot, *given):
    at_sheet(tab, slot)
    for criterion, value in zip(world.criteria, given, strict=True):
        tap(tab, criterion, value)


def finish(tab):
    tab.get_by_role("button", name="Finish").click()
    tab.wait_for_selector("#done:not([hidden])")


def test_an_hour_without_wifi_is_sent_once_and_in_order(phone, world):
    """J-07: saved on the device, "2 waiting" to be seen, and sent exactly once when the network is back."""
    online(phone, is_on=False)
    score_all(phone, world, world.slot, 4, 2)
    finish(phone)
    score_all(phone, world, world.other_slot, 3, 5)
    waits(phone, 2)
    phone.locator("#strip", has_text="No signal. 2 waiting").wait_for()
    phone.locator("#strip").click()
    assert phone.locator("#outbox li > span").all_inner_texts() == ["Handing in Lantern", "Scores for Compass"]
    assert effects()["revisions"] == 0
    online(phone)
    waits(phone, 0)
    assert (values(world.seat, world.slot), values(world.seat, world.other_slot)) == ([4, 2], [3, 5])
    assert effects() == {
        "sheets": 2,
        "revisions": 2,
        "events": ["scorecard.saved", "scorecard.submitted", "scorecard.saved"],
        "late": 0,
    }
    assert Scorecard.objects.get(seat=world.seat, slot=world.slot).state == "SUBMITTED"
    assert problems(phone) == []


def test_an_answer_that_is_lost_has_one_effect(phone, world):
    """J-06: the site saved it, the answer never came; sent again with its key, it counts once."""
    lost = []

    def lose(route):
        # The site answers; the phone never hears it.
        if not lost:
            lost.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            route.continue_()

    at_sheet(phone, world.slot)
    phone.context.route("**/sync/", lose)
    tap(phone, world.criteria[0], 4)
    waits(phone, 1)
    phone.wait_for_selector("#strip[data-trouble=offline]")
    assert (lost, effects()["revisions"]) == ([200], 1)
    # A second tap, made while nobody knows what became of the first.
    tap(phone, world.criteria[1], 2)
    phone.evaluate("dispatchEvent(new Event('online'))")
    waits(phone, 0)
    assert values(world.seat, world.slot) == [4, 2]
    assert effects() == {"sheets": 1, "revisions": 2, "events": ["scorecard.saved"] * 2, "late": 0}
    assert Scorecard.objects.get(seat=world.seat, slot=world.slot).revision == 2


def test_taps_faster_than_the_network_are_all_there(phone, world):
    """J-06, J-05: twenty taps while answers come in: the last one stands, and nobody is asked to choose."""
    at_sheet(phone, world.slot)
    first, second = (row.key for row in world.criteria)
    for round_ in range(10):
        for key in (first, second):
            box = f"input[name='score_{key}'][value='{round_ % 5 + 1}']"
            phone.locator(box).evaluate("input => input.click()")
    waits(phone, 0)
    assert values(world.seat, world.slot) == [5, 5]
    rows = ScorecardRevision.objects.order_by("-revision")
    assert (rows[0].revision, rows[0].scores) == (rows.count(), {first: 5, second: 5})
    assert [phone.locator(f"input[name='score_{key}']:checked").input_value() for key in (first, second)] == ["5", "5"]


def test_a_closed_tab_and_a_new_one_send_what_was_kept(phone, world):
    """J-08: the tab is closed with unsent scores; a new one, still without a network, shows and then sends them."""
    online(phone, is_on=False)
    score_all(phone, world, world.slot, 5, 1)
    phone.close()
    tab = phone.context.new_page()
    at_sheet(tab, world.slot)
    waits(tab, 1)
    chosen = [tab.locator(f"[data-criterion='{row.key}'] input:checked").input_value() for row in world.criteria]
    assert chosen == ["5", "1"]
    online(tab)
    waits(tab, 0)
    assert (values(world.seat, world.slot), effects()["revisions"]) == ([5, 1], 1)


def test_a_browser_that_was_ended_opens_offline_and_sends_later(browser, live_server, world, tmp_path):
    """J-08: the phone dies; after the restart the pages open without a network and what was scored is there."""
    opened(world)

    def start(*more):
        context = browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=find_browser(), args=[*FLAGS, *more], base_url=live_server.url, viewport=PHONE
        )
        context.set_default_timeout(20_000)
        return context, context.pages[0]

    first, tab = start()
    sign_in(first, world.people["judge"], live_server.url)
    at_home(tab)
    online(tab, is_on=False)
    score_all(tab, world, world.slot, 4, 3)
    first.close()
    # No name leads anywhere: this browser never had a network.
    second, tab = start("--host-resolver-rules=MAP * ~NOTFOUND")
    tab.goto("/judge/")
    assert tab.get_by_role("heading", level=1).inner_text() == "Next: Lantern"
    score_all(tab, world, world.other_slot, 1, 2)
    at_sheet(tab, world.slot)
    waits(tab, 2)
    second.close()
    third, tab = start()
    sign_in(third, world.people["judge"], live_server.url)
    at_home(tab)
    waits(tab, 0)
    assert (values(world.seat, world.slot), values(world.seat, world.other_slot)) == ([4, 3], [1, 2])
    assert effects()["revisions"] == 2
    tab.goto("about:blank")
    third.close()


def test_the_organiser_knows_who_has_unsent_work(phone, world, page):
    """J-08: the device that could send one change tells how much it still holds."""
    held = []

    def only_first(route):
        if route.request.method == "POST" and held:
            route.abort()
        else:
            held.append(route.request.post_data_json["waiting"])
            route.continue_()

    online(phone, is_on=False)
    score_all(phone, world, world.slot, 4, 2)
    score_all(phone, world, world.other_slot, 3, 3)
    waits(phone, 2)
    phone.context.route("**/sync/", only_first)
    online(phone)
    waits(phone, 1)
    told = {seat: unsent.waiting for seat, unsent in unsent_of(world.pitch_day).items()}
    assert (held, told) == ([1], {world.seat.pk: 1})
    phone.context.unroute("**/sync/")
    phone.evaluate("dispatchEvent(new Event('online'))")
    waits(phone, 0)
    phone.wait_for_selector("#strip", state="hidden")
    assert unsent_of(world.pitch_day) == {}


def test_two_phones_show_both_and_the_judge_chooses(phone, world, page):
    """J-05: what the other device saved is shown beside what is here; neither is lost without being asked."""
    other = page(user=world.people["judge"], **PHONE, user_agent="Mozilla/5.0 (iPad; CPU OS 17) Safari/605")
    at_sheet(phone, world.slot)
    online(phone, is_on=False)
    tap(phone, world.criteria[0], 2)
    score_all(other, world, world.slot, 5, 5)
    waits(other, 0)
    online(phone)
    waits(phone, 0, others=1)
    both = phone.locator("#both")
    assert both.locator("[data-words]").inner_text() == "Changed on your other device (Safari, iPad) at 10:00."
    assert both.locator("tbody tr").all_inner_texts() == ["Evidence\tThin\tExcellent", "Idea\tNot scored\tExcellent"]
    assert values(world.seat, world.slot) == [5, 5]
    both.get_by_role("button", name="Keep what is here").click()
    waits(phone, 0)
    # The level that was never given here is not taken away there.
    assert values(world.seat, world.slot) == [2, 5]
    history = ScorecardRevision.objects.filter(card__seat=world.seat, card__slot=world.slot).order_by("revision")
    first, second = (row.key for row in world.criteria)
    assert list(history.values_list("scores", flat=True))[-2:] == [{first: 5, second: 5}, {first: 2}]
    # The other device, in turn, is told.
    tap(other, world.criteria[0], 4)
    waits(other, 0, others=1)
    other.get_by_role("button", name="Take what is there").click()
    waits(other, 0)
    assert other.locator(f"[data-criterion='{first}'] input:checked").input_value() == "2"
    assert values(world.seat, world.slot) == [2, 5]


def test_a_sheet_that_waits_for_a_choice_holds_up_no_other(phone, world, page):
    """J-05: the queue goes on with the next sheet, and the one that is refused stands in the list."""
    other = page(user=world.people["judge"], **PHONE)
    online(phone, is_on=False)
    score_all(phone, world, world.slot, 1, 1)
    score_all(phone, world, world.other_slot, 4, 4)
    score_all(other, world, world.slot, 5, 5)
    waits(other, 0)
    online(phone)
    waits(phone, 0, others=1)
    assert (values(world.seat, world.slot), values(world.seat, world.other_slot)) == ([5, 5], [4, 4])
    phone.locator("#strip", has_text="1 to look at").wait_for()


def test_an_expired_session_keeps_everything_until_the_judge_is_back(phone, world, live_server):
    """J-09: "sign in again to send 1 waiting"; after signing in it is sent, once."""
    at_sheet(phone, world.slot)
    Session.objects.all().delete()
    tap(phone, world.criteria[0], 4)
    phone.wait_for_selector("#strip[data-trouble=signed_out]")
    phone.locator("#strip", has_text="Sign in again to send 1 waiting").wait_for()
    assert phone.locator("#strip").get_attribute("href").startswith("/accounts/login/?next=%2Fjudge%2Fpitches%2F")
    assert effects()["revisions"] == 0
    again_as(phone, world.people["judge"], live_server)
    at_sheet(phone, world.slot)
    waits(phone, 0)
    assert (values(world.seat, world.slot), effects()["revisions"]) == ([4], 1)


def test_a_clock_that_is_wrong_by_a_day_decides_nothing(page, world):
    """J-10: the site's time stands under the sheet; the device's is kept beside it as a hint."""
    opened(world)
    tab = page(user=world.people["judge"], **PHONE)
    wrong = START + timedelta(days=1, minutes=7)
    tab.clock.set_fixed_time(wrong)
    at_sheet(tab, world.slot)
    tap(tab, world.criteria[0], 3)
    waits(tab, 0)
    tab.locator(".dock [data-kept]", has_text="Saved 10:00").wait_for()
    row = ScorecardRevision.objects.get()
    assert (row.saved_at, row.client_at) == (START, wrong)
    assert Scorecard.objects.get(seat=world.seat, slot=world.slot).saved_at == START


def test_what_comes_after_closing_awaits_the_chair(phone, world):
    """J-11: never dropped, never counted silently: kept with both times, and the judge is told."""
    online(phone, is_on=False)
    score_all(phone, world, world.slot, 4, 2)
    finish(phone)
    close_scores(pitch_day=world.pitch_day, by=world.people["chair"])
    online(phone)
    waits(phone, 0, others=1)
    assert (values(world.seat, world.slot), effects()["revisions"]) == ([], 0)
    late = LateScore.objects.get(seat=world.seat)
    first, second = (row.key for row in world.criteria)
    assert (late.payload["scores"], late.is_finished, late.received_at) == ({first: 4, second: 2}, True, START)
    phone.locator("#strip").click()
    assert "Late: it came at 10:00, after scores were closed." in phone.locator("#outbox").inner_text()
    phone.goto(f"/judge/pitches/{world.slot.key}/")
    assert "Late, awaiting the chair." in phone.locator("main").inner_text()


def test_a_conflict_that_was_declared_meanwhile_is_told(phone, world):
    """J-02: what waits for that team is refused aloud, stays on the list, and the next sheet goes."""
    from tests.factories.challenges import ConflictFactory

    online(phone, is_on=False)
    score_all(phone, world, world.slot, 4, 2)
    score_all(phone, world, world.other_slot, 3, 3)
    ConflictFactory(seat=world.seat, team=world.team)
    online(phone)
    waits(phone, 0, others=1)
    assert (values(world.seat, world.slot), values(world.seat, world.other_slot)) == ([], [3, 3])
    assert "A conflict of interest is recorded" in phone.locator("#outbox").inner_text()
    assert effects()["events"] == ["scorecard.refused", "scorecard.saved"]


def test_devices_are_told_apart(phone, world):
    """J-08: one row a device, however often it is heard of."""
    at_sheet(phone, world.slot)
    tap(phone, world.criteria[0], 4)
    waits(phone, 0)
    phone.reload()
    at_sheet(phone, world.slot)
    assert list(Device.objects.values_list("seat_id", "waiting")) == [(world.seat.pk, 0)]
