"""What the addresses of this feature name, and where each door has its pages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from challenges.briefs.models import Brief
from challenges.briefs.questions.models import BriefQuestion
from challenges.briefs.questions.workflow import Owes
from challenges.briefs.views.lookups import cohort_at, team_of
from core.access import Request, found, guard

RELATED = (
    "brief__owner", "brief__cohort__programme", "team", "asked_by", "passed_by", "claimed_by",
    "answer__answered_by", "same_as__team", "same_as__answer__answered_by",
)  # fmt: skip
question_by_key = found(BriefQuestion, *RELATED, key="key")
question_in_cohort = found(BriefQuestion, *RELATED, cohort="brief__cohort__slug", key="key")
brief_by_key = found(Brief, "owner", "cohort__programme", key="key")
brief_in_cohort = found(Brief, "owner", "cohort__programme", cohort="cohort__slug", key="key")

View = Callable[..., HttpResponseBase]


def both(view: View) -> tuple[View, View]:
    """The view of one question behind the organisers' door and behind the owners', each with its permission."""
    return (
        guard("brief_question.manage", of=question_in_cohort)(view),
        guard("brief_question.answer", of=question_by_key)(view),
    )


def is_run(request: HttpRequest) -> bool:
    """Whether the page is behind the organisers' door."""
    return bool(request.resolver_match and request.resolver_match.namespace == "organise")


def side_of(request: HttpRequest) -> Owes:
    """Which side the reader of this page is on."""
    return Owes.ORGANISER if is_run(request) else Owes.OWNER


def base_of(request: HttpRequest) -> str:
    """The frame of the door's pages."""
    return "bases/organise.html" if is_run(request) else "bases/partner.html"


def page_at(request: HttpRequest, name: str, question: BriefQuestion) -> str:
    """The address of one of the question's pages behind the door that the reader came by."""
    if is_run(request):
        return reverse(f"organise:{name}", args=[question.cohort.slug, question.key])
    return reverse(f"partner:{name}", args=[question.key])


def list_at(request: HttpRequest, brief: Brief) -> str:
    """The address of the challenge's answers to all, behind the same door."""
    if is_run(request):
        return reverse("organise:brief_faq", args=[brief.cohort.slug, brief.key])
    return reverse("partner:brief_faq", args=[brief.key])


def queue_at(request: HttpRequest, brief: Brief) -> str:
    """The address of the queue, behind the same door."""
    return reverse("organise:questions", args=[brief.cohort.slug]) if is_run(request) else reverse("partner:questions")


def places(request: HttpRequest, question: BriefQuestion) -> dict[str, Any]:
    """Every address that the question's page leads to."""
    names = ("claim", "let_go", "correct", "pass", "merge", "part", "list")
    urls = {name: page_at(request, f"brief_question_{name}", question) for name in names}
    return {
        **urls,
        "page": page_at(request, "brief_question", question),
        "faq": list_at(request, question.brief),
        "queue": queue_at(request, question.brief),
    }


__all__ = [
    "Request",
    "base_of",
    "both",
    "brief_by_key",
    "brief_in_cohort",
    "cohort_at",
    "is_run",
    "list_at",
    "page_at",
    "places",
    "queue_at",
    "question_by_key",
    "question_in_cohort",
    "side_of",
    "team_of",
]
