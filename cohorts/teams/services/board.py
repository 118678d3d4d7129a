"""Changing a proposal by hand: move, exchange, lock, name, undo; two organisers never overwrite each other."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cohorts.people.models import Participant
from cohorts.teams.models import ProposedPlace, TeamProposal
from cohorts.teams.services.refusals import (
    AlreadyThere,
    Forbidden,
    Locked,
    NameMissing,
    NameTaken,
    NothingToUndo,
    NotOfThisCohort,
    Stale,
)
from cohorts.teams.snapshot import fingerprint, freeze
from cohorts.teams.story import changed_since
from cohorts.teams.weighing import Arrangement, Scales, arrangement_of
from cohorts.teams.workflow import ProposalState
from core import zones
from core.audit.record import record
from core.errors import Changed
from core.lifecycle import NotPossibleNow
from core.models import User
from core.service import service


def lock_proposal(proposal: TeamProposal, expected_version: int) -> TeamProposal:
    """The proposal's row, held until the transaction ends; raises Changed, saying what changed, for an old version."""
    held = TeamProposal.objects.select_for_update(of=("self",)).select_related("cohort__programme").get(pk=proposal.pk)
    if held.state != ProposalState.READY:
        raise NotPossibleNow
    if held.version != expected_version:
        raise Changed(changed_since(held, expected_version) or None)
    return held


def is_stale(proposal: TeamProposal) -> bool:
    """Whether people changed since the proposal was formed."""
    return fingerprint(freeze(proposal.cohort)) != proposal.snapshot_hash


@service
def move_on_board(
    *,
    proposal: TeamProposal,
    participant: Participant,
    to_number: int,
    swap_with: Participant | None = None,
    expected_version: int,
    by: User | None,
    now: datetime | None = None,
) -> TeamProposal:
    """The person is in that team, exchanged for the other one if given; records proposal.person_moved."""
    held = lock_proposal(proposal, expected_version)
    places = _places(held)
    person = _place_of(places, participant)
    other = _place_of(places, swap_with) if swap_with else None
    _refuse_move(held, person, other, to_number)
    scales = Scales(held)
    before = arrangement_of(places.values())
    _put(scales, before, person, other, to_number)
    after = arrangement_of(places.values())
    _save_move(held, before, [place for place in (person, other) if place])
    facts = {"person": _name(person), "team": held.names[to_number - 1]}
    if other:
        facts["swapped"] = _name(other)
    return _changed(held, "proposal.person_moved", by, now, **facts, **_points(held, scales, before, after))


def _refuse_move(held: TeamProposal, person: ProposedPlace, other: ProposedPlace | None, to_number: int) -> None:
    if not 1 <= to_number <= len(held.names) or (other and other.team_number != to_number):
        raise NotOfThisCohort
    if person.team_number == to_number:
        raise AlreadyThere
    for place in filter(None, (person, other)):
        if place.is_locked:
            team = held.names[place.team_number - 1]
            raise Locked(_("%(name)s is locked in %(team)s.") % {"name": _name(place), "team": team})


def _put(
    scales: Scales, before: Arrangement, person: ProposedPlace, other: ProposedPlace | None, to_number: int
) -> None:
    """The places hold the new numbers; raises Forbidden with the rule that would be broken anew."""
    from_number = person.team_number
    person.team_number = to_number
    if other:
        other.team_number = from_number
    after = dict(before) | {place.participant_id: place.team_number for place in (person, other) if place}
    broken = scales.newly_broken(before, after)
    if broken:
        raise Forbidden(" ".join(broken))


def _save_move(held: TeamProposal, before: Arrangement, moved: list[ProposedPlace]) -> None:
    held.moves = [*held.moves, [[place.participant_id, before[place.participant_id]] for place in moved]]
    ProposedPlace.objects.bulk_update(moved, ["team_number"])


@service
def undo_move(
    *, proposal: TeamProposal, expected_version: int, by: User | None, now: datetime | None = None
) -> TeamProposal:
    """The last move that is not undone yet is taken back; records proposal.move_undone."""
    held = lock_proposal(proposal, expected_version)
    if not held.moves:
        raise NothingToUndo
    places = _places(held)
    scales, before = Scales(held), arrangement_of(places.values())
    last = [(places[pk], number) for pk, number in held.moves[-1] if pk in places]
    for place, number in last:
        place.team_number = number
    held.moves = held.moves[:-1]
    ProposedPlace.objects.bulk_update([place for place, _number in last], ["team_number"])
    points = _points(held, scales, before, arrangement_of(places.values()))
    facts = {"person": _name(last[0][0]), "team": held.names[last[0][1] - 1]} if last else {}
    return _changed(held, "proposal.move_undone", by, now, **facts, **points)


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
    place = _place_of(_places(held), participant)
    if place.is_locked == is_locked:
        return held
    place.is_locked = is_locked
    place.save(update_fields=["is_locked"])
    event = "proposal.person_locked" if is_locked else "proposal.person_unlocked"
    return _changed(held, event, by, now, person=_name(place), team=held.names[place.team_number - 1])


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
    return _changed(held, "proposal.team_renamed", by, now, before=before, team=name)


@service
def take_changes_over(
    *, proposal: TeamProposal, seen: str, expected_version: int, by: User | None, now: datetime | None = None
) -> TeamProposal:
    """The proposal speaks of the people as they are now, those who left have no place; records proposal.changes_taken.

    Refused when people changed again since the organiser saw the differences, whose fingerprint is given (C-02).
    """
    held = lock_proposal(proposal, expected_version)
    frozen = freeze(held.cohort)
    if fingerprint(frozen) != seen:
        raise Stale(_("People changed again. Look at the differences once more."))
    ids = {person["id"] for person in frozen["people"]}
    held.places.exclude(participant__in=ids).delete()
    held.snapshot, held.snapshot_hash, held.moves = frozen, seen, []
    # What was proved was proved of the people before.
    held.result = {**held.result, "bound": None, "proved": False}
    return _changed(held, "proposal.changes_taken", by, now)


def _points(held: TeamProposal, scales: Scales, before: Arrangement, after: Arrangement) -> dict[str, float]:
    """The points before and after, of which the proposal keeps the latter for lists."""
    now = round(scales.points(after), 4)
    held.result = {**held.result, "points": now}
    return {"points_before": round(scales.points(before), 4), "points": now}


def _changed(held: TeamProposal, event: str, by: User | None, now: datetime | None, **facts: Any) -> TeamProposal:
    """The proposal is a version further, and the audit says by what."""
    held.version += 1
    held.save()
    record(event, by=by, subject=held, cohort=held.cohort, now=zones.moment(now), version=held.version, **facts)
    return held


def _places(held: TeamProposal) -> dict[int, ProposedPlace]:
    rows = held.places.select_related("participant__user").order_by("participant_id")
    return {place.participant_id: place for place in rows}


def _place_of(places: dict[int, ProposedPlace], participant: Participant) -> ProposedPlace:
    if participant.pk not in places:
        raise NotOfThisCohort
    return places[participant.pk]


def _name(place: ProposedPlace) -> str:
    return place.participant.user.name
