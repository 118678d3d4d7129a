"""A record rated: the one way from sheets to places in this feature, for the page, the signature and the alarm."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from challenges.judging.engine.cards import Card, Criterion, Slot
from challenges.judging.engine.outcome import Rating
from challenges.judging.queries import organisations_of
from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.queries import Plan, plan_of
from challenges.results.record import Record, record_of


@dataclass(frozen=True)
class Homes:
    """The organisations of judges, and those of the teams they judge, by key."""

    judges: Mapping[str, str]
    pitches: Mapping[str, Collection[str]]


def rate_record(
    record: Mapping[str, Any], names: Mapping[str, str] | None = None, homes: Homes | None = None
) -> Rating:
    """The rating of a record's sheets; the same record gives the same rating to the last digit.

    Names and homes only make it speak of people and of own organisations: they move no figure.
    """
    # By its name: numpy and scipy are loaded by the first page that shows a rating, not by every process.
    rate = import_string("challenges.judging.engine.rating.rate")
    names = names or {}
    rating: Rating = rate(
        cards=[Card(sheet["judge"], sheet["pitch"], sheet["scores"]) for sheet in record["sheets"]],
        criteria=[
            Criterion(row["key"], row.get("name", ""), row["weight"], row["low"], row["high"])
            for row in record["criteria"]
        ],
        slots=[Slot(pitch["key"], pitch["name"]) for pitch in record["pitches"]],
        exclusions={(judge, pitch) for judge, pitch in record.get("excluded", [])},
        judges={key: names.get(key, key) for key in map(_key, record.get("judges", []))},
        organisations=homes.judges if homes else None,
        pitch_organisations=homes.pitches if homes else None,
        seed=record.get("seed", 0),
    )
    return rating


def _key(judge: Any) -> str:
    return str(judge["key"]) if isinstance(judge, dict) else str(judge)


@dataclass(frozen=True)
class Room:
    """What every page of the deliberation reads: the plan, the record and its rating, and what judges are called."""

    plan: Plan
    record: Record
    rating: Rating
    names: Mapping[str, str]


def room_of(day: PitchDay, *, with_homes: bool = False) -> Room:
    """The day's plan, record and rating, in six queries, in eight with own organisations and judges who left."""
    plan = plan_of(day)
    record = record_of(day, plan)
    names = {seat.key: seat.user.name for seat in plan.seats}
    if any(judge not in names for judge in record["judges"]):
        left = PanelSeat.objects.filter(pitch_day=day).exclude(left_at=None).select_related("user")
        names |= {seat.key: seat.user.name for seat in left}
    homes = None
    if with_homes:
        judges = {seat.key: str(seat.organisation_id) for seat in plan.seats if seat.organisation_id}
        homes = Homes(judges, organisations_of(plan))
    return Room(plan, record, rate_record(record, names, homes), names)
