"""Proposing a challenge from the public pages: a plain form, a letter, a link that proves the address."""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from challenges.briefs.intake import services
from challenges.briefs.intake.forms import ApplyForm
from challenges.briefs.intake.models import BriefApplication, ChallengeCall
from challenges.briefs.intake.workflow import ApplicationState
from cohorts.models import Cohort
from core import zones
from core.access import guard
from core.errors import Refused
from core.forms import answer
from core.people.addresses import normal_address
from core.people.links import site_link
from core.ratelimits import TooMany, client_address, hit

DAY = 24 * 3600
# Letters to one address are counted without a word, so that nobody learns who has asked; a flood is told.
LETTERS, FROM_A_NETWORK, FOR_A_COHORT = 3, 60, 300


def _call_at(slug: str) -> ChallengeCall:
    """The call of a cohort that is no draft; whether it takes applications now is another question."""
    calls = ChallengeCall.objects.exclude(cohort__state="DRAFT").select_related("cohort__programme")
    return get_object_or_404(calls, cohort__slug=slug)


@guard("public")
@never_cache
def propose(request: HttpRequest, cohort: str) -> HttpResponse:
    """The form while the call is open; after that, that it is over."""
    call = _call_at(cohort)
    if not call.takes(zones.now()) and request.method != "POST":
        return render(request, "challenges/briefs/intake/closed.html", {"call": call, "cohort": call.cohort})
    form = ApplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, call.cohort, form)
        except Refused as refused:
            if isinstance(refused, TooMany):
                raise
            form.add_error(None, str(refused.message))
        else:
            return redirect("public:propose_sent", cohort)
    context = {"call": call, "cohort": call.cohort}
    return answer(request, "challenges/briefs/intake/propose.html", context, form)


def _take(request: HttpRequest, cohort: Cohort, form: ApplyForm) -> None:
    """The same for every address: counted, written down, a letter sent; beyond the count, no letter and no word."""
    hit("propose_network", client_address(request), FROM_A_NETWORK, DAY)
    hit("propose_cohort", cohort.slug, FOR_A_COHORT, DAY)
    try:
        hit("propose_address", normal_address(form.cleaned_data["email"]), LETTERS, DAY)
    except TooMany:
        return
    application = services.apply(cohort=cohort, key=form.key, **form.values)
    if application.state == ApplicationState.SENT:
        _send(request, application)


def _send(request: HttpRequest, application: BriefApplication) -> None:
    address = site_link(reverse("public:application", args=[services.token_of(application)]))
    facts = {"first_name": application.first_name, "cohort": application.cohort, "address": address}
    get_adapter(request).send_mail("account/email/challenge_proof", application.email, facts)


@guard("public")
def propose_sent(request: HttpRequest, cohort: str) -> HttpResponse:
    """That a letter is on its way, whatever was typed."""
    return render(request, "challenges/briefs/intake/sent.html", {"cohort": _call_at(cohort).cohort})


@guard("public")
@never_cache
def application(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: a button proves the address; a scanner that looks changes nothing (I-04)."""
    if "\x00" in token:
        raise Http404
    try:
        found = services.found_application(token)
        if request.method == "POST":
            found = services.prove_application(token=token)
    except services.LinkOver as refused:
        return render(request, "challenges/briefs/intake/link_over.html", {"message": refused.message}, status=404)
    context = {
        "application": found,
        "cohort": found.cohort,
        "is_proved": found.state != ApplicationState.SENT,
    }
    return render(request, "challenges/briefs/intake/prove.html", context)
