"""Makers of programmes, cohorts and people in them."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from cohorts.models import (
    Booking,
    Cohort,
    CohortWeek,
    KeepAway,
    Mailing,
    Mentor,
    MentorAssignment,
    Participant,
    PeopleImport,
    Programme,
    ProgrammeStaff,
    Skill,
    Team,
    TeamMember,
    TeamProposal,
    TeamRepair,
    Topic,
    TopicWish,
    Visit,
    VisitHost,
)
from cohorts.programmes.models import Side
from cohorts.programmes.workflow import CohortState
from cohorts.repairs.workflow import RepairState
from cohorts.teams.workflow import ProposalState
from tests.clock import START
from tests.factories.core import OrganisationFactory, UserFactory

FIRST_MONDAY = date(2027, 2, 8)


class ProgrammeFactory(DjangoModelFactory):
    """A programme without weeks; services.create_programme makes whole ones."""

    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Programme {n}")
    slug = factory.Sequence(lambda n: f"programme-{n}")
    made_at = START


class SkillFactory(DjangoModelFactory):
    """A skill of a programme."""

    class Meta:
        model = Skill

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Skill {n}")
    order = factory.Sequence(lambda n: n)


class StaffFactory(DjangoModelFactory):
    """An organiser."""

    class Meta:
        model = ProgrammeStaff

    programme = factory.SubFactory(ProgrammeFactory)
    user = factory.SubFactory(UserFactory)
    granted_at = START


class CohortFactory(DjangoModelFactory):
    """A running cohort in its fifth week at the tests' standing clock."""

    class Meta:
        model = Cohort
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Cohort {n}")
    slug = factory.Sequence(lambda n: f"cohort-{n}")
    state = CohortState.RUNNING
    starts_on = FIRST_MONDAY
    made_at = START

    @factory.post_generation
    def twelve_weeks(self, create, extracted, **kwargs):
        """The twelve weeks."""
        for number in range(1, 13):
            CohortWeek.objects.create(
                cohort=self,
                number=number,
                title=f"Theme {number}",
                starts_on=self.starts_on + timedelta(weeks=number - 1),
            )


class ParticipantFactory(DjangoModelFactory):
    """An active participant from the public side; trait `private` for the other."""

    class Meta:
        model = Participant

    class Params:
        private = factory.Trait(
            side=Side.PRIVATE,
            organisation=factory.SubFactory(OrganisationFactory, private=True),
        )

    cohort = factory.SubFactory(CohortFactory)
    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    side = Side.PUBLIC
    joined_at = START


class MentorFactory(DjangoModelFactory):
    """A mentor from the public side."""

    class Meta:
        model = Mentor

    cohort = factory.SubFactory(CohortFactory)
    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    side = Side.PUBLIC
    joined_at = START


class PeopleImportFactory(DjangoModelFactory):
    """An uploaded list without columns."""

    class Meta:
        model = PeopleImport

    cohort = factory.SubFactory(CohortFactory)
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = START
    filename = "people.csv"


class TeamFactory(DjangoModelFactory):
    """A team without members."""

    class Meta:
        model = Team

    cohort = factory.SubFactory(CohortFactory)
    name = factory.Sequence(lambda n: f"Team {n}")
    number = factory.Sequence(lambda n: n + 101)
    formed_at = START


class TeamMemberFactory(DjangoModelFactory):
    """A participant in a team of the same cohort."""

    class Meta:
        model = TeamMember

    team = factory.SubFactory(TeamFactory)
    participant = factory.SubFactory(ParticipantFactory, cohort=factory.SelfAttribute("..team.cohort"))
    since = START


class MentorAssignmentFactory(DjangoModelFactory):
    """A mentor of a team of the same cohort."""

    class Meta:
        model = MentorAssignment

    team = factory.SubFactory(TeamFactory)
    mentor = factory.SubFactory(MentorFactory, cohort=factory.SelfAttribute("..team.cohort"))
    assigned_at = START


class VisitFactory(DjangoModelFactory):
    """An open visit with five seats, two days after the tests' standing clock."""

    class Meta:
        model = Visit

    cohort = factory.SubFactory(CohortFactory)
    host = factory.SubFactory(OrganisationFactory, private=True)
    title = factory.Sequence(lambda n: f"Programme day {n}")
    starts_at = START + timedelta(days=2)
    ends_at = START + timedelta(days=2, hours=6)
    capacity = 5
    is_published = True


class VisitHostFactory(DjangoModelFactory):
    """Somebody who receives a visit."""

    class Meta:
        model = VisitHost

    visit = factory.SubFactory(VisitFactory)
    user = factory.SubFactory(UserFactory)
    added_at = START


class TeamProposalFactory(DjangoModelFactory):
    """A proposal ready to look at, without places."""

    class Meta:
        model = TeamProposal

    cohort = factory.SubFactory(CohortFactory)
    number = factory.Sequence(lambda n: n + 1)
    state = ProposalState.READY
    asked_at = START


class TeamRepairFactory(DjangoModelFactory):
    """A repair ready to look at, with the one way in which nobody moves."""

    class Meta:
        model = TeamRepair

    cohort = factory.SubFactory(CohortFactory)
    number = factory.Sequence(lambda n: n + 1)
    state = RepairState.READY
    snapshot = factory.LazyFunction(lambda: {"skills": [], "people": [], "names": {}})
    curve = factory.LazyFunction(
        lambda: {
            "steps": [
                {"moved": 0, "points": 9.5, "broken": 0, "rules": [], "moves": [], "placed": [], "teams": [], "why": {}}
            ],
            "notes": [],
        }
    )
    asked_at = START


class MailingFactory(DjangoModelFactory):
    """A mailing without messages."""

    class Meta:
        model = Mailing

    cohort = factory.SubFactory(CohortFactory)
    kind = "announcement"
    subject = "News of the week"
    made_at = START
    held_until = START
    dedupe = factory.Sequence(lambda n: f"mailing-{n}")


class BookingFactory(DjangoModelFactory):
    """A seat held on a visit of the participant's cohort."""

    class Meta:
        model = Booking

    visit = factory.SubFactory(VisitFactory)
    participant = factory.SubFactory(ParticipantFactory, cohort=factory.SelfAttribute("..visit.cohort"))
    booked_at = START


class TopicFactory(DjangoModelFactory):
    """A topic that people may wish for."""

    class Meta:
        model = Topic

    cohort = factory.SubFactory(CohortFactory)
    name = factory.Sequence(lambda n: f"Topic {n}")
    order = factory.Sequence(lambda n: n)


class TopicWishFactory(DjangoModelFactory):
    """Somebody's first choice."""

    class Meta:
        model = TopicWish

    topic = factory.SubFactory(TopicFactory)
    participant = factory.SubFactory(ParticipantFactory, cohort=factory.SelfAttribute("..topic.cohort"))
    rank = 1


class KeepAwayFactory(DjangoModelFactory):
    """Somebody who would rather not be with somebody else of their cohort."""

    class Meta:
        model = KeepAway

    participant = factory.SubFactory(ParticipantFactory)
    other = factory.SubFactory(ParticipantFactory, cohort=factory.SelfAttribute("..participant.cohort"))
