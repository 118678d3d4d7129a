"""Who may read a file of a challenge: its level, and whether the challenge is out."""

from typing import Any

from django.db.models import Q

from challenges.briefs.intake.workflow import Readers
from challenges.briefs.roles import OUT
from core.access import Rule

TEAMS = (Readers.TEAMS, Readers.PUBLIC)
REVIEWERS = (Readers.REVIEWERS, *TEAMS)


def _for_teams(user: Any, file: Any) -> bool:
    return file.readers in TEAMS and file.brief.state in OUT


def is_public_file(file: Any) -> bool:
    """Whether everybody may read the file now."""
    return file.readers == Readers.PUBLIC and file.brief.state in OUT and file.brief.public_at is not None


# A file that whoever reviews the challenge may read, released or not.
file_is_for_reviewers = Rule(
    lambda user, file: file.readers in REVIEWERS, lambda user: Q(readers__in=REVIEWERS), "where reviewers may read it"
)
# A file that teams may read, of a challenge that is out to them.
file_is_for_teams = Rule(
    _for_teams, lambda user: Q(readers__in=TEAMS, brief__state__in=OUT), "once it is published, where teams may read it"
)
