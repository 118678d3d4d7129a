"""The allocation: which team gets which brief, and why; changed by hand, published with a preview of the mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from challenges.briefs import present, services
from challenges.briefs.forms import LineForm, ProposeForm, VersionForm
from challenges.briefs.letters import allocation_letters
from challenges.briefs.models import Allocation, AllocationAim, AllocationLine, Brief
from challenges.briefs.snapshot import snapshot_of
from challenges.briefs.views.lookups import allocation_at, cohort_at
from challenges.briefs.workflow import AllocationState
from cohorts.messages.services import MailPreview, preview_mail
from cohorts.models import Cohort, Team
from core.access import guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.lists import only_known, page_of

STATES = {
    AllocationState.WORKING: "info",
    AllocationState.READY: "warn",
    AllocationState.FAILED: "bad",
    AllocationState.PUBLISHED: "good",
    AllocationState.REPLACED: "plain",
    AllocationState.DISCARDED: "plain",
}

# What teams know of, or once knew of.
OUT = (AllocationState.PUBLISHED, AllocationState.REPLACED)


def _home(allocation: Allocation) -> HttpResponse:
    return redirect("organise:allocation", allocation.cohort.slug, allocation.key)


@guard("briefs.manage", of=cohort_at)
@require_POST
def propose(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The engine works one out."""
    form = ProposeForm(request.POST)
    form.is_valid()
    try:
        made = services.propose_allocation(cohort=cohort, by=request.user, key=form.key)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("organise:briefs", cohort.slug)
    return _home(made)


def _lines(allocation: Allocation) -> list[AllocationLine]:
    return list(AllocationLine.objects.filter(allocation=allocation).whole())


def _problem(allocation: Allocation, lines: list[AllocationLine]) -> str:
    """What stands against publishing, in words."""
    try:
        services.refuse_incomplete(allocation, lines)
    except Refused as refused:
        return str(refused.message)
    return ""


@guard("allocation.view", of=allocation_at)
def allocation(request: HttpRequest, allocation: Allocation) -> HttpResponse:
    """One allocation, as far as it has come."""
    is_working = allocation.state == AllocationState.WORKING
    if request.GET.get("part") == "job":
        return _job(request, allocation, is_working)
    lines = _lines(allocation)
    is_ready = allocation.state == AllocationState.READY
    snapshot = snapshot_of(allocation.cohort) if is_ready else None
    context = {
        "cohort": allocation.cohort,
        "allocation": allocation,
        "tag": STATES[AllocationState(allocation.state)],
        "rows": present.rows(allocation, lines) if lines else [],
        "problem": _problem(allocation, lines) if is_ready else "",
        # Whether wishes, teams or briefs have changed since it was worked out (C-02).
        "is_stale": snapshot is not None and snapshot.digest != allocation.snapshot_hash,
        "options": present.options(allocation) if is_ready else [],
        "by_hand_words": present.by_hand_words(allocation, lines, snapshot) if snapshot else "",
        "is_ready": is_ready,
        "is_working": is_working,
        "once": ProposeForm(),
        "is_published": allocation.state == AllocationState.PUBLISHED,
        "others": _others(allocation) if allocation.state in OUT else [],
        "history": timeline(subject=allocation, limit=8),
        "poll": f"{request.path}?part=job",
    }
    return render(request, "challenges/briefs/allocation.html", context)


def _others(allocation: Allocation) -> list[Allocation]:
    """The other allocations that were published before or after it, the newest first."""
    rows = Allocation.objects.filter(cohort=allocation.cohort, state__in=OUT).exclude(pk=allocation.pk)
    return list(rows.select_related("asked_by").order_by("-number"))


def _job(request: HttpRequest, allocation: Allocation, is_working: bool) -> HttpResponse:
    """The bar, asked for again and again; once the work has ended the page is loaded anew."""
    context = {"done": 0, "total": 1, "label": _("worked out"), "poll": f"{request.path}?part=job"}
    response = render(request, "components/job.html", context)
    if not is_working:
        response["HX-Refresh"] = "true"
    return response


def _team_at(request: HttpRequest, allocation: Allocation) -> Team:
    team: Team | None = Team.objects.filter(
        cohort=allocation.cohort,
        key=request.resolver_match.kwargs["team"],  # type: ignore[union-attr]
    ).first()
    if team is None:
        raise Http404
    return team


def _back(allocation: Allocation, team: Team) -> HttpResponse:
    return redirect(f"{reverse('organise:allocation', args=[allocation.cohort.slug, allocation.key])}#t-{team.key}")


