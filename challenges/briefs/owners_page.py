"""What an owner's page of a challenge is put together from: parts of higher features, each a list of lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.briefs.models import AllocationLine, Brief
from challenges.briefs.workflow import BriefState
from core.wiring import wired

# What an owner does or waits for before teams see the challenge.
BEFORE_OUT: dict[BriefState, Promise] = {
    BriefState.DRAFT: _("Write it in six short steps; it is saved as you write."),
    BriefState.SUBMITTED: _("The organisers name two people who read it. You get a mail."),
    BriefState.IN_REVIEW: _("Two people are reading it. You get a mail as soon as they have."),
    BriefState.CHANGES: _("The organisers ask for changes: answer the comments and submit it again."),
    BriefState.APPROVED: _("It is approved. It goes out once it is checked and your sponsor backs it."),
    BriefState.REJECTED: _("It is not taken this time. The reason was mailed to you."),
    BriefState.WITHDRAWN: _("It was withdrawn: teams do not see it."),
}


@dataclass(frozen=True)
class OwnersPage:
    """Of which challenge, with which teams, for whom and when."""

    brief: Brief
    lines: Sequence[AllocationLine]
    user: Any
    now: datetime
    is_owner: bool = True


@dataclass(frozen=True)
class Line:
    """One thing with its button, as components/todo.html shows it."""

    title: str
    url: str = ""
    note: str = ""
    when: str = ""
    state: str = ""
    act: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with its lines; where there are none the sentence that says what comes."""

    heading: str
    lines: Sequence[Line] = field(default_factory=list)
    note: str = ""
    empty: str = ""
    more: str = ""
    more_label: str = ""


def parts_of(page: OwnersPage) -> list[Part]:
    """Every part of the owner's page that higher features have."""
    return [part for find in wired("OWNER_PARTS") for part in find(page)]
