"""What a challenge owner or host has: their briefs and visits, the next thing first."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.briefs.views.organise import STATES
from challenges.briefs.workflow import BriefState
from challenges.models import AllocationLine, Brief
from cohorts.models import Visit
from core.templatetags.moments import clock, short_day, when_words
from desk.today.items import Item
from desk.words import names_words


def visits_of(user: Any, now: datetime) -> tuple[list[Any], list[Any]]:
    """The visits the person receives: those ahead, the soonest first, and the others. One query."""
    rows = list(Visit.objects.with_seats().filter(hosts__user=user).select_related("host", "cohort").in_order())
    ahead = [visit for visit in rows if visit.ends_at > now and not visit.is_cancelled]
    return ahead, [visit for visit in reversed(rows) if visit not in ahead]


def visit_item(visit: Any, now: datetime) -> Item:
    """A visit as the list shows it: its day, who comes, and what to do about it."""
    comes = ngettext("%(count)s visitor", "%(count)s visitors", visit.taken) % {"count": visit.taken}
    start, end = clock(visit.starts_at, visit.cohort), clock(visit.ends_at, visit.cohort)
    hours = _("%(start)s to %(end)s") % {"start": start, "end": end}
    note = _("%(cohort)s. %(hours)s. %(comes)s, %(seats)s seats.") % {
        "cohort": visit.cohort.name,
        "hours": hours,
        "comes": comes,
        "seats": visit.capacity,
    }
    url, day = reverse("partner:visit", args=[visit.key]), short_day(visit.starts_at, visit.cohort)
    if visit.is_cancelled:
        return Item(visit.title, url, _("Look at it"), f"{visit.cohort.name}. {day}.", _("Cancelled"), "bad")
    act = _("See who comes") if visit.ends_at > now else _("See who came")
    return Item(visit.title, url, act, note, day)


def next_words(ahead: list[Any], now: datetime) -> str:
    """The next visit in words; nothing where there is none."""
    if not ahead:
        return ""
    words = {"visit": ahead[0].title, "when": when_words(ahead[0].starts_at, ahead[0].cohort, now)}
    return _("Next: %(visit)s, %(when)s.") % words


def briefs_of(user: Any) -> list[Item]:
    """The briefs the person answers for, with the teams that work on each; two queries."""
    rows = list(
        Brief.objects.filter(owners__user=user).select_related("cohort").order_by("-cohort__starts_on", "question")
    )
    lines = AllocationLine.objects.published().filter(brief__in=rows).select_related("team").order_by("team__number")
    teams: dict[int, list[str]] = {}
    for line in lines if rows else ():
        teams.setdefault(line.brief_id, []).append(line.team.name)
    return [_brief(brief, teams.get(brief.pk, [])) for brief in rows]


def _brief(brief: Brief, teams: list[str]) -> Item:
    state = BriefState(brief.state)
    note = f"{brief.cohort.name}."
    if teams:
        words = ngettext("%(teams)s works on it.", "%(teams)s work on it.", len(teams))
        note = f"{note} {words % {'teams': names_words(teams)}}"
    url = reverse("partner:brief", args=[brief.key])
    return Item(brief.question, url, _("Open the challenge"), note, str(state.label), STATES[state])
