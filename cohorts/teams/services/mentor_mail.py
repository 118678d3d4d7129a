"""What mentors are told of their teams, by mail: one letter a mentor for all that they get, one for all that go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cohorts.messages.services import MailPreview, notify, preview_mail
from cohorts.people.models import Mentor, Participant
from cohorts.programmes.models import Cohort
from cohorts.teams.mail import MENTOR_OFF, MENTOR_ON
from cohorts.teams.models import Team
from cohorts.teams.services.telling import Facts, members_by_team, roster
from core.models import User
from core.people.links import site_link

# A team's name and its people.
Named = tuple[str, Sequence[Participant]]


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
    if not with_people:
        return lambda user: {"teams": ", ".join(team.name for team in theirs[user])}
    people = members_by_team(teams)
    return advice_facts(
        teams[0].cohort, {user: [(team.name, people[team]) for team in own] for user, own in theirs.items()}
    )


def advice_facts(cohort: Cohort, theirs: Mapping[User, Sequence[Named]]) -> Facts:
    """For each mentor the names of the teams, who is in them and the address of the mentor’s page of teams."""
    link = site_link(reverse("my:team", args=[cohort.slug]))

    def facts(user: User) -> dict[str, str]:
        own = theirs[user]
        blocks = [f"{name}\n{roster(people)}" for name, people in own]
        return {"teams": ", ".join(name for name, _people in own), "members": "\n\n".join(blocks), "link": link}

    return facts
