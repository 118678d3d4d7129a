"""Questions to the speakers: asked by those who are there, wanted once each, let through by an organiser."""

import pytest

from challenges.audience import services
from challenges.audience.models import Question
from challenges.audience.services import errors
from core.lifecycle import NotPossibleNow
from core.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(world):
    return services.take_questions(pitch_day=world.pitch_day, is_on=True, by=world.people["organiser"])


def test_questions_wait_until_they_are_opened(world, hall):
    with pytest.raises(errors.NoQuestionsNow):
        services.ask_question(text="Why?", by=hall(1)[0])


def test_a_doubled_question_is_asked_once(asking, hall):
    [code] = hall(1)
    asked = [services.ask_question(text="Why?", by=code, key="k") for _ in range(2)]
    assert (asked[0].pk, asked[0].state) == (asked[1].pk, "WAITING")


def test_one_phone_asks_after_a_pause_and_ten_times_at_most(asking, hall, clock):
    """V-04: questions are limited by code, not by network."""
    [code] = hall(1)
    services.ask_question(text="Why?", by=code)
    clock.forward(seconds=29)
    with pytest.raises(errors.AskedJustNow):
        services.ask_question(text="And then?", by=code)
    for number in range(9):
        clock.forward(seconds=30)
        services.ask_question(text=f"And {number}?", by=code)
    clock.forward(seconds=30)
    with pytest.raises(errors.AskedEnough):
        services.ask_question(text="One more?", by=code)


def test_a_question_is_wanted_once_by_each_code(world, hall):
    organiser, codes = world.people["organiser"], hall(3)
    services.upvote(question=world.question, by=codes[0])
    services.moderate(question=world.question, action="show", by=organiser)
    for code in [*codes, *codes]:
        services.upvote(question=world.question, by=code)
    world.question.refresh_from_db()
    assert (world.question.votes, world.question.upvotes.count()) == (3, 3)


def test_a_question_is_shown_answered_or_hidden_and_nothing_else(world):
    organiser = world.people["organiser"]
    services.moderate(question=world.question, action="show", by=organiser)
    services.moderate(question=world.question, action="answer", by=organiser)
    with pytest.raises(NotPossibleNow):
        services.moderate(question=world.question, action="show", by=organiser)
    services.moderate(question=world.question, action="hide", by=organiser)
    told = Event.objects.filter(event__startswith="question.").order_by("pk").values_list("event", flat=True)
    assert (Question.objects.get(pk=world.question.pk).state, list(told)) == (
        "HIDDEN", ["question.shown", "question.answered", "question.hidden"],
    )  # fmt: skip


def test_the_history_names_no_question_and_nobody_who_asked(world, asking, hall):
    services.ask_question(text="Who pays at night?", name="Noor", by=hall(1)[0])
    services.moderate(question=world.question, action="show", by=world.people["organiser"])
    told = " ".join(Event.objects.values_list("subject_label", flat=True))
    assert ("night" in told, "Noor" in told, "sensors" in told) == (False, False, False)
