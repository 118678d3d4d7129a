"""What mail about challenge briefs says, and to whom it goes."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.urls import reverse

from challenges.briefs.models import AllocationLine, Brief
from cohorts.models import Cohort, Participant, TeamMember
from cohorts.people.workflow import PlaceState
from core.models import User
from core.people.links import site_link


def people_of(cohort: Cohort) -> list[User]:
    """Everybody who takes part in the cohort, by name."""
    places = Participant.objects.active().filter(cohort=cohort).select_related("user")
    return [place.user for place in places.order_by("user__last_name", "user__first_name", "pk")]


def briefs_facts(cohort: Cohort, briefs: Sequence[Brief]) -> Mapping[str, str]:
    """The facts of the mail that says which briefs are out."""
    return {
        "questions": "\n".join(f"- {brief.question} ({brief.owner.name})" for brief in briefs),
        "link": site_link(reverse("my:briefs", args=[cohort.slug])),
    }


def members_of(lines: Iterable[AllocationLine]) -> dict[int, list[User]]:
    """The people of each team in the lines, by the team's id, in one query."""
    teams: dict[int, list[User]] = {line.team_id: [] for line in lines}
    active = TeamMember.objects.filter(team__in=teams, participant__state=PlaceState.ACTIVE)
    for member in active.select_related("participant__user").order_by(
        "team__number", "participant__user__last_name", "pk"
    ):
        teams[member.team_id].append(member.participant.user)
    return teams


def allocation_mail(
    cohort: Cohort, lines: Sequence[AllocationLine]
) -> tuple[list[User], Callable[[User], Mapping[str, str]]]:
    """To whom the allocation is told, and what each is told: the brief of their own team."""
    teams = members_of(lines)
    line_of = {user.pk: line for line in lines for user in teams[line.team_id]}
    link = site_link(reverse("my:briefs", args=[cohort.slug]))

    def facts(user: User) -> Mapping[str, str]:
        line = line_of[user.pk]
        brief = line.brief
        return {"team": line.team.name, "question": brief.question, "owner": brief.owner.name, "link": link}

    return [user for line in lines for user in teams[line.team_id]], facts
