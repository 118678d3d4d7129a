"""One person as organisers see them: facts, history, corrections, leaving and coming back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.people import services
from cohorts.people.forms import EditForm, LeaveForm
from cohorts.people.listing import group_names, invited_state
from cohorts.people.models import Participant, ParticipantSkill
from cohorts.people.services.invitations import PARTICIPANT, invitations_of
from cohorts.people.shown import free_days, skill_rows, tags_of
from cohorts.people.views.lookups import place_at
from cohorts.questions.services import skills_of
from core.access import Request, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer


@guard("participant.manage", of=place_at)
def person(request: Request, place: Participant) -> HttpResponse:
    """All that is known of a participant."""
    invitation = invitations_of([place.user_id], place.cohort, PARTICIPANT).get(place.user_id)
    context = {
        "cohort": place.cohort,
        "place": place,
        "skills": skill_rows(skills_of(place.cohort.programme), levels_of(place)),
        "days": free_days(place.availability),
        "tags": tags_of(place),
        "teams": group_names(place),
        "invitation": invitation,
        "invited": invited_state(invitation),
        "history": timeline(subject=place, limit=20),
    }
    return render(request, "cohorts/people/person.html", context)


@guard("participant.manage", of=place_at)
def person_edit(request: Request, place: Participant) -> HttpResponse:
    """What is known of a participant is put right."""
    may_rename = services.may_rename(place.user, request.user)
    levels = levels_of(place)
    skills = skills_of(place.cohort.programme)
    form = EditForm(request.POST or None, place=place, skills=skills, levels=levels, may_rename=may_rename)
    if request.method == "POST" and form.is_valid():
        # A skill that nobody answered stays so: an organiser who corrects a job does not answer for the person.
        given = {skill: level for skill, level in form.levels.items() if level or skill in levels}
        if correct(request, place, form, given):
            messages.success(request, _("Saved."))
            return redirect("organise:person", place.cohort.slug, place.key)
    return answer(request, "cohorts/people/edit.html", {"cohort": place.cohort, "place": place}, form)


def correct(request: Request, place: Participant, form: EditForm, levels: dict[int, int]) -> bool:
    """Everything in the form is saved, or nothing and the form says why."""
    names = {name: form.cleaned_data[name] for name in ("first_name", "last_name", "organisation", "sector")}
    try:
        services.correct_person(
            participant=place,
            by=request.user,
            names=names,
            levels=levels,
            facts=form.facts,
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return False
    return True


def levels_of(place: Participant) -> dict[int, int]:
    """The person's level in each skill that was answered, by the skill's id."""
    return dict(ParticipantSkill.objects.filter(participant=place).values_list("skill_id", "level"))


@guard("participant.manage", of=place_at)
def person_withdraw(request: Request, place: Participant) -> HttpResponse:
    """What follows is shown first; then the person is out of the cohort."""
    if not place.is_active:
        messages.info(request, _("%(name)s has already left.") % {"name": place.user.name})
        return redirect("organise:person", place.cohort.slug, place.key)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and leave(request, place, form):
        messages.success(request, _("%(name)s no longer takes part.") % {"name": place.user.name})
        return redirect("organise:person", place.cohort.slug, place.key)
    return answer(
        request, "cohorts/people/withdraw.html", leaving_context(place, _("What they wrote and handed in stays.")), form
    )


def leave(request: Request, place: Participant, form: LeaveForm) -> bool:
    """The person is out, or the form says why not."""
    try:
        services.withdraw_participant(participant=place, reason=form.cleaned_data["reason"], by=request.user)
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    return True


def leaving_context(place: Participant, kept: str) -> dict[str, Any]:
    """What the page before leaving shows."""
    own = [_("The place is free for somebody else."), kept]
    return {"cohort": place.cohort, "place": place, "effects": [*services.leaving_effects(place), *own]}


@guard("participant.manage", of=place_at)
@require_POST
def person_return(request: Request, place: Participant) -> HttpResponse:
    """Somebody who left takes part again."""
    if not place.is_active:
        services.return_participant(participant=place, by=request.user)
        messages.success(request, _("%(name)s takes part again, without a team so far.") % {"name": place.user.name})
    return redirect("organise:person", place.cohort.slug, place.key)
