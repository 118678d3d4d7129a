"""A whole day with seven teams and four judges, from the freezing of the rubric to joint winners on the public page.

With UPDATE_PICTURES=1 the main pages are kept as docs/pictures/day-*.png.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from challenges.live import services as live
from challenges.models import PitchDay, Release, ReleasePlan, RubricVersion, Scorecard, TeamQuestion
from challenges.results.jobs import every_minute
from challenges.results.services import everybody
from core import zones
from core.models import User
from tests.browser.judge_phone import online, problems, waits
from tests.browser.pictures import keep
from tests.browser.pitch_day import NOTE, Day
from tests.browser.test_cohort_journey import PHONE, person, press, visit
from tests.browsers import assert_clean, assert_no_sideways_scroll
from tests.told import told as tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JUDGES = ("Idris Vaughan", "Helen Marsh", "Priya Nair", "Tom Ashdown")
REASONS = "Both teams showed us people, not slides."


@pytest.fixture
def told(clock):
    """The pilot in week 5: its day is planned, its rubric still open."""
    made = tell("week-5", date(2027, 3, 10))
    clock.set(datetime(2027, 3, 10, 9, tzinfo=UTC))
    return made


def test_a_whole_day_to_joint_winners(page, told, clock):
    """J-04, J-07, J-13, R-08, V-06: each person on their own page, two of them wherever the rules ask for two."""
    day = Day(page, PitchDay.objects.get(cohort=told.cohort))
    desk = page(user=told.organiser)
    clock.set(day.day.starts_at - timedelta(hours=1))
    day.open(desk)
    assert RubricVersion.objects.get(pitch_day=day.day).number == 1
    prize = day.open_prize(desk)
    _pitches(day, desk, told, clock)
    _paper(day, desk, told)
    for name, place in (("Ann Lowe", 1), ("Bo Reed", 1), ("Cy Dale", 0)):
        day.vote(name, day.slots[place].team.name, told.organiser)
    clock.forward(hours=1)
    day.close_prize(desk, prize)
    _decision(day, page)
    _release(day, page, desk, clock)
    _afterwards(day, page)


def _pitches(day, desk, told, clock):
    """Seven pitches, called by the desk; Priya Nair is without a network for two of them."""
    for slot in day.slots:
        clock.set(slot.starts_at)
        day.call(desk, slot)
        if slot.order == 1:
            _first(day, desk, clock)
        for judge in JUDGES:
            if judge == "Tom Ashdown" and slot == day.slots[-1]:
                continue
            is_first = judge == "Helen Marsh" and slot.order == 1
            is_online = not (judge == "Priya Nair" and slot.order in (2, 3))
            picture = "day-judge" if is_first else ""
            day.score(judge, slot, note=NOTE if is_first else "", picture=picture, is_online=is_online)
        if slot.order == 4:
            keep(visit(desk, f"{day.base}/desk/"), "day-desk")
        _run_out(slot, told.organiser)
        if slot.order == 3:
            phone = day.phones["Priya Nair"]
            waits(phone, 2)
            online(phone)
            waits(phone, 0)
    assert [text for phone in day.phones.values() for text in problems(phone)] == []


def _run_out(slot, organiser):
    """The rest of the pitch, as the desk runs it."""
    if slot.order > 1:
        live.start_pitch(slot=slot, by=organiser)
    live.finish_slot(slot=slot, by=organiser)


def _first(day, desk, clock):
    """The first pitch runs on the stage screen."""
    # The desk takes no second press within half a second of the first.
    desk.wait_for_timeout(700)
    desk.get_by_role("button", name=f"Start the pitch of {day.slots[0].team.name}").click()
    desk.locator("#next-step", has_text="Start questions").wait_for()
    clock.forward(minutes=3)
    stage = day.page(width=1280, height=720)
    stage.goto(desk.locator("a", has_text="Open the stage screen").get_attribute("href"))
    assert stage.locator("h1").inner_text() == day.slots[0].team.name
    assert_clean(stage)
    keep(stage, "day-stage")


def _paper(day, desk, told):
    """The last sheet of Tom Ashdown is on paper: entered by one, confirmed by another without seeing that."""
    visit(desk, f"{day.base}/paper/")
    press(desk, "Make the sheets")
    day.enter_paper(desk, "Tom Ashdown", day.slots[-1], "Enter the sheet")
    second = day.page(user=person("Mina Clarke"), **PHONE)
    day.enter_paper(second, "Tom Ashdown", day.slots[-1], "Confirm the sheet")
    assert Scorecard.objects.filter(slot__pitch_day=day.day, state="SUBMITTED").count() == 28


def _decision(day, page):
    """The chair closes the scores, lets a note through, decides with joint winners and signs; a judge approves."""
    chair = page(user=person("Idris Vaughan"))
    visit(chair, f"{day.base}/close_scores/")
    press(chair, "Close scores")
    room = f"/judge/deliberation/{day.day.key}/"
    keep(visit(chair, room), "day-deliberation")
    narrow = page(user=person("Idris Vaughan"), width=320, scheme="dark")
    narrow.goto(room)
    assert_no_sideways_scroll(narrow)
    visit(chair, f"{room}feedback/")
    chair.get_by_label("Give it to the team as it is").check()
    press(chair, "Keep this decision")
    visit(chair, f"{room}decide/")
    for place, slot in enumerate(sorted(day.slots, key=lambda one: one.order not in (1, 4)), start=1):
        chair.fill(f"[name=rank_{slot.key}]", str(1 if place < 3 else 3))
    chair.fill("[name=reasons]", REASONS)
    chair.fill("[name=departure]", "Below the first two the panel would not part anybody.")
    chair.select_option("[name=second]", label="Helen Marsh")
    press(chair, "Sign the decision")
    helen = visit(page(user=person("Helen Marsh"), **PHONE), "/judge/")
    helen.get_by_role("link", name="Read it and answer").click()
    press(helen, "Approve the result")
    assert PitchDay.objects.get(pk=day.day.pk).state == "CONFIRMED"


def _release(day, page, desk, clock):
    """Planned by an organiser, agreed by the chair, made when its time has come; nothing of it is public before."""
    address = f"/cohorts/{day.day.cohort.slug}/"
    public = visit(page(), address)
    visit(desk, f"/organise/{day.day.cohort.slug}/results/release/")
    desk.select_option("[name=second]", label="Idris Vaughan")
    desk.fill("[name=typed]", str(len(everybody(day.day))))
    keep(desk, "day-release")
    press(desk, "Plan the release")
    chair = visit(page(user=person("Idris Vaughan"), **PHONE), "/judge/")
    chair.get_by_role("link", name="Read it and answer").click()
    press(chair, "Agree to the release")
    plan = ReleasePlan.objects.get(pitch_day=day.day)
    assert [part in public.inner_text("main") for part in ("first prize", "people’s prize")] == [False, False]
    every_minute(clock.set(plan.due_at - timedelta(seconds=1)))
    assert Release.objects.count() == 0
    every_minute(clock.set(plan.due_at))
    keep(visit(public, address), "day-result")
    keep(visit(page(**PHONE), address), "day-result-390")
    said = public.inner_text("main")
    first, fourth, second = (day.slots[place].team.name for place in (0, 3, 1))
    names = sorted([day.slots[0].team, day.slots[3].team], key=lambda team: team.number)
    assert f"{names[0].name} and {names[1].name} share the first prize." in said
    assert (REASONS in said, f"The people’s prize: {second}" in said) == (True, True)
    assert {first, fourth} == {team.name for team in names}


def _afterwards(day, page):
    """A member of a winning team reads what the judges said, asks one question, and has a certificate."""
    team = day.slots[0].team
    member = User.objects.filter(places__membership__team=team).first()
    tab = visit(page(user=member, **PHONE), f"/my/{day.day.cohort.slug}/")
    tab.get_by_role("link", name="Read what the judges made of your pitch").click()
    assert NOTE in tab.inner_text("main")
    assert_clean(tab)
    tab.fill("[name=text]", "Which figure was missing?")
    press(tab, "Ask the panel")
    assert TeamQuestion.objects.get(team=team).text == "Which figure was missing?"
    visit(tab, "/certificates/")
    address = tab.get_by_role("link", name="Download Winner").get_attribute("href")
    assert tab.request.get(address).body()[:5] == b"%PDF-"
    assert zones.now() == Release.objects.get().released_at
