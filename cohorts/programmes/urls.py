"""Addresses of the programmes feature, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from cohorts.programmes.views import cohorts, programmes

organise: list[URLPattern | URLResolver] = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/new/", programmes.new, name="programme_new"),
    path("programmes/<slug:slug>/", programmes.programme, name="programme"),
    path("programmes/<slug:slug>/edit/", programmes.edit, name="programme_edit"),
    path("programmes/<slug:slug>/weeks/", programmes.weeks, name="programme_weeks"),
    path("programmes/<slug:slug>/organisers/add/", programmes.staff_add, name="programme_staff_add"),
    path("programmes/<slug:slug>/organisers/end/", programmes.staff_end, name="programme_staff_end"),
    path("programmes/<slug:slug>/cohorts/new/", cohorts.new, name="cohort_new"),
    path("<slug:cohort>/settings/", cohorts.settings, name="cohort_settings"),
    path("<slug:cohort>/settings/edit/", cohorts.edit, name="cohort_edit"),
    path("<slug:cohort>/settings/weeks/", cohorts.weeks, name="cohort_weeks"),
    path("<slug:cohort>/settings/<slug:action>/", cohorts.move, name="cohort_move"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
