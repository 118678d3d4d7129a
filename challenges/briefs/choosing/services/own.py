"""Problems that teams bring themselves: proposed, an owner sought, accepted as a brief or declined with a reason."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from challenges.briefs.choosing.models import OwnProblem, rules_of
from challenges.briefs.choosing.services.errors import OneIsOpen, OwnNotTaken, WhyMissing
from challenges.briefs.choosing.services.teams import open_team
from challenges.briefs.letters import people_in
from challenges.briefs.services.briefs import create_brief
from challenges.briefs.services.owners import add_owner
from cohorts.messages.services import notify
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.people.links import site_link
from core.service import service


@service
def propose_own(
    *,
    team: Team,
    question: str,
    need: str,
    why_us: str,
    owner_idea: str = "",
    by: User | None,
    now: datetime | None = None,
    key: str = "",
) -> OwnProblem:
    """The team has proposed a problem of its own; records own_problem.proposed; one is open at a time."""
    now = zones.moment(now)

    def make() -> OwnProblem:
        locked = open_team(team, by, now)
        if not rules_of(locked.cohort).takes_own:
            raise OwnNotTaken
        texts = {"question": question, "need": need, "why_us": why_us, "owner_idea": owner_idea}
        made = OwnProblem(team=locked, proposed_by=by, proposed_at=now, **texts)
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError as error:
            raise OneIsOpen from error
        record("own_problem.proposed", by=by, subject=made, cohort=locked.cohort, now=now)
        return made

    return once(by=by, action="own_problem.propose", key=key, make=make)


@service
def seek_owner(*, problem: OwnProblem, by: User | None, now: datetime | None = None) -> OwnProblem:
    """Organisers look for an owner of the team's problem; records own_problem.sought."""
    return move(problem, "seek", by=by, now=now)


@service
def accept_own(
    *,
    problem: OwnProblem,
    owner: str,
    email: str,
    first_name: str,
    last_name: str,
    by: User | None,
    now: datetime | None = None,
) -> OwnProblem:
    """The problem is a draft brief with its owner, kept for its team; records own_problem.accepted, tells the team."""
    now = zones.moment(now)
    move(problem, "accept", by=by, now=now)
    cohort = problem.cohort
    texts = {"question": problem.question, "need": problem.need}
    brief = create_brief(cohort=cohort, owner=owner, by=by, now=now, **texts)
    add_owner(brief=brief, email=email, first_name=first_name, last_name=last_name, by=by, now=now)
    problem.brief = brief
    problem.save(update_fields=["brief"])
    _tell(problem, "choosing.own_accepted", {"owner": brief.owner.name}, by, now)
    return problem


@service
def decline_own(*, problem: OwnProblem, why: str, by: User | None, now: datetime | None = None) -> OwnProblem:
    """The problem does not become a brief, for a reason that the team is told; records own_problem.declined."""
    now = zones.moment(now)
    if not why.strip():
        raise WhyMissing
    move(problem, "decline", by=by, note=why, now=now)
    problem.answer = why.strip()[:300]
    problem.save(update_fields=["answer"])
    _tell(problem, "choosing.own_declined", {"reason": problem.answer}, by, now)
    return problem


@service
def take_back_own(*, problem: OwnProblem, by: User | None, now: datetime | None = None) -> OwnProblem:
    """The team no longer proposes it; records own_problem.taken_back."""
    return move(problem, "take_back", by=by, now=now)


def _tell(problem: OwnProblem, kind: str, more: dict[str, str], by: User | None, now: datetime) -> None:
    people = people_in([problem.team_id])[problem.team_id]
    link = site_link(reverse("my:briefs", args=[problem.cohort.slug]))
    words = {"team": problem.team.name, "question": problem.question, "link": link, **more}
    mail: Any = {"kind": kind, "to": people, "facts": lambda _user: words}
    if people:
        notify(cohort=problem.cohort, by=by, key=f"{problem.key}-{problem.state}", now=now, **mail)
