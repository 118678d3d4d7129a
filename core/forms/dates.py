"""Days and times as people write them: three boxes that also take a whole pasted date, and a time of day."""

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import zones

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})")
PARTED = re.compile(r"^(?:[A-Za-z]+,? +)?(\d{1,2})(?:st|nd|rd|th)?[ ./-]+([A-Za-z]+|\d{1,2})[ .,/-]+(\d{2}|\d{4})$")
CLOCK = re.compile(r"^(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?$", re.IGNORECASE)
LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year"), "time": _("Time")}


def read_whole(text: str) -> tuple[str, str, str] | None:
    """Day, month and year of a date in one piece: 4 January 2027, 04/01/2027, 2027-01-04; None if it is not one."""
    if found := ISO.match(text.strip()):
        return found[3], found[2], found[1]
    if found := PARTED.match(text.strip()):
        return found[1], found[2], found[3]
    return None


def read_month(text: str) -> int:
    """The number of a month given as a number or a name; raises ValueError for anything else."""
    name = text.strip().lower()
    return MONTHS.index(name[:3]) + 1 if name.isalpha() else int(name)


def _part(name: str, text: str) -> int:
    limits = {"day": (1, 31), "month": (1, 12), "year": (1900, 2200)}
    try:
        number = read_month(text) if name == "month" else int(text.strip())
    except ValueError:
        number = -1
    if name == "year" and 0 <= number < 100:
        number += 2000
    if not limits[name][0] <= number <= limits[name][1]:
        raise ValidationError(_("The %(part)s is not right.") % {"part": LABELS[name].lower()}, code=name)
    return number


def read_date(parts: list[str]) -> date:
    """The day that three parts name; raises ValidationError whose code is the part at fault."""
    names = ("day", "month", "year")
    missing = [name for name, text in zip(names, parts, strict=True) if not text.strip()]
    if missing:
        words = LABELS[missing[0]].lower()
        raise ValidationError(_("The date must include a %(part)s.") % {"part": words}, code=missing[0])
    day, month, year = (_part(name, text) for name, text in zip(names, parts, strict=True))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValidationError(_("There is no such day in that month."), code="day") from error


def read_time(text: str) -> time:
    """The time of day that a text names: 9:30, 0930, 9.30am, 14; raises ValidationError if it names none."""
    found = CLOCK.match(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0) if 1 <= hour <= 12 else 99
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        raise ValidationError(_("Write the time as hours and minutes, for example 9:30 or 14:00."), code="time")
    return time(hour, minute)


class PartsWidget(forms.MultiWidget):
    """Boxes for day, month and year, and for the time where one is asked for."""

    kind = "date"
    use_fieldset = True
    labels = LABELS

    def __init__(self, with_time: bool = False) -> None:
        self.names = ["day", "month", "year", *(["time"] if with_time else [])]
        super().__init__({name: forms.TextInput() for name in self.names})

    def decompress(self, value: Any) -> list[str]:
        """The texts of the boxes for a day or a local moment."""
        if not value:
            return [""] * len(self.widgets)
        parts = [str(value.day), str(value.month), str(value.year)]
        return [*parts, f"{value:%H:%M}"] if len(self.widgets) == 4 else parts

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """What was typed, with a whole date pasted into the first box spread over the three."""
        parts = [value or "" for value in super().value_from_datadict(data, files, name)]
        whole = read_whole(parts[0])
        if whole and not parts[1].strip() and not parts[2].strip():
            parts[:3] = whole
        return parts

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether none of the boxes came with the form."""
        return all(f"{name}_{part}" not in data for part in self.names)


class DateField(forms.Field):
    """A day in three boxes; gives a date."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", PartsWidget())
        kwargs.setdefault("help_text", _("For example, 4 1 2027. You can paste a whole date into the first box."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The day, or nothing when every box is empty."""
        if isinstance(value, date) or not value or not any(part.strip() for part in value):
            return value if isinstance(value, date) else None
        return read_date(value[:3])

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes hold another day than at first."""
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class DateTimeField(DateField):
    """A day and a time on the wall clocks of a zone; gives an aware moment in UTC."""

    def __init__(self, *, zone: str = "UTC", **kwargs: Any) -> None:
        kwargs.setdefault("widget", PartsWidget(with_time=True))
        kwargs.setdefault(
            "help_text", _("For example, 4 1 2027 at 17:00. You can paste a whole date into the first box.")
        )
        super().__init__(**kwargs)
        self.zone = zone

    def prepare_value(self, value: Any) -> Any:
        """A moment as the zone's clocks show it, ready for the boxes."""
        return value.astimezone(ZoneInfo(self.zone)) if isinstance(value, datetime) and value.tzinfo else value

    def to_python(self, value: Any) -> Any:
        """The moment in UTC; a time that a clock change leaves out, or brings twice, is refused (D-03)."""
        if isinstance(value, datetime) or not value or not any(part.strip() for part in value):
            return value if isinstance(value, datetime) else None
        day = read_date(value[:3])
        if not value[3].strip():
            raise ValidationError(_("The date must include a time."), code="time")
        clock = read_time(value[3])
        try:
            moment = zones.wall(day, clock, self.zone)
        except ValueError as error:
            raise ValidationError(_("The clocks go forward then: this time does not exist."), code="time") from error
        if zones.comes_twice(day, clock, self.zone):
            raise ValidationError(_("The clocks go back then: this time comes twice. Choose another."), code="time")
        return moment


class ClockInput(forms.TextInput):
    """A short box for a time of day."""

    kind = "short"


class TimeField(forms.Field):
    """A time of day; gives a time."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ClockInput())
        kwargs.setdefault("help_text", _("For example, 9:30 or 14:00."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The time as hours and minutes."""
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> Any:
        """The time, or nothing when the box is empty."""
        if isinstance(value, time) or not str(value or "").strip():
            return value if isinstance(value, time) else None
        return read_time(str(value))
