"""The running day in Chromium: the desk by keyboard alone, the stage without a network and by no clock of its own."""

import re

import pytest
from django.urls import reverse

from challenges.judges import services as judges
from challenges.judging.devices import note_device
from challenges.live import services as live
from challenges.models import HandOver, LiveSlot, PitchSlot, ReopenRequest
from challenges.pitchdays.services import open_scoring
from tests.browser.test_keyboard import SEEN, tab_to
from tests.browsers import assert_clean, wait_for_focus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = "/organise/spring-2027/pitch-day/desk/"
# The browser's own clock is wrong by a day.
WRONG_CLOCK = "const day = 864e5; const real = Date.now; Date.now = () => real() + day;"


@pytest.fixture
def day(world, clock):
    PitchSlot.objects.filter(pk=world.other_slot.pk).update(starts_at=world.slot.starts_at + live.timedelta(minutes=16))
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    clock.set(world.slot.starts_at)
    return world.pitch_day


def stage_of(day):
    return reverse("public:stage", args=[live.live_day(day).key])


def seconds(text):
    """What a clock shows, negative when over."""
    sign, minutes, rest = re.fullmatch(r"(\+?)(\d+):(\d\d)", text).groups()
    return (int(minutes) * 60 + int(rest)) * (-1 if sign else 1)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_pitch_is_run_from_the_desk_by_keyboard_alone(page, world, day, width):
    tab = page(user=world.people["organiser"], width=width)
    tab.goto(DESK)
    assert_clean(tab)
    tab_to(tab, "e.id === 'next-step'")
    said = []
    for words in (
        "Start the pitch of Lantern",
        "Start questions to Lantern",
        "Start scoring Lantern",
        "Finish Lantern",
    ):
        tab.keyboard.press("Enter")
        tab.locator("#next-step", has_text=words).wait_for()
        # The focus is on the step that is next, and is to be seen.
        assert (tab.evaluate("document.activeElement.id"), tab.evaluate(SEEN)) == ("next-step", "seen")
        said.append(LiveSlot.objects.get(slot=world.slot).state)
        tab.wait_for_timeout(600)
    assert said == ["CALLED", "ON_STAGE", "QUESTIONS", "SCORING"]
    tab_to(tab, "e.id === 'undo-step'")
    tab.keyboard.press("Enter")
    tab.locator("#next-step", has_text="Start scoring Lantern").wait_for()
    assert LiveSlot.objects.get(slot=world.slot).state == "QUESTIONS"
    assert_clean(tab)


def test_a_second_press_at_once_is_no_step(page, world, day):
    """It was meant for the button that stood there before."""
    tab = page(user=world.people["organiser"])
    tab.goto(DESK)
    again = "document.getElementById('next-step').click()"
    tab.evaluate(f"document.addEventListener('htmx:afterRequest', () => setTimeout(() => {again}, 50), {{once: true}})")
    tab.locator("#next-step").click()
    tab.wait_for_timeout(1500)
    assert LiveSlot.objects.get(slot=world.slot).state == "CALLED"
    tab.locator("#next-step").click()
    tab.locator("#next-step", has_text="Start questions to Lantern").wait_for()


def test_the_desk_looks_again_by_itself_and_keeps_the_focus(page, world, day):
    """J-08: a phone that falls silent with work on it appears without a reload."""
    tab = page(user=world.people["organiser"])
    tab.goto(DESK)
    tab.locator("#next-step").focus()
    assert tab.get_by_text("unsent").count() == 0
    note_device(seat=world.seat, key="phone", waiting=3)
    tab.get_by_text("3 unsent, last heard at 11:00").wait_for()
    wait_for_focus(tab, "e.id === 'next-step'")
    assert_clean(tab)


def test_the_desk_works_without_scripts(page, world, day):
    HandOver.objects.all().delete()
    ReopenRequest.objects.all().delete()
    tab = page(user=world.people["organiser"], scripts=False)
    tab.goto(DESK)
    tab.get_by_role("button", name="Call Lantern").click()
    tab.get_by_role("button", name="Start the pitch of Lantern").click()
    assert tab.locator(".desk-t").inner_text() == "8 min left"
    tab.locator("tr", has_text="Helen Marsh").get_by_role("link", name="Nudge").click()
    tab.get_by_role("button", name="Send the message").click()
    assert "told at 11:00" in tab.locator("tr", has_text="Helen Marsh").inner_text()


