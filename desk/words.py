"""Small turns of phrase that the homes share: lists of names, numbers in words, weeks and days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Cohort, CohortWeek
from cohorts.programmes.models import WEEKS
from core import zones

NAMED = 3


def names_words(names: Sequence[str], most: int = NAMED) -> str:
    """Kite, Loom and Harbour; of many the first three and how many more."""
    if len(names) > most + 1:
        more = len(names) - most
        tail = ngettext("%(count)s more", "%(count)s more", more) % {"count": more}
        names = [*names[:most], tail]
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def lower_first(words: str) -> str:
    """A title as it stands inside a sentence: user research, but AI ethics."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def long_day(day: date) -> str:
    """The day as a heading has it: Tuesday 2 February."""
    return dateformat.format(day, "l j F")


def span_words(week: CohortWeek) -> str:
    """From Monday to Friday of the week: Mon 1 to Fri 5 February."""
    first, last = week.starts_on, week.starts_on + timedelta(days=4)
    start = dateformat.format(first, "D j" if first.month == last.month else "D j F")
    return _("%(first)s to %(last)s") % {"first": start, "last": dateformat.format(last, "D j F")}


def week_words(cohort: Cohort, week: CohortWeek | None, today: date) -> str:
    """Where the cohort is: Week 5 of 12, user research."""
    if week is not None:
        return _("Week %(number)s of 12, %(theme)s") % {"number": week.number, "theme": lower_first(week.title)}
    if today < cohort.starts_on:
        days = (cohort.starts_on - today).days
        return ngettext("The first week begins in %(count)s day", "The first week begins in %(count)s days", days) % {
            "count": days
        }
    return _("The twelve weeks ended on %(day)s") % {"day": dateformat.format(cohort.ends_on, "D j M Y")}


def week_of(weeks: Sequence[CohortWeek], number: int) -> CohortWeek | None:
    """The week with this number; nothing before the first and after the twelfth."""
    return next((week for week in weeks if week.number == number and number <= WEEKS), None)


def days_until(at: datetime, cohort: Cohort, today: date) -> int:
    """How many days of the calendar there are from today until the moment; negative when it is over."""
    return (zones.today(cohort.zone, at) - today).days
