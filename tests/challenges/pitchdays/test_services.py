"""Planning a pitch day, its rubric, panel, conflicts and states, as services on the database."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from challenges.models import Conflict, Criterion, PanelSeat, PitchDay, SlotJudge
from challenges.pitchdays import services
from challenges.pitchdays.queries import plan_of
from challenges.pitchdays.services.panel import OtherCohort, SeatTaken, TakesPart, TooLate
from challenges.pitchdays.services.rubric import TooFewLevels
from core.errors import Refused
from core.lifecycle import NotPossibleNow
from core.models import Event, OutboxMessage
from tests.clock import START
from tests.factories.challenges import ConflictFactory, PanelSeatFactory
from tests.factories.cohorts import TeamFactory

pytestmark = pytest.mark.django_db
LEVELS = [{"value": 1, "name": "Weak", "wording": ""}, {"value": 2, "name": "Good", "wording": ""}]


def events(name):
    return list(Event.objects.filter(event=name).values_list("subject_label", flat=True))


@pytest.fixture
def boss(world):
    return world.people["organiser"]


@pytest.fixture
def empty_cohort(world):
    """The cast's cohort as if no day had been planned."""
    world.card.delete()
    world.late_score.delete()
    PitchDay.objects.filter(pk=world.pitch_day.pk).delete()
    services.default_rubric(programme=world.programme, by=None)
    return world.cohort


def test_planned_day_has_the_programmes_rubric_and_all_teams_in_order(empty_cohort, boss):
    day = services.plan_pitch_day(cohort=empty_cohort, starts_at=START, by=boss, key="k")
    assert list(day.criteria.order_by("order").values_list("name", "weight")) == [
        ("Evidence of need", 25),
        ("Idea and fit", 20),
        ("Feasibility", 20),
        ("Value to the public", 20),
        ("Pitch and team", 15),
    ]
    assert [level.name for level in day.criteria.first().levels.order_by("value")] == [
        "Not shown",
        "Thin",
        "Sound",
        "Strong",
        "Excellent",
    ]
    slots = list(day.slots.order_by("order").values_list("team__name", "order", "starts_at"))
    assert slots == [("Lantern", 1, START), ("Compass", 2, START + timedelta(minutes=16))]
    assert events("pitchday.planned") == [f"Pitch day, {empty_cohort}"]


def test_plan_doubled_with_one_key_makes_one_day(empty_cohort, boss):
    first = services.plan_pitch_day(cohort=empty_cohort, starts_at=START, by=boss, key="k")
    assert services.plan_pitch_day(cohort=empty_cohort, starts_at=START, by=boss, key="k") == first
    with pytest.raises(services.DayExists):
        services.plan_pitch_day(cohort=empty_cohort, starts_at=START, by=boss, key="other")


def test_changed_minutes_move_every_slot(world, boss):
    services.edit_pitch_day(pitch_day=world.pitch_day, pitch_minutes=10, starts_at=START, by=boss)
    assert list(world.pitch_day.slots.order_by("order").values_list("starts_at", flat=True)) == [
        START,
        START + timedelta(minutes=18),
    ]
    assert events("pitchday.changed") == ["Pitch day, Spring 2027"]


def test_slot_moves_one_place_and_stops_at_the_ends(world, boss):
    services.move_slot(slot=world.slot, step=1, by=boss)
    services.move_slot(slot=world.slot, step=1, by=boss)
    assert list(world.pitch_day.slots.order_by("order").values_list("team__name", flat=True)) == ["Compass", "Lantern"]
    assert len(events("slot.moved")) == 1


def test_order_drawn_by_lot_is_repeatable_and_takes_in_new_teams(world, boss):
    TeamFactory(cohort=world.cohort, name="Kite", number=1)
    orders = []
    for _ in range(2):
        services.draw_order(pitch_day=world.pitch_day, seed=7, by=boss)
        orders.append(list(world.pitch_day.slots.order_by("order").values_list("team__name", flat=True)))
    assert orders[0] == orders[1]
    assert sorted(orders[0]) == ["Compass", "Kite", "Lantern"]
    assert Event.objects.filter(event="pitchday.order_drawn").last().data == {"seed": 7}


