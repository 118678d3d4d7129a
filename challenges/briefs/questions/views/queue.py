"""The queue of questions: of a cohort for its organisers, of their challenges for owners; and what is set about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from challenges.briefs.models import Brief
from challenges.briefs.questions import services
from challenges.briefs.questions.closing import closing_of
from challenges.briefs.questions.forms import DateForm, RulesForm
from challenges.briefs.questions.models import AskingDate, BriefQuestion, asking_of
from challenges.briefs.questions.queries import SHOWS, answers_to_all, counts_of, for_list, numbers_of, queue_of
from challenges.briefs.questions.views.lookups import (
    base_of,
    brief_by_key,
    brief_in_cohort,
    cohort_at,
    is_run,
    queue_at,
    side_of,
)
from cohorts.models import Cohort
from core import zones
from core.access import Request, guard, unproved
from core.errors import Refused
from core.forms import answer
from core.lists import choice, links_to, only_known, page_of

OVER = ("answered", "all")
NAMES = {
    "open": gettext_lazy("Waiting"),
    "mine": gettext_lazy("For you"),
    "overdue": gettext_lazy("Overdue"),
    "answered": gettext_lazy("Answered"),
    "all": gettext_lazy("All"),
}


@guard("briefs.manage", of=cohort_at)
@require_GET
def questions(request: Request, cohort: Cohort) -> HttpResponse:
    """Every question of the cohort: who owes an answer, and since when."""
    rows = BriefQuestion.objects.filter(brief__cohort=cohort)
    briefs = Brief.objects.published().filter(cohort=cohort).order_by("question")
    link = links_to("organise:brief_question", cohort.slug)
    return _queue(request, rows, briefs, link, cohort=cohort, rules=asking_of(cohort))


@guard("home.partner")
@require_GET
def own_questions(request: Request) -> HttpResponse:
    """Every question about the challenges that the reader answers for; who answers for none finds nothing."""
    waits = unproved(request.user)
    briefs = Brief.objects.published().filter(owners__user=request.user).exclude(cohort__in=waits)
    rows = BriefQuestion.objects.filter(brief__owners__user=request.user).exclude(brief__cohort__in=waits)
    return _queue(request, rows, briefs.order_by("question"), links_to("partner:brief_question"))


def _queue(
    request: Request,
    rows: "QuerySet[BriefQuestion]",
    briefs: "QuerySet[Brief]",
    link: Callable[[str], str],
    **more: Any,
) -> HttpResponse:
    only_known(request, "show", "challenge")
    now, known = zones.now(), {brief.key: brief for brief in briefs}
    key = choice(request, "challenge", known)
    rows = rows.filter(brief=known[key]) if key else rows
    conditions = queue_of(side_of(request), request.user, now)
    counts = counts_of(rows, conditions)
    show = choice(request, "show", SHOWS, "open")
    page = page_of(request, for_list(rows.filter(conditions[show]), is_over=show in OVER), count=counts[f"n_{show}"])
    lines = [(row, link(row.key), row.claimed_until(now), row.is_overdue(now)) for row in page]
    context = {
        "base": base_of(request),
        "page": page,
        "lines": lines,
        "tabs": [(name, NAMES[name], counts[f"n_{name}"]) for name in SHOWS],
        "show": show,
        "briefs": [(brief, brief.key == key) for brief in known.values()],
        "chosen": known.get(key),
        "is_run": is_run(request),
        **more,
    }
    return render(request, "challenges/briefs/questions/queue.html", context)


@guard("briefs.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: Request, cohort: Cohort) -> HttpResponse:
    """How long an answer may take, and until when teams may ask."""
    held = asking_of(cohort)
    initial = {"answer_days": held.answer_days, "closes_at": held.closes_at}
    form = RulesForm(request.POST or None, zone=cohort.zone, initial=initial)
    told = services.told_of_cohorts_date(cohort)
    if request.method == "POST" and form.is_valid():
        closes_at = form.cleaned_data["closes_at"]
        is_told = closes_at != held.closes_at and services.is_ahead(cohort, closes_at)
        if form.may_tell(len(told) if is_told else 0):
            try:
                services.set_asking(cohort=cohort, by=request.user, **form.values)
            except Refused as refused:
                form.add_error(refused.field or None, str(refused.message))
            else:
                messages.success(request, _("Saved."))
                return redirect("organise:questions", cohort.slug)
    context = {"cohort": cohort, "told": len(told)}
    return answer(request, "challenges/briefs/questions/rules.html", context, form)


@guard("brief.manage", of=brief_in_cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def date(request: Request, brief: Brief) -> HttpResponse:
    """Until when teams may ask about one challenge."""
    held = AskingDate.objects.filter(brief=brief).first()
    before = held.closes_at if held else None
    form = DateForm(request.POST or None, zone=brief.cohort.zone, initial={"closes_at": before})
    told = services.told_of_date(brief)
    if request.method == "POST" and form.is_valid():
        closes_at = form.cleaned_data["closes_at"]
        counts = closes_at or asking_of(brief.cohort).closes_at
        is_told = closes_at != before and services.is_ahead(brief.cohort, counts)
        if form.may_tell(len(told) if is_told else 0):
            try:
                services.set_date(brief=brief, by=request.user, closes_at=closes_at)
            except Refused as refused:
                form.add_error(refused.field or None, str(refused.message))
            else:
                messages.success(request, _("Saved. Everybody concerned is told.") if is_told else _("Saved."))
                return redirect("organise:brief_faq", brief.cohort.slug, brief.key)
    context = {"cohort": brief.cohort, "brief": brief, "told": len(told), "closing": closing_of(brief)}
    return answer(request, "challenges/briefs/questions/date.html", context, form)


def _faq(request: Request, brief: Brief) -> HttpResponse:
    shared, closing = answers_to_all(brief), closing_of(brief)
    door, parents = ("organise", [brief.cohort.slug]) if is_run(request) else ("partner", [])
    link = links_to(f"{door}:brief_question_list", *parents)
    keys = dict(BriefQuestion.objects.filter(answer__in=shared).values_list("answer", "key"))
    rows = [(answer, link(keys[answer.pk])) for answer in shared]
    context = {
        "base": base_of(request),
        "cohort": brief.cohort,
        "brief": brief,
        "frequent": [row for row in rows if row[0].place is not None],
        "others": [row for row in rows if row[0].place is None],
        "closing": closing,
        "is_over": closing.is_over(zones.now()),
        "waiting": numbers_of([brief]).get(brief.pk, 0),
        "queue": queue_at(request, brief),
        "is_run": is_run(request),
    }
    return render(request, "challenges/briefs/questions/faq.html", context)


@guard("brief.manage", of=brief_in_cohort)
@require_GET
def faq(request: Request, brief: Brief) -> HttpResponse:
    """What all teams read of one challenge's questions, and the order of the frequent ones."""
    return _faq(request, brief)


@guard("brief.answer", of=brief_by_key)
@require_GET
def own_faq(request: Request, brief: Brief) -> HttpResponse:
    """The same for the owner."""
    return _faq(request, brief)
