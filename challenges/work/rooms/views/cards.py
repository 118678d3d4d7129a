"""How somebody wants to be addressed and reached by their teams."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from challenges.work.rooms import services
from challenges.work.rooms.forms import CardForm
from challenges.work.rooms.models import ContactCard
from challenges.work.rooms.views.lookups import cohort_in_address
from cohorts.models import Cohort
from core.access import Request, guard
from core.forms import answer


@guard("contact_card.write", of=cohort_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: Request, cohort: Cohort) -> HttpResponse:
    """What the person's teams read of them beside their name."""
    said = ContactCard.objects.filter(cohort=cohort, user=request.user).values("pronouns", "reach", "shows_email")
    form = CardForm(request.POST or None, initial=said.first() or {})
    if request.method == "POST" and form.is_valid():
        services.save_card(cohort=cohort, by=request.user, **form.values)
        messages.success(request, _("Saved. Your team sees it from now on."))
        return redirect("my:rooms", cohort.slug)
    return answer(request, "challenges/work/rooms/card.html", {"cohort": cohort}, form)
