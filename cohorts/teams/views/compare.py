"""Two or three proposals beside each other, with a note on each, to choose one of them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.programmes.models import Cohort
from cohorts.teams import services
from cohorts.teams.comparing import compare
from cohorts.teams.models import TeamProposal
from cohorts.teams.publishing_forms import NoteForm, send_instead
from cohorts.teams.views.loaders import cohort_at, me
from cohorts.teams.workflow import ProposalState
from core.access import guard
from core.errors import Changed, Refused
from core.forms import answer

FEWEST, MOST = 2, 3


@guard("teams.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def compare_proposals(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The proposals that the address names, criterion by criterion; posting keeps a note on one of them."""
    keys = list(dict.fromkeys(request.GET.getlist("p")))
    if not FEWEST <= len(keys) <= MOST:
        messages.error(request, _("Choose two or three proposals to compare."))
        return redirect("organise:teams", cohort.slug)
    proposals = _proposals(cohort, keys)
    if not all(proposal.names for proposal in proposals):
        messages.error(request, _("Only proposals that have teams can be compared."))
        return redirect("organise:teams", cohort.slug)
    address = f"{reverse('organise:teams_compare', args=[cohort.slug])}?{urlencode({'p': keys}, doseq=True)}"
    sent = NoteForm(request.POST) if request.method == "POST" else None
    if sent is not None and _keep_note(request, proposals, sent):
        return redirect(address)
    table = compare(proposals)
    is_open = not cohort.teams.exists()
    columns = [
        {
            "proposal": proposal,
            "form": _form(proposal, sent),
            "rules": rules,
            "may_choose": is_open and proposal.state == ProposalState.READY,
        }
        for proposal, rules in zip(proposals, table.rules, strict=True)
    ]
    context = {"cohort": cohort, "columns": columns, "table": table, "address": address}
    return answer(request, "cohorts/teams/compare.html", context, sent)


def _proposals(cohort: Cohort, keys: list[str]) -> list[TeamProposal]:
    """In the order of the address; 404 for one that is not this cohort's (O-05)."""
    if any("\x00" in key for key in keys):
        raise Http404
    rows = TeamProposal.objects.filter(cohort=cohort, key__in=keys).select_related("cohort", "base", "asked_by")
    found = {proposal.key: proposal for proposal in rows}
    if len(found) != len(keys):
        raise Http404
    return [found[key] for key in keys]


def _form(proposal: TeamProposal, sent: NoteForm | None) -> NoteForm:
    """The form that was sent for this proposal, else one with the note as it is kept."""
    if sent is not None and sent.data.get("proposal") == proposal.key:
        return sent
    initial = {"proposal": proposal.key, "note": proposal.note, "version": proposal.version}
    return NoteForm(initial=initial, auto_id=f"id_{proposal.key}_%s")


def _keep_note(request: HttpRequest, proposals: list[TeamProposal], form: NoteForm) -> bool:
    """Whether the note is kept; where not, the form says why, and holds what was typed."""
    proposal = next((one for one in proposals if one.key == form.data.get("proposal")), None)
    if proposal is None:
        raise Http404
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        services.note_proposal(proposal=proposal, note=given["note"], expected_version=given["version"], by=me(request))
    except Refused as refused:
        form.add_error(refused.field or "note", refused.message)
        if isinstance(refused, Changed):
            # What was typed stays; sent once more it replaces what the others made of it, now that it was seen.
            proposal.refresh_from_db(fields=["version", "note"])
            send_instead(form, version=str(proposal.version))
        return False
    messages.success(request, _("The note on %(proposal)s is saved.") % {"proposal": proposal})
    return True
