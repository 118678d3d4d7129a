"""One line of Today: what it is about, why now, and the act that settles it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import zones
from core.templatetags.moments import clock, short_day
from desk.ground import Ground
from desk.words import days_until

NO_HURRY = datetime.max.replace(tzinfo=UTC)
# From so many days on lateness is told in red.
VERY_LATE = 3
# A day alone has no place on a clock: its morning stands for it.
NINE = time(9)


@dataclass(frozen=True)
class Item:
    """A line with its button; `at` orders the lines, `when` and `state` say it."""

    title: str
    url: str
    act: str
    note: str = ""
    when: str = ""
    state: str = ""
    at: datetime = NO_HURRY
    act_url: str = ""


def link(ground: Ground, name: str, *args: Any, query: str = "") -> str:
    """The address of an organisers' page of the cohort."""
    return reverse(f"organise:{name}", args=[ground.cohort.slug, *args]) + (f"?{query}" if query else "")


def due(ground: Ground, at: datetime) -> dict[str, Any]:
    """When something is to be settled: the hour in the colour of now when it is today, else the day."""
    if days_until(at, ground.cohort, ground.today) == 0:
        words = _("%(clock)s today") % {"clock": clock(at, ground.cohort)}
        return {"when": words, "state": "now", "at": at}
    return {"when": short_day(at, ground.cohort), "at": at}


def before_start(ground: Ground) -> dict[str, Any]:
    """What is best settled before the first day says so while that is ahead, and nothing after."""
    if ground.today >= ground.cohort.starts_on:
        return {}
    at = zones.wall(ground.cohort.starts_on, NINE, ground.cohort.zone)
    return {"when": _("by %(day)s") % {"day": short_day(ground.cohort.starts_on)}, "at": at}


def late_by(ground: Ground, at: datetime) -> dict[str, Any]:
    """How late something is, as a tag."""
    days = -days_until(at, ground.cohort, ground.today)
    if days < 1:
        return {"when": _("late today"), "state": "warn", "at": at}
    words = ngettext("%(count)s day late", "%(count)s days late", days) % {"count": days}
    return {"when": words, "state": "bad" if days >= VERY_LATE else "warn", "at": at}


def soon(ground: Ground, at: datetime) -> dict[str, Any]:
    """How close something is that should have been settled by now, as a tag."""
    days = days_until(at, ground.cohort, ground.today)
    if days <= 0:
        return {"when": _("today"), "state": "bad", "at": at}
    words = ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
    return {"when": words, "state": "warn", "at": at}


def since_words(ground: Ground, number: int, oldest: datetime) -> str:
    """How long the oldest of so many has waited; the day alone where it is one."""
    days = -days_until(oldest, ground.cohort, ground.today)
    if days < 1:
        return _("Asked today.") if number == 1 else _("The oldest was asked today.")
    words = ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    said = _("It has waited for %(days)s.") if number == 1 else _("The oldest has waited for %(days)s.")
    return said % {"days": words}


def in_order(items: Iterable[Item]) -> list[Item]:
    """The most urgent first; what has no date keeps its place at the end."""
    return sorted(items, key=lambda item: item.at)
