"""Words from the desk, the desk's requests to the chair, and the passes."""

import re

import pytest
from django.urls import reverse

from challenges.judges import services
from challenges.judges.queries import notices_of
from challenges.models import Nudge, PitchDay, ReopenRequest, SeatLink
from challenges.pitchdays.services import unseat_judge
from core.models import Event, OutboxMessage
from tests.factories.challenges import PanelSeatFactory, PitchSlotFactory

pytestmark = pytest.mark.django_db


def nudge(world, words="Please finish your sheet.", **more):
    return services.nudge(seat=world.seat, words=words, by=world.people["organiser"], **more)


def test_the_judge_reads_it_and_puts_it_away(world, sign_in):
    nudge(world)
    client = sign_in("judge")
    assert "Please finish your sheet." in client.get("/judge/").content.decode()
    path = reverse("judge:seat_notices", args=[world.seat.key])
    assert "Please finish your sheet." in client.get(path).content.decode()
    client.post(reverse("judge:seat_notices_seen", args=[world.seat.key]))
    assert "Please finish your sheet." not in client.get("/judge/").content.decode()
    assert (notices_of(world.seat), Nudge.objects.get().seen_at is None) == ([], False)


def test_only_that_judge_reads_it(world, sign_in):
    nudge(world)
    for role in ("chair", "recused_judge", "judge_elsewhere", "participant"):
        assert "Please finish your sheet." not in sign_in(role).get("/judge/").content.decode()


def test_it_goes_by_mail_too_when_asked(world):
    nudge(world)
    assert OutboxMessage.objects.filter(kind="judges.nudge").count() == 0
    services.nudge(seat=world.chair_seat, words="Come to the desk.", is_mailed=True, by=world.people["organiser"])
    letter = OutboxMessage.objects.get(kind="judges.nudge")
    assert (letter.to, "Come to the desk." in letter.body) == (world.people["chair"], True)


def test_nobody_is_rung_all_the_time(world, clock):
    nudge(world)
    with pytest.raises(services.TooSoon):
        nudge(world)
    for _ in range(5):
        clock.forward(minutes=4)
        nudge(world)
    clock.forward(minutes=4)
    with pytest.raises(services.TooSoon):
        nudge(world)
    clock.forward(hours=1)
    nudge(world)
    assert Event.objects.filter(event="judge.nudged", subject_label="Helen Marsh").count() == 7


def test_one_form_is_one_word(world):
    assert nudge(world, key="k") == nudge(world, key="k")
    assert Nudge.objects.count() == 1


def test_who_has_left_is_not_rung(world):
    unseat_judge(seat=world.seat, by=world.people["organiser"])
    with pytest.raises(services.HasLeft):
        nudge(world)


def test_words_of_another_day_do_not_show(world, clock):
    nudge(world)
    clock.forward(hours=13)
    assert notices_of(world.seat) == []


@pytest.fixture
def no_requests(world):
    ReopenRequest.objects.all().delete()
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="SCORING")
    return world


def ask(world, slot=None):
    by = world.people["organiser"]
    return services.ask_reopening(seat=world.seat, slot=slot or world.slot, reason="Wrong level.", by=by)


def test_the_chair_sees_the_request_and_sets_it_aside(no_requests, sign_in):
    asked = ask(no_requests)
    client = sign_in("chair")
    page = client.get("/judge/").content.decode()
    assert ("sheet of Lantern again" in page, "Wrong level." in page) == (True, True)
    client.post(reverse("judge:reopen_set_aside", args=[asked.key]))
    asked.refresh_from_db()
    assert (asked.is_granted, asked.answered_at is None) == (False, False)
    assert "Wrong level." not in client.get("/judge/").content.decode()
    assert Event.objects.filter(event__startswith="reopening.").count() == 2


def test_the_judge_concerned_and_colleagues_do_not_see_it(no_requests, sign_in):
    ask(no_requests)
    for role in ("judge", "recused_judge"):
        assert "Wrong level." not in sign_in(role).get("/judge/").content.decode()


def test_one_request_a_sheet_waits(no_requests):
    ask(no_requests)
    with pytest.raises(services.AskedAlready):
        ask(no_requests)
    with pytest.raises(services.OtherDay):
        ask(no_requests, slot=PitchSlotFactory())


def test_an_answer_is_given_once(no_requests, clock):
    asked = ask(no_requests)
    chair = no_requests.people["chair"]
    first = services.answer_reopening(asked=asked, is_granted=True, by=chair)
    clock.forward(minutes=1)
    again = services.answer_reopening(asked=asked, is_granted=False, by=chair)
    assert (again.is_granted, again.answered_at) == (True, first.answered_at)


def test_passes_have_a_code_for_each_judge_whoever_asks_again(world, sign_in, django_assert_num_queries):
    client = sign_in("organiser")
    path = reverse("organise:passes", args=["spring-2027"])
    page = client.get(path).content.decode()
    assert re.findall(r'class="pass-name">([^<]+)<', page) == ["Idris Vaughan", "Helen Marsh", "Priya Nair"]
    assert client.get(path).content.decode().count("<path d=") == page.count("<path d=")
    assert SeatLink.objects.count() == 3
    with django_assert_num_queries(7):
        client.get(path)
    PanelSeatFactory.create_batch(3, pitch_day=world.pitch_day)
    client.get(path)
    with django_assert_num_queries(7):
        client.get(path)
