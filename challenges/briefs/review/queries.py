"""What each person may read of the reviews and comments of a brief, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from challenges.briefs.models import Brief, BriefOwner, BriefVersion
from challenges.briefs.review.criteria import Measure, from_json
from challenges.briefs.review.engine import Line, is_open, lines_of, seen_by
from challenges.briefs.review.models import FieldComment, Review
from challenges.briefs.review.workflow import Audience
from challenges.briefs.workflow import BriefState
from core.access import can

UNDER_REVIEW = (BriefState.SUBMITTED, BriefState.IN_REVIEW)


@dataclass(frozen=True)
class Eyes:
    """What one person may read of one brief's reviews: the reviews' ids, and as what they look."""

    person: int
    is_organiser: bool
    is_owner: bool
    is_reviewer: bool
    readable: frozenset[int]


def eyes_of(user: Any, brief: Brief) -> Eyes:
    """As what the person looks at the brief, and whose reviews are open to them."""
    reviews = list(Review.objects.standing().filter(version__brief=brief).select_related("version").order_by("pk"))
    is_organiser = can(user, "brief.manage", brief)
    latest = max((review.version.number for review in reviews), default=0)
    readable: set[int] = set()
    for number in {review.version.number for review in reviews}:
        slips = [review.slip for review in reviews if review.version.number == number]
        is_over = number < latest or brief.state not in UNDER_REVIEW
        readable |= seen_by(user.pk, slips, is_organiser=is_organiser, is_over=is_over)
    return Eyes(
        user.pk,
        is_organiser,
        BriefOwner.objects.filter(brief=brief, user=user).exists(),
        any(review.reviewer_id == user.pk for review in reviews),
        frozenset(readable),
    )


def sees(user: Any, comment: FieldComment) -> bool:
    """Whether the person may read the comment."""
    return may_read(eyes_of(user, comment.version.brief), comment)


def may_read(eyes: Eyes, comment: FieldComment) -> bool:
    """Whether who looks so may read the comment."""
    if comment.author_id == eyes.person:
        return True
    if eyes.is_owner and comment.audience == Audience.OWNER and comment.told_at is not None:
        return True
    if not (eyes.is_organiser or eyes.is_reviewer):
        return False
    return comment.review_id is None or comment.review_id in eyes.readable


@dataclass
class Thread:
    """A comment with its answers."""

    comment: FieldComment
    replies: list[FieldComment] = field(default_factory=list)
    # The number of the version it was made on, where that is an earlier one.
    carried: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is still to be settled."""
        return self.comment.resolved_at is None


def threads_of(version: BriefVersion, eyes: Eyes) -> list[Thread]:
    """The threads that stand on the version, those from earlier versions that are open among them; one query."""
    rows = FieldComment.objects.filter(version__brief=version.brief_id, version__number__lte=version.number)
    found: dict[int, Thread] = {}
    for row in rows.select_related("author", "version", "resolved_by").order_by("pk"):
        if not may_read(eyes, row):
            continue
        if row.answers_id in found:
            found[row.answers_id].replies.append(row)
        elif row.answers_id is None:
            is_older = row.version.number < version.number
            if not is_older or row.resolved_at is None:
                found[row.pk] = Thread(row, carried=row.version.number if is_older else 0)
    return list(found.values())


@dataclass(frozen=True)
class Compared:
    """The reviews of a version that may be read, criterion by criterion."""

    reviews: list[Review]
    rows: list[tuple[Measure, Line, list[tuple[str, str]]]]

    @property
    def differing(self) -> int:
        """On how many criteria they differ so much that it is worth a talk."""
        return sum(line.differs for _measure, line, _cells in self.rows)


def compared(reviews: Sequence[Review], readable: frozenset[int]) -> Compared | None:
    """The open reviews side by side; None while fewer than two may be read."""
    shown = [review for review in reviews if review.pk in readable and review.handed_in_at]
    if len(shown) < 2:
        return None
    measures = from_json(shown[0].criteria)
    lines = lines_of([one.key for one in measures], [review.levels for review in shown])
    rows = []
    for measure, line in zip(measures, lines, strict=True):
        cells = [
            ("" if level is None else f"{level} {measure.levels[level]}", review.notes.get(measure.key, ""))
            for level, review in zip(line.levels, shown, strict=True)
        ]
        rows.append((measure, line, cells))
    return Compared(shown, rows)


def are_open(reviews: Sequence[Review]) -> bool:
    """Whether the first reviewers have all handed in."""
    return is_open([review.slip for review in reviews])
