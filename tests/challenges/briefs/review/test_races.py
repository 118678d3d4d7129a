"""Two at once, with real threads on PostgreSQL: one decision, one answer, one letter that all reviews are in."""

import re

import pytest

from challenges.briefs.review import services
from challenges.briefs.review.models import Backing, Review
from challenges.briefs.workflow import BriefState
from challenges.models import Brief
from core.lifecycle import NotPossibleNow
from core.models import Event, OutboxMessage
from tests.cast import _world
from tests.challenges.briefs.review.conftest import ask, mail, make_way, opinion

pytestmark = pytest.mark.postgres


def fresh(way):
    return Brief.objects.get(pk=way.brief.pk)


def test_two_organisers_who_approve_and_reject_at_once_make_one_decision(race):
    """The second one reads that it has changed."""
    way = make_way(_world())
    results = race(
        lambda: services.approve_brief(brief=fresh(way), reason="Yes.", by=way.organiser),
        lambda: services.reject_brief(brief=fresh(way), reason="No.", by=way.organiser),
    )
    refused = [result for result in results if isinstance(result, NotPossibleNow)]
    decided = Event.objects.filter(event__in=["brief.approved", "brief.rejected"]).count()
    assert (len(refused), decided) == (1, 1)
    assert fresh(way).state in (BriefState.APPROVED, BriefState.REJECTED)


def test_a_sponsor_who_presses_twice_answers_once(race):
    way = make_way(_world())
    services.ask_backing(brief=way.brief, name="Orla Pike", email="orla.pike@example.com", by=way.organiser)
    body = OutboxMessage.objects.get(kind="brief_review.backing").body
    token = re.search(r"/link/backing/([\w-]+)/", body)[1]
    results = race(*[lambda: services.answer_backing(token=token, answer="BACKED")] * 2)
    assert [result.answer for result in results] == ["BACKED", "BACKED"]
    assert Event.objects.filter(event="brief_backing.answered").count() == 1
    assert Backing.objects.exclude(answered_at=None).count() == 1
    assert mail().count(("backed", "organiser@example.com")) == 1


def test_two_reviewers_who_hand_in_at_once_are_both_in_and_told_of_once(race):
    way = make_way(_world())
    one, two = ask(way, way.one, way.two)
    results = race(
        lambda: services.hand_in_review(review=Review.objects.get(pk=one.pk), opinion=opinion(3), by=way.one),
        lambda: services.hand_in_review(review=Review.objects.get(pk=two.pk), opinion=opinion(1), by=way.two),
    )
    assert [result.pk for result in results] == [one.pk, two.pk]
    assert Review.objects.exclude(handed_in_at=None).count() == 2
    assert mail().count(("all_in", "organiser@example.com")) == 1
