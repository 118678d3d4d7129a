"""Finding a time: free hours, answers, one time fixed once, moved and cancelled, on the wall clock of the cohort."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from challenges.models import MeetingAnswer, TeamMeeting
from challenges.work.rooms import services
from challenges.work.rooms.engine.slots import span
from challenges.work.rooms.polls import MeetingPoll
from challenges.work.rooms.services import FixedMeanwhile, NotAsked, NoTimes, NotOpen, SlotIsPast
from challenges.work.rooms.suggesting import suggest
from cohorts.questions.availability import bit
from core import zones
from core.errors import Changed
from core.models import OutboxMessage
from tests.clock import START

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2027, 3, 11, 10, tzinfo=UTC)
FRIDAY = THURSDAY + timedelta(days=1)


@pytest.fixture
def meeting(world, participant):
    TeamMeeting.objects.all().delete()
    return services.propose_meeting(
        team=world.team,
        subject="Plan the interviews",
        minutes=60,
        slots=[FRIDAY, THURSDAY],
        place="Room 4",
        mentors=[world.mentor],
        by=participant,
        key="first",
    )


def letters(kind):
    rows = OutboxMessage.objects.filter(kind=f"rooms.meeting_{kind}").order_by("pk")
    return list(rows.values_list("to__first_name", flat=True))


def slot(meeting, at):
    return meeting.slots.get(starts_at=at)


def answer(meeting, by, **said):
    keys = {"thursday": slot(meeting, THURSDAY).key, "friday": slot(meeting, FRIDAY).key}
    services.answer_meeting(meeting=meeting, answers={keys[day]: can for day, can in said.items()}, by=by)


def test_proposing_asks_everybody_else_once_and_takes_the_proposer_as_free(world, participant, meeting):
    again = services.propose_meeting(
        team=world.team, subject="x", minutes=60, slots=[FRIDAY], by=participant, key="first"
    )
    assert (again, letters("asked")) == (meeting, ["Leo", "Farah"])
    assert list(MeetingAnswer.objects.values_list("user__first_name", "can")) == [("Hana", "YES"), ("Hana", "YES")]
    [body] = OutboxMessage.objects.filter(to=world.people["mentor"], kind="rooms.meeting_asked").values_list("body")
    assert "Thu 11 Mar 2027, 10:00 GMT\nFri 12 Mar 2027, 10:00 GMT" in body[0]


def test_a_meeting_needs_times_that_are_to_come(world, participant):
    about = {"team": world.team, "subject": "x", "minutes": 60, "by": participant}
    with pytest.raises(NoTimes):
        services.propose_meeting(slots=[], **about)
    with pytest.raises(NoTimes):
        services.propose_meeting(slots=[FRIDAY + timedelta(hours=hour) for hour in range(13)], **about)
    with pytest.raises(SlotIsPast):
        services.propose_meeting(slots=[FRIDAY, START], **about)


def test_the_poll_tells_who_can_who_cannot_who_has_not_said_and_the_best_time(world, team_mate, mentor, meeting):
    answer(meeting, team_mate, thursday="MAYBE", friday="YES")
    poll = MeetingPoll(meeting, mentor)
    assert ([row.words for row in poll.rows], poll.silent_words, poll.waits_for_me) == (
        ["2 of 3 can come; Leo if need be; not said: Farah", "2 of 3 can come; not said: Farah"],
        "Farah",
        True,
    )
    answer(meeting, mentor, thursday="YES", friday="NO")
    poll = MeetingPoll(meeting, mentor)
    assert (poll.best.at, poll.best.words, poll.silent_words) == (
        THURSDAY,
        "3 of 3 can come; Leo if need be",
        "",
    )


def test_the_best_time_is_one_that_is_still_ahead(clock, participant, team_mate, meeting):
    answer(meeting, team_mate, thursday="YES", friday="MAYBE")
    clock.set(THURSDAY)
    poll = MeetingPoll(meeting, participant)
    assert (poll.best.at, [row.is_best for row in poll.rows]) == (FRIDAY, [False, True])


def test_saying_the_same_again_changes_nothing_and_another_word_counts(world, team_mate, meeting):
    for _time in range(2):
        answer(meeting, team_mate, thursday="YES", friday="NO")
    answer(meeting, team_mate, friday="MAYBE")
    answer(meeting, team_mate, friday="NEVER")
    said = MeetingAnswer.objects.filter(user=team_mate).order_by("slot__starts_at").values_list("can", flat=True)
    assert list(said) == ["YES", "MAYBE"]


def test_who_is_not_asked_says_nothing(world, participant, other_participant, meeting):
    """O-02."""
    with pytest.raises(NotAsked):
        answer(meeting, other_participant, thursday="YES")
    meeting.mentors.clear()
    with pytest.raises(NotAsked):
        answer(meeting, world.people["mentor"], thursday="YES")


def test_fixing_tells_everybody_once_and_another_time_is_refused_with_the_first(participant, team_mate, meeting):
    for _time in range(2):
        services.fix_meeting(meeting=meeting, slot=slot(meeting, THURSDAY), by=team_mate)
    with pytest.raises(FixedMeanwhile) as refused:
        services.fix_meeting(meeting=meeting, slot=slot(meeting, FRIDAY), by=participant)
    assert str(refused.value.message) == (
        "Leo Marks fixed another time meanwhile: Thu 11 Mar 2027, 10:00 GMT. Move the meeting if that does not suit."
    )
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at, letters("fixed")) == ("FIXED", THURSDAY, ["Hana", "Farah"])
    with pytest.raises(NotOpen):
        answer(meeting, participant, friday="NO")


def test_a_mentor_fixes_nothing_and_a_time_that_is_over_neither(clock, participant, mentor, meeting):
    with pytest.raises(PermissionDenied):
        services.fix_meeting(meeting=meeting, slot=slot(meeting, THURSDAY), by=mentor)
    clock.set(THURSDAY)
    with pytest.raises(SlotIsPast):
        services.fix_meeting(meeting=meeting, slot=slot(meeting, THURSDAY), by=participant)


def change(meeting, by, at=FRIDAY, place="Room 4", seen=1):
    return services.change_meeting(meeting=meeting, starts_at=at, place=place, link="", seen=seen, by=by)


def test_moving_tells_everybody_once_and_not_over_somebody_elses_change(participant, team_mate, meeting):
    services.fix_meeting(meeting=meeting, slot=slot(meeting, THURSDAY), by=participant)
    for _time in range(2):
        change(meeting, participant)
    with pytest.raises(Changed):
        change(meeting, team_mate, at=THURSDAY + timedelta(hours=3))
    assert letters("moved") == ["Leo", "Farah"]
    [body] = OutboxMessage.objects.filter(to=team_mate, kind="rooms.meeting_moved").values_list("body", flat=True)
    assert "It was: Thu 11 Mar 2027, 10:00 GMT\nIt is now: Fri 12 Mar 2027, 10:00 GMT" in body


def test_a_meeting_that_is_over_is_not_moved(clock, participant, meeting):
    services.fix_meeting(meeting=meeting, slot=slot(meeting, THURSDAY), by=participant)
    clock.set(THURSDAY + timedelta(hours=1))
    with pytest.raises(SlotIsPast):
        change(meeting, participant)
    assert letters("moved") == []


def test_cancelling_tells_everybody_once_with_the_reason(participant, meeting):
    for _time in range(2):
        services.cancel_meeting(meeting=meeting, reason="Two of us are ill", by=participant)
    assert letters("cancelled") == ["Leo", "Farah"]
    with pytest.raises(NotOpen):
        change(meeting, participant)


def test_who_left_is_neither_asked_nor_told_nor_counted(world, participant, team_mate, meeting):
    """O-06: the next letter and the next count are without them."""
    answer(meeting, team_mate, thursday="YES", friday="YES")
    type(world.mate_place).objects.filter(pk=world.mate_place.pk).update(state="WITHDRAWN")
    services.fix_meeting(meeting=meeting, slot=slot(meeting, THURSDAY), by=participant)
    assert (letters("fixed"), [person.first_name for person in MeetingPoll(meeting, participant).people]) == (
        ["Farah"],
        ["Hana", "Farah"],
    )


def test_times_are_found_in_free_hours_with_who_is_not_free(world, participant):
    type(world.place).objects.filter(pk=world.place.pk).update(availability=bit(3, 10) | bit(4, 11))
    type(world.place).objects.filter(pk=world.mate_place.pk).update(availability=bit(3, 10))
    found = suggest(world.team, span(date(2027, 3, 11), date(2027, 3, 12)), 60, START)
    assert [(one.at, one.words) for one in found] == [
        (THURSDAY, "All 2 are free"),
        (datetime(2027, 3, 12, 11, tzinfo=UTC), "1 of 2 are free, Leo is not"),
    ]


def test_no_time_is_offered_in_which_the_team_meets_already_or_that_is_over(world, participant, meeting):
    services.fix_meeting(meeting=meeting, slot=slot(meeting, THURSDAY), by=participant)
    type(world.place).objects.update(availability=bit(3, 9) | bit(3, 10) | bit(1, 9) | bit(1, 10) | bit(1, 11))
    found = suggest(world.team, span(date(2027, 3, 9), date(2027, 3, 11)), 60, START)
    assert [zones.local(one.at, "Europe/London").strftime("%a %H") for one in found] == ["Tue 11", "Thu 09"]


def test_times_are_found_on_a_day_without_midnight(world):
    """D-02: Chile's clocks go forward on 5 September 2027 at midnight."""
    type(world.place).objects.update(availability=bit(0, 10))
    world.team.cohort.zone = "America/Santiago"
    found = suggest(world.team, span(date(2027, 9, 5), date(2027, 9, 6)), 60, START)
    assert [one.at for one in found] == [datetime(2027, 9, 6, 13, tzinfo=UTC)]


