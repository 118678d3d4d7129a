"""Makers of reviews of briefs, comments, checks and backings."""

import factory
from factory.django import DjangoModelFactory

from challenges.briefs.review.criteria import defaults
from challenges.briefs.review.models import Backing, BriefCriteria, FieldComment, Review, SensitivityCheck
from challenges.briefs.review.texts import hash_of, texts_of
from challenges.briefs.review.workflow import Commercial, Marking, PersonalData, SponsorAnswer
from challenges.briefs.workflow import BriefState
from tests.clock import START
from tests.factories.challenges import BriefFactory, BriefVersionFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.core import UserFactory


class BriefCriteriaFactory(DjangoModelFactory):
    """A programme's own list, which begins as the usual one."""

    class Meta:
        model = BriefCriteria

    programme = factory.SubFactory(ProgrammeFactory)
    criteria = factory.LazyFunction(lambda: [one.as_json() for one in defaults()])
    changed_at = START


class ReviewFactory(DjangoModelFactory):
    """A review that is still owed."""

    class Meta:
        model = Review

    version = factory.SubFactory(BriefVersionFactory, brief__state=BriefState.IN_REVIEW)
    reviewer = factory.SubFactory(UserFactory)
    criteria = factory.LazyFunction(lambda: [one.as_json() for one in defaults()])
    asked_at = START


class FieldCommentFactory(DjangoModelFactory):
    """A comment on the problem that the owner will read."""

    class Meta:
        model = FieldComment

    version = factory.SubFactory(BriefVersionFactory)
    field = "summary"
    text = "Who says so?"
    author = factory.SubFactory(UserFactory)
    made_at = START


class SensitivityCheckFactory(DjangoModelFactory):
    """A check of the texts as they stand, in which nothing was found."""

    class Meta:
        model = SensitivityCheck

    brief = factory.SubFactory(BriefFactory)
    checker = factory.SubFactory(UserFactory)
    asked_at = START
    done_at = START
    texts_hash = factory.LazyAttribute(lambda check: hash_of(texts_of(check.brief)))
    marking = Marking.NONE
    commercial = Commercial.NONE
    personal_data = PersonalData.NONE


class BackingFactory(DjangoModelFactory):
    """A sponsor who backs the texts as they stand."""

    class Meta:
        model = Backing

    brief = factory.SubFactory(BriefFactory)
    name = "Dame Orla Pike"
    texts = factory.LazyAttribute(lambda backing: texts_of(backing.brief))
    asked_at = START
    answered_at = START
    answer = SponsorAnswer.BACKED


def make_publishable(brief):
    """The brief is approved, checked and backed."""
    brief.state = BriefState.APPROVED
    brief.save()
    SensitivityCheckFactory(brief=brief)
    BackingFactory(brief=brief)
    return brief
