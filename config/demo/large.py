"""A second, larger demo cohort: 120 people, 24 teams, 12 judges in linked panels."""

import random
from datetime import time

from django.db import transaction
from django.test.utils import override_settings

from challenges.models import PitchDay
from challenges.pitchdays.services import plan_pitch_day, seat_judge
from challenges.work.checkins.services import look_at, save_check_in
from cohorts.models import Cohort, Team
from cohorts.people.services import find_or_make_organisation, find_or_make_user
from cohorts.programmes.models import WEEKS
from cohorts.programmes.services import move_cohort, start_cohort
from cohorts.teams.forming import run as form
from cohorts.teams.services import propose_teams, publish_teams
from config.demo import beginning, ending
from config.demo import people as cast
from config.demo.clock import STAGES, Calendar, at
from config.demo.middle import RULES
from config.demo.story import QUIET, Told
from core import zones
from core.models import User
from core.outbox.deliver import deliver_due
from core.people.services import prove

FIRST = [
    "Alma",
    "Bryn",
    "Cleo",
    "Dev",
    "Elin",
    "Farid",
    "Greta",
    "Hugo",
    "Iona",
    "Jun",
    "Kofi",
    "Lena",
    "Milo",
    "Nadia",
    "Oren",
    "Pia",
    "Quin",
    "Rhea",
    "Saul",
    "Tova",
]
LAST = [
    "Abbot",
    "Bellamy",
    "Castle",
    "Dunn",
    "Ellis",
    "Frost",
    "Gale",
    "Hobbs",
    "Irvine",
    "Judd",
    "Kerr",
    "Lowe",
    "Marsden",
    "Nash",
]
JOBS = (
    "User researcher",
    "Data analyst",
    "Software engineer",
    "Service designer",
    "Policy adviser",
    "Delivery manager",
)
BODIES = (
    "HM Revenue & Customs",
    "Ministry of Justice",
    "NHS England",
    "Home Office",
    "Cabinet Office",
    "HM Land Registry",
)
FIRMS = ("Northbeam Systems", "Tallis Cloud", "Halden", "Wrenfield", "Brightwater Data", "Ostrea Labs", "Kestrel Works")
REGIONS = ("London", "Wales", "Scotland", "North West", "South West", "Northern Ireland")
GROUNDS = ("Computing", "Law", "Design", "Statistics", "History", "Engineering", "Economics")
SKILLS = ("User research", "Data", "Software", "Design", "Policy", "Delivery", "Facilitation", "Writing")
# Where judges come from, public and private in turn; two are also employers of the people they judge.
JUDGES_OF = (
    ("Companies House", "PUBLIC"),
    ("Larkmoor Digital", "PRIVATE"),
    ("Ordnance Survey", "PUBLIC"),
    ("Vantry Group", "PRIVATE"),
    ("Met Office", "PUBLIC"),
    ("Pellow Analytics", "PRIVATE"),
    ("Intellectual Property Office", "PUBLIC"),
    ("Quillon Systems", "PRIVATE"),
    ("Planning Inspectorate", "PUBLIC"),
    ("Marrow Street Partners", "PRIVATE"),
    ("NHS England", "PUBLIC"),
    ("Halden", "PRIVATE"),
)
PEOPLE, EACH = 120, 4


def tell_large(told: Told, calendar: Calendar) -> Cohort:
    """A second cohort of the programme with its pitch day planned; where the first is released, its scores are in."""
    with override_settings(**QUIET), transaction.atomic():
        cohort = _people(told, calendar)
        _teams(told, calendar, cohort)
        _panel(told, calendar, cohort)
        _check_ins(calendar, cohort)
        if calendar.stage == "released":
            ending.score_all(PitchDay.objects.get(cohort=cohort), told.organiser)
    with override_settings(**QUIET):
        deliver_due(limit=100_000)
    return cohort


def _people(told: Told, calendar: Calendar) -> Cohort:
    draw = random.Random(120)
    names = draw.sample([f"{first} {last}" for first in FIRST for last in LAST], PEOPLE)
    rows = [
        (
            name,
            draw.choice(FIRMS if place % 2 else BODIES),
            draw.choice(JOBS),
            draw.choice(REGIONS),
            draw.choice(GROUNDS),
            draw.randint(1, 9),
            *draw.sample(SKILLS, 2),
        )
        for place, name in enumerate(names)
    ]
    with at(calendar.moment(-3, 0)):
        cohort = start_cohort(
            programme=told.programme,
            name="All regions",
            starts_on=calendar.starts_on,
            places_public=60,
            places_private=60,
            by=told.organiser,
        )
        move_cohort(cohort=cohort, action="open", by=told.organiser)
        beginning.read_in(cohort, told.organiser, beginning.table(cohort, rows), "all-regions.csv")
    return cohort


def _teams(told: Told, calendar: Calendar, cohort: Cohort) -> None:
    with at(calendar.moment(0, 0, 10)):
        move_cohort(cohort=cohort, action="form", by=told.organiser)
        rules = {**RULES, "size_max": 5}
        proposal = propose_teams(cohort=cohort, rules=rules, seed=1, by=told.organiser)
        form(proposal.pk)
        proposal.refresh_from_db()
        publish_teams(proposal=proposal, expected_version=proposal.version, by=told.organiser)
        move_cohort(cohort=cohort, action="run", by=told.organiser)


def _check_ins(calendar: Calendar, cohort: Cohort) -> None:
    """Two of each team answered in the last weeks, but for every sixth team; the site has looked this morning."""
    latest = min(STAGES[calendar.stage], WEEKS)
    teams = [(team, _two_of(team)) for team in cohort.teams.order_by("number") if team.number % 6]
    for week in range(max(1, latest - 2), latest + 1):
        for team, people in teams if calendar.is_past(week, 0, 8) else []:
            for turn, user in enumerate(people):
                mood = 1 + (team.number * week + turn) % 11 // 3
                with at(calendar.moment(week, 0, 8, turn)):
                    save_check_in(team=team, week=week, mood=mood, by=user)
    with at(zones.wall(calendar.today, time(7), cohort.zone)):
        look_at(cohort=cohort)


def _two_of(team: Team) -> list[User]:
    members = team.members.select_related("participant__user").order_by("pk")
    return [member.participant.user for member in members[:2]]


def _panel(told: Told, calendar: Calendar, cohort: Cohort) -> None:
    with at(calendar.moment(1, 0, 12)):
        starts_at = calendar.moment(12, 2, 10)
        day = plan_pitch_day(cohort=cohort, starts_at=starts_at, set_up_minutes=1, by=told.organiser)
        for number, (name_of_body, sector) in enumerate(JUDGES_OF):
            name = f"{FIRST[-1 - number]} {LAST[number]}-{LAST[-1 - number]}"
            user = find_or_make_user(email=cast.address(name), **cast.names(name), by=told.organiser)
            body = find_or_make_organisation(name=name_of_body, sector=sector, by=told.organiser)
            seat_judge(pitch_day=day, user=user, organisation=body, is_chair=number == 0, by=told.organiser)
            prove(user=user, by=told.organiser)
        ending.assign_panels(day, told.organiser, each=EACH)
