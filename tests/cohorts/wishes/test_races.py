"""Wishes under real threads on PostgreSQL."""

import pytest

from cohorts.models import Cohort, KeepAway, TopicWish, WishAnswer
from cohorts.wishes import services
from cohorts.wishes.services.refusals import TopicGone
from core.audit.models import Event
from tests.clock import START
from tests.factories.cohorts import CohortFactory, ParticipantFactory, TopicFactory


def _ground():
    cohort = CohortFactory(state="FORMING", wishes_until=START.replace(year=START.year + 1))
    return ParticipantFactory.create_batch(2, cohort=cohort), TopicFactory.create_batch(2, cohort=cohort)


@pytest.mark.postgres
def test_the_same_wishes_sent_twice_at_once_are_saved_once(race):
    """C-01: one answer, one event, no rank twice."""
    (hana, leo), topics = _ground()
    wanted = {"topics": [topic.key for topic in topics], "away": [leo.key], "by": hana.user}
    results = race(*[lambda: services.save_wishes(participant=hana, **wanted)] * 3)
    assert [type(one) for one in results] == [WishAnswer] * 3
    assert (TopicWish.objects.count(), KeepAway.objects.count()) == (2, 1)
    assert Event.objects.filter(event="wishes.changed").count() == 1


@pytest.mark.postgres
def test_a_topic_that_goes_while_it_is_chosen_is_in_nobodys_wishes(race):
    """Either the wish came first and goes with the topic, or it finds the topic gone."""
    (hana, _leo), topics = _ground()
    chosen, _gone = race(
        lambda: services.save_wishes(participant=hana, topics=[topics[0].key], away=[], by=hana.user),
        lambda: services.remove_topic(topic=topics[0], agreed=True, by=None),
    )
    assert isinstance(chosen, WishAnswer | TopicGone)
    assert (TopicWish.objects.count(), Cohort.objects.get().topics.count()) == (0, 1)
