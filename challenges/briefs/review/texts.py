"""The texts of a brief and of its versions, field by field, under the names that people read."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from challenges.briefs.models import PUBLIC_TEXTS, TEAM_TEXTS, Brief, BriefVersion
from core.comparing import Piece, compare, differs, new_side, old_side

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN = (*TEAM_TEXTS, *PUBLIC_TEXTS)
"""What reviewers, checker and sponsor read: what must stay private is none of it."""

LONG = ("summary", "need", "tried_before", "outcome", "resources", "scale", "public_summary", "public_learn")


@dataclass(frozen=True)
class Field:
    """One field of a version."""

    name: str
    label: "StrOrPromise"
    text: str
    is_long: bool


@dataclass(frozen=True)
class Pair:
    """One field of two versions, with what differs between them."""

    label: "StrOrPromise"
    old: list[Piece]
    new: list[Piece]
    is_changed: bool


def label_of(name: str) -> "StrOrPromise":
    """What the field is called."""
    label: StrOrPromise = Brief._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return label


def texts_of(brief: Brief) -> dict[str, str]:
    """The texts as they stand now."""
    return {name: getattr(brief, name) for name in SHOWN}


def shown(texts: Mapping[str, str]) -> dict[str, str]:
    """What others read of the texts of a version."""
    return {name: texts.get(name, "") for name in SHOWN}


def fields_of(texts: Mapping[str, str]) -> list[Field]:
    """Every field that others read, empty ones too."""
    return [Field(name, label_of(name), text, name in LONG) for name, text in shown(texts).items()]


def hash_of(texts: Mapping[str, str]) -> str:
    """Changes with every letter of what others read."""
    return hashlib.sha256(json.dumps(shown(texts), sort_keys=True).encode()).hexdigest()


def pairs_of(old: BriefVersion, new: BriefVersion) -> list[Pair]:
    """Two versions field by field; fields that are empty in both are left out."""
    before, after = shown(old.texts), shown(new.texts)
    found = []
    for name in SHOWN:
        if before[name] or after[name]:
            pieces = compare(before[name], after[name])
            found.append(Pair(label_of(name), old_side(pieces), new_side(pieces), differs(pieces)))
    return found
