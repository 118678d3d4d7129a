"""Organisers' pages of a cohort's milestones: setting, changing, ordering, removing them, and more time for a team."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.work import services
from challenges.work.engine.shape import as_data
from challenges.work.forms.agreeing import ExtensionForm
from challenges.work.forms.milestones import MilestoneForm, MoveForm, field_rows, fields_from, rows_are_valid
from challenges.work.models import Extension, Milestone, Submission, Version
from challenges.work.queries import hand_in_table, versions_of
from challenges.work.views.lookups import cohort_in_address, milestone_in_address, submission_in_address
from challenges.work.writing import voices_of
from cohorts.models import Cohort, Team
from core import zones
from core.access import Request, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.spreadsheets.write import csv_response
from core.templatetags.moments import absolute

EDITED = tuple(name for name in MilestoneForm.base_fields if name != "once")
MOMENTS = ("due_at", "cutoff_at")


@guard("milestones.manage", of=cohort_in_address)
def milestones(request: Request, cohort: Cohort) -> HttpResponse:
    """Every milestone with how many teams have handed in; a POST moves one up or down."""
    rows = list(Milestone.objects.filter(cohort=cohort).with_counts().as_listed())
    if request.method == "POST":
        keys = swapped([row.key for row in rows], request.POST.get("up", ""), request.POST.get("down", ""))
        services.order_milestones(cohort=cohort, keys=keys, by=request.user)
        return redirect("organise:milestones", cohort.slug)
    context = {
        "cohort": cohort,
        "milestones": rows,
        "teams": cohort.teams.count(),
        "now": zones.now(),
    }
    return render(request, "challenges/work/milestones.html", context)


def swapped(keys: list[str], up: str, down: str) -> list[str]:
    """The keys with one of them a place further up or down."""
    for key, step in ((up, -1), (down, 1)):
        if key in keys and 0 <= keys.index(key) + step < len(keys):
            at = keys.index(key)
            keys[at], keys[at + step] = keys[at + step], keys[at]
    return keys


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
    """A form to change a milestone; before a deadline moves, what that does is shown."""
    initial = {name: getattr(milestone, name) for name in EDITED}
    form = MilestoneForm(request.POST or None, initial=initial, zone=milestone.cohort.zone)
    effects: list[str] = []
    if request.method == "POST" and form.is_valid():
        moves = any(form.values[name] != getattr(milestone, name) for name in MOMENTS)
        effects = _effects(milestone, form.values) if moves else []
        is_sure = not moves or "confirmed" in request.POST
        if form.may_tell(len(services.told_of_deadlines(milestone.cohort)) if moves else 0):
            if not is_sure and "typed" not in form.fields:
                return _confirm_move(request, milestone, effects)
            if _changed(request, milestone, form):
                return redirect("organise:milestone", milestone.cohort.slug, milestone.key)
    context = {"cohort": milestone.cohort, "milestone": milestone, "effects": effects}
    return answer(request, "challenges/work/milestone_edit.html", context, form)


def _changed(request: Request, milestone: Milestone, form: MilestoneForm) -> bool:
    try:
        services.edit_milestone(milestone=milestone, by=request.user, **form.values)
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    messages.success(request, _("The milestone is changed."))
    return True


def _confirm_move(request: Request, milestone: Milestone, effects: list[str]) -> HttpResponse:
    """What was typed travels on in hidden fields, with the effects in words."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    context = {
        "cohort": milestone.cohort,
        "milestone": milestone,
        "sent": sent,
        "confirm": MoveForm(),
        "effects": effects,
    }
    return render(request, "challenges/work/milestone_move.html", context)


def _effects(milestone: Milestone, values: dict[str, Any]) -> list[str]:
    cohort = milestone.cohort
    words = {"was": absolute(milestone.due_at, cohort), "due": absolute(values["due_at"], cohort)}
    told = [_("The deadline was %(was)s. It will be %(due)s.") % words]
    if values["cutoff_at"]:
        told.append(_("Handing in closes %(when)s.") % {"when": absolute(values["cutoff_at"], cohort)})
    versions = Version.objects.filter(submission__milestone=milestone)
    done = versions.values("submission").distinct().count()
    teams = cohort.teams.count()
    told.append(
        _("%(done)s of %(teams)s teams have handed in. That stays, and so do the receipts and marks of being late.")
        % {"done": done, "teams": teams}
    )
    people = len(services.told_of_deadlines(cohort))
    mail = ngettext("%(count)s person gets an e-mail.", "%(count)s people get an e-mail.", people)
    told.append(mail % {"count": people})
    later = milestone.extensions.filter(due_at__gt=values["due_at"]).count()
    if later:
        own = ngettext("%(count)s team keeps its own later deadline.", "%(count)s teams keep a later deadline.", later)
        told.append(own % {"count": later})
    return told


@guard("milestone.manage", of=milestone_in_address)
def milestone_form(request: Request, milestone: Milestone) -> HttpResponse:
    """The fields that teams fill in; versions handed in before keep the form as it was asked."""
    rows = field_rows(milestone.fields, request.POST or None)
    if request.method == "POST" and rows_are_valid(rows):
        try:
            form = as_data(fields_from(rows))
            services.edit_milestone(milestone=milestone, form=form, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("The form is saved."))
        return redirect("organise:milestone_form", milestone.cohort.slug, milestone.key)
    context = {"cohort": milestone.cohort, "milestone": milestone, "rows": rows}
    status = 422 if any(row.errors for row in rows) else 200
    return render(request, "challenges/work/milestone_form.html", context, status=status)


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
    context = {"cohort": milestone.cohort, "milestone": milestone}
    return render(request, "challenges/work/milestone_remove.html", context)


@guard("milestone.manage", of=milestone_in_address)
def milestone_extend(request: Request, milestone: Milestone) -> HttpResponse:
    """More time for one team, which is told alone; or that time taken back."""
    key = str(request.resolver_match.kwargs["team"]) if request.resolver_match else ""
    team = get_object_or_404(Team, cohort=milestone.cohort, key=key)
    extension = Extension.objects.filter(milestone=milestone, team=team).first()
    back = redirect("organise:milestone", milestone.cohort.slug, milestone.key)
    if request.method == "POST" and "end" in request.POST:
        if extension is not None:
            services.end_extension(extension=extension, by=request.user)
            messages.success(request, _("%(team)s has the deadline of all again.") % {"team": team.name})
        return back
    initial = {"due_at": extension.due_at, "reason": extension.reason} if extension else {}
    form = ExtensionForm(request.POST or None, initial=initial, zone=milestone.cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            services.extend(milestone=milestone, team=team, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("%(team)s has more time, and is told alone.") % {"team": team.name})
            return back
    context = {"cohort": milestone.cohort, "milestone": milestone, "team": team, "extension": extension}
    return answer(request, "challenges/work/extension.html", context, form)


@guard("submission.view", of=submission_in_address)
def submission(request: Request, submission: Submission) -> HttpResponse:
    """All versions of one team's work, the newest first."""
    versions = versions_of(submission)
    asks = submission.milestone.needs_agreement and versions
    context = {
        "cohort": submission.cohort,
        "submission": submission,
        "milestone": submission.milestone,
        "versions": versions,
        "voices": voices_of(submission, versions[0]) if asks else [],
        "requests": submission.requests.select_related("asked_by", "decided_by").order_by("-asked_at"),
    }
    return render(request, "challenges/work/submission.html", context)
