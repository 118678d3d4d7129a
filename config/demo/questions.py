"""The demo's questions about challenges: answered to a team and to all, merged, corrected, listed, open, overdue."""

from datetime import datetime, time, timedelta

from challenges.briefs.questions.services import (
    answer_question,
    ask_question,
    correct_answer,
    list_answer,
    merge_questions,
    pass_question,
    remind_overdue,
)
from challenges.briefs.questions.workflow import Owes
from challenges.models import AllocationLine, Brief, BriefAnswer, BriefQuestion
from cohorts.models import Cohort, Team
from config.demo import people as cast
from config.demo.clock import ZONE, Calendar, at
from core import zones
from core.models import User

ABOUT = "Social housing"
SENSORS = (
    "Before we rank on Thursday: which homes have sensors now, and what do they measure?",
    "Do some homes have sensors already?",
    "Which homes have sensors now, and what do they measure?",
    "About 240 homes in three estates. They measure warmth and damp each hour; the readings go back two years.",
    "About 260 homes in four estates. They measure warmth and damp each hour; the readings go back two years.",
)
TENANTS = (
    "Can we talk with tenants before we choose?",
    "Yes, from week 3 on and together with our tenants’ panel, which meets on Thursdays. Before that please read the "
    "repair records, which say much of what they will tell you.",
)
SUPPLIER = (
    "One of us was with a firm that sells such sensors until last year. May we still rank this challenge?",
    "This is about the rules of the programme rather than about homes.",
    "Yes. It was another employer, so nothing bars you. Tell us should you wish to use that firm’s product.",
)
RECORDS = (
    "Are repair records linked to the single home, or only to the building?",
    "To the home, by a number without names. We can give you an extract of two years.",
)
WORKING = (
    "Who decides in your house whether something we build may be tried, and how long does that take?",
    "Could one of us sit beside the person who does this work today, for half a day next week?",
)


def before_choosing(calendar: Calendar, cohort: Cohort, organiser: User, teams: list[Team], *, is_over: bool) -> None:
    """In the first week teams ask about one challenge; while they choose, one answer is overdue, one question new."""
    brief = Brief.objects.get(cohort=cohort, short_name=ABOUT)
    owner = brief.owners.get().user
    ours = Team.objects.get(cohort=cohort, members__participant__user__email=cast.address("Hana Aziz"))
    others = [team for team in teams if team != ours]
    _to_all(calendar, brief, owner, organiser, (ours, others[0], others[1]))
    _to_the_team(calendar, brief, owner, organiser, ours)
    late = _ask(brief, others[2], RECORDS[0], calendar.moment(1, 2, 9))
    with at(calendar.moment(1, 4, 9, 5)) as now:
        remind_overdue(now=now)
    if is_over:
        with at(calendar.moment(2, 0, 10)):
            answer_question(question=late, text=RECORDS[1], by=owner)
        return
    _ask(brief, others[3], WORKING[0], _lately(calendar, days=1))


def _to_all(calendar: Calendar, brief: Brief, owner: User, organiser: User, teams: tuple[Team, Team, Team]) -> None:
    """Two teams ask the same, which is answered once, corrected and listed; another asks what many wish to know."""
    first = _ask(brief, teams[0], SENSORS[0], calendar.moment(1, 1, 10))
    same = _ask(brief, teams[1], SENSORS[1], calendar.moment(1, 1, 14))
    tenants = _ask(brief, teams[2], TENANTS[0], calendar.moment(1, 1, 15))
    with at(calendar.moment(1, 1, 16)):
        merge_questions(question=same, same_as=first, by=organiser)
    with at(calendar.moment(1, 2, 11)):
        sensors = _shared(first, SENSORS[3], SENSORS[2], owner)
        list_answer(answer=sensors, by=owner)
        list_answer(answer=_shared(tenants, TENANTS[1], TENANTS[0], owner), by=owner)
    with at(calendar.moment(1, 3, 9)):
        correct_answer(answer=sensors, text=SENSORS[4], wording=SENSORS[2], seen=1, by=owner)


def _to_the_team(calendar: Calendar, brief: Brief, owner: User, organiser: User, team: Team) -> None:
    """What the owner passes to the organisers is answered to the team alone."""
    private = _ask(brief, team, SUPPLIER[0], calendar.moment(1, 1, 11))
    with at(calendar.moment(1, 1, 17)):
        pass_question(question=private, to=Owes.ORGANISER, word=SUPPLIER[1], by=owner)
    with at(calendar.moment(1, 2, 9)):
        answer_question(question=private, text=SUPPLIER[2], by=organiser)


def while_working(calendar: Calendar, cohort: Cohort) -> None:
    """The teams ask the owners of their own challenges: one answer is overdue, one question is new."""
    lines = AllocationLine.objects.published().filter(allocation__cohort=cohort, brief__owners__isnull=False).whole()
    for line, text, days in zip(lines, WORKING, (5, 1), strict=False):
        asked_at = _lately(calendar, days=days)
        _ask(line.brief, line.team, text, asked_at)
    with at(_lately(calendar, days=1) + timedelta(minutes=5)) as now:
        remind_overdue(now=now)


def _ask(brief: Brief, team: Team, text: str, moment: datetime) -> BriefQuestion:
    member = team.members.select_related("participant__user").order_by("pk")[0].participant.user
    with at(moment):
        return ask_question(brief=brief, team=team, text=text, by=member)


def _shared(question: BriefQuestion, text: str, wording: str, by: User) -> BriefAnswer:
    return answer_question(question=question, text=text, is_for_all=True, wording=wording, by=by)


def _lately(calendar: Calendar, *, days: int) -> datetime:
    """Nine in the morning, so many working days before the demo's today."""
    day = calendar.today
    while days > 0:
        day -= timedelta(days=1)
        days -= day.weekday() < 5
    return zones.wall(day, time(9), ZONE)
