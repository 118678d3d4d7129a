"""Makers of check-ins, needs and early warnings."""

import factory
from factory.django import DjangoModelFactory

from challenges.models import CheckIn, CheckInNeed, CheckInRules, EarlyWarning, NoReminder, SetAside
from core.sentence import say
from tests.clock import START
from tests.factories.cohorts import CohortFactory, TeamFactory, TeamMemberFactory


class CheckInRulesFactory(DjangoModelFactory):
    """How a cohort checks in, as it is without anything set."""

    class Meta:
        model = CheckInRules

    cohort = factory.SubFactory(CohortFactory)


class CheckInFactory(DjangoModelFactory):
    """A member of a team for whom the fifth week goes well."""

    class Meta:
        model = CheckIn

    team = factory.SubFactory(TeamFactory)
    participant = factory.LazyAttribute(lambda made: TeamMemberFactory(team=made.team).participant)
    week = 5
    mood = 1
    of_people = 2
    saved_at = START


class CheckInNeedFactory(DjangoModelFactory):
    """A need that nobody looks after yet."""

    class Meta:
        model = CheckInNeed

    check_in = factory.SubFactory(CheckInFactory, need="A room on Friday")
    asked_at = START


class NoReminderFactory(DjangoModelFactory):
    """Somebody who wants no reminders."""

    class Meta:
        model = NoReminder

    participant = factory.LazyFunction(lambda: TeamMemberFactory().participant)
    since = START


class EarlyWarningFactory(DjangoModelFactory):
    """That nobody of a team answered in two weeks."""

    class Meta:
        model = EarlyWarning

    team = factory.SubFactory(TeamFactory)
    rule = "unanswered"
    since = factory.LazyFunction(START.date)
    title = factory.LazyFunction(lambda: say("Nobody has sent a check-in for %(count)d weeks", count=2).as_json())
    raised_at = START
    looked_at = START


class SetAsideFactory(DjangoModelFactory):
    """A warning that was set aside."""

    class Meta:
        model = SetAside

    warning = factory.SubFactory(EarlyWarningFactory)
    reason = "We spoke to them."
    until = START
    level = 1
    at = START
