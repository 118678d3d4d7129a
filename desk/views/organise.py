"""Organisers' pages that show every room of a cohort: today, the calendar, all changes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cohorts.models import Cohort
from cohorts.programmes.lookups import cohort_at
from core.access import Request, guard
from core.audit.timeline import told
from core.lists import only_known, page_of
from core.spreadsheets.write import csv_response
from core.templatetags.moments import clock
from core.templatetags.prose import in_words
from desk import today as desk_today
from desk.calendar import weeks_with_entries
from desk.feed import history, lately
from desk.ground import Ground
from desk.words import long_day, week_of, week_words

CHANGES_A_PAGE = 50
# A week with fewer entries than this shows what comes after it.
ENOUGH = 5
# The page stays light in a cohort of hundreds of teams; the download has them all (W-05).
TEAMS_SHOWN = 30


@guard("home.organise", of=cohort_at)
@require_safe
def today(request: Request, cohort: Cohort) -> HttpResponse:
    """What needs a decision, what is late, who waits, what happens this week."""
    ground = Ground(cohort, user=request.user)
    decisions, late = desk_today.decisions(ground), desk_today.late(ground)
    entries = desk_today.this_week(ground)
    week = week_of(ground.weeks, ground.week)
    context = {
        "cohort": cohort,
        "heading": long_day(ground.today),
        "week": ground.week,
        "week_words": week_words(cohort, week, ground.today),
        "decided": _decisions_words(ground, decisions),
        "decisions": decisions,
        "late": late,
        "first": next(iter([*decisions, *late]), None),
        "waiting": desk_today.waiting(ground),
        "entries": entries,
        "coming": desk_today.coming(ground, ENOUGH - len(entries)),
        "changes": lately(cohort),
        "milestone": desk_today.focus(ground),
        "visit": ground.next_visit,
        "teams": desk_today.team_lines(ground, TEAMS_SHOWN),
        "more_teams": max(len(ground.teams) - TEAMS_SHOWN, 0),
        "is_new": not ground.teams and not ground.people.all,
    }
    return render(request, "desk/today.html", context)


def _decisions_words(ground: Ground, decisions: list[desk_today.Item]) -> str:
    """Three decisions are yours; the first is due at 17:00."""
    number = len(decisions)
    if not number:
        return _("Nothing waits for your decision.")
    words = ngettext("%(count)s decision is yours", "%(count)s decisions are yours", number)
    said = capfirst(words % {"count": in_words(number)})
    if decisions[0].state == "now":
        first = {"said": said, "clock": clock(decisions[0].at, ground.cohort)}
        return _("%(said)s; the first is due at %(clock)s.") % first
    return f"{said}."


@guard("home.organise", of=cohort_at)
@require_safe
def teams_week_csv(request: Request, cohort: Cohort) -> HttpResponse:
    """The table of teams as it is shown, as CSV."""
    ground = Ground(cohort)
    rows = [line.cells for line in desk_today.team_lines(ground)]
    return csv_response(f"{cohort.slug}-teams-{ground.today:%Y-%m-%d}.csv", desk_today.headings(ground), rows)


@guard("home.organise", of=cohort_at)
@require_safe
def calendar(request: Request, cohort: Cohort) -> HttpResponse:
    """The twelve weeks with everything dated."""
    ground = Ground(cohort)
    week = week_of(ground.weeks, ground.week)
    context = {
        "cohort": cohort,
        "week": ground.week,
        "week_words": week_words(cohort, week, ground.today),
        "spans": weeks_with_entries(ground),
        "pitch_day": ground.pitch_day,
    }
    return render(request, "desk/calendar.html", context)


@guard("home.organise", of=cohort_at)
@require_safe
def changes(request: Request, cohort: Cohort) -> HttpResponse:
    """Everything that changed in the cohort, newest first."""
    only_known(request)
    page = page_of(request, history(cohort), CHANGES_A_PAGE)
    context = {"cohort": cohort, "page": page, "rows": told(page.object_list)}
    return render(request, "desk/changes.html", context)
