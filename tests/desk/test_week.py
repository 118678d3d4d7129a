"""This week of participants and mentors: the tasks in words, the one act, the team."""

from datetime import timedelta

import pytest

from challenges.briefs.workflow import AllocationState
from challenges.models import Milestone, Ranking
from cohorts.models import Booking, ParticipantSkill, TeamMember, Visit
from desk.tasks import main_act, tasks
from desk.week import MyWeek
from tests.clock import START
from tests.factories import challenges, checkins, choosing, cohorts, rooms

WEEK_QUERIES = 27
MENTOR_QUERIES = 28
# Everybody in a team is asked in each week that runs.
CHECK_IN = ("todo", "Check in: how is week 5 going?", "One minute, until Sun 14 Mar 2027, 23:59 GMT, in 5 days.")


def told(user, cohort):
    return [(task.state, task.title, task.note) for task in tasks(MyWeek(cohort, user))]


@pytest.mark.parametrize("count", [1, 3])
def test_week_asks_the_same_number_of_queries(world, sign_in, django_assert_num_queries, count):
    for _number in range(count):
        challenges.MilestoneFactory(cohort=world.cohort)
        rooms.MeetingSlotFactory(meeting=rooms.TeamMeetingFactory(team=world.team))
        cohorts.VisitFactory(cohort=world.cohort)
        cohorts.TeamMemberFactory(team=world.team)
        cohorts.MentorAssignmentFactory(team=world.team)
    client = sign_in("participant")
    with django_assert_num_queries(WEEK_QUERIES):
        client.get("/my/spring-2027/")


def test_week_tells_its_days_theme_team_and_challenge(world, sign_in):
    context = sign_in("participant").get("/my/spring-2027/").context
    assert (context["kicker"], context["heading"]) == ("Mon 8 to Fri 12 March", "Theme 5")
    [team] = context["teams"]
    assert (team["heading"], team["brief"]) == ("Lantern, your team", world.brief)
    assert [(person["name"], person["side"]) for person in team["people"]] == [
        ("Hana Aziz, you", "public"),
        ("Leo Marks", "private"),
    ]
    assert [mentor["name"] for mentor in team["mentors"]] == ["Farah Iqbal"]


def test_tasks_tell_seats_and_work_in_order(world, participant):
    assert told(participant, world.cohort) == [
        ("place", "Programme day 2, Thu 11 Mar", "Calder & Finch. Be there at 10:00."),
        CHECK_IN,
        ("done", "Problem statement", "Handed in. Due Fri 12 Mar 2027, 10:00 GMT, in 3 days."),
    ]
    assert main_act(tasks(MyWeek(world.cohort, participant))) is None


def test_work_that_is_open_is_the_one_act(world, other_participant):
    Visit.objects.update(is_published=False)
    mine = MyWeek(world.cohort, other_participant)
    assert told(other_participant, world.cohort) == [
        ("todo", "Problem statement", "Fri 12 Mar 2027, 10:00 GMT, in 3 days"),
        CHECK_IN,
    ]
    assert main_act(tasks(mine)).act == "Hand in: Problem statement"


@pytest.mark.parametrize(
    "fields, expected",
    [
        (
            {"due_at": START - timedelta(days=2)},
            ("late", "Was due Sun 7 Mar 2027, 10:00 GMT, 2 days ago. It is closed: write to the organisers."),
        ),
        (
            {"due_at": START - timedelta(minutes=5)},
            ("late", "Was due Tue 9 Mar 2027, 09:55 GMT, 5 minutes ago."),
        ),
        (
            {"opens_at": START + timedelta(days=1)},
            ("locked", "Due Fri 12 Mar 2027, 10:00 GMT, in 3 days. Not open yet."),
        ),
    ],
)
def test_work_is_late_or_locked_by_its_dates(world, other_participant, fields, expected):
    Visit.objects.update(is_published=False)
    Milestone.objects.update(**fields)
    rows = [row for row in told(other_participant, world.cohort) if row != CHECK_IN]
    [(state, _title, note)] = rows
    assert (state, note) == expected


def test_work_that_is_done_leaves_the_page_after_its_day(world, participant):
    Visit.objects.update(is_published=False)
    Milestone.objects.update(due_at=START - timedelta(days=1))
    assert told(participant, world.cohort) == [CHECK_IN]


def test_free_seats_can_be_booked_and_full_visits_are_said_to_be(world, other_participant):
    Milestone.objects.update(due_at=START + timedelta(days=30))
    Visit.objects.update(bring="photo ID", town="Bristol")
    assert told(other_participant, world.cohort) == [
        ("todo", "Book a seat on Programme day 2, Thu 11 Mar", "Calder & Finch, Bristol. 4 seats are left."),
        CHECK_IN,
    ]
    assert main_act(tasks(MyWeek(world.cohort, other_participant))).act == "Book a seat: Programme day 2"
    Visit.objects.update(capacity=1)
    assert told(other_participant, world.cohort) == [
        CHECK_IN,
        ("locked", "Programme day 2, Thu 11 Mar", "Calder & Finch, Bristol. All seats are taken."),
    ]


