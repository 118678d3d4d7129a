"""Questions about a challenge as a team reads and asks them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from challenges.briefs.models import Brief
from challenges.briefs.questions import services
from challenges.briefs.questions.forms import AskForm
from challenges.briefs.questions.models import BriefQuestion
from challenges.briefs.questions.queries import reading_of
from challenges.briefs.questions.views.lookups import question_in_cohort, team_of
from challenges.briefs.views.lookups import brief_at
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lifecycle import NotPossibleNow


@guard("brief_question.read", of=brief_at)
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: Request, brief: Brief) -> HttpResponse:
    """What was answered to all, the team's own questions, and the form; like questions are shown before it is sent."""
    team = team_of(request, brief.cohort)
    reading = reading_of(brief, team)
    form = AskForm(request.POST if request.method == "POST" else None)
    like = []
    if request.method == "POST" and form.is_valid():
        like = [] if request.POST.get("sure") else reading.like(form.cleaned_data["text"])
        if not like:
            try:
                services.ask_question(brief=brief, team=team, by=request.user, key=form.key, **form.values)
            except Refused as refused:
                form.add_error(refused.field or None, str(refused.message))
            else:
                messages.success(request, _("Your question is on its way. Your team is told when it is answered."))
                return redirect("my:brief_asked", brief.cohort.slug, brief.key)
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "team": team,
        "reading": reading,
        "is_over": reading.is_over(zones.now()),
        "like": like,
    }
    return answer(request, "challenges/briefs/questions/asked.html", context, form)


@guard("brief_question.withdraw", of=question_in_cohort)
@require_POST
def withdraw(request: Request, question: BriefQuestion) -> HttpResponse:
    """The team no longer asks it."""
    try:
        services.withdraw_question(question=question, by=request.user)
    except NotPossibleNow:
        messages.error(request, _("It was answered meanwhile."))
    else:
        messages.success(request, _("The question is withdrawn."))
    return redirect("my:brief_asked", question.cohort.slug, question.brief.key)
