"""The senior sponsor's one page behind a signed link: looking changes nothing, a button answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from challenges.briefs.review import services
from challenges.briefs.review.forms import SponsorAnswerForm
from challenges.briefs.review.models import Backing
from challenges.briefs.review.services.backing import digest
from challenges.briefs.review.texts import Field, fields_of
from core.access import guard
from core.errors import Refused
from core.forms import answer
from core.ratelimits import client_address, hit

QUARTER = 15 * 60
# Links that lead nowhere, by network; answers, by link.
WRONG_LINKS, ANSWERS = 60, 20


@guard("public")
@never_cache
def backing(request: HttpRequest, token: str) -> HttpResponse:
    """The text as the teams would read it, and two buttons."""
    try:
        found = services.found_backing(token)
    except services.LinkOver as refused:
        hit("backing_wrong", client_address(request), WRONG_LINKS, QUARTER)
        return render(request, "challenges/briefs/review/link_over.html", {"message": refused.message}, status=404)
    form = SponsorAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        hit("backing_answers", digest(token), ANSWERS, QUARTER)
        if form.is_valid():
            try:
                services.answer_backing(token=token, **form.values)
            except Refused as refused:
                form.add_error(None, refused.message)
            else:
                return redirect("public:brief_backing", token=token)
    context = {"backing": found, "brief": found.brief, "cohort": found.brief.cohort, "fields": _read(found)}
    return answer(request, "challenges/briefs/review/backing_link.html", context, form)


def _read(found: Backing) -> list[Field]:
    """What is written of the text that the sponsor is asked about."""
    return [field for field in fields_of(found.texts) if field.text]
