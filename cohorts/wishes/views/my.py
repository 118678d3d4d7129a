"""Your wishes: what a participant says before teams are formed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.people.models import Participant
from cohorts.wishes import services
from cohorts.wishes.forms import WishesForm
from cohorts.wishes.queries import Said, are_open, others_of, said_by
from cohorts.wishes.views.lookups import own_place_at
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("wishes.send", of=own_place_at)
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: Request, place: Participant) -> HttpResponse:
    """One's own wishes: to be changed while they are asked for, to be read after."""
    said = said_by(place)
    context: dict[str, Any] = {
        "cohort": place.cohort,
        "said": said,
        "is_seen_by_other": hasattr(request, "impersonation"),
    }
    if not are_open(place.cohort, zones.now()) and request.method != "POST":
        return render(request, "cohorts/wishes/my_closed.html", context)
    form = _form(request, place, said)
    if request.method == "POST" and form.is_valid() and _save(request, place, form):
        return redirect("my:wishes", place.cohort.slug)
    return answer(request, "cohorts/wishes/my.html", context, form)


def _form(request: Request, place: Participant, said: Said) -> WishesForm:
    initial = {f"choice_{rank}": topic.key for rank, topic in enumerate(said.topics, start=1)}
    if not hasattr(request, "impersonation"):
        initial |= {f"away_{number}": other.key for number, other in enumerate(said.away, start=1)}
    topics, others = list(place.cohort.topics.all()), list(others_of(place))
    return WishesForm(request.POST or None, initial=initial, topics=topics, others=others)


def _save(request: Request, place: Participant, form: WishesForm) -> bool:
    """Whether the wishes are saved; else the form says why not."""
    try:
        services.save_wishes(participant=place, by=request.user, **form.values)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        return False
    messages.success(request, _("Your wishes are saved."))
    return True
