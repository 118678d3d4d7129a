"""The board of a proposal: looking, asking why, moving, locking, naming, undoing and making again."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohorts.people.models import Participant
from cohorts.teams import services
from cohorts.teams.against import against
from cohorts.teams.board import board_of
from cohorts.teams.board_forms import LockTeamForm
from cohorts.teams.forms import BoardForm, LockForm, MoveForm, ProposedNameForm, TakeOverForm
from cohorts.teams.history import kind_words, rules_words
from cohorts.teams.models import ProposalKind, TeamProposal
from cohorts.teams.quality import quality_words
from cohorts.teams.snapshot import changes, fingerprint, freeze
from cohorts.teams.story import story
from cohorts.teams.views.loaders import me, proposal_at
from cohorts.teams.views.panel import FindPanel, panel_of
from cohorts.teams.weighing import in_words
from cohorts.teams.workflow import ProposalState
from core.access import guard
from core.errors import Refused
from core.sentence import from_json

PAGES = {
    ProposalState.FORMING: "cohorts/teams/forming.html",
    ProposalState.IMPOSSIBLE: "cohorts/teams/impossible.html",
    ProposalState.FAILED: "cohorts/teams/failed.html",
}


@guard("proposal.view", of=proposal_at)
@require_GET
def proposal(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """The proposal as its state has it: at work, impossible, failed, or the board."""
    context = {"cohort": proposal.cohort, "proposal": proposal, "story": story(proposal), **about(proposal)}
    state = ProposalState(proposal.state)
    if state in PAGES or (state == ProposalState.DISCARDED and not proposal.names):
        page = PAGES.get(state, "cohorts/teams/failed.html")
        return render(request, page, {**context, "conflicts": _conflicts(proposal)})
    board = board_of(proposal)
    panel = panel_of(request, proposal, board)
    if isinstance(panel, FindPanel) and len(panel.found) == 1:
        return _board_at(proposal, panel.found[0][1].key)
    is_open = state == ProposalState.READY and not proposal.has_teams  # type: ignore[attr-defined]
    context |= {"board": board, "is_open": is_open, "panel": panel, "once": uuid4()}
    return render(request, "cohorts/teams/board.html", context | (_differences(proposal) if is_open else {}))


def about(proposal: TeamProposal) -> dict[str, Any]:
    """What stands of every proposal whatever its state: what it came from, its rules and how good it is."""
    base = proposal.base if proposal.kind != ProposalKind.NEW else None
    return {
        "against": against(proposal),
        "kind": kind_words(proposal, base.number if base else None),
        "rules_words": rules_words(proposal.rules),
        "quality": quality_words(proposal.result),
        "may_repeat": proposal.state != ProposalState.FORMING,
    }


def _board_at(proposal: TeamProposal, key: str) -> HttpResponseRedirect:
    """To the board with this person's panel open, and their card in view."""
    address = reverse("organise:proposal", args=[proposal.cohort.slug, proposal.key])
    return redirect(f"{address}?person={key}#seat-{key}")


def _conflicts(proposal: TeamProposal) -> list[str]:
    from_engine = proposal.result.get("conflicts", [])
    return list(dict.fromkeys(in_words(from_json(one["sentence"]), []) for one in from_engine))


def _differences(proposal: TeamProposal) -> dict[str, Any]:
    """Who changed since the proposal was formed, and the fingerprint under which the change may be taken over."""
    now = freeze(proposal.cohort)
    seen = fingerprint(now)
    if seen == proposal.snapshot_hash:
        return {"changes": []}
    return {"changes": changes(proposal.snapshot, now), "seen": seen}


def _person(proposal: TeamProposal, key: str) -> Participant:
    """Somebody of this proposal's cohort, or 404 (O-01)."""
    found = Participant.objects.filter(cohort=proposal.cohort_id, key=key).select_related("user").first()
    if found is None:
        raise Http404
    return found


