"""Addresses of the repairs feature, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from cohorts.repairs.views import asking, repairs

REPAIR = "<slug:cohort>/teams/repair/<str:key>/"
organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/teams/repair/", asking.start, name="repairs"),
    path(REPAIR, repairs.repair, name="repair"),
    path(f"{REPAIR}progress/", repairs.progress, name="repair_progress"),
    path(f"{REPAIR}discard/", repairs.discard, name="repair_discard"),
    path(f"{REPAIR}again/", asking.again, name="repair_again"),
    path(f"{REPAIR}<int:moved>/", repairs.way, name="repair_way"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
