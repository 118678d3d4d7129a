"""The review as organisers see it: the board, one brief, its reviewers, the decision, the criteria."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from challenges.briefs.models import Brief
from challenges.briefs.review import services
from challenges.briefs.review.board import board_of
from challenges.briefs.review.criteria import criteria_of
from challenges.briefs.review.forms import (
    ApproveForm,
    ChangesForm,
    CriteriaForm,
    OutsideForm,
    ReasonForm,
    StartForm,
)
from challenges.briefs.review.models import Review
from challenges.briefs.review.needs import needs_of
from challenges.briefs.review.queries import are_open, compared, eyes_of
from challenges.briefs.review.services import Named
from challenges.briefs.review.views.lookups import (
    brief_in_address,
    cohort_in_address,
    commented,
    programme_in_address,
    review_in_cohort,
    two_versions,
)
from challenges.briefs.review.workflow import Audience
from challenges.briefs.views.organise import STATES
from challenges.briefs.workflow import BriefState
from cohorts.models import Cohort, Programme
from core.access import Request, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import SiteForm, answer
from core.lifecycle import available_actions
from core.models import User


def _home(brief: Brief) -> HttpResponse:
    return redirect("organise:brief_review", brief.cohort.slug, brief.key)


@guard("briefs.manage", of=cohort_in_address)
@require_safe
def board(request: Request, cohort: Cohort) -> HttpResponse:
    """Every brief by its state, with who owes what since when."""
    groups = [(group, STATES[group.state]) for group in board_of(cohort)]
    return render(request, "challenges/briefs/review/board.html", {"cohort": cohort, "groups": groups})


@guard("brief.manage", of=brief_in_address)
@require_safe
def review(request: Request, brief: Brief) -> HttpResponse:
    """Where the brief stands: what it lacks, who reads it, what they say once all do, the text with its comments."""
    versions = list(brief.versions.order_by("-number"))
    version = versions[0] if versions else None
    reviews = list(Review.objects.standing().filter(version=version).select_related("reviewer").order_by("pk"))
    eyes = eyes_of(request.user, brief)
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "tag": STATES[BriefState(brief.state)],
        "actions": {move.action: move for move in available_actions(brief, request.user)},
        "needs": needs_of(brief),
        "version": version,
        "versions": versions,
        "reviews": reviews,
        "is_open": are_open(reviews),
        "compared": compared(reviews, eyes.readable),
        "fields": commented(version, eyes) if version else [],
        "audiences": Audience.choices,
        "history": timeline(subject=brief, limit=8),
    }
    return render(request, "challenges/briefs/review/review.html", context)


def known_people(brief: Brief) -> list[User]:
    """Who may be named without being invited: organisers, and reviewers that the programme had before."""
    programme = brief.cohort.programme_id
    staff = Q(programme_roles__programme=programme, programme_roles__ended_at=None)
    before = Q(brief_reviews__version__brief__cohort__programme=programme)
    own = brief.owners.values("user")
    people = User.objects.filter(staff | before, is_active=True).exclude(pk__in=own).distinct()
    return list(people.order_by("last_name", "first_name", "pk"))


def _last_reviewers(brief: Brief) -> list[str]:
    """The keys of those who reviewed the version before."""
    rows = Review.objects.standing().filter(version__brief=brief).order_by("-version__number", "pk")
    return list(dict.fromkeys(rows.values_list("reviewer__key", flat=True)))[:2]


@guard("brief.manage", of=brief_in_address)
def reviewers(request: Request, brief: Brief) -> HttpResponse:
    """Who reviews it: two people whom the programme knows, or somebody from outside."""
    people = known_people(brief)
    known = {person.key for person in people}
    last = [key for key in _last_reviewers(brief) if key in known] if brief.state == BriefState.SUBMITTED else []
    initial = dict(zip(("first", "second"), last, strict=False))
    form = StartForm(request.POST if request.method == "POST" else None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.start_review(brief=brief, reviewers=form.named(), by=request.user)
        except Refused as refused:
            form.add_error("conflict" if refused.field == "conflict" else None, refused.message)
        else:
            words = ngettext("%(count)s person is asked.", "%(count)s people are asked.", len(asked))
            messages.success(request, words % {"count": len(asked)})
            return _home(brief)
    return _reviewers_page(request, brief, form, None)


def _reviewers_page(request: Request, brief: Brief, form: StartForm, outside: OutsideForm | None) -> HttpResponse:
    context = {"cohort": brief.cohort, "brief": brief, "outside": outside or OutsideForm(auto_id="out_%s")}
    if outside is not None:
        context["start"] = form
        return answer(request, "challenges/briefs/review/reviewers.html", context, outside)
    return answer(request, "challenges/briefs/review/reviewers.html", {**context, "start": form}, form)


@guard("brief.manage", of=brief_in_address)
@require_POST
def outside(request: Request, brief: Brief) -> HttpResponse:
    """Somebody from outside is asked to review it, with an invitation."""
    form = OutsideForm(request.POST, auto_id="out_%s")
    if form.is_valid():
        try:
            asked = services.ask_reviewer(brief=brief, named=Named(**form.values), by=request.user, key=form.key)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("%(name)s is asked.") % {"name": asked.reviewer.name})
            return _home(brief)
    return _reviewers_page(request, brief, StartForm(people=known_people(brief)), form)


@guard("review.manage", of=review_in_cohort)
def call_off(request: Request, found: Review) -> HttpResponse:
    """Somebody need not review it after all, and is told why."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    brief = found.version.brief
    if request.method == "POST" and form.is_valid():
        try:
            services.call_off_review(review=found, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("%(name)s is told that no review is needed.") % {"name": found.reviewer.name})
            return _home(brief)
    effects = [_("%(name)s is told, with your reason.") % {"name": found.reviewer.name}]
    return _confirm(request, brief, form, _("Call off the review"), effects)


