"""Publishing a proposal: the teams come into being, once, and everybody is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cohorts.messages.services import MailPreview, notify, preview_mail
from cohorts.people.models import Participant
from cohorts.programmes.models import Cohort
from cohorts.teams.board import without_place
from cohorts.teams.mail import PUBLISHED
from cohorts.teams.models import Team, TeamMember, TeamProposal
from cohorts.teams.services.board import is_stale, lock_proposal
from cohorts.teams.services.proposals import CLOSED
from cohorts.teams.services.refusals import CohortClosed, NobodyToPlace, RulesBroken, Stale, TeamsExist
from cohorts.teams.services.telling import team_facts
from cohorts.teams.story import published_words
from cohorts.teams.weighing import Arrangement, Scales, arrangement_of, in_words
from core import zones
from core.audit.record import record
from core.lifecycle import move
from core.models import User
from core.service import service


@dataclass(frozen=True)
class Lineup:
    """One team as it would be published."""

    number: int
    name: str
    people: list[Participant]


def lineups(proposal: TeamProposal) -> list[Lineup]:
    """The proposed teams with their people, by name; teams that nobody is in are left out."""
    rows = proposal.places.select_related("participant__user", "participant__organisation")
    people: dict[int, list[Participant]] = {}
    for row in rows.order_by("participant__user__last_name", "participant__user__first_name", "pk"):
        people.setdefault(row.team_number, []).append(row.participant)
    return [Lineup(number, proposal.names[number - 1], people[number]) for number in sorted(people)]


def preview_publication(proposal: TeamProposal) -> MailPreview:
    """The mail that publishing would send."""
    planned = lineups(proposal)
    named = [(lineup.name, lineup.people) for lineup in planned]
    facts = team_facts(proposal.cohort, named)
    return preview_mail(cohort=proposal.cohort, kind=PUBLISHED, to=_users(planned), facts=facts)


def broken_rules(proposal: TeamProposal) -> list[str]:
    """Each hard rule that a proposed team breaks, in words, and everybody who is in no team.

    Teams that nobody is in count for nothing.
    """
    scales, arrangement = Scales(proposal), arrangement_of(proposal.places.all())
    teams = scales.teams(arrangement)
    found = [pair for number, members in teams.items() if members for pair in scales.broken(number, members)]
    return [*(in_words(reason.sentence, scales.names) for reason, _amount in found), *_left_over(proposal, arrangement)]


def _left_over(proposal: TeamProposal, placed: Arrangement) -> list[str]:
    """A sentence about each person whom the proposal knows and who is in none of its teams."""
    names = proposal.snapshot.get("names", {})
    missing = without_place(proposal, placed)
    return [_("%(person)s is in no team.") % {"person": names.get(str(pk), _("Somebody"))} for pk in missing]


@service
def publish_teams(
    *, proposal: TeamProposal, expected_version: int, by: User | None, reason: str = "", now: datetime | None = None
) -> list[Team]:
    """The teams exist with their members, and each member is told; records teams.published and a team.formed for each.

    Where a hard rule is broken that needs a reason, which stays with the proposal and as teams.rules_waived.
    The cohort is locked first: of two organisers one publishes, the other is told that it is done (C-01).
    """
    now = zones.moment(now)
    cohort = Cohort.objects.select_for_update().get(pk=proposal.cohort_id)
    if cohort.teams.exists():
        raise TeamsExist(published_words(cohort) or None)
    if cohort.state in CLOSED:
        raise CohortClosed
    held = lock_proposal(proposal, expected_version)
    if is_stale(held):
        raise Stale
    planned = lineups(held)
    if not planned:
        raise NobodyToPlace
    broken = broken_rules(held)
    if broken and not reason:
        raise RulesBroken
    move(held, "accept", by=by, note=reason if broken else "", now=now)
    if broken:
        _waive(held, broken, reason, by, now)
    teams = _make_teams(cohort, planned, by, now)
    named = [(lineup.name, lineup.people) for lineup in planned]
    facts = team_facts(cohort, named)
    notify(cohort=cohort, kind=PUBLISHED, to=_users(planned), facts=facts, by=by, key=f"proposal:{held.pk}", now=now)
    return teams


def _waive(held: TeamProposal, broken: list[str], reason: str, by: User | None, now: datetime) -> None:
    """What is not kept, and why, stands with the proposal that explains the split, and in the history."""
    waived: dict[str, Any] = {"rules": broken, "reason": reason, "by": str(by) if by else ""}
    held.result = {**held.result, "waived": waived}
    held.save(update_fields=["result"])
    record("teams.rules_waived", by=by, subject=held, cohort=held.cohort, now=now, rules=broken, note=reason)


def _make_teams(cohort: Cohort, planned: Sequence[Lineup], by: User | None, now: datetime) -> list[Team]:
    teams = []
    for lineup in planned:
        team = Team.objects.create(cohort=cohort, name=lineup.name, number=lineup.number, formed_at=now)
        TeamMember.objects.bulk_create(TeamMember(team=team, participant=one, since=now) for one in lineup.people)
        record("team.formed", by=by, subject=team, cohort=cohort, now=now, people=len(lineup.people))
        teams.append(team)
    return teams


def _users(planned: Sequence[Lineup]) -> list[User]:
    return [person.user for lineup in planned for person in lineup.people]
