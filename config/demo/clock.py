"""The demo's past: services are told what time it is, and write their history there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.test.utils import override_settings

from core import zones

ZONE = "Europe/London"
# The week of the cohort that today falls into at each stage; 13 is the week after the last.
STAGES = {"recruiting": -4, "forming": 0, "choosing": 2, "week-5": 5, "pitch-day": 12, "released": 13}


@dataclass(frozen=True)
class Calendar:
    """The dates of a demo cohort, all falling out of the stage and of today."""

    stage: str
    today: date

    @property
    def starts_on(self) -> date:
        """The Monday of the first week, so that today lies in the stage's week."""
        return zones.monday_of(self.today) - timedelta(weeks=STAGES[self.stage] - 1)

    def day(self, week: int, weekday: int = 0) -> date:
        """A day of a week of the cohort; weeks before the first are 0 and less; 0 is Monday."""
        return self.starts_on + timedelta(weeks=week - 1, days=weekday)

    def moment(self, week: int, weekday: int = 0, hour: int = 9, minute: int = 0) -> datetime:
        """The moment at which London's clocks show this time on that day."""
        return zones.wall(self.day(week, weekday), time(hour, minute), ZONE)

    def is_past(self, week: int, weekday: int = 0, hour: int = 9) -> bool:
        """Whether that moment lies before nine in the morning of the demo's today."""
        return self.moment(week, weekday, hour) < zones.wall(self.today, time(9), ZONE)

    @property
    def pitch_day(self) -> date:
        """Thursday of the last week; on the stage of the pitch day it is today."""
        return self.today if self.stage == "pitch-day" else self.day(12, 3)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Inside, every clock of the site shows this moment."""
    with override_settings(FIXED_NOW=moment.isoformat()):
        yield moment
