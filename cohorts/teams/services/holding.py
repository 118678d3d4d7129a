"""What a proposal holds fast: locked people and teams, names, and the people of its snapshot."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cohorts.people.models import Participant
from cohorts.teams.models import TeamProposal
from cohorts.teams.services.board import lock_proposal, next_version, place_of, places_of
from cohorts.teams.services.refusals import NameMissing, NameTaken, NotOfThisCohort, Stale
from cohorts.teams.snapshot import fingerprint, freeze
from cohorts.teams.weighing import Scales, arrangement_of
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def lock_place(
    *,
    proposal: TeamProposal,
    participant: Participant,
    is_locked: bool,
    expected_version: int,
    by: User | None,
    now: datetime | None = None,
) -> TeamProposal:
    """The person stays where they are, or may be moved again; records proposal.person_locked or _unlocked."""
    held = lock_proposal(proposal, expected_version)
    place = place_of(held, places_of(held), participant)
    if place.pk is None:
        raise NotOfThisCohort
    if place.is_locked == is_locked:
        return held
    place.is_locked = is_locked
    place.save(update_fields=["is_locked"])
    event = "proposal.person_locked" if is_locked else "proposal.person_unlocked"
    facts = {"person": participant.user.name, "team": held.names[place.team_number - 1]}
    return _changed(held, event, by, now, (), **facts)


@service
def lock_team(
    *,
    proposal: TeamProposal,
    number: int,
    is_locked: bool,
    expected_version: int,
    by: User | None,
    now: datetime | None = None,
) -> TeamProposal:
    """Nobody leaves or joins the team, or people may again; records proposal.team_locked or _unlocked."""
    held = lock_proposal(proposal, expected_version)
    if not 1 <= number <= len(held.names):
        raise NotOfThisCohort
    before = set(held.locked_teams)
    held.locked_teams = sorted(before | {number} if is_locked else before - {number})
    if set(held.locked_teams) == before:
        return held
    event = "proposal.team_locked" if is_locked else "proposal.team_unlocked"
    return _changed(held, event, by, now, ("locked_teams",), team=held.names[number - 1])


@service
def rename_proposed_team(
    *,
    proposal: TeamProposal,
    number: int,
    name: str,
    expected_version: int,
    by: User | None,
    now: datetime | None = None,
) -> TeamProposal:
    """The proposed team is called so; records proposal.team_renamed."""
    held = lock_proposal(proposal, expected_version)
    name = name.strip()
    if not 1 <= number <= len(held.names):
        raise NotOfThisCohort
    before = held.names[number - 1]
    if not name:
        raise NameMissing
    if name.casefold() in {other.casefold() for other in held.names if other != before}:
        raise NameTaken
    held.names = [name if place == number else other for place, other in enumerate(held.names, start=1)]
    return _changed(held, "proposal.team_renamed", by, now, ("names",), before=before, team=name)


@service
def take_changes_over(
    *, proposal: TeamProposal, seen: str, expected_version: int, by: User | None, now: datetime | None = None
) -> TeamProposal:
    """The proposal speaks of the people as they are now, those who left have no place; records proposal.changes_taken.

    Refused when people changed again since the organiser saw the differences, whose fingerprint is given (C-02).
    What the teams were formed from is kept, so that they can be formed again.
    """
    held = lock_proposal(proposal, expected_version)
    frozen = freeze(held.cohort)
    if fingerprint(frozen) != seen:
        raise Stale(_("People changed again. Look at the differences once more."))
    ids = {person["id"] for person in frozen["people"]}
    held.places.exclude(participant__in=ids).delete()
    # What bounded the search, and what was proved, spoke of other people.
    kept = {"formed_from": held.snapshot, **held.result, "bound": None, "proved": False}
    held.live = {}
    held.snapshot, held.snapshot_hash, held.moves, held.undone = frozen, seen, [], []
    held.result = {**kept, "points": round(Scales(held).points(arrangement_of(held.places.all())), 4)}
    fields = ("snapshot", "snapshot_hash", "moves", "undone", "result", "live")
    return _changed(held, "proposal.changes_taken", by, now, fields)


def _changed(
    held: TeamProposal, event: str, by: User | None, now: datetime | None, fields: Sequence[str], **facts: Any
) -> TeamProposal:
    """The proposal is a version further with these fields, and the audit says by what."""
    next_version(held, fields)
    record(event, by=by, subject=held, cohort=held.cohort, now=zones.moment(now), version=held.version, **facts)
    return held
