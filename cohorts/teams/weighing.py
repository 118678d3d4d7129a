"""A proposal on the engine's scales: points, rules that hold, gaps, and what every move would cost."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from cohorts.teams.engine.explain import why_here
from cohorts.teams.engine.problem import UNITS
from cohorts.teams.engine.result import Reason
from cohorts.teams.engine.rules import team_violations
from cohorts.teams.engine.scale import Scale, scale_of
from cohorts.teams.engine.score import skill_holes, team_units
from cohorts.teams.models import ProposedPlace, TeamProposal
from cohorts.teams.snapshot import problem_of
from core.sentence import Sentence

Arrangement = dict[int, int]
Members = tuple[str, ...]
# A team's number and a skill in which nobody there is a practitioner.
Gap = tuple[int, str]


def arrangement_of(places: Iterable[ProposedPlace]) -> Arrangement:
    """Who is in which team: the participant's id and the team's number."""
    return {place.participant_id: place.team_number for place in places}


def in_words(sentence: Sentence, names: list[str]) -> str:
    """What the engine says, in the reader's language and with the teams' names for their numbers."""
    values: dict[str, Any] = {
        name: in_words(value, names) if isinstance(value, Sentence) else value for name, value in sentence.values
    }
    number = values.get("team")
    if isinstance(number, int) and 1 <= number <= len(names):
        values["team"] = names[number - 1]
    text = _(sentence.text)
    if isinstance(values.get("team"), str):
        text = text.replace("Team %(team)d", "%(team)s").replace("%(team)d", "%(team)s")
    return text % values if values else text


@dataclass(frozen=True)
class Exchange:
    """The cheapest way to bring somebody into another team, or why there is none."""

    number: int
    other: int | None
    points: float
    refused: str = ""
    lost: Gap | None = None
    gained: Gap | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether no rule is broken by it."""
        return not self.refused


class Scales:
    """Weighs splits of the people of one proposal, a team at a time: a move costs two of them."""

    def __init__(self, proposal: TeamProposal) -> None:
        self.names: list[str] = list(proposal.names)
        self.problem = problem_of(proposal.snapshot, proposal.rules)
        self._units: dict[tuple[int, Members], int] = {}
        self._broken: dict[tuple[int, Members], list[tuple[Reason, int]]] = {}

    @cached_property
    def scale(self) -> Scale:
        """The engine's own scale."""
        return scale_of(self.problem)

    def teams(self, arrangement: Mapping[int, int]) -> dict[int, Members]:
        """The engine's ids of those in each team; people whom the snapshot does not know weigh nothing."""
        found: dict[int, list[str]] = {number: [] for number in range(1, len(self.names) + 1)}
        for pk, number in arrangement.items():
            if str(pk) in self.scale.people and number in found:
                found[number].append(str(pk))
        return {number: tuple(sorted(members)) for number, members in found.items()}

    def units(self, number: int, members: Members) -> int:
        """What a team of these members costs, in the engine's units."""
        key = (number, members)
        if key not in self._units:
            self._units[key] = sum(team_units(self.scale, members, number).values())
        return self._units[key]

    def points(self, arrangement: Mapping[int, int]) -> float:
        """What the whole split costs in points; fewer is better."""
        return sum(self.units(number, members) for number, members in self.teams(arrangement).items()) / UNITS

    def broken(self, number: int, members: Members) -> list[tuple[Reason, int]]:
        """The rules that a team of these members breaks, each with its amount."""
        key = (number, members)
        if key not in self._broken:
            self._broken[key] = team_violations(self.scale, members, number)
        return self._broken[key]

    def newly_broken(self, before: Mapping[int, int], after: Mapping[int, int]) -> list[str]:
        """The rules that a change of the split breaks further than they were, in words."""
        old, new = self.teams(before), self.teams(after)
        return [
            words
            for number in old
            if old[number] != new[number]
            for words in self._worse(number, old[number], new[number])
        ]

    def _worse(self, number: int, before: Members, after: Members) -> list[str]:
        was: Counter[str] = Counter()
        for reason, amount in self.broken(number, before):
            was[reason.code] += amount
        told = []
        for reason, amount in self.broken(number, after):
            was[reason.code] -= amount
            if was[reason.code] < 0:
                told.append(in_words(reason.sentence, self.names))
        return told

    def gaps(self, arrangement: Mapping[int, int]) -> list[tuple[int, str]]:
        """Each team's number with a skill in which nobody there is a practitioner."""
        return [
            (number, skill) for number, members in self.teams(arrangement).items() for skill in self._holes(members)
        ]

    def exchanges(self, arrangement: Arrangement, pk: int, held: frozenset[int]) -> list[Exchange]:
        """For every other team the cheapest way into it, cheapest first; teams that no way leads to come last."""
        teams, home = self.teams(arrangement), arrangement[pk]
        found = [self._into(teams, pk, home, number, held) for number in teams if number != home]
        return sorted(found, key=lambda one: (not one.is_allowed, one.points, one.number))

    def _into(self, teams: dict[int, Members], pk: int, home: int, number: int, held: frozenset[int]) -> Exchange:
        others = [None, *(one for one in teams[number] if int(one) not in held)]
        tried = [self._try(teams, str(pk), other, home, number) for other in others]
        # Where nothing is allowed, the shortest refusal tells most.
        return min(tried, key=lambda one: (not one.is_allowed, len(one.refused), one.points, one.other or 0))

    def _try(self, teams: dict[int, Members], pk: str, other: str | None, home: int, number: int) -> Exchange:
        here = tuple(sorted({*teams[home], *([other] if other else [])} - {pk}))
        there = tuple(sorted(({*teams[number], pk}) - {other or ""}))
        told = [*self._worse(number, teams[number], there), *self._worse(home, teams[home], here)]
        before = self.units(home, teams[home]) + self.units(number, teams[number])
        cost = self.units(home, here) + self.units(number, there) - before
        lost, gained = self._shifts(((home, teams[home], here), (number, teams[number], there)))
        return Exchange(number, int(other) if other else None, cost / UNITS, " ".join(told), lost, gained)

    def _shifts(self, moved: Iterable[tuple[int, Members, Members]]) -> tuple[Gap | None, Gap | None]:
        """The first gap that a change opens and the first that it closes: a team's number and a skill."""
        pairs = [(number, self._holes(before), self._holes(after)) for number, before, after in moved]
        lost = [(number, skill) for number, before, after in pairs for skill in after if skill not in before]
        gained = [(number, skill) for number, before, after in pairs for skill in before if skill not in after]
        return next(iter(lost), None), next(iter(gained), None)

    def _holes(self, members: Members) -> list[str]:
        """The skills in which nobody of these is a practitioner."""
        people = [self.scale.people[one] for one in members]
        return [self.problem.skills[place] for place in skill_holes(self.problem, people)] if people else []

    def reasons(self, arrangement: Arrangement, pk: int) -> tuple[list[str], list[tuple[float, str]]]:
        """What speaks for somebody's place, and what it costs in points, in words."""
        if str(pk) not in self.scale.people:
            return [], []
        # The engine would count the teams anew; they are as many as the board shows.
        rules = replace(self.problem.rules, team_count=len(self.names))
        problem = replace(self.problem, rules=rules)
        known = {str(one): number for one, number in arrangement.items() if str(one) in self.scale.people}
        why = why_here(problem, known, str(pk))
        return (
            [in_words(reason.sentence, self.names) for reason in why.speaks_for],
            [(reason.points, in_words(reason.sentence, self.names)) for reason in why.costs],
        )
