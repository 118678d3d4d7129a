"""My profile: what a participant says of themselves, and leaving."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cohorts.people.forms import LeaveForm, ProfileForm
from cohorts.people.listing import missing_words
from cohorts.people.models import Participant
from cohorts.people.views.lookups import own_place_at
from cohorts.people.views.person import correct, leave, leaving_context, levels_of
from cohorts.questions.forms import level_words
from cohorts.questions.services import skills_of
from core.access import Request, guard
from core.forms import answer


@guard("participant.edit", of=own_place_at)
def profile(request: Request, place: Participant) -> HttpResponse:
    """The person corrects and adds what is known of them."""
    skills = skills_of(place.cohort.programme)
    levels = levels_of(place)
    form = ProfileForm(request.POST or None, place=place, skills=skills, levels=levels)
    if request.method == "POST" and form.is_valid() and correct(request, place, form, form.levels):
        messages.success(request, _("Your profile is saved."))
        return redirect("my:profile", place.cohort.slug)
    missing = missing_words(place, has_skills=bool(levels) or not skills)
    context = {"cohort": place.cohort, "place": place, "level_words": level_words(), "missing": missing}
    return answer(request, "cohorts/people/profile.html", context, form)


@guard("participant.withdraw", of=own_place_at)
def profile_leave(request: Request, place: Participant) -> HttpResponse:
    """The person leaves the cohort, having seen what follows."""
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and leave(request, place, form):
        messages.success(request, _("You no longer take part in %(cohort)s.") % {"cohort": place.cohort})
        return redirect("start")
    return answer(
        request, "cohorts/people/leave.html", leaving_context(place, _("What you wrote and handed in stays.")), form
    )
