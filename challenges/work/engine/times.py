"""When work counts: opening, deadline, grace and cut-off, each an interval that holds its beginning and not its end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Standing(StrEnum):
    """How work stands that arrives now."""

    EARLY = "early"
    IN_TIME = "in time"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True)
class Times:
    """The moments of one milestone for one team."""

    due_at: datetime
    grace: timedelta
    opens_at: datetime | None = None
    cutoff_at: datetime | None = None

    @property
    def closes_at(self) -> datetime:
        """From here on nothing is taken in: the cut-off, and never before the end of the grace."""
        after_grace = self.due_at + self.grace
        return max(after_grace, self.cutoff_at) if self.cutoff_at else after_grace

    @property
    def takes_late(self) -> bool:
        """Whether there is a time after the grace in which late work is taken in."""
        return self.closes_at > self.due_at + self.grace

    def standing(
        self, now: datetime, begun_at: datetime | None = None, begun_late_at: datetime | None = None
    ) -> Standing:
        """How work stands that has arrived now and that somebody began to send at begun_at.

        What was begun before the deadline is in time when it has arrived within the grace. What has arrived since the
        cut-off, begun at begun_late_at before it, is taken as late work within the same grace (D-01).
        """
        begun = min(begun_at or now, now)
        if self.opens_at is not None and now < self.opens_at:
            return Standing.EARLY
        if now < self.due_at or (begun < self.due_at and now < self.due_at + self.grace):
            return Standing.IN_TIME
        is_taken = now < self.closes_at or self._reaches_over_cutoff(now, begun_late_at)
        return Standing.LATE if is_taken else Standing.CLOSED

    def _reaches_over_cutoff(self, now: datetime, begun_at: datetime | None) -> bool:
        """Whether an upload was on its way when the cut-off came, and has arrived within the grace after it."""
        if self.cutoff_at is None or begun_at is None:
            return False
        return begun_at < self.cutoff_at and now < self.cutoff_at + self.grace

    def is_open(self, now: datetime) -> bool:
        """Whether anything is taken in now."""
        return self.standing(now) in (Standing.IN_TIME, Standing.LATE)

    def extended(self, *moments: datetime | None) -> "Times":
        """The same with the latest of these deadlines, where one is later."""
        return replace(self, due_at=max([self.due_at, *filter(None, moments)]))
