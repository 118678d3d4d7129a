"""Publishing the rules before the first pitch."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.digest import content_of, digest_of
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.rules import text_of
from challenges.pitchdays.versions import Rules
from challenges.pitchdays.workflow import PitchDayState
from cohorts.messages.services import notify
from core import zones
from core.audit.record import record
from core.errors import Changed, Refused
from core.idempotency import once
from core.models import User
from core.people.links import site_link
from core.service import service


class TooLateForRules(Refused):
    """Teams rely on what was published before the first pitch."""

    message = _("Scoring has been opened: the rules that were published before hold.")


class NoRubric(Refused):
    """There is nothing to publish."""

    message = _("Make the rubric first: the rules are made from it.")


class NotAsSeen(Changed):
    """Another text than the one that was shown."""

    message = _("This is not the text you were shown: your words or the rubric have changed. Read it, then publish.")


class NothingNew(Refused):
    """The same text stands published."""

    message = _("These rules are published already, word for word.")


@service
def publish_rules(
    *, pitch_day: PitchDay, extra: str = "", seen: str = "", by: User, key: str = "", now: datetime | None = None
) -> Rules:
    """The rules as previewed are public from now on and never change; judges and participants are told.

    seen is the digest of the preview: another text meanwhile raises NotAsSeen. Records rules.published.
    """
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)

    def make() -> Rules:
        content = text_of(day, extra)
        digest = digest_of(content)
        _refuse(day, digest, seen)
        number = Rules.objects.filter(pitch_day=day).count() + 1
        rules = Rules.objects.create(
            pitch_day=day,
            number=number,
            content=content,
            digest=digest,
            rubric_digest=digest_of(content_of(rubric_of(day))),
            published_at=now,
            published_by=by,
        )
        record("rules.published", by=by, subject=rules, cohort=day.cohort, now=now, digest=digest)
        _tell(rules, by, now)
        return rules

    return once(by=by, action="rules.publish", key=key, make=make)


def _refuse(day: PitchDay, digest: str, seen: str) -> None:
    if day.state != PitchDayState.PLANNED:
        raise TooLateForRules
    if not day.criteria.exists():
        raise NoRubric
    if seen and seen != digest:
        raise NotAsSeen
    latest = Rules.objects.filter(pitch_day=day).order_by("-number").first()
    if latest is not None and latest.digest == digest:
        raise NothingNew


def told_of_rules(day: PitchDay) -> list[User]:
    """Who gets a letter when rules are published: participants and the panel, each once."""
    told = User.objects.filter(pk__in=day.cohort.participants.filter(state="ACTIVE").values("user"))
    told |= User.objects.filter(pk__in=day.panel.filter(left_at=None).values("user"))
    return list(told.filter(is_active=True).order_by("pk"))


def facts_of_rules(day: PitchDay, number: int, digest: str) -> dict[str, str]:
    """What the letter says of the rules."""
    link = site_link(reverse("public:rules", args=[day.cohort.slug]))
    return {"link": link, "version": str(number), "digest": digest}


def _tell(rules: Rules, by: User, now: datetime) -> None:
    day = rules.pitch_day
    people = told_of_rules(day)
    if people:
        facts = facts_of_rules(day, rules.number, rules.digest)
        notify(cohort=day.cohort, kind="pitchdays.rules", to=people, facts=facts, by=by, key=f"{rules.pk}", now=now)
