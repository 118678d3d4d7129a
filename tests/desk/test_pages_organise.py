"""Today, the calendar and all changes over HTTP: words, cost, and nothing of others."""

import csv
import io
from datetime import timedelta

import pytest

from cohorts.messages.services import announce, notify
from core.audit.record import record
from tests.clock import START
from tests.factories import challenges, cohorts, rooms

TODAY_QUERIES = 25
CALENDAR_QUERIES = 16
CHANGES_QUERIES = 10


def fill(world, count):
    """So many more of everything that Today speaks of."""
    for number in range(count):
        team = cohorts.TeamFactory(cohort=world.cohort, number=20 + number)
        place = cohorts.ParticipantFactory(cohort=world.cohort)
        cohorts.TeamMemberFactory(team=team, participant=place)
        cohorts.MentorAssignmentFactory(team=team)
        milestone = challenges.MilestoneFactory(cohort=world.cohort)
        challenges.SubmissionFactory(milestone=milestone, team=team)
        cohorts.BookingFactory(visit=world.visit, participant=place)
        brief = challenges.BriefFactory(cohort=world.cohort)
        challenges.AllocationLineFactory(allocation=world.allocation, team=team, brief=brief)
        rooms.TeamMeetingFactory(team=team, state="FIXED", starts_at=START)
        record("team.renamed", by=None, subject=team, cohort=world.cohort, now=START)


@pytest.mark.parametrize("count", [1, 3])
def test_today_asks_the_same_number_of_queries(world, sign_in, django_assert_num_queries, count):
    fill(world, count)
    client = sign_in("organiser")
    with django_assert_num_queries(TODAY_QUERIES):
        client.get("/organise/spring-2027/")


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_asks_the_same_number_of_queries(world, sign_in, django_assert_num_queries, count):
    fill(world, count)
    client = sign_in("organiser")
    with django_assert_num_queries(CALENDAR_QUERIES):
        client.get("/organise/spring-2027/calendar/")


@pytest.mark.parametrize("count", [1, 3])
def test_changes_ask_the_same_number_of_queries(world, sign_in, django_assert_num_queries, count):
    fill(world, count)
    client = sign_in("organiser")
    with django_assert_num_queries(CHANGES_QUERIES):
        client.get("/organise/spring-2027/changes/")


def test_today_costs_one_query_more_while_judges_score(world, sign_in, django_assert_num_queries):
    world.pitch_day.state = "SCORING"
    world.pitch_day.save()
    client = sign_in("organiser")
    with django_assert_num_queries(TODAY_QUERIES + 1):
        client.get("/organise/spring-2027/")


def test_today_shows_the_first_teams_and_says_how_many_more(world, sign_in):
    """W-05."""
    for number in range(51):
        cohorts.TeamFactory(cohort=world.cohort, number=20 + number)
    context = sign_in("organiser").get("/organise/spring-2027/").context
    assert (len(context["teams"]), context["more_teams"]) == (30, 23)


def test_today_says_where_the_cohort_is_and_how_many_decisions_wait(world, sign_in):
    page = sign_in("organiser").get("/organise/spring-2027/")
    words = [page.context[name] for name in ("heading", "week_words", "decided")]
    assert words == ["Tuesday 9 March", "Week 5 of 12, theme 5", "Five decisions are yours."]


def test_today_tells_the_hour_of_a_decision_that_is_due(world, sign_in, clock):
    clock.set(world.pitch_day.starts_at.replace(hour=7))
    page = sign_in("organiser").get("/organise/spring-2027/")
    assert page.context["decided"].endswith(" are yours; the first is due at 11:00.")


def test_main_act_is_the_first_decision_or_what_is_latest(world, sign_in):
    client = sign_in("organiser")
    assert client.get("/organise/spring-2027/").context["first"].act == "Invite people"
    world.cohort.state = "COMPLETED"
    world.cohort.save()
    assert client.get("/organise/spring-2027/").context["first"] is None


def test_today_without_decisions_says_so(world, sign_in):
    world.cohort.state = "COMPLETED"
    world.cohort.save()
    page = sign_in("organiser").get("/organise/spring-2027/")
    assert page.context["decided"] == "Nothing waits for your decision."


def test_this_week_tells_what_is_dated(world, sign_in):
    page = sign_in("organiser").get("/organise/spring-2027/")
    assert [(entry.day, entry.title, entry.note, entry.side) for entry in page.context["entries"]] == [
        ("Mon 8", "Week 5: theme 5", "", ""),
        ("Thu 11", "Programme day 2", "Calder & Finch, 10:00 to 16:00", "private"),
        ("Fri 12", "Problem statement, by 10:00", "1 of 2 teams handed in", ""),
    ]
    assert [(entry.day, entry.title) for entry in page.context["coming"]] == [("28 Apr", "Pitch day")]


def test_fresh_cohort_is_shown_its_first_steps(world, sign_in):
    cohorts.CohortFactory(programme=world.programme, slug="fresh", state="RECRUITING")
    page = sign_in("organiser").get("/organise/fresh/")
    assert (page.context["is_new"], "A new cohort" in page.content.decode()) == (True, True)


