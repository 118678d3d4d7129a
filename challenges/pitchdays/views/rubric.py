"""Pages of the rubric."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.pitchdays import services
from challenges.pitchdays.forms import CriterionForm
from challenges.pitchdays.models import Criterion, PitchDay, RubricTemplate
from challenges.pitchdays.views.day import day_in_address
from cohorts.models import Programme
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer

criterion_in_address = found(Criterion, "pitch_day__cohort__programme", cohort="pitch_day__cohort__slug", key="key")


@guard("pitchday.manage", of=day_in_address)
def criterion_new(request: Request, day: PitchDay) -> HttpResponse:
    """A form for a new criterion."""
    return _criterion_form(request, day, None)


@guard("criterion.manage", of=criterion_in_address)
def criterion_edit(request: Request, criterion: Criterion) -> HttpResponse:
    """A form to change a criterion."""
    return _criterion_form(request, criterion.pitch_day, criterion)


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
    return redirect("organise:pitch_day", day.cohort.slug)


@guard("pitchday.manage", of=day_in_address)
def rubric_keep(request: Request, day: PitchDay) -> HttpResponse:
    """Keeps this day's rubric for pitch days to come."""
    if request.method == "POST":
        services.save_rubric_as_default(pitch_day=day, by=request.user)
        messages.success(request, _("Pitch days planned from now on start from this rubric."))
    return redirect("organise:pitch_day", day.cohort.slug)


@guard("programme.manage", of=found(Programme, slug="slug"))
def rubric_default(request: Request, programme: Programme) -> HttpResponse:
    """The rubric that new pitch days of the programme start from."""
    template = RubricTemplate.objects.filter(programme=programme).first()
    criteria = template.criteria if template else []
    context = {"programme": programme, "criteria": criteria, "weights": sum(row["weight"] for row in criteria)}
    return render(request, "challenges/pitchdays/rubric_default.html", context)


def _criterion_form(request: Request, day: PitchDay, criterion: Criterion | None) -> HttpResponse:
    initial = CriterionForm.initial_of(criterion) if criterion else {}
    form = CriterionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("name", "weight", "question")}
        try:
            services.save_criterion(pitch_day=day, criterion=criterion, levels=form.levels(), by=request.user, **fields)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("The rubric is changed."))
            return redirect("organise:pitch_day", day.cohort.slug)
    context = {"cohort": day.cohort, "day": day, "criterion": criterion}
    return answer(request, "challenges/pitchdays/criterion_edit.html", context, form)
