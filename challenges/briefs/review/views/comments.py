"""Saying something of a field, answering it, settling it: one set of addresses for whoever may."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.briefs.models import Brief, BriefVersion
from challenges.briefs.review import services
from challenges.briefs.review.forms import AnswerForm, CommentForm
from challenges.briefs.review.models import FieldComment, Review
from challenges.briefs.review.views.lookups import comment_by_key, version_by_key
from core.access import Request, can, guard
from core.errors import Refused
from core.forms import SiteForm


@guard("brief_comment.make", of=version_by_key)
@require_POST
def add(request: Request, version: BriefVersion) -> HttpResponse:
    """One comment more on a field."""
    form = CommentForm(request.POST)
    if form.is_valid():
        services.add_comment(version=version, by=request.user, key=form.key, **form.values)
        messages.success(request, _("Your comment stands beside the text."))
    else:
        messages.error(request, _first_error(form))
    return _back(request, version, form.cleaned_data.get("field", ""))


@guard("brief_comment.view", of=comment_by_key)
@require_POST
def reply(request: Request, comment: FieldComment) -> HttpResponse:
    """An answer to a comment."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            services.answer_comment(comment=comment, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Your answer stands beside the comment."))
    else:
        messages.error(request, _first_error(form))
    return _back(request, comment.version, comment.field)


@guard("brief_comment.view", of=comment_by_key)
@require_POST
def resolve(request: Request, comment: FieldComment) -> HttpResponse:
    """The comment is settled, or open again."""
    is_resolved = request.POST.get("resolved") != "no"
    try:
        services.resolve_comment(comment=comment, is_resolved=is_resolved, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The comment is settled.") if is_resolved else _("The comment is open again."))
    return _back(request, comment.version, comment.field)


def _first_error(form: SiteForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _back(request: Request, version: BriefVersion, field: str) -> HttpResponse:
    """The page on which this person reads the brief, at the field."""
    return redirect(f"{_page(request, version, version.brief)}#f-{field}")


def _page(request: Request, version: BriefVersion, brief: Brief) -> str:
    own = Review.objects.standing().filter(version__brief=brief, reviewer=request.user).order_by("-pk").first()
    if own is not None:
        return reverse("partner:review", args=[own.key])
    if can(request.user, "brief.manage", brief):
        return reverse("organise:brief_review", args=[brief.cohort.slug, brief.key])
    return reverse("partner:brief_comments", args=[brief.key])
