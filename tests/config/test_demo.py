"""The demo cohort against the facts of the pilot (docs/facts/techconnect.md), and each of its stages."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from challenges.briefs.workflow import BriefState
from challenges.judging.queries import rating_of
from challenges.models import (
    AllocationLine,
    Backing,
    Brief,
    BriefAnswer,
    BriefQuestion,
    BriefVersion,
    Conflict,
    DraftCitation,
    FeedbackRequest,
    MarkRound,
    PanelSeat,
    PitchDay,
    Release,
    Scorecard,
    Submission,
)
from challenges.pitchdays.queries import plan_of
from challenges.pitchdays.services.plans import standing
from challenges.work.cited.tally import by_day, cited_in, days_of, told_to_hosts
from cohorts.models import Cohort, Mentor, Participant, Programme, Team, Visit
from config.demo.clock import STAGES, Calendar
from config.demo.large import tell_large
from core import zones
from core.audit.seal import verify
from core.audit.timeline import told as told_in_words
from core.models import Event, Organisation, OutboxMessage, User
from tests.told import told as tell

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 10)
FACTS = Path(__file__).parents[2] / "docs" / "facts" / "techconnect.md"


def facts():
    """The table of facts: what -> value."""
    rows = [line.strip("| \n").split(" | ") for line in FACTS.read_text(encoding="utf-8").splitlines() if " | " in line]
    return {row[0]: row[1] for row in rows}


def test_released_cohort_agrees_with_the_facts():
    told = tell("released", TODAY)
    known = facts()
    people = Participant.objects.filter(cohort=told.cohort)
    assert known["size"].startswith(str(people.count()))
    assert (people.filter(side="public").count(), people.filter(side="private").count()) == (19, 19)
    assert set(people.filter(side="public").values_list("scheme", flat=True)) == {"DDaT Fast Stream, third year"}
    teams = Team.objects.filter(cohort=told.cohort).order_by("number")
    assert known["teams"].startswith(f"{teams.count()} blended")
    sides = [sorted(team.mentors.values_list("mentor__side", flat=True)) for team in teams]
    assert sides == [["private", "public"]] * 7
    assert Mentor.objects.filter(cohort=told.cohort).count() == 14
    hosts = Visit.objects.filter(cohort=told.cohort).values_list("host__name", "host__sector")
    assert known["visits"].startswith(f"{len(set(hosts))} industry")
    assert {sector for _name, sector in hosts} == {"PRIVATE"}
    titles = list(PanelSeat.objects.order_by("pk").values_list("title", flat=True))
    assert known["panel"].startswith(f"{len(titles)} judges")
    assert titles == [
        "Chief Digital and Information Officer",
        "Deputy director",
        "Vice chair of the association's Public Services Board",
        "Deputy president of the association",
    ]
    assert known["result"] == "the panel gave joint first prize to two teams"
    assert len(Release.objects.get().snapshot["winners"]) == 2
    assert all(set(member_sides(team)) == {"public", "private"} for team in teams)


def test_teams_cite_what_they_used_once_it_is_handed_in_and_in_drafts():
    """Week five: the statements cite the first day, the drafts of the research are their teams' own."""
    told = tell("week-5", TODAY)
    day = Visit.objects.get(cohort=told.cohort, title="How firms build")
    days = days_of(told.cohort, zones.now())
    found = [(row.name, row.teams, row.times) for row in by_day(days, cited_in(told.cohort), days)]
    assert [row for row in found if row[1]] == [
        ("How firms build", 5, 5),
        ("housing officer on call, Ferrow Homes", 1, 1),
    ]
    assert (told_to_hosts([day])[day.pk].teams, len(told_to_hosts([day])[day.pk].sentences)) == (5, 5)
    assert DraftCitation.objects.filter(draft__milestone__title="User research").count() > 0


def member_sides(team):
    return team.members.values_list("participant__side", flat=True)


def test_challenges_are_those_of_the_facts_with_their_real_owners():
    told = tell("forming", TODAY)
    source = Path(__file__).parents[2] / "config" / "demo" / "challenges.csv"
    with source.open(encoding="utf-8", newline="") as file:
        expected = sorted((row["question"], row["owner_organisation"]) for row in csv.DictReader(file))
    found = sorted(Brief.objects.filter(cohort=told.cohort).values_list("question", "owner__name"))
    assert (len(found), found) == (12, expected)


@pytest.mark.parametrize("stage", ["recruiting", "choosing", "week-5", "pitch-day"])
def test_stage_stands_where_its_name_says(stage):
    told = tell(stage, TODAY)
    cohort = Cohort.objects.get(pk=told.cohort.pk)
    started = ("RECRUITING", 30, 0) if stage == "recruiting" else ("RUNNING", 38, 7)
    assert (cohort.state, cohort.participants.count(), cohort.teams.count()) == started
    week = (TODAY - cohort.starts_on).days // 7 + 1
    assert week == STAGES[stage]
    assert cohort.starts_on.weekday() == 0


