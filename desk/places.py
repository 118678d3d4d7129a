"""The places of each door in the top bar, and which of them a page belongs to."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
# The part of an address after the cohort's slug tells the place: (label, name of the address, parts that belong to it).
CHALLENGES = {"briefs", "allocations", "choosing", "own-problems", "questions", "verdicts", "cited"}
ORGANISE: list[tuple[Words, str, set[str]]] = [
    (_("Today"), "organise:today", {"", "changes"}),
    (_("People"), "organise:people", {"people", "mentors", "organisations"}),
    (_("Teams"), "organise:teams", {"teams", "wishes", "check-ins"}),
    (_("Challenges"), "organise:briefs", CHALLENGES),
    (_("Calendar"), "organise:calendar", {"calendar", "visits", "milestones", "work"}),
    (_("Pitch day"), "organise:pitch_day", {"pitch-day", "scores", "results", "reopenings", "certificates"}),
    (_("Messages"), "organise:mailings", {"messages"}),
]
MY: list[tuple[Words, str, set[str]]] = [
    (_("This week"), "my:week", {"", "wishes"}),
    (_("Team"), "my:rooms", {"room", "team", "teams", "check-in"}),
    (_("Challenges"), "my:briefs", {"briefs", "offers"}),
    (_("Programme days"), "my:visits", {"visits"}),
    (_("Milestones"), "my:milestones", {"milestones", "work"}),
]
PROFILE: tuple[Words, str, set[str]] = (_("Profile"), "my:profile", {"profile"})
PARTNER: list[tuple[Words, str, set[str]]] = [(_("Challenges and visits"), "partner:home", {""})]
JUDGE: list[tuple[Words, str, set[str]]] = [(_("Your pitches"), "judge:home", {""})]
# Pages about the account, where the public menu would lead away from what is being done.
ACCOUNT = {"account", "accounts", "start", "people", "invitation", "demo", "exports"}
DOORS = {"organise", "my", "partner", "judge"}


@dataclass(frozen=True)
class Place:
    """One entry of a menu."""

    label: Words
    url: str
    is_current: bool = False
    post: bool = False


def door_of(path: str) -> str:
    """Which door an address lies behind: one of the four, "account", or "public"."""
    first = path.split("/")[1] if path.count("/") else ""
    if first in DOORS:
        return first
    return "account" if first in ACCOUNT else "public"


def part_of(path: str) -> str:
    """The part of an address after the door and the cohort: /organise/spring-2027/people/add/ gives people."""
    parts = path.split("/")
    return parts[3] if len(parts) > 3 else ""


def cohort_places(door: str, slug: str, part: str, *, takes_part: bool = False) -> list[Place]:
    """The places of one cohort behind a door."""
    entries: list[tuple[Words, str, set[str]]] = ORGANISE if door == "organise" else MY
    if door == "my" and takes_part:
        entries = [*entries, PROFILE]
    return [_place(entry, [slug], part) for entry in entries]


def door_places(door: str, path: str) -> list[Place]:
    """The places of a door that is about no cohort."""
    entries = {"partner": PARTNER, "judge": JUDGE}.get(door, [])
    rest = path.split("/", 2)[2] if path.count("/") > 1 else ""
    return [_place(entry, [], rest) for entry in entries]


def _place(entry: tuple[Words, str, set[str]], args: list[Any], part: str) -> Place:
    label, name, parts = entry
    return Place(label, reverse(name, args=args), part in parts)
