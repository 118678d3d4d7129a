"""The page of feedback on one piece of work, behind each door: what was said, and every act on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from challenges.work.feedback.forms import CommentForm, SentForm
from challenges.work.feedback.models import WorkComment
from challenges.work.feedback.people import members_of
from challenges.work.feedback.reading import WHOLE, Reading
from challenges.work.feedback.views.acts import ACTS, Slip
from challenges.work.models import Submission
from challenges.work.views.lookups import submission_by_key, submission_in_address
from core.access import Request, guard
from core.errors import Refused

BASES = {"my": "bases/my.html", "organise": "bases/organise.html", "partner": "bases/partner.html"}


@guard("submission.view", of=submission_in_address)
def mine(request: Request, submission: Submission) -> HttpResponse:
    """For the team, and for its mentors."""
    return _page(request, submission, "my")


@guard("submission.view", of=submission_in_address)
def organisers(request: Request, submission: Submission) -> HttpResponse:
    """For organisers."""
    return _page(request, submission, "organise")


@guard("submission.view", of=submission_by_key)
def owners(request: Request, submission: Submission) -> HttpResponse:
    """For the owner of the team's challenge."""
    return _page(request, submission, "partner")


def _page(request: Request, submission: Submission, door: str) -> HttpResponse:
    reading = Reading(submission, request.user, door, request.GET.get("version", ""))
    if reading.role is None or not reading.versions:
        raise Http404
    if request.method != "POST":
        return _shown(request, reading, None)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        slip = act(request, reading)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(_here(request, reading))
    if slip.form is not None:
        return _shown(request, reading, slip)
    messages.success(request, slip.words)
    return redirect(f"{_here(request, reading)}#{slip.at}" if slip.at else _here(request, reading))


def _here(request: Request, reading: Reading) -> str:
    kept = [(name, request.GET.get(name, "")) for name in ("version", "show")]
    query = "&".join(f"{name}={value}" for name, value in kept if value.isalnum())
    return f"{reading.page}?{query}" if query else reading.page


def _shown(request: Request, reading: Reading, slip: Slip | None) -> HttpResponse:
    everything = request.GET.get("show") == "all"
    context: dict[str, Any] = {
        "base": BASES[reading.door],
        "cohort": reading.submission.cohort,
        "submission": reading.submission,
        "milestone": reading.submission.milestone,
        "reading": reading,
        "everything": everything,
        "slip": slip,
        "form": slip.form if slip else None,
    }
    if reading.is_team:
        context |= {"groups": reading.groups(everything=everything)}
        return render(request, "challenges/work/feedback/team.html", context, status=422 if slip else 200)
    context |= {
        "sections": reading.sections(everything=everything),
        "whole": reading.whole(everything=everything),
        "writing": _writing(request, reading, slip),
        "told": len(members_of(reading.submission)) if reading.drafts else 0,
    }
    return render(request, "challenges/work/feedback/page.html", context, status=422 if slip else 200)


def _writing(request: Request, reading: Reading, slip: Slip | None) -> dict[str, Any] | None:
    """The one form that is open, and where: beside what was chosen, or what was sent and has a mistake."""
    if slip is not None:
        return {"form": slip.form, "at": _there(reading, slip)} if slip.act in ("comment", "change") else None
    if request.GET.get("edit"):
        return _editing(reading, request.GET["edit"])
    part, _dot, number = request.GET.get("on", "").partition(".")
    if part == WHOLE:
        return {"form": CommentForm(), "at": "p-whole"}
    names = {one.name: len(one.paragraphs) for one in reading.parts}
    if part not in names or not number.isdecimal() or len(number) > 4 or not 1 <= int(number) <= names[part]:
        return None
    form = CommentForm(initial={"part": part, "paragraph": int(number)})
    return {"form": form, "at": f"p-{part}-{int(number)}"}


def _there(reading: Reading, slip: Slip) -> str:
    """Beside what the form stands; a place that this version does not have is the whole, so that no word is lost."""
    places = {f"p-{part.name}-{number}" for part in reading.parts for number in range(1, len(part.paragraphs) + 1)}
    return slip.at if slip.at in places or slip.act == "change" else "p-whole"


def _editing(reading: Reading, key: str) -> dict[str, Any] | None:
    found = next((one for one in reading.all if one.comment.key == key and one.may_change), None)
    if found is None:
        return None
    return {"form": form_for(found.comment), "at": f"c-{key}"}


def form_for(comment: WorkComment, data: Any = None) -> CommentForm | SentForm:
    """The form in which a comment is changed: a draft altogether, a sent one in its words alone."""
    initial = {"text": comment.text, "comment": comment.key}
    if comment.sent_at is not None:
        return SentForm(data, initial=initial)
    return CommentForm(data, initial={**initial, "audience": comment.audience, "part": comment.part})
