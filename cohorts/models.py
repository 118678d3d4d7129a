"""The models of people through twelve weeks, joined from their features."""

from cohorts.messages.models import Mailing, MailText
from cohorts.people.models import Mentor, Participant, ParticipantSkill, PeopleImport
from cohorts.programmes.models import Cohort, CohortWeek, Programme, ProgrammeStaff, ProgrammeWeek
from cohorts.questions.models import Skill
from cohorts.repairs.models import TeamRepair
from cohorts.teams.models import MentorAssignment, ProposedPlace, Team, TeamMember, TeamProposal
from cohorts.visits.models import AccessNeed, Booking, Visit, VisitHost
from cohorts.wishes.models import KeepAway, Topic, TopicWish, WishAnswer

__all__ = [
    "AccessNeed",
    "Booking",
    "Cohort",
    "CohortWeek",
    "KeepAway",
    "MailText",
    "Mailing",
    "Mentor",
    "MentorAssignment",
    "Participant",
    "ParticipantSkill",
    "PeopleImport",
    "Programme",
    "ProgrammeStaff",
    "ProgrammeWeek",
    "ProposedPlace",
    "Skill",
    "Team",
    "TeamMember",
    "TeamProposal",
    "TeamRepair",
    "Topic",
    "TopicWish",
    "Visit",
    "VisitHost",
    "WishAnswer",
]
