"""The decision: signed by the chair, approved by a second person, void when scores change."""

import pytest
from django.core.exceptions import PermissionDenied

from challenges.judging.services import void_card
from challenges.models import Decision, PitchDay, Score
from challenges.pitchdays.services import declare_conflict, reopen_scoring
from challenges.results import services
from challenges.results.jobs import every_minute
from challenges.results.present import verdict_words
from challenges.results.rated import room_of
from core import zones
from core.errors import Changed
from core.lifecycle import NotPossibleNow
from core.models import Event, OutboxMessage
from tests.challenges.results.day import approve, close, sign
from tests.factories.challenges import PitchSlotFactory
from tests.factories.cohorts import TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world):
    """The cast's day with one sheet for each team, scores closed, nothing decided."""
    return close(world)


def state(world):
    return PitchDay.objects.get(pk=world.pitch_day.pk).state


def events(name):
    return list(Event.objects.filter(event=name).values_list("actor_label", flat=True))


def test_signed_decision_holds_places_scores_reasons_and_hashes(closed):
    decision = sign(closed)
    rows = decision.placings.order_by("rank").values_list("team__name", "rank", "is_winner", "score")
    assert [(name, rank, wins, str(score)) for name, rank, wins, score in rows] == [
        ("Lantern", 1, True, "0.8750"),
        ("Compass", 2, False, "0.5000"),
    ]
    assert (decision.data_hash, state(closed)) == (services.scores_hash(closed.pitch_day), "SIGNED")
    assert decision.signed_hash == services.digest_of(services.what_is_signed(decision))
    event = Event.objects.get(event="result.signed")
    assert (event.actor_label, event.data["note"]) == ("Idris Vaughan", "The clearest evidence of need.")


def test_joint_winners_share_the_first_place(world):
    close(world, ("judge", "slot", (4, 4)), ("judge", "other_slot", (4, 4)))
    winners = sign(world, 1, 1).placings.filter(is_winner=True)
    assert sorted(winners.values_list("team__name", flat=True)) == ["Compass", "Lantern"]


def test_further_prizes_go_to_any_team_and_one_to_several(closed):
    both = [("Best use of data", closed.other_team.pk), ("Best use of data", closed.team.pk)]
    decision = sign(closed, prizes=both)
    assert list(decision.prizes.values_list("name", "team__name").order_by("order")) == [
        ("Best use of data", "Compass"),
        ("Best use of data", "Lantern"),
    ]


@pytest.mark.parametrize("prize", [("", 1), ("Best use of data", 0)])
def test_prize_without_name_or_team_is_refused(closed, prize):
    name, has_team = prize
    with pytest.raises(services.OddPrize):
        sign(closed, prizes=[(name, closed.team.pk if has_team else 0)])


@pytest.mark.parametrize(
    ("ranks", "refusal"),
    [((2, 2), services.NoWinner), ((1, 3), services.RanksMissing), ((0, 1), services.RanksMissing)],
)
def test_decision_without_a_first_place_or_with_odd_places_is_refused(closed, ranks, refusal):
    with pytest.raises(refusal):
        sign(closed, *ranks)


def test_decision_without_reasons_is_refused(closed):
    with pytest.raises(services.ReasonsMissing):
        sign(closed, reasons="  ")


def test_order_that_differs_from_the_scores_says_where_and_needs_its_reason(closed):
    with pytest.raises(services.DepartureUnexplained) as refused:
        sign(closed, 2, 1)
    assert "Compass stands above Lantern, who has the higher score." in str(refused.value.message)
    assert refused.value.field == "departure"
    assert sign(closed, 2, 1, departure="Compass answered every question.").departure != ""


def test_signature_is_the_chairs_alone(closed):
    for role in ("organiser", "judge", "administrator"):
        with pytest.raises(PermissionDenied):
            sign(closed, role=role, second_role="chair")


@pytest.mark.parametrize("role", ["chair", "participant", "stranger", "judge_elsewhere", "other_organiser"])
def test_second_person_is_another_judge_or_an_organiser(closed, role):
    with pytest.raises(services.NotASecond):
        sign(closed, second_role=role)


def test_second_person_gets_a_letter(closed):
    sign(closed)
    assert list(OutboxMessage.objects.filter(kind="results.approve").values_list("address", flat=True)) == [
        "judge@example.com"
    ]


def test_decision_over_scores_that_changed_meanwhile_is_refused(closed):
    seen = services.scores_hash(closed.pitch_day)
    Score.objects.filter(card__slot=closed.slot).update(value=1)
    with pytest.raises(Changed):
        sign(closed, seen_hash=seen)


def test_signing_is_possible_only_once_scores_are_closed(closed):
    reopen_scoring(pitch_day=closed.pitch_day, note="A slip", by=closed.people["chair"])
    with pytest.raises(NotPossibleNow):
        sign(closed)


def test_approval_by_the_named_second_person_confirms_the_result(closed):
    """J-17: one person alone confirms nothing."""
    decision = approve(closed)
    assert (state(closed), decision.approved_at is not None, events("result.approved")) == (
        "CONFIRMED",
        True,
        ["Helen Marsh"],
    )


@pytest.mark.parametrize("role", ["chair", "organiser", "recused_judge", "administrator"])
def test_nobody_but_the_named_second_person_approves(closed, role):
    decision = sign(closed)
    with pytest.raises(PermissionDenied):
        services.approve_decision(pitch_day=closed.pitch_day, seen_hash=decision.signed_hash, by=closed.people[role])


