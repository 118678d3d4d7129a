"""Writing together: saved part by part, merged where two people wrote, kept beside where they clash; never lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from challenges.work.asked import LINKS, TEXT, asked_parts
from challenges.work.cited.holding import cited_parts, is_cited, put_back_citations
from challenges.work.engine.merge import merge
from challenges.work.engine.thinning import superfluous
from challenges.work.models import (
    Clash,
    Draft,
    DraftEditor,
    DraftField,
    DraftFile,
    DraftRevision,
    Milestone,
    Submission,
    SubmittedFile,
    Version,
)
from challenges.work.services.errors import FILES_MAX, Agreed, Closed, TooManyFiles
from cohorts.models import Team
from core import zones
from core.files.checks import Checked
from core.files.services import checked_first, remove, store
from core.models import StoredFile, User
from core.service import service

PURPOSE = "submission"
# So often the earlier saves of a part are thinned.
THIN_EVERY = 20


@dataclass(frozen=True)
class Edit:
    """What somebody wrote into a part, and the revision of it that they began with."""

    text: str
    base: int = 0


@dataclass(frozen=True)
class Saved:
    """A part after a save: as it stands, and the revision that holds just what was sent."""

    revision: int
    value: str
    basis: int
    is_clash: bool = False


@service
def save_draft(
    *, milestone: Milestone, team: Team, edits: Mapping[str, Edit], by: User, now: datetime | None = None
) -> dict[str, Saved]:
    """Each part holds everybody's changes, or a clash is kept beside it; every save is a revision of its own."""
    now = zones.moment(now)
    draft = open_draft(milestone, team, now)
    parts = {part.name: part for part in draft.parts.all()}
    asked = asked_parts(milestone)
    if any(map(is_cited, edits)):
        asked |= cited_parts(draft)
    return {
        name: _save(parts.get(name) or DraftField(draft=draft, name=name), edit, by, now)
        for name, edit in edits.items()
        if name in asked
    }


@service
def see_draft(*, milestone: Milestone, team: Team, part: str, by: User, now: datetime | None = None) -> Draft | None:
    """It is known that the person has the draft open, and where in it they are; nothing is begun by looking."""
    draft: Draft | None = Draft.objects.filter(milestone=milestone, team=team).first()
    if draft is not None:
        DraftEditor.objects.update_or_create(
            draft=draft, user=by, defaults={"part": part[:40], "seen_at": zones.moment(now)}
        )
    return draft


@service
def settle_clash(*, clash: Clash, keep: str, by: User, now: datetime | None = None) -> None:
    """The part holds the team's text, the other one, or both one after the other; the other stays as a revision."""
    now = zones.moment(now)
    draft = open_draft(clash.draft.milestone, clash.draft.team, now)
    locked = Clash.objects.filter(pk=clash.pk).first()
    if locked is None:
        return
    part = draft.parts.filter(name=locked.name).first() or DraftField(draft=draft, name=locked.name)
    chosen = {"theirs": locked.value, "both": f"{part.value}\n\n{locked.value}"}.get(keep, part.value)
    _keep(part, locked.value, locked.written_by, now)
    if chosen != locked.value:
        _keep(part, chosen, by, now)
    locked.delete()


def add_files(
    *,
    milestone: Milestone,
    team: Team,
    uploads: Sequence[UploadedFile | Checked],
    by: User,
    begun_at: datetime | None = None,
    now: datetime | None = None,
) -> None:
    """The files are kept in the draft, also when handing in has closed meanwhile; one that is there is not doubled.

    They are looked into before the transaction: the draft is locked for none of the seconds that this takes.
    """
    now = zones.moment(now)
    with checked_first(uploads) as checked:
        _add_checked(milestone=milestone, team=team, files=checked, by=by, begun_at=begun_at or now, now=now)


@service
def _add_checked(
    *, milestone: Milestone, team: Team, files: Sequence[Checked], by: User, begun_at: datetime, now: datetime
) -> None:
    draft = open_draft(milestone, team, now)
    if draft.files.count() + len(files) > FILES_MAX:
        raise TooManyFiles
    for file in files:
        stored = store(upload=file, owner=by, cohort=milestone.cohort, now=now, **place_of(milestone, team))
        _attach(draft, stored, begun_at, by, now)


@service
def attach_upload(
    *, milestone: Milestone, team: Team, stored: StoredFile, begun_at: datetime, by: User, now: datetime | None = None
) -> None:
    """A file sent in parts is in the draft for good, with the moment at which somebody began to send it (D-01)."""
    now = zones.moment(now)
    draft = open_draft(milestone, team, now)
    if draft.files.count() >= FILES_MAX:
        raise TooManyFiles
    DraftFile.objects.create(draft=draft, stored=stored, begun_at=begun_at, added_at=now)
    StoredFile.objects.filter(pk=stored.pk).update(expires_at=None)


def place_of(milestone: Milestone, team: Team) -> dict[str, Any]:
    """Where the files of a team's work belong: they share the team's room."""
    return {"purpose": PURPOSE, "context": f"{milestone.key}:{team.key}", "pool": pool_of(team)}


def pool_of(team: Team) -> str:
    """The name of the room that all files of a team share."""
    return f"team:{team.key}"


