"""Filters that put moments into words: absolute with the zone, and relative to the site's clock."""

from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import zones

register = template.Library()
DAY = "D j M Y"
MINUTE, HOUR = 60, 3600


def zone_of(place: Any) -> tzinfo:
    """The zone of a cohort, of a zone name or of a zone; UTC when there is none."""
    zone = getattr(place, "zone", place)
    if isinstance(zone, tzinfo):
        return zone
    return ZoneInfo(zone or "UTC")


def _local(at: datetime, place: Any) -> datetime:
    return at.astimezone(zone_of(place))


def relative(at: datetime, place: Any, now: datetime | None = None) -> str:
    """How far off the moment is, by the calendar of the zone: in 20 minutes, tomorrow, 3 weeks ago."""
    present = _local(zones.moment(now), place)
    days = (_local(at, place).date() - present.date()).days
    if days == 0:
        return _within_day((at - present).total_seconds())
    if abs(days) == 1:
        return _("tomorrow") if days > 0 else _("yesterday")
    size, words = _span(abs(days))
    text = words % {"count": size}
    return _("in %(span)s") % {"span": text} if days > 0 else _("%(span)s ago") % {"span": text}


def _within_day(seconds: float) -> str:
    away = abs(seconds)
    if away < MINUTE:
        return _("now")
    if away < HOUR:
        size = round(away / MINUTE)
        text = ngettext("%(count)s minute", "%(count)s minutes", size) % {"count": size}
    else:
        size = round(away / HOUR)
        text = ngettext("%(count)s hour", "%(count)s hours", size) % {"count": size}
    return _("in %(span)s") % {"span": text} if seconds > 0 else _("%(span)s ago") % {"span": text}


def _span(days: int) -> tuple[int, str]:
    if days < 14:
        return days, ngettext("%(count)s day", "%(count)s days", days)
    if days < 63:
        return days // 7, ngettext("%(count)s week", "%(count)s weeks", days // 7)
    if days < 730:
        return days // 30, ngettext("%(count)s month", "%(count)s months", days // 30)
    return days // 365, ngettext("%(count)s year", "%(count)s years", days // 365)


def absolute(at: datetime, place: Any) -> str:
    """The moment with day, time and zone: Fri 12 Mar 2027, 17:00 GMT."""
    there = _local(at, place)
    # Django's own T is empty in the hour that comes twice, when the zone matters most.
    return f"{dateformat.format(there, f'{DAY}, H:i')} {there.tzname()}"


def when_words(at: datetime, zone: Any, now: datetime | None = None) -> str:
    """The moment absolute with its zone and relative, as plain text."""
    return f"{absolute(at, zone)}, {relative(at, zone, now)}"


@register.filter
def when(at: datetime | None, place: Any = None) -> SafeString | str:
    """The moment absolute with its zone and relative; nothing for nothing."""
    if not at:
        return ""
    stamp = _local(at, place)
    return format_html('<time datetime="{}">{}</time>, {}', stamp.isoformat(), absolute(at, place), relative(at, place))


@register.filter
def when_text(at: datetime | None, place: Any = None) -> str:
    """The moment as `when` tells it, without HTML."""
    return when_words(at, place) if at else ""


@register.filter
def ago(at: datetime | None, place: Any = None) -> str:
    """How far off the moment is."""
    return relative(at, place) if at else ""


def _shown(value: Any, place: Any) -> Any:
    return _local(value, place) if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | None, place: Any = None) -> str:
    """The day with its weekday and year: Fri 12 Mar 2027."""
    return dateformat.format(_shown(value, place), DAY) if value else ""


@register.filter
def short_day(value: date | datetime | None, place: Any = None) -> str:
    """The day without its year: Fri 12 Mar."""
    return dateformat.format(_shown(value, place), "D j M") if value else ""


@register.filter
def clock(at: datetime | None, place: Any = None) -> str:
    """The time of day in the zone: 17:00."""
    if at is None:
        return ""
    return dateformat.time_format(_shown(at, place), "H:i")


@register.filter
def stamp(at: datetime | None, place: Any = None) -> str:
    """The moment for a feed: its time today, its weekday within a week, else day and month."""
    if not at:
        return ""
    local, present = _local(at, place), _local(zones.now(), place)
    days = (present.date() - local.date()).days
    if days == 0:
        return dateformat.format(local, "H:i")
    if 0 < days < 7:
        return dateformat.format(local, "D")
    return dateformat.format(local, "j M" if local.year == present.year else "j M Y")
