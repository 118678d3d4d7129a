"""Scorecards: saved, doubled, on two devices, handed in, void, as services on the database."""

import pytest

from challenges.judging import services
from challenges.judging.queries import ranking_of
from challenges.models import Score, Scorecard
from challenges.pitchdays.services import close_scores, declare_conflict, open_scoring
from core.models import Event
from tests.factories.challenges import PitchSlotFactory

pytestmark = pytest.mark.django_db


def events(name):
    return list(Event.objects.filter(event=name).values_list("subject_label", flat=True))


@pytest.fixture
def day(world):
    """The cast's pitch day with scoring open."""
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    return world.pitch_day


def save(world, *values, role="judge", slot=None, **more):
    seat = {"judge": world.seat, "chair": world.chair_seat, "recused_judge": world.recused_seat}[role]
    scores = {criterion.key: value for criterion, value in zip(world.criteria, values, strict=False)}
    return services.save_card(
        seat=seat, slot=slot or world.slot, scores=scores, by=world.people[role], **{"revision": 0, **more}
    )


def test_saved_sheet_holds_scores_notes_and_a_revision(world, day):
    card = save(world, 4, 2, notes="Ask who reads the alerts.")
    assert list(card.scores.order_by("criterion__order").values_list("value", flat=True)) == [4, 2]
    assert (card.notes, card.revision, card.state) == ("Ask who reads the alerts.", 1, "DRAFT")
    assert events("scorecard.saved") == ["Helen Marsh, Lantern"]


def test_sheet_can_be_saved_with_criteria_left_for_later(world, day):
    assert services.lacking_of(save(world, 4)).criteria == ["Idea"]


def test_double_tap_is_one_saving_and_one_record(world, day):
    """J-06: the same key gives the same answer, one sheet, one audit row."""
    first = save(world, 4, 2, key="tap")
    again = save(world, 4, 2, key="tap")
    assert (again.pk, again.revision, Scorecard.objects.filter(revision__gt=0).count()) == (first.pk, 1, 1)
    assert len(events("scorecard.saved")) == 1


def test_second_device_changes_nothing_silently(world, day):
    """J-05: a page opened before the other device saved is refused, and the saved scores stay."""
    save(world, 4, 2)
    with pytest.raises(services.ChangedElsewhere) as changed:
        save(world, 1, 1, revision=0)
    assert list(Score.objects.order_by("criterion__order").values_list("value", flat=True)) == [4, 2]
    assert changed.value.card.revision == 1


@pytest.mark.parametrize("value", [0, 6, 99])
def test_score_outside_the_rubric_is_refused(world, day, value):
    with pytest.raises(services.NoSuchLevel):
        save(world, value)


def test_score_for_another_days_criterion_is_refused(world, day):
    """O-01: a criterion's key from elsewhere is no criterion here."""
    with pytest.raises(services.NoSuchLevel):
        services.save_card(seat=world.seat, slot=world.slot, scores={"elsewhere": 3}, by=world.people["judge"])


def test_recused_judge_cannot_save(world, day):
    """J-02: a declared conflict takes the sheet away; another team's sheet stays."""
    with pytest.raises(services.NotYours):
        save(world, 4, role="recused_judge")
    assert save(world, 4, role="recused_judge", slot=world.other_slot).revision == 1


def test_conflict_declared_later_voids_the_sheet_and_keeps_it(world, day):
    """J-02: the sheet no longer counts, is kept for the audit, and the ranking changes with it."""
    services.submit_card(card=save(world, 5, 5), by=world.people["judge"])
    declare_conflict(seat=world.seat, team=world.team, reason="We share a board", by=world.people["judge"])
    card = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    assert (card.state, card.scores.count(), ranking_of(day).places[0].score) == ("VOID", 2, None)
    assert events("scorecard.voided") == ["Helen Marsh, Lantern"]


def test_judge_of_another_panel_cannot_save(world, day):
    with pytest.raises(services.NotYours):
        services.save_card(seat=world.elsewhere_seat, slot=world.slot, scores={}, by=world.people["judge_elsewhere"])


def test_nobody_saves_on_somebody_elses_seat(world, day):
    """O-01: the seat must be the person's own, whoever asks."""
    for role in ("chair", "organiser", "administrator"):
        with pytest.raises(services.NotYours):
            services.save_card(seat=world.seat, slot=world.slot, scores={}, by=world.people[role])


def test_nothing_is_saved_before_opening_or_after_closing(world):
    with pytest.raises(services.NotOpen):
        save(world, 4)
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    close_scores(pitch_day=world.pitch_day, by=world.people["chair"])
    with pytest.raises(services.NotOpen):
        save(world, 4)


def test_incomplete_sheet_is_not_handed_in(world, day):
    with pytest.raises(services.Incomplete) as refused:
        services.submit_card(card=save(world, 4), by=world.people["judge"])
    assert str(refused.value.message) == "Still to score: Idea."


def test_handed_in_sheet_counts_once_and_is_locked(world, day):
    card = save(world, 4, 2)
    for _ in range(2):
        services.submit_card(card=card, by=world.people["judge"])
    with pytest.raises(services.HandedIn):
        save(world, 5, 5, revision=1)
    assert events("scorecard.submitted") == ["Helen Marsh, Lantern"]


def test_handed_in_sheet_is_taken_back_while_scoring_is_open(world, day):
    card = save(world, 4, 2)
    services.submit_card(card=card, by=world.people["judge"])
    services.take_back_card(card=card, by=world.people["judge"])
    assert save(world, 5, 5, revision=1).revision == 2
    assert events("scorecard.reopened") == ["Helen Marsh, Lantern"]


def test_ranking_is_the_weighted_mean_of_sheets_handed_in(world, day):
    services.submit_card(card=save(world, 5, 3), by=world.people["judge"])
    services.submit_card(card=save(world, 3, 3, role="chair"), by=world.people["chair"])
    services.submit_card(card=save(world, 1, 2, slot=world.other_slot), by=world.people["judge"])
    save(world, 5, 5, role="chair", slot=world.other_slot)
    found = [(place.name, place.rank, place.shown, place.judges) for place in ranking_of(day).places]
    assert found == [("Lantern", 1, 625, 2), ("Compass", 2, 125, 1)]


def test_ranking_costs_the_same_with_more_teams(world, day, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(9):
            ranking_of(day)
        PitchSlotFactory.create_batch(2, pitch_day=day)
