"""How the teams of a cohort choose, as organisers see and set it; and the problems that teams bring."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from challenges.briefs.choices import choice_words
from challenges.briefs.choosing import services
from challenges.briefs.choosing.forms import AcceptForm, RoomForm, RulesForm, WhyForm
from challenges.briefs.choosing.models import Bid, EmployerPass, OwnProblem, rules_of
from challenges.briefs.choosing.queries import silent_in, team_rows, undecided_in
from challenges.briefs.choosing.segments import are_choosing
from challenges.briefs.choosing.views.lookups import cohort_at, own_problem_at, team_at
from challenges.briefs.choosing.workflow import OwnState
from challenges.briefs.models import Brief, Preference, Ranking
from challenges.briefs.snapshot import barred_pairs
from cohorts.models import Cohort, Team
from core import zones
from core.access import Request, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.lifecycle import available_actions
from core.lists import choice, links_to, only_known, page_of

STATES = {
    OwnState.PROPOSED: "warn",
    OwnState.SEEKING: "info",
    OwnState.ACCEPTED: "good",
    OwnState.DECLINED: "plain",
    OwnState.TAKEN_BACK: "plain",
}
SHOWN = ("unranked", "unconfirmed")


@guard("briefs.manage", of=cohort_at)
@require_GET
def choosing(request: Request, cohort: Cohort) -> HttpResponse:
    """Every team with how far it has come, and what is set."""
    only_known(request, "show")
    show = choice(request, "show", SHOWN)
    teams = Team.objects.filter(cohort=cohort).order_by("number")
    done = Ranking.objects.filter(team__cohort=cohort)
    confirmed = done.exclude(confirmed_at=None)
    counts = {"teams": teams.count(), "ranked": done.count(), "confirmed": confirmed.count()}
    if show:
        teams = teams.exclude(pk__in=(done if show == "unranked" else confirmed).values("team"))
    page = page_of(request, teams, count=None if show else counts["teams"])
    rules, is_choosing = rules_of(cohort), are_choosing(cohort)
    context = {
        "cohort": cohort,
        "rules": rules,
        "is_over": rules.is_over(zones.now()),
        "is_choosing": is_choosing,
        "page": page,
        "rows": team_rows(list(page)),
        "link": links_to("organise:choosing_team", cohort.slug),
        "silent": silent_in(cohort).count() if is_choosing else 0,
        "undecided": undecided_in(cohort).count() if is_choosing else 0,
        "show": show,
        "problems": _problems(cohort),
        **counts,
    }
    return answer(request, "challenges/briefs/choosing/choosing.html", context)


def _problems(cohort: Cohort) -> list[tuple[OwnProblem, str]]:
    """The teams' own problems, those that wait for an answer first, each with its tag."""
    rows = OwnProblem.objects.filter(team__cohort=cohort).select_related("team").order_by("pk")
    order = list(STATES)
    found = sorted(rows, key=lambda row: order.index(OwnState(row.state)))
    return [(row, STATES[OwnState(row.state)]) for row in found]


