"""What a team's page of a milestone shows: its draft, who writes in it, what clashes, what was handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from challenges.work.asked import LINKS, TEXT, asked_parts, label_of, links_in
from challenges.work.cited.holding import citations_of, said_in, said_in_draft
from challenges.work.cited.models import WORDS_MAX, DraftCitation
from challenges.work.deadlines import begun_since, times_of
from challenges.work.engine.compare import Block, compare
from challenges.work.engine.times import Standing, Times
from challenges.work.models import (
    Clash,
    Draft,
    DraftField,
    DraftRevision,
    Extension,
    Milestone,
    StatementRequest,
    Submission,
    Version,
)
from challenges.work.queries import versions_of
from challenges.work.services import sides_of
from challenges.work.workflow import RequestState
from cohorts.models import Team
from core import zones
from core.models import User
from core.templatetags.moments import clock, short_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Who was heard of so lately is writing now.
NOW = timedelta(seconds=60)
# So many earlier saves stand on their page.
SAVES = 30


@dataclass(frozen=True)
class Choice:
    """Two texts of one part that wait for the team to choose."""

    clash: Clash
    label: "StrOrPromise"
    ours: str
    blocks: list[Block]
    has_both: bool


@dataclass(frozen=True)
class Voice:
    """One person whose agreement is asked for, and what they said to the newest version."""

    user: User
    side: str
    agreed_at: datetime | None
    words: str


class TeamWork:
    """One team's work for one milestone, every row asked once."""

    def __init__(self, milestone: Milestone, team: Team, now: datetime) -> None:
        self.milestone, self.team, self.now = milestone, team, now

    @cached_property
    def times(self) -> Times:
        """The team's own moments."""
        return times_of(self.milestone, self.team)

    @cached_property
    def extension(self) -> Extension | None:
        """More time, where the team has it."""
        return Extension.objects.filter(milestone=self.milestone, team=self.team).first()

    @cached_property
    def draft(self) -> Draft | None:
        """The team's draft, once somebody has written or sent a file."""
        found: Draft | None = Draft.objects.filter(milestone=self.milestone, team=self.team).first()
        return found

    @cached_property
    def parts(self) -> dict[str, DraftField]:
        """The parts of the draft by name."""
        if self.draft is None:
            return {}
        return {part.name: part for part in self.draft.parts.select_related("saved_by")}

    @cached_property
    def last_save(self) -> DraftField | None:
        """The part that was saved last: when, and by whom."""
        return max(self.parts.values(), key=lambda part: part.saved_at, default=None)

    @property
    def saved_words(self) -> str:
        """When the draft was saved last, and by whom: the hour alone when that was today."""
        last = self.last_save
        if last is None:
            return ""
        cohort = self.milestone.cohort
        at = clock(last.saved_at, cohort)
        if zones.today(cohort.zone, last.saved_at) != zones.today(cohort.zone, self.now):
            at = f"{short_day(last.saved_at, cohort)}, {at}"
        if last.saved_by is None:
            return _("Saved %(clock)s") % {"clock": at}
        return _("Saved %(clock)s by %(name)s") % {"clock": at, "name": last.saved_by.name}

    @cached_property
    def files(self) -> list[Any]:
        """The files that the next version will hold."""
        if self.draft is None:
            return []
        return list(self.draft.files.select_related("stored").prefetch_related("stored__previews").order_by("pk"))

    @cached_property
    def cited(self) -> list[DraftCitation]:
        """What the draft cites."""
        return citations_of(self.draft)

    @cached_property
    def submission(self) -> Submission | None:
        """What was handed in."""
        rows = Submission.objects.filter(milestone=self.milestone, team=self.team)
        found: Submission | None = rows.select_related("milestone__cohort", "team").first()
        return found

    @cached_property
    def versions(self) -> list[Version]:
        """All versions, the newest first."""
        return versions_of(self.submission)

    @property
    def is_agreed(self) -> bool:
        """Whether all have agreed, so that it stays as it is."""
        return self.submission is not None and self.submission.agreed_at is not None

    @property
    def is_open(self) -> bool:
        """Whether the team can hand in now."""
        begun_at = begun_since(self.files, self.versions[0] if self.versions else None, self.times.cutoff_at)
        standing = self.times.standing(self.now, begun_late_at=begun_at)
        return standing in (Standing.IN_TIME, Standing.LATE) and not self.is_agreed

    @property
    def is_early(self) -> bool:
        """Whether it is not open yet."""
        return self.times.opens_at is not None and self.now < self.times.opens_at

    @property
    def is_late_now(self) -> bool:
        """Whether what is handed in now is marked late."""
        return self.is_open and self.now >= self.times.due_at

    @cached_property
    def has_changed(self) -> bool:
        """Whether the draft holds something that the newest version does not."""
        if self.draft is None:
            return False
        newest = self.versions[0] if self.versions else None
        held = held_in(newest) if newest else {}
        asked = asked_parts(self.milestone)
        written = {name: self.parts[name].value if name in self.parts else "" for name in asked}
        if LINKS in written:
            written[LINKS] = "\n".join(links_in(written[LINKS]))
        files = {file.stored_id for file in newest.files.all()} if newest else set()
        is_same = all(written[name] == held.get(name, "") for name in asked)
        values = {name: part.value for name, part in self.parts.items()}
        is_same &= said_in_draft(self.cited, values) == (said_in(newest) if newest else set())
        return not is_same or files != {file.stored_id for file in self.files}

    @cached_property
    def choices(self) -> list[Choice]:
        """What clashes: the team's text beside the other one."""
        if self.draft is None:
            return []
        rows = self.draft.clashes.select_related("written_by").order_by("pk")
        return [self._choice(clash) for clash in rows]

    def _choice(self, clash: Clash) -> Choice:
        ours = self.parts[clash.name].value if clash.name in self.parts else ""
        longest = asked_parts(self.milestone) | {row.part: WORDS_MAX for row in self.cited}
        has_both = longest.get(clash.name, 0) > len(ours) + len(clash.value) + 2
        is_long = clash.name in (TEXT, LINKS) or any(
            field.name == clash.name and field.kind == "long" for field in self.milestone.fields
        )
        label = label_of(self.milestone, clash.name)
        return Choice(clash, label, ours, compare(ours, clash.value), has_both and is_long)

    def others(self, user: User) -> list[tuple[User, "StrOrPromise"]]:
        """Who else has the draft open now, and which part they are in."""
        if self.draft is None:
            return []
        rows = self.draft.editors.filter(seen_at__gt=self.now - NOW).exclude(user=user).select_related("user")
        return [(row.user, label_of(self.milestone, row.part) if row.part else "") for row in rows.order_by("pk")]

    @cached_property
    def voices(self) -> list[Voice]:
        """Whose agreement is asked for, and what they said to the newest version."""
        if not self.milestone.needs_agreement or self.submission is None or not self.versions:
            return []
        return voices_of(self.submission, self.versions[0])

    @cached_property
    def request(self) -> StatementRequest | None:
        """The team's wish to change what was agreed, while it waits."""
        if self.submission is None:
            return None
        return self.submission.requests.filter(state=RequestState.ASKED).first()


