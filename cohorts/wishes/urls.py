"""Addresses of the wishes feature, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from cohorts.wishes.views import my as own
from cohorts.wishes.views import organise as run

WISHES = "<slug:cohort>/wishes/"
TOPIC = f"{WISHES}topics/<str:key>/"
organise: list[URLPattern | URLResolver] = [
    path(WISHES, run.wishes, name="wishes"),
    path(f"{WISHES}open/", run.open_wishes, name="wishes_open"),
    path(f"{WISHES}close/", run.close_wishes, name="wishes_close"),
    path(f"{WISHES}challenges/", run.time_challenges, name="wishes_challenges"),
    path(f"{WISHES}take-challenges/", run.take_challenges, name="wishes_take_challenges"),
    path(f"{WISHES}new-topic/", run.topic_new, name="wishes_topic_new"),
    path(TOPIC, run.topic_edit, name="topic_edit"),
    path(f"{TOPIC}move/", run.topic_move, name="topic_move"),
    path(f"{TOPIC}remove/", run.topic_remove, name="topic_remove"),
]
my: list[URLPattern | URLResolver] = [
    path(WISHES, own.wishes, name="wishes"),
]
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
