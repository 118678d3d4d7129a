"""Pages of the rubric: the whole of it with a preview, a criterion, where to start from, files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.pitchdays import services
from challenges.pitchdays.checks import weaknesses
from challenges.pitchdays.digest import content_of
from challenges.pitchdays.forms_rubric import CriterionForm, again
from challenges.pitchdays.library import counted, level_name
from challenges.pitchdays.models import Criterion, PitchDay, RubricTemplate
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.rounds import open_request, rules_of, versions_of
from challenges.pitchdays.views.day import day_in_address
from challenges.pitchdays.weights import shares
from cohorts.models import Programme
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer

criterion_in_address = found(Criterion, "pitch_day__cohort__programme", cohort="pitch_day__cohort__slug", key="key")


@guard("pitchday.manage", of=day_in_address)
def rubric(request: Request, day: PitchDay) -> HttpResponse:
    """The whole rubric: what it counts, what is weak about it, what a judge sees."""
    rows = rubric_of(day)
    content, counts = content_of(rows), shares([row.weight for row in rows])
    context = {
        "cohort": day.cohort,
        "day": day,
        "rubric": list(zip(rows, counts, strict=True)),
        "seen": counted(content),
        "weak": weaknesses(content),
        "is_planned": day.state == "PLANNED",
        "is_judged": day.state in ("SCORING", "SCORES_CLOSED"),
        "versions": versions_of(day),
        "asked": open_request(day),
        "rules": rules_of(day, rows),
    }
    return render(request, "challenges/pitchdays/rubric.html", context)


@guard("pitchday.manage", of=day_in_address)
def criterion_new(request: Request, day: PitchDay) -> HttpResponse:
    """A form for a new criterion."""
    return _criterion_form(request, day, None)


@guard("criterion.manage", of=criterion_in_address)
def criterion_edit(request: Request, criterion: Criterion) -> HttpResponse:
    """A form to change a criterion."""
    return _criterion_form(request, criterion.pitch_day, criterion)


def _criterion_form(request: Request, day: PitchDay, criterion: Criterion | None) -> HttpResponse:
    initial = CriterionForm.initial_of(criterion)
    if request.method == "POST" and request.POST.get("act") == "range":
        form = CriterionForm(initial=again(request.POST.dict()))
        return render(request, "challenges/pitchdays/criterion_edit.html", _context(day, criterion, form))
    form = CriterionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_criterion(
                pitch_day=day, criterion=criterion, by=request.user, key=form.key, **form.criterion()
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("The rubric is changed."))
            return redirect("organise:pitch_rubric", day.cohort.slug)
    return answer(request, "challenges/pitchdays/criterion_edit.html", _context(day, criterion, form), form)


def _context(day: PitchDay, criterion: Criterion | None, form: CriterionForm) -> dict[str, Any]:
    others = list(day.criteria.exclude(pk=criterion.pk) if criterion else day.criteria.all())
    return {
        "cohort": day.cohort,
        "day": day,
        "criterion": criterion,
        "form": form,
        "is_planned": day.state == "PLANNED",
        "shown": _as_seen(form, [row.weight for row in others]),
    }


def _as_seen(form: CriterionForm, others: list[int]) -> dict[str, Any]:
    """The criterion as it is typed so far, in the shape that the preview draws."""
    weight = str(form["weight"].value() or "")
    own = int(weight) if weight.isascii() and weight.isdigit() and len(weight) < 4 else 0
    levels = [
        {
            "value": value,
            "name": form[f"name_{value}"].value() or level_name(value),
            "wording": form[f"wording_{value}"].value(),
            "is_named": form[f"name_{value}"].value() not in (None, "", level_name(value)),
        }
        for value in form.steps
    ]
    seen = {name: form[name].value() or "" for name in ("name", "question", "reason_at_ends")}
    return seen | {"counts": shares([own, *others])[0], "levels": levels}


@guard("pitchday.manage", of=day_in_address)
@require_POST
def criterion_preview(request: Request, day: PitchDay) -> HttpResponse:
    """The piece of a judge's phone for what is typed so far; nothing is saved."""
    key = request.GET.get("criterion", "")
    others = day.criteria.exclude(key=key) if len(key) < 40 and "\x00" not in key else day.criteria.all()
    shown = _as_seen(CriterionForm(request.POST), [row.weight for row in others])
    return render(request, "challenges/pitchdays/parts/as_judges_see.html", {"shown": shown})


@guard("criterion.manage", of=criterion_in_address)
@require_POST
def criterion_act(request: Request, criterion: Criterion) -> HttpResponse:
    """Moves or doubles a criterion."""
    act = request.POST.get("act", "")
    try:
        if act == "copy":
            key = request.POST.get("once", "")[:64]
            services.duplicate_criterion(criterion=criterion, by=request.user, key=key)
        elif act in ("up", "down"):
            services.move_criterion(criterion=criterion, step=-1 if act == "up" else 1, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("organise:pitch_rubric", criterion.pitch_day.cohort.slug)


@guard("criterion.manage", of=criterion_in_address)
def criterion_remove(request: Request, criterion: Criterion) -> HttpResponse:
    """Removes a criterion, after a page that says so."""
    day = criterion.pitch_day
    if request.method != "POST":
        context = {"cohort": day.cohort, "criterion": criterion}
        return render(request, "challenges/pitchdays/criterion_remove.html", context)
    try:
        services.remove_criterion(criterion=criterion, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("organise:pitch_rubric", day.cohort.slug)


@guard("pitchday.manage", of=day_in_address)
def rubric_keep(request: Request, day: PitchDay) -> HttpResponse:
    """Keeps this day's rubric for pitch days to come."""
    if request.method == "POST":
        services.save_rubric_as_default(pitch_day=day, by=request.user)
        messages.success(request, _("Pitch days planned from now on start from this rubric."))
    return redirect("organise:pitch_rubric", day.cohort.slug)


@guard("pitchday.manage", of=day_in_address)
def rubric_version(request: Request, day: PitchDay) -> HttpResponse:
    """A frozen rubric, word for word, with its fingerprint."""
    number = request.resolver_match.kwargs["number"] if request.resolver_match else 0
    version = next((row for row in versions_of(day) if row.number == number), None)
    if version is None:
        raise Http404
    context = {"cohort": day.cohort, "version": version, "criteria": counted(version.content)}
    return render(request, "challenges/pitchdays/rubric_version.html", context)


@guard("programme.manage", of=found(Programme, slug="slug"))
def rubric_default(request: Request, programme: Programme) -> HttpResponse:
    """The rubric that new pitch days of the programme start from."""
    template = RubricTemplate.objects.filter(programme=programme).first()
    context = {"programme": programme, "criteria": counted(template.criteria if template else [])}
    return render(request, "challenges/pitchdays/rubric_default.html", context)