def test_only_the_next_two_visits_are_offered(world, other_participant):
    Milestone.objects.update(due_at=START + timedelta(days=30))
    for days in (9, 16):
        at = START + timedelta(days=days)
        cohorts.VisitFactory(cohort=world.cohort, title=f"In {days}", starts_at=at, ends_at=at + timedelta(hours=6))
    titles = [title for _state, title, _note in told(other_participant, world.cohort)]
    assert titles == ["Book a seat on Programme day 2, Thu 11 Mar", CHECK_IN[1], "Book a seat on In 9, Thu 18 Mar"]


def test_own_seat_says_what_to_bring(world, participant):
    Visit.objects.update(bring="photo ID", town="Bristol")
    note = "Calder & Finch, Bristol. Be there at 10:00. Bring: photo ID"
    assert ("place", "Programme day 2, Thu 11 Mar", note) in told(participant, world.cohort)


def test_visit_that_has_begun_is_offered_to_nobody_else(world, other_participant, clock):
    Milestone.objects.update(due_at=START + timedelta(days=30))
    clock.set(START + timedelta(days=2, hours=1))
    assert [title for _state, title, _note in told(other_participant, world.cohort)] == [CHECK_IN[1]]
    Booking.objects.create(visit=world.visit, participant=world.other_place, booked_at=START)
    assert len(told(other_participant, world.cohort)) == 2


def test_check_in_is_asked_for_until_its_week_closes_and_says_when_it_was_sent(world, participant, clock):
    Visit.objects.update(is_published=False)
    Milestone.objects.all().update(due_at=START - timedelta(days=1))
    checkins.CheckInFactory(team=world.team, participant=world.place)
    note = "Sent. You can change it until Sun 14 Mar 2027, 23:59 GMT, in 5 days."
    assert told(participant, world.cohort) == [("done", CHECK_IN[1], note)]
    clock.set(START + timedelta(days=5, hours=13, minutes=59))
    assert told(participant, world.cohort) == []
    rules = checkins.CheckInRulesFactory(cohort=world.cohort, is_on=False)
    clock.set(START + timedelta(days=7))
    assert told(participant, world.cohort) == []
    rules.delete()
    assert [title for _state, title, _note in told(participant, world.cohort)] == ["Check in: how is week 6 going?"]


def test_team_ranks_the_challenges_until_they_are_given_out(world, participant):
    world.allocation.state = AllocationState.DISCARDED
    world.allocation.save()
    title = "Rank the challenges with your team"
    assert ("todo", title, "2 challenges to choose from.") in told(participant, world.cohort)
    own = choosing.MemberRankingFactory(team=world.team, participant=world.place)
    assert ("todo", title, "You ranked; now put one ranking together.") in told(participant, world.cohort)
    ranking = Ranking.objects.create(team=world.team, changed_at=START)
    assert ("todo", "Confirm your team’s ranking", "It is put together.") in told(participant, world.cohort)
    agreement = choosing.AgreementFactory(ranking=ranking, participant=own.participant)
    assert ("done", title, "You agreed; others of your team have yet to.") in told(participant, world.cohort)
    ranking.confirmed_at = agreement.agreed_at
    ranking.save()
    assert ("done", title, "Confirmed; your team can still change it.") in told(participant, world.cohort)
    until = START - timedelta(minutes=1)
    choosing.ChoosingRulesFactory(cohort=world.cohort, closes_at=until)
    assert ("locked", title, "Closed. What your team saved counts.") in told(participant, world.cohort)


def test_profile_is_asked_for_while_teams_are_formed(world, participant):
    TeamMember.objects.filter(participant=world.place).delete()
    Visit.objects.update(is_published=False)
    note = "Not said yet: job, region, background, experience, skills."
    assert told(participant, world.cohort) == [("todo", "Tell us about yourself", note)]
    skill = cohorts.SkillFactory(programme=world.programme)
    ParticipantSkill.objects.create(participant=world.place, skill=skill, level=2)
    assert told(participant, world.cohort)[0][2] == "Not said yet: job, region, background, experience."


