"""Changing a proposal by hand: move, exchange, place, undo, redo; two organisers never overwrite each other."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cohorts.people.models import Participant
from cohorts.teams.board import team_locked_words
from cohorts.teams.models import ProposedPlace, TeamProposal
from cohorts.teams.services.refusals import (
    AlreadyThere,
    Forbidden,
    Locked,
    NothingToRedo,
    NothingToUndo,
    NotOfThisCohort,
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

Places = dict[int, ProposedPlace]
# Where people were before a move: the participant's id and the team's number, or 0 for no team yet.
Entry = list[tuple[int, int]]
MOVED = ("moves", "undone", "result")


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
    """The person is in that team, exchanged for the other one if given; records proposal.person_moved.

    Whoever had no team yet has one then; what was undone before cannot be made again.
    """
    held = lock_proposal(proposal, expected_version)
    places = places_of(held)
    person = place_of(held, places, participant)
    other = place_of(held, places, swap_with) if swap_with else None
    _refuse_move(held, person, other, to_number)
    entry = [(participant.pk, to_number)]
    facts = {"person": participant.user.name, "team": held.names[to_number - 1]}
    if swap_with and other:
        entry.append((swap_with.pk, person.team_number))
        facts["swapped"] = swap_with.user.name
    scales, before = Scales(held), arrangement_of(places.values())
    _refuse_broken(scales, before, entry)
    held.moves, held.undone = [*held.moves, _shift(held, places, entry)], []
    points = _points(held, scales, before, arrangement_of(places.values()))
    return _changed(held, "proposal.person_moved", by, now, MOVED, **facts, **points)


def _refuse_move(held: TeamProposal, person: ProposedPlace, other: ProposedPlace | None, to_number: int) -> None:
    if not 1 <= to_number <= len(held.names) or (other and other.team_number != to_number):
        raise NotOfThisCohort
    if other and not person.team_number:
        raise Forbidden(_("Somebody without a team cannot be exchanged. Place them first."))
    if person.team_number == to_number:
        raise AlreadyThere
    _refuse_locked(held, [place for place in (person, other) if place], {person.team_number, to_number})


def _refuse_locked(held: TeamProposal, moved: Sequence[ProposedPlace], teams: Iterable[int]) -> None:
    for place in moved:
        if place.is_locked:
            facts = {"name": place.participant.user.name, "team": held.names[place.team_number - 1]}
            raise Locked(_("%(name)s is locked in %(team)s.") % facts)
    for number in sorted(set(teams) & set(held.locked_teams)):
        raise Locked(team_locked_words(held.names[number - 1]))


def _refuse_broken(scales: Scales, before: Arrangement, entry: Entry) -> None:
    """Raises Forbidden with the rules that the change would break anew."""
    broken = scales.newly_broken(before, {**before, **dict(entry)})
    if broken:
        raise Forbidden(" ".join(broken))


def _shift(held: TeamProposal, places: Places, entry: Entry) -> Entry:
    """These people are in those teams, or without one for 0; where they were before."""
    were = [(pk, places[pk].team_number if pk in places else 0) for pk, _number in entry]
    for pk, number in entry:
        if number:
            given = {"team_number": number}
            places[pk], _new = ProposedPlace.objects.update_or_create(proposal=held, participant_id=pk, defaults=given)
        elif pk in places:
            places.pop(pk).delete()
    return were


@service
def undo_move(
    *, proposal: TeamProposal, expected_version: int, by: User | None, now: datetime | None = None
) -> TeamProposal:
    """The last move that is not undone yet is taken back, and may be made again; records proposal.move_undone."""
    held = lock_proposal(proposal, expected_version)
    if not held.moves:
        raise NothingToUndo
    *held.moves, last = held.moves
    back, facts = _again(held, last)
    held.undone = [*held.undone, back]
    return _changed(held, "proposal.move_undone", by, now, MOVED, **facts)


@service
def redo_move(
    *, proposal: TeamProposal, expected_version: int, by: User | None, now: datetime | None = None
) -> TeamProposal:
    """The move that was undone last is made again; records proposal.move_redone."""
    held = lock_proposal(proposal, expected_version)
    if not held.undone:
        raise NothingToRedo
    *held.undone, last = held.undone
    back, facts = _again(held, last)
    held.moves = [*held.moves, back]
    return _changed(held, "proposal.move_redone", by, now, MOVED, **facts)


def _again(held: TeamProposal, last: list[list[int]]) -> tuple[Entry, dict[str, Any]]:
    """The people of a move are where it says, unless they or their teams are locked: where they were, and the facts."""
    people = Participant.objects.filter(pk__in=[pk for pk, _number in last]).select_related("user").in_bulk()
    entry = [(pk, number) for pk, number in last if pk in people]
    places, scales = places_of(held), Scales(held)
    moved = [place_of(held, places, people[pk]) for pk, _number in entry]
    _refuse_locked(held, moved, {*(number for _pk, number in entry), *(place.team_number for place in moved)})
    before = arrangement_of(places.values())
    facts = {"person": "", "team": ""}
    for pk, number in entry[:1]:
        facts = {"person": people[pk].user.name, "team": held.names[number - 1] if number else _("no team")}
    back = _shift(held, places, entry)
    return back, facts | _points(held, scales, before, arrangement_of(places.values()))


def _points(held: TeamProposal, scales: Scales, before: Arrangement, after: Arrangement) -> dict[str, float]:
    """The points before and after, of which the proposal keeps the latter for lists."""
    now = round(scales.points(after), 4)
    held.result = {**held.result, "points": now}
    return {"points_before": round(scales.points(before), 4), "points": now}


def _changed(
    held: TeamProposal, event: str, by: User | None, now: datetime | None, fields: Sequence[str], **facts: Any
) -> TeamProposal:
    """The proposal is a version further with these fields, and the audit says by what."""
    next_version(held, fields)
    record(event, by=by, subject=held, cohort=held.cohort, now=zones.moment(now), version=held.version, **facts)
    return held


def next_version(held: TeamProposal, fields: Sequence[str]) -> None:
    """The proposal is a version further, these fields saved with it: whoever looks at an older one is told."""
    held.version += 1
    held.save(update_fields=[*fields, "version"])


def places_of(held: TeamProposal) -> Places:
    """Everybody's place by the participant's id."""
    return {place.participant_id: place for place in held.places.order_by("participant_id")}


def place_of(held: TeamProposal, places: Places, participant: Participant) -> ProposedPlace:
    """The person's place; a new one without a team for somebody whom the snapshot knows; else NotOfThisCohort."""
    if participant.pk in places:
        places[participant.pk].participant = participant
        return places[participant.pk]
    if participant.pk not in {person["id"] for person in held.snapshot.get("people", [])}:
        raise NotOfThisCohort
    return ProposedPlace(proposal=held, participant=participant, team_number=0)
