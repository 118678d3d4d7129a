"""The groups of people that an organiser may write to, and how a letter begins; higher features name them."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from cohorts.messages.engine import harmless
from cohorts.programmes.models import Cohort
from core.models import User
from core.wiring import wired, wired_one

# Braces ask for a placeholder: in the words of others they are only signs.
BRACES = str.maketrans("{}", "()")


@dataclass(frozen=True)
class Segment:
    """A group of people under a name."""

    name: str
    label: str
    users: list[User]

    @property
    def words(self) -> str:
        """The label with the number of people."""
        count = ngettext("%(count)s person", "%(count)s people", len(self.users)) % {"count": len(self.users)}
        return f"{self.label} ({count})"


def segments_of(cohort: Cohort) -> list[Segment]:
    """Every group of the cohort, empty ones too."""
    return [
        Segment(str(name), str(label), list(users))
        for listed in wired("SEGMENTS")
        for name, label, users in listed(cohort)
    ]


def start_of(cohort: Cohort, about: str) -> dict[str, str]:
    """The subject and text to begin with, asked for as “milestone-<key>”; nothing for what no feature knows."""
    kind, _dash, key = about.partition("-")
    try:
        begin = wired_one("MAILING_STARTS", kind)
    except LookupError:
        return {}
    found = begin(cohort, key) if key.isascii() and key.isalnum() else None
    return {"subject": found[0][:150], "body": found[1]} if found else {}


def as_said(words: str) -> str:
    """A title as it may stand in a text that is still to be filled: it asks for nothing and makes no link."""
    return harmless(words.translate(BRACES))
