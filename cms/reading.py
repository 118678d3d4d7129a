"""What the public pages read of the rooms below: only what is published, each in one query."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from challenges.briefs.models import published_lines
from challenges.models import Brief, Release
from challenges.results.services import winners_of
from cohorts.models import Cohort, Programme, Visit
from core import zones

FINAL_WEEK = 12
KINDS = {"team": "team", "owner": "public", "host": "private"}


def dial_weeks(programme: Programme | None) -> list[dict[str, Any]]:
    """The programme's weeks as the home page's dial draws them."""
    weeks = programme.weeks.order_by("number") if programme else []
    return [
        {
            "number": week.number,
            "title": week.title,
            "note": week.summary,
            "kind": "final" if week.number == FINAL_WEEK else KINDS[week.with_whom],
        }
        for week in weeks
    ]


def public_briefs(limit: int) -> list[Brief]:
    """The newest public challenges with their owners."""
    return list(Brief.objects.public().select_related("owner", "cohort").order_by("-public_at", "pk")[:limit])


def public_brief_count() -> int:
    """How many challenges are public."""
    return Brief.objects.public().count()


def winners_by_cohort(cohort_ids: Sequence[int]) -> dict[int, list[str]]:
    """The winners' names of each cohort whose results are released."""
    return winners_of(Release.objects.filter(cohort__in=cohort_ids))


def cohort_facts(cohort: Cohort) -> dict[str, Any]:
    """Everything public about one cohort: weeks, visits, teams with their public challenges, result."""
    today = zones.today(cohort.zone)
    now = cohort.week_on(today)
    visits = list(
        Visit.objects.filter(cohort=cohort, is_published=True, cancelled_at=None)
        .select_related("host")
        .order_by("starts_at")
    )
    release = Release.objects.filter(cohort=cohort).first()
    weeks = _weeks(cohort, now, visits)
    return {
        "cohort": cohort,
        "week": now,
        "this_week": next((week for week in weeks if week["state"] == "now"), None),
        "weeks": weeks,
        "visits": visits,
        "lines": [line for line in published_lines(cohort) if line.brief.public_at is not None],
        "questions": list(Brief.objects.public().filter(cohort=cohort).select_related("owner").order_by("pk")),
        "result": release.snapshot if release else None,
        "released_at": release.released_at if release else None,
    }


def _weeks(cohort: Cohort, now: int, visits: Sequence[Visit]) -> list[dict[str, Any]]:
    made = []
    for week in cohort.weeks.order_by("number"):
        events = [
            ("private", visit.host.name, zones.local(visit.starts_at, cohort.zone).date())
            for visit in visits
            if zones.week_number(cohort.starts_on, zones.local(visit.starts_at, cohort.zone).date()) == week.number
        ]
        if week.with_whom == "owner":
            events.append(("public", week.summary or _("With the challenge owners"), None))
        state = "past" if week.number < now else "now" if week.number == now else "todo"
        made.append(
            {
                "number": week.number,
                "title": week.title,
                "summary": week.summary,
                "state": state,
                "starts": week.starts_on,
                "events": events,
            }
        )
    return made
