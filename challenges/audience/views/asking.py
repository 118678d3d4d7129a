"""Questions to the speakers, at the public door."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from challenges.audience import services
from challenges.audience.browsers import voter_of
from challenges.audience.forms import QuestionForm
from challenges.audience.models import Question, QuestionVote
from challenges.audience.views.vote import day_in_address, private, takes_questions
from challenges.audience.workflow import QuestionState
from challenges.pitchdays.models import PitchDay
from core.access import found, guard
from core.errors import Refused
from core.forms import answer

MOST_SHOWN = 50
question_in_address = found(Question, "pitch_day__cohort", day="pitch_day__key", key="key")


@guard("public", of=day_in_address)
@private
def questions(request: HttpRequest, day: PitchDay) -> HttpResponse:
    """What others ask, and a form to ask something oneself."""
    code = voter_of(request, day)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and code is not None and form.is_valid():
        try:
            services.ask_question(by=code, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            return redirect("vote:questions", day.key)
    mine = Q(code=code, state=QuestionState.WAITING) if code else Q(pk__in=[])
    shown = Question.objects.filter(Q(state=QuestionState.SHOWN) | mine, pitch_day=day)
    rows = list(shown.order_by("-votes", "asked_at", "pk")[:MOST_SHOWN])
    wanted = set(QuestionVote.objects.filter(code=code).values_list("question_id", flat=True)) if code else set()
    context = {
        "cohort": day.cohort, "day": day, "code": code, "is_on": takes_questions(day),
        "waiting": [row for row in rows if row.state == QuestionState.WAITING],
        "rows": [(row, row.pk in wanted) for row in rows if row.state == QuestionState.SHOWN],
    }  # fmt: skip
    return answer(request, "challenges/audience/questions.html", context, form)


@guard("public", of=question_in_address)
@private
def question_up(request: HttpRequest, question: Question) -> HttpResponse:
    """Counts one more who wants the answer; back to the list."""
    code = voter_of(request, question.pitch_day)
    if request.method == "POST" and code is not None:
        services.upvote(question=question, by=code)
    return redirect("vote:questions", question.pitch_day.key)
