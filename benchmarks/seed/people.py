"""Participants with skills, their accepted invitations, teams, mentors and the history they left."""

from datetime import timedelta
from itertools import cycle

from allauth.account.models import EmailAddress

from benchmarks.seed.world import World
from cohorts.models import (
    Mentor,
    MentorAssignment,
    Participant,
    ParticipantSkill,
    Skill,
    Team,
    TeamMember,
)
from cohorts.programmes.models import Side
from core.audit.models import Event
from core.models import Invitation, User

TEAM_OF = 5.5
FIRST_NAMES = ("Amara", "Ben", "Cerys", "Dan", "Eluned", "Farah", "Grace", "Hana", "Ifan", "Jack", "Kate", "Leo")
LAST_NAMES = ("Aziz", "Bowen", "Carr", "Doyle", "Evans", "Field", "Grant", "Hart", "Iqbal", "Jones", "Khan", "Lund")
JOBS = ("User researcher", "Delivery manager", "Data analyst", "Software engineer", "Policy adviser")
REGIONS = ("London", "North East", "Wales", "Scotland", "South West", "Northern Ireland")
LEVELS = (0, 1, 2, 3, 4, 2, 1)


def add_people(world: World) -> None:
    """The cohort has its people, invited and arrived, in published teams with two mentors each."""
    users = _users(world.size, "person")
    world.places = _places(world, users)
    _skills(world)
    _invitations(world, users)
    _teams(world)
    _mentors(world)
    _history(world)
    world.people["participant"] = world.places[0].user


def _users(count: int, prefix: str) -> list[User]:
    made = User.objects.bulk_create(
        User(
            email=f"{prefix}{n}@example.com",
            first_name=FIRST_NAMES[n % len(FIRST_NAMES)],
            last_name=LAST_NAMES[(n // 7) % len(LAST_NAMES)],
        )
        for n in range(count)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )
    return made


def _places(world: World, users: list[User]) -> list[Participant]:
    def place(n: int, user: User) -> Participant:
        side, bodies = (Side.PUBLIC, world.public) if n % 2 == 0 else (Side.PRIVATE, world.private)
        return Participant(
            cohort=world.cohort,
            user=user,
            organisation=bodies[n // 2 % len(bodies)],
            side=side,
            job_title=JOBS[n % len(JOBS)],
            scheme="Fast Stream" if side == Side.PUBLIC else "",
            region=REGIONS[n % len(REGIONS)],
            background="Sociology",
            years_experience=n % 9,
            tags=["can present"] if n % 3 == 0 else [],
            joined_at=world.now - timedelta(days=40),
        )

    return Participant.objects.bulk_create(place(n, user) for n, user in enumerate(users))


def _skills(world: World) -> None:
    skills = list(Skill.objects.filter(programme=world.cohort.programme))
    ParticipantSkill.objects.bulk_create(
        (
            ParticipantSkill(participant=place, skill=skill, level=LEVELS[(n + number) % len(LEVELS)])
            for n, place in enumerate(world.places)
            for number, skill in enumerate(skills)
        ),
        batch_size=2000,
    )


def _invitations(world: World, users: list[User]) -> None:
    Invitation.objects.bulk_create(
        Invitation(
            user=user,
            email=user.email,
            role="participant",
            cohort_id=world.cohort.pk,
            place=str(world.cohort),
            token_hash=f"{n:064d}",
            invited_by=world.people["organiser"],
            invited_at=world.now - timedelta(days=45),
            expires_at=world.now - timedelta(days=31),
            accepted_at=world.now - timedelta(days=40),
        )
        for n, user in enumerate(users)
    )


def _teams(world: World) -> None:
    count = max(2, round(world.size / TEAM_OF))
    formed = world.now - timedelta(days=25)
    world.teams = Team.objects.bulk_create(
        Team(cohort=world.cohort, name=f"Team {n:03d}", number=n, formed_at=formed) for n in range(1, count + 1)
    )
    TeamMember.objects.bulk_create(
        TeamMember(team=team, participant=place, since=formed)
        for place, team in zip(world.places, cycle(world.teams), strict=False)
    )


def _mentors(world: World) -> None:
    users = _users(2 * len(world.teams), "mentor")
    sides = [Side.PUBLIC, Side.PRIVATE]
    mentors = Mentor.objects.bulk_create(
        Mentor(
            cohort=world.cohort,
            user=user,
            organisation=(world.public, world.private)[n % 2][0],
            side=sides[n % 2],
            joined_at=world.now - timedelta(days=30),
        )
        for n, user in enumerate(users)
    )
    MentorAssignment.objects.bulk_create(
        MentorAssignment(team=world.teams[n // 2], mentor=mentor, assigned_at=world.now - timedelta(days=25))
        for n, mentor in enumerate(mentors)
    )


def _history(world: World) -> None:
    """Five events a person: what a cohort has done by its fifth week."""
    names = ("participant.added", "person.invited", "person.joined", "profile.changed", "booking.made")
    Event.objects.bulk_create(
        (
            Event(
                event=name,
                at=world.now - timedelta(minutes=5 * n + step),
                actor_id=place.user_id,
                actor_label=str(place),
                subject_type="cohorts.Participant",
                subject_id=place.pk,
                subject_label=str(place),
                cohort_id=world.cohort.pk,
            )
            for n, place in enumerate(world.places)
            for step, name in enumerate(names)
        ),
        batch_size=2000,
    )
