"""The demo's check-ins: one team is well, one is stuck and says so, one has gone quiet, and the site warns."""

from datetime import time, timedelta
from typing import Any

from challenges.models import CheckInNeed
from challenges.work.checkins.models import Audience, Mood
from challenges.work.checkins.services import finish_need, look_at, save_check_in, take_need, tell_organisers
from cohorts.models import Cohort, Team
from cohorts.programmes.models import WEEKS
from config.demo.clock import STAGES, Calendar, at
from core import zones
from core.models import User

GOING = (
    "Four interviews in two days.",
    "We agreed on one question.",
    "The owner answers within a day.",
    "Our sketches make people talk.",
)
STUCK = (
    "Two of us read the question differently.",
    "We have nobody who knows the rules for this data.",
    "Calendars: we find no hour together.",
)
NEEDS = (
    ("A way to talk to three people who use the service every week.", "The challenge owner"),
    ("Somebody who can say which data we may look at.", "A data protection officer"),
    ("A room with a whiteboard on Thursday.", ""),
)
ALONE = "We talk less than we did, and I do not know how to say it."


def gather(calendar: Calendar, cohort: Cohort, organiser: User, teams: list[Team]) -> None:
    """Each week so far is answered as each team is; needs are looked after, and warnings are up to date."""
    for week in range(1, min(STAGES[calendar.stage], WEEKS) + 1):
        for number, team in enumerate(teams):
            _week(calendar, team, number, week, last=len(teams) - 1)
    if STAGES[calendar.stage] <= WEEKS:
        _look_after(calendar, cohort, organiser)


def _week(calendar: Calendar, team: Team, number: int, week: int, *, last: int) -> None:
    """Most answer; the last team does in its first two weeks, and again from the seventh on."""
    if number == last and 2 < week < 7:
        return
    members = team.members.select_related("participant__user").order_by("pk")
    for turn, member in enumerate(members):
        day = (turn + number) % 2
        is_silent = (turn * 3 + number + week) % 7 in (3, 5)
        if is_silent or not calendar.is_past(week, day, 10 + turn):
            continue
        with at(calendar.moment(week, day, 10 + turn, 7 * number)):
            save_check_in(team=team, week=week, by=member.participant.user, **_said(number, week, turn))


def _said(number: int, week: int, turn: int) -> dict[str, Any]:
    """What this member of this team says of the week: the first team is well, the fifth is stuck from week three on."""
    mood = Mood.WELL if number == 0 or turn % 3 else Mood(1 + (number + week) % 3)
    said: dict[str, Any] = {"mood": mood.value, "heard_mentor": number != 5 and turn == 0}
    if turn % 2 == 0:
        said["going_well"] = GOING[(number + week + turn) % 4]
    if number == 4 and 3 <= week <= 5 and turn == 1:
        need, helper = NEEDS[week % 3]
        return {**said, "mood": Mood.STUCK.value, "stuck": STUCK[week % 3], "need": need, "helper": helper}
    if number == 2 and turn == 1 and week > 2:
        return {**said, "mood": Mood.TROUBLE.value, "stuck": ALONE, "audience": Audience.ORGANISERS.value}
    return said


def _look_after(calendar: Calendar, cohort: Cohort, organiser: User) -> None:
    """The oldest need is done, the next one is looked after, and the site looked yesterday morning."""
    needs = list(CheckInNeed.objects.filter(check_in__team__cohort=cohort).order_by("asked_at", "pk"))
    with at(zones.wall(calendar.today - timedelta(days=1), time(7), cohort.zone)):
        for need in needs[:2]:
            take_need(need=need, by=organiser)
        for need in needs[:1]:
            finish_need(need=need, by=organiser)
        look_at(cohort=cohort)
        tell_organisers(cohort=cohort)
