"""Challenge briefs as their organisers see them."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from challenges.briefs import services
from challenges.briefs.choices import choice_words
from challenges.briefs.forms import BriefForm, NoteForm, OwnerForm, ProposeForm, PublishForm, brief_initial
from challenges.briefs.intake.models import BriefApplication, BriefPlan
from challenges.briefs.intake.progress import all_hints, answered
from challenges.briefs.intake.workflow import ApplicationState
from challenges.briefs.letters import briefs_facts, people_of
from challenges.briefs.models import Allocation, Brief, Preference, published_lines
from challenges.briefs.review.needs import lacking
from challenges.briefs.views.lookups import brief_at, cohort_at
from challenges.briefs.workflow import WRITING, BriefState
from cohorts.messages.services import preview_mail
from cohorts.models import Cohort
from core.access import guard
from core.audit.timeline import timeline
from core.errors import Changed, Refused
from core.forms import answer
from core.lifecycle import available_actions
from core.lists import choice, links_to, only_known, page_of, search_words, sort_order

VERSIONS_SHOWN = 10
SORTS = {
    "question": ("question", "pk"),
    "state": ("state", "question"),
    "rankings": ("rankings", "question"),
    "firsts": ("firsts", "question"),
}
STATES = {
    BriefState.DRAFT: "plain",
    BriefState.SUBMITTED: "info",
    BriefState.IN_REVIEW: "info",
    BriefState.CHANGES: "warn",
    BriefState.APPROVED: "good",
    BriefState.PUBLISHED: "good",
    BriefState.CLOSED: "info",
    BriefState.REJECTED: "plain",
    BriefState.WITHDRAWN: "warn",
}


def _home(brief: Brief) -> HttpResponse:
    return redirect("organise:brief", brief.cohort.slug, brief.key)


@guard("briefs.manage", of=cohort_at)
def briefs(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Every brief of the cohort, with how teams ranked it."""
    only_known(request, "state")
    rows = Brief.objects.with_owner().with_counts().filter(cohort=cohort)
    state, words = choice(request, "state", BriefState.values), search_words(request)
    if state:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(question__icontains=words) | Q(owner__name__icontains=words))
    approved = Count("pk", filter=Q(state=BriefState.APPROVED))
    counts = Brief.objects.filter(cohort=cohort).aggregate(all=Count("pk"), approved=approved)
    count = None if state or words else counts["all"]
    page = page_of(request, rows.order_by(*sort_order(request, SORTS, "question")), count=count)
    url = links_to("organise:brief", cohort.slug)
    labels = {value: str(label) for value, label in BriefState.choices}
    for brief in page:
        brief.tag, brief.words, brief.url = STATES[BriefState(brief.state)], labels[brief.state], url(brief.key)
    context = {
        "cohort": cohort,
        "page": page,
        "teams": cohort.teams.count(),
        "approved": counts["approved"],
        "proposed": BriefApplication.objects.filter(cohort=cohort, state=ApplicationState.WAITING).count(),
        "allocation": Allocation.objects.filter(cohort=cohort).order_by("-number").first(),
        "propose_form": ProposeForm(),
        "states": BriefState.choices,
        "asked": {"state": state, "q": words},
    }
    return render(request, "challenges/briefs/list.html", context)