def _change(
    request: HttpRequest, proposal: TeamProposal, form: BoardForm, act: Callable[[], str], fragment: str = ""
) -> HttpResponse:
    """The change is made and told, or the reason why not; back to the board either way."""
    if not form.is_valid():
        messages.error(request, _("That could not be read. Look at the board and try again."))
    else:
        try:
            messages.success(request, act())
        except Refused as refused:
            messages.error(request, refused.message)
    address = reverse("organise:proposal", args=[proposal.cohort.slug, proposal.key])
    key = form.data.get("person", "")
    query = f"?person={key}#seat-{key}" if key.isalnum() else fragment
    query = "?help=1#why" if form.data.get("help") else query
    return redirect(f"{address}{query}")


@guard("team.form", of=proposal_at)
@require_POST
def move(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """Somebody is in another team, perhaps in exchange for somebody else."""
    form = MoveForm(request.POST)

    def act() -> str:
        given = form.cleaned_data
        person = _person(proposal, given["person"])
        other = _person(proposal, given["swap"]) if given["swap"] else None
        changed = services.move_on_board(
            proposal=proposal,
            participant=person,
            to_number=given["to"],
            swap_with=other,
            expected_version=given["version"],
            by=me(request),
        )
        facts = {"name": person.user.name, "team": changed.names[given["to"] - 1]}
        if other:
            return _("%(name)s is in %(team)s, in exchange for %(other)s.") % {**facts, "other": other.user.name}
        return _("%(name)s is in %(team)s.") % facts

    return _change(request, proposal, form, act)


@guard("team.form", of=proposal_at)
@require_POST
def lock(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """Somebody is held where they are, or let go."""
    form = LockForm(request.POST)

    def act() -> str:
        given = form.cleaned_data
        person = _person(proposal, given["person"])
        services.lock_place(
            proposal=proposal,
            participant=person,
            is_locked=given["lock"],
            expected_version=given["version"],
            by=me(request),
        )
        words = _("%(name)s is locked.") if given["lock"] else _("%(name)s can be moved again.")
        return words % {"name": person.user.name}

    return _change(request, proposal, form, act)


@guard("team.form", of=proposal_at)
@require_POST
def lock_team(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """A team is held as it is, or let go."""
    form = LockTeamForm(request.POST)

    def act() -> str:
        given = form.cleaned_data
        changed = services.lock_team(
            proposal=proposal,
            number=given["number"],
            is_locked=given["lock"],
            expected_version=given["version"],
            by=me(request),
        )
        words = _("%(team)s is locked: nobody leaves or joins it.") if given["lock"] else _("%(team)s is unlocked.")
        return words % {"team": changed.names[given["number"] - 1]}

    number = form.data.get("number", "")
    return _change(request, proposal, form, act, fragment=f"?team={number}#team-{number}" if number.isdigit() else "")


@guard("team.form", of=proposal_at)
@require_POST
def undo(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """The last move is taken back."""
    form = BoardForm(request.POST)

    def act() -> str:
        services.undo_move(proposal=proposal, expected_version=form.cleaned_data["version"], by=me(request))
        return _("The last move is undone.")

    return _change(request, proposal, form, act, fragment="#undo")


@guard("team.form", of=proposal_at)
@require_POST
def redo(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """The move that was undone last is made again."""
    form = BoardForm(request.POST)

    def act() -> str:
        services.redo_move(proposal=proposal, expected_version=form.cleaned_data["version"], by=me(request))
        return _("The move is made again.")

    return _change(request, proposal, form, act, fragment="#redo")


@guard("team.form", of=proposal_at)
@require_POST
def rename(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """A proposed team has another name."""
    form = ProposedNameForm(request.POST)

    def act() -> str:
        given = form.cleaned_data
        services.rename_proposed_team(
            proposal=proposal,
            number=given["number"],
            name=given["name"],
            expected_version=given["version"],
            by=me(request),
        )
        return _("The team is called %(name)s.") % {"name": given["name"]}

    return _change(request, proposal, form, act)


@guard("team.form", of=proposal_at)
@require_POST
def take_over(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """The proposal speaks of the people as they are now."""
    form = TakeOverForm(request.POST)

    def act() -> str:
        services.take_changes_over(
            proposal=proposal,
            seen=form.cleaned_data["seen"],
            expected_version=form.cleaned_data["version"],
            by=me(request),
        )
        return _("The proposal speaks of the people as they are now.")

    return _change(request, proposal, form, act)
