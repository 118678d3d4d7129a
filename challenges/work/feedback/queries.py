"""Questions about feedback that several pages ask, each in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from challenges.work.engine.compare import Block, compare
from challenges.work.engine.shape import Criterion
from challenges.work.feedback.engine import CHANGED, GONE, Place
from challenges.work.feedback.models import FeedbackRequest, MarkRound, MarkSheet, WorkComment
from challenges.work.feedback.texts import Part, place_in
from challenges.work.feedback.workflow import FOR_TEAM
from challenges.work.models import Submission, Version
from cohorts.models import Team
from core.access import can, scope

PEOPLE = ("author", "settled_by", "reopened_by")


@dataclass(frozen=True)
class Thread:
    """A comment with its replies, where it stands in the version that is read, and what the person may do."""

    comment: WorkComment
    replies: list[WorkComment]
    place: Place | None
    is_older: bool
    may_change: bool
    may_settle: bool

    @property
    def is_draft(self) -> bool:
        """Whether only its author knows of it."""
        return self.comment.sent_at is None

    @property
    def is_changed(self) -> bool:
        """Whether the paragraph it quotes reads differently now."""
        return self.place is not None and self.place.state == CHANGED

    @property
    def is_gone(self) -> bool:
        """Whether the paragraph it quotes is not there any more."""
        return self.place is not None and self.place.state == GONE

    @property
    def number(self) -> int:
        """The paragraph beside which it stands; 0 beside the whole."""
        return self.place.number if self.place else 0

    @property
    def blocks(self) -> list[Block]:
        """The quoted paragraph beside the newer one, word by word."""
        return compare(self.comment.quote, self.place.text) if self.place and self.is_changed else []


@dataclass(frozen=True)
class Group:
    """The threads about one part: beside its paragraphs by number, and those whose paragraph is gone."""

    name: str
    label: str
    threads: list[Thread] = field(default_factory=list)


def threads_of(submission: Submission, version: Version, parts: list[Part], user: Any) -> list[Thread]:
    """All that the person reads of the work, drafts of their own included, in the order of the text; two queries."""
    rows = WorkComment.objects.filter(version__submission=submission).visible_to(user)
    found = list(rows.select_related("version", *PEOPLE).order_by("made_at", "pk"))
    replies: dict[int, list[WorkComment]] = defaultdict(list)
    for row in found:
        row.version.submission = submission
        if row.answers_id is not None:
            replies[row.answers_id].append(row)
    threads = [_thread(row, replies[row.pk], version, parts, user) for row in found if row.answers_id is None]
    order = {part.name: at for at, part in enumerate(parts, start=1)}
    return sorted(threads, key=lambda one: (order.get(one.comment.part, 0), one.is_gone, one.number))


def _thread(comment: WorkComment, replies: list[WorkComment], version: Version, parts: list[Part], user: Any) -> Thread:
    is_there = comment.taken_back_at is None
    return Thread(
        comment=comment,
        replies=replies,
        place=place_in(comment, version, parts),
        is_older=comment.version_id != version.pk,
        may_change=is_there and comment.author_id == user.pk,
        may_settle=is_there and comment.sent_at is not None and can(user, "work_comment.settle", comment),
    )


def grouped(threads: list[Thread], parts: list[Part], whole: str) -> list[Group]:
    """The threads by the part they speak of, the whole first; only parts of which something is said."""
    names = {"": whole} | {part.name: part.label for part in parts}
    groups: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        groups[thread.comment.part if thread.comment.part in names else ""].append(thread)
    return [Group(name, label, groups[name]) for name, label in names.items() if groups[name]]


def requests_of(submission: Submission) -> list[FeedbackRequest]:
    """What the team asked of whom, open ones first."""
    rows = FeedbackRequest.objects.filter(version__submission=submission)
    found = rows.select_related("asked_of", "asked_by", "version").order_by("due_on", "pk")
    return sorted(found, key=lambda request: request.state != "ASKED")


def open_for_team(team: Team, **narrower: Any) -> list[tuple[str, str, int]]:
    """The team's work with open comments that it reads: key, milestone, how many of them; one query."""
    rows = WorkComment.objects.open().filter(version__submission__team=team, audience__in=FOR_TEAM, **narrower)
    work = rows.order_by("version__submission__milestone__due_at", "version__submission").values_list(
        "version__submission__key", "version__submission__milestone__title"
    )
    return list(work.annotate(number=Count("pk")))


@dataclass(frozen=True)
class Marked:
    """What one person said by the rubric: the words of each level, its number and of how many."""

    sheet: MarkSheet
    levels: list[tuple[Criterion, str, int]]


@dataclass(frozen=True)
class Marks:
    """The marks of one version as somebody may see them."""

    round: MarkRound
    sheets: list[MarkSheet]
    shown: list[Marked]
    own: MarkSheet | None

    @property
    def done(self) -> int:
        """How many are in."""
        return sum(sheet.handed_in_at is not None for sheet in self.sheets)


def marks_of(submission: Submission, user: Any) -> list[Marks]:
    """The marks asked for on the work, the newest first; whose they are and what they say only where it may be seen."""
    rounds = list(
        MarkRound.objects.filter(version__submission=submission)
        .select_related("version", "asked_by", "shown_by")
        .order_by("-version__number")
    )
    rows = list(MarkSheet.objects.filter(round__in=rounds).select_related("marker").order_by("pk")) if rounds else []
    seen = set(
        MarkSheet.objects.filter(round__in=rounds).filter(scope("mark_sheet.view", user)).values_list("pk", flat=True)
    )
    return [_marks(one, [row for row in rows if row.round_id == one.pk], seen, user) for one in rounds]


def _marks(round_: MarkRound, sheets: list[MarkSheet], seen: set[int], user: Any) -> Marks:
    is_shown = round_.shown_at is not None
    shown = [_marked(round_, one) for one in sheets if is_shown and one.pk in seen and one.handed_in_at]
    own = next((one for one in sheets if one.marker_id == user.pk and one.pk in seen), None)
    return Marks(round_, sheets, shown, own)


def _marked(round_: MarkRound, sheet: MarkSheet) -> Marked:
    levels = []
    for at, criterion in enumerate(round_.rubric):
        level = int(sheet.levels.get(str(at), 0))
        levels.append((criterion, criterion.levels[level], level + 1))
    return Marked(sheet, levels)
