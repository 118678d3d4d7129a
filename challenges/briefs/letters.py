"""What mail about challenge briefs says, and to whom it goes."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.corrections import Change, Correction
from challenges.briefs.models import AllocationLine, Brief, BriefOwner
from challenges.briefs.workflow import BriefState
from cohorts.models import Cohort, MentorAssignment, Participant, Team, TeamMember
from cohorts.people.workflow import PlaceState
from core.models import User
from core.people.links import site_link

Letters = tuple[list[User], Callable[[User], Mapping[str, str]]]


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
    return people_in([line.team_id for line in lines])


def people_in(ids: Iterable[int]) -> dict[int, list[User]]:
    """The people of each of these teams, in one query."""
    teams: dict[int, list[User]] = {team: [] for team in ids}
    active = TeamMember.objects.filter(team__in=teams, participant__state=PlaceState.ACTIVE)
    for member in active.select_related("participant__user").order_by(
        "team__number", "participant__user__last_name", "pk"
    ):
        teams[member.team_id].append(member.participant.user)
    return teams


def allocation_letters(cohort: Cohort, lines: Sequence[AllocationLine]) -> dict[str, Letters]:
    """Everything that publishing sends, by the kind of mail."""
    return {"briefs.allocated": allocation_mail(cohort, lines), "briefs.given": owners_mail(cohort, lines)}


def allocation_mail(cohort: Cohort, lines: Sequence[AllocationLine]) -> Letters:
    """To whom the allocation is told, and what each is told: the brief of their own team."""
    teams = members_of(lines)
    line_of = {user.pk: line for line in lines for user in teams[line.team_id]}
    link = site_link(reverse("my:briefs", args=[cohort.slug]))

    def facts(user: User) -> Mapping[str, str]:
        line = line_of[user.pk]
        brief = line.brief
        return {"team": line.team.name, "question": brief.question, "owner": brief.owner.name, "link": link}

    return [user for line in lines for user in teams[line.team_id]], facts


def owners_mail(cohort: Cohort, lines: Sequence[AllocationLine]) -> Letters:
    """To which owners the allocation is told, and what each is told: who works on theirs, or that nobody does."""
    teams: dict[int, list[str]] = {}
    for line in lines:
        teams.setdefault(line.brief_id, []).append(line.team.name)
    owned = briefs_by_owner(Brief.objects.filter(cohort=cohort, state=BriefState.PUBLISHED))

    def facts(user: User) -> Mapping[str, str]:
        briefs = owned[user]
        words = [f"{brief.question}\n{_given_words(teams.get(brief.pk, []))}" for brief in briefs]
        return {"challenges": "\n\n".join(words), "link": owners_link(briefs)}

    return list(owned), facts


def briefs_by_owner(briefs: Iterable[Brief]) -> dict[User, list[Brief]]:
    """The people who answer for these briefs, by name, each with theirs; one query."""
    owners = BriefOwner.objects.filter(brief__in=briefs, user__is_active=True).select_related("user", "brief__owner")
    owned: dict[User, list[Brief]] = {}
    for owner in owners.order_by("user__last_name", "user__first_name", "user", "brief__question"):
        owned.setdefault(owner.user, []).append(owner.brief)
    return owned


def owners_link(briefs: Sequence[Brief]) -> str:
    """The page of the one brief, or of all that the owner has."""
    one = reverse("partner:brief", args=[briefs[0].key]) if len(briefs) == 1 else reverse("partner:home")
    return site_link(one)


def correction_mail(cohort: Cohort, correction: Correction, why: str) -> Letters:
    """Who is told of a correction (the teams, their mentors, the owners), each of the changes that concern them."""
    concerned: dict[User, list[Change]] = {}
    links: dict[User, str] = {}
    owned = briefs_by_owner(correction.briefs)
    for user, briefs in owned.items():
        concerned[user] = [change for change in correction.changes if _touches(change, briefs)]
        links[user] = owners_link(briefs)
    for user, changes in _changes_of_people(correction.changes).items():
        # Who has two roles reads everything in one letter, and lands where the team's work is.
        concerned[user] = list(dict.fromkeys([*changes, *concerned.get(user, [])]))
        links[user] = site_link(reverse("my:briefs", args=[cohort.slug]))

    def facts(user: User) -> Mapping[str, str]:
        changes = "\n\n".join(change.letter for change in concerned[user])
        return {"changes": changes, "reason": why, "link": links[user]}

    return list(concerned), facts


def _touches(change: Change, briefs: Sequence[Brief]) -> bool:
    return change.brief in briefs or (change.before is not None and change.before.brief in briefs)


def _changes_of_people(changes: Sequence[Change]) -> dict[User, list[Change]]:
    """The members and mentors of the teams, each with what changes for their teams."""
    teams: list[Team] = [change.team for change in changes]
    members = people_in([team.pk for team in teams])
    rows = MentorAssignment.objects.filter(team__in=teams, mentor__left_at=None).select_related("mentor__user")
    for row in rows.order_by("pk"):
        members[row.team_id].append(row.mentor.user)
    found: dict[User, list[Change]] = {}
    for change in changes:
        for user in members[change.team.pk]:
            found.setdefault(user, []).append(change)
    return found


def _given_words(teams: Sequence[str]) -> str:
    if not teams:
        return _("No team works on it this time.")
    return _("Given to: %(teams)s") % {"teams": ", ".join(teams)}
