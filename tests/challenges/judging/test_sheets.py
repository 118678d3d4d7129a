"""Who has handed in which sheet: by team and by judge, a page at a time, without a single score."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from challenges.judging.sheets import NAMED, Sheets, names_of, sheets_of
from challenges.models import PanelSeat, PitchSlot, SlotJudge
from challenges.pitchdays.queries import Plan
from cohorts.models import Team
from core.lists import PAGE_SIZE
from core.models import User
from tests.factories.challenges import (
    ConflictFactory,
    PanelSeatFactory,
    PitchDayFactory,
    PitchSlotFactory,
    ScorecardFactory,
)
from tests.factories.cohorts import StaffFactory

PLACES = range(4)


def plan_of_four(conflicts, assigned):
    slots = [PitchSlot(pk=10 + place, team_id=20 + place, team=Team(pk=20 + place)) for place in PLACES]
    seats = [PanelSeat(pk=30 + place, user=User(first_name=str(place))) for place in PLACES]
    barred = {(30 + seat, 20 + team): None for seat, team in conflicts}
    return Plan(slots, seats, barred, frozenset((10 + slot, 30 + seat) for slot, seat in assigned))


PAIRS = st.sets(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)))


@given(
    conflicts=PAIRS,
    assigned=PAIRS,
    states=st.dictionaries(st.tuples(*[st.sampled_from(PLACES)] * 2), st.sampled_from(["DRAFT", "SUBMITTED"])),
)
def test_numbers_are_those_of_looking_at_every_pair(conflicts, assigned, states):
    plan = plan_of_four(conflicts, assigned)
    sheets = Sheets(plan, {(30 + seat, 10 + slot): state for (seat, slot), state in states.items()})
    pairs = [(seat, slot) for seat in plan.seats for slot in plan.slots if plan.scores(seat, slot)]
    done = [(seat, slot) for seat, slot in pairs if sheets.states.get((seat.pk, slot.pk)) == "SUBMITTED"]
    for slot in plan.slots:
        row = sheets.team_row(slot)
        assert (row.wanted, row.done) == (sum(one == slot for _, one in pairs), sum(one == slot for _, one in done))
        assert len(row.begun) + len(row.missing) == row.wanted - row.done
    for seat in plan.seats:
        row = sheets.judge_row(seat)
        assert (row.wanted, row.done) == (sum(one == seat for one, _ in pairs), sum(one == seat for one, _ in done))
        assert len(row.begun) + len(row.missing) == row.wanted - row.done


def test_few_names_are_told_and_the_rest_counted():
    assert names_of(["Ada", "Ben"]) == ("Ada, Ben", 0)
    assert names_of([str(place) for place in range(NAMED + 3)]) == ("0, 1, 2, 3, 4, 5", 3)


@pytest.fixture
def day(db):
    return PitchDayFactory(cohort__slug="here")


@pytest.fixture
def organise(client, day):
    client.force_login(StaffFactory(programme=day.cohort.programme).user)
    return client


@pytest.fixture
def pages(organise):
    return lambda query="": organise.get(reverse("organise:scores", args=["here"]) + query)


def told(page):
    return [(row["name"], row["done"], row["wanted"], *row["cells"]) for row in page.context["rows"]]


@pytest.fixture
def panel(day):
    """Two judges and two teams; one sheet is in, one begun, one pair is kept apart."""
    ada, ben = (
        PanelSeatFactory(pitch_day=day, user__first_name=name, user__last_name="Judge") for name in ("Ada", "Ben")
    )
    kite, loom = (
        PitchSlotFactory(pitch_day=day, order=place, team__name=name) for place, name in enumerate(("Kite", "Loom"), 1)
    )
    ScorecardFactory(seat=ada, slot=kite, state="SUBMITTED")
    ScorecardFactory(seat=ben, slot=kite, state="DRAFT")
    ConflictFactory(seat=ben, team=loom.team)
    return ada, ben, kite, loom


def test_teams_show_their_judges(panel, pages):
    assert told(pages()) == [
        ("Kite", 1, 2, ("Ben Judge", 0), ("", 0), ("", 0)),
        ("Loom", 0, 1, ("", 0), ("Ada Judge", 0), ("Ben Judge", 0)),
    ]


def test_judges_show_their_teams(panel, pages):
    assert told(pages("?by=judges")) == [
        ("Ada Judge", 1, 2, ("", 0), ("Loom", 0), ("", 0)),
        ("Ben Judge", 0, 1, ("Kite", 0), ("", 0), ("Loom", 0)),
    ]


def test_only_what_is_missing_can_be_listed(panel, pages):
    ada, ben, kite, loom = panel
    ScorecardFactory(seat=ada, slot=loom, state="SUBMITTED")
    assert [row[0] for row in told(pages("?show=open"))] == ["Kite"]
    assert [row[0] for row in told(pages("?by=judges&show=open"))] == ["Ben Judge"]


def test_judges_who_left_and_pitches_not_given_do_not_count(panel, pages):
    ada, ben, kite, loom = panel
    SlotJudge.objects.create(slot=kite, seat=ada)
    SlotJudge.objects.create(slot=kite, seat=ben)
    PanelSeat.objects.filter(pk=ben.pk).update(left_at=ben.seated_at)
    page = pages()
    assert (page.context["wanted"], page.context["done"]) == (1, 1)
    assert [row[:3] for row in told(page)] == [("Kite", 1, 1), ("Loom", 0, 0)]


def test_a_page_holds_fifty_teams(day, pages):
    PitchSlotFactory.create_batch(PAGE_SIZE + 1, pitch_day=day)
    assert (len(told(pages())), len(told(pages("?page=2")))) == (PAGE_SIZE, 1)


@pytest.mark.parametrize("query", ["?by=scores", "?show=all", "?order=x", "?page=9"])
def test_what_the_page_does_not_know_is_a_bad_request(panel, pages, query):
    assert pages(query).status_code == 400


def test_sheets_cost_the_same_however_many(panel, day, pages, django_assert_num_queries):
    pages()
    for _ in range(2):
        with django_assert_num_queries(14):
            pages()
        PitchSlotFactory.create_batch(2, pitch_day=day)
        PanelSeatFactory.create_batch(2, pitch_day=day)


def test_sheets_take_five_queries(panel, day, django_assert_num_queries):
    with django_assert_num_queries(5):
        sheets = sheets_of(day)
    assert sum(sheets.wanted[0].values()) == 3
