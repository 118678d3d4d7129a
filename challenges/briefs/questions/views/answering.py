"""One question as those who answer read it, behind the organisers' door and the owners'."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from challenges.briefs.letters import people_in
from challenges.briefs.questions import services
from challenges.briefs.questions.engine import named_in
from challenges.briefs.questions.forms import AnswerForm, CorrectForm, MergeForm, PassForm
from challenges.briefs.questions.models import BriefQuestion
from challenges.briefs.questions.queries import candidates
from challenges.briefs.questions.views.lookups import base_of, both, is_run, list_at, page_at, places
from challenges.briefs.questions.workflow import AskedState, Owes
from core import zones
from core.access import Request
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer

LIST_ACTS = {
    "list": lambda found, by: services.list_answer(answer=found, by=by),
    "unlist": lambda found, by: services.unlist_answer(answer=found, by=by),
    "up": lambda found, by: services.shift_answer(answer=found, step=-1, by=by),
    "down": lambda found, by: services.shift_answer(answer=found, step=1, by=by),
}


@require_http_methods(["GET", "HEAD", "POST"])
def _page(request: Request, question: BriefQuestion) -> HttpResponse:
    """The question; posted, the answer is sent, or shown as it goes out to all."""
    if request.method != "POST":
        return _shown(request, question)
    form = AnswerForm(request.POST, question=question)
    preview = None
    if form.is_valid():
        is_sent = not form.is_for_all or (form.was_looked_at and request.POST.get("act") != "look")
        preview = _preview(question, form) if form.is_for_all else None
        if is_sent and not form.errors and form.may_tell(_told(question, form)) and _sent(request, question, form):
            return redirect(page_at(request, "brief_question", question))
    question.refresh_from_db()
    return _shown(request, question, form=form, preview=preview)


def _told(question: BriefQuestion, form: AnswerForm) -> int:
    return len(services.told_of_answer(question, is_for_all=form.is_for_all))


def _sent(request: Request, question: BriefQuestion, form: AnswerForm) -> bool:
    try:
        services.answer_question(question=question, by=request.user, key=form.key, **form.answer())
    except Refused as refused:
        form.add_error(refused.field or None, str(refused.message))
        return False
    said = _("Sent to all teams.") if form.is_for_all else _("Sent to the team.")
    messages.success(request, said)
    return True


def _preview(question: BriefQuestion, form: AnswerForm) -> dict[str, Any] | None:
    """What goes out to all and to how many; what names the team is refused, what names its people is pointed at."""
    words = {name: form.cleaned_data[name] for name in ("wording", "text")}
    if not words["wording"]:
        form.add_error("wording", str(services.WordingMissing.message))
        return None
    for name, text in words.items():
        if named_in([text], [question.team.name]):
            form.add_error(name, str(services.GivesTeamAway.message))
    if form.errors:
        return None
    people = people_in([question.team_id])[question.team_id]
    names = list(dict.fromkeys(name for user in people for name in (user.first_name, user.last_name)))
    told = _told(question, form)
    form.ask_number(told)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = form.digest  # type: ignore[index]
    return {**words, "told": told, "named": named_in(words.values(), names)}


def _shown(
    request: Request,
    question: BriefQuestion,
    *,
    form: AnswerForm | None = None,
    passing: PassForm | None = None,
    merging: MergeForm | None = None,
    preview: dict[str, Any] | None = None,
) -> HttpResponse:
    now, is_open = zones.now(), question.is_waiting and question.brief.is_out
    until = question.claimed_until(now)
    is_mine = until is not None and question.claimed_by == request.user
    given = question.given
    context: dict[str, Any] = {
        "base": base_of(request),
        "cohort": question.cohort,
        "question": question,
        "brief": question.brief,
        "urls": places(request, question),
        "is_run": is_run(request),
        "is_open": is_open,
        "is_overdue": question.is_overdue(now),
        "claimed_until": until,
        "is_mine": is_mine,
        "ask_form": (form or AnswerForm(question=question)) if is_mine or form else None,
        "preview": preview,
        "given": given,
        "is_own_answer": given is not None and given.question_id == question.pk,
        "corrections": list(given.corrections.select_related("made_by").order_by("-version")) if given else [],
        "doubles": list(question.doubles.exclude(state=AskedState.WITHDRAWN).select_related("team").order_by("pk")),
        "pass_form": passing or PassForm(auto_id="pass_%s"),
        "pass_to": Owes.ORGANISER if question.owed_by == Owes.OWNER else Owes.OWNER,
        "merge_form": (merging or MergeForm(found=candidates(question), auto_id="same_%s")) if is_open else None,
        "history": timeline(subject=question, limit=8) if is_run(request) else [],
    }
    return answer(request, "challenges/briefs/questions/question.html", context, form or passing or merging)


@require_POST
def _claim(request: Request, question: BriefQuestion) -> HttpResponse:
    """The reader is named as answering it."""
    try:
        services.claim_question(question=question, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect(f"{page_at(request, 'brief_question', question)}#answer")


@require_POST
def _let_go(request: Request, question: BriefQuestion) -> HttpResponse:
    """The reader is no longer named."""
    services.drop_claim(question=question, by=request.user)
    messages.success(request, _("Others see that nobody answers it now."))
    return redirect(page_at(request, "brief_question", question))


@require_http_methods(["GET", "HEAD", "POST"])
def _correct(request: Request, question: BriefQuestion) -> HttpResponse:
    """What the answer says from now on."""
    found = getattr(question, "answer", None)
    if found is None:
        return redirect(page_at(request, "brief_question", question))
    initial = {"text": found.text, "wording": found.wording, "seen": found.version}
    form = CorrectForm(request.POST or None, is_for_all=found.is_for_all, initial=initial)
    told = len(services.told_of_answer(question, is_for_all=found.is_for_all))
    form.ask_number(told)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_answer(answer=found, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("Corrected. Everybody who could read it is told."))
            return redirect(page_at(request, "brief_question", question))
    context = {
        "base": base_of(request),
        "cohort": question.cohort,
        "question": question,
        "urls": places(request, question),
        "told": told,
    }
    return answer(request, "challenges/briefs/questions/correct.html", context, form)


@require_POST
def _pass(request: Request, question: BriefQuestion) -> HttpResponse:
    """The other side owes the answer."""
    form = PassForm(request.POST, auto_id="pass_%s")
    to = Owes.OWNER if request.POST.get("to") == Owes.OWNER else Owes.ORGANISER
    if form.is_valid():
        try:
            services.pass_question(question=question, to=to, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("Passed on: %(side)s.") % {"side": to.label})
            return redirect(page_at(request, "brief_question", question))
    return _shown(request, question, passing=form)


@require_POST
def _merge(request: Request, question: BriefQuestion) -> HttpResponse:
    """It gets the answer of another question."""
    form = MergeForm(request.POST, found=candidates(question), auto_id="same_%s")
    if form.is_valid():
        try:
            other = form.rows[form.cleaned_data["same_as"]]
            services.merge_questions(question=question, same_as=other, by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("Both get the same answer."))
            return redirect(page_at(request, "brief_question", question))
    return _shown(request, question, merging=form)


@require_POST
def _part(request: Request, question: BriefQuestion) -> HttpResponse:
    """It waits for an answer of its own again."""
    try:
        services.part_questions(question=question, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("It waits for an answer of its own again."))
    return redirect(page_at(request, "brief_question", question))


@require_POST
def _list(request: Request, question: BriefQuestion) -> HttpResponse:
    """The answer stands in the list of frequent ones, moves in it, or leaves it."""
    found, act = getattr(question, "answer", None), LIST_ACTS.get(request.POST.get("act", ""))
    if found is not None and act is not None:
        try:
            act(found, request.user)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("The list of frequent questions is changed."))
    return redirect(list_at(request, question.brief))


page, own_page = both(_page)
claim, own_claim = both(_claim)
let_go, own_let_go = both(_let_go)
correct, own_correct = both(_correct)
pass_on, own_pass_on = both(_pass)
merge, own_merge = both(_merge)
part, own_part = both(_part)
change_list, own_change_list = both(_list)