def _confirm(request: Request, brief: Brief, form: SiteForm, label: Any, effects: list[str]) -> HttpResponse:
    context = {"cohort": brief.cohort, "brief": brief, "label": label, "effects": effects}
    return answer(request, "challenges/briefs/review/act.html", context, form)


Act = Callable[..., Brief]


def _decide(request: Request, brief: Brief, form: SiteForm, act: Act, label: Any, effects: list[str]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(brief=brief, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Done: %(act)s.") % {"act": label})
            return _home(brief)
    return _confirm(request, brief, form, label, effects)


def _told(brief: Brief) -> str:
    names = ", ".join(owner.user.name for owner in brief.owners.select_related("user").order_by("pk"))
    return _("%(names)s reads it by mail.") % {"names": names} if names else _("Nobody answers for it yet.")


@guard("brief.manage", of=brief_in_address)
def approve(request: Request, brief: Brief) -> HttpResponse:
    """The brief is taken."""
    form = ApproveForm(request.POST if request.method == "POST" else None)
    effects = [_told(brief), _("It goes out once its texts are checked and the senior sponsor backs it.")]
    if not services.are_reviews_in(brief):
        form.fields["reason"].required = True
        form.fields["reason"].label = _("Why it is approved without two reviews")
        effects.append(_("Two reviews are not in. Reviews that are still owed are called off."))
    return _decide(request, brief, form, services.approve_brief, gettext_lazy("Approve"), effects)


@guard("brief.manage", of=brief_in_address)
def changes(request: Request, brief: Brief) -> HttpResponse:
    """The owner is asked to change it."""
    form = ChangesForm(request.POST if request.method == "POST" else None)
    effects = [_told(brief), _("The owner can write again, and submits a new version.")]
    effects.append(_("Reviews that are still owed are called off."))
    return _decide(request, brief, form, services.request_changes, gettext_lazy("Ask for changes"), effects)


@guard("brief.manage", of=brief_in_address)
def reject(request: Request, brief: Brief) -> HttpResponse:
    """The brief is not taken."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    effects = [_told(brief), _("You can take it back as a draft.")]
    return _decide(request, brief, form, services.reject_brief, gettext_lazy("Do not take it"), effects)


@guard("brief.manage", of=brief_in_address)
@require_POST
def remind(request: Request, brief: Brief) -> HttpResponse:
    """Whoever owes something of it gets a reminder, one a day."""
    people = services.remind(brief=brief, by=request.user)
    if people:
        names = ", ".join(person.name for person in people)
        messages.success(request, _("Reminded, once a day at most: %(names)s.") % {"names": names})
    else:
        messages.info(request, _("Nobody owes anything that could be reminded."))
    return redirect("organise:briefs_board", brief.cohort.slug)


@guard("brief.manage", of=brief_in_address)
@require_safe
def versions(request: Request, brief: Brief) -> HttpResponse:
    """Two versions side by side."""
    rows, old, new, pairs = two_versions(request, brief)
    context = {"cohort": brief.cohort, "brief": brief, "versions": rows, "old": old, "new": new, "pairs": pairs}
    return render(request, "challenges/briefs/review/versions.html", {**context, "base": "bases/organise.html"})


@guard("brief_criteria.manage", of=programme_in_address)
def criteria(request: Request, programme: Programme) -> HttpResponse:
    """By what the programme's challenges are read."""
    form = CriteriaForm(request.POST if request.method == "POST" else None, criteria=criteria_of(programme))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_criteria(programme=programme, criteria=form.criteria(), by=request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The criteria are saved. Reviews under way keep theirs."))
            return redirect("organise:programme", programme.slug)
    return answer(request, "challenges/briefs/review/criteria.html", {"programme": programme}, form)