@guard("allocation.view", of=allocation_at)
@require_GET
def swaps(request: HttpRequest, allocation: Allocation) -> HttpResponse:
    """What every move and swap of one team would cost; to be made while the allocation is ready."""
    only_known(request)
    team = _team_at(request, allocation)
    rows = present.swaps(allocation, team, _lines(allocation), snapshot_of(allocation.cohort))
    context = {
        "cohort": allocation.cohort,
        "allocation": allocation,
        "team": team,
        "line": AllocationLine.objects.filter(allocation=allocation, team=team).select_related("brief").first(),
        "page": page_of(request, rows, 25),
        "is_ready": allocation.state == AllocationState.READY,
    }
    return render(request, "challenges/briefs/allocation_swaps.html", context)


@guard("brief.allocate", of=allocation_at)
@require_POST
def line(request: HttpRequest, allocation: Allocation) -> HttpResponse:
    """One team gets another brief."""
    team = _team_at(request, allocation)
    briefs = list(Brief.objects.to_rank().filter(cohort=allocation.cohort))
    form = LineForm(request.POST, briefs=briefs)
    if not form.is_valid():
        messages.error(request, _("Choose one of the challenges that are offered."))
        return _home(allocation)
    brief = next(brief for brief in briefs if brief.key == form.cleaned_data["brief"])
    seen = form.cleaned_data["version"]
    try:
        services.change_line(allocation=allocation, team=team, brief=brief, version=seen, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("%(team)s gets “%(brief)s”.") % {"team": team.name, "brief": brief.title})
    return _back(allocation, team)


@guard("brief.allocate", of=allocation_at)
@require_POST
def swap(request: HttpRequest, allocation: Allocation) -> HttpResponse:
    """Two teams have each other's briefs."""
    team, form = _team_at(request, allocation), VersionForm(request.POST)
    other = Team.objects.filter(cohort=allocation.cohort, key=request.POST.get("other", "")[:12]).first()
    if other is None or not form.is_valid():
        messages.error(request, _("Choose the team to swap with."))
        return _home(allocation)
    seen = form.cleaned_data["version"]
    try:
        services.swap_lines(allocation=allocation, team=team, other=other, version=seen, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("%(team)s and %(other)s are swapped.") % {"team": team.name, "other": other.name})
    return _back(allocation, team)


@guard("brief.allocate", of=allocation_at)
@require_POST
def aim(request: HttpRequest, allocation: Allocation) -> HttpResponse:
    """The split that is best by the other aim."""
    form = VersionForm(request.POST)
    wanted = request.POST.get("aim", "")
    if not form.is_valid() or wanted not in AllocationAim.values:
        messages.error(request, _("Choose one of the splits."))
        return _home(allocation)
    seen = form.cleaned_data["version"]
    try:
        services.choose_aim(allocation=allocation, aim=wanted, version=seen, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The table shows this split now. Nobody has been told."))
    return _home(allocation)


@guard("brief.allocate", of=allocation_at)
def publish(request: HttpRequest, allocation: Allocation) -> HttpResponse:
    """What publishing does and the mail it sends; then the act itself."""
    form = VersionForm(request.POST if request.method == "POST" else None, initial={"version": allocation.version})
    lines = _lines(allocation)
    previews = _previews(allocation.cohort, lines)
    form.ask_number(sum(preview.count for _heading, preview in previews))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            services.publish_allocation(allocation=allocation, version=seen, by=request.user)  # type: ignore[arg-type]
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("Teams and owners know who works on what. Their mail waits a while."))
        return _home(allocation)
    if allocation.state != AllocationState.READY or _problem(allocation, lines):
        return _home(allocation)
    effects = [
        _("Each team sees its own challenge, and its owner sees the team."),
        _("Rankings are closed. What changes later is a correction with a reason, and all concerned are told."),
        allocation.summary,
    ]
    context = {
        "cohort": allocation.cohort,
        "allocation": allocation,
        "form": form,
        "effects": effects,
        "previews": previews,
    }
    return answer(request, "challenges/briefs/allocation_publish.html", context, form)


def _previews(cohort: Cohort, lines: list[AllocationLine]) -> list[tuple[str, MailPreview]]:
    """The two mailings, to teams and to owners, each with its heading."""
    names = {"briefs.allocated": _("Mail to the teams"), "briefs.given": _("Mail to the owners of the challenges")}
    return [
        (names[kind], preview_mail(cohort=cohort, kind=kind, to=people, facts=facts, always_held=True))
        for kind, (people, facts) in allocation_letters(cohort, lines).items()
        if people
    ]


@guard("brief.allocate", of=allocation_at)
@require_POST
def discard(request: HttpRequest, allocation: Allocation) -> HttpResponse:
    """The allocation is thrown away."""
    try:
        services.discard_allocation(allocation=allocation, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused.message))
        return _home(allocation)
    messages.success(request, _("The allocation is thrown away."))
    return redirect("organise:briefs", allocation.cohort.slug)
