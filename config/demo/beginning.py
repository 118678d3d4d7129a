"""The demo's first chapter: the programme, the cohort, its people, mentors and partners."""

import csv
import io
import re
from collections.abc import Iterable

from cohorts.models import Cohort, Mentor, Participant, Programme
from cohorts.people.services import add_mentor_person, edit_participant, invite_people
from cohorts.people.services.imports import choose_columns, confirm_import, upload_people
from cohorts.programmes.services import add_staff, create_programme, move_cohort, start_cohort
from cohorts.questions.availability import FULL
from cohorts.questions.models import Skill
from config.demo import people as cast
from config.demo.clock import Calendar, at
from core.models import OutboxMessage, User
from core.people.invitations import accept
from core.people.services import prove

LEVELS = ("none", "awareness", "working", "practitioner", "expert")
TOKEN = re.compile(r"/invitation/([\w-]+)/")
HEADERS = (
    "First name",
    "Last name",
    "Work e-mail",
    "Organisation",
    "Sector",
    "Job title",
    "Scheme",
    "Region",
    "Background",
    "Years of experience",
    "Tags",
)


def make_organiser(calendar: Calendar) -> tuple[Programme, User]:
    """The programme of the pilot and the organiser who runs it."""
    with at(calendar.moment(-11, 0)):
        programme = create_programme(
            name="Digital skills across sectors",
            summary="Early professionals from government and industry solve a public problem together in twelve weeks.",
            sponsor="Director General and Chief Digital and Information Officer, HM Revenue & Customs; "
            "Government Digital Service",
            by=None,
        )
        for name, email in (cast.ORGANISER, cast.SECOND_ORGANISER):
            staff = add_staff(programme=programme, email=email, **cast.names(name), by=None)
            prove(user=staff.user, by=None)
        return programme, User.objects.get(email=cast.ORGANISER[1])


def start(calendar: Calendar, programme: Programme, organiser: User, name: str) -> Cohort:
    """The cohort, open for people since ten weeks before its first day."""
    with at(calendar.moment(-9, 0)):
        cohort = start_cohort(programme=programme, name=name, starts_on=calendar.starts_on, by=organiser)
        return move_cohort(cohort=cohort, action="open", by=organiser)


def import_people(calendar: Calendar, cohort: Cohort, organiser: User, *, count: int = 38) -> None:
    """The nominees' spreadsheet, uploaded, its columns agreed, confirmed: the way organisers do it."""
    rows = [row for pair in zip(cast.PUBLIC, cast.PRIVATE, strict=True) for row in pair][:count]
    with at(calendar.moment(-7, 2, 14)):
        read_in(cohort, organiser, table(cohort, rows), "nominations.csv")


def read_in(cohort: Cohort, organiser: User, text: str, filename: str) -> None:
    """A table of people goes through the three steps of an import."""
    upload = upload_people(cohort=cohort, data=text.encode("utf-8-sig"), filename=filename, by=organiser)
    choose_columns(upload=upload, columns=upload.mapping["columns"], by=organiser)
    confirm_import(upload=upload, by=organiser)


def table(cohort: Cohort, rows: Iterable[tuple[object, ...]]) -> str:
    """The spreadsheet as it comes from the departments and companies."""
    skills = list(Skill.objects.filter(programme=cohort.programme).order_by("order").values_list("name", flat=True))
    public = {row[0] for row in cast.PUBLIC}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*HEADERS, *skills])
    for place, row in enumerate(rows):
        name, organisation, job, region, background, years, best, second = row
        is_public = name in public if len(public & {name}) else place % 2 == 0
        first, _, last = str(name).partition(" ")
        writer.writerow(
            [
                first,
                last,
                cast.address(str(name)),
                organisation,
                "Public sector" if is_public else "Private sector",
                job,
                "DDaT Fast Stream, third year" if is_public else "",
                region,
                background,
                years,
                "can present" if place % 3 != 1 else "",
                *(_level(skill, str(best), str(second), place) for skill in skills),
            ]
        )
    return out.getvalue()


def _level(skill: str, best: str, second: str, place: int) -> str:
    if skill == best:
        return LEVELS[4] if place % 4 == 0 else LEVELS[3]
    if skill == second:
        return LEVELS[3] if place % 3 == 0 else LEVELS[2]
    return LEVELS[(len(skill) + place) % 3]


def invite_everybody(calendar: Calendar, cohort: Cohort, organiser: User, *, waiting: int = 0) -> None:
    """Letters to all participants; all but the last few have accepted by their link."""
    places = list(Participant.objects.filter(cohort=cohort).select_related("user").order_by("pk"))
    with at(calendar.moment(-6, 0, 10)):
        invite_people(cohort=cohort, people=places, by=organiser, key="demo-invite")
    for place in places[: len(places) - waiting]:
        with at(calendar.moment(-6, 1 + place.pk % 4, 9 + place.pk % 8)):
            accept_by_letter(place.user)


def accept_by_letter(user: User) -> None:
    """The person follows the link of the newest letter they had."""
    letters = OutboxMessage.objects.filter(to=user, body__contains="/invitation/").order_by("-pk")
    found = TOKEN.search(letters[0].body)
    if found:
        accept(token=found[1], user=user)


def fill_availability(calendar: Calendar, cohort: Cohort) -> None:
    """Each person says when they are free: everybody keeps Tuesday and Thursday, and misses something of their own."""
    for number, place in enumerate(Participant.objects.filter(cohort=cohort).select_related("user").order_by("pk")):
        with at(calendar.moment(-4, number % 5, 11)):
            missing = 0b1111 << (number % 2 * 16 + number % 5)
            edit_participant(participant=place, availability=FULL & ~missing, by=place.user)


def add_mentors(calendar: Calendar, cohort: Cohort, organiser: User) -> list[Mentor]:
    """Fourteen senior mentors: one from government and one from industry for each team."""
    made = []
    for name, organisation, sector, job in cast.MENTORS:
        with at(calendar.moment(-5, 1, 15)):
            mentor = add_mentor_person(
                cohort=cohort,
                email=cast.address(name),
                **cast.names(name),
                organisation=organisation,
                sector=sector,
                job_title=job,
                by=organiser,
            )
            made.append(mentor)
    # While the weeks run, one answer is waited for, and one who came in late is still to be invited.
    is_running = calendar.stage == "week-5"
    invited = made[:-1] if is_running else made
    with at(calendar.moment(-4, 0, 10)):
        invite_people(cohort=cohort, people=invited, role="mentor", by=organiser, key="demo-mentors")
    for number, mentor in enumerate(invited[:-1]):
        with at(calendar.moment(-4, 1 + number % 4, 17)):
            accept_by_letter(mentor.user)
    return made
