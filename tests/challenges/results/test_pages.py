"""The pages of deliberation, approval, release and feedback."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.models import PitchDay, Score, Scorecard, TeamQuestion
from challenges.pitchdays.queries import rubric_of
from challenges.results.jobs import every_minute
from challenges.results.services import set_rules
from core import zones
from core.models import OutboxMessage
from tests.challenges.results.day import agree, approve, close, plan, release, sign
from tests.factories.challenges import PanelSeatFactory, PitchSlotFactory, ScorecardFactory
from tests.factories.cohorts import TeamFactory

pytestmark = pytest.mark.django_db


def room(world, name="", **query):
    return reverse(f"judge:deliberation{name}", args=[world.pitch_day.key], query=query)


def words(response):
    return response.content.decode()


def partial(world):
    """Lantern and Compass seen by different judges who share the chair."""
    return close(
        world,
        ("judge", "slot", (3, 3)),
        ("chair", "slot", (4, 4)),
        ("chair", "other_slot", (3, 4)),
        ("recused_judge", "other_slot", (5, 4)),
    )


def test_room_shows_the_nine_screens(world, sign_in):
    partial(world)
    page = words(sign_in("chair").get(room(world)))
    wanted = [
        "Rank ladder", "Ledger", "who saw whom, how strict", "How far to trust this", "Weights that would flip it",
        "Leaving one judge out", "Efficiency of the design", "Decide and sign", "As a table",
        "Raw and adjusted side by side", "Compare teams",
    ]  # fmt: skip
    assert [one for one in wanted if one not in page] == []


def test_room_of_a_complete_day_says_that_adjusting_changes_no_place(world, sign_in):
    world.conflict.delete()
    sheets = [
        (role, slot, values)
        for role in ("judge", "chair", "recused_judge")
        for slot, values in (("slot", (4, 4)), ("other_slot", (3, 3)))
    ]
    close(world, *sheets)
    page = words(sign_in("chair").get(room(world)))
    assert "All judges saw all pitches: severity cancels, adjusting changes no place." in page
    assert ("Counts as" in page, "as given" in page) == (False, True)


def test_any_two_teams_are_compared_with_their_ledgers(world, sign_in):
    partial(world)
    page = sign_in("chair").get(room(world, one=world.slot.key, other=world.other_slot.key))
    assert sorted(ledger.key for ledger in page.context["ledgers"]) == sorted([world.slot.key, world.other_slot.key])
    assert sign_in("chair").get(room(world, three="x")).status_code == 400


def test_room_shows_a_team_without_a_sheet_and_a_day_without_any(world, sign_in):
    team = TeamFactory(cohort=world.cohort, name="Quarry", number=9)
    PitchSlotFactory(pitch_day=world.pitch_day, team=team, order=3)
    partial(world)
    assert "No sheet was handed in for: Quarry." in words(sign_in("chair").get(room(world)))
    Scorecard.objects.update(state="DRAFT")
    page = sign_in("chair").get(room(world))
    assert (page.status_code, "No pitch has a finished scorecard." in words(page)) == (200, True)


def test_organisers_look_and_do_not_sign(world, sign_in):
    partial(world)
    client = sign_in("organiser")
    assert "Decide and sign" not in words(client.get(room(world)))
    assert client.post(room(world, "_decide"), {}).status_code == 403


def test_chair_signs_on_the_page_and_nothing_typed_is_lost(world, sign_in):
    close(world)
    client = sign_in("chair")
    page = client.get(room(world, "_decide"))
    data = {
        f"rank_{world.slot.key}": "2",
        f"rank_{world.other_slot.key}": "1",
        "reasons": "Clear.",
        "seen": page.context["form"]["seen"].value(),
        "second": world.people["judge"].pk,
        "prize_1": "Best use of data",
        "prize_team_1": world.slot.key,
    }
    refused = client.post(room(world, "_decide"), data)
    assert (refused.status_code, "Compass stands above Lantern" in words(refused)) == (422, True)
    assert "Best use of data" in words(refused)
    assert client.post(room(world, "_decide"), {**data, "departure": "They answered it all."}).status_code == 302
    decision = PitchDay.objects.get(pk=world.pitch_day.pk).decision
    assert [(prize.name, prize.team.name) for prize in decision.prizes.all()] == [("Best use of data", "Lantern")]


def test_second_person_approves_exactly_what_is_shown(world, sign_in):
    """J-17: the page carries the hash of what it shows."""
    close(world)
    decision = sign(world)
    client = sign_in("judge")
    page = words(client.get(room(world, "_approve")))
    assert decision.signed_hash in page
    assert "The clearest evidence of need." in page
    assert ("Weights:" in page, f"Evidence {world.criterion.weight}" in page) == (True, True)
    client.post(room(world, "_approve"), {"act": "approve", "seen": "0" * 64})
    assert PitchDay.objects.get(pk=world.pitch_day.pk).state == "SIGNED"
    client.post(room(world, "_approve"), {"act": "approve", "seen": decision.signed_hash})
    assert PitchDay.objects.get(pk=world.pitch_day.pk).state == "CONFIRMED"


def test_second_person_sends_back_with_a_reason(world, sign_in):
    close(world)
    sign(world)
    client = sign_in("judge")
    assert client.post(room(world, "_approve"), {"act": "back", "note": ""}).status_code == 422
    client.post(room(world, "_approve"), {"act": "back", "note": "Look at Compass again."})
    assert "Look at Compass again." in words(sign_in("chair").get(room(world)))
    assert "Look at Compass again." in words(sign_in("chair").get(room(world, "_decide")))


def test_other_judges_do_not_see_what_waits_for_approval(world, sign_in):
    """J-01: only the named second person reads the decision before its release."""
    close(world)
    sign(world)
    assert {role: sign_in(role).get(room(world, "_approve")).status_code for role in ("judge", "recused_judge")} == {
        "judge": 200,
        "recused_judge": 403,
    }


def test_release_is_planned_agreed_and_cancelled_on_the_pages(world, sign_in):
    """J-17: preview, second person, countdown, cancel."""
    close(world)
    approve(world)
    address = reverse("organise:results_release", args=["spring-2027"])
    client = sign_in("organiser")
    page = words(client.get(address))
    assert [one for one in ("Lantern", "The clearest evidence of need.", "Hana Aziz") if one not in page] == []
    data = {"when": "minutes", "minutes": "5", "second": world.people["chair"].pk}
    assert client.post(address, {**data, "second": world.people["organiser"].pk}).status_code == 422
    assert client.post(address, data).status_code == 302
    planned = world.pitch_day.release_plans.get(ended_at=None)
    agreeing = reverse("judge:release_agree", args=[planned.key])
    assert planned.digest in words(sign_in("chair").get(agreeing))
    sign_in("chair").post(agreeing, {"act": "agree", "seen": planned.digest})
    assert "The results go public." in words(sign_in("organiser").get("/organise/spring-2027/results/"))
    sign_in("organiser").post("/organise/spring-2027/results/release/cancel/")
    planned.refresh_from_db()
    assert (planned.outcome, planned.agreed_at is not None) == ("CANCELLED", True)


def test_undo_is_offered_until_somebody_has_seen_it(world, sign_in):
    close(world)
    approve(world)
    world.pitch_day.refresh_from_db()
    release(world)
    page = words(sign_in("organiser").get("/organise/spring-2027/results/"))
    assert "Undo the release" in page
    assert sign_in("organiser").post("/organise/spring-2027/results/release/undo/").status_code == 302
    assert PitchDay.objects.get(pk=world.pitch_day.pk).state == "CONFIRMED"


def test_mail_can_be_sent_at_once_which_ends_undoing(world, sign_in):
    close(world)
    approve(world)
    world.pitch_day.refresh_from_db()
    release(world)
    sign_in("organiser").post("/organise/spring-2027/results/release/tell/")
    assert OutboxMessage.objects.filter(kind="results.released").count() == 7
    assert "Undo the release" not in words(sign_in("organiser").get("/organise/spring-2027/results/"))


def test_export_has_raw_and_adjusted_side_by_side(world, sign_in):
    partial(world)
    lines = sign_in("chair").get(room(world, "_csv")).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith('"Place","Team","Judges","As given","Adjusted","Change"')
    assert sorted(line.split(",")[1] for line in lines[1:]) == ['"Compass"', '"Lantern"']
    assert sign_in("organiser").get(room(world, "_xlsx")).status_code == 200


def crowd(world, teams, judges, each):
    """So many teams, judges, and sheets for each team, all handed in; scores closed."""
    criteria = rubric_of(world.pitch_day)
    seats = [world.seat, world.chair_seat, *PanelSeatFactory.create_batch(judges - 2, pitch_day=world.pitch_day)]
    slots = [world.slot, world.other_slot]
    slots += [
        PitchSlotFactory(
            pitch_day=world.pitch_day, team=TeamFactory(cohort=world.cohort, number=20 + number), order=3 + number
        )
        for number in range(teams - 2)
    ]
    made = []
    Scorecard.objects.all().delete()
    for place, slot in enumerate(slots):
        for step in range(each):
            seat = seats[(place * each + step) % judges]
            card = ScorecardFactory(seat=seat, slot=slot, state="SUBMITTED")
            made += [
                Score(card=card, criterion=row, value=1 + (place * 3 + step * 7 + at) % 5)
                for at, row in enumerate(criteria)
            ]
    Score.objects.bulk_create(made)
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="SCORES_CLOSED")


@pytest.mark.parametrize(("teams", "judges"), [(3, 4), (12, 8)])
def test_room_asks_the_database_as_often_at_any_size(world, sign_in, teams, judges):
    world.decision.delete()
    crowd(world, teams, judges, each=3)
    client = sign_in("chair")
    asked = {}
    for page in ("", "_judges", "_decide", "_feedback"):
        client.get(room(world, page))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(room(world, page)).status_code == 200
        asked[page] = len(queries)
    assert asked == {"": 15, "_judges": 15, "_decide": 15, "_feedback": 12}


def feedback_address(world):
    return f"/my/spring-2027/teams/{world.team.key}/feedback/"


@pytest.fixture
def told(world):
    """Released; Helen's note for Lantern waits for the chair."""
    close(world)
    approve(world)
    world.pitch_day.refresh_from_db()
    release(world)
    return world


