"""Makers of questions about challenges and their answers."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from challenges.briefs.questions.workflow import AskedState
from challenges.models import AnswerCorrection, AskingDate, AskingRules, BriefAnswer, BriefQuestion
from tests.clock import START
from tests.factories.challenges import BriefFactory
from tests.factories.cohorts import CohortFactory, TeamFactory


class AskingRulesFactory(DjangoModelFactory):
    """How the teams of a cohort ask, as it is without anything set."""

    class Meta:
        model = AskingRules

    cohort = factory.SubFactory(CohortFactory)


class AskingDateFactory(DjangoModelFactory):
    """A challenge about which teams may ask for a week."""

    class Meta:
        model = AskingDate

    brief = factory.SubFactory(BriefFactory)
    closes_at = START + timedelta(days=7)


class BriefQuestionFactory(DjangoModelFactory):
    """A question that waits for the owner."""

    class Meta:
        model = BriefQuestion

    brief = factory.SubFactory(BriefFactory)
    team = factory.LazyAttribute(lambda made: TeamFactory(cohort=made.brief.cohort))
    text = "Which sensors are fitted now?"
    asked_at = START
    owed_since = START
    due_at = START + timedelta(days=2)


class BriefAnswerFactory(DjangoModelFactory):
    """An answer to the team alone."""

    class Meta:
        model = BriefAnswer

    question = factory.SubFactory(BriefQuestionFactory, state=AskedState.ANSWERED)
    text = "Two in each home."
    answered_at = START


class AnswerCorrectionFactory(DjangoModelFactory):
    """What an answer said at first."""

    class Meta:
        model = AnswerCorrection

    answer = factory.SubFactory(BriefAnswerFactory)
    version = 1
    text = "Three in each home."
    made_at = START
