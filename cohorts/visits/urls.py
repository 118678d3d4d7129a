"""Addresses of the visits feature, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from cohorts.visits.views import my as mine
from cohorts.visits.views import organise as run
from cohorts.visits.views import partner as host
from cohorts.visits.views import seats

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/visits/", run.visits, name="visits"),
    path("<slug:cohort>/visits/new/", run.new, name="visit_new"),
    path("<slug:cohort>/visits/<str:key>/", run.visit, name="visit"),
    path("<slug:cohort>/visits/<str:key>/edit/", run.edit, name="visit_edit"),
    path("<slug:cohort>/visits/<str:key>/open/", run.open_booking, name="visit_open"),
    path("<slug:cohort>/visits/<str:key>/cancel/", run.cancel, name="visit_cancel"),
    path("<slug:cohort>/visits/<str:key>/hosts/add/", run.host_add, name="visit_host_add"),
    path("<slug:cohort>/visits/<str:key>/hosts/remove/", run.host_remove, name="visit_host_remove"),
    path("<slug:cohort>/visits/<str:key>/seats/add/", seats.seat_for, name="visit_seat_for"),
    path("<slug:cohort>/visits/<str:key>/seats/<str:booking>/free/", seats.free, name="visit_seat_free"),
    path("<slug:cohort>/visits/<str:key>/attendance/", run.attendance, name="visit_attendance"),
    path("<slug:cohort>/visits/<str:key>/needs/", run.needs, name="visit_needs"),
    path("<slug:cohort>/visits/<str:key>/sheet/", run.sheet, name="visit_sheet"),
    path("<slug:cohort>/visits/<str:key>/visitors.csv", run.visitors_csv, name="visit_csv"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/visits/", mine.visits, name="visits"),
    path("<slug:cohort>/visits/<str:key>/", mine.visit, name="visit"),
    path("<slug:cohort>/visits/<str:key>/book/", mine.book, name="visit_book"),
    path("<slug:cohort>/visits/<str:key>/cancel/", mine.cancel, name="visit_cancel"),
    path("<slug:cohort>/visits/<str:key>/need/", mine.need, name="visit_need"),
]
partner: list[URLPattern | URLResolver] = [
    path("visits/<str:key>/", host.visit, name="visit"),
    path("visits/<str:key>/attendance/", host.attendance, name="visit_attendance"),
    path("visits/<str:key>/needs/", host.needs, name="visit_needs"),
    path("visits/<str:key>/sheet/", host.sheet, name="visit_sheet"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