def test_team_reads_its_own_ledger_with_judges_masked(told, sign_in):
    """J-24, J-15: its own lines, levels reached, no name of a judge, nothing of another team."""
    page = words(sign_in("participant").get(feedback_address(told)))
    wanted = ("Judge A", "4.50", "Strong", "from 1 judge")
    assert [one for one in wanted if one not in page] == []
    assert [one for one in ("Helen Marsh", "3.00", "Compass") if one in page] == []


def test_team_reads_names_where_the_rules_say_so(world, sign_in):
    close(world)
    approve(world)
    world.pitch_day.refresh_from_db()
    set_rules(pitch_day=world.pitch_day, by=world.people["organiser"], judges_named=True)
    release(world)
    assert "Helen Marsh" in words(sign_in("participant").get(feedback_address(world)))


@pytest.mark.parametrize("role", ["other_participant", "mentor", "judge", "chair", "challenge_owner", "stranger"])
def test_nobody_else_finds_a_teams_feedback(told, sign_in, role):
    """J-24: 404 for everybody but the team and the organisers."""
    assert sign_in(role).get(feedback_address(told)).status_code == 404


def test_feedback_is_not_there_before_the_release(world, sign_in):
    """J-15: neither ledger nor page."""
    close(world)
    approve(world)
    agree(world, minutes=5)
    assert sign_in("participant").get(feedback_address(world)).status_code == 404


