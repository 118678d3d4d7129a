"""The owner's pages of the times they offer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief
from challenges.briefs.views.lookups import brief_by_key
from challenges.work.offers import services
from challenges.work.offers.forms import MoveForm, OfferForm, WithdrawForm, move_initial
from challenges.work.offers.letters import members, teams_on
from challenges.work.offers.models import MeetingOffer
from challenges.work.offers.queries import offers_of
from challenges.work.offers.services.offering import told_of_change
from challenges.work.offers.views.lookups import offer_by_key
from cohorts.models import Team
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


def _home(brief: Brief) -> HttpResponse:
    return redirect("partner:brief_offers", brief.key)


@guard("brief.answer", of=brief_by_key)
def offers(request: Request, brief: Brief) -> HttpResponse:
    """The times of one challenge: who took which, what is free, what is over."""
    now = zones.now()
    rows = offers_of([brief]).get(brief.pk, [])
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "ahead": [row for row in rows if row.offer.withdrawn_at is None and row.offer.starts_at > now],
        "over": [row for row in rows if row.offer.withdrawn_at is not None or row.offer.starts_at <= now],
        "teams": teams_on(brief),
    }
    return render(request, "challenges/work/offers/offers.html", context)


@guard("brief.answer", of=brief_by_key)
def new(request: Request, brief: Brief) -> HttpResponse:
    """A form for times; the teams are told when it is sent."""
    teams = teams_on(brief)
    form = OfferForm(request.POST or None, zone=brief.cohort.zone, teams=teams)
    context = {"cohort": brief.cohort, "brief": brief, "teams": teams}
    if request.method == "POST" and teams and form.is_valid() and form.may_tell(_told(form, teams)):
        try:
            services.offer_times(brief=brief, offer=form.offer, teams=form.chosen, by=request.user, key=form.key)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("Offered. The teams are told, and you get a mail when one takes a time."))
            return _home(brief)
    return answer(request, "challenges/work/offers/new.html", context, form)


def _told(form: OfferForm, teams: list[Team]) -> int:
    return len(members([team.pk for team in form.chosen or teams]))


@guard("meeting_offer.manage", of=offer_by_key)
def move(request: Request, offer: MeetingOffer) -> HttpResponse:
    """Another time or place; who took it is told."""
    told = told_of_change(offer, request.user)
    form = MoveForm(request.POST or None, zone=offer.cohort.zone, initial=move_initial(offer))
    form.ask_number(len(told))
    if request.method == "POST" and form.is_valid():
        try:
            services.move_offer(offer=offer, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("Moved. Everybody who planned with it is told."))
            return _home(offer.brief)
    context = {"cohort": offer.cohort, "offer": offer, "told": told}
    return answer(request, "challenges/work/offers/move.html", context, form)


@guard("meeting_offer.manage", of=offer_by_key)
def withdraw(request: Request, offer: MeetingOffer) -> HttpResponse:
    """What withdrawing does and who is told, then the act."""
    told = told_of_change(offer, request.user)
    form = WithdrawForm(request.POST or None)
    form.ask_number(len(told))
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_offer(offer=offer, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("Withdrawn."))
            return _home(offer.brief)
    effects = [_("Nobody can take this time any more.")]
    if not told:
        effects.append(_("Nobody is told: no team has taken it."))
    context = {
        "cohort": offer.cohort,
        "offer": offer,
        "people": [user.name for user in told],
        "count": len(told),
        "effects": effects,
        "back": reverse("partner:brief_offers", args=[offer.brief.key]),
    }
    return answer(request, "challenges/work/offers/withdraw.html", context, form)
