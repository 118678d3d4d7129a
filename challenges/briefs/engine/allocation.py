"""Teams' ranked wishes, places in challenges, and what an allocation says of both; light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.sentence import Sentence, say
from core.sentence import noop as _


@dataclass(frozen=True, slots=True)
class Wishes:
    """A team and the briefs it ranked, best first; `locked` is the brief an organiser set.

    `barred` are briefs of a member's employer, `kept` those that are kept for other teams: it has none of either.
    """

    team: str
    name: str
    ranking: tuple[str, ...] = ()
    locked: str = ""
    barred: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def choice(self, brief: str) -> int:
        """Return 1 for the first choice and so on; a brief not ranked comes after the last one ranked."""
        return self.ranking.index(brief) + 1 if brief in self.ranking else len(self.ranking) + 1


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief, how many teams may take it, and the fewest that must if it is used at all."""

    id: str
    name: str
    places: int = 1
    least: int = 0


class Aim(StrEnum):
    """What an allocation is best at."""

    TOTAL = "total"
    WORST = "worst"


@dataclass(frozen=True, slots=True)
class Rules:
    """How briefs are given: for which aim, whether also unranked ones, how steps count, and the number of the draw.

    Steep steps: a third choice counts as three steps below the first instead of two, a fourth as six and so on.
    """

    aim: Aim = Aim.TOTAL
    gives_unranked: bool = True
    is_steep: bool = False
    draw: int = 1


@dataclass(frozen=True, slots=True)
class AllocationLine:
    """What one team got: which of its choices, and why, in words."""

    team: str
    brief: str
    choice: int
    is_ranked: bool
    is_locked: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Allocation:
    """Which team works on which brief, by team id; `is_best` when no other is better by the rules."""

    lines: tuple[AllocationLine, ...]
    is_best: bool

    @property
    def cost(self) -> int:
        """Return how many places below their first choices all teams are together."""
        return sum(line.choice - 1 for line in self.lines)

    @property
    def worst_choice(self) -> int:
        """Return the choice of the team that fared worst; 0 when there are no teams."""
        return max((line.choice for line in self.lines), default=0)

    @property
    def by_choice(self) -> dict[int, int]:
        """Return how many teams got their first choice, their second and so on."""
        return dict(sorted(Counter(line.choice for line in self.lines).items()))

    @property
    def brief_of(self) -> dict[str, str]:
        """Return the brief of each team."""
        return {line.team: line.brief for line in self.lines}


class CannotAllocate(ValueError):
    """There is no allocation; `.message` says why in words."""

    def __init__(self, message: Sentence) -> None:
        """Hold the words."""
        self.message = message
        super().__init__(str(message))


def check_given(teams: Sequence[Wishes], briefs: Sequence[Brief]) -> None:
    """Raise CannotAllocate when something is in the list twice, or what was set by hand cannot be."""
    places = {brief.id: brief for brief in briefs}
    ids = [team.team for team in teams]
    if len(set(ids)) < len(ids) or len(places) < len(briefs):
        raise CannotAllocate(say(_("A team or a challenge is in the list twice.")))
    for brief, count in sorted(Counter(team.locked for team in teams if team.locked).items()):
        if brief not in places:
            raise CannotAllocate(say(_("A team is set to a challenge that is not offered.")))
        if count > places[brief].places:
            words = _("%(count)d teams are set to “%(brief)s”, which has %(places)d places.")
            raise CannotAllocate(say(words, count=count, brief=places[brief].name, places=places[brief].places))


def line_of(team: Wishes, brief: str, sentence: Sentence) -> AllocationLine:
    """Return the line of a team that got the brief."""
    return AllocationLine(
        team.team, brief, team.choice(brief), brief in team.ranking, team.locked == brief and bool(brief), sentence
    )


def got(team: Wishes, brief: str) -> Sentence:
    """Return what the team got, without why: “Kite got its 2nd choice”."""
    if brief not in team.ranking:
        words = _("%(team)s got a challenge it did not rank") if team.ranking else _("%(team)s ranked no challenges")
        return say(words, team=team.name)
    return say(_("%(team)s got its %(choice)s choice"), team=team.name, choice=ordinal(team.choice(brief)))


ORDINALS = (
    _("1st"), _("2nd"), _("3rd"), _("4th"), _("5th"), _("6th"), _("7th"), _("8th"), _("9th"), _("10th"),
)  # fmt: skip


def ordinal(number: int) -> Sentence:
    """Return 1st, 2nd and so on."""
    if 1 <= number <= len(ORDINALS):
        return say(ORDINALS[number - 1])
    if number % 10 in (1, 2, 3) and number % 100 not in (11, 12, 13):
        ending = ("st", "nd", "rd")[number % 10 - 1]
        return Sentence(f"{number}{ending}")
    return say(_("%(number)dth"), number=number)
