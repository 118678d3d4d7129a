"""Notes that a team writes together: merged title and text apart, kept beside where they clash; never lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from challenges.work.engine.merge import merge
from challenges.work.rooms.models import NOTE_MAX, NoteClash, NoteVersion, TeamMeeting, TeamNote
from challenges.work.rooms.services.errors import NoteIsOthers
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service

LONGEST = {"title": 120, "text": NOTE_MAX}
Texts = dict[str, str]


@dataclass(frozen=True)
class SavedNote:
    """A note after a save, and which of title and text wait for the team to choose."""

    note: TeamNote
    clashes: tuple[str, ...]


@service
def write_note(
    *,
    team: Team,
    title: str,
    text: str,
    is_shared: bool = False,
    meeting: TeamMeeting | None = None,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> TeamNote:
    """The team has one more note, which its mentors and organisers read where it says so; records team_note.written."""
    now = zones.moment(now)

    def make() -> TeamNote:
        if meeting is not None and meeting.team_id != team.pk:
            raise NoteIsOthers
        made = TeamNote.objects.create(
            team=team, is_shared=is_shared, meeting=meeting, made_at=now, saved_by=by, saved_at=now
        )
        _keep(made, {"title": title, "text": text}, by, now)
        record("team_note.written", by=by, subject=team, cohort=team.cohort, now=now)
        return made

    return once(by=by, action=f"team_note.write.{team.pk}", key=key, make=make)


@service
def save_note(*, note: TeamNote, title: str, text: str, base: int, by: User, now: datetime | None = None) -> SavedNote:
    """The note holds everybody's changes, or a clash is kept beside it; records team_note.saved on a change."""
    now = zones.moment(now)
    locked = _locked(note)
    sent = {"title": title, "text": text}
    merged = {name: _merged(locked, name, value, base) for name, value in sent.items()}
    clashes = tuple(name for name, value in merged.items() if value is None)
    for name, value in merged.items():
        if value is None:
            _clash(locked, name, sent[name], by, now)
        else:
            # What stands in the note need not be kept beside it too.
            NoteClash.objects.filter(note=locked, name=name, written_by=by, value=value).delete()
    was, after = _texts(locked), {name: value for name, value in merged.items() if value is not None}
    if was | after != was:
        # What was sent is a version of its own, so that what somebody wrote can be read as they wrote it.
        for texts in (was | {name: sent[name] for name in after}, was | after):
            if texts != _texts(locked):
                _keep(locked, texts, by, now)
        record("team_note.saved", by=by, subject=locked.team, cohort=locked.cohort, now=now)
    return SavedNote(locked, clashes)


@service
def settle_note(*, clash: NoteClash, keep: str, by: User, now: datetime | None = None) -> None:
    """The note has its own text, the other one, or both one after the other; the other stays as a version."""
    now = zones.moment(now)
    note = _locked(clash.note)
    row = NoteClash.objects.filter(pk=clash.pk).first()
    if row is None:
        return
    ours = _texts(note)[row.name]
    chosen = {"theirs": row.value, "both": f"{ours}\n\n{row.value}"}.get(keep, ours)[: LONGEST[row.name]]
    _keep(note, _texts(note) | {row.name: row.value}, row.written_by, now)
    if chosen != row.value:
        _keep(note, _texts(note) | {row.name: chosen}, by, now)
    row.delete()
    record("team_note.saved", by=by, subject=note.team, cohort=note.cohort, now=now)


@service
def put_note_back(*, note: TeamNote, number: int, by: User, now: datetime | None = None) -> None:
    """The note is as that version was; what stood in it is a version too; records team_note.saved."""
    now = zones.moment(now)
    locked = _locked(note)
    earlier = locked.versions.filter(number=number).first()
    if earlier is None or _texts(earlier) == _texts(locked):
        return
    _keep(locked, _texts(earlier), by, now)
    record("team_note.saved", by=by, subject=locked.team, cohort=locked.cohort, now=now)


@service
def share_note(*, note: TeamNote, is_shared: bool, by: User, now: datetime | None = None) -> None:
    """Mentors and organisers read the note, or do not; records team_note.shared or team_note.kept on a change."""
    locked = _locked(note)
    if locked.is_shared == is_shared:
        return
    locked.is_shared = is_shared
    locked.save(update_fields=["is_shared"])
    event = "team_note.shared" if is_shared else "team_note.kept"
    record(event, by=by, subject=locked.team, cohort=locked.cohort, now=zones.moment(now))


def _locked(note: TeamNote) -> TeamNote:
    rows = TeamNote.objects.select_for_update(of=("self",)).select_related("team__cohort")
    locked: TeamNote = rows.get(pk=note.pk)
    return locked


def _texts(row: TeamNote | NoteVersion) -> Texts:
    return {"title": row.title, "text": row.text}


def _merged(note: TeamNote, name: str, sent: str, base: int) -> str | None:
    """The title or text with both people's changes; None where they changed the same lines differently."""
    here = _texts(note)[name]
    if base == note.revision or sent == here:
        return sent
    earlier = note.versions.filter(number__lte=base).order_by("-number").first()
    merged = merge(_texts(earlier)[name] if earlier else "", here, sent)
    return merged if merged is not None and len(merged) <= LONGEST[name] else None


def _clash(note: TeamNote, name: str, value: str, by: User, now: datetime) -> None:
    """What clashes is kept beside the note; what the same person had there before is a version of it."""
    mine: dict[str, Any] = {"note": note, "name": name, "written_by": by}
    earlier = NoteClash.objects.filter(**mine).exclude(value=value).first()
    if earlier is not None:
        was = _texts(note)
        for texts in (was | {name: earlier.value}, was):
            _keep(note, texts, by, now)
    NoteClash.objects.update_or_create(**mine, defaults={"value": value, "written_at": now})


def _keep(note: TeamNote, texts: Mapping[str, str], by: User, now: datetime) -> None:
    note.title, note.text, note.revision = texts["title"], texts["text"], note.revision + 1
    note.saved_by, note.saved_at = by, now
    note.save(update_fields=["title", "text", "revision", "saved_by", "saved_at"])
    NoteVersion.objects.create(note=note, number=note.revision, saved_by=by, saved_at=now, **texts)
