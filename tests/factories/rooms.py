"""Makers of what a team keeps in its room."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from challenges.models import (
    ContactCard,
    MeetingAnswer,
    MeetingSlot,
    NoteClash,
    NoteVersion,
    TeamDecision,
    TeamLink,
    TeamMeeting,
    TeamNote,
)
from tests.clock import START
from tests.factories.cohorts import CohortFactory, TeamFactory
from tests.factories.core import UserFactory


class TeamNoteFactory(DjangoModelFactory):
    """A note of one version, for the team alone."""

    class Meta:
        model = TeamNote
        skip_postgeneration_save = True

    team = factory.SubFactory(TeamFactory)
    title = "Whom we ask"
    text = "Tenants\n\nWardens"
    revision = 1
    made_at = START
    saved_by = factory.SubFactory(UserFactory)
    saved_at = START

    @factory.post_generation
    def first(self, create, extracted, **kwargs):
        """Its first version."""
        NoteVersionFactory(note=self, title=self.title, text=self.text, saved_by=self.saved_by)


class NoteVersionFactory(DjangoModelFactory):
    """A note as one save left it."""

    class Meta:
        model = NoteVersion

    note = factory.SubFactory(TeamNoteFactory)
    number = 1
    title = "Whom we ask"
    text = "Tenants\n\nWardens"
    saved_by = factory.SubFactory(UserFactory)
    saved_at = START


class NoteClashFactory(DjangoModelFactory):
    """A text that waits beside the note's."""

    class Meta:
        model = NoteClash

    note = factory.SubFactory(TeamNoteFactory)
    name = "text"
    value = "Neighbours"
    written_by = factory.SubFactory(UserFactory)
    written_at = START


class TeamMeetingFactory(DjangoModelFactory):
    """A meeting whose time is being found."""

    class Meta:
        model = TeamMeeting

    team = factory.SubFactory(TeamFactory)
    subject = "Plan the interviews"
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = START


class MeetingSlotFactory(DjangoModelFactory):
    """A time two days from now."""

    class Meta:
        model = MeetingSlot

    meeting = factory.SubFactory(TeamMeetingFactory)
    starts_at = factory.Sequence(lambda number: START + timedelta(days=2, minutes=number))


class MeetingAnswerFactory(DjangoModelFactory):
    """Somebody can come."""

    class Meta:
        model = MeetingAnswer

    slot = factory.SubFactory(MeetingSlotFactory)
    user = factory.SubFactory(UserFactory)
    can = "YES"
    said_at = START


class TeamDecisionFactory(DjangoModelFactory):
    """A decision of today."""

    class Meta:
        model = TeamDecision

    team = factory.SubFactory(TeamFactory)
    sentence = factory.Sequence(lambda number: f"We ask {number} tenants")
    why = "Nobody has asked them yet."
    decided_on = START.date()
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = START


class TeamLinkFactory(DjangoModelFactory):
    """A board that the team keeps."""

    class Meta:
        model = TeamLink

    team = factory.SubFactory(TeamFactory)
    title = "Our board"
    address = factory.Sequence(lambda number: f"https://boards.example.com/{number}")
    position = factory.Sequence(lambda number: number + 1)
    added_by = factory.SubFactory(UserFactory)
    added_at = START


class ContactCardFactory(DjangoModelFactory):
    """How somebody likes to be reached."""

    class Meta:
        model = ContactCard

    cohort = factory.SubFactory(CohortFactory)
    user = factory.SubFactory(UserFactory)
    pronouns = "she/her"
    reach = "The team chat, not on Fridays"
