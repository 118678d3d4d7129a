"""Addresses of the people feature, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from cohorts.people.views import imports, invitations, mentors, organisations, people, person, profile

IMPORT: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/people/import/", imports.upload, name="people_import"),
    path("<slug:cohort>/people/import/<str:key>/columns/", imports.columns, name="people_import_columns"),
    path("<slug:cohort>/people/import/<str:key>/check/", imports.preview, name="people_import_preview"),
    path("<slug:cohort>/people/import/<str:key>/same/", imports.same, name="people_import_same"),
    path("<slug:cohort>/people/import/<str:key>/discard/", imports.discard, name="people_import_discard"),
    path("<slug:cohort>/people/import/<str:key>/progress/", imports.progress, name="people_import_progress"),
    path("<slug:cohort>/people/import/<str:key>/result/", imports.result, name="people_import_result"),
]
MENTORS: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/mentors/", mentors.mentors, name="mentors"),
    path("<slug:cohort>/mentors/add/", mentors.mentor_new, name="mentor_new"),
    path("<slug:cohort>/mentors/invite/", invitations.mentors_invite, name="mentors_invite"),
    path("<slug:cohort>/mentors/<str:key>/edit/", mentors.mentor_edit, name="mentor_edit"),
    path("<slug:cohort>/mentors/<str:key>/end/", mentors.mentor_end, name="mentor_end"),
]
BODIES: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/organisations/", organisations.organisations, name="organisations"),
    path("<slug:cohort>/organisations/<str:key>/", organisations.organisation, name="organisation"),
    path("<slug:cohort>/organisations/<str:key>/edit/", organisations.edit, name="organisation_edit"),
    path("<slug:cohort>/organisations/<str:key>/sector/", organisations.sector, name="organisation_sector"),
    path("<slug:cohort>/organisations/<str:key>/merge/", organisations.merge, name="organisation_merge"),
]
organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/people/", people.people, name="people"),
    path("<slug:cohort>/people/people.csv", people.people_csv, name="people_csv"),
    path("<slug:cohort>/people/people.xlsx", people.people_xlsx, name="people_xlsx"),
    path("<slug:cohort>/people/add/", people.person_new, name="person_new"),
    path("<slug:cohort>/people/invite/", invitations.people_invite, name="people_invite"),
    *IMPORT,
    path("<slug:cohort>/people/<str:key>/", person.person, name="person"),
    path("<slug:cohort>/people/<str:key>/edit/", person.person_edit, name="person_edit"),
    path("<slug:cohort>/people/<str:key>/withdraw/", person.person_withdraw, name="person_withdraw"),
    path("<slug:cohort>/people/<str:key>/return/", person.person_return, name="person_return"),
    *MENTORS,
    *BODIES,
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/profile/", profile.profile, name="profile"),
    path("<slug:cohort>/profile/leave/", profile.profile_leave, name="profile_leave"),
]
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
