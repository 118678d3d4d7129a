"""A challenge brief as its owner sees it: what to do next, who works on it, and what higher features say of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from challenges.briefs.intake.progress import answered
from challenges.briefs.models import AllocationLine, Brief, published_lines
from challenges.briefs.owners_page import BEFORE_OUT, OwnersPage, parts_of
from challenges.briefs.questions.queries import numbers_of
from challenges.briefs.views.lookups import brief_by_key
from challenges.briefs.views.organise import STATES
from challenges.briefs.workflow import WRITING, BriefState
from cohorts.models import MentorAssignment, Team, TeamMember
from cohorts.people.workflow import PlaceState
from core import zones
from core.access import guard

READERS_SHOWN = 40


@guard("brief.answer", of=brief_by_key)
def brief(request: HttpRequest, brief: Brief) -> HttpResponse:
    """The owner's page of the brief."""
    given = published_lines(brief.cohort)
    lines = list(given.filter(brief=brief))
    owners = list(brief.owners.select_related("user").order_by("pk"))
    for line in lines:
        line.brief = brief
    is_owner = any(owner.user_id == request.user.pk for owner in owners)
    parts = parts_of(OwnersPage(brief, lines, request.user, zones.now(), is_owner))
    context = {
        "cohort": brief.cohort,
        "next": BEFORE_OUT.get(BriefState(brief.state), ""),
        "parts": parts,
        "first": next((line for part in parts for line in part.lines if line.state == "now" and line.act), None),
        "brief": brief,
        "tag": STATES[BriefState(brief.state)],
        "teams": _teams(lines),
        "is_given": bool(lines) or given.exists(),
        "owners": owners,
        "is_writing": brief.state in WRITING,
        "answered": answered(brief),
        "files": list(brief.files.select_related("stored").prefetch_related("stored__previews").order_by("pk")),
        "readings": list(brief.readings.select_related("reader").order_by("-read_at", "-pk")[:READERS_SHOWN]),
        "reader_count": brief.readings.count(),
        "asked": numbers_of([brief]).get(brief.pk, 0),
    }
    return render(request, "challenges/briefs/partner_brief.html", context)


def _teams(lines: list[AllocationLine]) -> list[tuple[Team, list[dict[str, str]], list[dict[str, str]]]]:
    """The teams with their people and mentors: name, side and organisation, which the whole cohort knows."""
    places = TeamMember.objects.filter(team__in=[line.team_id for line in lines], participant__state=PlaceState.ACTIVE)
    people: dict[int, list[dict[str, str]]] = {line.team_id: [] for line in lines}
    for member in places.select_related("participant__user", "participant__organisation").order_by(
        "participant__user__last_name", "pk"
    ):
        place = member.participant
        people[member.team_id].append({"name": place.user.name, "side": place.side, "note": place.organisation.name})
    mentors = _mentors(lines)
    return [(line.team, people[line.team_id], mentors[line.team_id]) for line in lines]


def _mentors(lines: list[AllocationLine]) -> dict[int, list[dict[str, str]]]:
    """Who mentors each of the teams now, by the team's id; one query."""
    found: dict[int, list[dict[str, str]]] = {line.team_id: [] for line in lines}
    rows = MentorAssignment.objects.filter(team__in=found, mentor__left_at=None)
    for row in rows.select_related("mentor__user", "mentor__organisation").order_by("mentor__user__last_name", "pk"):
        mentor = row.mentor
        found[row.team_id].append({"name": mentor.user.name, "side": mentor.side, "note": mentor.organisation.name})
    return found
