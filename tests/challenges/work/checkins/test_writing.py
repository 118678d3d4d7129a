"""Writing a check-in: one each week, changed until it closes, on the wall clock; reminders once a week."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from challenges.models import CheckIn, CheckInNeed
from challenges.work.checkins import jobs, services
from challenges.work.checkins.weeks import closes_at, is_open
from core.models import Event, OutboxMessage
from tests.factories.checkins import CheckInFactory, NoReminderFactory
from tests.factories.cohorts import CohortFactory

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


def say(ground, **more):
    kite = ground.teams[0]
    return services.save_check_in(**{"team": kite, "week": 5, "mood": 2, "by": ground.people["Kite"][0], **more})


def events():
    return list(Event.objects.order_by("pk").values_list("event", flat=True))


def test_a_check_in_is_one_a_week_and_the_same_again_changes_nothing(ground, clock):
    row = say(ground, need="A room", going_well="Interviews")
    clock.forward(hours=1)
    assert say(ground, need="A room", going_well="Interviews") == row
    assert (CheckIn.objects.count(), CheckIn.objects.get().saved_at, row.of_people) == (1, row.saved_at, 2)
    changed = say(ground, mood=4)
    assert (changed.pk, changed.mood, changed.need, CheckInNeed.objects.count()) == (row.pk, 4, "", 0)
    assert events() == ["check_in.saved", "check_in.changed"]
    assert str(Event.objects.first().subject_label) == "Kite, week 5"


def test_a_need_is_opened_again_by_new_words_only(ground):
    row = say(ground, need="A room")
    services.finish_need(need=row.asked, by=ground.organiser)
    say(ground, need="A room", mood=3)
    assert CheckInNeed.objects.get().done_at is not None
    say(ground, need="A bigger room", mood=3)
    assert CheckInNeed.objects.get().done_at is None


def test_who_is_not_in_the_team_cannot_write_for_it(ground):
    for stranger in (ground.people["Loom"][0], ground.organiser):
        with pytest.raises(PermissionDenied):
            say(ground, by=stranger)
    assert CheckIn.objects.count() == 0


def test_a_week_is_open_from_its_monday_until_sunday_23_59(ground, clock):
    """D-05: server time decides, to the microsecond."""
    closing = closes_at(ground.cohort, 5)
    assert closing == datetime(2027, 3, 14, 23, 59, tzinfo=UTC)
    clock.set(closing - TICK)
    say(ground)
    for moment, week in ((closing, 5), (closing + timedelta(minutes=1), 5), (closing - TICK, 6), (closing - TICK, 4)):
        clock.set(moment)
        with pytest.raises(services.WeekOver):
            say(ground, week=week, mood=1)
    clock.set(closing + timedelta(minutes=1))
    assert say(ground, week=6).week == 6


@pytest.mark.parametrize(
    ("starts_on", "sunday", "utc"),
    [
        (date(2027, 3, 22), date(2027, 3, 28), datetime(2027, 3, 28, 22, 59, tzinfo=UTC)),
        (date(2027, 10, 25), date(2027, 10, 31), datetime(2027, 10, 31, 23, 59, tzinfo=UTC)),
    ],
)
def test_a_week_closes_on_the_wall_clock_over_both_clock_changes(starts_on, sunday, utc):
    """D-02: Sunday 23:59 as London's clocks show it, in the weeks of 167 and of 169 hours; elsewhere too."""
    cohort = CohortFactory(starts_on=starts_on)
    assert closes_at(cohort, 1) == utc
    assert [is_open(cohort, 1, utc - TICK), is_open(cohort, 1, utc)] == [True, False]
    assert is_open(cohort, 1, datetime(sunday.year, sunday.month, sunday.day, 12, tzinfo=UTC))
    abroad = CohortFactory(starts_on=starts_on, zone="Asia/Kolkata")
    assert closes_at(abroad, 1) == datetime(sunday.year, sunday.month, sunday.day, 18, 29, tzinfo=UTC)


def test_nothing_is_asked_where_it_is_switched_off_or_the_cohort_does_not_run(ground):
    services.set_check_in_rules(cohort=ground.cohort, is_on=False, by=ground.organiser)
    with pytest.raises(services.NoCheckIns):
        say(ground)
    services.set_check_in_rules(cohort=ground.cohort, by=ground.organiser)
    type(ground.cohort).objects.update(state="COMPLETED")
    with pytest.raises(services.NoCheckIns):
        say(ground)


def test_reminders_leave_once_on_thursday_to_who_has_not_answered(ground, clock):
    """Not to who answered, not to who wants none, not before nine, and not twice."""
    kite, mate = ground.people["Kite"]
    say(ground)
    services.set_reminder(team=ground.teams[0], wanted=False, by=mate)
    services.set_reminder(team=ground.teams[0], wanted=False, by=mate)
    clock.set(datetime(2027, 3, 11, 8, 59, tzinfo=UTC))
    assert jobs.every_minute(clock.now) == 0
    clock.forward(minutes=1)
    assert [jobs.every_minute(clock.now), jobs.every_minute(clock.now)] == [1, 0]
    told = OutboxMessage.objects.order_by("pk").values_list("to", flat=True)
    assert list(told) == [user.pk for name in ("Loom", "Orchard") for user in ground.people[name]]
    letter = OutboxMessage.objects.first()
    assert letter.subject == "Week 5: how is it going?"
    assert "Sun 14 Mar 2027, 23:59 GMT" in letter.body
    assert events().count("check_in_reminder.stopped") == 1
    services.set_reminder(team=ground.teams[0], wanted=True, by=mate)
    clock.forward(days=7)
    assert jobs.every_minute(clock.now) == 1
    assert OutboxMessage.objects.filter(to=mate).count() == 1


def test_no_reminder_where_the_cohort_wants_none_or_everybody_answered(ground, clock):
    clock.set(datetime(2027, 3, 12, 10, tzinfo=UTC))
    services.set_check_in_rules(cohort=ground.cohort, reminds=False, by=ground.organiser)
    assert jobs.every_minute(clock.now) == 0
    services.set_check_in_rules(cohort=ground.cohort, by=ground.organiser)
    for team in ground.teams:
        for member in team.members.all():
            CheckInFactory(team=team, participant=member.participant)
    assert (jobs.every_minute(clock.now), OutboxMessage.objects.count()) == (0, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_check_in_sent_eight_times_at_once_is_one(ground, race):
    rows = race(*[lambda: say(ground, need="A room").pk for _turn in range(8)])
    assert len(set(rows)) == 1
    assert (CheckIn.objects.count(), CheckInNeed.objects.count(), events()) == (1, 1, ["check_in.saved"])


def test_factories_make_what_they_say():
    assert NoReminderFactory().participant.no_check_in_reminder.since is not None
