"""Early warnings as rows: raised, worse, ended, set aside, told once; needs looked after; words erased."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from challenges.models import CheckIn, CheckInNeed, EarlyWarning, SetAside
from challenges.work.checkins import jobs, services
from challenges.work.checkins.engine import RULES, Rule
from challenges.work.checkins.queries import heat_map, shown_warnings
from challenges.work.checkins.segments import segments, start
from challenges.work.checkins.words import spoken
from challenges.work.rooms.services import write_note
from core.erasers import forget
from core.models import Event, OutboxMessage, User
from core.retention import enforce
from tests.clock import START
from tests.factories.checkins import CheckInFactory, CheckInNeedFactory
from tests.factories.cohorts import MentorAssignmentFactory, TeamMemberFactory
from tests.factories.work import DraftFieldFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lively(ground):
    """Everybody answered each week so far but Orchard, which did in the first two only."""
    for team in ground.teams:
        for week in range(1, 3 if team.name == "Orchard" else 6):
            saved_at = START - timedelta(weeks=5 - week)
            for member in team.members.all():
                CheckInFactory(team=team, participant=member.participant, week=week, saved_at=saved_at)
    return ground


def shown(ground, now):
    return [(row.team.name, row.rule, spoken(row.title)) for row in shown_warnings(ground.cohort, now)]


def events():
    names = Event.objects.filter(event__startswith="early_warning").order_by("pk")
    return list(names.values_list("event", "actor_label"))


QUIET = [
    ("Orchard", "unanswered", "Nobody has sent a check-in for 2 weeks"),
    ("Orchard", "quiet", "Nothing has been heard of the team for 21 days"),
]


def test_warnings_come_stay_and_go_with_their_facts(lively, clock):
    """The daily job, twice, and again when the team writes."""
    assert [jobs.every_day(clock.now), jobs.every_day(clock.now)] == [2, 0]
    assert shown(lively, clock.now) == QUIET
    facts = EarlyWarning.objects.get(rule="unanswered").facts
    assert [spoken(fact) for fact in facts] == [
        "Week 3, closed on Sun 28 Feb: no answer from anybody",
        "Week 4, closed on Sun 7 Mar: no answer from anybody",
    ]
    services.save_check_in(team=lively.teams[2], week=5, mood=2, by=lively.people["Orchard"][0])
    assert (jobs.every_day(clock.now), shown(lively, clock.now)) == (2, [])
    assert events() == [("early_warning.raised", "Twelvefold")] * 2 + [("early_warning.ended", "Twelvefold")] * 2


def test_organisers_are_told_of_each_warning_once(lively, clock):
    jobs.every_day(clock.now)
    jobs.every_day(clock.forward(days=1))
    letter = OutboxMessage.objects.get()
    assert (letter.to, letter.subject) == (lively.organiser, f"Early warnings in {lively.cohort.name}: 2")
    assert "- Orchard: Nobody has sent a check-in for 2 weeks (since Mon 22 Feb)" in letter.body
    services.set_check_in_rules(cohort=lively.cohort, mails_warnings=False, numbers={Rule.UNANSWERED: 1}, by=None)
    jobs.every_day(clock.forward(days=7))
    assert OutboxMessage.objects.count() == 1


def test_a_rule_that_is_switched_off_says_nothing_from_then_on(lively, clock):
    services.look_at(cohort=lively.cohort)
    services.set_check_in_rules(cohort=lively.cohort, numbers={Rule.QUIET: 0}, by=lively.organiser)
    assert shown(lively, clock.now) == QUIET[:1]
    services.set_check_in_rules(cohort=lively.cohort, is_on=False, by=lively.organiser)
    assert [row[1] for row in shown(lively, clock.now)] == ["quiet"]
    # Switched on anew, the weeks before are not asked for.
    services.set_check_in_rules(cohort=lively.cohort, by=lively.organiser)
    assert [row[1] for row in shown(lively, clock.now)] == ["quiet"]


def test_set_aside_it_is_silent_for_its_days_or_until_it_gets_worse(lively, clock):
    services.look_at(cohort=lively.cohort)
    row = EarlyWarning.objects.get(rule="quiet")
    with pytest.raises(services.ReasonMissing):
        services.set_aside(warning=row, reason=" ", days=7, by=lively.organiser)
    for _turn in range(2):
        services.set_aside(warning=row, reason="At a conference", days=7, by=lively.organiser, key="once")
    assert SetAside.objects.count() == 1
    assert [name for _team, name, _title in shown(lively, clock.now)] == ["unanswered"]
    assert [name for _team, name, _title in shown(lively, clock.now + timedelta(days=7))] == ["unanswered", "quiet"]
    # Twenty-one days were twice ten; from thirty on it is worse.
    services.look_at(cohort=lively.cohort, now=clock.forward(days=6))
    assert [name for _team, name, _title in shown(lively, clock.now)] == ["unanswered"]
    services.set_aside(warning=row, reason="Still there", days=28, by=lively.organiser)
    services.look_at(cohort=lively.cohort, now=clock.forward(days=3))
    assert [name for _team, name, _title in shown(lively, clock.now)] == ["unanswered", "quiet"]
    assert list(row.set_aside.values_list("reason", flat=True)) == ["At a conference", "Still there"]


def test_a_warning_that_ended_cannot_be_set_aside_and_nothing_warns_after_the_end(lively):
    services.look_at(cohort=lively.cohort)
    type(lively.cohort).objects.update(state="COMPLETED")
    jobs.every_day(START)
    assert shown(lively, START) == []
    with pytest.raises(services.WarningOver):
        services.set_aside(warning=EarlyWarning.objects.first(), reason="So", days=2, by=lively.organiser)


def test_what_the_team_does_elsewhere_counts_and_signing_in_does_not(lively):
    orchard = lively.teams[2]
    User.objects.update(last_login=START)
    services.look_at(cohort=lively.cohort)
    assert shown(lively, START) == QUIET
    DraftFieldFactory(draft__team=orchard, draft__milestone__cohort=lively.cohort, saved_at=START)
    services.look_at(cohort=lively.cohort)
    assert [row for row in shown(lively, START) if row[0] == "Orchard"] == QUIET[:1]


@pytest.mark.parametrize("count", [1, 30])
def test_look_asks_the_same_number_of_queries_for_any_number_of_teams(lively, django_assert_num_queries, count):
    for _number in range(count):
        TeamMemberFactory(team__cohort=lively.cohort)
    services.look_at(cohort=lively.cohort)
    with django_assert_num_queries(LOOK_QUERIES):
        services.look_at(cohort=lively.cohort)


LOOK_QUERIES = 20


def test_letters_to_a_team_and_its_mentors_begin_with_words_that_give_nothing_away(lively):
    services.look_at(cohort=lively.cohort)
    assignment = MentorAssignmentFactory(team=lively.teams[2])
    [(key, name, people)] = segments(lively.cohort)
    assert (key, name) == (f"mentors-of-{lively.teams[2].key}", "Mentors of Orchard")
    assert people == [assignment.mentor.user]
    row = EarlyWarning.objects.get(rule="quiet")
    subject, body = start(lively.cohort, row.key)
    assert (subject, RULES[Rule.QUIET].words in body) == ("How is it going?", True)
    assert start(lively.cohort, "nothing") is None


def test_a_need_has_one_who_looks_after_it(ground):
    need = CheckInNeedFactory(check_in__team=ground.teams[0])
    services.take_need(need=need, by=ground.organiser)
    services.take_need(need=need, by=ground.organiser)
    with pytest.raises(services.NeedChanged):
        services.take_need(need=need, by=ground.people["Kite"][0])
    services.let_go_need(need=need, by=ground.organiser)
    services.take_need(need=need, by=ground.organiser)
    for _turn in range(2):
        services.finish_need(need=need, by=ground.organiser)
    with pytest.raises(services.NeedChanged):
        services.let_go_need(need=need, by=ground.organiser)
    for _turn in range(2):
        services.reopen_need(need=need, by=ground.organiser)
    assert list(Event.objects.order_by("pk").values_list("event", flat=True)) == [
        f"check_in_need.{what}" for what in ("taken", "let_go", "taken", "done", "reopened")
    ]
    need.refresh_from_db()
    assert (need.owner, need.done_at) == (ground.organiser, None)


def test_words_go_half_a_year_after_the_end_and_the_numbers_of_the_map_stay(ground):
    """P-04."""
    row = CheckInFactory(team=ground.teams[0], mood=3, need="A room", stuck="The data", helper="Ona")
    CheckInNeedFactory(check_in=row, owner=ground.organiser)
    end = datetime.combine(ground.cohort.ends_on, time(12), UTC)
    User.objects.update(last_login=end)
    before = [one.weeks for one in heat_map(ground.cohort, START).rows]
    enforce(now=end + timedelta(days=178), cap=1000)
    row.refresh_from_db()
    assert row.need == "A room"
    enforce(now=end + timedelta(days=186), cap=1000)
    row.refresh_from_db()
    assert (row.need, row.stuck, row.helper, row.mood) == ("", "", "", 3)
    assert list(CheckInNeed.objects.values_list("owner", flat=True)) == [None]
    # A year after the end nobody is named, and the map still knows who of how many.
    enforce(now=end + timedelta(days=370), cap=1000)
    row.refresh_from_db()
    assert row.participant is None
    after = [one.weeks for one in heat_map(ground.cohort, START).rows]
    assert [[(w, s.mood, s.answered, s.people) for w, s in one.items()] for one in after] == [
        [(w, s.mood, s.answered, s.people) for w, s in one.items()] for one in before
    ]


def test_who_is_erased_leaves_no_words(ground):
    """P-01."""
    row = CheckInFactory(team=ground.teams[0], need="A room", going_well="All", mood=2)
    CheckInNeedFactory(check_in=row)
    other = CheckInFactory(team=ground.teams[0], going_well="Ours")
    forget(row.participant.user, START)
    enforce(now=START, cap=1000)
    assert list(CheckIn.objects.order_by("pk").values_list("need", "going_well", "mood")) == [
        ("", "", 2),
        ("", "Ours", 1),
    ]
    assert (CheckInNeed.objects.get().done_at, other.week) == (START, 5)


def test_a_note_counts_as_a_sign_of_life(lively, clock):
    write_note(team=lively.teams[2], title="Whom we ask", text="", by=lively.people["Orchard"][0])
    jobs.every_day(clock.now)
    assert shown(lively, clock.now) == QUIET[:1]


def test_a_look_waits_for_who_sets_a_warning_aside_and_writes_nothing_over(lively, clock):
    """What was set aside between its reading and its writing stays so: other columns are not written."""
    services.look_at(cohort=lively.cohort)
    with CaptureQueriesContext(connection) as queries:
        services.look_at(cohort=lively.cohort, now=clock.forward(days=14))
    table = EarlyWarning._meta.db_table
    written = [query["sql"] for query in queries if query["sql"].startswith(f'UPDATE "{table}"')]
    names = ("level", "since", "title", "facts", "looked_at")
    columns = [re.findall(r'"(\w+)" = ', sql.split(" WHERE ")[0]) for sql in written]
    assert columns == [list(names)] * len(written)
    assert len(written) > 0
