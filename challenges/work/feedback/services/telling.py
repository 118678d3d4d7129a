"""Telling those whom feedback concerns: one letter for one act."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from challenges.work.feedback.models import WorkComment
from challenges.work.feedback.people import members_of, page_of_work
from challenges.work.feedback.texts import parts_of
from challenges.work.feedback.workflow import Role
from challenges.work.models import Submission
from cohorts.messages.services import notify
from core.models import User
from core.people.links import site_link

# So much of a paragraph stands in a letter.
QUOTED = 160


def tell(
    kind: str,
    submission: Submission,
    to: Sequence[User],
    role: str,
    *,
    by: User | None,
    who: str,
    key: str,
    now: datetime,
    **facts: str,
) -> None:
    """Each of these who can be written to has one letter, with the page behind their own door."""
    people = [person for person in to if person.is_active]
    if not people:
        return
    known = {
        "milestone": submission.milestone.title,
        "team": submission.team.name,
        "who": who,
        "link": site_link(page_of_work(submission, role)),
        **facts,
    }
    notify(cohort=submission.cohort, kind=f"work_feedback.{kind}", to=people, facts=known, by=by, key=key, now=now)


def tell_team(
    kind: str, submission: Submission, *, by: User | None, who: str, key: str, now: datetime, **facts: str
) -> None:
    """Everybody of the team has one letter."""
    tell(kind, submission, members_of(submission), Role.MEMBER, by=by, who=who, key=key, now=now, **facts)


def digest(comments: Iterable[WorkComment]) -> str:
    """The comments in words, each with what it is about."""
    return "\n\n".join(f"{about(comment)}\n{comment.text}" for comment in comments)


def about(comment: WorkComment) -> str:
    """What the comment speaks of, in a line."""
    if not comment.part:
        return _("On the whole:")
    labels = {part.name: part.label for part in parts_of(comment.version)}
    words = {"part": labels.get(comment.part, comment.part), "number": comment.paragraph}
    if not comment.paragraph:
        return _("On “%(part)s”:") % words
    quote = " ".join(comment.quote.split())
    short = quote if len(quote) <= QUOTED else f"{quote[:QUOTED].rsplit(' ', 1)[0]}…"
    return _("On “%(part)s”, paragraph %(number)s: “%(quote)s”") % {**words, "quote": short}