def test_approval_of_something_else_than_was_seen_is_refused(closed):
    sign(closed)
    with pytest.raises(Changed):
        services.approve_decision(pitch_day=closed.pitch_day, seen_hash="0" * 64, by=closed.people["judge"])


def test_decision_sent_back_comes_to_the_chair_with_the_reason(closed):
    sign(closed)
    with pytest.raises(services.WhySentBack):
        services.send_decision_back(pitch_day=closed.pitch_day, note=" ", by=closed.people["judge"])
    services.send_decision_back(pitch_day=closed.pitch_day, note="Two sheets are late.", by=closed.people["judge"])
    assert (state(closed), Decision.objects.get().sent_back) == ("SCORES_CLOSED", "Two sheets are late.")
    assert sign(closed).sent_back == ""


def test_chair_takes_the_signature_back(closed):
    approve(closed)
    services.withdraw_signature(pitch_day=closed.pitch_day, by=closed.people["chair"])
    assert (state(closed), Decision.objects.get().approved_at) == ("SCORES_CLOSED", None)


@pytest.mark.parametrize("change", ["score", "void", "conflict"])
def test_signature_is_void_once_the_sheets_change(closed, change):
    """J-23: nothing stands over sheets that are not those that were signed."""
    decision = sign(closed)
    if change == "score":
        Score.objects.filter(card__slot=closed.slot).update(value=1)
    else:
        conflict = declare_conflict(
            seat=closed.seat, team=closed.team, reason="We share a board", by=closed.people["judge"]
        )
        void_card(conflict=conflict, by=None)
    with pytest.raises(services.SignatureVoid):
        services.approve_decision(pitch_day=closed.pitch_day, seen_hash=decision.signed_hash, by=closed.people["judge"])
    assert every_minute(zones.now()) == 1
    assert (state(closed), every_minute(zones.now())) == ("SCORES_CLOSED", 0)


def test_a_later_conflict_takes_the_sheet_out_of_the_ranking_and_keeps_it(world):
    """J-02: rated anew without it, the sheets of others count as before, and the record still holds it."""
    sheets = (("judge", "slot", (5, 5)), ("chair", "slot", (3, 3)), ("chair", "other_slot", (2, 2)))
    close(world, *sheets)

    def counted():
        rating = room_of(world.pitch_day).rating
        return {one.name: (one.n, [line.given for line in one.ledger]) for one in rating.pitches}

    assert {name: (n, sorted(given)) for name, (n, given) in counted().items()} == {
        "Lantern": (2, [0.5, 1.0]), "Compass": (1, [0.25]),
    }  # fmt: skip
    conflict = declare_conflict(seat=world.seat, team=world.team, reason="We share a board", by=world.people["judge"])
    void_card(conflict=conflict, by=None)
    assert counted() == {"Lantern": (1, [0.5]), "Compass": (1, [0.25])}
    record = room_of(world.pitch_day).record
    assert record["excluded"].count([world.seat.key, world.slot.key]) == 1
    assert Score.objects.filter(card__seat=world.seat, card__slot=world.slot).count() == 2


def test_a_team_that_withdraws_moves_nobody_else(world):
    """J-19: a team that was skipped has no sheet and no place, and every figure of the others stays."""
    sheets = (("judge", "slot", (5, 4)), ("chair", "slot", (3, 4)), ("judge", "other_slot", (3, 3)))
    close(world, *sheets)
    before = room_of(world.pitch_day).rating
    gone = PitchSlotFactory(pitch_day=world.pitch_day, team=TeamFactory(cohort=world.cohort, name="Quarry"), order=3)
    after = room_of(PitchDay.objects.get(pk=world.pitch_day.pk)).rating
    assert ([one for one in after.pitches if one.id != gone.key], after.pairs) == (list(before.pitches), before.pairs)
    [quarry] = [one for one in after.pitches if one.id == gone.key]
    assert (quarry.n, quarry.rank, quarry.raw, str(after.verdict)) == (0, None, None, str(before.verdict))


def test_page_says_what_changed_since_the_signature(closed, sign_in):
    """J-23: the chair reads which sheet is another one."""
    approve(closed)
    Score.objects.filter(card__slot=closed.slot).update(value=1)
    page = sign_in("chair").get(f"/judge/deliberation/{closed.pitch_day.key}/").content.decode()
    assert "The signature is void: scores changed after it." in page
    assert "Helen Marsh’s scores for Lantern changed." in page


def test_verdict_words_name_one_or_several_winners():
    assert verdict_words({"winners": [{"name": "Kite"}]}) == "Kite comes first."
    several = {"winners": [{"name": "Kite"}, {"name": "Loom"}, {"name": "Quarry"}]}
    assert verdict_words(several) == "Kite, Loom and Quarry share the first prize."


def test_verdict_of_a_day_without_a_winner_is_said_and_never_fails():
    for snapshot in ({}, {"winners": []}, {"winners": None}):
        assert verdict_words(snapshot) == "No winner was named."


def test_notes_reach_the_chair_and_nobody_else(closed, sign_in):
    """The sheet promises: only you and the chair see these."""
    type(closed.card).objects.filter(seat=closed.seat).update(notes="Ask who reads the alerts")
    address = f"/judge/deliberation/{closed.pitch_day.key}/feedback/"
    found = {role: "reads the alerts" in sign_in(role).get(address).content.decode() for role in ("chair", "organiser")}
    assert found == {"chair": True, "organiser": False}