def test_teams_this_week_can_be_downloaded_as_shown(world, sign_in):
    answer = sign_in("organiser").get("/organise/spring-2027/today/teams.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="spring-2027-teams-2027-03-09.csv"'
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) == [
        [
            "Team",
            "Public sector",
            "Private sector",
            "Problem statement",
            "Milestones handed in",
            "Milestones due so far",
            "Seats on Programme day 2",
            "Mentors",
            "Challenge",
        ],
        ["Lantern", "1", "1", "Handed in", "1", "0", "1 of 2", "One, public sector", world.brief.question],
        ["Compass", "1", "0", "Due Fri 12 Mar", "0", "0", "0 of 1", "None", ""],
    ]


def test_calendar_puts_everything_dated_into_its_week(world, sign_in):
    page = sign_in("organiser").get("/organise/spring-2027/calendar/")
    spans = page.context["spans"]
    assert [(span.number, span.state) for span in spans if span.state == "now"] == [(5, "now")]
    assert {span.number: [entry.title for entry in span.entries] for span in spans if span.entries} == {
        5: ["Programme day 2", "Problem statement, by 10:00"],
        12: ["Pitch day"],
    }


def test_calendar_keeps_what_lies_outside_the_twelve_weeks(world, sign_in):
    for days, title in ((-60, "Induction"), (90, "Reunion")):
        at = START + (world.visit.ends_at - world.visit.starts_at) * 4 * days
        cohorts.VisitFactory(cohort=world.cohort, title=title, starts_at=at, ends_at=at.replace(hour=23))
    spans = sign_in("organiser").get("/organise/spring-2027/calendar/").context["spans"]
    assert [(span.title, span.entries[0].title) for span in (spans[0], spans[-1])] == [
        ("Before the first week", "Induction"),
        ("After the twelfth week", "Reunion"),
    ]


def test_changes_are_paged_and_take_no_other_question(world, sign_in):
    """W-05, O-03: sizes are capped, unknown parameters refused."""
    for _number in range(51):
        record("team.renamed", by=None, subject=world.team, cohort=world.cohort, now=START)
    client = sign_in("organiser")
    assert [len(client.get(f"/organise/spring-2027/changes/?page={page}").context["rows"]) for page in (1, 2)] == [
        50,
        1,
    ]
    asked = ["?page=3", "?size=100000", "?actor=Ade", "?page=0"]
    assert [client.get(f"/organise/spring-2027/changes/{query}").status_code for query in asked] == [400, 200, 400, 400]


def test_changes_tell_of_mail_without_raw_placeholders(world, sign_in):
    people = [world.people["participant"], world.people["mentor"]]
    facts = {"visit": "Day 2", "host": "Calder", "when": "Tuesday", "reason": "snow", "link": "https://example.com/"}
    notify(cohort=world.cohort, kind="visits.cancelled", to=people, facts=facts, by=None, key="a")
    words = {"subject": "{first_name}, read this", "body": "About {cohort}."}
    announce(cohort=world.cohort, to=people, by=world.people["organiser"], key="b", **words)
    rows = sign_in("organiser").get("/organise/spring-2027/changes/").context["rows"]
    assert [(row.actor, row.words) for row in rows] == [
        ("Ade Bankole", "wrote “[the person’s first name], read this”"),
        ("Twelvefold", "wrote “[the visit’s title] is cancelled”"),
    ]


@pytest.mark.parametrize("path", ["", "calendar/", "changes/", "today/teams.csv"])
def test_pages_of_other_cohorts_are_not_there(world, sign_in, path):
    """O-05: an organiser of another programme finds nothing."""
    assert sign_in("organiser").get(f"/organise/elsewhere/{path}").status_code == 404
    assert sign_in("other_organiser").get(f"/organise/spring-2027/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "calendar/", "changes/", "today/teams.csv"])
def test_pages_are_kept_by_no_cache(world, sign_in, path):
    """O-09."""
    assert sign_in("organiser").get(f"/organise/spring-2027/{path}")["Cache-Control"] == "private, no-store"


def test_nothing_of_another_cohort_stands_on_today(world, sign_in):
    """O-05: neither its visits nor its changes."""
    cohorts.VisitFactory(cohort=world.other_cohort, title="Elsewhere day")
    record("team.renamed", by=None, subject=world.visit, cohort=world.other_cohort, now=START)
    page = sign_in("organiser").get("/organise/spring-2027/").content.decode()
    assert ("Elsewhere" in page, "renamed" in page) == (False, False)


@pytest.mark.parametrize("path", ["/organise/spring-2027/", "/my/spring-2027/", "/partner/"])
def test_homes_are_only_read(world, sign_in, path):
    assert sign_in("administrator").post(path).status_code == 405


def test_the_calendar_tells_teams_meetings_in_one_line_a_day(world, sign_in):
    for team, hours in ((world.team, 24), (world.other_team, 27)):
        rooms.TeamMeetingFactory(team=team, state="FIXED", starts_at=START + timedelta(hours=hours))
    rooms.TeamMeetingFactory(team=world.team, state="ASKING")
    spans = sign_in("organiser").get("/organise/spring-2027/calendar/").context["spans"]
    found = [(entry.day, entry.title, entry.note) for span in spans for entry in span.entries if "meet" in entry.title]
    assert found == [("Wed 10", "2 teams meet", "Lantern 10:00 and Compass 13:00")]
