"""R-08: sheets on paper, entered by one person and confirmed blind by another, into the same result."""

import pytest

from challenges.erasers import paper
from challenges.judging import services as judging
from challenges.judging.paper import services
from challenges.judging.queries import ranking_of
from challenges.judging.sheets import sheets_of
from challenges.models import Criterion, PaperReading, PaperSheet, PitchDay, Scorecard
from challenges.pitchdays.services import (
    agree_new_round,
    ask_new_round,
    close_scores,
    declare_conflict,
    open_scoring,
    unseat_judge,
)
from core.errors import Changed
from core.models import Event
from tests.factories.challenges import PaperSheetFactory
from tests.factories.cohorts import StaffFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(world):
    return world.people["organiser"]


@pytest.fixture
def second(world):
    """Another organiser of the programme."""
    return StaffFactory(programme=world.programme, user=UserFactory(first_name="Sol", last_name="Kerr")).user


@pytest.fixture
def day(world, first):
    open_scoring(pitch_day=world.pitch_day, by=first)
    return world.pitch_day


def read(world, by, *values, step=0, sheet=None, reasons=None, notes="", key=""):
    scores = {row.key: value for row, value in zip(world.criteria, values, strict=False)}
    return services.read_sheet(
        sheet=sheet or world.paper, scores=scores, reasons=reasons or {}, notes=notes, step=step, by=by, key=key
    )


def values_of(card):
    return list(card.scores.order_by("criterion__order").values_list("value", flat=True))


def card_of(world):
    return Scorecard.objects.get(seat=world.seat, slot=world.slot)


def from_phone(world, *values, submit=True):
    scores = {row.key: value for row, value in zip(world.criteria, values, strict=False)}
    judge = world.people["judge"]
    card = judging.save_card(seat=world.seat, slot=world.slot, scores=scores, by=judge)
    return judging.submit_card(card=card, by=judge) if submit else card


def test_sheets_are_made_once_for_whom_each_judge_scores(world, first):
    """R-08: no sheet for a team that the judge stands aside from."""
    made = [services.make_sheets(pitch_day=world.pitch_day, by=first) for _ in range(2)]
    there = PaperSheet.objects.filter(round=1).values_list("seat__user__first_name", "slot__team__name")
    assert made == [4, 0]
    assert sorted(there) == [
        ("Helen", "Compass"),
        ("Helen", "Lantern"),
        ("Idris", "Compass"),
        ("Idris", "Lantern"),
        ("Priya", "Compass"),
    ]
    assert Event.objects.get(event="paper.made").data == {"sheets": 4}


def test_two_people_who_read_the_same_make_it_count_like_a_phones(world, day, first, second):
    """R-08: the same result as a sheet from a phone, and marked as from paper."""
    assert read(world, first, 4, 2, notes="Clear.").state == "ENTERED"
    assert (values_of(card_of(world)), card_of(world).state) == ([], "DRAFT")
    sheet = read(world, second, 4, 2, step=1)
    card = card_of(world)
    assert (sheet.state, values_of(card), card.state, card.notes) == ("COUNTED", [4, 2], "SUBMITTED", "Clear.")
    assert [place.shown for place in ranking_of(day).places if place.shown is not None] == [500]
    assert sheets_of(day).papers == {(world.seat.pk, world.slot.pk)}
    told = Event.objects.filter(event__startswith="paper.").order_by("pk").values_list("event", "actor_label")
    assert list(told) == [("paper.entered", "Ade Bankole"), ("paper.confirmed", "Sol Kerr")]


def test_one_person_cannot_confirm_their_own_reading(world, day, first):
    """R-08: the second pair of eyes is somebody else's."""
    read(world, first, 4, 2)
    with pytest.raises(services.NotBlind):
        read(world, first, 4, 2, step=1)
    assert (world.paper.readings.count(), values_of(card_of(world))) == (1, [])


def test_a_difference_counts_nothing_until_somebody_looks_again(world, day, first, second):
    """R-08: both readings are kept, and the third says which of them the paper bears out."""
    read(world, first, 4, 2, notes="Clear.")
    assert (read(world, second, 4, 3, step=1).state, values_of(card_of(world))) == ("DIFFERS", [])
    sheet = read(world, first, 4, 3, step=2, notes="Clear.")
    assert (sheet.state, values_of(card_of(world))) == ("COUNTED", [4, 3])
    kept = PaperReading.objects.order_by("number").values_list("number", "entered_by__first_name", "scores")
    evidence, idea = (row.key for row in world.criteria)
    assert list(kept) == [
        (1, "Ade", {evidence: 4, idea: 2}),
        (2, "Sol", {evidence: 4, idea: 3}),
        (3, "Ade", {evidence: 4, idea: 3}),
    ]