@dataclass(frozen=True)
class Save:
    """An earlier save of one part: what it changed against the one before it."""

    name: str
    label: "StrOrPromise"
    revision: int
    at: datetime
    by: User | None
    blocks: list[Block]
    is_current: bool


def saves_of(draft: Draft) -> list[Save]:
    """The latest saves of the draft, the newest first, in two queries."""
    rows = list(draft.revisions.select_related("saved_by").order_by("-saved_at", "-pk")[:SAVES])
    # Words of what was taken away stand in no draft, so that they can be put back.
    dropped = DraftCitation.objects.filter(draft=draft, is_dropped=True).values("part")
    current = dict(draft.parts.exclude(name__in=dropped).values_list("name", "revision"))
    return [_told(draft, row, rows[number + 1 :], current) for number, row in enumerate(rows)]


def _told(draft: Draft, row: DraftRevision, older: list[DraftRevision], current: dict[str, int]) -> Save:
    before = next((other.value for other in older if other.name == row.name), "")
    blocks = [block for block in compare(before, row.value) if block.is_changed]
    label, is_current = label_of(draft.milestone, row.name), current.get(row.name) == row.revision
    return Save(row.name, label, row.revision, row.saved_at, row.saved_by, blocks, is_current)


def voices_of(submission: Submission, version: Version) -> list[Voice]:
    """Whose agreement to this version is asked for, and what they said."""
    said = {row.user_id: row for row in version.agreements.all()}
    found = []
    for user, side in sides_of(submission):
        row = said.get(user.pk)
        agreed_at, words = (row.agreed_at, row.words) if row else (None, "")
        found.append(Voice(user, str(side.label), agreed_at, words))
    return found


def held_in(version: Version) -> dict[str, str]:
    """The parts of a version by the names they have in a draft."""
    held = {TEXT: version.text, LINKS: "\n".join(version.links)}
    held |= {field.name: answer for field, answer in version.answered}
    return held | {row.part: row.as_text for row in version.citations.all()}