@guard("briefs.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: Request, cohort: Cohort) -> HttpResponse:
    """How teams choose."""
    held = rules_of(cohort)
    names = ("agreeing", "closes_at", "takes_own", "gives_unranked", "is_steep")
    initial = {name: getattr(held, name) for name in names}
    form = RulesForm(request.POST or None, zone=cohort.zone, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_rules(cohort=cohort, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("Saved. Teams see it on their page."))
            return redirect("organise:choosing", cohort.slug)
    return answer(request, "challenges/briefs/choosing/rules.html", {"cohort": cohort}, form)


@guard("briefs.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: Request, cohort: Cohort) -> HttpResponse:
    """How many teams each challenge takes."""
    briefs = Brief.objects.to_rank().with_owner().filter(cohort=cohort).order_by("question")
    form = RoomForm(request.POST or None, briefs=list(briefs))
    if request.method == "POST" and form.is_valid():
        services.set_room(cohort=cohort, rooms=form.rooms(), by=request.user)
        messages.success(request, _("Saved. Propose an allocation anew to use it."))
        return redirect("organise:choosing", cohort.slug)
    return answer(request, "challenges/briefs/choosing/room.html", {"cohort": cohort}, form)


@guard("choosing.manage", of=team_at)
@require_GET
def team(request: Request, team: Team) -> HttpResponse:
    """One team's ranking with its reasons; never what a member ranked."""
    return _team_page(request, team)


def _team_page(request: Request, team: Team, form: WhyForm | None = None) -> HttpResponse:
    wishes = list(Preference.objects.filter(team=team).select_related("brief__owner").order_by("rank"))
    bids = {bid.brief_id: bid for bid in Bid.objects.filter(team=team).select_related("written_by")}
    passes = {row.brief_id: row for row in EmployerPass.objects.filter(team=team).select_related("given_by")}
    barred = [brief for owned_by, brief in barred_pairs(team.cohort) if owned_by == team.pk]
    context = {
        "cohort": team.cohort,
        "team": team,
        "row": team_rows([team])[0],
        "rows": [(wish.brief, choice_words(wish.rank), bids.get(wish.brief_id)) for wish in wishes],
        "barred": [(one, passes.get(one.pk)) for one in Brief.objects.filter(pk__in=barred).order_by("question")],
        "why_form": form or WhyForm(),
        "history": timeline(subject=team, limit=8),
    }
    return answer(request, "challenges/briefs/choosing/one_team.html", context, form)


@guard("choosing.manage", of=team_at)
@require_POST
def employer(request: Request, team: Team) -> HttpResponse:
    """The team may have its employer's challenge, with a reason, or no longer."""
    brief = Brief.objects.filter(cohort=team.cohort, key=request.POST.get("brief", "")[:12]).first()
    if brief is None:
        raise Http404
    if request.POST.get("act") == "withdraw":
        services.withdraw_pass(team=team, brief=brief, by=request.user)
        messages.success(request, _("It is not given to this team any more."))
        return redirect("organise:choosing_team", team.cohort.slug, team.key)
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            services.give_pass(team=team, brief=brief, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The team may have it. Propose an allocation anew to use it."))
            return redirect("organise:choosing_team", team.cohort.slug, team.key)
    return _team_page(request, team, form)


@guard("own_problem.view", of=own_problem_at)
@require_GET
def own_problem(request: Request, problem: OwnProblem) -> HttpResponse:
    """A problem that a team brings, and what is there to do with it."""
    return _problem_page(request, problem)


def _problem_page(
    request: Request, problem: OwnProblem, *, accept: AcceptForm | None = None, decline: WhyForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "cohort": problem.cohort,
        "problem": problem,
        "tag": STATES[OwnState(problem.state)],
        "actions": {move.action for move in available_actions(problem, request.user)},
        "accept": accept or AcceptForm(),
        "decline": decline or WhyForm(prefix="no"),
        "history": timeline(subject=problem, limit=8),
    }
    return answer(request, "challenges/briefs/choosing/own_problem.html", context, accept or decline)


@guard("own_problem.manage", of=own_problem_at)
@require_POST
def seek(request: Request, problem: OwnProblem) -> HttpResponse:
    """An owner is being sought."""
    try:
        services.seek_owner(problem=problem, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The team sees that an owner is being sought."))
    return redirect("organise:own_problem", problem.cohort.slug, problem.key)


@guard("own_problem.manage", of=own_problem_at)
@require_POST
def accept(request: Request, problem: OwnProblem) -> HttpResponse:
    """The problem becomes a challenge with its owner."""
    form = AcceptForm(request.POST)
    if form.is_valid():
        try:
            services.accept_own(problem=problem, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(
                request, _("It is a challenge now, as a draft. Have it checked and backed, then publish it.")
            )
            return redirect("organise:own_problem", problem.cohort.slug, problem.key)
    return _problem_page(request, problem, accept=form)


@guard("own_problem.manage", of=own_problem_at)
@require_POST
def decline(request: Request, problem: OwnProblem) -> HttpResponse:
    """The problem does not become a challenge."""
    form = WhyForm(request.POST, prefix="no")
    if form.is_valid():
        try:
            services.decline_own(problem=problem, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("It is declined. The team reads why."))
            return redirect("organise:own_problem", problem.cohort.slug, problem.key)
    return _problem_page(request, problem, decline=form)