def test_a_third_value_that_nobody_saw_is_confirmed_blind_again(world, day, first, second):
    """R-08: no value counts that only one person read."""
    read(world, first, 4, 2)
    read(world, second, 4, 3, step=1)
    assert read(world, first, 4, 5, step=2).state == "ENTERED"
    with pytest.raises(services.NotBlind):
        read(world, first, 4, 5, step=3)
    assert (read(world, second, 4, 5, step=3).state, values_of(card_of(world))) == ("COUNTED", [4, 5])


def test_two_who_begin_at_the_same_moment_are_two_readers(world, day, first, second):
    """R-08: each read it blind, so the later one is the second reading."""
    read(world, first, 4, 2, step=0)
    assert read(world, second, 4, 2, step=0).state == "COUNTED"


def test_a_page_that_was_opened_before_the_difference_settles_nothing(world, day, first, second):
    read(world, first, 4, 2)
    read(world, second, 4, 3, step=1)
    with pytest.raises(Changed):
        read(world, first, 4, 2, step=1)


def test_a_doubled_form_is_one_reading(world, day, first):
    """R-08: the same key gives the same answer."""
    for _ in range(2):
        read(world, first, 4, 2, key="tap")
    assert (world.paper.readings.count(), Event.objects.filter(event="paper.entered").count()) == (1, 1)


def test_levels_outside_the_rubric_and_gaps_are_refused_by_name(world, day, first):
    for values, words in (((4, 6), "Choose a level for: Idea."), ((4,), "Choose a level for: Idea.")):
        with pytest.raises(services.LevelsMissing) as refused:
            read(world, first, *values)
        assert str(refused.value.message) == words


def test_a_reason_is_needed_at_the_ends_where_the_rubric_asks(world, day, first, second):
    Criterion.objects.filter(pk=world.criterion.pk).update(reason_at_ends=True)
    with pytest.raises(services.ReasonsMissing) as refused:
        read(world, first, 5, 2)
    assert str(refused.value.message) == "The judge has to give a reason for the level of: Evidence."
    read(world, first, 5, 2, reasons={world.criterion.key: "They measured it."})
    read(world, second, 5, 2, step=1)
    assert card_of(world).scores.get(criterion=world.criterion).reason == "They measured it."


@pytest.mark.parametrize("state", ["PLANNED", "CONFIRMED", "PUBLISHED"])
def test_paper_is_not_entered_before_the_day_and_after_the_decision(world, first, state):
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state=state)
    with pytest.raises(services.NotOpen):
        read(world, first, 4, 2)


def test_a_judge_with_a_conflict_or_off_the_panel_has_no_paper(world, day, first):
    """R-08, J-02: the same conflicts hold on paper."""
    declare_conflict(seat=world.seat, team=world.team, reason="We share a board", by=first)
    with pytest.raises(services.NotOnTheList):
        read(world, first, 4, 2)
    other = PaperSheetFactory(seat=world.chair_seat, slot=world.slot)
    PitchDay.objects.update(minimum_judges=0)
    unseat_judge(seat=world.chair_seat, by=first)
    with pytest.raises(services.NotOnTheList):
        read(world, first, 4, 2, sheet=other)


def test_a_sheet_of_an_earlier_round_is_refused(world, day, first):
    """R-08, J-21: paper of the old rubric reaches no sheet of the new one."""
    asked = ask_new_round(pitch_day=day, reason="Worded wrongly", by=first)
    agree_new_round(request=asked, answer="", by=world.people["chair"])
    open_scoring(pitch_day=day, by=first)
    with pytest.raises(services.EarlierRound):
        read(world, first, 4, 2)
    assert services.make_sheets(pitch_day=day, by=first) == 5


@pytest.mark.parametrize("values", [(1, 1), (4, 2)])
def test_a_phones_sheet_is_never_written_over(world, day, first, second, values):
    """R-08: whether both say the same or not, nobody but the chair learns it, after closing."""
    from_phone(world, *values)
    read(world, first, 4, 2)
    assert read(world, second, 4, 2, step=1).state == "WAITS"
    assert (values_of(card_of(world)), card_of(world).revision) == (list(values), 1)
    with pytest.raises(services.AfterClosing):
        services.decide_sheet(sheet=world.paper, paper_counts=True, reason="?", by=world.people["chair"])


def test_a_begun_phone_sheet_waits_too(world, day, first, second):
    from_phone(world, 3, submit=False)
    read(world, first, 4, 2)
    assert read(world, second, 4, 2, step=1).state == "WAITS"
    assert (values_of(card_of(world)), card_of(world).state) == ([3], "DRAFT")