@pytest.mark.parametrize(
    "friday, monday, before, after",
    [
        (date(2027, 3, 26), date(2027, 3, 29), 10, 9),
        (date(2027, 10, 29), date(2027, 11, 1), 9, 10),
    ],
)
def test_offered_times_stay_on_the_wall_clock_over_a_clock_change(world, friday, monday, before, after):
    """D-02: 28 March and 31 October 2027: ten in the morning is ten in the morning on either side."""
    type(world.place).objects.update(availability=bit(4, 10) | bit(0, 10))
    found = suggest(world.team, span(friday, monday), 60, START)
    assert [one.at for one in found] == [
        datetime.combine(friday, time(before), tzinfo=UTC),
        datetime.combine(monday, time(after), tzinfo=UTC),
    ]


def test_a_letter_over_a_clock_change_names_the_zone_of_each_time(world, participant, team_mate):
    """D-02: the letter's times are the cohort's clocks with their zone."""
    slots = [datetime(2027, 3, 26, 10, tzinfo=UTC), datetime(2027, 3, 29, 9, tzinfo=UTC)]
    services.propose_meeting(team=world.team, subject="x", minutes=60, slots=slots, by=participant)
    [body] = OutboxMessage.objects.filter(to=team_mate, kind="rooms.meeting_asked").values_list("body", flat=True)
    assert "Fri 26 Mar 2027, 10:00 GMT\nMon 29 Mar 2027, 10:00 BST" in body
