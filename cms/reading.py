"""What the public pages read of the rooms below: only what is published, each in one query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.audience.queries import told_prize
from challenges.models import AllocationLine, Brief, BriefFile, ChallengeCall, FollowUp, PitchDay, Release, Rules
from challenges.results.present import verdict_words, winners_of
from challenges.results.queries import shown
from challenges.verdicts.models import Happened
from cohorts.models import Cohort, CohortWeek, ProgrammeWeek, Skill, Team, Visit
from cohorts.programmes.models import Side
from core import zones
from core.prepared import Prepared
from core.templatetags.prose import in_words

FINAL_WEEK = 12
KINDS = {"team": "team", "owner": "public", "host": "private"}
# Everything of a released snapshot that a page may show; whatever else it may hold one day stays away.
RESULT = ("winners", "prizes", "panel", "reasons", "place", "correction")
Event = tuple[str, str, date | None]


def dial_weeks(programme_id: int | None) -> list[dict[str, Any]]:
    """The programme's weeks as the dial draws them."""
    return [
        {
            "number": week.number,
            "title": week.title,
            "note": week.summary,
            "kind": "final" if week.number == FINAL_WEEK else KINDS[week.with_whom],
        }
        for week in ProgrammeWeek.objects.filter(programme=programme_id).order_by("number")
    ]


def skills_of(programme_id: int) -> list[str]:
    """The names of the skills that the programme asks about."""
    return list(Skill.objects.filter(programme=programme_id).order_by("order", "pk").values_list("name", flat=True))


def newest_questions(limit: int) -> tuple[list[Brief], int]:
    """The newest public challenges with owner and cohort, and how many there are in all; one query."""
    briefs = Brief.objects.public().exclude(cohort__state="DRAFT").select_related("owner", "cohort")
    counted = briefs.annotate(in_all=Window(Count("pk"))).order_by("-public_at", "pk")
    found = list(counted[:limit])
    return found, found[0].in_all if found else 0


def open_call(cohort: Cohort) -> ChallengeCall | None:
    """The cohort's call while challenges can be proposed; no query for cohorts read with their call."""
    call: ChallengeCall | None = getattr(cohort, "challenge_call", None)
    return call if call is not None and call.takes(zones.now()) else None


def open_calls() -> list[ChallengeCall]:
    """The cohorts for which challenges can be proposed now, the soonest to close first; one query."""
    calls = ChallengeCall.objects.filter(is_open=True).exclude(cohort__state__in=["DRAFT", "CANCELLED"])
    now = zones.now()
    return [call for call in calls.select_related("cohort").order_by("closes_at", "pk") if call.takes(now)]


def files_of(briefs: Iterable[Brief]) -> dict[int, list[BriefFile]]:
    """The files of public briefs that everybody may read, by the brief's id; one query."""
    files: dict[int, list[BriefFile]] = defaultdict(list)
    rows = BriefFile.objects.filter(brief__in=[brief.pk for brief in briefs], readers="PUBLIC")
    for file in rows.select_related("stored").order_by("pk"):
        files[file.brief_id].append(file)
    return files


def cohort_in_short(cohort: Cohort) -> dict[str, Any]:
    """The week it is in and, once released, its winners' names; no query for cohorts read with their release."""
    release = _release(cohort)
    return {
        "cohort": cohort,
        "week": cohort.week_on(zones.today(cohort.zone)),
        "winners": winners_of(shown(release)) if release else [],
    }


def cohort_facts(cohort: Cohort) -> dict[str, Any]:
    """Everything public about one cohort: weeks, visits, teams with their public challenges, result."""
    now = cohort.week_on(zones.today(cohort.zone))
    visits = list(
        Visit.objects.going_ahead().filter(cohort=cohort, is_published=True).select_related("host").in_order()
    )
    teams = _teams(cohort)
    weeks = _weeks(cohort, now, _events(cohort, visits, len(teams)))
    return {
        "cohort": cohort,
        "week": now,
        "this_week": _this_week(cohort, weeks, visits),
        "weeks": weeks,
        "visits": visits,
        "teams": teams,
        "people": {side: sum(team[side] for team in teams) for side in Side.values},
        # Shown until they are given out: then they stand beside the teams that work on them.
        "questions": [] if any(team["brief"] for team in teams) else list(_questions(cohort)),
        "call": open_call(cohort),
        # By which rules the pitches are judged: known only once they are published.
        "has_rules": Rules.objects.filter(pitch_day__cohort=cohort).exists(),
        **_result(cohort),
    }


def _questions(cohort: Cohort) -> Any:
    return Brief.objects.public().filter(cohort=cohort).select_related("owner").order_by("pk")


def _release(cohort: Cohort) -> Release | None:
    return getattr(cohort, "release", None)


