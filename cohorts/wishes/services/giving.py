"""What participants wish: saved as often as they like until it closes, and gone when they leave."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from cohorts.people.models import Participant
from cohorts.people.workflow import PlaceState
from cohorts.wishes.models import MOST_AWAY, MOST_CHOICES, KeepAway, Topic, TopicWish, WishAnswer
from cohorts.wishes.queries import are_open
from cohorts.wishes.services.refusals import (
    NotAnOther,
    NotTakingPart,
    TooMany,
    TopicGone,
    TopicTwice,
    WishesClosed,
)
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def save_wishes(
    *,
    participant: Participant,
    topics: Sequence[str],
    away: Sequence[str],
    by: User | None,
    now: datetime | None = None,
) -> WishAnswer:
    """The person's topics (by key) are these, first choice first, and they would rather not be with these people.

    Records wishes.changed where that differs from before, without a word of what was wished.
    """
    now = zones.moment(now)
    place = Participant.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=participant.pk)
    if not place.is_active:
        raise NotTakingPart
    if not are_open(place.cohort, now):
        raise WishesClosed
    chosen, others = _topics(place, topics), _others(place, away)
    answer = WishAnswer.objects.filter(participant=place).first()
    if answer is not None and _held(place) == (chosen, set(others)):
        return answer
    _write(place, chosen, others)
    saved, _is_new = WishAnswer.objects.update_or_create(participant=place, defaults={"saved_at": now})
    record("wishes.changed", by=by, subject=place, cohort=place.cohort, now=now)
    return saved


def _topics(place: Participant, keys: Sequence[str]) -> list[int]:
    """The ids of the chosen topics, held so that none is removed meanwhile."""
    if len(set(keys)) != len(keys):
        raise TopicTwice
    if len(keys) > MOST_CHOICES:
        raise TooMany
    rows = Topic.objects.select_for_update().filter(cohort=place.cohort_id, key__in=list(keys)).order_by("pk")
    found = {topic.key: topic.pk for topic in rows}
    if len(found) != len(keys):
        raise TopicGone
    return [found[key] for key in keys]


def _others(place: Participant, keys: Sequence[str]) -> list[int]:
    wanted = set(keys)
    if len(wanted) > MOST_AWAY:
        raise TooMany
    rows = Participant.objects.active().filter(cohort=place.cohort_id, key__in=wanted).exclude(pk=place.pk)
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    if len(found) != len(wanted):
        raise NotAnOther
    return found


def _held(place: Participant) -> tuple[list[int], set[int]]:
    topics = TopicWish.objects.filter(participant=place).order_by("rank").values_list("topic_id", flat=True)
    away = KeepAway.objects.filter(participant=place, other__state=PlaceState.ACTIVE)
    return list(topics), set(away.values_list("other_id", flat=True))


def _write(place: Participant, topics: Sequence[int], others: Sequence[int]) -> None:
    TopicWish.objects.filter(participant=place).delete()
    TopicWish.objects.bulk_create(
        TopicWish(participant=place, topic_id=topic, rank=rank) for rank, topic in enumerate(topics, start=1)
    )
    KeepAway.objects.filter(participant=place).delete()
    KeepAway.objects.bulk_create(KeepAway(participant=place, other_id=other) for other in others)


@service
def forget_wishes(*, participant: Participant, by: User | None, now: datetime | None = None) -> None:
    """Who leaves wishes for nothing any more; what others said of them counts no longer; records wishes.removed."""
    rows = (
        TopicWish.objects.filter(participant=participant),
        KeepAway.objects.filter(participant=participant),
        WishAnswer.objects.filter(participant=participant),
    )
    if sum(some.delete()[0] for some in rows):
        record("wishes.removed", by=by, subject=participant, cohort=participant.cohort, now=zones.moment(now))


def leaving_effects(*, participant: Participant) -> list[str]:
    """What leaving does to the person's wishes, where they have any."""
    has_any = WishAnswer.objects.filter(participant=participant).exists()
    return [_("The wishes for topics and people are deleted.")] if has_any else []
