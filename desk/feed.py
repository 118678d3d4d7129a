"""What changed lately, as homes tell it: like things gathered into one line, and nothing that is nobody's business."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from cohorts.messages.mail import ANNOUNCEMENT
from cohorts.models import Cohort
from core import zones
from core.audit.models import Event, EventQuerySet
from core.audit.timeline import Row, told
from desk.words import names_words

# Who said that they need something is read behind a button that is recorded, never in passing (P-05).
SENSITIVE = ("access_need.given", "access_need.taken_back")
# Letters that the site writes by itself after something that has a line of its own.
BY_ITSELF = Q(event="mailing.made") & ~Q(data__kind=ANNOUNCEMENT)
READ, SHOWN = 80, 6


def history(cohort: Model) -> EventQuerySet:
    """All events of the cohort that its organisers read, newest first."""
    return Event.objects.in_cohort(cohort.pk).exclude(event__in=SENSITIVE).order_by("-at", "-pk")


def lately(cohort: Cohort, limit: int = SHOWN) -> list[Row]:
    """The latest changes, gathered; one query."""
    events = history(cohort).exclude(BY_ITSELF)[:READ]
    return gathered(told(events), cohort.zone)[:limit]


def gathered(rows: Iterable[Row], zone: str) -> list[Row]:
    """Rows that say the same on one day, one after the other, become one row with the names of all who did it."""

    def alike(row: Row) -> tuple[str, str, object]:
        return row.event, _bare(row), zones.today(zone, row.at)

    return [_one(list(run)) for _key, run in groupby(rows, alike)]


def _one(run: list[Row]) -> Row:
    first = run[0]
    if len(run) == 1:
        return replace(first, words=_tidy(first))
    actors = list(dict.fromkeys(row.actor for row in run if row.actor))
    if len(actors) > 1:
        return replace(first, actor=names_words(actors, 1), words=_bare(first))
    times = _("%(words)s, %(count)s times") % {"words": _bare(first), "count": len(run)}
    return replace(first, words=times)


def _bare(row: Row) -> str:
    """The words without whose they were: a seat, and not whose; a milestone, and not which team’s."""
    if row.subject and row.words.endswith(f": {row.subject}"):
        return row.words.removesuffix(f": {row.subject}")
    if row.subject and row.words.endswith(row.subject) and ", " in row.subject:
        return row.words.rpartition(", ")[0]
    return row.words


def _tidy(row: Row) -> str:
    """The words without the name of whoever did it said twice."""
    return row.words.replace(f": {row.actor}, ", ": ", 1) if row.actor else row.words
