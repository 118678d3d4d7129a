"""The curve of a repair as pages and services read it: each way to mend the teams, and what it wins."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.repairs.models import TeamRepair
from cohorts.teams.weighing import in_words
from core.sentence import from_json


@dataclass(frozen=True)
class Going:
    """Somebody who changes teams, or comes into their first one, and why there."""

    person: int
    to: int
    before: int | None = None
    speaks_for: list[str] = field(default_factory=list)
    costs: list[tuple[float, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Way:
    """One step of the curve."""

    moved: int
    points: float
    broken: int
    rules: list[str]
    moves: list[Going]
    teams: dict[int, tuple[float, float]]
    gain: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether a rule is broken."""
        return self.broken > 0

    @property
    def is_nothing(self) -> bool:
        """Whether nobody changes teams or comes into one."""
        return not self.moves

    @property
    def placed(self) -> int:
        """How many come into their first team."""
        return sum(one.before is None for one in self.moves)

    @property
    def words(self) -> str:
        """Who moves and who comes in, as a title."""
        if self.is_nothing:
            return _("Nobody moves")
        comes = ngettext("%(count)s comes in", "%(count)s come in", self.placed) % {"count": self.placed}
        moves = ngettext("%(count)s person moves", "%(count)s people move", self.moved) % {"count": self.moved}
        if self.placed and self.moved:
            return _("%(moves)s, %(comes)s") % {"moves": moves, "comes": comes}
        if self.moved:
            return moves
        words = ngettext(
            "%(count)s person comes in, nobody moves", "%(count)s people come in, nobody moves", self.placed
        )
        return words % {"count": self.placed}


def ways_of(repair: TeamRepair) -> list[Way]:
    """Every way that was found, the one that moves fewest first, each with what it wins against the one before."""
    names = names_of(repair)
    ways: list[Way] = []
    for step in repair.curve.get("steps", []):
        ways.append(_way(step, names, ways[-1] if ways else None))
    return ways


def way_of(repair: TeamRepair, moved: int) -> Way | None:
    """The way that moves so many people, if there is one."""
    return next((way for way in ways_of(repair) if way.moved == moved), None)


def notes_of(repair: TeamRepair) -> list[str]:
    """What is to be said of all ways alike."""
    return [in_words(from_json(note), []) for note in repair.curve.get("notes", [])]


def names_of(repair: TeamRepair) -> list[str]:
    """The teams' names by their numbers, from one on."""
    names = {team["number"]: team["name"] for team in repair.teams}
    return [names.get(number, "") for number in range(1, max(names, default=0) + 1)]


def _way(step: dict[str, Any], names: list[str], before: Way | None) -> Way:
    way = Way(
        moved=step["moved"],
        points=step["points"],
        broken=step["broken"],
        rules=[in_words(from_json(rule), names) for rule in step["rules"]],
        moves=[
            *(_going(step, names, person, to, old) for person, old, to in step["moves"]),
            *(_going(step, names, person, to, None) for person, to in step["placed"]),
        ],
        teams={number: (old, new) for number, old, new in step["teams"]},
    )
    return way if before is None else _with_gain(way, before)


def _going(step: dict[str, Any], names: list[str], person: int, to: int, before: int | None) -> Going:
    why = step["why"].get(str(person), {})
    return Going(
        person,
        to,
        before,
        [in_words(from_json(words), names) for words in why.get("for", [])],
        [(points, in_words(from_json(words), names)) for points, words in why.get("costs", [])],
    )


def _with_gain(way: Way, before: Way) -> Way:
    values = {name: getattr(way, name) for name in Way.__dataclass_fields__}
    return Way(**{**values, "gain": _gain(way, before)})


def _gain(way: Way, before: Way) -> str:
    """What moving more people wins, in one sentence."""
    more, won = way.moved - before.moved, before.points - way.points
    facts = {"count": more, "points": number_format(round(abs(won), 1), decimal_pos=1)}
    if way.broken < before.broken:
        return _mended(won) % facts
    if before.moved:
        words = ngettext(
            "%(count)s more person moved wins %(points)s points.",
            "%(count)s more people moved win %(points)s points.",
            more,
        )
    else:
        words = ngettext(
            "%(count)s person moved wins %(points)s points.", "%(count)s people moved win %(points)s points.", more
        )
    return words % facts


def _mended(won: float) -> str:
    """The sentence for a way that breaks less than the one before."""
    if won >= 0:
        return _("More of the rules hold, and it wins %(points)s points.")
    return _("More of the rules hold, for %(points)s points more.")
