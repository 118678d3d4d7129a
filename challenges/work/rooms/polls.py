"""What a meeting's page shows: its times with who can come, who has not said, and the best one with its reason."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.work.rooms.engine.tally import Tally, tallies, unanswered
from challenges.work.rooms.models import MeetingAnswer, MeetingSlot, TeamMeeting
from challenges.work.rooms.people import invited_to
from challenges.work.rooms.shown import names
from core import zones
from core.models import User


@dataclass(frozen=True)
class Row:
    """One time: its key, when, what was said of it in words, and what the reader said."""

    key: str
    at: datetime
    words: str
    mine: str
    is_best: bool
    is_past: bool


class MeetingPoll:
    """One meeting and what people said, every row asked once."""

    def __init__(self, meeting: TeamMeeting, user: Any, now: datetime | None = None) -> None:
        self.meeting, self.user = meeting, user
        self.now = zones.moment(now)

    @cached_property
    def people(self) -> list[User]:
        """Whom it asks."""
        return invited_to(self.meeting)

    @cached_property
    def slots(self) -> list[MeetingSlot]:
        """The times in order."""
        return list(self.meeting.slots.order_by("starts_at"))

    @cached_property
    def said(self) -> dict[tuple[int, int], str]:
        """What each person said to each time."""
        rows = MeetingAnswer.objects.filter(slot__meeting=self.meeting)
        return {(slot, user): can for slot, user, can in rows.values_list("slot_id", "user_id", "can")}

    @cached_property
    def tallies(self) -> list[Tally]:
        """Every time with who can come."""
        times = [(slot.pk, slot.starts_at) for slot in self.slots]
        return tallies(times, [person.pk for person in self.people], self.said, after=self.now)

    @property
    def is_asked(self) -> bool:
        """Whether the reader is among those whom it asks."""
        return any(person.pk == self.user.pk for person in self.people)

    @property
    def waits_for_me(self) -> bool:
        """Whether the reader has yet to say something."""
        return self.is_asked and self.user.pk in self._silent

    @cached_property
    def _silent(self) -> list[int]:
        return unanswered([slot.pk for slot in self.slots], [person.pk for person in self.people], self.said)

    @property
    def silent_words(self) -> str:
        """Who has not said when they can; nothing once all have."""
        return names([person for person in self.people if person.pk in self._silent])

    @cached_property
    def rows(self) -> list[Row]:
        """The times for the page."""
        keys = {slot.pk: slot.key for slot in self.slots}
        return [
            Row(
                keys[one.slot],
                one.at,
                self.words(one),
                self.said.get((one.slot, self.user.pk), ""),
                one.is_best,
                one.at <= self.now,
            )
            for one in self.tallies
        ]

    @property
    def best(self) -> Row | None:
        """The time that suits most of those ahead, with its reason; nothing before anybody can come."""
        return next((row for row in self.rows if row.is_best), None)

    def words(self, one: Tally) -> str:
        """What was said of a time: 4 of 6 can come, Leo if need be. Mina cannot."""
        everybody = len(self.people)
        if one.coming == everybody and not one.maybe:
            return ngettext("You can come", "All %(count)s can come", everybody) % {"count": everybody}
        words = {"coming": one.coming, "all": everybody}
        parts = [_("%(coming)s of %(all)s can come") % words]
        if one.maybe:
            parts.append(_("%(who)s if need be") % {"who": self._names(one.maybe)})
        if one.no:
            parts.append(_("%(who)s cannot") % {"who": self._names(one.no)})
        if one.unsaid:
            parts.append(_("not said: %(who)s") % {"who": self._names(one.unsaid)})
        return "; ".join(parts)

    def _names(self, ids: tuple[int, ...]) -> str:
        return names([person for person in self.people if person.pk in ids])
