"""Agreeing to a team's work, asking to change what was agreed, and the challenge owner's pages of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.work import services
from challenges.work.forms.agreeing import ChangeForm, DecideForm, ReopenForm
from challenges.work.models import StatementRequest, Submission, Version
from challenges.work.queries import own_team, versions_of
from challenges.work.views.lookups import (
    request_by_key,
    request_in_address,
    submission_by_key,
    submission_in_address,
    version_in_address,
)
from challenges.work.workflow import RequestState
from challenges.work.writing import voices_of
from core.access import Request, can, guard
from core.errors import Refused
from core.forms import answer


@guard("submission_version.agree", of=version_in_address)
def agree(request: Request, version: Version) -> HttpResponse:
    """A mentor or challenge owner agrees to the version, or says what should change."""
    if request.method != "POST":
        return redirect(_home_of(request, version.submission))
    form = ChangeForm(request.POST)
    try:
        if request.POST.get("act") == "agree":
            submission = services.agree(version=version, by=request.user)
            _say_agreed(request, submission)
        elif form.is_valid():
            services.ask_change(version=version, words=form.cleaned_data["words"], by=request.user)
            messages.success(request, _("The team is asked for the change."))
        else:
            messages.error(request, str(next(iter(form.errors.values()))[0]))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(_home_of(request, version.submission))


def _say_agreed(request: Request, submission: Submission) -> None:
    if submission.agreed_at is not None:
        messages.success(request, _("All have agreed. It stays as it is now, and the team is told."))
    else:
        messages.success(request, _("You agree to it. It is fixed once all do."))


def _home_of(request: Request, submission: Submission) -> str:
    """Where the person reads the work: mentors behind their door, owners behind theirs."""
    if submission.team.mentors.filter(mentor__user=request.user, mentor__left_at=None).exists():
        return reverse("my:milestone", args=[submission.cohort.slug, submission.milestone.key])
    return reverse("partner:submission", args=[submission.key])


@guard("submission.view", of=submission_in_address)
def reopen(request: Request, submission: Submission) -> HttpResponse:
    """The team asks for agreed work to be opened again."""
    if own_team(submission.cohort, request.user) != submission.team:
        raise Http404
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_reopening(
                submission=submission, reason=form.cleaned_data["reason"], by=request.user, key=form.key
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Your wish is with the challenge owner and the organisers."))
            return redirect("my:milestone", submission.cohort.slug, submission.milestone.key)
    context = {"cohort": submission.cohort, "submission": submission}
    return answer(request, "challenges/work/reopen.html", context, form)


@guard("submission.view", of=submission_by_key)
def owned(request: Request, submission: Submission) -> HttpResponse:
    """A team's work as the owner of its challenge reads it."""
    versions = versions_of(submission)
    asks = bool(versions) and submission.milestone.needs_agreement
    context = {
        "cohort": submission.cohort,
        "submission": submission,
        "milestone": submission.milestone,
        "versions": versions,
        "voices": voices_of(submission, versions[0]) if asks else [],
        "may_agree": asks
        and submission.agreed_at is None
        and can(request.user, "submission_version.agree", versions[0]),
        "change": ChangeForm(),
        "waiting": submission.requests.filter(state=RequestState.ASKED).first(),
    }
    return render(request, "challenges/work/partner_submission.html", context)


@guard("statement_request.decide", of=request_in_address)
def decide(request: Request, asked: StatementRequest) -> HttpResponse:
    """An organiser decides whether agreed work is opened again."""
    submission = asked.submission
    back = reverse("organise:submission", args=[submission.cohort.slug, submission.key])
    return _decided(request, asked, "challenges/work/request.html", back)


@guard("statement_request.decide", of=request_by_key)
def decide_as_owner(request: Request, asked: StatementRequest) -> HttpResponse:
    """The challenge owner decides whether agreed work is opened again."""
    back = reverse("partner:submission", args=[asked.submission.key])
    return _decided(request, asked, "challenges/work/partner_request.html", back)


def _decided(request: Request, asked: StatementRequest, template: str, back: str) -> HttpResponse:
    submission = asked.submission
    form = DecideForm(request.POST or None, zone=submission.cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            services.decide_request(request=asked, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Decided. The team is told."))
            return redirect(back)
    context = {"cohort": submission.cohort, "asked": asked, "submission": submission, "back": back}
    return answer(request, template, context, form)
