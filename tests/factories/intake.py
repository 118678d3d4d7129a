"""Makers of what comes before a brief: calls, applications, files, planned releases, readings."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from challenges.models import BriefApplication, BriefFile, BriefPlan, BriefReading, ChallengeCall
from tests.clock import START
from tests.factories.challenges import BriefFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.core import StoredFileFactory, UserFactory


class ChallengeCallFactory(DjangoModelFactory):
    """A cohort that takes applications for a week."""

    class Meta:
        model = ChallengeCall

    cohort = factory.SubFactory(CohortFactory)
    is_open = True
    closes_at = START + timedelta(days=7)


class BriefApplicationFactory(DjangoModelFactory):
    """An application whose address is proved, waiting for an answer."""

    class Meta:
        model = BriefApplication

    cohort = factory.SubFactory(CohortFactory)
    first_name = "Nia"
    last_name = "Rowe"
    email = "nia.rowe@example.com"
    organisation = "Torfaen County Borough Council"
    problem = "Care is arranged step by step, each waiting for the one before."
    state = "WAITING"
    sent_at = START
    proved_at = START


class BriefFileFactory(DjangoModelFactory):
    """A file that teams may read, without bytes on the disk."""

    class Meta:
        model = BriefFile

    brief = factory.SubFactory(BriefFactory)
    stored = factory.SubFactory(StoredFileFactory, purpose="brief", original_name="records.csv")
    title = "Repair records without names"
    readers = "TEAMS"
    added_at = START


class BriefPlanFactory(DjangoModelFactory):
    """A release to everybody in two days."""

    class Meta:
        model = BriefPlan

    brief = factory.SubFactory(BriefFactory)
    public_at = START + timedelta(days=2)
    planned_at = START


class BriefReadingFactory(DjangoModelFactory):
    """That somebody opened a brief."""

    class Meta:
        model = BriefReading

    brief = factory.SubFactory(BriefFactory)
    reader = factory.SubFactory(UserFactory)
    read_at = START
