"""Organisers' pages: whether challenges can be proposed, what was proposed, asking an owner, planned release."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.briefs.intake import services
from challenges.briefs.intake.forms import CallForm, DeclineForm, InviteForm, PlanForm
from challenges.briefs.intake.models import BriefApplication, BriefPlan, ChallengeCall
from challenges.briefs.intake.views.lookups import application_in_address
from challenges.briefs.intake.workflow import ApplicationState
from challenges.briefs.models import Brief
from challenges.briefs.views.lookups import brief_at, cohort_at
from cohorts.models import Cohort
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import choice, links_to, only_known, page_of

TAGS = {ApplicationState.WAITING: "now", ApplicationState.ACCEPTED: "good", ApplicationState.DECLINED: "plain"}
READ = tuple(TAGS)


@guard("briefs.manage", of=cohort_at)
def applications(request: Request, cohort: Cohort) -> HttpResponse:
    """What was proposed, the newest first; only what was proved is there."""
    only_known(request, "state")
    state = choice(request, "state", [value.value for value in READ])
    rows = BriefApplication.objects.filter(cohort=cohort, state__in=[state] if state else READ)
    page = page_of(request, rows.order_by("-proved_at", "-pk"))
    url = links_to("organise:brief_application", cohort.slug)
    for row in page:
        row.tag, row.words, row.url = TAGS[ApplicationState(row.state)], row.get_state_display(), url(row.key)
    call = ChallengeCall.objects.filter(cohort=cohort).first()
    context = {
        "cohort": cohort,
        "page": page,
        "call": call,
        "takes": call is not None and call.takes(zones.now()),
        "states": [(value.value, value.label) for value in READ],
        "state": state,
    }
    return render(request, "challenges/briefs/intake/applications.html", context)


@guard("briefs.manage", of=cohort_at)
def call(request: Request, cohort: Cohort) -> HttpResponse:
    """Open or closed, and until when."""
    found = ChallengeCall.objects.filter(cohort=cohort).first() or ChallengeCall(cohort=cohort)
    initial = {"takes": "yes" if found.is_open else "no", "closes_at": found.closes_at}
    form = CallForm(request.POST if request.method == "POST" else None, initial=initial, zone=cohort.zone)
    if request.method == "POST" and form.is_valid():
        services.set_call(cohort=cohort, by=request.user, **form.values)
        messages.success(request, _("Saved."))
        return redirect("organise:brief_applications", cohort.slug)
    return answer(request, "challenges/briefs/intake/call.html", {"cohort": cohort}, form)


@guard("brief_application.view", of=application_in_address)
def application(request: Request, application: BriefApplication) -> HttpResponse:
    """One application, with accepting and declining."""
    return _application_page(request, application, DeclineForm())


def _application_page(request: Request, application: BriefApplication, form: DeclineForm) -> HttpResponse:
    state = ApplicationState(application.state)
    context = {
        "cohort": application.cohort,
        "application": application,
        "tag": TAGS.get(state, "plain"),
        "is_waiting": state == ApplicationState.WAITING,
        "is_read": state != ApplicationState.SENT,
    }
    return answer(request, "challenges/briefs/intake/application.html", context, form)


@guard("brief_application.decide", of=application_in_address)
@require_POST
def application_accept(request: Request, application: BriefApplication) -> HttpResponse:
    """It becomes a draft with the applicant as its owner."""
    try:
        brief = services.accept_application(application=application, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("organise:brief_application", application.cohort.slug, application.key)
    messages.success(request, _("Accepted. %(name)s is asked to write it.") % {"name": application.name})
    return redirect("organise:brief", brief.cohort.slug, brief.key)


@guard("brief_application.decide", of=application_in_address)
@require_POST
def application_decline(request: Request, application: BriefApplication) -> HttpResponse:
    """The applicant is told why."""
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            services.decline_application(application=application, by=request.user, **form.values)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("Declined. %(name)s gets your words by mail.") % {"name": application.name})
        return redirect("organise:brief_applications", application.cohort.slug)
    return _application_page(request, application, form)


@guard("briefs.manage", of=cohort_at)
def invite(request: Request, cohort: Cohort) -> HttpResponse:
    """Asks somebody by name and address to write a challenge."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            brief = services.invite_to_write(cohort=cohort, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            name = f"{form.values['first_name']} {form.values['last_name']}"
            messages.success(request, _("%(name)s is asked to write a challenge.") % {"name": name})
            return redirect("organise:brief", cohort.slug, brief.key)
    return answer(request, "challenges/briefs/intake/invite.html", {"cohort": cohort}, form)


@guard("brief.publish", of=brief_at)
def plan(request: Request, brief: Brief) -> HttpResponse:
    """When it goes out by itself."""
    found = BriefPlan.objects.filter(brief=brief).first()
    initial = {"teams_at": found.teams_at, "public_at": found.public_at} if found else {}
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, initial=initial, zone=brief.cohort.zone, brief=brief)
    if request.method == "POST" and form.is_valid():
        try:
            planned = services.plan_release(brief=brief, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(request, _("Planned.") if planned else _("Nothing is planned any more."))
            return redirect("organise:brief", brief.cohort.slug, brief.key)
    context = {"cohort": brief.cohort, "brief": brief, "plan": found}
    return answer(request, "challenges/briefs/intake/plan.html", context, form)


@guard("brief.publish", of=brief_at)
@require_POST
def plan_cancel(request: Request, brief: Brief) -> HttpResponse:
    """It goes out only by hand."""
    services.cancel_plan(brief=brief, by=request.user)
    messages.success(request, _("The planned release is cancelled."))
    return redirect("organise:brief", brief.cohort.slug, brief.key)