def test_mentor_sees_the_work_of_the_teams(world, mentor):
    Milestone.objects.update(due_at=START - timedelta(days=1))
    cohorts.MentorAssignmentFactory(team=world.other_team, mentor=world.mentor)
    assert told(mentor, world.cohort) == [
        (
            "late",
            "Problem statement of Compass",
            "Was due Mon 8 Mar 2027, 10:00 GMT, yesterday. It is closed: write to the organisers.",
        )
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_week_of_a_mentor_asks_the_same_number_of_queries(world, sign_in, django_assert_num_queries, count):
    for _number in range(count):
        team = cohorts.TeamMemberFactory(team=cohorts.TeamFactory(cohort=world.cohort)).team
        cohorts.MentorAssignmentFactory(team=team, mentor=world.mentor)
        challenges.MilestoneFactory(cohort=world.cohort)
    client = sign_in("mentor")
    with django_assert_num_queries(MENTOR_QUERIES):
        client.get("/my/spring-2027/")


def test_mentor_sees_people_work_challenge_and_day_of_each_team(world, sign_in):
    cohorts.MentorAssignmentFactory(team=world.other_team, mentor=world.mentor)
    challenges.MilestoneFactory(cohort=world.cohort, title="Plan", due_at=START - timedelta(days=1))
    later = START + timedelta(days=20)
    challenges.MilestoneFactory(
        cohort=world.cohort, title="Prototype", due_at=later, opens_at=later - timedelta(days=5)
    )
    challenges.MilestoneFactory(cohort=world.cohort, title="Pitch", due_at=later + timedelta(days=9))
    context = sign_in("mentor").get("/my/spring-2027/").context
    lantern, compass = context["mentored"]
    assert [person["name"] for person in lantern["people"]] == ["Hana Aziz", "Leo Marks"]
    assert (lantern["brief"], compass["brief"]) == (world.brief, None)
    assert [(work.title, work.state, work.words) for work in lantern["work"]] == [
        ("Plan", "bad", "Late"),
        ("Problem statement", "good", "Handed in"),
        ("Prototype", "plain", "Not open yet"),
    ]
    assert [work.words for work in compass["work"]] == ["Late", "Not handed in yet", "Not open yet"]
    assert (lantern["visit"], lantern["seats"], compass["seats"]) == (
        world.visit,
        "1 of 2 have a seat",
        "0 of 1 have a seat",
    )
    assert context["own_teams"] == []


def test_mentor_without_teams_and_person_without_one_are_told_what_comes(world, sign_in):
    """Before there are teams the page says so."""
    TeamMember.objects.all().delete()
    world.mentor.assignments.all().delete()
    of_participant = sign_in("participant").get("/my/spring-2027/").content.decode()
    of_mentor = sign_in("mentor").get("/my/spring-2027/").content.decode()
    assert "Teams are not published yet." in of_participant
    assert "You mentor no team yet." in of_mentor
    assert "There is nothing to do this week." in of_mentor


@pytest.mark.parametrize(
    "days, heading, summary",
    [
        (-40, "Before the first week", "The first week begins in 11 days."),
        (120, "The twelve weeks are over", "The twelve weeks ended on Fri 30 Apr 2027."),
    ],
)
def test_week_before_and_after_the_twelve_says_what_comes(world, sign_in, clock, days, heading, summary):
    clock.set(START + timedelta(days=days))
    context = sign_in("participant").get("/my/spring-2027/").context
    assert (context["heading"], context["summary"], context["kicker"]) == (heading, summary, "")


def test_after_the_end_there_is_nothing_to_do(world, participant, clock):
    clock.set(START + timedelta(days=120))
    assert told(participant, world.cohort) == []


def test_week_of_another_cohort_is_not_there(world, sign_in):
    """O-01, O-05."""
    assert sign_in("participant").get("/my/elsewhere/").status_code == 404
    assert sign_in("organiser").get("/my/spring-2027/").status_code == 404


def test_other_teams_stand_on_no_ones_week(world, sign_in):
    """O-02: a participant sees their own team."""
    page = sign_in("participant").get("/my/spring-2027/").content.decode()
    assert ("Tess Wynn" in page, "Compass" in page) == (False, False)


def test_week_is_kept_by_no_cache(world, sign_in):
    """O-09."""
    assert sign_in("participant").get("/my/spring-2027/")["Cache-Control"] == "private, no-store"


def test_meetings_stand_in_the_week_and_ask_who_has_not_answered(world, participant, mentor, team_mate):
    Visit.objects.update(is_published=False)
    at = START + timedelta(days=2)
    rooms.TeamMeetingFactory(team=world.team, state="FIXED", starts_at=at, place="Room 4")
    rooms.TeamMeetingFactory(team=world.team, state="FIXED", starts_at=START + timedelta(days=30))
    slot = rooms.MeetingSlotFactory(meeting=rooms.TeamMeetingFactory(team=world.team))
    fixed = ("place", "Lantern meets: Plan the interviews", "Thu 11 Mar 2027, 10:00 GMT, in 2 days. Room 4")
    asked = ("todo", "Say when Lantern can meet: Plan the interviews", "")
    assert told(participant, world.cohort)[:2] == [asked, fixed]
    rooms.MeetingAnswerFactory(slot=slot, user=participant)
    assert asked not in told(participant, world.cohort)
    # Mentors are asked only where a meeting asks them.
    assert [row for row in told(mentor, world.cohort) if row[0] == "place"] == []
