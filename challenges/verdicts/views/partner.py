"""The owner's pages: a verdict on one team, and what became of its work later."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.briefs.models import AllocationLine
from challenges.verdicts import services
from challenges.verdicts.forms import FollowUpForm, VerdictForm, verdict_initial
from challenges.verdicts.models import FollowUp, OwnerVerdict
from challenges.verdicts.queries import history_of, shows_teams
from challenges.verdicts.times import are_open, rule_words
from challenges.verdicts.views.lookups import follow_up_by_key, line_in_address
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("verdict.give", of=line_in_address)
def verdict(request: Request, line: AllocationLine) -> HttpResponse:
    """What is said of the team: a draft that is kept, a verdict that is given, a given one that is changed."""
    found = OwnerVerdict.objects.filter(brief=line.brief_id, team=line.team_id).first()
    is_given = found is not None and found.is_given
    initial = {**verdict_initial(found), "seen": found.stamp if found else ""}
    form = VerdictForm(request.POST or None, is_given=is_given, initial=initial)
    if request.method == "POST" and form.is_valid() and _done(request, line, form):
        return redirect("partner:brief_verdict", line.brief.key, line.team.key)
    cohort = line.brief.cohort
    history = history_of(found) if found else []
    context = {
        "cohort": cohort,
        "brief": line.brief,
        "team": line.team,
        "verdict": found,
        "newest": history[0] if history else None,
        "history": history,
        "differs": is_given and found is not None and _differs(found),
        "is_open": are_open(cohort, zones.now()),
        "rule": rule_words(cohort),
        "shows_teams": shows_teams(cohort),
    }
    return answer(request, "challenges/verdicts/verdict.html", context, form)


def _differs(verdict: OwnerVerdict) -> bool:
    """Whether a change was begun and not given."""
    newest = history_of(verdict)[0]
    return verdict_initial(verdict) != verdict_initial(newest)  # type: ignore[arg-type]


def _done(request: Request, line: AllocationLine, form: VerdictForm) -> bool:
    where = {"brief": line.brief, "team": line.team, "words": form.words, "by": request.user}
    where["seen"] = form.cleaned_data["seen"]
    try:
        if request.POST.get("act") == "give":
            services.give_verdict(**where, why=form.cleaned_data.get("why", ""), key=form.key)  # type: ignore[arg-type]
            messages.success(request, _("Your verdict is given. Thank you."))
        else:
            services.save_verdict(**where)  # type: ignore[arg-type]
            messages.success(request, _("Kept as a draft. Nobody but the owners of this challenge reads it."))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        if isinstance(refused, services.DraftChanged):
            form.show(OwnerVerdict.objects.get(brief=line.brief_id, team=line.team_id))
        return False
    return True


@guard("verdict.give", of=line_in_address)
@require_POST
def show(request: Request, line: AllocationLine) -> HttpResponse:
    """The team may read its part, once the result is released."""
    found = OwnerVerdict.objects.filter(brief=line.brief_id, team=line.team_id).first()
    if found is None:
        raise Http404
    try:
        services.show_verdict(verdict=found, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Released: the team reads its part once the result of the pitch day is out."))
    return redirect("partner:brief_verdict", line.brief.key, line.team.key)


@guard("follow_up.answer", of=follow_up_by_key)
def follow_up(request: Request, follow_up: FollowUp) -> HttpResponse:
    """What became of the work, some months later."""
    initial = {name: getattr(follow_up, name) for name in ("happened", "words", "is_public")}
    form = FollowUpForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.answer_follow_up(follow_up=follow_up, by=request.user, **form.values)
        messages.success(request, _("Thank you. You can change your answer here."))
        return redirect("partner:brief", follow_up.brief.key)
    context = {"cohort": follow_up.cohort, "follow_up": follow_up}
    return answer(request, "challenges/verdicts/follow_up.html", context, form)