def test_criterion_is_saved_with_its_levels_replaced(world, boss):
    services.save_criterion(
        pitch_day=world.pitch_day,
        criterion=world.criterion,
        name="Need",
        weight=30,
        question="",
        levels=LEVELS,
        by=boss,
    )
    assert list(world.criterion.levels.order_by("value").values_list("name", flat=True)) == ["Weak", "Good"]
    assert events("criterion.saved") == ["Need"]


def test_criterion_needs_a_choice_and_its_own_name(world, boss):
    with pytest.raises(TooFewLevels):
        services.save_criterion(
            pitch_day=world.pitch_day, name="Need", weight=30, question="", levels=LEVELS[:1], by=boss
        )
    with pytest.raises(Refused) as refused:
        services.save_criterion(pitch_day=world.pitch_day, name="IDEA", weight=30, question="", levels=LEVELS, by=boss)
    assert refused.value.field == "name"


def test_rubric_is_frozen_once_scoring_is_open(world, boss):
    """J-21: nobody changes words or weights after scoring has opened."""
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    for act in (
        lambda: services.remove_criterion(criterion=world.criterion, by=boss),
        lambda: services.edit_pitch_day(pitch_day=world.pitch_day, place="Elsewhere", by=boss),
        lambda: services.move_slot(slot=world.slot, step=1, by=boss),
    ):
        with pytest.raises(services.RubricFrozen):
            act()


def test_kept_rubric_becomes_the_programmes_default(world, boss):
    services.save_rubric_as_default(pitch_day=world.pitch_day, by=boss)
    assert [row["name"] for row in world.programme.rubric_template.criteria] == ["Evidence", "Idea"]
    assert events("rubric_template.saved") == ["Rubric, Digital skills"]


def test_judge_added_twice_by_one_form_is_seated_and_written_to_once(world, boss):
    for _ in range(2):
        services.add_judge(
            pitch_day=world.pitch_day, email="t@example.com", first_name="T", last_name="Ash", by=boss, key="k"
        )
    assert PanelSeat.objects.filter(user__email="t@example.com").count() == 1
    assert list(OutboxMessage.objects.values_list("subject", flat=True)) == ["You are on the panel of Spring 2027"]
    assert events("panel.joined") == ["T Ash"]


def test_judge_cannot_sit_twice_nor_take_part(world, boss):
    with pytest.raises(SeatTaken):
        services.seat_judge(pitch_day=world.pitch_day, user=world.people["judge"], by=boss)
    with pytest.raises(TakesPart):
        services.seat_judge(pitch_day=world.pitch_day, user=world.people["participant"], by=boss)


def test_new_chair_replaces_the_old(world, boss):
    services.make_chair(seat=world.seat, by=boss)
    assert list(world.pitch_day.panel.filter(is_chair=True)) == [world.seat]
    assert events("panel.chair_named") == ["Helen Marsh"]


def test_judge_who_left_has_no_say_and_can_come_back(world, boss):
    services.unseat_judge(seat=world.seat, by=boss)
    assert world.seat not in plan_of(world.pitch_day).seats
    services.seat_judge(pitch_day=world.pitch_day, user=world.people["judge"], by=boss)
    assert world.seat in plan_of(world.pitch_day).seats
    assert events("panel.left") == ["Helen Marsh"]


def test_declared_conflict_takes_the_pitch_from_the_judge(world, judge):
    """J-02: who has declared a conflict is not among the team's judges."""
    for _ in range(2):
        services.declare_conflict(seat=world.seat, team=world.team, reason="We share a board", by=judge)
    plan = plan_of(world.pitch_day)
    assert [slot.team.name for slot in plan.slots_of(world.seat)] == ["Compass"]
    assert events("conflict.declared") == ["Helen Marsh, Lantern"]


def test_conflict_with_a_team_of_another_day_is_refused(world, judge):
    with pytest.raises(OtherCohort):
        services.declare_conflict(seat=world.seat, team=TeamFactory(), reason="?", by=judge)


