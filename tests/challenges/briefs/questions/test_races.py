"""Two at once, with real threads on PostgreSQL: one answer, one question, and what is withdrawn is not answered."""

import pytest

from challenges.briefs.questions import services
from challenges.models import BriefAnswer, BriefQuestion
from tests.challenges.briefs.questions.conftest import ask, letters, make_asking

pytestmark = pytest.mark.postgres


def test_two_who_answer_at_once_give_one_answer(race):
    """The second one is refused, and each person of the team has one letter."""
    asking = make_asking()
    question = ask(asking)
    results = race(
        lambda: services.answer_question(question=question, text="Mine.", by=asking.owner),
        lambda: services.answer_question(question=question, text="Ours.", by=asking.organiser),
    )
    refused = [result for result in results if isinstance(result, services.AnsweredAlready)]
    assert (len(refused), BriefAnswer.objects.count(), len(letters("answered"))) == (1, 1, 1)


def test_a_question_sent_twice_at_once_is_one(race):
    asking = make_asking()
    results = race(*[lambda: ask(asking, key="k")] * 2)
    assert (results[0], BriefQuestion.objects.count(), len(letters("asked"))) == (results[1], 1, 1)


def test_merging_while_it_is_answered_gives_each_team_the_answer_once(race):
    asking = make_asking()
    first, second = ask(asking), ask(asking, 1)
    results = race(
        lambda: services.answer_question(question=first, text="Mine.", by=asking.owner),
        lambda: services.merge_questions(question=second, same_as=first, by=asking.organiser),
    )
    assert [result for result in results if isinstance(result, Exception)] == []
    assert list(BriefQuestion.objects.values_list("state", flat=True)) == ["ANSWERED", "ANSWERED"]
    assert sorted(letters("answered")) == sorted(("answered", user.email) for user in asking.members[:2])
