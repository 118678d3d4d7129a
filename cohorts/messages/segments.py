"""The groups of people that an organiser may write to; higher features name them in the wiring."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from cohorts.programmes.models import Cohort
from core.models import User
from core.wiring import wired


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
