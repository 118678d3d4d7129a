"""What changed lately: gathered, tidy, and nothing that is nobody's business."""

from datetime import timedelta

from core.audit.record import record
from core.audit.timeline import told
from desk.feed import gathered, history, lately
from tests.clock import START
from tests.factories import challenges, cohorts


def book(world, *places, at=START):
    for place in places:
        booking = cohorts.BookingFactory(
            participant=place, visit=cohorts.VisitFactory(cohort=world.cohort, title="Day 2")
        )
        record("booking.made", by=place.user, subject=booking, cohort=world.cohort, now=at)


def lines(rows):
    return [(row.actor, row.words) for row in rows]


def test_one_event_says_each_name_once(world):
    book(world, world.place)
    assert lines(lately(world.cohort)) == [("Hana Aziz", "booked a seat: Day 2")]


def test_like_events_of_a_day_become_one_line(world):
    book(world, world.place, world.mate_place, world.other_place)
    assert lines(lately(world.cohort)) == [("Tess Wynn and 2 more", "booked a seat")]


def test_events_of_other_days_stay_apart(world):
    book(world, world.place)
    book(world, world.mate_place, at=START + timedelta(days=1))
    assert [row.actor for row in lately(world.cohort)] == ["Leo Marks", "Hana Aziz"]


def test_one_person_doing_the_same_again_is_counted(world):
    book(world, world.place, world.place)
    assert lines(lately(world.cohort)) == [("Hana Aziz", "booked a seat, 2 times")]


def test_work_of_several_teams_is_told_with_its_milestone(world):
    for team, place in ((world.team, world.place), (world.other_team, world.other_place)):
        submission = challenges.SubmissionFactory(
            milestone=challenges.MilestoneFactory(title=f"Plan of {team}"), team=team
        )
        submission.milestone.title = "Plan"
        record("submission.handed_in", by=place.user, subject=submission, cohort=world.cohort, now=START)
    assert lines(lately(world.cohort)) == [("Tess Wynn and Hana Aziz", "handed in Plan")]


def test_needs_are_told_nowhere_in_passing(world):
    """P-05: that somebody needs something is not read on the way to something else."""
    record("access_need.given", by=world.place.user, subject=world.booking, cohort=world.cohort, now=START)
    record("access_needs.read", by=world.people["host"], subject=world.visit, cohort=world.cohort, now=START)
    assert [event.event for event in history(world.cohort)] == ["access_needs.read"]


def test_letters_that_write_themselves_stand_on_the_long_list_only(world):
    for kind in ("work.received", "messages.announcement"):
        record("mailing.made", by=None, subject=world.mailing, cohort=world.cohort, now=START, kind=kind)
    whole = gathered(told(history(world.cohort)), "Europe/London")
    assert lines(whole) == [("Twelvefold", "wrote “News of the week”, 2 times")]
    assert lines(lately(world.cohort)) == [("Twelvefold", "wrote “News of the week”")]
