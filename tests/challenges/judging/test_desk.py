"""The control desk: states and never scores, whose phone holds what, the next step, constant queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.judging import services
from challenges.judging.desk import SHOWN, desk_of
from challenges.judging.devices import note_device
from challenges.judging.views.desk import next_step, other_steps
from challenges.live import services as live
from challenges.models import (
    HandOver,
    LateScore,
    LiveSlot,
    Nudge,
    PaperSheet,
    ReopenRequest,
    Score,
    Scorecard,
    SlotJudge,
)
from challenges.pitchdays.services import declare_conflict, open_scoring
from tests.challenges.judging.test_services import save
from tests.factories.challenges import PanelSeatFactory, PitchSlotFactory, ScorecardFactory

pytestmark = pytest.mark.django_db
DESK = "/organise/spring-2027/pitch-day/desk/"


@pytest.fixture
def day(world, clock):
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    ReopenRequest.objects.all().delete()
    HandOver.objects.all().delete()
    clock.set(world.slot.starts_at)
    return world.pitch_day


@pytest.fixture
def desk(day, sign_in):
    client = sign_in("organiser")
    return lambda path="": client.get(DESK + path).content.decode()


def states(day):
    return {row.seat.user.first_name: [cell.words for cell in row.cells] for row in desk_of(day).rows}


def go(world, name, slot=None):
    return live.STEPS[name](slot=slot or world.slot, by=world.people["organiser"])


def test_each_sheet_is_a_state(world, day):
    assert states(day) == {
        "Idris": ["not begun", "not begun"],
        "Helen": ["not begun", "not begun"],
        "Priya": ["kept out by a conflict of interest", "not begun"],
    }
    services.submit_card(card=save(world, 4, 2), by=world.people["judge"])
    save(world, 4, role="chair")
    save(world, 4, role="recused_judge", slot=world.other_slot)
    declare_conflict(
        seat=world.recused_seat, team=world.other_team, reason="A cousin", by=world.people["recused_judge"]
    )
    assert states(day) == {
        "Idris": ["begun", "not begun"],
        "Helen": ["finished", "not begun"],
        "Priya": ["kept out by a conflict of interest", "void"],
    }


def test_sheets_given_to_others_are_told_apart(world, day):
    SlotJudge.objects.create(slot=world.slot, seat=world.seat)
    assert states(day)["Idris"] == ["not given to this judge", "not given to this judge"]


def test_paper_and_late_sheets_are_marked(world, day):
    """R-08, J-11: what was read from paper counts as handed in; what came late goes over every state."""
    card = Scorecard.objects.get(pk=world.card.pk)
    Scorecard.objects.filter(pk=card.pk).update(state="SUBMITTED", revision=3)
    PaperSheet.objects.filter(pk=world.paper.pk).update(card=card, revision=3, state="COUNTED")
    assert states(day)["Helen"] == ["on paper", "not begun"]
    LateScore.objects.update(state="WAITING", seat=world.seat, slot=world.slot)
    assert states(day)["Helen"] == ["late, waits for the chair", "not begun"]
    Scorecard.objects.filter(pk=card.pk).update(revision=4)
    LateScore.objects.update(state="LEFT_OUT")
    assert states(day)["Helen"] == ["finished", "not begun"]


def test_the_desk_never_differs_by_what_was_given(world, day, desk):
    """J-01: the same states, the same bytes, whatever the values and the notes."""
    services.submit_card(card=save(world, 1, 1, notes="Weak"), by=world.people["judge"])
    save(world, 2, role="chair")
    one = [masked(desk()), masked(desk("now/"))]
    Score.objects.update(value=5)
    Scorecard.objects.exclude(revision=0).update(notes="Outstanding", revision=9)
    assert [masked(desk()), masked(desk("now/"))] == one


def masked(page):
    return re.sub(r'(csrfmiddlewaretoken" value=|x-csrftoken": |name="once" value=)"[^"]+"', "MASKED", page)


def test_who_has_unsent_work_is_seen_with_when_it_was_heard_of(world, day, desk, clock):
    """J-08: the phone of a judge died with three things unsent; the desk says whose, how much and since when."""
    note_device(seat=world.seat, key="phone", waiting=3)
    clock.forward(minutes=9)
    page = desk()
    assert ("3 unsent, last heard at 11:00" in page, "3 not sent yet" in page) == (True, True)
    row = next(row for row in desk_of(day).rows if row.seat == world.seat)
    assert (row.unsent.waiting, row.is_silent, desk_of(day).unsent) == (3, True, 3)
    note_device(seat=world.seat, key="phone", waiting=0)
    assert "unsent" not in desk()


def test_what_is_owed_counts_pitches_that_are_over(world, day):
    go(world, "start_pitch")
    services.submit_card(card=save(world, 4, 2), by=world.people["judge"])
    assert (desk_of(day).owed, desk_of(day).scored_now) == (0, (1, 2))
    go(world, "finish_slot")
    assert desk_of(day).owed == 1


def test_the_big_button_goes_through_the_whole_day(world, day, sign_in):
    client, seen = sign_in("organiser"), []
    for _ in range(20):
        step = next_step(desk_of(day))
        if step is None:
            break
        seen.append(step["label"])
        client.post(f"{DESK}step/", {"slot": step["slot"], "action": step["action"]})
    assert seen == [
        label % {"team": team}
        for team in ("Lantern", "Compass")
        for label in (
            "Call %(team)s",
            "Start the pitch of %(team)s",
            "Start questions to %(team)s",
            "Start scoring %(team)s",
            "Finish %(team)s",
        )
    ]
    assert "Every pitch is over" in client.get(DESK).content.decode()


def test_the_next_team_is_called_while_one_is_on_stage_and_skipped_if_not_there(world, day):
    go(world, "start_pitch")
    assert [step["label"] for step in other_steps(desk_of(day))] == ["Call Compass", "Skip Compass"]
    go(world, "skip_slot", world.other_slot)
    assert [step["label"] for step in other_steps(desk_of(day))] == ["Call Compass"]


def test_a_step_in_place_answers_with_the_screen_and_says_what_happened(world, day, sign_in):
    client = sign_in("organiser")
    data = {"slot": world.slot.key, "action": "start_pitch"}
    response = client.post(f"{DESK}step/", data, headers={"HX-Request": "true"})
    assert (response.status_code, "Start questions to Lantern" in response.content.decode()) == (200, True)
    assert response.headers["HX-Trigger"] == '{"say": {"value": "Lantern: On stage"}}'
    data = {"slot": world.other_slot.key, "action": "start_pitch"}
    refused = client.post(f"{DESK}step/", data, headers={"HX-Request": "true"}).content.decode()
    assert ("Lantern has the stage: finish its pitch first." in refused, 'role="alert"' in refused) == (True, True)


def test_without_scripts_the_page_comes_back_with_a_message(world, day, sign_in):
    client = sign_in("organiser")
    page = client.post(f"{DESK}step/", {"slot": world.slot.key, "action": "call_team"}, follow=True)
    assert "Lantern: Called" in page.content.decode()
    assert "Undone. Lantern: To come" in client.post(f"{DESK}undo/", follow=True).content.decode()
    page = client.post(f"{DESK}shift/", {"minutes": "10"}, follow=True).content.decode()
    assert "2 pitches begin 10 minutes later." in page
    page = client.post(f"{DESK}shift/", {"minutes": "a lot"}, follow=True).content.decode()
    assert "Move the rest by 1 to 180 minutes." in page


@pytest.mark.parametrize(
    "data", [{}, {"slot": "x\x00", "action": "call_team"}, {"slot": "nobodys", "action": "drop"}, {"action": "move"}]
)
def test_a_step_that_is_none_changes_nothing(world, day, sign_in, data):
    """F-09: hostile values come back to the desk."""
    assert sign_in("organiser").post(f"{DESK}step/", data).status_code == 302
    assert LiveSlot.objects.exclude(state="PLANNED").count() == 0


def test_another_days_pitch_is_not_moved_from_here(world, day, sign_in):
    """O-01: the pitch must be of the day in the address."""
    other = PitchSlotFactory()
    sign_in("organiser").post(f"{DESK}step/", {"slot": other.key, "action": "call_team"})
    assert LiveSlot.objects.filter(slot=other).count() == 0


def test_a_screen_that_is_up_to_date_is_sent_nothing(world, day, sign_in):
    client = sign_in("organiser")
    stamp = desk_of(day).stamp
    response = client.get(f"{DESK}now/?seen={stamp}")
    assert (response.status_code, response.content) == (204, b"")
    go(world, "call_team")
    assert client.get(f"{DESK}now/?seen={stamp}").status_code == 200


def test_a_word_is_sent_from_its_page_and_a_second_one_waits(world, day, sign_in):
    client = sign_in("organiser")
    path = reverse("organise:desk_nudge", args=["spring-2027", world.seat.key])
    assert client.post(path, {"ready": "", "own": ""}).status_code == 422
    page = client.post(path, {"ready": "sheet"}, follow=True).content.decode()
    assert ("Helen Marsh has your message." in page, "told at 11:00" in page) == (True, True)
    refused = client.post(path, {"ready": "", "own": "And now?"})
    assert (refused.status_code, "And now?" in refused.content.decode(), Nudge.objects.count()) == (422, True, 1)


def test_the_chair_is_asked_to_open_a_finished_sheet(world, day, sign_in):
    client = sign_in("organiser")
    path = reverse("organise:desk_reopen", args=["spring-2027", world.seat.key])
    assert "This judge has no finished sheet." in client.get(path).content.decode()
    services.submit_card(card=save(world, 4, 2), by=world.people["judge"])
    page = client.post(path, {"slot": world.slot.key, "reason": "Wrong level"}, follow=True).content.decode()
    assert ("The chair has your request." in page, "sheet of Lantern again" in page) == (True, True)
    assert Scorecard.objects.get(seat=world.seat, slot=world.slot).state == "SUBMITTED"


def test_a_large_day_shows_the_teams_around_the_present_one(world, day):
    slots = PitchSlotFactory.create_batch(30, pitch_day=day)
    assert [pitch.slot.order for pitch in desk_of(day).columns][:2] == [1, 2]
    go(world, "start_pitch", slots[20])
    shown = [pitch.slot for pitch in desk_of(day).columns]
    assert (len(shown), slots[20] in shown, desk_of(day).more) == (SHOWN, True, 32 - SHOWN)


def test_the_desk_costs_the_same_however_many_judges_and_teams(world, day, sign_in):
    client = sign_in("organiser")
    client.get(DESK)
    counts = []
    for _ in range(2):
        for path in (DESK, f"{DESK}now/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
        slots = PitchSlotFactory.create_batch(4, pitch_day=day)
        for seat in PanelSeatFactory.create_batch(4, pitch_day=day):
            note_device(seat=seat, key="phone", waiting=2)
            ScorecardFactory(seat=seat, slot=slots[0], revision=1)
        go(world, "call_team", slots[0]) if desk_of(day).live.called is None else None
    assert (counts[:2] == counts[2:], max(counts) <= 15) == (True, True), counts
