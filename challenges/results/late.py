"""Sheets that came late and wait for the chair: with what would change if they counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from challenges.judging.models import LateScore
from challenges.judging.paper.models import PaperSheet
from challenges.judging.paper.workflow import PaperState
from challenges.judging.workflow import LateState
from challenges.pitchdays.models import PitchDay
from challenges.results.rated import Room, rate_record, room_of
from challenges.results.room.changed import WouldChange, would_change
from challenges.results.scale import Scale, scale_of


@dataclass(frozen=True)
class Waiting:
    """One late sheet: whose, for whom, its scores by criterion, and the row it stands in."""

    judge: str
    pitch: str
    scores: Mapping[str, int]
    row: Any


@dataclass(frozen=True)
class Late:
    """One late sheet with what letting it in would change."""

    judge: str
    team: str
    row: Any
    change: WouldChange | None


def waiting_of(day: PitchDay) -> list[Waiting]:
    """The late sheets that the chair has not decided on, in the order they came; one query."""
    rows = LateScore.objects.filter(slot__pitch_day=day, state=LateState.WAITING)
    return [
        Waiting(row.seat.key, row.slot.key, row.payload.get("scores", {}), row)
        for row in rows.select_related("seat", "slot").order_by("received_at", "pk")
    ]


def late_waits() -> Exists:
    """Whether a late sheet waits for the chair, to be asked together with the pitch day."""
    return Exists(LateScore.objects.filter(slot__pitch_day=OuterRef("pk"), state=LateState.WAITING))


def paper_waits() -> Exists:
    """Whether a sheet on paper waits for the chair, to be asked together with the pitch day."""
    return Exists(PaperSheet.objects.filter(slot__pitch_day=OuterRef("pk"), state=PaperState.WAITS))


def late_sheets(day: PitchDay, room: Room, scale: Scale) -> list[Late]:
    """Each waiting sheet with the rating without and with it; an unfinished one would change nothing."""
    teams = {pitch["key"]: pitch["name"] for pitch in room.record["pitches"]}
    return [
        Late(room.names.get(one.judge, ""), teams.get(one.pitch, ""), one.row, _change(one, room, scale))
        for one in waiting_of(day)
    ]


def effects(day: PitchDay, judge: str, pitch: str, scores: Mapping[str, int]) -> list[str]:
    """What letting this sheet in would change, for the page on which the chair decides: places, scores, verdict."""
    room = room_of(day)
    change = _change(Waiting(judge, pitch, scores, None), room, scale_of(room.record["criteria"]))
    if change is None:
        return [_("The sheet is not complete: it would change nothing.")]
    told = _("“%(before)s” would become “%(after)s”") % {"before": change.before, "after": change.after}
    verdict = told if change.is_verdict_new else _("The verdict would stay.")
    return [change.words, verdict, *(_moved(row) for row in change.rows)]


def _moved(row: tuple[str, str, str, str, str]) -> str:
    words = dict(zip(("team", "place", "later", "score", "new"), row, strict=True))
    if words["place"] == words["later"]:
        return _("%(team)s: score %(score)s, would be %(new)s.") % words
    return _("%(team)s: place %(place)s, would be %(later)s; score %(score)s, would be %(new)s.") % words


def _change(one: Waiting, room: Room, scale: Scale) -> WouldChange | None:
    if {row["key"] for row in room.record["criteria"]} - set(one.scores):
        return None
    return would_change(room.rating, rate_record(with_sheet(room.record, one), room.names), scale)


def with_sheet(record: Mapping[str, Any], one: Waiting) -> dict[str, Any]:
    """The record as it would be with the late sheet in the place of an earlier one of the same pair."""
    pair = (one.judge, one.pitch)
    sheets = [sheet for sheet in record["sheets"] if (sheet["judge"], sheet["pitch"]) != pair]
    added = {"judge": one.judge, "pitch": one.pitch, "scores": dict(one.scores)}
    return {**record, "sheets": sorted([*sheets, added], key=lambda sheet: (sheet["judge"], sheet["pitch"]))}
