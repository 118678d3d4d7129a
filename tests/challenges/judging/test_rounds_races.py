"""J-21: freezing and new rounds under real threads on PostgreSQL."""

import pytest

from challenges.judging import services as judging
from challenges.models import OldSheet, RubricVersion, Score, Scorecard
from challenges.pitchdays import services
from challenges.pitchdays.digest import content_of
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.rounds import rules_of
from tests.cast import _world

pytestmark = pytest.mark.postgres


def kinds(results):
    return sorted(type(result).__name__ for result in results)


def test_a_change_and_the_opening_at_once_leave_one_rubric(race):
    """J-21: either the change is in and scoring waits for new rules, or scoring is open and the change refused."""
    world = _world()
    boss = world.people["organiser"]
    results = race(
        lambda: services.open_scoring(pitch_day=world.pitch_day, by=boss),
        lambda: services.move_criterion(criterion=world.criterion, step=1, by=boss),
    )
    world.pitch_day.refresh_from_db()
    if world.pitch_day.state == "SCORING":
        assert kinds(results) == ["PitchDay", "RubricFrozen"]
        assert RubricVersion.objects.get().content == content_of(rubric_of(world.pitch_day))
    else:
        assert kinds(results) == ["NoneType", "NotReady"]
    assert rules_of(world.pitch_day).is_current == (world.pitch_day.state == "SCORING")


def test_a_sheet_saved_as_the_round_ends_is_kept_or_refused(race):
    """J-21: no score is lost between two rounds and none reaches the new one."""
    world = _world()
    boss, chair, judge = (world.people[role] for role in ("organiser", "chair", "judge"))
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    asked = services.ask_new_round(pitch_day=world.pitch_day, reason="Worded wrongly", by=boss)
    scores = {row.key: 4 for row in world.criteria}
    results = race(
        lambda: services.agree_new_round(request=asked, answer="", by=chair),
        lambda: judging.save_card(seat=world.seat, slot=world.slot, scores=scores, by=judge),
    )
    kept = list(OldSheet.objects.values_list("scores", flat=True))
    is_saved = "Scorecard" in kinds(results)
    assert kinds(results) in (
        ["RoundRequest", "Scorecard"],
        ["NotOpen", "RoundRequest"],
        ["ChangedElsewhere", "RoundRequest"],
    )
    assert [[score["value"] for score in row] for row in kept] == ([[4, 4]] if is_saved else [])
    assert (Score.objects.count(), Scorecard.objects.get(seat=world.seat).state) == (0, "DRAFT")


def test_two_clicks_on_agree_begin_one_round(race):
    """J-21: one round, one set of kept sheets."""
    world = _world()
    boss, chair = world.people["organiser"], world.people["chair"]
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    asked = services.ask_new_round(pitch_day=world.pitch_day, reason="Worded wrongly", by=boss)
    results = race(*[lambda: services.agree_new_round(request=asked, answer="", by=chair)] * 2)
    assert kinds(results) == ["Decided", "RoundRequest"]
    assert rubric_of(world.pitch_day) != []
    assert world.pitch_day.criteria.count() == 2
