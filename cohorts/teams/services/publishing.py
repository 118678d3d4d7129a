"""Publishing a proposal: the teams come into being, once, with names, rooms and mentors, and everybody is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cohorts.messages import services as mail
from cohorts.messages.services import MailPreview, notify, preview_mail
from cohorts.people.models import Mentor, Participant
from cohorts.programmes.models import Cohort
from cohorts.teams.board import without_place
from cohorts.teams.mail import MENTOR_ON, PUBLISHED
from cohorts.teams.models import Team, TeamMember, TeamProposal
from cohorts.teams.services.board import is_stale, lock_proposal
from cohorts.teams.services.briefs import propose_briefs
from cohorts.teams.services.confidential import told
from cohorts.teams.services.mentor_mail import Named, advice_facts
from cohorts.teams.services.mentors import appoint, lock_mentors
from cohorts.teams.services.naming import LONGEST_NAME, LONGEST_ROOM
from cohorts.teams.services.proposals import CLOSED
from cohorts.teams.services.refusals import (
    CohortClosed,
    DatePassed,
    NameMissing,
    NameTaken,
    NameTooLong,
    NobodyToPlace,
    RoomTooLong,
    RulesBroken,
    Stale,
    TeamsExist,
)
from cohorts.teams.services.telling import Facts, place_facts, team_facts
from cohorts.teams.story import published_words
from cohorts.teams.weighing import Arrangement, Scales, arrangement_of
from core import zones
from core.audit.record import record
from core.lifecycle import move
from core.models import User
from core.service import service


@dataclass(frozen=True)
class Plan:
    """What organisers give a team besides its people."""

    name: str
    room: str = ""
    mentors: tuple[Mentor, ...] = ()


@dataclass(frozen=True)
class Lineup:
    """One team as it would be published."""

    number: int
    name: str
    people: list[Participant]
    room: str = ""
    mentors: tuple[Mentor, ...] = ()


def lineups(proposal: TeamProposal, plans: Mapping[int, Plan] | None = None) -> list[Lineup]:
    """The proposed teams with their people, by name, as planned; teams that nobody is in are left out."""
    rows = proposal.places.select_related("participant__user", "participant__organisation")
    people: dict[int, list[Participant]] = {}
    for row in rows.order_by("participant__user__last_name", "participant__user__first_name", "pk"):
        people.setdefault(row.team_number, []).append(row.participant)
    return [_lineup(proposal, number, people[number], (plans or {}).get(number)) for number in sorted(people)]


def _lineup(proposal: TeamProposal, number: int, people: list[Participant], plan: Plan | None) -> Lineup:
    if plan:
        return Lineup(number, plan.name.strip(), people, plan.room.strip(), plan.mentors)
    rooms = [*proposal.rooms, *[""] * number]
    return Lineup(number, proposal.names[number - 1], people, rooms[number - 1])


def preview_publication(proposal: TeamProposal, planned: Sequence[Lineup] | None = None) -> list[MailPreview]:
    """The mail that publishing would send: to participants, then to mentors where any are chosen."""
    planned = lineups(proposal) if planned is None else planned
    return [
        preview_mail(cohort=proposal.cohort, kind=kind, to=users, facts=facts, always_held=True)
        for kind, users, facts in _mails(proposal.cohort, planned)
    ]


def must_type_count(planned: Sequence[Lineup]) -> bool:
    """Whether so many are told that their number has to be typed first (M-01)."""
    return sum(len(lineup.people) for lineup in planned) > mail.TYPE_COUNT_ABOVE


def broken_rules(proposal: TeamProposal) -> list[str]:
    """Each hard rule that a proposed team breaks, in words, and everybody who is in no team.

    Teams that nobody is in count for nothing.
    """
    scales, arrangement = Scales(proposal), arrangement_of(proposal.places.all())
    teams = scales.teams(arrangement)
    found = [pair for number, members in teams.items() if members for pair in scales.broken(number, members)]
    return [*(told(proposal, reason, scales.names) for reason, _amount in found), *_left_over(proposal, arrangement)]


def _left_over(proposal: TeamProposal, placed: Arrangement) -> list[str]:
    """A sentence about each person whom the proposal knows and who is in none of its teams."""
    names = proposal.snapshot.get("names", {})
    missing = without_place(proposal, placed)
    return [_("%(person)s is in no team.") % {"person": names.get(str(pk), _("Somebody"))} for pk in missing]


@service
def publish_teams(
    *,
    proposal: TeamProposal,
    expected_version: int,
    by: User | None,
    reason: str = "",
    plans: Mapping[int, Plan] | None = None,
    names_until: datetime | None = None,
    now: datetime | None = None,
) -> list[Team]:
    """The teams exist as planned with their members and mentors, and each of these is told, after a hold.

    Records teams.published, a team.formed for each and a mentor.assigned for each mentor. Where a hard rule is broken
    that needs a reason, which stays with the proposal and as teams.rules_waived. Teams may name themselves until that
    moment; never, without one. The cohort is locked first: of two organisers one publishes, the other is told that it
    is done (C-01).
    """
    now = zones.moment(now)
    cohort = Cohort.objects.select_for_update().get(pk=proposal.cohort_id)
    if cohort.teams.exists():
        raise TeamsExist(published_words(cohort) or None)
    if cohort.state in CLOSED:
        raise CohortClosed
    if names_until is not None and names_until <= now:
        raise DatePassed
    held = lock_proposal(proposal, expected_version)
    if is_stale(held):
        raise Stale
    planned = lineups(held, plans)
    _refuse_plans(planned)
    broken = broken_rules(held)
    if broken and not reason:
        raise RulesBroken
    move(held, "accept", by=by, note=reason if broken else "", now=now)
    if broken:
        _waive(held, broken, reason, by, now)
    _keep_plans(held, cohort, planned, names_until)
    teams = _make_teams(cohort, planned, by, now)
    propose_briefs(held, teams, by, now)
    for kind, users, facts in _mails(cohort, planned):
        key = f"proposal:{held.pk}"
        notify(cohort=cohort, kind=kind, to=users, facts=facts, by=by, key=key, now=now, always_held=True)
    return teams


def _refuse_plans(planned: Sequence[Lineup]) -> None:
    """Raises what is wrong with a name or a room, by the field of the team's number."""
    if not planned:
        raise NobodyToPlace
    taken: set[str] = set()
    for lineup in planned:
        field = f"name_{lineup.number}"
        if not lineup.name:
            raise NameMissing(field=field)
        if len(lineup.name) > LONGEST_NAME:
            raise NameTooLong(field=field)
        if lineup.name.casefold() in taken:
            raise NameTaken(field=field)
        if len(lineup.room) > LONGEST_ROOM:
            raise RoomTooLong(field=f"room_{lineup.number}")
        taken.add(lineup.name.casefold())


