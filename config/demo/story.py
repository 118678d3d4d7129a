"""Tells the demo's story up to a stage."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.test.utils import override_settings

from cohorts.models import Cohort, Programme
from config.demo import (
    audience,
    beginning,
    checkins,
    choosing,
    ending,
    feedback,
    intake,
    middle,
    owners,
    pages,
    questions,
    reviews,
    rooms,
    wishes,
    work,
)
from config.demo import people as cast
from config.demo.clock import STAGES, Calendar, at
from core.models import User
from core.outbox.deliver import deliver_due
from core.people.editors import make_editor
from core.people.services import prove

# Nothing of the demo leaves the machine, and no work is queued: the story does its work itself.
QUIET = {
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    "TASKS": {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default", "mail"]}},
}
ORDER = list(STAGES)


@dataclass(frozen=True)
class Told:
    """What the story made."""

    programme: Programme
    cohort: Cohort
    organiser: User


def season(day: date) -> str:
    """The name of a cohort that starts on the day: Spring 2027."""
    return f"{('Winter', 'Spring', 'Summer', 'Autumn')[day.month % 12 // 3]} {day.year}"


def tell(stage: str, today: date) -> Told:
    """The database holds the pilot up to the stage, made through the services, all or nothing."""
    calendar = Calendar(stage, today)
    with override_settings(**QUIET), transaction.atomic():
        told = _tell(calendar)
    with override_settings(**QUIET):
        deliver_due(limit=100_000)
    return told


def _tell(calendar: Calendar) -> Told:
    programme, organiser = beginning.make_organiser(calendar)
    _make_others(calendar)
    cohort = beginning.start(calendar, programme, organiser, season(calendar.starts_on))
    told = Told(programme, cohort, organiser)
    _people(calendar, told)
    if calendar.stage == "recruiting":
        intake.begin(calendar, cohort, organiser)
    if _reached(calendar, "forming"):
        _twelve_weeks(calendar, told)
    pages.publish(calendar, programme, cohort, User.objects.get(email=cast.EDITOR[1]))
    return told


def _make_others(calendar: Calendar) -> None:
    """An editor of the public pages and a site administrator."""
    with at(calendar.moment(-10, 0)):
        editor = User.objects.create_user(cast.EDITOR[1], **cast.names(cast.EDITOR[0]))
        administrator = User.objects.create_superuser(cast.ADMINISTRATOR[1], **cast.names(cast.ADMINISTRATOR[0]))
        for person in (editor, administrator):
            prove(user=person, by=None)
        make_editor(user=editor, by=administrator)


def _people(calendar: Calendar, told: Told) -> None:
    """All 38 are in; while recruiting, 30 are, and some have not answered."""
    is_recruiting = calendar.stage == "recruiting"
    beginning.import_people(calendar, told.cohort, told.organiser, count=30 if is_recruiting else 38)
    beginning.invite_everybody(calendar, told.cohort, told.organiser, waiting=4 if is_recruiting else 0)
    if not is_recruiting:
        beginning.fill_availability(calendar, told.cohort)


def _twelve_weeks(calendar: Calendar, told: Told) -> None:
    cohort, organiser = told.cohort, told.organiser
    mentors = beginning.add_mentors(calendar, cohort, organiser)
    visits = middle.plan_visits(calendar, cohort, organiser)
    is_running = _reached(calendar, "choosing")
    middle.publish_challenges(calendar, cohort, organiser, is_published=is_running)
    wishes.gather(calendar, cohort, organiser)
    proposal = middle.propose(calendar, cohort, organiser)
    if not is_running:
        return
    teams = middle.publish(calendar, cohort, organiser, proposal, mentors)
    choosing.choose(calendar, cohort, organiser, teams, is_over=_reached(calendar, "week-5"))
    questions.before_choosing(calendar, cohort, organiser, teams, is_over=_reached(calendar, "week-5"))
    if not _reached(calendar, "week-5"):
        return
    choosing.give_out(calendar, cohort, organiser)
    questions.while_working(calendar, cohort)
    reviews.on_their_way(calendar, cohort, organiser)
    if calendar.stage == "week-5":
        intake.begin(calendar, cohort, organiser)
    day = ending.plan_day(calendar, cohort, organiser)
    middle.book_visits(calendar, cohort, organiser, visits)
    work.hand_in_everything(calendar, cohort, organiser, teams)
    owners.offer(calendar, cohort)
    feedback.give(calendar, cohort, organiser, teams)
    rooms.furnish(calendar, teams)
    checkins.gather(calendar, cohort, organiser, teams)
    if calendar.stage == "pitch-day":
        ending.score(calendar, day, organiser, until=3)
        audience.gather(calendar, day, organiser)
    if calendar.stage == "released":
        ending.score(calendar, day, organiser, until=len(teams))
        audience.gather(calendar, day, organiser)
        audience.end(calendar, day, organiser)
        ending.decide_and_release(calendar, day, organiser)
        owners.say_verdicts(calendar, cohort)


def _reached(calendar: Calendar, stage: str) -> bool:
    return ORDER.index(calendar.stage) >= ORDER.index(stage)
