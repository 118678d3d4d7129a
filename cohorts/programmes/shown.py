"""How programmes and cohorts are put into words on pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.programmes.models import WEEKS, Cohort, Side
from cohorts.programmes.workflow import CohortState
from core import zones
from core.models import Sector
from core.workflow import Transition

S = CohortState
TAGS = {
    S.DRAFT: "plain",
    S.RECRUITING: "info",
    S.FORMING: "info",
    S.RUNNING: "good",
    S.COMPLETED: "plain",
    S.CANCELLED: "bad",
}
DAY = "D j M Y"
# What leads on, before what leads back or out.
FORWARD = ("open", "form", "run", "complete")


def state_tag(cohort: Cohort) -> tuple[str, str]:
    """The look and the words of the cohort's state."""
    return TAGS[S(cohort.state)], str(S(cohort.state).label)


def week_words(cohort: Cohort, now: datetime) -> str:
    """Where the cohort is in its twelve weeks, by the calendar there."""
    today = zones.today(cohort.zone, now)
    number = cohort.week_on(today)
    if number == 0:
        days = (cohort.starts_on - today).days
        return ngettext("starts in %(count)s day", "starts in %(count)s days", days) % {"count": days}
    if number > 12:
        return _("ended %(day)s") % {"day": dateformat.format(cohort.ends_on, DAY)}
    return _("week %(number)s of 12") % {"number": number}


def facts_of(cohort: Cohort) -> list[tuple[str, str]]:
    """The cohort's facts, for a summary list."""
    return [
        (_("Programme"), cohort.programme.name),
        (_("First day"), dateformat.format(cohort.starts_on, DAY)),
        (_("Last day"), dateformat.format(cohort.ends_on, DAY)),
        (_("Time zone"), cohort.zone.replace("_", " ")),
        (_("Places"), _places(cohort)),
        (_("Team sizes"), _sizes(cohort)),
        (_("Sides"), "; ".join(_side(cohort, sector) for sector in (Sector.THIRD, Sector.ACADEMIC))),
    ]


def _places(cohort: Cohort) -> str:
    numbers = {"all": cohort.places, "public": cohort.places_public, "private": cohort.places_private}
    return _("%(all)s: %(public)s public sector, %(private)s private sector") % numbers


def _sizes(cohort: Cohort) -> str:
    if cohort.team_size_min == cohort.team_size_max:
        return _("%(size)s people") % {"size": cohort.team_size_min}
    return _("%(least)s to %(most)s people") % {"least": cohort.team_size_min, "most": cohort.team_size_max}


def _side(cohort: Cohort, sector: Sector) -> str:
    side = Side(cohort.side_of(sector)).label
    return _("%(sector)s counts as %(side)s") % {"sector": sector.label, "side": side}


def week_rows(cohort: Cohort, now: datetime) -> list[dict[str, Any]]:
    """The cohort's weeks with their dates and where each is by now."""
    current = cohort.week_on(zones.today(cohort.zone, now))
    return [
        {"week": week, "state": "past" if week.number < current else "now" if week.number == current else "todo"}
        for week in cohort.weeks.order_by("number")
    ]


def moves_of(cohort: Cohort, transitions: Sequence[Transition], now: datetime) -> list[dict[str, Any]]:
    """The buttons of the moves, the one that leads on first; completing leads on from the twelfth week."""
    is_last = cohort.week_on(zones.today(cohort.zone, now)) >= WEEKS
    forward = FORWARD if is_last else FORWARD[:-1]
    ordered = sorted(transitions, key=lambda move: (move.action not in forward, move.action == "cancel"))
    return [{"action": move.action, "label": _(move.label), "is_main": move.action in forward} for move in ordered]
