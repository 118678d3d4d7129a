"""Joins the rooms' addresses, one prefix a door."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

import challenges.audience.urls
import challenges.briefs.choosing.urls
import challenges.briefs.intake.urls
import challenges.briefs.questions.urls
import challenges.briefs.urls
import challenges.certificates.urls
import challenges.judges.urls
import challenges.judging.urls
import challenges.live.urls
import challenges.pitchdays.urls
import challenges.results.urls
import challenges.verdicts.urls
import challenges.work.checkins.urls
import challenges.work.offers.urls
import challenges.work.rooms.urls
import challenges.work.urls
import cms.urls
import cohorts.messages.urls
import cohorts.people.urls
import cohorts.programmes.urls
import cohorts.questions.urls
import cohorts.repairs.urls
import cohorts.teams.urls
import cohorts.visits.urls
import cohorts.wishes.urls
import core.urls
import desk.urls

FEATURES = [
    cohorts.programmes.urls,
    cohorts.messages.urls,
    cohorts.questions.urls,
    cohorts.people.urls,
    # before the teams, whose keys would swallow its word
    cohorts.repairs.urls,
    cohorts.wishes.urls,
    cohorts.teams.urls,
    cohorts.visits.urls,
    # before the briefs, whose keys would swallow their words
    challenges.briefs.choosing.urls,
    challenges.briefs.intake.urls,
    challenges.briefs.questions.urls,
    challenges.work.offers.urls,
    challenges.verdicts.urls,
    challenges.briefs.urls,
    challenges.work.urls,
    challenges.work.rooms.urls,
    challenges.work.checkins.urls,
    challenges.pitchdays.urls,
    challenges.live.urls,
    challenges.judges.urls,
    challenges.audience.urls,
    challenges.judging.urls,
    challenges.results.urls,
    challenges.certificates.urls,
    # last: its pages stand at the bare cohort addresses
    desk.urls,
]


def door(audience: str) -> tuple[list[URLPattern | URLResolver], str]:
    """Every feature's addresses for one audience, under one namespace."""
    return [pattern for feature in FEATURES for pattern in getattr(feature, audience)], audience


urlpatterns: list[URLPattern | URLResolver] = [
    path("organise/", include(door("organise"))),
    path("my/", include(door("my"))),
    path("partner/", include(door("partner"))),
    path("judge/", include(door("judge"))),
    path("vote/", include((challenges.audience.urls.vote, "vote"))),
    path("", include(core.urls)),
    path("", include(door("public"))),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(cms.urls)),
    path("", include(wagtail_urls)),
]
