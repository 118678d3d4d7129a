"""The twelve weeks of a cohort, each with what is dated in it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import zones
from core.templatetags.moments import clock
from desk.ground import Ground
from desk.today.agenda import Entry, dated, owner_meetings
from desk.words import names_words, span_words


@dataclass
class Span:
    """One week, or the days before the first or after the twelfth."""

    title: str
    dates: str = ""
    number: int = 0
    summary: str = ""
    state: str = ""
    entries: list[Entry] = field(default_factory=list)


def weeks_with_entries(ground: Ground) -> list[Span]:
    """The weeks in order; days outside the twelve weeks stand before and after them where anything is dated there."""
    spans = [
        Span(week.title, span_words(week), week.number, week.summary, _state(week.number, ground.week))
        for week in ground.weeks
    ]
    before, after = Span(_("Before the first week")), Span(_("After the twelfth week"))
    ahead = [*dated(ground), *owner_meetings(ground), *meetings(ground)]
    for entry in sorted(ahead, key=lambda entry: (entry.on, entry.at or ground.now)):
        _span_of(entry.on, ground.cohort.starts_on, before, spans, after).entries.append(entry)
    return [span for span in (before, *spans, after) if span.number or span.entries]


def meetings(ground: Ground) -> list[Entry]:
    """The fixed meetings of teams: one line a day, however many teams meet."""
    zone = ground.cohort.zone
    days = groupby(ground.meetings, key=lambda one: zones.today(zone, one[0]))
    return [_meetings(ground, day, list(held)) for day, held in days]


def _meetings(ground: Ground, day: date, held: list[tuple[datetime, str]]) -> Entry:
    words = ngettext("%(count)s team meets", "%(count)s teams meet", len(held)) % {"count": len(held)}
    told = [f"{team} {clock(at, ground.cohort)}" for at, team in held]
    return Entry(day, words, names_words(told), is_today=day == ground.today, at=held[0][0])


def _span_of(on: date, starts_on: date, before: Span, spans: list[Span], after: Span) -> Span:
    if on < starts_on:
        return before
    place = (on - starts_on) // timedelta(days=7)
    return spans[place] if place < len(spans) else after


def _state(number: int, current: int) -> str:
    if number == current:
        return "now"
    return "past" if number < current else "todo"