def _waive(held: TeamProposal, broken: list[str], reason: str, by: User | None, now: datetime) -> None:
    """What is not kept, and why, stands with the proposal that explains the split, and in the history."""
    waived: dict[str, Any] = {"rules": broken, "reason": reason, "by": str(by) if by else ""}
    held.result = {**held.result, "waived": waived}
    held.save(update_fields=["result"])
    record("teams.rules_waived", by=by, subject=held, cohort=held.cohort, now=now, rules=broken, note=reason)


def _keep_plans(held: TeamProposal, cohort: Cohort, planned: Sequence[Lineup], names_until: datetime | None) -> None:
    """The proposal is called as its teams are, and the cohort knows until when they may call themselves otherwise."""
    names, rooms = list(held.names), ["" for _name in held.names]
    for lineup in planned:
        names[lineup.number - 1], rooms[lineup.number - 1] = lineup.name, lineup.room
    held.names, held.rooms = names, rooms
    held.save(update_fields=["names", "rooms"])
    cohort.names_until = names_until
    cohort.save(update_fields=["names_until"])


def _make_teams(cohort: Cohort, planned: Sequence[Lineup], by: User | None, now: datetime) -> list[Team]:
    lock_mentors([mentor for lineup in planned for mentor in lineup.mentors])
    teams = []
    for lineup in planned:
        team = Team.objects.create(
            cohort=cohort, name=lineup.name, number=lineup.number, room=lineup.room, formed_at=now
        )
        TeamMember.objects.bulk_create(TeamMember(team=team, participant=one, since=now) for one in lineup.people)
        record("team.formed", by=by, subject=team, cohort=cohort, now=now, people=len(lineup.people))
        for mentor in lineup.mentors:
            appoint(team, mentor, by, now)
        teams.append(team)
    return teams


def _mails(cohort: Cohort, planned: Sequence[Lineup]) -> list[tuple[str, list[User], Facts]]:
    """Who is told what: everybody of their team, each mentor of all that they advise."""
    people = [person.user for lineup in planned for person in lineup.people]
    theirs: dict[User, list[Named]] = {}
    for lineup in planned:
        for mentor in lineup.mentors:
            theirs.setdefault(mentor.user, []).append((lineup.name, lineup.people))
    mails: list[tuple[str, list[User], Facts]] = [(PUBLISHED, people, _team_facts(cohort, planned))]
    return [*mails, (MENTOR_ON, list(theirs), advice_facts(cohort, theirs))] if theirs else mails


def _team_facts(cohort: Cohort, planned: Sequence[Lineup]) -> Facts:
    known = team_facts(cohort, [(lineup.name, lineup.people) for lineup in planned])
    places = {
        person.user_id: place_facts(lineup.room, lineup.mentors) for lineup in planned for person in lineup.people
    }
    return lambda user: {**known(user), **places[user.pk]}
