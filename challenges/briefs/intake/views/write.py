"""Writing a challenge in steps, as its owner or for them: saved as it is written, checked, submitted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.briefs.intake import progress, services
from challenges.briefs.intake.forms import SEEN, StepForm
from challenges.briefs.intake.questions import QUESTIONS, STEPS, Step, step_of
from challenges.briefs.intake.services import Saved, digest
from challenges.briefs.intake.views.lookups import brief_by_key, step_at
from challenges.briefs.models import Brief
from challenges.briefs.workflow import WRITING
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.templatetags.moments import clock


@guard("brief.answer", of=brief_by_key)
def write(request: Request, brief: Brief) -> HttpResponse:
    """Where writing goes on."""
    return redirect(progress.first_open(brief)) if brief.state in WRITING else redirect("partner:brief", brief.key)


@guard("brief.answer", of=brief_by_key)
def step(request: Request, brief: Brief) -> HttpResponse:
    """One step; its button saves and goes on."""
    at = step_at(request)
    if request.method != "POST":
        if brief.state not in WRITING:
            return redirect("partner:brief", brief.key)
        return _page(request, brief, at, StepForm(step=at, brief=brief))
    form = StepForm(request.POST, step=at, brief=brief)
    saved, status = _save(request, brief, form)
    if status == 200:
        return redirect(_next(brief, at))
    return _page(request, saved.brief, at, form, saved.clashes)


def _save(request: Request, brief: Brief, form: StepForm) -> tuple[Saved, int]:
    """What can be kept is kept, whatever else is wrong on the page; the status says whether all of it was."""
    is_whole, saved = form.is_valid(), Saved(brief)
    try:
        saved = services.save_answers(brief=brief, answers=form.answers, seen=form.seen, by=request.user)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        return saved, 422
    for name, theirs in saved.clashes.items():
        form.add_error(name, _("Somebody else wrote this meanwhile. Both texts stand here: keep what you need."))
        form.show_clash(name, theirs)
    return saved, 200 if is_whole and not saved.clashes else 422


def _next(brief: Brief, at: Step) -> str:
    place = STEPS.index(at) + 1
    return progress.step_url(brief, STEPS[place]) if place < len(STEPS) else progress.check_url(brief)


def _page(
    request: Request, brief: Brief, at: Step, form: StepForm, clashes: dict[str, str] | None = None
) -> HttpResponse:
    place = STEPS.index(at)
    given, wanted = progress.answered(brief)
    context: dict[str, Any] = {
        "brief": brief,
        "cohort": brief.cohort,
        "step": at,
        "number": place + 1,
        "total": len(STEPS),
        "steps": progress.stepper(brief, at.slug),
        "back": progress.step_url(brief, STEPS[place - 1]) if place else "",
        "given": given,
        "wanted": wanted,
        "rows": [(form[name], QUESTIONS[name], (clashes or {}).get(name)) for name in at.fields],
        "marks": [form[SEEN + name] for name in at.fields],
        "hints": progress.step_hints(brief, at),
    }
    return answer(request, "challenges/briefs/intake/step.html", context, form)


@guard("brief.answer", of=brief_by_key)
@require_POST
def save(request: Request, brief: Brief) -> HttpResponse:
    """The same as the step's button, for the page that saves by itself: what was kept, and what was not."""
    at = step_at(request)
    form = StepForm(request.POST, step=at, brief=brief)
    saved, status = _save(request, brief, form)
    kept = {name for name in form.answers if name not in form.errors}
    given, wanted = progress.answered(saved.brief)
    said = {
        "saved": _("Saved %(time)s") % {"time": clock(zones.now(), brief.cohort)} if kept else "",
        "seen": {name: digest(getattr(saved.brief, name)) for name in kept},
        "errors": {name or "": [str(one) for one in found] for name, found in form.errors.items()},
        "answered": _("%(given)s of %(wanted)s answers") % {"given": given, "wanted": wanted},
        "hints": render_to_string(
            "challenges/briefs/intake/parts/hints.html", {"hints": progress.step_hints(saved.brief, at)}
        ),
    }
    return JsonResponse(said, status=status)


@guard("brief.answer", of=brief_by_key)
def check(request: Request, brief: Brief) -> HttpResponse:
    """Everything that was written, what a reader would ask, and the button that submits it."""
    if brief.state not in WRITING:
        # Pressed twice: the second press finds it submitted.
        return redirect("partner:brief", brief.key)
    lacking: list[str] = []
    if request.method == "POST":
        try:
            services.submit_whole(brief=brief, by=request.user)
        except services.AnswersMissing as refused:
            lacking = refused.fields
        else:
            messages.success(request, _("Submitted. The organisers have been told. You hear from them by mail."))
            return redirect("partner:brief", brief.key)
    given, wanted = progress.answered(brief)
    context = {
        "brief": brief,
        "cohort": brief.cohort,
        "steps": progress.stepper(brief, "check"),
        "parts": progress.answer_rows(brief),
        "hints": progress.all_hints(brief),
        "files": list(brief.files.select_related("stored").prefetch_related("stored__previews").order_by("pk")),
        "given": given,
        "wanted": wanted,
        "lacking": [
            (QUESTIONS[name].label, f"{progress.step_url(brief, step_of(name))}#id_{name}") for name in lacking
        ],
    }
    return render(request, "challenges/briefs/intake/check.html", context, status=422 if lacking else 200)
