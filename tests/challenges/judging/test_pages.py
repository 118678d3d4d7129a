"""Judges' pages over HTTP."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.judges.services import set_practice
from challenges.judging import services
from challenges.models import PitchDay, Score, Scorecard, ScorecardRevision, SlotJudge
from challenges.pitchdays.services import close_scores, open_scoring, send_invitation
from core.models import Event
from tests.challenges.judging.test_services import save
from tests.factories.challenges import PitchSlotFactory

pytestmark = pytest.mark.django_db
ONCE = "0f8f51f6-32a8-4b52-9d3f-5a3d5c1f5a11"


@pytest.fixture
def day(world):
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    return world.pitch_day


def sheet(world, *values, **more):
    chosen = {f"score_{row.key}": str(value) for row, value in zip(world.criteria, values, strict=False)}
    return {"revision": "0", "notes": "", **chosen, **more}


def address(world, name="judge:card"):
    return reverse(name, args=[world.slot.key])


def test_judge_scores_and_hands_in_with_two_posts(world, day, sign_in):
    client = sign_in("judge")
    client.post(address(world), sheet(world, 4, once=ONCE))
    response = client.post(address(world), sheet(world, 4, 2, revision="1", act="submit"), follow=True)
    assert "Lantern is handed in" in response.content.decode()
    assert "Next: Compass" in response.content.decode()


def test_sheet_posted_twice_is_saved_once(world, day, sign_in):
    """J-06: resent after a time-out, the same form has one effect."""
    client = sign_in("judge")
    for _ in range(2):
        assert client.post(address(world), sheet(world, 4, 2, once=ONCE)).status_code == 302
    assert Scorecard.objects.get(seat=world.seat, slot=world.slot).revision == 1
    assert (ScorecardRevision.objects.count(), Event.objects.filter(event="scorecard.saved").count()) == (1, 1)


def test_two_tabs_show_both_sheets(world, day, sign_in):
    """J-05: the second tab keeps what was typed, shows what the first saved, and saves on the next press."""
    client = sign_in("judge")
    client.post(address(world), sheet(world, 4, 2))
    response = client.post(address(world), sheet(world, 1, 1))
    page = response.content.decode()
    assert (response.status_code, "Saved on your other device" in page, "Evidence: Strong; Idea: Thin" in page) == (
        422,
        True,
        True,
    )
    client.post(address(world), sheet(world, 1, 1, revision="1"))
    assert list(Score.objects.order_by("criterion__order").values_list("value", flat=True)) == [1, 1]


@pytest.mark.parametrize(
    "data",
    [
        {"revision": "x"},
        {"revision": "-1"},
        {"notes": "a\x00b"},
        {"notes": "n" * 4001},
        {"once": "no uuid"},
    ],
)
def test_hostile_sheet_gets_a_message(world, day, sign_in, data):
    """F-08, F-09: never a failure, and nothing is saved."""
    response = sign_in("judge").post(address(world), sheet(world, 4, 2, **data))
    assert (response.status_code, Score.objects.count()) == (422, 0)


def test_score_that_is_no_level_gets_a_message(world, day, sign_in):
    response = sign_in("judge").post(address(world), sheet(world, 9))
    assert (response.status_code, Score.objects.count()) == (422, 0)


def test_recused_judge_finds_no_sheet(world, day, sign_in):
    """J-02: the sheet is absent from the list, its address answers 404, and writing to it 403."""
    client = sign_in("recused_judge")
    assert client.get(address(world)).status_code == 404
    assert client.post(address(world), sheet(world, 4, 2)).status_code == 403
    assert "Lantern" not in client.get(reverse("judge:home")).content.decode()


def test_judge_is_told_why_there_is_no_sheet(world, day, sign_in):
    """J-02: for a conflict, for a pitch that others score; on another panel there is just nothing."""
    page = sign_in("recused_judge").get(address(world)).content.decode()
    assert ("You do not score Lantern" in page, "A conflict of interest is recorded" in page) == (True, True)
    SlotJudge.objects.create(slot=world.slot, seat=world.chair_seat)
    answered = sign_in("judge").get(address(world))
    words = "Other judges of the panel score this team."
    assert (answered.status_code, words in answered.content.decode()) == (404, True)
    assert "Lantern" not in sign_in("judge_elsewhere").get(address(world)).content.decode()


def test_judge_reads_the_sheet_before_the_day(world, sign_in):
    page = sign_in("judge").get(address(world)).content.decode()
    assert ("Scoring is not open yet." in page, "Strong" in page, 'id="sheet"' in page) == (True, True, False)


def test_judge_reads_what_comes_next_until_the_day(world, sign_in, clock):
    """Weeks before: conflicts, practice, date and place; the code of the phone waits for the day itself."""
    set_practice(pitch_day=world.pitch_day, title="Team Practice", text="Damp in flats.", by=world.people["organiser"])
    PitchDay.objects.update(place="Town hall")
    page = sign_in("judge").get(reverse("judge:home")).content.decode()
    words = (
        "Look for conflicts of interest",
        "Practise on a made-up pitch",
        "Town hall. Bring your phone",
        "has accepted",
    )
    assert [(word in page) for word in words] == [True, True, True, False]
    assert ("You have accepted" in page, "data-choose-code" in page) == (True, False)
    clock.set(world.pitch_day.starts_at - timedelta(hours=3))
    assert "data-choose-code" in sign_in("judge").get(reverse("judge:home")).content.decode()


def test_judge_who_has_not_accepted_is_reminded(world, sign_in):
    send_invitation(seat=world.seat, by=world.people["organiser"])
    page = sign_in("judge").get(reverse("judge:home")).content.decode()
    assert ("Accept the invitation" in page, "You have accepted" in page) == (True, False)


def test_judge_is_told_that_scoring_is_closed(world, day, sign_in):
    save(world, 4, role="judge")
    close_scores(pitch_day=day, by=world.people["chair"])
    page = sign_in("judge").get(address(world)).content.decode()
    assert "You began this sheet and did not hand it in" in page
    assert "The chair records the panel’s decision" in sign_in("judge").get(reverse("judge:home")).content.decode()


def test_judge_sees_the_same_bytes_whatever_colleagues_score(world, day, sign_in):
    """J-01: two worlds that differ only in a colleague's scores are one world to a judge before the close."""
    services.submit_card(card=save(world, 1, 1, role="chair"), by=world.people["chair"])
    seen = []
    for value in (1, 5):
        Score.objects.filter(card__seat=world.chair_seat).update(value=value)
        client = sign_in("judge")
        with CaptureQueriesContext(connection) as queries:
            answers = [client.get(page) for page in (reverse("judge:home"), address(world))]
        pages = [(answer.status_code, without_secrets(answer.content.decode())) for answer in answers]
        seen.append((pages, len(queries)))
    assert seen[0] == seen[1]


