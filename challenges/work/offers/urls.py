"""Addresses of offered times, one list per audience; they stand before those of the briefs."""

from django.urls import URLPattern, URLResolver, path

from challenges.work.offers.views import my as mine
from challenges.work.offers.views import partner as own

organise: list[URLPattern | URLResolver] = []
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/offers/", mine.offers, name="meeting_offers"),
    path("<slug:cohort>/offers/<str:key>/", mine.offer, name="meeting_offer"),
    path("<slug:cohort>/offers/<str:key>/take/", mine.take, name="meeting_offer_take"),
    path("<slug:cohort>/offers/<str:key>/give-back/", mine.give_back, name="meeting_offer_give_back"),
]
partner: list[URLPattern | URLResolver] = [
    path("briefs/<str:key>/offers/", own.offers, name="brief_offers"),
    path("briefs/<str:key>/offers/new/", own.new, name="brief_offer_new"),
    path("offers/<str:key>/move/", own.move, name="meeting_offer_move"),
    path("offers/<str:key>/withdraw/", own.withdraw, name="meeting_offer_withdraw"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
