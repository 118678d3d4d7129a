"""Makers of guests, polls, questions and cards of the audience."""

import factory
from factory.django import DjangoModelFactory

from challenges.audience.models import CodeKind
from challenges.audience.services.codes import fresh_code
from challenges.models import Guest, Poll, PollOption, Question
from tests.clock import START
from tests.factories.challenges import PitchDayFactory


class GuestFactory(DjangoModelFactory):
    """Somebody who is there, with a code."""

    class Meta:
        model = Guest
        skip_postgeneration_save = True

    pitch_day = factory.SubFactory(PitchDayFactory)
    name = factory.Sequence(lambda n: f"Guest {n:03}")
    present_at = START

    @factory.post_generation
    def with_code(self, create, extracted, **kwargs):
        """The code of a guest."""
        fresh_code(self.pitch_day, CodeKind.GUEST, START, guest=self).save()


class PollFactory(DjangoModelFactory):
    """A poll that has not opened, with two answers."""

    class Meta:
        model = Poll
        skip_postgeneration_save = True

    pitch_day = factory.SubFactory(PitchDayFactory)
    question = "What should the next cohort work on?"
    made_at = START

    @factory.post_generation
    def answers(self, create, extracted, **kwargs):
        """Two answers, or those that are asked for."""
        for place, label in enumerate(extracted or ("Housing", "Health")):
            PollOption.objects.create(poll=self, place=place, label=label)


class QuestionFactory(DjangoModelFactory):
    """A question that waits."""

    class Meta:
        model = Question

    pitch_day = factory.SubFactory(PitchDayFactory)
    text = factory.Sequence(lambda n: f"Who pays for sensor {n}?")
    asked_at = START


def make_card(day, batch=1):
    """An anonymous card that nobody has used."""
    code = fresh_code(day, CodeKind.CARD, START, batch=batch)
    code.save()
    return code
