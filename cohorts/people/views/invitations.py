"""Inviting participants and mentors: who, how it reads, then the letters."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.people import services
from cohorts.people.forms import InviteForm
from cohorts.people.models import Mentor, Participant
from cohorts.people.services.invitations import MENTOR, PARTICIPANT, accepted_by, invitees, mentor_invitees
from cohorts.people.views.lookups import cohort_at
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import MAX_PAGE_SIZE

NAMES = ("user__last_name", "user__first_name", "pk")


@guard("people.manage", of=cohort_at)
def people_invite(request: Request, cohort: Cohort) -> HttpResponse:
    """The chosen participants, or all who were not invited yet, get their letters."""
    active = Participant.objects.filter(cohort=cohort, state=PlaceState.ACTIVE)
    people = _picked(request, active) if "pick" in request.GET else list(invitees(cohort))
    return _invite(request, cohort, people, PARTICIPANT, "organise:people")


@guard("people.manage", of=cohort_at)
def mentors_invite(request: Request, cohort: Cohort) -> HttpResponse:
    """The chosen mentors, or all who were not invited yet, get their letters."""
    active = Mentor.objects.filter(cohort=cohort, left_at=None)
    people = _picked(request, active) if "pick" in request.GET else list(mentor_invitees(cohort))
    return _invite(request, cohort, people, MENTOR, "organise:mentors")


def _picked(request: Request, rows: "QuerySet[Any]") -> list[Any]:
    """The chosen rows of this cohort; a key that is not one of them is not found (O-01)."""
    keys = set(request.GET.getlist("pick"))
    if len(keys) > MAX_PAGE_SIZE or any("\x00" in key for key in keys):
        raise BadRequest("bad pick")
    people = list(rows.filter(key__in=keys).select_related("user").order_by(*NAMES))
    if len(people) != len(keys):
        raise Http404
    return people


def _invite(request: Request, cohort: Cohort, asked: list[Any], role: str, back: str) -> HttpResponse:
    done = accepted_by([person.user_id for person in asked], cohort, role)
    people = [person for person in asked if person.user_id not in done]
    if not people and request.method != "POST":
        messages.info(request, _("Everybody was invited already."))
        return redirect(back, cohort.slug)
    preview = services.preview_invitations(cohort=cohort, people=people, role=role)
    form = InviteForm(request.POST or None, count=preview.count)
    if request.method == "POST" and form.is_valid():
        answered = _send(request, cohort, people, role, form)
        if answered:
            return redirect(back, cohort.slug)
    context = {"cohort": cohort, "preview": preview, "role": role, "back": back, "left_out": len(asked) - len(people)}
    return answer(request, "cohorts/people/invite.html", context, form)


def _send(request: Request, cohort: Cohort, people: list[Any], role: str, form: InviteForm) -> bool:
    try:
        mailing = services.invite_people(cohort=cohort, people=people, role=role, by=request.user, key=form.key)
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    sent = ngettext(
        "%(count)d invitation waits to be sent.", "%(count)d invitations wait to be sent.", mailing.recipients
    )
    held = _("You can still cancel them under Messages.") if mailing.held_until > mailing.made_at else ""
    messages.success(request, f"{sent % {'count': mailing.recipients}} {held}".strip())
    return True
