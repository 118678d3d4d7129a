"""The demo's middle chapters: teams, briefs, programme days and work."""

from challenges.briefs.services import add_owner, create_brief, make_public, publish_briefs
from challenges.models import Brief
from cohorts.models import Cohort, Mentor, Participant, Team, TeamProposal, Visit
from cohorts.programmes.services import move_cohort
from cohorts.teams.forming import run as form
from cohorts.teams.services import assign_mentor, propose_teams, publish_teams
from cohorts.visits.services import (
    add_host,
    book_seat,
    create_visit,
    give_access_need,
    mark_attendance,
    open_booking,
)
from config.demo import people as cast
from config.demo import reviews
from config.demo.challenges import CONTACTS, briefs
from config.demo.clock import Calendar, at
from core.models import User
from core.people.services import prove

RULES = {
    "size_min": 5,
    "size_max": 6,
    "mix_within": 1,
    "employer_cap": 2,
    "required_tags": ["can present"],
    "levels": {"skill_balance": 2, "skill_hole": 2, "topic_rank": 1},
}


def propose(calendar: Calendar, cohort: Cohort, organiser: User) -> TeamProposal:
    """The cohort is closed to people and the engine has proposed teams."""
    with at(calendar.moment(0, 0, 10)):
        move_cohort(cohort=cohort, action="form", by=organiser)
        proposal = propose_teams(cohort=cohort, rules=RULES, seed=1, by=organiser)
        form(proposal.pk)
        proposal.refresh_from_db()
        return proposal


def publish(
    calendar: Calendar, cohort: Cohort, organiser: User, proposal: TeamProposal, mentors: list[Mentor]
) -> list[Team]:
    """The teams are published, each has its two mentors, and the twelve weeks begin."""
    with at(calendar.moment(0, 2, 14)):
        teams = publish_teams(proposal=proposal, expected_version=proposal.version, by=organiser)
        for team, pair in zip(teams, zip(mentors[::2], mentors[1::2], strict=True), strict=False):
            for mentor in pair:
                assign_mentor(team=team, mentor=mentor, by=organiser)
    with at(calendar.moment(1, 0, 9)):
        move_cohort(cohort=cohort, action="run", by=organiser)
    return teams


def publish_challenges(
    calendar: Calendar, cohort: Cohort, organiser: User, *, is_published: bool = True
) -> list[Brief]:
    """Twelve challenges with their owners; the seven with a named contact go to the teams and the public."""
    made = []
    with at(calendar.moment(-3, 1, 10)):
        for text in briefs():
            brief = create_brief(cohort=cohort, by=organiser, **text)
            if brief.short_name in CONTACTS:
                name = CONTACTS[brief.short_name]
                owner = add_owner(brief=brief, email=cast.address(name), **cast.names(name), by=organiser)
                prove(user=owner.user, by=organiser)
            made.append(brief)
    with at(calendar.moment(-3, 2, 10)):
        for brief in made:
            reviews.make_ready_by_letter(brief, organiser)
    if is_published:
        with at(calendar.moment(1, 0, 11)):
            publish_briefs(cohort=cohort, briefs=made, by=organiser)
            for brief in made:
                make_public(brief=brief, by=organiser)
    return made


def plan_visits(calendar: Calendar, cohort: Cohort, organiser: User) -> list[Visit]:
    """Five programme days at five different companies, open for booking."""
    visits = []
    for week, title, company, town, host, summary in cast.VISITS:
        with at(calendar.moment(-2, 3, 16)):
            visit = create_visit(
                cohort=cohort,
                host=company,
                title=title,
                summary=summary,
                starts_at=calendar.moment(week, 3, 9, 30),
                ends_at=calendar.moment(week, 3, 16, 30),
                town=town,
                address="Reception, by 09:15 with photo ID",
                bring="Photo ID and a notebook",
                capacity=40,
                by=organiser,
            )
            seat = add_host(visit=visit, email=cast.address(host), **cast.names(host), by=organiser)
            prove(user=seat.user, by=organiser)
            visits.append(open_booking(visit=visit, by=organiser))
    return visits


def book_visits(calendar: Calendar, cohort: Cohort, organiser: User, visits: list[Visit]) -> None:
    """Seats for the days of the last weeks and the next; attendance where the day is over."""
    places = list(Participant.objects.filter(cohort=cohort).select_related("user").order_by("pk"))
    for number, visit in enumerate(visits):
        week = cast.VISITS[number][0]
        if not calendar.is_past(week - 2, 0):
            continue
        coming = [place for turn, place in enumerate(places) if (turn + number) % 19 != 3]
        with at(calendar.moment(week - 2, 0, 8)):
            for place in coming:
                book_seat(visit=visit, participant=place, by=place.user)
            for place, need in ((coming[0], "Step-free access, please."), (coming[7], "Vegan lunch.")):
                give_access_need(visit=visit, text=need, agreed=True, by=place.user)
        if calendar.is_past(week, 4):
            with at(calendar.moment(week, 4, 9)):
                mark_attendance(visit=visit, marks=_marks(visit, is_latest=_is_latest(calendar, number)), by=organiser)


def _is_latest(calendar: Calendar, number: int) -> bool:
    """Whether the cohort is in its fifth week and no later programme day is over."""
    later = [week for week, *_rest in cast.VISITS[number + 1 :] if calendar.is_past(week, 4)]
    return calendar.stage == "week-5" and not later


def _marks(visit: Visit, *, is_latest: bool) -> dict[str, str]:
    """One was absent; of the latest day two are still to be asked."""
    seated = list(visit.bookings.filter(state="BOOKED").order_by("pk"))
    known = seated[:-2] if is_latest else seated
    return {booking.key: "ABSENT" if booking.participant_id % 17 == 5 else "CAME" for booking in known}
