"""A team's page of the times that it is offered: taken by two taps, given back until it is too late."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.work.offers import services
from challenges.work.offers.models import MeetingOffer
from challenges.work.offers.queries import OfferRow, offers_of, offers_to_team
from challenges.work.offers.views.lookups import offer_in_address
from challenges.work.queries import own_team, teams_followed
from cohorts.models import Cohort, Team
from cohorts.programmes.lookups import cohort_at
from core import zones
from core.access import Request, guard
from core.errors import Refused


@guard("home.my", of=cohort_at)
def offers(request: Request, cohort: Cohort) -> HttpResponse:
    """The times of the own team, or of the teams that a mentor follows."""
    own, now = own_team(cohort, request.user), zones.now()
    teams = [own] if own else teams_followed(cohort, request.user)
    context = {
        "cohort": cohort,
        "own": own,
        "teams": [(team, *_sorted(offers_to_team(team), now)) for team in teams],
        "now": now,
    }
    return render(request, "challenges/work/offers/my_offers.html", context)


def _sorted(rows: list[OfferRow], now: datetime) -> tuple[list[OfferRow], list[OfferRow], list[OfferRow]]:
    """What the team took and is ahead, what it could take, and what is over."""
    ahead = [row for row in rows if row.offer.starts_at > now]
    ours = [row for row in ahead if row.is_ours]
    others = [row for row in ahead if not row.is_ours]
    over = [row for row in rows if row.is_ours and row not in ahead]
    return ours, others, over


@guard("meeting_offer.view", of=offer_in_address)
def offer(request: Request, offer: MeetingOffer) -> HttpResponse:
    """One time: the button takes it, or gives it back."""
    own = own_team(offer.cohort, request.user)
    rows = offers_to_team(own) if own else offers_of([offer.brief]).get(offer.brief_id, [])
    row = next((row for row in rows if row.offer.pk == offer.pk), OfferRow(offer))
    now = zones.now()
    followed = [] if own else teams_followed(offer.cohort, request.user)
    ours = [team for team in row.teams if team == own or team in followed]
    row.is_ours = bool(ours)
    others = [one for one in rows if own and one.is_ours and not one.offer.is_extra and one.offer.starts_at > now]
    others = [one for one in others if one.offer.pk != offer.pk]
    context = {
        "cohort": offer.cohort,
        "offer": offer,
        "own": own,
        "row": row,
        "ours": ours,
        "others": others,
        "may_take": bool(own and row.free and not row.is_ours and offer.starts_at > now)
        and offer.withdrawn_at is None
        and (offer.is_extra or not others),
        "may_give_back": bool(own and row.is_ours) and now < offer.give_back_until,
        "is_over": offer.starts_at <= now,
    }
    return render(request, "challenges/work/offers/my_offer.html", context)


@guard("meeting_offer.take", of=offer_in_address)
@require_POST
def take(request: Request, offer: MeetingOffer) -> HttpResponse:
    """The team has the time, if nobody was faster."""
    try:
        services.take_offer(offer=offer, team=_team(request, offer), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("my:meeting_offers", offer.cohort.slug)
    messages.success(request, _("The time is yours. Your team and the challenge owner are told."))
    return redirect("my:meeting_offer", offer.cohort.slug, offer.key)


@guard("meeting_offer.take", of=offer_in_address)
@require_POST
def give_back(request: Request, offer: MeetingOffer) -> HttpResponse:
    """The time is free for another team."""
    try:
        is_back = services.give_back(offer=offer, team=_team(request, offer), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        if is_back:
            messages.success(request, _("Given back. Your team and the challenge owner are told."))
        else:
            messages.info(request, _("Your team does not have this time."))
    return redirect("my:meeting_offers", offer.cohort.slug)


def _team(request: Request, offer: MeetingOffer) -> Team:
    team = own_team(offer.cohort, request.user)
    if team is None:
        raise Http404
    return team