def without_secrets(page):
    """The page without CSRF tokens and form keys, which differ at every request."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    page = re.sub(r'hx-headers=\S+ "[^"]+"}\'', "", page)
    return re.sub(r'name="once" value="[^"]+"', "", page)


def test_ranking_is_hidden_until_scores_are_closed(world, day, sign_in):
    """J-01: neither chair nor organiser reads a ranking while scoring is open; other judges never do."""
    services.submit_card(card=save(world, 5, 5), by=world.people["judge"])
    deliberation = reverse("judge:deliberation", args=[day.key])
    assert "Scores are not closed yet" in sign_in("chair").get(deliberation).content.decode()
    assert sign_in("judge").get(deliberation).status_code == 403


def test_organisers_see_who_has_handed_in_and_no_score(world, day, sign_in):
    services.submit_card(card=save(world, 5, 5, notes="secret note"), by=world.people["judge"])
    page = sign_in("organiser").get(reverse("organise:scores", args=["spring-2027"])).content.decode()
    assert ("1 of 5 sheets are handed in" in page, "secret note" in page, "Excellent" in page) == (True, False, False)


def test_judges_home_costs_the_same_with_more_pitches(world, day, sign_in, django_assert_num_queries):
    client = sign_in("judge")
    client.get(reverse("judge:home"))
    for _ in range(2):
        with django_assert_num_queries(15):
            client.get(reverse("judge:home"))
        PitchSlotFactory.create_batch(2, pitch_day=day)
