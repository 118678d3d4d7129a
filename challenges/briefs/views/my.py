"""Challenge briefs as participants and mentors see them: to read, to rank, and at last their own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.briefs import services
from challenges.briefs.choices import choice_words
from challenges.briefs.forms import RankForm
from challenges.briefs.intake.opening import opened
from challenges.briefs.models import Brief, Preference, Ranking, brief_of, published_lines
from challenges.briefs.ranking import moved
from challenges.briefs.views.lookups import brief_at, cohort_at, own_team_at, team_of
from cohorts.models import Cohort, Team
from core.access import guard
from core.errors import Changed, Refused
from core.forms import answer


def _offered(cohort: Cohort, team: Team) -> tuple[list[Brief], list[str]]:
    """The briefs to choose from, the team's choices first in their order, and the keys of the choices."""
    briefs = list(Brief.objects.to_rank().with_owner().filter(cohort=cohort).order_by("question"))
    ranks = dict(Preference.objects.filter(team=team).values_list("brief_id", "rank"))
    chosen = sorted((brief for brief in briefs if brief.pk in ranks), key=lambda brief: ranks[brief.pk])
    return chosen + [brief for brief in briefs if brief.pk not in ranks], [brief.key for brief in chosen]


def _form(cohort: Cohort, team: Team, data: Any = None) -> tuple[RankForm, list[str], Ranking | None]:
    briefs, order = _offered(cohort, team)
    ranking = Ranking.objects.filter(team=team).select_related("changed_by").first()
    initial = {key: str(place) for place, key in enumerate(order, start=1)}
    initial["seen"] = str(ranking.version if ranking else 0)
    return RankForm(data, briefs=briefs, initial=initial), order, ranking


def _rank_page(
    request: HttpRequest, team: Team, form: RankForm, order: list[str], ranking: Ranking | None
) -> HttpResponse:
    rows = [
        {
            "brief": brief,
            "field": form[brief.key],
            "place": order.index(brief.key) + 1 if brief.key in order else 0,
            "is_first": brief.key in order[:1],
            "is_last": brief.key in order[-1:],
        }
        for brief in form.briefs
    ]
    context = {"cohort": team.cohort, "team": team, "rows": rows, "ranking": ranking, "ranked": len(order)}
    return answer(request, "challenges/briefs/my_rank.html", context, form)


@guard("home.my", of=cohort_at)
def briefs(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """To rank while the allocation is not out; after that the own brief; for others just to read."""
    team = team_of(request, cohort)
    line = published_lines(cohort).filter(team=team).first() if team else None
    if line is not None:
        context: dict[str, Any] = {
            "cohort": cohort,
            "team": team,
            "brief": line.brief,
            "choice": choice_words(line.choice),
            "line": line,
        }
        context |= opened(line.brief, request.user)
        context["owners"] = list(line.brief.owners.select_related("user").order_by("pk"))
        return render(request, "challenges/briefs/my_brief.html", context)
    if team is None or published_lines(cohort).exists():
        seen = Brief.objects.with_owner().visible_to(request.user).filter(cohort=cohort).order_by("question")
        return render(request, "challenges/briefs/my_list.html", {"cohort": cohort, "briefs": seen, "team": team})
    form, order, ranking = _form(cohort, team)
    return _rank_page(request, team, form, order, ranking)


@guard("brief.rank", of=own_team_at)
@require_POST
def rank(request: HttpRequest, team: Team) -> HttpResponse:
    """The whole ranking is replaced by what the boxes say, or by it after one move up or down."""
    form, order, ranking = _form(team.cohort, team, request.POST)
    if form.is_valid():
        return _save(request, team, form, order, ranking)
    return _rank_page(request, team, form, order, ranking)


def _save(request: HttpRequest, team: Team, form: RankForm, held: list[str], ranking: Ranking | None) -> HttpResponse:
    act, _sign, key = request.POST.get("move", "").partition(":")
    wanted = moved(form.typed_order(), act, key)
    try:
        services.rank_briefs(team=team, order=wanted, by=request.user, seen=form.cleaned_data["seen"])  # type: ignore[arg-type]
    except Refused as refused:
        form.add_error(None, str(refused.message))
        if isinstance(refused, Changed) and ranking is not None:
            # What was typed stays; saving again is then a decision made in the knowledge of the other one.
            form.data = {**request.POST.dict(), "seen": str(ranking.version)}
        return _rank_page(request, team, form, held, ranking)
    messages.success(request, _said(form, wanted, key))
    back = reverse("my:briefs", args=[team.cohort.slug])
    return redirect(f"{back}#b-{key}" if key in wanted else back)


def _said(form: RankForm, order: list[str], key: str) -> str:
    """The new place of what was moved, or that everything is saved."""
    title = next((brief.title for brief in form.briefs if brief.key == key), "")
    if key not in order:
        return _("Your team’s ranking is saved.")
    words = {"title": title, "choice": choice_words(order.index(key) + 1), "count": len(order)}
    return _("%(title)s is now your %(choice)s of %(count)s.") % words


@guard("brief.view", of=brief_at)
def brief(request: HttpRequest, brief: Brief) -> HttpResponse:
    """One brief to read."""
    team = team_of(request, brief.cohort)
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "owners": list(brief.owners.select_related("user").order_by("pk")),
        "is_ours": team is not None and brief_of(team) == brief,
        **opened(brief, request.user),
    }
    return render(request, "challenges/briefs/my_brief.html", context)
