"""Addresses of the audience: its own public door, and the organisers' pages of a pitch day."""

from django.urls import URLPattern, URLResolver, path, re_path

from challenges.audience.engine import ALPHABET, LENGTH
from challenges.audience.views import asking, door, moderating, screen
from challenges.audience.views import organise as views
from challenges.audience.views import vote as public_views

HERE = "<slug:cohort>/pitch-day/audience/"
organise: list[URLPattern | URLResolver] = [
    path(HERE, views.audience, name="audience"),
    path(f"{HERE}polls/new/", views.poll_new, name="poll_new"),
    path(f"{HERE}prize/", views.prize_new, name="prize_new"),
    path(f"{HERE}polls/<str:key>/", views.poll, name="poll"),
    path(f"{HERE}polls/<str:key>/change/", views.poll_edit, name="poll_edit"),
    path(f"{HERE}polls/<str:key>/remove/", views.poll_remove, name="poll_remove"),
    re_path(
        r"^(?P<cohort>[-\w]+)/pitch-day/audience/polls/(?P<key>\w+)/(?P<action>open|close|show)/$",
        views.poll_act,
        name="poll_act",
    ),
    path(f"{HERE}door/", door.guests, name="guests"),
    path(f"{HERE}door/fill/", door.guests_fill, name="guests_fill"),
    path(f"{HERE}door/add/", door.guest_add, name="guest_add"),
    path(f"{HERE}door/cards/", door.guest_cards, name="guest_cards"),
    path(f"{HERE}door/<str:key>/tick/", door.guest_tick, name="guest_tick"),
    path(f"{HERE}door/<str:key>/code/", door.guest_code, name="guest_code"),
    path(f"{HERE}cards/", door.cards, name="cards"),
    path(f"{HERE}cards/<int:batch>/", door.cards_print, name="cards_print"),
    path(f"{HERE}questions/", moderating.audience_questions, name="audience_questions"),
    path(f"{HERE}questions/stage/", moderating.audience_stage, name="audience_stage"),
    path(f"{HERE}questions/<str:key>/", moderating.question_act, name="question_act"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
vote: list[URLPattern | URLResolver] = [
    path("", public_views.enter, name="enter"),
    re_path(rf"^(?P<code>[{ALPHABET}]{{{LENGTH}}})/$", public_views.card, name="card"),
    path("<str:day>/", public_views.day, name="day"),
    path("<str:day>/screen/", screen.screen, name="screen"),
    path("<str:day>/screen/questions/", screen.screen_questions, name="screen_questions"),
    path("<str:day>/screen/<str:key>/", screen.screen_poll, name="screen_poll"),
    path("<str:day>/questions/", asking.questions, name="questions"),
    path("<str:day>/questions/<str:key>/", asking.question_up, name="question_up"),
    path("<str:day>/<str:key>/", public_views.poll, name="poll"),
]
