"""The demo's teams choose: members rank, one ranking is put together, all agree; one team brings its own problem."""

from typing import Any

from challenges.briefs.allocating import run as allocate
from challenges.briefs.choosing.merging import fingerprint, merged_of
from challenges.briefs.choosing.services import (
    accept_own,
    confirm_ranking,
    give_reason,
    propose_own,
    rank_own,
    seek_owner,
    set_rules,
    take_proposal,
)
from challenges.briefs.services import propose_allocation, publish_allocation, publish_briefs
from challenges.models import Allocation, Brief, OwnProblem, Preference, Ranking
from cohorts.models import Cohort, Team
from config.demo import people as cast
from config.demo import reviews
from config.demo.clock import Calendar, at
from core.models import User
from core.people.services import prove

OWN: dict[str, Any] = {
    "question": "How might we let carers plan a week when plans change daily?",
    "need": "Two of us look after a parent. We asked eleven carers at a drop-in: nine keep the week in their head, "
    "and seven missed an appointment in the last month because somebody else had changed it.",
    "why_us": "Three of us know it from home, and one worked on rotas for four years.",
    "owner_idea": "Perhaps a council with a carers’ service.",
}
OWNER: dict[str, Any] = {
    "owner": "Calder Valley Council",
    "first_name": "Owen",
    "last_name": "Pike",
    "email": "owen.pike@example.com",
}
REASONS = (
    "Two of us worked in the service for three years and know whom to ask in the first week.",
    "We have an analyst who has used this kind of data, and a designer who has not and will ask why.",
)


def choose(calendar: Calendar, cohort: Cohort, organiser: User, teams: list[Team], *, is_over: bool) -> None:
    """Every team has chosen where it is over; before, one waits for Hana and one has not begun."""
    with at(calendar.moment(1, 0, 12)):
        until = calendar.moment(2, 4, 9)
        set_rules(cohort=cohort, agreeing="all", closes_at=until, takes_own=True, by=organiser)
    own = _bring_problem(calendar, organiser, teams[-2], is_over=is_over)
    briefs = Brief.objects.filter(cohort=cohort, owners__isnull=False, own_problem=None).order_by("pk")
    keys = list(briefs.values_list("key", flat=True))
    for number, team in enumerate(teams):
        if not is_over and team == teams[-1]:
            continue
        mine = [own.brief.key, *_order(keys, number)] if own.team == team and own.brief else _order(keys, number)
        others = [key for key in mine if own.brief is None or own.team == team or key != own.brief.key]
        _rank(calendar, team, others, waits_for_hana=not is_over)


def _order(keys: list[str], number: int) -> list[str]:
    first = (number * 3) % (len(keys) - 2)
    return [*keys[first:], *keys[:first]]


def _rank(calendar: Calendar, team: Team, order: list[str], *, waits_for_hana: bool) -> None:
    """Members rank much alike; the proposal becomes the team's, all agree, and every other team gives a reason."""
    people = [member.participant.user for member in team.members.select_related("participant__user").order_by("pk")]
    hana = cast.address("Hana Aziz")
    is_waiting = waits_for_hana and any(user.email == hana for user in people)
    for turn, user in enumerate(people):
        if not (is_waiting and user.email == hana):
            with at(calendar.moment(1, 2 + turn % 2, 9 + turn)):
                rank_own(team=team, order=_varied(order, turn), by=user)
    if is_waiting:
        return
    with at(calendar.moment(1, 4, 10)):
        shown = fingerprint(merged_of(team))
        ranking: Ranking = take_proposal(team=team, seen=0, shown=shown, by=people[0])
        if team.number % 2:
            first = Preference.objects.get(team=team, rank=1).brief
            give_reason(team=team, brief=first, text=REASONS[team.number // 2 % 2], by=people[1])
    with at(calendar.moment(1, 4, 14)):
        for user in people:
            confirm_ranking(team=team, seen=ranking.version, by=user)


def _varied(order: list[str], turn: int) -> list[str]:
    """The order as this member has it: neighbours exchanged, and the last ones left out by some."""
    mine, at_ = list(order), turn % 3
    mine[at_], mine[at_ + 1] = mine[at_ + 1], mine[at_]
    return mine[: len(mine) - turn % 2]


def _bring_problem(calendar: Calendar, organiser: User, team: Team, *, is_over: bool) -> OwnProblem:
    """The team has proposed its own problem; an owner is sought, or found."""
    user = team.members.order_by("pk").first().participant.user  # type: ignore[union-attr]
    with at(calendar.moment(1, 0, 15)):
        problem = propose_own(team=team, by=user, **OWN)
    with at(calendar.moment(1, 1, 9)):
        problem = seek_owner(problem=problem, by=organiser)
    if is_over:
        with at(calendar.moment(1, 1, 16)):
            problem = accept_own(problem=problem, by=organiser, **OWNER)
            prove(user=User.objects.get(email=OWNER["email"]), by=organiser)
            assert problem.brief is not None
            reviews.make_ready_by_letter(problem.brief, organiser)
            publish_briefs(cohort=team.cohort, briefs=[problem.brief], by=organiser)
    return problem


def give_out(calendar: Calendar, cohort: Cohort, organiser: User) -> Allocation:
    """The best allocation is worked out and published."""
    with at(calendar.moment(2, 4, 10)):
        allocation = propose_allocation(cohort=cohort, by=organiser)
        allocate(allocation.pk)
        allocation.refresh_from_db()
    with at(calendar.moment(2, 4, 15)):
        return publish_allocation(allocation=allocation, version=allocation.version, by=organiser)
