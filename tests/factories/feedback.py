"""Makers of comments on work, requests for feedback and marks."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from challenges.models import FeedbackRequest, MarkRound, MarkSheet, WorkComment
from tests.clock import START
from tests.factories.challenges import VersionFactory
from tests.factories.core import UserFactory

CRITERIA = [{"name": "Evidence", "levels": ["Opinions", "Some interviews", "What people do"]}]


class WorkCommentFactory(DjangoModelFactory):
    """A comment on the whole that was sent to the team and its helpers."""

    class Meta:
        model = WorkComment

    version = factory.SubFactory(VersionFactory)
    text = "Who says so?"
    author = factory.SubFactory(UserFactory)
    role = "MENTOR"
    made_at = START
    sent_at = START


class FeedbackRequestFactory(DjangoModelFactory):
    """A request that waits for an answer."""

    class Meta:
        model = FeedbackRequest

    version = factory.SubFactory(VersionFactory)
    asked_of = factory.SubFactory(UserFactory)
    role = "MENTOR"
    question = "Is the problem clear?"
    due_on = (START + timedelta(days=3)).date()
    asked_by = factory.SubFactory(UserFactory)
    asked_at = START


class MarkRoundFactory(DjangoModelFactory):
    """Marks that are asked for by one criterion of three levels."""

    class Meta:
        model = MarkRound

    version = factory.SubFactory(VersionFactory)
    criteria = factory.LazyFunction(lambda: CRITERIA)
    asked_at = START


class MarkSheetFactory(DjangoModelFactory):
    """A sheet that is still owed."""

    class Meta:
        model = MarkSheet

    round = factory.SubFactory(MarkRoundFactory)
    marker = factory.SubFactory(UserFactory)
    role = "MENTOR"
