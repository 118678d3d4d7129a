"""What is dated: this week's days for Today, and what comes next."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import Milestone
from core import zones
from core.templatetags.moments import clock
from desk.ground import Ground
from desk.today.items import link
from desk.words import lower_first, names_words


@dataclass(frozen=True)
class Entry:
    """One dated thing."""

    on: date
    title: str
    note: str = ""
    url: str = ""
    side: str = ""
    is_strong: bool = False
    is_today: bool = False
    is_far: bool = False
    at: datetime | None = None

    @property
    def day(self) -> str:
        """The day as the agenda's first column has it."""
        return dateformat.format(self.on, "j M" if self.is_far else "D j")


def entries(ground: Ground) -> list[Entry]:
    """Everything of the cohort that has a date, in order."""
    return sorted([*_weeks(ground), *dated(ground)], key=lambda entry: (entry.on, entry.at is not None))


def dated(ground: Ground) -> list[Entry]:
    """The programme days, deadlines and the pitch day, in order."""
    found = [*_visits(ground), *_milestones(ground), *_pitch_day(ground)]
    return sorted(found, key=lambda entry: entry.at or ground.now)


def owner_meetings(ground: Ground) -> list[Entry]:
    """The times with challenge owners that teams have taken, an entry for each day: for the calendar alone."""
    days: dict[date, list[tuple[datetime, str]]] = {}
    for at, team in ground.owner_times:
        days.setdefault(zones.today(ground.cohort.zone, at), []).append((at, team))
    return [_met(ground, held) for held in days.values()]


def _met(ground: Ground, held: list[tuple[datetime, str]]) -> Entry:
    title = ngettext("%(count)s meeting with a challenge owner", "%(count)s meetings with challenge owners", len(held))
    note = names_words([f"{team} {clock(at, ground.cohort)}" for at, team in held])
    return _dated(ground, held[0][0], title % {"count": len(held)}, note, "", is_strong=False)


def this_week(ground: Ground) -> list[Entry]:
    """What this week of the calendar holds."""
    monday = zones.monday_of(ground.today)
    return [entry for entry in entries(ground) if monday <= entry.on < monday + timedelta(days=7)]


def coming(ground: Ground, most: int) -> list[Entry]:
    """The next dated things after this week; their days tell the month."""
    sunday = zones.monday_of(ground.today) + timedelta(days=6)
    ahead = [replace(entry, is_far=True) for entry in dated(ground) if entry.on > sunday]
    return ahead[: max(most, 0)]


def _weeks(ground: Ground) -> list[Entry]:
    return [
        Entry(
            week.starts_on,
            _("Week %(number)s: %(theme)s") % {"number": week.number, "theme": lower_first(week.title)},
            week.summary,
            is_today=week.starts_on == ground.today,
        )
        for week in ground.weeks
    ]


def _visits(ground: Ground) -> list[Entry]:
    return [_dated(ground, visit.starts_at, visit.title, *_visit_words(ground, visit)) for visit in ground.visits]


def _visit_words(ground: Ground, visit: Any) -> tuple[str, str, str]:
    hours = _("%(start)s to %(end)s") % {
        "start": clock(visit.starts_at, ground.cohort),
        "end": clock(visit.ends_at, ground.cohort),
    }
    note = ", ".join(filter(None, [visit.host.name, visit.town, hours]))
    side = ground.cohort.side_of(visit.host.sector)
    return note, link(ground, "visit", visit.key), side


def _milestones(ground: Ground) -> list[Entry]:
    return [_milestone(ground, milestone) for milestone in ground.milestones]


def _milestone(ground: Ground, milestone: Milestone) -> Entry:
    words = {"title": milestone.title, "clock": clock(milestone.due_at, ground.cohort)}
    teams = len(ground.teams)
    done = ground.done_of[milestone.pk]
    note = _("%(done)s of %(teams)s handed in") % {"done": done, "teams": _teams(teams)} if teams else ""
    url = link(ground, "milestone", milestone.key)
    return _dated(ground, milestone.due_at, _("%(title)s, by %(clock)s") % words, note, url, is_strong=False)


def _teams(number: int) -> str:
    return ngettext("%(count)s team", "%(count)s teams", number) % {"count": number}


def _pitch_day(ground: Ground) -> list[Entry]:
    day = ground.pitch_day
    if day is None:
        return []
    note = ", ".join(filter(None, [day.place, clock(day.starts_at, ground.cohort)]))
    return [_dated(ground, day.starts_at, _("Pitch day"), note, link(ground, "pitch_day"))]


def _dated(
    ground: Ground, at: datetime, title: str, note: str, url: str, side: str = "", *, is_strong: bool = True
) -> Entry:
    on = zones.today(ground.cohort.zone, at)
    return Entry(on, title, note, url, side, is_strong, on == ground.today, at=at)