def _result(cohort: Cohort) -> dict[str, Any]:
    """What was released, with the verdict in one sentence; nothing before."""
    release = _release(cohort)
    if release is None:
        return {"result": None}
    snapshot = shown(release)
    parts = {name: snapshot.get(name) for name in RESULT}
    words = {"verdict": verdict_words(snapshot), "number": release.number}
    day: PitchDay | None = getattr(cohort, "pitch_day", None)
    # Beside the result and never in it: the audience's own choice, once its count was shown (V-06).
    prize = told_prize(day) if day else None
    released = {"result": parts | words, "released_at": release.released_at, "audience_prize": prize}
    return released | {"later": _later(cohort)}


def _this_week(cohort: Cohort, weeks: list[dict[str, Any]], visits: Iterable[Visit]) -> dict[str, Any] | None:
    """The week that is now, with its theme as it stands inside a sentence and its visits."""
    week = next((week for week in weeks if week["state"] == "now"), None)
    if week is None:
        return None
    return week | {
        "theme": _inside(week["title"]),
        "visits": [visit for visit in visits if _week_of(cohort, visit.starts_at) == week["number"]],
    }


def _inside(title: str) -> str:
    """A title inside a sentence begins small, unless it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _week_of(cohort: Cohort, at: datetime) -> int:
    return zones.week_number(cohort.starts_on, zones.local(at, cohort.zone).date())


def _work(cohort: int) -> "QuerySet[AllocationLine, Any]":
    lines = AllocationLine.objects.published().filter(allocation__cohort=cohort, brief__in=Brief.objects.public())
    return lines.values_list("team", "brief__public_title", "brief__owner__name")


def _sides(cohort: int) -> "QuerySet[Team, Any]":
    sides = {side: Count("members", filter=Q(members__participant__side=side)) for side in Side.values}
    return Team.objects.filter(cohort=cohort).annotate(**sides).order_by("number").values_list("pk", "name", *sides)


def _said_later(cohort: int) -> "QuerySet[FollowUp, Any]":
    rows = FollowUp.objects.filter(brief__cohort=cohort, brief__in=Brief.objects.public(), is_public=True)
    answered = rows.exclude(answered_at=None).order_by("team__number", "months")
    return answered.values_list("team__name", "brief__owner__name", "months", "happened", "words")


WORK, SIDES, SAID_LATER = Prepared(_work), Prepared(_sides), Prepared(_said_later)


def _later(cohort: Cohort) -> list[dict[str, Any]]:
    """What owners of public challenges let be told of the work months later; asked once a result is released."""
    names = ("team", "owner", "months", "happened", "words")
    rows = [dict(zip(names, row, strict=True)) for row in SAID_LATER.rows(cohort.pk)]
    return [row | {"happened": Happened(row["happened"]).label} for row in rows]


def _teams(cohort: Cohort) -> list[dict[str, Any]]:
    """The teams by number: how many of each side, and the challenge they work on if that is public; no person."""
    briefs = {team: {"question": question, "owner": owner} for team, question, owner in WORK.rows(cohort.pk)}
    names = ("pk", "name", *Side.values)
    rows = [dict(zip(names, row, strict=True)) for row in SIDES.rows(cohort.pk)]
    return [row | {"brief": briefs.get(row["pk"])} for row in rows]


def _events(cohort: Cohort, visits: Iterable[Visit], teams: int) -> dict[int, list[Event]]:
    """What happens in each week that the public may know: programme days and the pitches."""
    events: dict[int, list[Event]] = defaultdict(list)
    for visit in visits:
        on = zones.local(visit.starts_at, cohort.zone).date()
        events[zones.week_number(cohort.starts_on, on)].append(("private", visit.host.brief_name, on))
    day: PitchDay | None = getattr(cohort, "pitch_day", None)
    if day is not None:
        on = zones.local(day.starts_at, cohort.zone).date()
        words = ngettext("%(count)s pitch", "%(count)s pitches", teams) % {"count": in_words(teams).capitalize()}
        events[zones.week_number(cohort.starts_on, on)].append(("", words if teams else _("The pitches"), on))
    return events


def _weeks(cohort: Cohort, now: int, events: dict[int, list[Event]]) -> list[dict[str, Any]]:
    return [
        {
            "number": week.number,
            "title": week.title,
            "summary": week.summary,
            "state": "past" if week.number < now else "now" if week.number == now else "todo",
            "starts": week.starts_on,
            "events": _with_owners(week) + events[week.number],
        }
        for week in CohortWeek.objects.filter(cohort=cohort).order_by("number")
    ]


def _with_owners(week: CohortWeek) -> list[Event]:
    return [("public", week.summary or _("With the challenge owners"), None)] if week.with_whom == "owner" else []
