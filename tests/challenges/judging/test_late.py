"""What the chair does with sheets that came after closing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.judging import services
from challenges.judging.queries import ranking_of
from challenges.models import Criterion, LateScore, PitchDay, Scorecard, ScorecardRevision
from challenges.pitchdays.services import close_scores, declare_conflict, open_scoring
from core.errors import Refused
from core.models import Event
from tests.challenges.judging.test_sync import receive
from tests.clock import START
from tests.factories.challenges import LateScoreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world, clock):
    """Scores are closed; the judge had handed in 2 and 2."""
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    receive(world, 2, 2, finish=True)
    close_scores(pitch_day=world.pitch_day, by=world.people["chair"])
    world.pitch_day.refresh_from_db()
    clock.forward(minutes=20)
    return world


def decide(world, late, let_in, reason="The Wi-Fi was down", role="chair"):
    return services.decide_late(late=late, let_in=let_in, reason=reason, by=world.people[role])


def held(world):
    card = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    values = card.scores.order_by("criterion__order", "criterion").values_list("value", flat=True)
    return card.state, list(values)


def test_let_in_it_counts_and_what_was_there_is_kept(closed):
    """J-11: the judge's sheet holds it, by the chair's reason; the earlier revision stays."""
    late = receive(closed, 5, 4, revision=1, finish=True)
    assert ranking_of(closed.pitch_day).places[0].shown == 250
    decide(closed, late, let_in=True)
    late.refresh_from_db()
    assert (late.state, late.reason, late.decided_by, late.decided_at) == (
        "LET_IN",
        "The Wi-Fi was down",
        closed.people["chair"],
        START + timedelta(minutes=20),
    )
    assert held(closed) == ("SUBMITTED", [5, 4])
    rows = ScorecardRevision.objects.filter(card__seat=closed.seat).order_by("revision")
    assert list(rows.values_list("source", "state")) == [("DEVICE", "SUBMITTED"), ("LATE", "SUBMITTED")]
    assert Event.objects.filter(event="late_score.let_in").count() == 1


def test_left_out_it_stays_and_never_counts(closed):
    """J-11: kept with its reason, and the sheet is as it was."""
    late = receive(closed, 5, 4, revision=1, finish=True)
    decide(closed, late, let_in=False)
    assert (LateScore.objects.get(pk=late.pk).state, held(closed)) == ("LEFT_OUT", ("SUBMITTED", [2, 2]))
    with pytest.raises(services.Decided):
        decide(closed, late, let_in=True)


def test_a_late_sheet_of_who_had_none_counts_too(closed):
    late = receive(closed, 5, 4, slot=closed.other_slot, finish=True)
    decide(closed, late, let_in=True)
    assert Scorecard.objects.get(seat=closed.seat, slot=closed.other_slot).state == "SUBMITTED"


def test_a_reason_is_asked_for(closed):
    late = receive(closed, 5, 4, revision=1)
    with pytest.raises(services.ReasonNeeded):
        decide(closed, late, let_in=True, reason="  ")


def test_an_incomplete_one_is_not_let_in(closed):
    late = receive(closed, 5, slot=closed.other_slot)
    with pytest.raises(services.Incomplete):
        decide(closed, late, let_in=True)
    assert LateScore.objects.get(pk=late.pk).state == "WAITING"


def test_one_with_a_conflict_is_not_let_in(closed):
    """J-02: whatever came before the conflict was declared."""
    late = receive(closed, 5, 4, revision=1)
    declare_conflict(seat=closed.seat, team=closed.team, reason="We share a board", by=closed.people["judge"])
    with pytest.raises(services.NotYours):
        decide(closed, late, let_in=True)


@pytest.mark.parametrize("state", ["CONFIRMED", "PUBLISHED"])
def test_once_the_decision_is_recorded_nothing_is_let_in(closed, state):
    late = receive(closed, 5, 4, revision=1)
    type(closed.pitch_day).objects.filter(pk=closed.pitch_day.pk).update(state=state)
    with pytest.raises(services.Decided):
        decide(closed, late, let_in=True)


@pytest.mark.parametrize("role", ["organiser", "judge", "administrator"])
def test_nobody_but_the_chair_decides(closed, role):
    from django.core.exceptions import PermissionDenied

    late = receive(closed, 5, 4, revision=1)
    with pytest.raises((PermissionDenied, Refused)):
        decide(closed, late, let_in=True, role=role)
    assert LateScore.objects.get(pk=late.pk).state == "WAITING"


def test_the_chair_reads_both_times_and_decides_on_the_page(closed, sign_in):
    """J-11: when it came and when the device says it was made."""
    late = receive(closed, 5, 4, revision=1, finish=True)
    LateScore.objects.filter(pk=late.pk).update(client_at=START)
    client = sign_in("chair")
    assert "Late, awaiting the chair" in client.get(reverse("judge:late", args=[closed.pitch_day.key])).content.decode()
    address = reverse("judge:late_decide", args=[closed.pitch_day.key, late.key])
    page = client.get(address).content.decode()
    assert ("10:20 GMT" in page, "10:00 GMT" in page, "Excellent" in page) == (True, True, True)
    assert client.post(address, {"act": "let_in", "reason": ""}).status_code == 422
    assert client.post(address, {"act": "let_in", "reason": "The Wi-Fi was down"}).status_code == 302
    assert held(closed) == ("SUBMITTED", [5, 4])


def test_the_chair_reads_what_would_change_before_letting_it_in(closed, sign_in):
    """J-11: the ranking without and with it; and not a word while somebody may score (J-01)."""
    late = receive(closed, 5, 4, revision=1, finish=True)
    client = sign_in("chair")
    address = reverse("judge:late_decide", args=[closed.pitch_day.key, late.key])
    page = client.get(address)
    assert page.context["effects"] == [
        "No place would change.",
        "The verdict would stay.",
        "Lantern: score 2.00, would be 4.50.",
    ]
    assert "Lantern: score 2.00, would be 4.50." in page.content.decode()
    PitchDay.objects.filter(pk=closed.pitch_day.pk).update(state="SCORING")
    assert "would be" not in client.get(address).content.decode()
    PitchDay.objects.filter(pk=closed.pitch_day.pk).update(state="SCORES_CLOSED")
    client.post(address, {"act": "leave_out", "reason": "Too late"})
    assert client.get(address).context["effects"] == []


def test_the_judge_is_told_what_became_of_it(closed, sign_in):
    late = receive(closed, 5, 4, revision=1)
    page = reverse("judge:card", args=[closed.slot.key])
    assert "Late, awaiting the chair." in sign_in("judge").get(page).content.decode()
    decide(closed, late, let_in=False)
    assert "The Wi-Fi was down" in sign_in("judge").get(page).content.decode()


def test_the_page_asks_the_same_number_of_queries_for_one_and_three(closed, sign_in, django_assert_num_queries):
    """W-05: rows cost nothing."""
    client, address = sign_in("chair"), reverse("judge:late", args=[closed.pitch_day.key])
    client.get(address)
    for _ in range(2):
        with django_assert_num_queries(11):
            client.get(address)
        LateScoreFactory.create_batch(2, seat=closed.seat, slot=closed.slot)


def test_weights_and_levels_of_another_day_are_never_let_in(closed):
    late = receive(closed, 5, 4, revision=1)
    LateScore.objects.filter(pk=late.pk).update(payload={"scores": {"elsewhere": 3}, "revision": 1})
    late.refresh_from_db()
    with pytest.raises(services.NoSuchLevel):
        decide(closed, late, let_in=True)
    assert Criterion.objects.filter(key="elsewhere").count() == 0