def test_the_chair_lets_the_paper_count_and_what_stood_there_is_kept(world, day, first, second):
    """R-08: decided with a reason after closing; the phone's scores stay on the record."""
    from_phone(world, 1, 1)
    read(world, first, 4, 2)
    read(world, second, 4, 2, step=1)
    close_scores(pitch_day=day, by=first)
    chair = world.people["chair"]
    with pytest.raises(services.ReasonNeeded):
        services.decide_sheet(sheet=world.paper, paper_counts=True, reason=" ", by=chair)
    made = services.decide_sheet(sheet=world.paper, paper_counts=True, reason="Her phone slipped.", by=chair)
    evidence, idea = (row.key for row in world.criteria)
    assert (made.state, values_of(card_of(world)), card_of(world).state) == ("COUNTED", [4, 2], "SUBMITTED")
    assert made.replaced["scores"] == {evidence: 1, idea: 1}
    assert Event.objects.get(event="paper.decided").data == {"counts": True}
    with pytest.raises(services.NothingToDecide):
        services.decide_sheet(sheet=world.paper, paper_counts=False, reason="No", by=chair)


def test_the_chair_lets_the_phone_count(world, day, first, second):
    from_phone(world, 1, 1)
    read(world, first, 4, 2)
    read(world, second, 4, 2, step=1)
    close_scores(pitch_day=day, by=first)
    chair = world.people["chair"]
    made = services.decide_sheet(sheet=world.paper, paper_counts=False, reason="She changed her mind.", by=chair)
    assert (made.state, values_of(card_of(world))) == ("SET_ASIDE", [1, 1])


def test_paper_confirmed_after_closing_waits_for_the_chair(world, day, first, second):
    """R-08, J-11: late paper is never dropped and never counts by itself."""
    read(world, first, 4, 2)
    close_scores(pitch_day=day, by=first)
    assert (read(world, second, 4, 2, step=1).state, values_of(card_of(world))) == ("WAITS", [])
    services.decide_sheet(sheet=world.paper, paper_counts=True, reason="It lay here.", by=world.people["chair"])
    assert (values_of(card_of(world)), card_of(world).state) == ([4, 2], "SUBMITTED")


def test_a_judge_who_changes_it_on_the_phone_is_told_from_the_paper(world, day, first, second):
    read(world, first, 4, 2)
    read(world, second, 4, 2, step=1)
    judge = world.people["judge"]
    card = judging.take_back_card(card=card_of(world), by=judge)
    card.refresh_from_db()
    scores = {row.key: 5 for row in world.criteria}
    judging.save_card(seat=world.seat, slot=world.slot, scores=scores, revision=card.revision, by=judge)
    assert (values_of(card_of(world)), sheets_of(day).papers) == ([5, 5], set())


def test_words_on_paper_go_a_year_after_the_end_and_readers_a_year_later(world, day, first, second, clock):
    """The levels, and that the sheet came from paper, stay: the result rests on them."""
    read(world, first, 4, 2, notes="Clear.")
    read(world, second, 4, 2, step=1)
    for days, words, readers in ((400, "Clear.", 2), (80, "", 2), (400, "", 0)):
        now = clock.forward(days=days)
        paper(now, dry_run=True)
        paper(now, dry_run=False)
        left = PaperReading.objects.order_by("number")
        assert (left[0].notes, left.exclude(entered_by=None).count()) == (words, readers)
    levels = {row.key: value for row, value in zip(world.criteria, (4, 2), strict=True)}
    assert [reading.scores for reading in left] == [levels] * 2
    assert sheets_of(day).papers == {(world.seat.pk, world.slot.pk)}


@pytest.mark.postgres
def test_two_second_readers_at_once_make_one_sheet(race, db_world):
    """R-08: both press at the same moment; the sheet is read twice, counts once, and the third is told."""
    world, first, others = db_world
    read(world, first, 4, 2)
    results = race(*(lambda by=by: read(world, by, 4, 2, step=1) for by in others))
    assert sorted(type(result).__name__ for result in results) == ["AlreadyRead", "PaperSheet"]
    assert (PaperReading.objects.count(), values_of(card_of(world))) == (2, [4, 2])
    assert Event.objects.filter(event="scorecard.submitted").count() == 1


@pytest.fixture
def db_world(race, request):
    from tests.cast import _world

    world = _world()
    first = world.people["organiser"]
    open_scoring(pitch_day=world.pitch_day, by=first)
    others = [StaffFactory(programme=world.programme).user for _ in range(2)]
    return world, first, others
