"""What a team reads of its result: its ledger, the levels it reached, and notes, judges named or masked."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from challenges.results.queries import Feedback
from challenges.results.scale import scale_of


@dataclass(frozen=True)
class Level:
    """One criterion: each level that was given, with how many judges gave it."""

    name: str
    weight: int
    given: list[tuple[int, str, str, int]]


@dataclass(frozen=True)
class Told:
    """All that the team's page shows."""

    scale: str
    score: str
    raw: str
    is_adjusted: bool
    lines: list[tuple[str, str, str, str]]
    levels: list[Level]
    notes: list[tuple[str, str]]
    is_named: bool


def told(feedback: Feedback) -> Told:
    """The team's page in words, from the sealed record and the reviewed notes alone."""
    sealed, pitch = feedback.sealed, feedback.pitch
    scale, is_adjusted = scale_of(sealed.get("criteria", [])), sealed.get("result", {}).get("basis") == "adjusted"
    ledger = pitch.get("ledger", [])
    names = judge_names(sealed, [line["judge"] for line in ledger] + [key for key, _text in feedback.notes], pitch)
    return Told(
        scale=scale.words,
        score=scale.score(pitch.get("adjusted" if is_adjusted else "raw")),
        raw=scale.score(pitch.get("raw")),
        is_adjusted=is_adjusted,
        lines=[
            (
                names[line["judge"]],
                scale.score(line["given"]),
                scale.signed(line["severity"]),
                scale.score(line["counts_as"]),
            )
            for line in sorted(ledger, key=lambda line: names[line["judge"]])
        ],
        levels=[_level(row, sealed, pitch) for row in sealed.get("criteria", [])],
        notes=[(names[key], text) for key, text in feedback.notes],
        is_named=bool(sealed.get("judges_named")),
    )


def judge_names(sealed: Mapping[str, Any], keys: list[str], pitch: Mapping[str, Any]) -> dict[str, str]:
    """The judges' names, or Judge A, Judge B and so on in an order that tells nothing and differs from team to team."""
    if sealed.get("judges_named"):
        known = {judge["key"]: judge["name"] for judge in sealed.get("judges", [])}
        return {key: known.get(key, _("a judge who has left")) for key in keys}
    salt = f"{sealed.get('data_hash')}{pitch.get('key')}"
    order = sorted(set(keys), key=lambda key: hashlib.sha256(f"{salt}{key}".encode()).hexdigest())
    return {key: _("Judge %(letter)s") % {"letter": letter(place)} for place, key in enumerate(order)}


def letter(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    words = ""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        words = chr(65 + left) + words
    return words


def _level(row: Mapping[str, Any], sealed: Mapping[str, Any], pitch: Mapping[str, Any]) -> Level:
    counted = {line["judge"] for line in pitch.get("ledger", [])}
    values = Counter(
        sheet["scores"][row["key"]]
        for sheet in sealed.get("sheets", [])
        if sheet["pitch"] == pitch.get("key") and sheet["judge"] in counted and row["key"] in sheet["scores"]
    )
    words = {value: (name, wording) for value, name, wording in row.get("levels", [])}
    given = [(value, *words.get(value, ("", "")), count) for value, count in sorted(values.items(), reverse=True)]
    return Level(row["name"], row["weight"], given)
