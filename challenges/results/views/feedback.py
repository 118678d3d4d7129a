"""The chair's review of notes and the panel's answers; and what a team reads of its own result."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from challenges.judging.models import Scorecard
from challenges.judging.queries import notes_for_chair
from challenges.pitchdays.models import PitchDay
from challenges.results import services
from challenges.results.forms import AnswerForm, QuestionForm, ReviewForm
from challenges.results.models import TeamQuestion
from challenges.results.notes import note_of, notes_for_teams
from challenges.results.queries import Feedback, feedback_of
from challenges.results.told import told
from challenges.results.views.approval import day_of_key
from cohorts.models import Team
from core.access import Request, can, found, guard
from core.errors import Refused
from core.forms import SiteForm, answer
from core.lists import only_known


@guard("pitchday.lead", of=day_of_key, see="pitchday.view")
def deliberation_feedback(request: Request, day: PitchDay) -> HttpResponse:
    """Judges' notes for the chair and for the teams, read by the chair alone; and the teams' questions."""
    only_known(request, "one", "other")
    is_chair = can(request.user, "pitchday.chair", day)
    cards = notes_for_teams(day) if is_chair else []
    form = _sent(request)
    if form is not None and form.is_valid():
        done = _review(request, day, form, cards) if isinstance(form, ReviewForm) else _answer(request, day, form)
        if done is not None:
            return done
    questions = TeamQuestion.objects.filter(team__cohort=day.cohort_id).select_related("team", "answered_by")
    context = {
        "cohort": day.cohort,
        "day": day,
        "is_chair": is_chair,
        "for_chair": _side_by_side(request, notes_for_chair(day)) if is_chair else {},
        "notes": [(card, note_of(card), getattr(card, "reviewed_note", None), _own(form, card)) for card in cards],
        "questions": [(question, _own_answer(form, question)) for question in questions.order_by("asked_at")],
    }
    return answer(request, "challenges/results/feedback_review.html", context, form or SiteForm())


def _side_by_side(request: Request, cards: list[Scorecard]) -> dict[str, object]:
    """The notes for the chair on the two teams that were asked for beside each other, and all others by team."""
    chosen_keys = [request.GET.get(name, "") for name in ("one", "other")]
    by_team: dict[str, list[Scorecard]] = {}
    for card in cards:
        by_team.setdefault(card.slot.key, []).append(card)
    chosen = [(by_team[key][0].slot.team.name, by_team[key]) for key in dict.fromkeys(chosen_keys) if key in by_team]
    rest = [(found[0].slot.team.name, found) for key, found in by_team.items() if key not in chosen_keys]
    return {"chosen": chosen, "others": rest}


def _sent(request: Request) -> ReviewForm | AnswerForm | None:
    if request.method != "POST":
        return None
    return AnswerForm(request.POST) if "answer" in request.POST else ReviewForm(request.POST)


def _own(form: SiteForm | None, card: object) -> ReviewForm:
    """The form of this note: the one that was sent, with its errors, or a fresh one."""
    if isinstance(form, ReviewForm) and form.data.get("card") == card.key:  # type: ignore[attr-defined]
        return form
    reviewed = getattr(card, "reviewed_note", None)
    initial = {"card": card.key, "state": reviewed.state if reviewed else "", "text": reviewed.text if reviewed else ""}  # type: ignore[attr-defined]
    return ReviewForm(initial=initial, prefix=None, auto_id=f"id_{card.key}_%s")  # type: ignore[attr-defined]


def _own_answer(form: SiteForm | None, question: TeamQuestion) -> AnswerForm:
    if isinstance(form, AnswerForm) and form.data.get("team") == question.team.key:
        return form
    return AnswerForm(initial={"team": question.team.key}, auto_id=f"id_{question.team.key}_%s")


def _review(request: Request, day: PitchDay, form: SiteForm, cards: list) -> HttpResponse | None:
    card = next((card for card in cards if card.key == form.cleaned_data["card"]), None)
    if card is None:
        raise Http404
    try:
        values = form.cleaned_data
        services.review_note(card=card, state=values["state"], text=values["text"], by=request.user)
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return None
    messages.success(request, _("Your decision on the note is kept."))
    return redirect("judge:deliberation_feedback", day.key)


def _answer(request: Request, day: PitchDay, form: SiteForm) -> HttpResponse | None:
    asked = TeamQuestion.objects.filter(team__cohort=day.cohort_id, team__key=form.cleaned_data["team"]).first()
    if asked is None:
        raise Http404
    try:
        services.answer_question(question=asked, answer=form.cleaned_data["answer"], by=request.user)
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return None
    messages.success(request, _("The team has its answer."))
    return redirect("judge:deliberation_feedback", day.key)


@guard("feedback.view", of=found(Team, "cohort__programme", "pitch_slot", cohort="cohort__slug", key="key"))
def team_feedback(request: Request, team: Team) -> HttpResponse:
    """The team's own ledger, levels, notes and its one question; not there before the release."""
    feedback = feedback_of(team)
    if feedback is None:
        raise Http404
    may_ask = feedback.question is None and can(request.user, "feedback.ask", team)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and may_ask and form.is_valid():
        try:
            services.ask_question(team=team, text=form.cleaned_data["text"], by=request.user, key=form.key)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The panel has your question. You get its answer by mail."))
            return redirect("my:team_feedback", team.cohort.slug, team.key)
    return answer(request, "challenges/results/feedback.html", _context(team, feedback, may_ask=may_ask), form)


def _context(team: Team, feedback: Feedback, *, may_ask: bool) -> dict[str, object]:
    return {
        "cohort": team.cohort,
        "team": team,
        "told": told(feedback),
        "question": feedback.question,
        "may_ask": may_ask,
    }
