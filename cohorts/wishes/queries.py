"""Questions about wishes: whether they may be sent now, who has answered, what somebody said."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from cohorts.people.models import Participant
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from cohorts.programmes.workflow import CohortState
from cohorts.wishes.models import KeepAway, Topic, TopicWish, WishAnswer

OVER = (CohortState.COMPLETED, CohortState.CANCELLED)


@dataclass(frozen=True)
class Said:
    """What one person said: topics by rank, whom they would rather not be with, and when they last changed it."""

    topics: list[Topic]
    away: list[Participant]
    saved_at: datetime | None


def are_open(cohort: Cohort, now: datetime) -> bool:
    """Whether participants may send their wishes: until the moment is over, or teams are published."""
    until = cohort.wishes_until
    return until is not None and now < until and cohort.state not in OVER and not cohort.teams.exists()


def said_by(participant: Participant) -> Said:
    """The person's wishes in three queries; people who left are no longer among them."""
    answer = WishAnswer.objects.filter(participant=participant).first()
    wishes = TopicWish.objects.filter(participant=participant).select_related("topic").order_by("rank")
    rows = KeepAway.objects.filter(participant=participant, other__state=PlaceState.ACTIVE)
    away = [row.other for row in rows.select_related("other__user", "other__organisation").order_by("pk")]
    return Said([wish.topic for wish in wishes], away, answer.saved_at if answer else None)


def others_of(participant: Participant) -> "QuerySet[Participant]":
    """Everybody else who takes part in the cohort, by name."""
    rows = Participant.objects.active().filter(cohort=participant.cohort_id).exclude(pk=participant.pk)
    return rows.select_related("user", "organisation").order_by("user__last_name", "user__first_name", "pk")


def ranked_topics(cohort: Cohort) -> "QuerySet[Topic]":
    """The cohort's topics in their order, each with how many people named it and how many put it first."""
    counts = Q(wishes__participant__state=PlaceState.ACTIVE)
    rows = cohort.topics.annotate(
        ranked=Count("wishes", filter=counts), firsts=Count("wishes", filter=counts & Q(wishes__rank=1))
    )
    # Counting groups the rows, and groups forget the model's own order.
    return rows.order_by("order", "pk")


def silent_of(cohort: Cohort) -> "QuerySet[Participant]":
    """Those who take part and have not answered, by name."""
    rows = Participant.objects.active().filter(cohort=cohort, wish_answer=None)
    return rows.select_related("user").order_by("user__last_name", "user__first_name", "pk")


def kept_apart(cohort: Cohort) -> list[KeepAway]:
    """Who would rather not be with whom, both still taking part; for organisers alone."""
    rows = KeepAway.objects.filter(
        participant__cohort=cohort, participant__state=PlaceState.ACTIVE, other__state=PlaceState.ACTIVE
    ).select_related("participant__user", "other__user")
    return list(rows.order_by("participant__user__last_name", "participant__user__first_name", "pk"))
