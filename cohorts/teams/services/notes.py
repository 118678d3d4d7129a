"""What organisers write about a proposal, to choose between several."""

from datetime import datetime

from cohorts.teams.models import TeamProposal
from cohorts.teams.services.refusals import NoteTooLong
from cohorts.teams.story import changed_since
from core import zones
from core.audit.record import record
from core.errors import Changed
from core.models import User
from core.service import service

LONGEST_NOTE = 500


@service
def note_proposal(
    *, proposal: TeamProposal, note: str, expected_version: int, by: User | None, now: datetime | None = None
) -> TeamProposal:
    """The proposal has this note, in whatever state it is; records proposal.noted, without the words."""
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong
    held = TeamProposal.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=proposal.pk)
    if held.note == note:
        return held
    if held.version != expected_version:
        raise Changed(changed_since(held, expected_version) or None)
    held.note = note
    held.version += 1
    held.save(update_fields=["note", "version"])
    record("proposal.noted", by=by, subject=held, cohort=held.cohort, now=zones.moment(now), version=held.version)
    return held