@service
def remove_file(*, draft: Draft, stored: StoredFile, by: User, now: datetime | None = None) -> None:
    """The file is no longer in the draft; it is gone altogether unless a version holds it."""
    locked = open_draft(draft.milestone, draft.team, zones.moment(now))
    gone, _rows = locked.files.filter(stored=stored).delete()
    if gone and not SubmittedFile.objects.filter(stored=stored).exists():
        remove(stored=stored, by=by, now=now)


@service
def restore_version(*, version: Version, by: User, now: datetime | None = None) -> None:
    """The draft is as that version was; what stood in it is kept as revisions, and files never handed in stay."""
    now = zones.moment(now)
    submission = version.submission
    draft = open_draft(submission.milestone, submission.team, now)
    values = {TEXT: version.text, LINKS: "\n".join(version.links)}
    values |= {field.name: answer for field, answer in version.answered}
    parts = {part.name: part for part in draft.parts.all()}
    cited = put_back_citations(draft, version)
    values |= cited
    for name in [*asked_parts(submission.milestone), *cited]:
        part = parts.get(name) or DraftField(draft=draft, name=name)
        if part.value != values.get(name, ""):
            _keep(part, values.get(name, ""), by, now)
    _restore_files(draft, version, now)


@service
def put_back(*, draft: Draft, name: str, revision: int, by: User, now: datetime | None = None) -> None:
    """The part is again as an earlier save had it; what stands in it now is a save too, so nothing is lost."""
    now = zones.moment(now)
    locked = open_draft(draft.milestone, draft.team, now)
    earlier = locked.revisions.filter(name=name, revision=revision).first()
    part = locked.parts.filter(name=name).first()
    if earlier is not None and part is not None:
        locked.cited.filter(part=name).update(is_dropped=False)
        if part.value != earlier.value:
            _keep(part, earlier.value, by, now)


def open_draft(milestone: Milestone, team: Team, now: datetime) -> Draft:
    """The team's draft, locked; refused where the milestone is another cohort's or all have agreed."""
    if milestone.cohort_id != team.cohort_id:
        raise Closed
    draft, _made = Draft.objects.get_or_create(milestone=milestone, team=team, defaults={"made_at": now})
    locked: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if Submission.objects.filter(milestone=milestone, team=team, agreed_at__isnull=False).exists():
        raise Agreed
    return locked


def _save(part: DraftField, edit: Edit, by: User, now: datetime) -> Saved:
    if edit.text == part.value:
        return _settled(part, by)
    if edit.base == part.revision:
        _keep(part, edit.text, by, now)
        return _settled(part, by)
    merged = merge(_as_it_was(part, edit.base), part.value, edit.text)
    if merged is None:
        kept = {"base_revision": edit.base, "value": edit.text, "written_at": now}
        Clash.objects.update_or_create(draft=part.draft, name=part.name, written_by=by, defaults=kept)
        return Saved(part.revision, part.value, edit.base, is_clash=True)
    if merged == part.value:
        return _settled(part, by)
    _keep(part, edit.text, by, now)
    basis = part.revision
    if merged != edit.text:
        _keep(part, merged, by, now)
    _settled(part, by)
    return Saved(part.revision, part.value, basis)


def _settled(part: DraftField, by: User) -> Saved:
    """What the person wrote is in the part, so an earlier clash of theirs is over."""
    Clash.objects.filter(draft=part.draft, name=part.name, written_by=by).delete()
    return Saved(part.revision, part.value, part.revision)


def _as_it_was(part: DraftField, revision: int) -> str:
    """The part at that revision, or at the newest before it that was not thinned."""
    earlier = part.draft.revisions.filter(name=part.name, revision__lte=revision).order_by("-revision").first()
    return earlier.value if earlier else ""


def _keep(part: DraftField, value: str, by: User, now: datetime) -> None:
    part.value, part.revision = value, part.revision + 1
    part.saved_by, part.saved_at = by, now
    part.save()
    DraftRevision.objects.create(
        draft=part.draft, name=part.name, revision=part.revision, value=value, saved_by=by, saved_at=now
    )
    if part.revision % THIN_EVERY == 0:
        rows = part.draft.revisions.filter(name=part.name)
        gone = superfluous(list(rows.values_list("revision", "saved_at")), now)
        rows.filter(revision__in=gone).delete()


def _attach(draft: Draft, stored: StoredFile, begun_at: datetime, by: User, now: datetime) -> None:
    """The file is in the draft; one of the same name and content that is there already is not doubled."""
    same = {"stored__sha256": stored.sha256, "stored__original_name": stored.original_name}
    if draft.files.filter(**same).exists():
        remove(stored=stored, by=by, now=now)
    else:
        DraftFile.objects.create(draft=draft, stored=stored, begun_at=begun_at, added_at=now)


def _restore_files(draft: Draft, version: Version, now: datetime) -> None:
    wanted = {file.stored_id for file in version.files.all()}
    handed_in = SubmittedFile.objects.filter(version__submission=version.submission).values("stored_id")
    draft.files.filter(stored_id__in=handed_in).exclude(stored_id__in=wanted).delete()
    there = set(draft.files.values_list("stored_id", flat=True))
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, stored_id=stored, begun_at=now, added_at=version.submitted_at)
        for stored in wanted - there
    )
