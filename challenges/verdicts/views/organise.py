"""The organisers' page of all verdicts: who owes one, what was said, what became of it, to take along as a table."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.verdicts import services
from challenges.verdicts.forms import RemindForm, RulesForm
from challenges.verdicts.models import OwnerVerdict
from challenges.verdicts.owed import owed_verdicts
from challenges.verdicts.queries import Row, history_of, owed_since, rows_of, shows_teams, sums_of
from challenges.verdicts.services.telling import facts_of
from challenges.verdicts.table import headers, table_rows
from challenges.verdicts.times import are_open, rule_words
from challenges.verdicts.views.lookups import cohort_in_address, verdict_in_address
from cohorts.messages.services import preview_mail
from cohorts.models import Cohort
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import choice, only_known, page_of
from core.spreadsheets.write import csv_response, xlsx_response

SHOWN = ("owed", "given", "no_owner")


@guard("verdicts.manage", of=cohort_in_address)
def verdicts(request: Request, cohort: Cohort) -> HttpResponse:
    """Every team on a challenge: its verdict, and what happened later."""
    now = zones.now()
    rows, chosen, shown = _asked(request, cohort)
    context = {
        "cohort": cohort,
        "page": page_of(request, chosen, count=len(chosen)),
        "shown": shown,
        "choices": [("", _("All")), ("owed", _("Owed")), ("given", _("Given")), ("no_owner", _("Nobody answers"))],
        "sums": sums_of(rows),
        "owed": sum(row.is_owed for row in rows),
        "can_remind": any(row.is_owed and row.owners for row in rows),
        "since": owed_since(cohort),
        "is_open": are_open(cohort, now),
        "rule": rule_words(cohort),
        "shows_teams": shows_teams(cohort),
    }
    return render(request, "challenges/verdicts/verdicts.html", context)


def _asked(request: Request, cohort: Cohort) -> tuple[list[Row], list[Row], str]:
    """All rows, those that are asked for, and by what."""
    only_known(request, "show")
    rows, shown = rows_of(cohort, zones.now()), choice(request, "show", SHOWN)
    return rows, [row for row in rows if _fits(row, shown)], shown


def _fits(row: Row, shown: str) -> bool:
    if shown == "owed":
        return row.is_owed or any(one.is_owed for one in row.later)
    if shown == "given":
        return row.version is not None
    return not row.owners if shown == "no_owner" else True


@guard("verdicts.manage", of=cohort_in_address)
def verdicts_csv(request: Request, cohort: Cohort) -> HttpResponse:
    """Just what is shown, as CSV."""
    _all, chosen, _shown = _asked(request, cohort)
    return csv_response(f"{cohort.slug}-verdicts.csv", headers(), table_rows(chosen, shows_teams=shows_teams(cohort)))


@guard("verdicts.manage", of=cohort_in_address)
def verdicts_xlsx(request: Request, cohort: Cohort) -> HttpResponse:
    """Just what is shown, as a workbook."""
    _all, chosen, _shown = _asked(request, cohort)
    lines = table_rows(chosen, shows_teams=shows_teams(cohort))
    return xlsx_response(f"{cohort.slug}-verdicts.xlsx", _("Verdicts"), headers(), lines)


@guard("verdicts.manage", of=cohort_in_address)
def remind(request: Request, cohort: Cohort) -> HttpResponse:
    """To whom the reminder goes and how it reads, then the act."""
    owed = owed_verdicts(cohort, zones.now())
    form = RemindForm(request.POST if request.method == "POST" else None)
    form.ask_number(len(owed))
    if request.method == "POST" and form.is_valid():
        try:
            services.remind_of_verdicts(cohort=cohort, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("The reminder is on its way."))
        return redirect("organise:verdicts", cohort.slug)
    people = list(owed)
    preview = preview_mail(cohort=cohort, kind="verdicts.owed", to=people, facts=facts_of(owed)) if owed else None
    context = {"cohort": cohort, "preview": preview, "back": reverse("organise:verdicts", args=[cohort.slug])}
    return answer(request, "challenges/verdicts/remind.html", context, form)


@guard("verdicts.manage", of=cohort_in_address)
def rules(request: Request, cohort: Cohort) -> HttpResponse:
    """Whether teams wait for the owner to release their verdict."""
    initial = {"shows_teams": "yes" if shows_teams(cohort) else "no"}
    form = RulesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        is_shown = form.cleaned_data["shows_teams"] == "yes"
        services.set_verdict_rules(cohort=cohort, shows_teams=is_shown, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("organise:verdicts", cohort.slug)
    context = {"cohort": cohort, "back": reverse("organise:verdicts", args=[cohort.slug])}
    return answer(request, "challenges/verdicts/rules.html", context, form)


@guard("verdict.view", of=verdict_in_address)
def verdict(request: Request, verdict: OwnerVerdict) -> HttpResponse:
    """One verdict with all its versions; a draft is its owners' alone."""
    history = history_of(verdict)
    if not history:
        raise Http404
    context = {
        "cohort": verdict.cohort,
        "verdict": verdict,
        "brief": verdict.brief,
        "team": verdict.team,
        "newest": history[0],
        "history": history,
        "follow_ups": list(verdict.brief.follow_ups.filter(team=verdict.team_id).order_by("months")),
        "shows_teams": shows_teams(verdict.cohort),
    }
    return render(request, "challenges/verdicts/one.html", context)
