"""Organisers' pages of the milestones that every new cohort of a programme gets."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.work import services
from challenges.work.engine.shape import as_data
from challenges.work.forms.milestones import TemplateForm, field_rows, fields_from, rows_are_valid
from challenges.work.models import MilestoneTemplate
from challenges.work.views.lookups import programme_in_address, template_in_address
from challenges.work.views.organise import swapped
from cohorts.models import Programme
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("programme.manage", of=programme_in_address)
def templates(request: Request, programme: Programme) -> HttpResponse:
    """The milestones that every new cohort of the programme gets; a POST moves one up or down."""
    rows = list(MilestoneTemplate.objects.filter(programme=programme).as_listed())
    if request.method == "POST":
        keys = swapped([str(row.pk) for row in rows], request.POST.get("up", ""), request.POST.get("down", ""))
        services.order_templates(programme=programme, numbers=[int(key) for key in keys], by=request.user)
        return redirect("organise:milestone_templates", programme.slug)
    return render(
        request,
        "challenges/work/templates.html",
        {"programme": programme, "templates": rows},
    )


@guard("programme.manage", of=programme_in_address)
def template_new(request: Request, programme: Programme) -> HttpResponse:
    """A form for a milestone of new cohorts."""
    return _template_form(request, programme, None)


@guard("milestone_template.manage", of=template_in_address)
def template_edit(request: Request, template: MilestoneTemplate) -> HttpResponse:
    """A form to change a milestone of new cohorts."""
    return _template_form(request, template.programme, template)


@guard("milestone_template.manage", of=template_in_address)
def template_form(request: Request, template: MilestoneTemplate) -> HttpResponse:
    """The fields that teams of new cohorts fill in."""
    rows = field_rows(template.fields, request.POST or None)
    if request.method == "POST" and rows_are_valid(rows):
        try:
            form = as_data(fields_from(rows))
            services.save_template(programme=template.programme, template=template, form=form, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("The form is saved."))
        return redirect("organise:milestone_template_form", template.programme.slug, template.pk)
    context = {"programme": template.programme, "milestone": template, "rows": rows}
    status = 422 if any(row.errors for row in rows) else 200
    return render(request, "challenges/work/milestone_form.html", context, status=status)


@guard("milestone_template.manage", of=template_in_address)
def template_remove(request: Request, template: MilestoneTemplate) -> HttpResponse:
    """Says what removing does, and does it."""
    if request.method == "POST":
        services.remove_template(template=template, by=request.user)
        messages.success(
            request,
            _("New cohorts no longer get “%(title)s”.") % {"title": template.title},
        )
        return redirect("organise:milestone_templates", template.programme.slug)
    context = {"programme": template.programme, "template": template}
    return render(request, "challenges/work/template_remove.html", context)


def _template_form(request: Request, programme: Programme, template: MilestoneTemplate | None) -> HttpResponse:
    initial = {name: getattr(template, name) for name in TemplateForm.base_fields} if template else {}
    form = TemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_template(programme=programme, template=template, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Saved. Cohorts that start from now on get it."))
            return redirect("organise:milestone_templates", programme.slug)
    context = {"programme": programme, "template": template}
    return answer(request, "challenges/work/template_edit.html", context, form)
