"""The one clock of the site, and wall-clock times in a cohort's zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment in UTC, or the frozen one of settings.FIXED_NOW."""
    if settings.FIXED_NOW:
        return datetime.fromisoformat(settings.FIXED_NOW)
    return timezone.now()


def moment(given: datetime | None) -> datetime:
    """The moment a service was given, or now."""
    return given or now()


def wall(day: date, clock: time, zone: str) -> datetime:
    """The moment at which clocks in the zone show this day and time; raises ValueError if they never do."""
    local = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    if local.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != datetime.combine(
        day, clock
    ):
        raise ValueError(f"{clock:%H:%M} on {day} does not exist in {zone}")
    return local.astimezone(ZoneInfo("UTC"))


def last_minute(day: date, zone: str) -> datetime:
    """The moment at which the last minute of the day begins, also where clocks change at midnight and 23:59 never is.

    Of a time that is not there, fold=1 takes the moment before the gap; of one that comes twice, the second.
    """
    return datetime.combine(day, time(23, 59, fold=1), tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def comes_twice(day: date, clock: time, zone: str) -> bool:
    """Whether clocks in the zone show this time twice on that day, as they do in the hour in which they go back."""
    first = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    return first.utcoffset() != first.replace(fold=1).utcoffset()


def local(at: datetime, zone: str) -> datetime:
    """The same moment as clocks in the zone show it."""
    return at.astimezone(ZoneInfo(zone))


def shifted(at: datetime, days: int, old_zone: str, zone: str) -> datetime:
    """The moment so many days later at the same wall-clock time, on the clocks of a zone that may have changed too."""
    before = local(at, old_zone)
    return wall(before.date() + timedelta(days=days), before.time(), zone)


def today(zone: str, at: datetime | None = None) -> date:
    """The date in the zone."""
    return local(moment(at), zone).date()


def week_number(starts_on: date, day: date) -> int:
    """Which week of a run that starts on a date this day lies in: 1 is the first, 0 or less is before."""
    return (day - starts_on).days // 7 + 1


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def zone_names() -> list[str]:
    """Every zone name a form may offer, in order."""
    return sorted(
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right"))
    )
