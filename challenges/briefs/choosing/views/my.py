"""How a team chooses, as its members see it: each ranks, one ranking is put together, and they agree to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from challenges.briefs import services as briefs_services
from challenges.briefs.choices import choice_words
from challenges.briefs.choosing import services, shown
from challenges.briefs.choosing.forms import OwnForm, ReasonsForm, SeenForm, TakeForm
from challenges.briefs.choosing.models import REASONED, OwnProblem
from challenges.briefs.choosing.queries import Choosing, choosing_of
from challenges.briefs.choosing.views.lookups import cohort_at, my_place, own_problem_of_mine, own_team_at, team_of
from challenges.briefs.forms import RankForm
from challenges.briefs.intake.opening import opened
from challenges.briefs.models import Brief, Ranking, published_lines
from challenges.briefs.questions.queries import on_brief
from challenges.briefs.ranking import moved
from cohorts.models import Cohort, Team
from core import zones
from core.access import Request, guard
from core.errors import Changed, Refused
from core.forms import answer


def _home(team: Team) -> HttpResponse:
    return redirect("my:briefs", team.cohort.slug)


@guard("home.my", of=cohort_at)
def briefs(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """To choose while the allocation is not out; after that the own brief; for others just to read."""
    team = team_of(request, cohort)
    line = published_lines(cohort).filter(team=team).first() if team else None
    if line is not None:
        context: dict[str, Any] = {"cohort": cohort, "team": team, "brief": line.brief, "line": line}
        context |= {"choice": choice_words(line.choice), **opened(line.brief, request.user)}
        context |= on_brief(line.brief, team, zones.now())
        context["owners"] = list(line.brief.owners.select_related("user").order_by("pk"))
        return render(request, "challenges/briefs/my_brief.html", context)
    if team is None or published_lines(cohort).exists():
        seen = Brief.objects.with_owner().visible_to(request.user).filter(cohort=cohort).order_by("question")
        return render(request, "challenges/briefs/my_list.html", {"cohort": cohort, "briefs": seen, "team": team})
    choosing = choosing_of(team, zones.now())
    return _team_page(request, choosing, _team_form(choosing))


def _team_form(choosing: Choosing, data: Any = None) -> RankForm:
    chosen = choosing.chosen
    rest = [brief for brief in choosing.briefs if brief.pk not in choosing.ranks]
    initial = {brief.key: str(place) for place, brief in enumerate(chosen, start=1)}
    initial["seen"] = str(choosing.ranking.version if choosing.ranking else 0)
    return RankForm(data, briefs=[*chosen, *rest], initial=initial)


def _team_page(request: HttpRequest, choosing: Choosing, form: RankForm) -> HttpResponse:
    me = next((one for one in choosing.members if one.user_id == request.user.pk), None)
    order = [brief.key for brief in choosing.chosen]
    context = {
        "cohort": choosing.team.cohort,
        "team": choosing.team,
        "choosing": choosing,
        "rows": shown.ranked_rows(choosing, form, order),
        "ranking": choosing.ranking,
        "steps": shown.steps(choosing, me),
        "mine": choosing.orders.get(me.pk) if me else None,
        "is_member": me is not None,
        "own_words": shown.own_words(choosing, me),
        "ranked_by": [one.user.name for one in choosing.members if one.pk in choosing.orders],
        "waiting_for": [one.user.name for one in choosing.members if one.pk not in choosing.orders],
        "proposal": shown.proposal(choosing),
        "agreement": shown.agreement(choosing, me),
        "reasons": [(brief, choosing.reasons.get(brief.pk)) for brief in choosing.chosen[:REASONED]],
        "seen": choosing.ranking.version if choosing.ranking else 0,
    }
    return answer(request, "challenges/briefs/choosing/team.html", context, form)


@guard("brief.rank", of=own_team_at)
@require_POST
def rank(request: HttpRequest, team: Team) -> HttpResponse:
    """The whole ranking is replaced by what the boxes say, or by it after one move up or down."""
    choosing = choosing_of(team, zones.now())
    form = _team_form(choosing, request.POST)
    if form.is_valid():
        return _save(request, choosing, form)
    return _team_page(request, choosing, form)


def _save(request: HttpRequest, choosing: Choosing, form: RankForm) -> HttpResponse:
    act, _sign, key = request.POST.get("move", "").partition(":")
    team, wanted = choosing.team, moved(form.typed_order(), act, key)
    try:
        briefs_services.rank_briefs(team=team, order=wanted, by=request.user, seen=form.cleaned_data["seen"])  # type: ignore[arg-type]
    except Refused as refused:
        form.add_error(None, str(refused.message))
        ranking = Ranking.objects.filter(team=team).first()
        if isinstance(refused, Changed) and ranking is not None:
            # What was typed stays; saving again is then a decision made in the knowledge of the other one.
            form.data = {**request.POST.dict(), "seen": str(ranking.version)}
        return _team_page(request, choosing, form)
    messages.success(request, said(form, wanted, key, _("Your team’s ranking is saved.")))
    back = reverse("my:briefs", args=[team.cohort.slug])
    return redirect(f"{back}#b-{key}" if key in wanted else f"{back}#ours")


def said(form: RankForm, order: list[str], key: str, saved: str) -> str:
    """The new place of what was moved, or that everything is saved."""
    title = next((brief.title for brief in form.briefs if brief.key == key), "")
    if key not in order:
        return saved
    words = {"title": title, "choice": choice_words(order.index(key) + 1), "count": len(order)}
    return _("%(title)s is now your %(choice)s of %(count)s.") % words


@guard("brief.rank", of=own_team_at)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request, team: Team) -> HttpResponse:
    """One's own ranking, which only the team sees."""
    choosing, me = choosing_of(team, zones.now()), my_place(request, team)
    if me is None or (choosing.is_over and request.method != "POST"):
        return _home(team)
    row = choosing.orders.get(me.pk)
    known = {brief.key: brief for brief in choosing.briefs}
    order = [key for key in (row.order if row else []) if key in known]
    ordered = [*(known[key] for key in order), *(brief for brief in choosing.briefs if brief.key not in order)]
    initial = {"seen": "0", **{key: str(place) for place, key in enumerate(order, start=1)}}
    form = RankForm(request.POST or None, briefs=ordered, initial=initial)
    if request.method == "POST" and form.is_valid():
        act, _sign, key = request.POST.get("move", "").partition(":")
        wanted = moved(form.typed_order(), act, key)
        try:
            services.rank_own(team=team, order=wanted, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, said(form, wanted, key, _("Your own ranking is saved.")))
            here = reverse("my:briefs_own", args=[team.cohort.slug])
            return redirect(f"{here}#b-{key}") if key in wanted else _home(team)
    rows = shown.ranked_rows(choosing, form, order)
    context = {"cohort": team.cohort, "team": team, "choosing": choosing, "rows": rows, "row": row}
    return answer(request, "challenges/briefs/choosing/own.html", context, form)


