"""What a team's page asks for while it is written in: saves, who is there, clashes, files, earlier versions."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.work import services
from challenges.work.asked import asked_parts
from challenges.work.cited.holding import citations_of, is_cited
from challenges.work.forms.drafts import BASE, DraftForm
from challenges.work.models import Clash, Draft, Milestone, Version
from challenges.work.queries import own_team
from challenges.work.services import Edit, Saved
from challenges.work.views.lookups import draft_in_address, milestone_in_address, stored_in_address, version_in_address
from challenges.work.writing import TeamWork, saves_of
from cohorts.models import Team
from core import zones
from core.access import Request, found, guard
from core.errors import Refused
from core.files.models import Upload
from core.files.receive import receive
from core.files.serve import file_response, preview_response
from core.files.services import Place
from core.models import StoredFile


def _own_team(request: Request, milestone: Milestone) -> Team:
    team = own_team(milestone.cohort, request.user)
    if team is None:
        raise Http404
    return team


@guard("milestone.view", of=milestone_in_address)
def save(request: Request, milestone: Milestone) -> HttpResponse:
    """What was typed is saved; the answer says what others have written since, and who is there."""
    team = _own_team(request, milestone)
    if request.method != "POST":
        return JsonResponse({}, status=405)
    work = TeamWork(milestone, team, zones.now())
    cited = citations_of(work.draft, request.POST)
    form = DraftForm(request.POST, milestone=milestone, parts=work.parts, cited=cited)
    if not form.is_valid():
        return JsonResponse({"problem": _first_problem(form)}, status=422)
    where: dict[str, Any] = {"milestone": milestone, "team": team, "by": request.user}
    edits = form.edits()
    try:
        saved = services.save_draft(edits=edits, **where) if edits else {}
    except Refused as refused:
        return JsonResponse({"problem": str(refused.message)}, status=409)
    services.see_draft(part=_part(request, milestone), **where)
    fresh = TeamWork(milestone, team, zones.now())
    return JsonResponse(_answer(request, fresh, edits, saved))


@guard("milestone.view", of=milestone_in_address)
def upload(request: Request, milestone: Milestone) -> HttpResponse:
    """Files sent in parts; each is in the team's draft once it is there."""
    team = _own_team(request, milestone)

    def finished(stored: StoredFile, sent: Upload) -> None:
        where: dict[str, Any] = {"milestone": milestone, "team": team, "by": request.user}
        services.attach_upload(stored=stored, begun_at=sent.begun_at, **where)

    place = Place(cohort=milestone.cohort, finished=finished, **services.place_of(milestone, team))
    return receive(request, place)


def _first_problem(form: DraftForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _part(request: Request, milestone: Milestone) -> str:
    part = request.POST.get("part", "")
    return part if part in asked_parts(milestone) or is_cited(part) else ""


def _answer(request: Request, work: TeamWork, edits: Mapping[str, Edit], saved: Mapping[str, Saved]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name, part in saved.items():
        changed[name] = {"revision": part.revision, "basis": part.basis, "clash": part.is_clash}
        if part.value != edits[name].text and not part.is_clash:
            changed[name]["value"] = part.value
    for name, row in work.parts.items():
        if name not in saved and request.POST.get(f"{BASE}{name}") != str(row.revision):
            changed[name] = {"revision": row.revision, "basis": row.revision, "value": row.value, "clash": False}
    return {"saved": work.saved_words, "parts": changed, "others": _others_words(request, work)}


def _others_words(request: Request, work: TeamWork) -> str:
    told = []
    for person, part in work.others(request.user):
        words = {"name": person.name, "part": part}
        told.append(_("%(name)s is writing in “%(part)s”.") % words if part else _("%(name)s is here.") % words)
    return " ".join(told)


@guard("draft.view", of=draft_in_address)
def draft_saves(request: Request, draft: Draft) -> HttpResponse:
    """The earlier saves of the draft with what each changed; one of them is put back by a button."""
    if request.method == "POST":
        name, _colon, revision = request.POST.get("back", "").rpartition(":")
        try:
            if revision.isdigit() and len(revision) < 10:
                services.put_back(draft=draft, name=name, revision=int(revision), by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("It stands in the draft again."))
        return redirect("my:milestone", draft.cohort.slug, draft.milestone.key)
    context = {"cohort": draft.cohort, "milestone": draft.milestone, "draft": draft, "saves": saves_of(draft)}
    return render(request, "challenges/work/saves.html", context)


@guard("draft.view", of=draft_in_address)
def draft_file(request: Request, draft: Draft) -> HttpResponse:
    """One file of the draft, as a download, for the team alone."""
    return file_response(stored_in_address(request, draft.files))  # type: ignore[return-value]


@guard("draft.view", of=draft_in_address)
def draft_file_preview(request: Request, draft: Draft) -> HttpResponse:
    """The small picture of a file of the draft, for the team alone."""
    return preview_response(stored_in_address(request, draft.files), 1)  # type: ignore[return-value]


@guard(
    "clash.view",
    of=found(Clash, "draft__milestone__cohort", "draft__team", cohort="draft__milestone__cohort__slug", key="key"),
)
def clash(request: Request, clash: Clash) -> HttpResponse:
    """The team has chosen between two texts."""
    milestone = clash.draft.milestone
    if request.method == "POST":
        try:
            services.settle_clash(clash=clash, keep=request.POST.get("keep", ""), by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Chosen. The other text is kept among the earlier saves."))
    return redirect("my:milestone", milestone.cohort.slug, milestone.key)


@guard("submission_version.view", of=version_in_address)
def restore(request: Request, version: Version) -> HttpResponse:
    """An earlier version stands in the draft again; the team's own doing."""
    milestone, team = version.submission.milestone, version.submission.team
    if own_team(milestone.cohort, request.user) != team:
        raise Http404
    if request.method == "POST":
        try:
            services.restore_version(version=version, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            words = _("Version %(number)s stands in the draft again. Nothing is handed in yet.")
            messages.success(request, words % {"number": version.number})
    return redirect("my:milestone", milestone.cohort.slug, milestone.key)