def test_the_stage_counts_by_the_servers_clock(page, world, day, clock):
    """D-05: the laptop on the stage is a day ahead; what it shows is what the server means."""
    live.start_pitch(slot=world.slot, by=world.people["organiser"])
    clock.forward(minutes=3)
    tab = page(width=1920, height=1080)
    tab.add_init_script(WRONG_CLOCK)
    tab.goto(stage_of(day))
    first = seconds(tab.locator("[data-timer]").inner_text())
    assert 290 <= first <= 300
    assert_clean(tab)
    assert tab.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    # The figures can be read from the last row: more than a third of the screen's height.
    assert tab.locator("[data-timer]").bounding_box()["height"] > 360


def test_the_stage_follows_the_desk_and_goes_on_without_a_network(page, world, day, clock):
    tab = page(width=1920, height=1080)
    tab.goto(stage_of(day))
    assert tab.locator("h1").inner_text() == "Lantern"
    live.start_pitch(slot=world.slot, by=world.people["organiser"])
    tab.locator("[data-stage][data-kind=on_stage]").wait_for()
    assert tab.locator(".stage-what").inner_text() == "Pitch"
    tab.context.set_offline(True)
    tab.get_by_text("No network: the clock goes on").wait_for()
    before = seconds(tab.locator("[data-timer]").inner_text())
    tab.wait_for_timeout(2500)
    assert 2 <= before - seconds(tab.locator("[data-timer]").inner_text()) <= 4
    clock.forward(minutes=9)
    tab.context.set_offline(False)
    tab.locator("[data-look=over]").first.wait_for()
    assert tab.locator("[data-say]").inner_text() == "Time is up"
    assert seconds(tab.locator("[data-timer]").inner_text()) < -55
    tab.problems.clear()
    assert_clean(tab)


def test_the_stage_is_silent_until_somebody_allows_sound(page, world, day):
    tab = page(width=1280, height=720)
    tab.goto(stage_of(day))
    button = tab.get_by_role("button", name="Allow sound")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert tab.get_by_role("button", name="Sound is on").get_attribute("aria-pressed") == "true"


def test_the_stage_says_where_the_day_is_without_scripts(page, world, day, clock):
    live.start_pitch(slot=world.slot, by=world.people["organiser"])
    clock.forward(minutes=3)
    tab = page(width=1280, height=720, scripts=False)
    tab.goto(stage_of(day))
    assert (tab.locator("h1").inner_text(), tab.locator("[data-timer]").inner_text()) == ("Lantern", "5 min left")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light")])
def test_pages_of_judges_beside_the_scoring_fit_and_are_accessible(page, world, width, scheme):
    by = world.people["organiser"]
    judges.set_practice(pitch_day=world.pitch_day, title="Team Practice", text="Damp in flats.", by=by)
    for seat in (world.seat, world.chair_seat, world.recused_seat):
        values = {row.key: 4 for row in world.criteria}
        judges.save_practice(seat=seat, values=values, by=seat.user)
    judges.nudge(seat=world.seat, words="Come to the desk.", by=by)
    token = judges.token_of(judges.link_of(world.seat))
    tabs = {
        "judge": ["/judge/", *(f"/judge/seats/{world.seat.key}/{one}/" for one in ("facts", "practice", "hand-over"))],
        "chair": ["/judge/", f"/judge/hand-overs/{world.hand_over.key}/"],
        "organiser": [
            DESK,
            f"{DESK}{world.seat.key}/nudge/",
            "/organise/spring-2027/pitch-day/passes/",
            "/organise/spring-2027/pitch-day/practice/",
            f"/organise/spring-2027/pitch-day/hand-overs/{world.hand_over.key}/",
        ],
        "": [f"/link/judge/{token}/", f"/link/judge/{token}/code/"],
    }
    for role, addresses in tabs.items():
        tab = page(user=world.people[role] if role else None, width=width, scheme=scheme)
        for address in addresses:
            tab.goto(address)
            assert_clean(tab)