def _try(request: Request, team: Team, act: Callable[[], object], words: str) -> HttpResponse:
    """The act is done and told, or the refusal is; back to the team's page."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, words)
    return redirect(f"{reverse('my:briefs', args=[team.cohort.slug])}#ours")


@guard("brief.rank", of=own_team_at)
@require_POST
def take(request: Request, team: Team) -> HttpResponse:
    """The proposal becomes the team's ranking."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _home(team)
    first = form.first_ones()
    seen = {"seen": form.cleaned_data["seen"], "shown": form.cleaned_data["shown"], "order": first}
    words = _("The proposal is your team’s ranking now. Change it together, or confirm it.")
    return _try(request, team, lambda: services.take_proposal(team=team, by=request.user, **seen), words)


@guard("brief.rank", of=own_team_at)
@require_POST
def confirm(request: Request, team: Team) -> HttpResponse:
    """The reader agrees to the ranking, or no longer does."""
    if request.POST.get("act") == "withdraw":
        words = _("You no longer agree to it.")
        return _try(request, team, lambda: services.withdraw_agreement(team=team, by=request.user), words)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _home(team)
    seen = form.cleaned_data["seen"]
    act = lambda: services.confirm_ranking(team=team, seen=seen, by=request.user)  # noqa: E731
    return _try(request, team, act, _("You agree to your team’s ranking."))


@guard("brief.rank", of=own_team_at)
@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: Request, team: Team) -> HttpResponse:
    """Why the team should have its first choices."""
    choosing = choosing_of(team, zones.now())
    first = choosing.chosen[:REASONED]
    if not first or (choosing.is_over and request.method != "POST"):
        return _home(team)
    initial = {brief.key: choosing.reasons[brief.pk].text for brief in first if brief.pk in choosing.reasons}
    form = ReasonsForm(request.POST or None, briefs=first, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            for brief in first:
                text = form.cleaned_data[brief.key]
                services.give_reason(team=team, brief=brief, text=text, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("Your reasons are saved."))
            return _home(team)
    return answer(request, "challenges/briefs/choosing/reasons.html", {"cohort": team.cohort, "team": team}, form)


@guard("brief.rank", of=own_team_at)
@require_http_methods(["GET", "HEAD", "POST"])
def own_problem(request: Request, team: Team) -> HttpResponse:
    """A problem that the team brings itself."""
    choosing = choosing_of(team, zones.now())
    if request.method != "POST" and (choosing.is_over or not choosing.rules.takes_own):
        return _home(team)
    form = OwnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.propose_own(team=team, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("Your problem is proposed. The organisers look for an owner."))
            return redirect(f"{reverse('my:briefs', args=[team.cohort.slug])}#own-problem")
    context = {"cohort": team.cohort, "team": team, "choosing": choosing}
    return answer(request, "challenges/briefs/choosing/propose.html", context, form)


@guard("own_problem.take_back", of=own_problem_of_mine)
@require_POST
def take_back(request: Request, problem: OwnProblem) -> HttpResponse:
    """The team no longer proposes it."""
    act = lambda: services.take_back_own(problem=problem, by=request.user)  # noqa: E731
    return _try(request, problem.team, act, _("Your own problem is taken back."))
