"""Check-ins as organisers see them: the map of teams by weeks, what a team wrote, needs, and the rules."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from challenges.work.checkins import services
from challenges.work.checkins.forms import NeedForm, RulesForm, initial_of
from challenges.work.checkins.models import CheckInNeed, EarlyWarning, check_in_rules_of
from challenges.work.checkins.queries import heat_map, needs_of, open_needs, tagged, weeks_of
from challenges.work.checkins.services.telling import unanswered
from challenges.work.checkins.shown import LEGEND, columns, drawn, told
from challenges.work.checkins.views.lookups import cohort_at, need_at, team_at
from challenges.work.checkins.weeks import closes_at, is_open, monday_of, sunday_of, week_at
from cohorts.models import Cohort, Team, TeamMember
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import choice, only_known, page_of

# More warnings than these stand behind a heading: the map tells of them as well.
WARNINGS_SHOWN = 6
SORTS, NEEDS = ("help", "team"), ("done", "mine")


@guard("check_ins.manage", of=cohort_at)
@require_GET
def check_ins(request: Request, cohort: Cohort) -> HttpResponse:
    """Every team by every week, those that need help first."""
    only_known(request)
    now = zones.now()
    found, sort = heat_map(cohort, now), choice(request, "sort", SORTS, "help")
    rows = sorted(found.rows, key=lambda row: row.number) if sort == "team" else found.rows
    page = page_of(request, rows, count=len(rows))
    warnings = told(cohort, [warning for row in found.rows for warning in row.warnings])
    needs, free = open_needs(cohort)
    week = week_at(cohort, now)
    context = {
        "cohort": cohort,
        "page": page,
        "sort": sort,
        "columns": columns(cohort, found),
        "rows": drawn(cohort, found, list(page)),
        "legend": LEGEND,
        "warnings": warnings,
        "first": warnings[:WARNINGS_SHOWN],
        "rest": warnings[WARNINGS_SHOWN:],
        "needs": needs,
        "free": free,
        "week": week,
        "closes_at": closes_at(cohort, week) if is_open(cohort, week, now) else None,
        "total": found.total(week) if week in found.weeks else None,
        "rules": check_in_rules_of(cohort),
    }
    return answer(request, "challenges/work/checkins/check_ins.html", context)


@guard("check_ins.manage", of=cohort_at)
@require_POST
def look(request: Request, cohort: Cohort) -> HttpResponse:
    """Warnings are looked for now, as each night."""
    changed = services.look_at(cohort=cohort)
    messages.success(request, _("Looked again.") if changed else _("Looked again: nothing has changed."))
    return redirect("organise:check_ins", cohort.slug)


@guard("check_ins.read", of=team_at)
@require_GET
def team(request: Request, team: Team) -> HttpResponse:
    """What one team wrote, week by week, and every warning there was."""
    now, cohort = zones.now(), team.cohort
    weeks = [
        (one, monday_of(cohort, one.number), sunday_of(cohort, one.number), tagged(one.check_ins))
        for one in weeks_of(team, now, is_for_team=False)
    ]
    rows = EarlyWarning.objects.filter(team=team).select_related("team__cohort").order_by("-raised_at", "-pk")[:50]
    shown = [row for row in rows if row.is_shown(now)]
    context = {
        "cohort": cohort,
        "team": team,
        "weeks": weeks,
        "warnings": told(cohort, shown),
        "past": told(cohort, [row for row in rows if row not in shown]),
    }
    return answer(request, "challenges/work/checkins/one_team.html", context)


@guard("check_ins.manage", of=cohort_at)
@require_GET
def needs(request: Request, cohort: Cohort) -> HttpResponse:
    """What teams need, who looks after it, and what is done."""
    return _needs_page(request, cohort)


def _needs_page(request: Request, cohort: Cohort) -> HttpResponse:
    only_known(request, "show")
    show = choice(request, "show", NEEDS)
    rows = needs_of(cohort)
    if show == "done":
        rows = rows.exclude(done_at=None)
    else:
        rows = rows.filter(done_at=None, **({"owner": request.user} if show == "mine" else {}))
    page = page_of(request, rows)
    number, free = open_needs(cohort)
    context: dict[str, Any] = {"cohort": cohort, "page": page, "show": show, "needs": number, "free": free}
    return answer(request, "challenges/work/checkins/needs.html", context)


ACTS = {
    "take": (services.take_need, gettext_lazy("You look after it.")),
    "let_go": (services.let_go_need, gettext_lazy("Nobody looks after it now.")),
    "done": (services.finish_need, gettext_lazy("Done. It stands among those that are done.")),
    "reopen": (services.reopen_need, gettext_lazy("It is open again.")),
}


@guard("check_in_need.manage", of=need_at)
@require_POST
def need(request: Request, need: CheckInNeed) -> HttpResponse:
    """An organiser looks after a need, lets it go, marks it as done, or opens it again."""
    form = NeedForm(request.POST)
    if form.is_valid():
        act, words = ACTS[form.cleaned_data["act"]]
        try:
            act(need=need, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, str(words))
    return redirect("organise:check_in_needs", need.cohort.slug)


@guard("check_ins.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: Request, cohort: Cohort) -> HttpResponse:
    """How the cohort checks in, which rules warn and from when on, and who is told."""
    held = check_in_rules_of(cohort)
    form = RulesForm(request.POST or None, rules=held, initial=initial_of(held))
    people = TeamMember.objects.filter(team__cohort=cohort).count()
    if request.method == "POST" and form.is_valid() and _may_write(form, held.reminds and held.is_on, people):
        services.set_check_in_rules(cohort=cohort, by=request.user, **form.chosen)
        messages.success(request, _("Saved. The warnings stand as these rules say."))
        return redirect("organise:check_ins", cohort.slug)
    week = week_at(cohort, zones.now())
    context = {"cohort": cohort, "people": people, "silent": unanswered(cohort, week).count()}
    return answer(request, "challenges/work/checkins/rules.html", context, form)


def _may_write(form: RulesForm, is_written: bool, people: int) -> bool:
    """Whether reminders may begin: to many, their number is typed first (M-01)."""
    begins = form.cleaned_data["is_on"] and form.cleaned_data["reminds"] and not is_written
    return form.may_tell(people) if begins else True