def test_week_five_has_its_history_and_one_late_team():
    told = tell("week-5", TODAY)
    assert Submission.objects.filter(milestone__title="Problem statement").count() == 6
    assert AllocationLine.objects.filter(allocation__state="PUBLISHED").count() == 7
    events = Event.objects.filter(cohort_id=told.cohort.pk)
    assert events.order_by("at").first().at.date() == told.cohort.starts_on - timedelta(weeks=10)
    assert events.order_by("-at").first().at.date() <= TODAY
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"SENT"}
    assert set(FeedbackRequest.objects.values_list("state", flat=True)) == {"ASKED", "GIVEN", "DECLINED"}
    assert sorted(one.shown_at is None for one in MarkRound.objects.all()) == [False, False, True]
    assert verify() == []


def test_week_five_has_a_challenge_in_every_state_and_a_sponsor_who_has_not_answered():
    tell("week-5", TODAY)
    assert set(Brief.objects.values_list("state", flat=True)) == set(BriefState.values)
    asked = Backing.objects.filter(answered_at=None).values_list("brief__short_name", "name")
    assert list(asked) == [("School meals", "Oswin Trent")]
    compared = BriefVersion.objects.filter(brief__short_name="Flood wardens").order_by("number")
    assert list(compared.values_list("number", flat=True)) == [1, 2]


def test_week_five_has_questions_in_each_state():
    tell("week-5", TODAY)
    assert sorted(BriefQuestion.objects.values_list("state", flat=True)) == ["ANSWERED"] * 5 + ["OPEN"] * 2
    assert BriefQuestion.objects.overdue(zones.now()).exclude(reminded_at=None).count() == 1
    assert BriefQuestion.objects.exclude(same_as=None).count() == 1
    answers = BriefAnswer.objects.order_by("pk").values_list("is_for_all", "place", "version")
    assert list(answers) == [(True, 1, 2), (True, 2, 1), (False, None, 1), (False, None, 1)]


def test_the_whole_history_is_told_in_words():
    tell("released", TODAY)
    rows = told_in_words(Event.objects.order_by("pk"))
    as_named = [row.event for row in rows if row.words == row.event.replace("_", " ").replace(".", " ")]
    assert (as_named, [row.words for row in rows if re.search(r"%\(|[{}]", row.words)]) == ([], [])
    assert User.objects.filter(places__isnull=False, joined_at__date__gte=TODAY - timedelta(weeks=12)).count() == 0


def test_pitch_day_stage_is_in_the_middle_of_scoring():
    tell("pitch-day", TODAY)
    scored = Scorecard.objects.filter(state="SUBMITTED").values_list("slot__order", flat=True)
    assert sorted(set(scored)) == [1, 2, 3]
    assert Release.objects.count() == 0


def test_everybody_has_an_example_address():
    tell("week-5", TODAY)
    assert [email for email in User.objects.values_list("email", flat=True) if not email.endswith("@example.com")] == []


def test_large_cohort_has_linked_panels():
    told = tell("recruiting", TODAY)
    large = tell_large(told, Calendar("week-5", TODAY))
    assert (large.participants.count(), large.teams.count(), large.pitch_day.panel.count()) == (120, 24, 12)
    day = PitchDay.objects.get(cohort=large)
    plan = plan_of(day)
    quality = standing(day, plan).quality
    assert (quality.per_pitch, quality.components, quality.is_weak) == ((4, 4), 1, False)
    assert (len(plan.conflicts) > 0, day.order_seed, day.pauses.get().title) == (True, 2027, "Lunch")


def test_every_judge_of_the_pilot_sees_every_team():
    """The chair dismissed what was doubtful, and nobody belongs to a team's employer."""
    told = tell("pitch-day", TODAY)
    day = PitchDay.objects.get(cohort=told.cohort)
    plan = plan_of(day)
    assert [len(plan.judges_of(slot)) for slot in plan.slots] == [4] * 7
    assert set(Conflict.objects.of(day).values_list("source", "state", "decided_by__last_name")) == {
        ("declared", "DISMISSED", "Vaughan"),
        ("challenge_of_own_body", "DISMISSED", "Vaughan"),
    }


def test_demo_command_refuses_a_site_that_is_not_empty():
    call_command("demo", "--stage", "recruiting", "--today", "2027-03-10")
    with pytest.raises(CommandError):
        call_command("demo", "--stage", "recruiting")
    call_command("demo", "--if-empty")
    assert (Programme.objects.count(), Organisation.objects.filter(sector="PRIVATE").exists()) == (1, True)


def test_large_cohort_shows_an_adjusted_ranking_once_its_scores_are_in():
    """The pilot's judges saw every team; here panels are partial, and the ranking is adjusted for who drew whom."""
    told = tell("recruiting", TODAY)
    large = tell_large(told, Calendar("released", TODAY))
    day = PitchDay.objects.get(cohort=large)
    found = rating_of(day)
    assert (day.state, found.basis, len(found.components)) == ("SCORES_CLOSED", "adjusted", 1)
    assert max(abs(judge.severity) for judge in found.judges) > 0.02


def test_the_pilot_shows_a_complete_ranking_as_it_was_given():
    """Every judge saw every team: adjusting moves nobody, the raw order is shown and the page says why."""
    told = tell("released", TODAY)
    found = rating_of(PitchDay.objects.get(cohort=told.cohort))
    assert (found.basis, found.has("COMPLETE")) == ("raw", True)
    assert {pitch.n for pitch in found.pitches} == {4}
