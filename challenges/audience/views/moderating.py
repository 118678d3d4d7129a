"""Questions to the speakers as organisers and the stage host see them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from challenges.audience import services
from challenges.audience.models import Question
from challenges.audience.views.organise import day_in_address
from challenges.audience.workflow import QuestionState
from challenges.pitchdays.models import PitchDay
from core.access import Request, found, guard
from core.errors import Refused
from core.lifecycle import available_actions
from core.lists import choice, only_known, page_of

question_in_address = found(Question, "pitch_day__cohort__programme", cohort="pitch_day__cohort__slug", key="key")
SHOWS = {"waiting": "WAITING", "shown": "SHOWN", "answered": "ANSWERED", "hidden": "HIDDEN"}


@guard("audience.manage", of=day_in_address)
def audience_questions(request: Request, day: PitchDay) -> HttpResponse:
    """What waits to be let through, and the rest by state; here asking is opened and ended too."""
    if request.method == "POST":
        services.take_questions(pitch_day=day, is_on=request.POST.get("act") == "on", by=request.user)
        return redirect("organise:audience_questions", day.cohort.slug)
    only_known(request, "show")
    show = choice(request, "show", tuple(SHOWS), "waiting")
    rows = Question.objects.filter(pitch_day=day, state=SHOWS[show]).select_related("pitch_day__cohort")
    page = page_of(request, rows.order_by("-votes", "asked_at", "pk"))
    context = {
        "cohort": day.cohort, "day": day, "page": page, "show": show,
        "rows": [(row, available_actions(row, request.user)) for row in page],
        "tabs": [(name, QuestionState(state).label) for name, state in SHOWS.items()],
        "is_on": getattr(getattr(day, "audience", None), "takes_questions", False),
    }  # fmt: skip
    return render(request, "challenges/audience/moderate.html", context)


@guard("audience.manage", of=day_in_address)
def audience_stage(request: Request, day: PitchDay) -> HttpResponse:
    """What the host on the stage reads: the shown questions, most wanted first, with one button each."""
    shown = Question.objects.filter(pitch_day=day, state=QuestionState.SHOWN).order_by("-votes", "asked_at", "pk")
    return render(request, "challenges/audience/stage.html", {"cohort": day.cohort, "day": day, "rows": shown[:30]})


@guard("question.moderate", of=question_in_address)
def question_act(request: Request, question: Question) -> HttpResponse:
    """Shows, answers or hides one question; back to where the button stood."""
    if request.method == "POST":
        try:
            services.moderate(question=question, action=request.POST.get("act", ""), by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
    if request.POST.get("from") == "stage":
        return redirect("organise:audience_stage", question.cohort.slug)
    return redirect("organise:audience_questions", question.cohort.slug)