def test_team_asks_once_and_is_answered_once(told, sign_in):
    client = sign_in("participant")
    form = client.get(feedback_address(told)).context["form"]
    data = {"once": form["once"].value(), "text": "What was missing in our evidence?"}
    assert client.post(feedback_address(told), data).status_code == 302
    client.post(feedback_address(told), {**data, "once": "another"})
    assert TeamQuestion.objects.count() == 1
    assert list(OutboxMessage.objects.filter(kind="results.asked").values_list("address", flat=True)) == [
        "chair@example.com"
    ]
    address = room(told, "_feedback")
    assert "What was missing in our evidence?" in words(sign_in("chair").get(address))
    data = {"team": told.team.key, "answer": "Figures of your own."}
    assert sign_in("organiser").post(address, data).status_code == 302
    again = sign_in("chair").post(address, {**data, "answer": "Nothing."})
    assert (again.status_code, TeamQuestion.objects.get().answer) == (422, "Figures of your own.")
    assert "Figures of your own." in words(sign_in("participant").get(feedback_address(told)))
    assert OutboxMessage.objects.filter(kind="results.answered").count() == 2


def test_planned_release_stands_on_the_page_of_results(world, sign_in):
    close(world)
    approve(world)
    plan(world)
    assert "Waiting for the second person." in words(sign_in("organiser").get("/organise/spring-2027/results/"))
    every_minute(zones.now())
