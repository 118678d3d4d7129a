"""The review as reviewers and owners see it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from challenges.briefs.intake.roles import REVIEWERS
from challenges.briefs.models import Brief, BriefVersion
from challenges.briefs.review import services
from challenges.briefs.review.criteria import from_json
from challenges.briefs.review.forms import OpinionForm, ReasonForm, opinion_initial
from challenges.briefs.review.models import Review
from challenges.briefs.review.queries import compared, eyes_of
from challenges.briefs.review.texts import pairs_of
from challenges.briefs.review.views.lookups import brief_by_key, commented, review_by_key, two_versions
from challenges.briefs.review.workflow import Audience
from challenges.briefs.services import withdraw_brief
from challenges.briefs.views.organise import STATES
from challenges.briefs.workflow import BriefState
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lifecycle import available_actions


@guard("review.write", of=review_by_key)
def review(request: Request, found: Review) -> HttpResponse:
    """The text with its comments and the criteria; kept as it is written, handed in once."""
    initial = opinion_initial(found.levels, found.notes, found.advice, found.summary)
    form = OpinionForm(
        request.POST if request.method == "POST" else None, criteria=from_json(found.criteria), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        is_last = request.POST.get("act") == "hand_in"
        act = services.hand_in_review if is_last else services.save_review
        try:
            act(review=found, opinion=form.opinion(), by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            said = _("Your review is handed in. Thank you.") if is_last else _("Saved. Nobody else sees it yet.")
            messages.success(request, said)
            return redirect("partner:review", found.key)
    return answer(request, "challenges/briefs/review/own.html", _own(request, found, form), form)


def _own(request: Request, found: Review, form: OpinionForm) -> dict[str, object]:
    brief, version = found.version.brief, found.version
    eyes = eyes_of(request.user, brief)
    reviews = list(Review.objects.standing().filter(version=version).select_related("reviewer").order_by("pk"))
    rows = [(form[f"level_{one.key}"], form[f"note_{one.key}"]) for one in form.criteria]
    return {
        "cohort": brief.cohort,
        "brief": brief,
        "review": found,
        "version": version,
        "rows": rows,
        "is_open": not (found.handed_in_at or found.called_off_at) and brief.state == BriefState.IN_REVIEW,
        "compared": compared(reviews, eyes.readable),
        "fields": commented(version, eyes),
        "audiences": Audience.choices,
        "files": list(brief.files.filter(readers__in=REVIEWERS).select_related("stored").order_by("pk")),
        "changed": _changed(found),
    }


def _changed(found: Review) -> list[object]:
    """What differs from the version that the same person reviewed before."""
    rows = Review.objects.standing().filter(version__brief=found.version.brief, reviewer=found.reviewer)
    before = rows.filter(version__number__lt=found.version.number).order_by("-version__number").first()
    earlier: BriefVersion | None = before.version if before else None
    return [pair for pair in pairs_of(earlier, found.version) if pair.is_changed] if earlier else []


@guard("brief.answer", of=brief_by_key)
@require_safe
def owners_comments(request: Request, brief: Brief) -> HttpResponse:
    """What was said of the brief for its owner, to be answered in place."""
    versions = list(brief.versions.order_by("-number"))
    eyes = eyes_of(request.user, brief)
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "tag": STATES[BriefState(brief.state)],
        "version": versions[0] if versions else None,
        "versions": versions,
        "actions": [move.action for move in available_actions(brief, request.user)],
        "fields": [(field, threads) for field, threads in commented(versions[0], eyes) if threads] if versions else [],
    }
    return render(request, "challenges/briefs/review/owners_comments.html", context)


@guard("brief.answer", of=brief_by_key)
def withdraw(request: Request, brief: Brief) -> HttpResponse:
    """The owner takes the brief back, until it is published."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_brief(brief=brief, note=form.cleaned_data["reason"], by=request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The challenge is withdrawn. The organisers are told."))
            return redirect("partner:brief", brief.key)
    effects = [_("Organisers and reviewers are told, with your reason."), _("No team gets it.")]
    context = {"cohort": brief.cohort, "brief": brief, "effects": effects}
    return answer(request, "challenges/briefs/review/withdraw.html", context, form)


@guard("brief.answer", of=brief_by_key)
@require_safe
def versions(request: Request, brief: Brief) -> HttpResponse:
    """Two versions side by side."""
    rows, old, new, pairs = two_versions(request, brief)
    context = {"cohort": brief.cohort, "brief": brief, "versions": rows, "old": old, "new": new, "pairs": pairs}
    return render(request, "challenges/briefs/review/versions.html", {**context, "base": "bases/partner.html"})
