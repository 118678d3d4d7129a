"""The sheets as they stand, by keys: what a signature is put under, and how a later state differs from it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django.utils.translation import gettext as _

from challenges.judging.models import Score
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import CriterionLevel, PitchDay
from challenges.pitchdays.queries import Plan, plan_of

Record = dict[str, Any]
# What the hash stands for: whatever moves a place is in one of them.
DATA = ("criteria", "sheets", "excluded")


def record_of(day: PitchDay, plan: Plan | None = None) -> Record:
    """The rubric, pitches, judges, every sheet that was handed in and the pairs kept out, in one fixed order.

    It has the form that benchmarks.shadow reads (docs/rating.md); with a plan in hand in two queries.
    """
    plan = plan or plan_of(day)
    sheets = handed_in(day)
    names = sorted((slot.key, slot.team.name) for slot in plan.slots)
    return {
        "criteria": criteria_of(day),
        "pitches": [{"key": key, "name": name} for key, name in names],
        "judges": sorted({seat.key for seat in plan.seats} | {sheet["judge"] for sheet in sheets}),
        "sheets": sheets,
        "excluded": excluded_of(plan),
        "seed": crc32(str(day.key).encode()),
    }


def criteria_of(day: PitchDay) -> list[Record]:
    """Each criterion with its weight, its stated range and its worded levels; one query."""
    found: dict[str, Record] = {}
    levels = CriterionLevel.objects.filter(criterion__pitch_day=day).order_by(
        "criterion__order", "criterion__key", "value"
    )
    for level in levels.select_related("criterion"):
        row = level.criterion
        made = found.setdefault(row.key, {"key": row.key, "name": row.name, "weight": row.weight, "levels": []})
        made["levels"].append([level.value, level.name, level.wording])
    for made in found.values():
        made |= {"low": made["levels"][0][0], "high": made["levels"][-1][0]}
    return list(found.values())


def handed_in(day: PitchDay) -> list[Record]:
    """The sheets that were handed in: who gave what to whom, by key."""
    scores = Score.objects.filter(card__slot__pitch_day=day, card__state=CardState.SUBMITTED)
    found: dict[tuple[str, str], dict[str, int]] = {}
    for judge, pitch, criterion, value in scores.values_list(
        "card__seat__key", "card__slot__key", "criterion__key", "value"
    ):
        found.setdefault((judge, pitch), {})[criterion] = value
    return [{"judge": judge, "pitch": pitch, "scores": given} for (judge, pitch), given in sorted(found.items())]


def excluded_of(plan: Plan) -> list[list[str]]:
    """The pairs of judge and pitch that a conflict of interest keeps out."""
    slots = {slot.team_id: slot.key for slot in plan.slots}
    return sorted(
        [conflict.seat.key, slots[team]] for (_seat, team), conflict in plan.conflicts.items() if team in slots
    )


def hash_of(record: Mapping[str, Any]) -> str:
    """One number for the sheets and the rubric of a record: it changes when any of them does."""
    return digest_of({name: record.get(name, []) for name in DATA})


def scores_hash(day: PitchDay) -> str:
    """The same number of the day as it stands now."""
    return hash_of(record_of(day))


def digest_of(data: Any) -> str:
    """The SHA-256 of JSON in one fixed form."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def changes(signed: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """What is different now from what was signed, a sentence each; names are those of judges and pitches by key."""
    before, after = _by_pair(signed), _by_pair(now)
    found = []
    for judge, pitch in sorted(before.keys() | after.keys(), key=lambda pair: [names.get(key, "") for key in pair]):
        words = _changed(before.get((judge, pitch)), after.get((judge, pitch)))
        if words:
            who = {"judge": names.get(judge, _("A judge who has left")), "team": names.get(pitch, _("a team"))}
            found.append(words % who)
    if signed.get("criteria") != now.get("criteria"):
        found.append(_("The rubric or its weights changed."))
    if signed.get("excluded", []) != now.get("excluded", []):
        found.append(_("A conflict of interest was declared, or no longer counts."))
    return found


def _changed(before: object, after: object) -> str:
    if before == after:
        return ""
    if before is None:
        return _("%(judge)s’s sheet for %(team)s came in.")
    if after is None:
        return _("%(judge)s’s sheet for %(team)s no longer counts.")
    return _("%(judge)s’s scores for %(team)s changed.")


def _by_pair(record: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    return {(sheet["judge"], sheet["pitch"]): sheet["scores"] for sheet in record.get("sheets", [])}