@guard("briefs.manage", of=cohort_at)
def new(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A new draft."""
    form = BriefForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            brief = services.create_brief(cohort=cohort, by=request.user, key=form.key, **form.texts)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The challenge is saved as a draft."))
            return _home(brief)
    return answer(request, "challenges/briefs/edit.html", {"cohort": cohort}, form)


@guard("brief.manage", of=brief_at)
def brief(request: HttpRequest, brief: Brief) -> HttpResponse:
    """One brief: its text, who answers for it, how teams ranked it, what is there to do."""
    return _page(request, brief)


def _page(request: HttpRequest, brief: Brief, owner_form: OwnerForm | None = None) -> HttpResponse:
    wishes = Preference.objects.filter(brief=brief).select_related("team").order_by("rank", "team__number")
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "tag": STATES[BriefState(brief.state)],
        "actions": available_actions(brief, request.user),
        "owners": list(brief.owners.select_related("user").order_by("pk")),
        "owner_form": owner_form or OwnerForm(),
        "wishes": [(wish.team, choice_words(wish.rank)) for wish in wishes],
        "lines": [line for line in published_lines(brief.cohort) if line.brief_id == brief.pk],
        "history": timeline(subject=brief, limit=8),
        "plan": BriefPlan.objects.filter(brief=brief).first(),
        "files": list(brief.files.select_related("stored").prefetch_related("stored__previews").order_by("pk")),
        "readers": brief.readings.count(),
        "versions": list(brief.versions.select_related("made_by").order_by("-number")[:VERSIONS_SHOWN]),
        "hints": all_hints(brief) if brief.state in WRITING else [],
        "answered": answered(brief),
        "is_writing": brief.state in WRITING,
    }
    return answer(request, "challenges/briefs/brief.html", context, owner_form)


@guard("brief.manage", of=brief_at)
def edit(request: HttpRequest, brief: Brief) -> HttpResponse:
    """The brief's text."""
    form = BriefForm(request.POST if request.method == "POST" else None, initial=brief_initial(brief))
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["revision"]
        try:
            services.edit_brief(brief=brief, by=request.user, revision=seen, **form.texts)  # type: ignore[arg-type]
        except Changed as refused:
            form.add_error(None, str(refused.message))
            theirs = form.show_theirs(brief)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The challenge is saved."))
            return _home(brief)
    context = {"cohort": brief.cohort, "brief": brief, "theirs": theirs}
    return answer(request, "challenges/briefs/edit.html", context, form)


@guard("briefs.manage", of=cohort_at)
def publish(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Which approved briefs go out, what the others lack, and how the mail about them reads; then the act itself."""
    approved = list(Brief.objects.with_owner().filter(cohort=cohort, state=BriefState.APPROVED).order_by("question"))
    missing = lacking(_with_cohort(approved, cohort))
    ready = [brief for brief in approved if brief.pk not in missing]
    keys = [brief.key for brief in ready]
    picked = [key for key in request.GET.getlist("pick") if key in keys] or keys
    form = PublishForm(request.POST if request.method == "POST" else None, briefs=ready, initial={"briefs": picked})
    people = people_of(cohort)
    form.ask_number(len(people))
    if request.method == "POST" and form.is_valid():
        chosen = [brief for brief in ready if brief.key in form.cleaned_data["briefs"]]
        try:
            services.publish_briefs(cohort=cohort, briefs=chosen, by=request.user)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            words = ngettext("%(count)s challenge is out.", "%(count)s challenges are out.", len(chosen))
            messages.success(request, words % {"count": len(chosen)})
            return redirect("organise:briefs", cohort.slug)
    shown = [brief for brief in ready if brief.key in picked]
    facts = briefs_facts(cohort, shown)
    is_mailed = bool(shown and people)
    preview = preview_mail(cohort=cohort, kind="briefs.published", to=people, facts=facts) if is_mailed else None
    unready = [(brief, missing[brief.pk]) for brief in approved if brief.pk in missing]
    written = Brief.objects.with_owner().filter(cohort=cohort, state=BriefState.DRAFT).exclude(question="")
    drafts = list(written.order_by("question"))
    context = {"cohort": cohort, "ready": ready, "unready": unready, "drafts": drafts, "preview": preview}
    return answer(request, "challenges/briefs/publish.html", context, form)


def _with_cohort(briefs: list[Brief], cohort: Cohort) -> list[Brief]:
    """The same briefs, which know their cohort without asking for it one by one."""
    for brief in briefs:
        brief.cohort = cohort
    return briefs


Act = Callable[..., Brief]
ACTS = {
    "withdraw": (
        services.withdraw_brief,
        gettext_lazy("Withdraw"),
        [
            gettext_lazy("Teams and the public no longer see the challenge."),
            gettext_lazy("Rankings keep the other challenges in their order."),
            gettext_lazy("You can take it back as a draft."),
        ],
    ),
    "restore": (
        services.restore_brief,
        gettext_lazy("Take back as a draft"),
        [gettext_lazy("It is a draft again; teams see it once you publish it.")],
    ),
    "close": (
        services.close_brief,
        gettext_lazy("Close"),
        [
            gettext_lazy("Teams still see the challenge, but no team can choose it any more."),
            gettext_lazy("This cannot be undone."),
        ],
    ),
}


def _act(request: HttpRequest, brief: Brief, name: str) -> HttpResponse:
    """What the act does, with a box for the reason; then the act itself."""
    act, label, effects = ACTS[name]
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(brief=brief, by=request.user, **form.values)  # type: ignore[arg-type]
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("Done: %(act)s.") % {"act": label})
        return _home(brief)
    context = {"cohort": brief.cohort, "brief": brief, "label": label, "effects": effects}
    return answer(request, "challenges/briefs/act.html", context, form)


@guard("brief.publish", of=brief_at)
def withdraw(request: HttpRequest, brief: Brief) -> HttpResponse:
    """Teams no longer see it."""
    return _act(request, brief, "withdraw")


@guard("brief.publish", of=brief_at)
def restore(request: HttpRequest, brief: Brief) -> HttpResponse:
    """It is a draft again."""
    return _act(request, brief, "restore")


@guard("brief.publish", of=brief_at)
def close(request: HttpRequest, brief: Brief) -> HttpResponse:
    """Nobody can choose it any more."""
    return _act(request, brief, "close")


@guard("brief.publish", of=brief_at)
@require_POST
def public(request: HttpRequest, brief: Brief) -> HttpResponse:
    """Shown on the public pages, or not."""
    is_shown = request.POST.get("show") == "yes"
    act = services.make_public if is_shown else services.make_private
    try:
        act(brief=brief, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(
            request, _("Everybody can read it now.") if is_shown else _("Only this cohort can read it now.")
        )
    return _home(brief)


@guard("brief.manage", of=brief_at)
@require_POST
def owner_add(request: HttpRequest, brief: Brief) -> HttpResponse:
    """Somebody else answers for the brief."""
    form = OwnerForm(request.POST)
    if form.is_valid():
        try:
            owner = services.add_owner(brief=brief, by=request.user, **form.values)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("%(name)s answers for this challenge.") % {"name": owner.user.name})
            return _home(brief)
    return _page(request, brief, form)


@guard("brief.manage", of=brief_at)
@require_POST
def owner_remove(request: HttpRequest, brief: Brief) -> HttpResponse:
    """Somebody no longer answers for the brief."""
    owner = brief.owners.select_related("user").filter(user__key=request.POST.get("person", "")).first()
    if owner is None:
        raise Http404
    services.remove_owner(brief=brief, user=owner.user, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("%(name)s no longer answers for this challenge.") % {"name": owner.user.name})
    return _home(brief)
