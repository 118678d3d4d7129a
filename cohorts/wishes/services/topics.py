"""The topics that people choose from: written by organisers, or taken from the published challenges."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from cohorts.programmes.models import Cohort
from cohorts.wishes.models import Topic, TopicWish
from cohorts.wishes.services.refusals import NothingToTake, TooManyTopics, TopicNameTaken, TopicRanked
from core import zones
from core.audit.record import record
from core.errors import Changed
from core.idempotency import once
from core.models import User
from core.service import service
from core.wiring import wired

MOST_TOPICS = 60
NAME, SUMMARY = 120, 300
# The key of a challenge, its title, what it is about, and how many teams may work on it.
Challenge = tuple[str, str, str, int]


@service
def add_topic(
    *,
    cohort: Cohort,
    name: str,
    summary: str = "",
    places: int = 1,
    by: User | None,
    key: str = "",
    now: datetime | None = None,
) -> Topic:
    """The topic stands last in the list; records topic.added."""

    def make() -> Topic:
        topics = _locked(cohort)
        _refuse_taken(topics, name)
        if len(topics) >= MOST_TOPICS:
            raise TooManyTopics
        order = max((topic.order for topic in topics), default=0) + 1
        made = Topic.objects.create(cohort=cohort, name=name, summary=summary, places=places, order=order)
        record("topic.added", by=by, subject=made, cohort=cohort, now=zones.moment(now))
        return made

    return once(by=by, action="topic.add", key=key, make=make)


def _locked(cohort: Cohort) -> list[Topic]:
    """The cohort's topics, which nobody else changes until this is done."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    return list(Topic.objects.filter(cohort=cohort))


def _refuse_taken(topics: Iterable[Topic], name: str, but: int = 0) -> None:
    if any(topic.name.casefold() == name.casefold() and topic.pk != but for topic in topics):
        raise TopicNameTaken


@service
def edit_topic(
    *,
    topic: Topic,
    name: str,
    summary: str,
    places: int,
    seen: str = "",
    by: User | None,
    now: datetime | None = None,
) -> Topic:
    """The topic is called so, is about this and takes so many teams; records topic.edited where that is new.

    Refused when it no longer reads as it did when the form was opened, whose print is given.
    """
    topics = {one.pk: one for one in _locked(topic.cohort)}
    held = topics[topic.pk]
    if seen and seen != topic_print(held):
        raise Changed
    _refuse_taken(topics.values(), name, but=topic.pk)
    if (held.name, held.summary, held.places) == (name, summary, places):
        return held
    held.name, held.summary, held.places = name, summary, places
    held.save(update_fields=["name", "summary", "places"])
    record("topic.edited", by=by, subject=held, cohort=topic.cohort, now=zones.moment(now))
    return held


def topic_print(topic: Topic) -> str:
    """The same while the topic reads the same."""
    return hashlib.sha256(repr((topic.name, topic.summary, topic.places)).encode()).hexdigest()


@service
def move_topic(*, topic: Topic, up: bool, by: User | None, now: datetime | None = None) -> Topic:
    """The topic has changed places with its neighbour; records topic.moved; nothing at either end."""
    topics = _locked(topic.cohort)
    here = next(place for place, one in enumerate(topics) if one.pk == topic.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(topics):
        return topics[here]
    topics[here], topics[there] = topics[there], topics[here]
    for place, one in enumerate(topics, start=1):
        one.order = place
    Topic.objects.bulk_update(topics, ["order"])
    record("topic.moved", by=by, subject=topic, cohort=topic.cohort, now=zones.moment(now))
    return topics[there]


@service
def remove_topic(*, topic: Topic, agreed: bool = False, by: User | None, now: datetime | None = None) -> None:
    """The topic is gone, out of people's wishes too where that was agreed to; records topic.removed."""
    # People who choose it at this moment hold its row as well: they come before, or find it gone.
    held = Topic.objects.select_for_update(of=("self",)).select_related("cohort").filter(pk=topic.pk).first()
    if held is None:
        return
    if not agreed and TopicWish.objects.filter(topic=held).exists():
        raise TopicRanked
    record("topic.removed", by=by, subject=held, cohort=held.cohort, now=zones.moment(now))
    held.delete()


@service
def take_challenges(*, cohort: Cohort, by: User | None, now: datetime | None = None) -> int:
    """Each published challenge is a topic, under its name and with its places; records topics.taken; how many are new.

    A topic of the same name becomes the challenge's; what was taken before is brought up to date.
    """
    topics = _locked(cohort)
    offered: list[Challenge] = [found for offer in wired("TEAM_TOPICS") for found in offer(cohort)]
    if not offered:
        raise NothingToTake
    number = sum(_take(cohort, topics, challenge) for challenge in offered)
    record("topics.taken", by=by, subject=cohort, cohort=cohort, now=zones.moment(now), added=number)
    return number


def _take(cohort: Cohort, topics: list[Topic], challenge: Challenge) -> bool:
    """Whether the challenge made a new topic."""
    key, title, summary, places = challenge
    name = title[:NAME]
    same = [one for one in topics if one.brief_key == key] or [
        one for one in topics if not one.brief_key and one.name.casefold() == name.casefold()
    ]
    found = same[0] if same else Topic(cohort=cohort, order=max((one.order for one in topics), default=0) + 1)
    is_new = found.pk is None
    others = {one.name.casefold() for one in topics if one is not found}
    if name.casefold() in others or (is_new and len(topics) >= MOST_TOPICS):
        return False
    found.name, found.summary, found.places, found.brief_key = name, summary[:SUMMARY], places, key
    found.save()
    if is_new:
        topics.append(found)
    return is_new
