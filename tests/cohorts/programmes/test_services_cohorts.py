"""Cohorts: dates fall out of the first Monday, across a clock change too."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from cohorts.programmes import services
from cohorts.programmes.models import Cohort
from cohorts.programmes.services.programmes import WeekPlan
from cohorts.programmes.workflow import COHORT, CohortState
from core import zones
from core.audit.models import Event
from core.lifecycle import NotPossibleNow
from tests.factories.cohorts import CohortFactory, ProgrammeFactory, StaffFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2027, 1, 4)


def events(name):
    return [event.data for event in Event.objects.filter(event=name)]


@pytest.fixture
def ade():
    return UserFactory(first_name="Ade", last_name="Bankole")


@pytest.fixture
def programme(ade):
    return services.create_programme(name="Digital skills", by=ade)


def start(programme, ade, **changes):
    return services.start_cohort(
        programme=programme, by=ade, **({"name": "Spring 2027", "starts_on": MONDAY} | changes)
    )


def test_dates_fall_out_of_the_first_monday(programme, ade):
    cohort = start(programme, ade)
    assert [week.starts_on for week in cohort.weeks.order_by("number")] == [
        MONDAY + timedelta(weeks=number) for number in range(12)
    ]
    assert (cohort.state, cohort.slug, cohort.ends_on, cohort.places) == ("DRAFT", "spring-2027", date(2027, 3, 26), 38)
    assert events("cohort.created") == [{"starts_on": "2027-01-04"}]


def test_cohort_copies_the_weeks_as_they_are_now(programme, ade):
    plans = [WeekPlan(f"Theme {number}", "", "team") for number in range(1, 13)]
    services.edit_weeks(programme=programme, weeks=plans, by=ade)
    cohort = start(programme, ade)
    services.edit_weeks(programme=programme, weeks=[WeekPlan("Later")] * 12, by=ade)
    assert cohort.weeks.get(number=7).title == "Theme 7"


@pytest.mark.parametrize(
    ("first", "change", "before", "after"),
    [
        # Clocks go forward on Sunday 28 March 2027: the week from 22 to 29 March has an hour less.
        (date(2027, 2, 8), date(2027, 3, 22), datetime(2027, 3, 22, 9, 30, tzinfo=UTC), 167),
        # Clocks go back on Sunday 31 October 2027: the week from 25 October to 1 November has an hour more.
        (date(2027, 9, 6), date(2027, 10, 25), datetime(2027, 10, 25, 8, 30, tzinfo=UTC), 169),
    ],
)
def test_weekly_time_stays_on_the_wall_clock(programme, ade, first, change, before, after):
    """D-02: 09:30 every Monday is 09:30 in London; the weeks of the clock changes have 167 and 169 hours."""
    cohort = start(programme, ade, starts_on=first)
    meetings = [zones.wall(week.starts_on, time(9, 30), cohort.zone) for week in cohort.weeks.order_by("number")]
    assert {zones.local(at, "Europe/London").time() for at in meetings} == {time(9, 30)}
    hours = [(later - at).total_seconds() / 3600 for at, later in zip(meetings, meetings[1:], strict=False)]
    place = [week.starts_on for week in cohort.weeks.order_by("number")].index(change)
    assert meetings[place] == before
    assert hours == [168] * place + [after] + [168] * (10 - place)


@pytest.mark.parametrize("day", [5, 6, 7, 8, 9, 10])
def test_cohort_starts_on_a_monday(programme, ade, day):
    with pytest.raises(services.NotAMonday):
        start(programme, ade, starts_on=date(2027, 1, day))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"zone": "Europe/Atlantis"}, services.UnknownZone),
        ({"zone": "../../etc/passwd"}, services.UnknownZone),
        ({"team_size_min": 1}, services.SizesWrong),
        ({"team_size_min": 6, "team_size_max": 5}, services.SizesWrong),
        ({"places_public": 0, "places_private": 4}, services.PlacesWrong),
        ({"places_public": -1}, services.PlacesWrong),
        ({"places_public": 990, "places_private": 11}, services.PlacesWrong),
    ],
)
def test_impossible_cohort_is_refused(programme, ade, changes, error):
    with pytest.raises(error):
        start(programme, ade, **changes)
    assert (Cohort.objects.count(), events("cohort.created")) == (0, [])


def test_same_key_starts_one_cohort(programme, ade):
    made = [start(programme, ade, key="abc").pk for _again in range(2)]
    assert (len(set(made)), len(events("cohort.created"))) == (1, 1)


def test_name_is_taken_once_in_a_programme(programme, ade):
    start(programme, ade)
    with pytest.raises(services.CohortNameTaken):
        start(programme, ade, name="SPRING 2027")
    assert start(ProgrammeFactory(), ade).slug == "spring-2027-2"


def test_moving_the_first_day_moves_every_week(programme, ade):
    cohort = start(programme, ade)
    services.edit_cohort(cohort=cohort, starts_on=date(2027, 1, 18), by=ade)
    assert [week.starts_on for week in cohort.weeks.order_by("number")] == [
        date(2027, 1, 18) + timedelta(weeks=number) for number in range(12)
    ]
    assert events("cohort.edited") == [{"changed": {"starts_on": ["2027-01-04", "2027-01-18"]}}]


def test_editing_to_the_same_records_nothing(programme, ade):
    services.edit_cohort(cohort=start(programme, ade), name="Spring 2027", by=ade)
    assert events("cohort.edited") == []


@pytest.mark.parametrize("changes", [{"starts_on": date(2027, 1, 11)}, {"zone": "Europe/Paris"}])
def test_dates_stand_once_it_runs(programme, ade, changes):
    cohort = start(programme, ade)
    Cohort.objects.update(state=CohortState.RUNNING)
    with pytest.raises(services.AlreadyStarted):
        services.edit_cohort(cohort=cohort, by=ade, **changes)
    services.edit_cohort(cohort=cohort, name="Spring", by=ade)
    assert events("cohort.edited") == [{"changed": {"name": ["Spring 2027", "Spring"]}}]


def test_side_of_public_and_private_sector_is_fixed(programme, ade):
    cohort = start(programme, ade)
    wish = {"PUBLIC": "private", "THIRD": "private", "ALIEN": "public", "ACADEMIC": "nowhere"}
    done = services.edit_cohort(cohort=cohort, sides=wish, by=ade)
    assert done.sides == {"PUBLIC": "public", "PRIVATE": "private", "THIRD": "private", "ACADEMIC": "public"}


def test_cohort_weeks_are_edited(programme, ade):
    cohort = start(programme, ade)
    plans = [WeekPlan(week.title, week.summary, week.with_whom) for week in cohort.weeks.order_by("number")]
    plans[0] = WeekPlan("Welcome", "In Leeds", "team")
    assert services.edit_cohort_weeks(cohort=cohort, weeks=plans, by=ade) == [1]
    assert events("cohort.weeks_edited") == [{"weeks": [1]}]
    with pytest.raises(services.WeeksIncomplete):
        services.edit_cohort_weeks(cohort=cohort, weeks=[], by=ade)


MOVES = {
    ("DRAFT", "open"): ("RECRUITING", "cohort.opened"),
    ("RECRUITING", "form"): ("FORMING", "cohort.closed_to_people"),
    ("FORMING", "reopen"): ("RECRUITING", "cohort.reopened"),
    ("FORMING", "run"): ("RUNNING", "cohort.started"),
    ("RUNNING", "complete"): ("COMPLETED", "cohort.completed"),
    ("DRAFT", "cancel"): ("CANCELLED", "cohort.cancelled"),
    ("RECRUITING", "cancel"): ("CANCELLED", "cohort.cancelled"),
    ("FORMING", "cancel"): ("CANCELLED", "cohort.cancelled"),
    ("RUNNING", "cancel"): ("CANCELLED", "cohort.cancelled"),
}


@pytest.mark.parametrize("action", ["open", "form", "reopen", "run", "complete", "cancel"])
@pytest.mark.parametrize("state", COHORT.states)
def test_every_move_from_every_state(ade, state, action):
    cohort = CohortFactory(state=state)
    StaffFactory(programme=cohort.programme, user=ade)
    if (state, action) not in MOVES:
        with pytest.raises(NotPossibleNow):
            services.move_cohort(cohort=cohort, action=action, by=ade, note="Why")
        return
    target, event = MOVES[state, action]
    assert services.move_cohort(cohort=cohort, action=action, by=ade, note="Why").state == target
    assert events(event) == [{"before": state, "after": target, "note": "Why"}]


def test_every_move_says_what_it_does(ade):
    cohort = CohortFactory(state="DRAFT")
    for transition in COHORT.transitions:
        assert len(services.effects_of(cohort, transition.action)) >= 1


def test_cancelling_needs_a_reason(ade):
    with pytest.raises(services.ReasonMissing):
        services.move_cohort(cohort=CohortFactory(), action="cancel", by=None)
    assert events("cohort.cancelled") == []


def test_somebody_elses_cohort_cannot_be_moved(ade):
    with pytest.raises(Exception) as refused:
        services.move_cohort(cohort=CohortFactory(), action="complete", by=ade)
    assert refused.type.__name__ == "PermissionDenied"
