"""What people are told about their team, by mail."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.messages.models import Mailing
from cohorts.messages.services import MailPreview, notify, preview_mail
from cohorts.people.models import Mentor, Participant
from cohorts.programmes.models import Cohort
from cohorts.teams.mail import CHANGED, KINDS, MENTOR_ON, PUBLISHED
from cohorts.teams.models import Team, TeamMember
from core import zones
from core.models import User
from core.people.links import site_link

Facts = Callable[[User], Mapping[str, str]]


def roster(people: Iterable[Participant]) -> str:
    """Everybody with the organisation they come from, one a line."""
    lines = [f"{person.user.name}, {person.organisation.name}" for person in people]
    return "\n".join(lines) or _("Nobody yet")


def team_facts(cohort: Cohort, named: Sequence[tuple[str, Sequence[Participant]]]) -> Facts:
    """For each person the facts of the team that they are in: its name, its members and the address of its page."""
    link = site_link(reverse("my:team", args=[cohort.slug]))
    facts = {
        person.user_id: {"team": name, "members": roster(people), "link": link}
        for name, people in named
        for person in people
    }
    return lambda user: facts[user.pk]


def place_facts(room: str, mentors: Iterable[Mentor]) -> dict[str, str]:
    """Where a team meets and who mentors it; a mail has something to say where neither is settled."""
    named = [f"{mentor.user.name}, {mentor.organisation.name}" for mentor in mentors]
    return {"room": room or _("not settled yet"), "mentors": "; ".join(named) or _("not chosen yet")}


def members_by_team(teams: Iterable[Team]) -> dict[Team, list[Participant]]:
    """Who is in each of these teams now, by name."""
    found: dict[Team, list[Participant]] = {team: [] for team in teams}
    by_pk = {team.pk: team for team in found}
    rows = TeamMember.objects.filter(team__in=by_pk).select_related("participant__user", "participant__organisation")
    for row in rows.order_by("participant__user__last_name", "participant__user__first_name", "pk"):
        found[by_pk[row.team_id]].append(row.participant)
    return found


def tell_of_change(teams: Iterable[Team], change: str, *, by: User | None, key: str, now: datetime) -> None:
    """Everybody in these teams is told in one sentence what changed, and who is in their team now."""
    tell_of_changes(dict.fromkeys(teams, change), by=by, key=key, now=now)


def tell_of_changes(changes: Mapping[Team, str], *, by: User | None, key: str, now: datetime) -> None:
    """Everybody in these teams is told once what changed in their own, and who is in it now."""
    users, facts = _change_mail(members_by_team(changes), changes)
    if users:
        cohort = next(iter(changes)).cohort
        notify(cohort=cohort, kind=CHANGED, to=users, facts=facts, by=by, key=key, now=now)


def preview_change(people: Mapping[Team, Sequence[Participant]], change: str) -> MailPreview:
    """The mail that telling of the change would send, were these the teams."""
    return preview_changes(people, dict.fromkeys(people, change))


def preview_changes(people: Mapping[Team, Sequence[Participant]], changes: Mapping[Team, str]) -> MailPreview:
    """The mail that telling of the changes would send, were these the teams."""
    users, facts = _change_mail(people, changes)
    return preview_mail(cohort=next(iter(people)).cohort, kind=CHANGED, to=users, facts=facts)


def _change_mail(people: Mapping[Team, Sequence[Participant]], changes: Mapping[Team, str]) -> tuple[list[User], Facts]:
    users = [person.user for members in people.values() for person in members]
    told = {person.user_id: changes[team] for team, members in people.items() for person in members}
    facts = team_facts(next(iter(people)).cohort, [(team.name, members) for team, members in people.items()])
    return users, lambda user: {**facts(user), "change": told[user.pk]}


def held_letters(cohort: Cohort, now: datetime | None = None) -> list[tuple[str, Mailing]]:
    """What publishing wrote to people and can still be stopped, with what it is called."""
    waiting = Mailing.objects.filter(cohort=cohort, kind__in=(PUBLISHED, MENTOR_ON), cancelled_at=None)
    found = waiting.filter(held_until__gt=zones.moment(now)).order_by("pk")
    return [(str(KINDS[mailing.kind].label), mailing) for mailing in found]
