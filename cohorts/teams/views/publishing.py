"""Publishing a proposal: names, rooms and mentors, what will happen, to whom, and then doing it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cohorts.messages.services import MailPreview
from cohorts.people.models import Mentor
from cohorts.teams import services
from cohorts.teams.models import TeamProposal
from cohorts.teams.publishing_forms import PublishForm, seen_of
from cohorts.teams.services import Lineup
from cohorts.teams.story import published_words
from cohorts.teams.views.loaders import me, proposal_at
from cohorts.teams.workflow import ProposalState
from core import zones
from core.access import guard
from core.errors import Changed, Refused
from core.forms import answer
from core.templatetags.moments import when_words


@guard("team.form", of=proposal_at)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """Exactly what publishing does, with what is typed; posting what was looked at publishes."""
    cohort, planned = proposal.cohort, services.lineups(proposal)
    if proposal.state != ProposalState.READY or not planned:
        messages.error(request, published_words(cohort) or _("This proposal cannot be published."))
        return redirect("organise:proposal", cohort.slug, proposal.key)
    broken = services.broken_rules(proposal)
    form = _form(request, proposal, planned, is_broken=bool(broken))
    context = {"cohort": cohort, "proposal": proposal, "broken": broken}
    if request.method != "POST":
        return _page(request, proposal, form, context, planned)
    if not form.is_valid():
        return _page(request, proposal, form, context, None)
    planned = services.lineups(proposal, form.plans)
    if "look" in request.POST or form.cleaned_data["seen"] != seen_of(planned):
        context["is_changed"] = True
        return _page(request, proposal, form, context, planned)
    try:
        teams = _publish(request, proposal, form)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        if isinstance(refused, Changed):
            proposal.refresh_from_db()
        return _page(request, proposal, form, context, services.lineups(proposal, form.plans))
    words = ngettext("%(count)s team is published.", "%(count)s teams are published.", len(teams))
    messages.success(request, words % {"count": len(teams)})
    return redirect("organise:teams", cohort.slug)


def _form(request: HttpRequest, proposal: TeamProposal, planned: list[Lineup], *, is_broken: bool) -> PublishForm:
    cohort = proposal.cohort
    known = Mentor.objects.filter(cohort=cohort, left_at=None).select_related("user", "organisation")
    return PublishForm(
        request.POST or None,
        zone=cohort.zone,
        initial={"version": proposal.version, "seen": seen_of(planned), "names_until": cohort.names_until},
        lineups=planned,
        mentors=list(known.order_by("user__last_name", "user__first_name", "pk")),
        must_type=services.must_type_count(planned),
        is_broken=is_broken,
    )


def _publish(request: HttpRequest, proposal: TeamProposal, form: PublishForm) -> Sequence[Any]:
    given = form.cleaned_data
    return services.publish_teams(
        proposal=proposal,
        expected_version=given["version"],
        by=me(request),
        reason=given.get("reason", ""),
        plans=form.plans,
        names_until=given["names_until"],
    )


def _page(
    request: HttpRequest,
    proposal: TeamProposal,
    form: PublishForm,
    context: dict[str, Any],
    planned: list[Lineup] | None,
) -> HttpResponse:
    """The form with the mail that it sends; without the mail where what was typed cannot be taken yet."""
    is_stale = services.is_stale(proposal)
    if planned is None:
        return answer(request, "cohorts/teams/publish.html", {**context, "is_stale": is_stale}, form)
    previews = services.preview_publication(proposal, planned)
    if form.is_bound:
        form.show_again(version=proposal.version, seen=seen_of(planned))
    shown = {"is_stale": is_stale, "previews": previews, "effects": _effects(proposal, form, planned, previews)}
    return answer(request, "cohorts/teams/publish.html", {**context, **shown}, form)


def _effects(proposal: TeamProposal, form: PublishForm, planned: list[Lineup], mails: list[MailPreview]) -> list[str]:
    made = ngettext("%(count)s team is made.", "%(count)s teams are made.", len(planned)) % {"count": len(planned)}
    told = ngettext(
        "%(count)s person is told by mail: the team’s name, who is in it, its room and its mentors.",
        "%(count)s people are told by mail: their team’s name, who is in it, its room and its mentors.",
        mails[0].count,
    )
    held = _("The mail waits for %(minutes)s minutes. Until then you can stop it from the page of teams.")
    return [
        made,
        _("Everybody sees their own team, and who is in it, from that moment on."),
        told % {"count": mails[0].count},
        *(_mentors(mail.count) for mail in mails[1:]),
        held % {"minutes": mails[0].held_minutes},
        *_until(proposal, form),
        _("Afterwards people are moved one by one, and both teams are told."),
    ]


def _mentors(count: int) -> str:
    words = ngettext(
        "%(count)s mentor is told by mail: the teams, and who is in them.",
        "%(count)s mentors are told by mail: their teams, and who is in them.",
        count,
    )
    return words % {"count": count}


def _until(proposal: TeamProposal, form: PublishForm) -> list[str]:
    until = form.cleaned_data.get("names_until") if form.is_bound else proposal.cohort.names_until
    if not until or until <= zones.now():
        return []
    words = _("Until %(when)s every team may give itself another name.")
    return [words % {"when": when_words(until, proposal.cohort.zone)}]