def test_conflict_can_be_withdrawn_until_scoring_opens(world, boss):
    services.withdraw_conflict(conflict=world.conflict, by=boss)
    assert Conflict.objects.count() == 0
    conflict = ConflictFactory(seat=world.seat, team=world.team)
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    with pytest.raises(Refused):
        services.withdraw_conflict(conflict=conflict, by=boss)
    assert events("conflict.withdrawn") == ["Priya Nair, Lantern"]


def test_panel_stays_once_the_result_is_confirmed(world, boss):
    PitchDay.objects.update(state="CONFIRMED")
    with pytest.raises(TooLate):
        services.unseat_judge(seat=world.seat, by=boss)


def test_scoring_opens_only_when_everything_is_there(empty_cohort, boss):
    Criterion.objects.all().delete()
    day = services.plan_pitch_day(cohort=empty_cohort, starts_at=START, by=boss)
    with pytest.raises(services.NotReady) as refused:
        services.open_scoring(pitch_day=day, by=boss)
    assert str(refused.value.message) == "Scoring cannot open yet: nobody is on the panel, the panel has no chair."


@pytest.mark.parametrize(
    ("state", "action", "allowed"),
    [
        (state, action, (state, action) in {("PLANNED", "open"), ("SCORING", "close"), ("SCORES_CLOSED", "reopen")})
        for state in ("PLANNED", "SCORING", "SCORES_CLOSED", "CONFIRMED", "PUBLISHED")
        for action in ("open", "close", "reopen")
    ],
)
def test_day_moves_only_along_its_table(world, state, action, allowed):
    acts = {
        "open": lambda: services.open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"]),
        "close": lambda: services.close_scores(pitch_day=world.pitch_day, by=world.people["chair"]),
        "reopen": lambda: services.reopen_scoring(pitch_day=world.pitch_day, note="Slip", by=world.people["chair"]),
    }
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state=state)
    try:
        acts[action]()
        moved = True
    except NotPossibleNow:
        moved = False
    assert moved == allowed


def test_scoring_is_reopened_by_the_chair_alone_and_with_a_reason(world, boss):
    """J-04: not even the organiser or a site administrator opens closed scores again."""
    PitchDay.objects.update(state="SCORES_CLOSED")
    for person in (boss, world.people["judge"], world.people["administrator"]):
        with pytest.raises(PermissionDenied):
            services.reopen_scoring(pitch_day=world.pitch_day, note="Slip", by=person)
    with pytest.raises(services.ReasonNeeded):
        services.reopen_scoring(pitch_day=world.pitch_day, note="  ", by=world.people["chair"])


def test_assigned_judges_see_only_their_pitches(world, boss):
    PanelSeatFactory.create_batch(2, pitch_day=world.pitch_day)
    linked = services.assign_judges(pitch_day=world.pitch_day, each=3, seed=1, by=boss)
    plan = plan_of(world.pitch_day)
    assert (linked, [len(plan.judges_of(slot)) for slot in plan.slots]) == (True, [3, 3])
    assert world.recused_seat not in plan.judges_of(world.slot)
    services.assign_judges(pitch_day=world.pitch_day, each=0, seed=1, by=boss)
    assert SlotJudge.objects.count() == 0
    assert len(events("panel.assigned")) == 2


def test_more_judges_a_pitch_than_are_free_is_refused_in_words(world, boss):
    with pytest.raises(Refused) as refused:
        services.assign_judges(pitch_day=world.pitch_day, each=3, seed=1, by=boss)
    assert "only 2 judges without a conflict" in str(refused.value.message)


def test_planned_day_moves_with_its_cohort(world):
    before = list(world.pitch_day.slots.order_by("order").values_list("starts_at", flat=True))
    services.move_pitch_day(cohort=world.cohort, days=7, old_zone="Europe/London", by=None)
    after = PitchDay.objects.get(pk=world.pitch_day.pk).starts_at
    assert after == world.pitch_day.starts_at + timedelta(days=7)
    assert (world.pitch_day.slots.get(order=1).starts_at, len(before)) == (after, 2)
