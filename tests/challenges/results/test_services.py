"""The decision and its release, as services on the database."""

import pytest
from django.core.exceptions import PermissionDenied

from challenges.judging.services import submit_card
from challenges.models import Decision, PitchDay, Release, Score
from challenges.pitchdays.services import close_scores, open_scoring, reopen_scoring
from challenges.results import services
from challenges.results.present import verdict_words
from core.errors import Changed
from core.lifecycle import NotPossibleNow
from core.models import Event, OutboxMessage
from tests.challenges.judging.test_services import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world):
    """The cast's day with one sheet for each team, scores closed, nothing decided."""
    Decision.objects.all().delete()
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    for slot, values in ((world.slot, (5, 4)), (world.other_slot, (3, 3))):
        submit_card(card=save(world, *values, slot=slot), by=world.people["judge"])
    close_scores(pitch_day=world.pitch_day, by=world.people["chair"])
    return world


def decide(world, first=1, second=2, role="chair", **more):
    ranks = {world.team.pk: first, world.other_team.pk: second}
    verdict = services.Verdict(ranks=ranks, reasons=more.pop("reasons", "The clearest evidence of need."))
    seen = more.pop("seen_hash", services.scores_hash(world.pitch_day))
    return services.confirm_decision(
        pitch_day=world.pitch_day, verdict=verdict, seen_hash=seen, by=world.people[role], **more
    )


def test_decision_is_recorded_with_places_scores_and_reasons(closed):
    decision = decide(closed)
    rows = decision.placings.order_by("rank").values_list("team__name", "rank", "is_winner", "score")
    assert [(name, rank, wins, str(score)) for name, rank, wins, score in rows] == [
        ("Lantern", 1, True, "0.8750"),
        ("Compass", 2, False, "0.5000"),
    ]
    event = Event.objects.get(event="result.confirmed")
    assert (event.actor_label, event.data["note"]) == ("Idris Vaughan", "The clearest evidence of need.")


def test_joint_winners_share_the_first_place(closed):
    assert sorted(decide(closed, 1, 1).placings.filter(is_winner=True).values_list("team__name", flat=True)) == [
        "Compass",
        "Lantern",
    ]


@pytest.mark.parametrize(
    ("ranks", "refusal"),
    [((2, 2), services.NoWinner), ((1, 3), services.RanksMissing), ((0, 1), services.RanksMissing)],
)
def test_decision_without_a_first_place_or_with_odd_places_is_refused(closed, ranks, refusal):
    with pytest.raises(refusal):
        decide(closed, *ranks)


def test_decision_without_reasons_is_refused(closed):
    with pytest.raises(services.ReasonsMissing):
        decide(closed, reasons="  ")


def test_decision_is_the_chairs_alone(closed):
    for role in ("organiser", "judge", "administrator"):
        with pytest.raises(PermissionDenied):
            decide(closed, role=role)


def test_decision_over_scores_that_changed_meanwhile_is_refused(closed):
    seen = services.scores_hash(closed.pitch_day)
    Score.objects.filter(card__slot=closed.slot).update(value=1)
    with pytest.raises(Changed):
        decide(closed, seen_hash=seen)


def test_decision_is_possible_only_once_scores_are_closed(closed):
    reopen_scoring(pitch_day=closed.pitch_day, note="A slip", by=closed.people["chair"])
    with pytest.raises(NotPossibleNow):
        decide(closed)


def test_release_makes_the_snapshot_public_once_and_tells_everybody(closed):
    decide(closed, 1, 1)
    first = services.release_results(pitch_day=closed.pitch_day, by=closed.people["organiser"])
    second = services.release_results(pitch_day=closed.pitch_day, by=closed.people["organiser"])
    assert (first.pk, Release.objects.count()) == (second.pk, 1)
    assert [winner["name"] for winner in first.snapshot["winners"]] == ["Lantern", "Compass"]
    assert OutboxMessage.objects.filter(kind="results.released").count() == 7
    assert Event.objects.filter(event="result.released").count() == 1


def test_release_before_the_decision_is_refused(closed):
    with pytest.raises(NotPossibleNow):
        services.release_results(pitch_day=closed.pitch_day, by=closed.people["organiser"])


def test_released_snapshot_holds_no_score_and_no_place_below_the_first(closed):
    decide(closed)
    release = services.release_results(pitch_day=closed.pitch_day, by=closed.people["organiser"])
    words = str(release.snapshot)
    assert ("0.875" in words, "rank" in words, "score" in words) == (False, False, False)
    assert release.digest == services.digest_of(release.snapshot)


def test_released_result_cannot_be_reopened(closed):
    decide(closed)
    services.release_results(pitch_day=closed.pitch_day, by=closed.people["organiser"])
    with pytest.raises(NotPossibleNow):
        reopen_scoring(pitch_day=closed.pitch_day, note="?", by=closed.people["chair"])


def test_verdict_words_name_one_or_several_winners():
    assert verdict_words({"winners": [{"name": "Kite"}]}) == "Kite comes first."
    several = {"winners": [{"name": "Kite"}, {"name": "Loom"}, {"name": "Quarry"}]}
    assert verdict_words(several) == "Kite, Loom and Quarry share the first prize."


def test_verdict_of_a_day_without_a_winner_is_said_and_never_fails():
    for snapshot in ({}, {"winners": []}, {"winners": None}):
        assert verdict_words(snapshot) == "No winner was named."


def test_states_before_confirmation_hold_no_decision(closed):
    assert (PitchDay.objects.get(pk=closed.pitch_day.pk).state, Decision.objects.count()) == ("SCORES_CLOSED", 0)


def test_notes_reach_the_chair_and_nobody_else(closed, sign_in):
    """The sheet promises: only you and the chair see these."""
    closed.card.refresh_from_db()
    type(closed.card).objects.filter(seat=closed.seat).update(notes="Ask who reads the alerts")
    address = f"/judge/deliberation/{closed.pitch_day.key}/"
    found = {role: "reads the alerts" in sign_in(role).get(address).content.decode() for role in ("chair", "organiser")}
    assert found == {"chair": True, "organiser": False}
