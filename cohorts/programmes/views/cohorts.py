"""Cohorts as their organisers see them: starting one, its settings, its weeks and its moves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.programmes import services
from cohorts.programmes.forms import CohortEditForm, CohortForm, NoteForm, WeeksForm
from cohorts.programmes.lookups import cohort_at, programme_at
from cohorts.programmes.models import Cohort, Programme
from cohorts.programmes.services.cohorts import BEFORE_THE_START
from cohorts.programmes.shown import facts_of, moves_of, state_tag, week_rows, week_words
from core import zones
from core.access import Request, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.lifecycle import available_actions
from core.wiring import wired
from core.workflow import Transition


def _home(cohort: Cohort) -> HttpResponse:
    return redirect("organise:cohort_settings", cohort.slug)


@guard("programme.manage", of=programme_at)
def new(request: Request, programme: Programme) -> HttpResponse:
    """A new cohort of the programme."""
    form = CohortForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cohort = services.start_cohort(programme=programme, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The cohort is there, with its dates. Open it when people may come in."))
            return _home(cohort)
    return answer(request, "cohorts/programmes/cohort_new.html", {"programme": programme}, form)


@guard("cohort.manage", of=cohort_at)
def settings(request: Request, cohort: Cohort) -> HttpResponse:
    """What the cohort is, where it stands, its weeks, and what can be done with it."""
    now = zones.now()
    context = {
        "cohort": cohort,
        "tag": state_tag(cohort),
        "week_now": cohort.week_on(zones.today(cohort.zone, now)),
        "lede": week_words(cohort, now),
        "rows": facts_of(cohort),
        "weeks": week_rows(cohort, now),
        "moves": moves_of(cohort, available_actions(cohort, request.user), now),
        "history": timeline(subject=cohort, limit=10),
    }
    return render(request, "cohorts/programmes/settings.html", context)


@guard("cohort.manage", of=cohort_at)
def edit(request: Request, cohort: Cohort) -> HttpResponse:
    """The cohort's facts; the dates only until it runs."""
    is_fixed = cohort.state not in BEFORE_THE_START
    form = CohortEditForm(request.POST or None, cohort=cohort, is_fixed=is_fixed)
    if request.method == "POST" and form.is_valid() and form.may_tell(_told(cohort, form)):
        try:
            services.edit_cohort(cohort=cohort, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(request, _("The cohort is saved."))
            return _home(cohort)
    context = {"cohort": cohort, "is_fixed": is_fixed}
    return answer(request, "cohorts/programmes/cohort_edit.html", context, form)


def _told(cohort: Cohort, form: CohortEditForm) -> int:
    """How many people get letters because the first day or the zone becomes another."""
    if not form.moves:
        return 0
    return len({user.pk for told in wired("TOLD_OF_NEW_DATES") for user in told(cohort)})


@guard("cohort.manage", of=cohort_at)
def weeks(request: Request, cohort: Cohort) -> HttpResponse:
    """The themes of this cohort's weeks."""
    form = WeeksForm(request.POST or None, weeks=cohort.weeks.order_by("number"))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_cohort_weeks(cohort=cohort, weeks=form.plans, by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The weeks are saved."))
            return _home(cohort)
    return answer(request, "cohorts/programmes/weeks.html", {"cohort": cohort}, form)


def _transition(request: Request, cohort: Cohort, action: str) -> Transition:
    if cohort.WORKFLOW.find(action, cohort.state) is None and request.method != "POST":
        raise Http404
    known = [transition for transition in cohort.WORKFLOW.transitions if transition.action == action]
    if not known:
        raise Http404
    return known[0]


def move_at(request: HttpRequest, cohort: str, action: str) -> Cohort:
    """The cohort of the address, with the move that the address names."""
    found = cohort_at(request, cohort)
    found.asked = action  # type: ignore[attr-defined]
    return found


@guard("cohort.manage", of=move_at)
def move(request: Request, cohort: Cohort) -> HttpResponse:
    """Says what the move does, then makes it."""
    transition = _transition(request, cohort, cohort.asked)  # type: ignore[attr-defined]
    is_end = transition.action == "cancel"
    form = NoteForm(request.POST or None) if is_end else None
    if request.method == "POST" and (form is None or form.is_valid()):
        note = form.cleaned_data["note"] if form else ""
        try:
            services.move_cohort(cohort=cohort, action=transition.action, by=request.user, note=note)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(
                request, _("%(cohort)s: %(state)s.") % {"cohort": cohort, "state": cohort.get_state_display()}
            )
        return _home(cohort)
    context = {
        "cohort": cohort,
        "label": _(transition.label),
        "effects": services.effects_of(cohort, transition.action),
        "unfinished": services.unfinished_before(cohort, transition.action),
        "danger": is_end,
    }
    return answer(request, "cohorts/programmes/move.html", context, form)
