"""Organisers' pages: milestones, who has handed in, the programme's own milestones."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.work import services
from challenges.work.forms import MilestoneForm, TemplateForm
from challenges.work.models import Milestone, MilestoneTemplate, Submission, Version
from challenges.work.queries import hand_in_table, versions_of
from cohorts.models import Cohort, Programme
from core import zones
from core.access import Request, found, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.files.serve import file_response
from core.forms import answer
from core.spreadsheets.write import csv_response

cohort_in_address = found(Cohort, "programme", cohort="slug")
milestone_in_address = found(Milestone, "cohort__programme", cohort="cohort__slug", key="key")


@guard("milestones.manage", of=cohort_in_address)
def milestones(request: Request, cohort: Cohort) -> HttpResponse:
    """Every milestone with how many teams have handed in."""
    rows = Milestone.objects.filter(cohort=cohort).with_counts().in_order()
    context = {
        "cohort": cohort,
        "milestones": rows,
        "teams": cohort.teams.count(),
        "now": zones.now(),
    }
    return render(request, "challenges/work/milestones.html", context)


@guard("milestones.manage", of=cohort_in_address)
def milestone_new(request: Request, cohort: Cohort) -> HttpResponse:
    """A form for a new milestone."""
    form = MilestoneForm(request.POST or None, zone=cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_milestone(cohort=cohort, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("“%(title)s” is set.") % {"title": made.title})
            return redirect("organise:milestones", cohort.slug)
    return answer(request, "challenges/work/milestone_edit.html", {"cohort": cohort}, form)


@guard("milestone.manage", of=milestone_in_address)
def milestone(request: Request, milestone: Milestone) -> HttpResponse:
    """One milestone: which teams have handed in, and what changed."""
    rows = hand_in_table(milestone)
    context = {
        "cohort": milestone.cohort,
        "milestone": milestone,
        "rows": rows,
        "handed_in": sum(1 for row in rows if row.version),
        "history": timeline(subject=milestone, limit=10),
    }
    return render(request, "challenges/work/milestone.html", context)


@guard("milestone.manage", of=milestone_in_address)
def milestone_csv(request: Request, milestone: Milestone) -> HttpResponse:
    """Which team handed in what and when, as a table."""
    headers = [
        _("Team"),
        _("Version"),
        _("Handed in"),
        _("By"),
        _("Late"),
        _("Receipt"),
    ]
    rows = [row.cells(milestone.cohort.zone) for row in hand_in_table(milestone)]
    return csv_response(f"{milestone.cohort.slug}-{milestone.key}", headers, rows)


@guard("milestone.manage", of=milestone_in_address)
def milestone_edit(request: Request, milestone: Milestone) -> HttpResponse:
    """A form to change a milestone; a moved deadline is told to everybody."""
    initial = {name: getattr(milestone, name) for name in ("title", "instructions", "opens_at", "due_at")}
    form = MilestoneForm(request.POST or None, initial=initial, zone=milestone.cohort.zone)
    if request.method == "POST" and form.is_valid() and form.may_tell(_told(milestone, form)):
        try:
            services.edit_milestone(milestone=milestone, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The milestone is changed."))
            return redirect("organise:milestone", milestone.cohort.slug, milestone.key)
    context = {"cohort": milestone.cohort, "milestone": milestone}
    return answer(request, "challenges/work/milestone_edit.html", context, form)


def _told(milestone: Milestone, form: MilestoneForm) -> int:
    """How many people a moved deadline is told to; nobody where it stays."""
    is_moved = form.cleaned_data["due_at"] != milestone.due_at
    return len(services.told_of_deadlines(milestone.cohort)) if is_moved else 0


@guard("milestone.manage", of=milestone_in_address)
def milestone_remove(request: Request, milestone: Milestone) -> HttpResponse:
    """Says what removing does, and does it."""
    if request.method == "POST":
        try:
            services.remove_milestone(milestone=milestone, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("organise:milestone", milestone.cohort.slug, milestone.key)
        messages.success(request, _("“%(title)s” is removed.") % {"title": milestone.title})
        return redirect("organise:milestones", milestone.cohort.slug)
    return render(
        request,
        "challenges/work/milestone_remove.html",
        {"cohort": milestone.cohort, "milestone": milestone},
    )


@guard(
    "submission.view",
    of=found(
        Submission,
        "milestone__cohort__programme",
        "team",
        cohort="milestone__cohort__slug",
        key="key",
    ),
)
def submission(request: Request, submission: Submission) -> HttpResponse:
    """All versions of one team's work, the newest first."""
    context = {
        "cohort": submission.cohort,
        "submission": submission,
        "milestone": submission.milestone,
        "versions": versions_of(submission),
    }
    return render(request, "challenges/work/submission.html", context)


@guard(
    "submission_version.view",
    of=found(Version, cohort="submission__milestone__cohort__slug", key="key"),
)
def version_files(request: Request, version: Version) -> HttpResponse:
    """One file of the version, as a download; the file must belong to the version (O-01, O-02)."""
    wanted = request.resolver_match.kwargs["file"] if request.resolver_match else ""
    attached = version.files.select_related("stored").filter(stored__key=wanted).first()
    if attached is None:
        raise Http404
    return file_response(attached.stored)  # type: ignore[return-value]


programme_in_address = found(Programme, slug="slug")
template_in_address = found(MilestoneTemplate, "programme", slug="programme__slug", number="pk")


@guard("programme.manage", of=programme_in_address)
def templates(request: Request, programme: Programme) -> HttpResponse:
    """The milestones that every new cohort of the programme gets."""
    rows = programme.milestone_templates.order_by("week", "weekday", "pk")
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
    names = ("title", "instructions", "week", "weekday", "clock")
    initial = {name: getattr(template, name) for name in names} if template else {}
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
