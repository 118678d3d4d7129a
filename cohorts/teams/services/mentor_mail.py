"""What mentors are told of their teams, by mail: one letter a mentor for all that they get, one for all that go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cohorts.messages.services import MailPreview, notify, preview_mail
from cohorts.people.models import Mentor
from cohorts.teams.mail import MENTOR_OFF, MENTOR_ON
from cohorts.teams.models import Team
from cohorts.teams.services.telling import Facts, members_by_team, roster
from core.models import User
from core.people.links import site_link


@dataclass(frozen=True)
class Advice:
    """A mentor comes to a team, or goes."""

    mentor: Mentor
    team: Team
    is_on: bool


def tell_mentors(advice: Sequence[Advice], *, by: User | None, key: str, now: datetime) -> None:
    """Each of the mentors has a letter waiting."""
    for kind, users, facts in _mails(advice):
        cohort = advice[0].team.cohort
        notify(cohort=cohort, kind=kind, to=users, facts=facts, by=by, key=f"{kind}:{key}", now=now)


def preview_mentors(advice: Sequence[Advice]) -> list[MailPreview]:
    """The mail that tell_mentors would send."""
    return [
        preview_mail(cohort=advice[0].team.cohort, kind=kind, to=users, facts=facts)
        for kind, users, facts in _mails(advice)
    ]


def _mails(advice: Sequence[Advice]) -> list[tuple[str, list[User], Facts]]:
    found = []
    for kind, is_on in ((MENTOR_ON, True), (MENTOR_OFF, False)):
        theirs: dict[User, list[Team]] = {}
        for one in advice:
            if one.is_on == is_on:
                theirs.setdefault(one.mentor.user, []).append(one.team)
        if theirs:
            found.append((kind, list(theirs), _facts(theirs, with_people=is_on)))
    return found


def _facts(theirs: Mapping[User, Sequence[Team]], *, with_people: bool) -> Facts:
    teams = [team for own in theirs.values() for team in own]
    link = site_link(reverse("my:team", args=[teams[0].cohort.slug]))
    people = members_by_team(teams) if with_people else {}

    def facts(user: User) -> dict[str, str]:
        own = theirs[user]
        named = {"teams": ", ".join(team.name for team in own)}
        if not with_people:
            return named
        blocks = [f"{team.name}\n{roster(people[team])}" for team in own]
        return {**named, "members": "\n\n".join(blocks), "link": link}

    return facts
