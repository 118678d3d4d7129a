"""One repair: the curve, one way of it before it is applied, and how it ended."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.people.models import Participant
from cohorts.repairs import services
from cohorts.repairs.diff import Diff, diff_of
from cohorts.repairs.forms import ApplyForm
from cohorts.repairs.models import TeamRepair
from cohorts.repairs.standing import changed_since
from cohorts.repairs.views.loaders import me, repair_at
from cohorts.repairs.ways import Way, notes_of, way_of, ways_of
from cohorts.repairs.workflow import RepairState
from core.access import guard
from core.errors import Refused
from core.forms import answer

PAGES = {RepairState.WORKING: "cohorts/repairs/working.html", RepairState.FAILED: "cohorts/repairs/failed.html"}


@guard("repair.view", of=repair_at)
@require_GET
def repair(request: HttpRequest, repair: TeamRepair) -> HttpResponse:
    """The repair as its state has it: at work, failed, or the curve with its ways."""
    context: dict[str, Any] = {"cohort": repair.cohort, "repair": repair}
    state = RepairState(repair.state)
    ways = ways_of(repair)
    if state in PAGES or not ways:
        return render(request, PAGES.get(state, PAGES[RepairState.FAILED]), context)
    is_open = state == RepairState.READY
    context |= {
        "is_open": is_open,
        "ways": ways,
        "curve": [(str(way.moved), way.points, way.is_broken) for way in ways],
        "notes": notes_of(repair),
        "changes": changed_since(repair) if is_open else [],
        "held": _held(repair),
        "people": len(repair.snapshot["people"]),
        "new": ways[0].placed,
    }
    return render(request, "cohorts/repairs/curve.html", context)


def _held(repair: TeamRepair) -> list[str]:
    """The teams and people that stay as they are, by name."""
    frozen = [team["name"] for team in repair.teams if team["number"] in repair.frozen_teams]
    rows = Participant.objects.filter(pk__in=repair.locked).select_related("user")
    return [*frozen, *sorted(row.user.name for row in rows)]


@guard("repair.view", of=repair_at)
@require_GET
def progress(request: HttpRequest, repair: TeamRepair) -> HttpResponse:
    """That the work goes on; the whole page is fetched anew once it has ended."""
    if repair.state != RepairState.WORKING:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "cohorts/repairs/parts/working.html", {"repair": repair, "cohort": repair.cohort})


@guard("repair.manage", of=repair_at)
@require_http_methods(["GET", "HEAD", "POST"])
def way(request: HttpRequest, repair: TeamRepair) -> HttpResponse:
    """Exactly what this way changes and whom it tells; posting applies it."""
    moved = request.resolver_match.kwargs["moved"] if request.resolver_match else 0
    found = way_of(repair, moved)
    if found is None:
        raise Http404
    if repair.state != RepairState.READY and request.method != "POST":
        messages.info(request, services.ended_words(repair))
        return redirect("organise:repair", repair.cohort.slug, repair.key)
    diff = diff_of(repair, found)
    must_type = bool(diff.mail and diff.mail.must_type_count)
    sent = request.POST if request.method == "POST" else None
    form = ApplyForm(sent, people=diff.told, must_type=must_type, is_broken=found.is_broken)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data.get("reason", "")
            services.apply_repair(repair=repair, moved=moved, by=me(request), reason=reason)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _done(found))
            return redirect("organise:teams", repair.cohort.slug)
    return answer(request, "cohorts/repairs/way.html", _way_context(repair, diff), form)


def _way_context(repair: TeamRepair, diff: Diff) -> dict[str, Any]:
    return {
        "cohort": repair.cohort,
        "repair": repair,
        "way": diff.way,
        "diff": diff,
        "changes": changed_since(repair),
        "title": diff.way.words,
        "button": _button(diff),
    }


def _button(diff: Diff) -> str:
    if diff.way.is_nothing:
        return _("Keep the teams as they are")
    told = ngettext("%(count)s is told", "%(count)s are told", diff.told) % {"count": diff.told}
    return _("Apply: %(what)s, %(told)s") % {"what": diff.way.words, "told": told}


def _done(way: Way) -> str:
    if way.is_nothing:
        return _("The teams stay as they are.")
    words = ngettext(
        "The teams are mended: %(count)s person is in a new team.",
        "The teams are mended: %(count)s people are in a new team.",
        len(way.moves),
    )
    return words % {"count": len(way.moves)}


@guard("repair.manage", of=repair_at)
@require_POST
def discard(request: HttpRequest, repair: TeamRepair) -> HttpResponse:
    """The ways are thrown away, the teams stay."""
    try:
        services.discard_repair(repair=repair, by=me(request))
    except Refused:
        messages.error(request, services.ended_words(repair))
    else:
        messages.success(request, _("%(repair)s is thrown away. The teams are as they were.") % {"repair": repair})
    return redirect("organise:repairs", repair.cohort.slug)
