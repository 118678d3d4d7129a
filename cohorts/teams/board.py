"""The board of a proposal as it is shown: a row a team, public first, with skills and points; the whole above."""

from dataclasses import dataclass
from typing import Any

from cohorts.people.models import Participant
from cohorts.programmes.models import Side
from cohorts.questions.models import PRACTITIONER
from cohorts.teams.engine.problem import UNITS, Rules
from cohorts.teams.models import ProposedPlace, TeamProposal
from cohorts.teams.weighing import Arrangement, Members, Scales, arrangement_of, in_words

# How many gaps the status line names.
GAPS_NAMED = 2


@dataclass(frozen=True)
class Seat:
    """One person of a row."""

    pk: int
    key: str
    name: str
    employer: str
    line: str
    side: str
    is_locked: bool

    @property
    def is_public(self) -> bool:
        """Whether the person counts to the public side."""
        return self.side == Side.PUBLIC


@dataclass(frozen=True)
class Count:
    """How many practitioners or experts a team has in a skill."""

    skill: str
    number: int

    @property
    def shade(self) -> int:
        """The step of the shading."""
        return min(self.number, 3)


@dataclass(frozen=True)
class Row:
    """One team of the board."""

    number: int
    name: str
    seats: list[Seat]
    free: range
    counts: list[Count]
    points: float

    @property
    def public(self) -> int:
        """How many count to the public side."""
        return sum(seat.is_public for seat in self.seats)

    @property
    def private(self) -> int:
        """How many count to the private side."""
        return len(self.seats) - self.public


@dataclass(frozen=True)
class Board:
    """The whole board."""

    rows: list[Row]
    skills: list[str]
    points: float
    rules: int
    broken: list[str]
    broken_rules: int
    gaps: list[dict[str, str]]
    locked: int
    scales: Scales
    arrangement: Arrangement
    people: dict[int, Participant]
    held: frozenset[int]

    @property
    def public(self) -> int:
        """How many of all count to the public side."""
        return sum(row.public for row in self.rows)

    @property
    def private(self) -> int:
        """How many of all count to the private side."""
        return sum(row.private for row in self.rows)

    @property
    def rules_held(self) -> int:
        """How many of the rules hold."""
        return self.rules - self.broken_rules

    @property
    def more_gaps(self) -> int:
        """How many gaps are not named in the status line."""
        return len(self.gaps) - GAPS_NAMED

    @property
    def widest(self) -> int:
        """The places of the longest row, free ones included."""
        return max((len(row.seats) + len(row.free) for row in self.rows), default=0)


def board_of(proposal: TeamProposal) -> Board:
    """The board as it stands, with four queries however many people there are."""
    places = list(proposal.places.select_related("participant__user", "participant__organisation"))
    scales, arrangement = Scales(proposal), arrangement_of(places)
    teams = scales.teams(arrangement)
    rows = [_row(proposal, scales, members, places, number) for number, members in teams.items()]
    broken = [pair for number, members in teams.items() for pair in scales.broken(number, members)]
    return Board(
        rows=rows,
        skills=list(scales.problem.skills),
        points=scales.points(arrangement),
        rules=count_rules(scales.problem.rules),
        broken=[in_words(reason.sentence, scales.names) for reason, _amount in broken],
        broken_rules=len({(reason.code, dict(reason.sentence.values).get("tag")) for reason, _amount in broken}),
        gaps=[{"team": scales.names[number - 1], "skill": skill} for number, skill in scales.gaps(arrangement)],
        locked=sum(place.is_locked for place in places),
        scales=scales,
        arrangement=arrangement,
        people={place.participant_id: place.participant for place in places},
        held=frozenset(place.participant_id for place in places if place.is_locked),
    )


def count_rules(rules: Rules) -> int:
    """How many rules are in force."""
    switches: list[Any] = [
        rules.mix_within is not None,
        rules.employer_cap is not None,
        rules.department_cap is not None,
        rules.cover_skills,
        rules.not_all_one_region,
        rules.min_common_hours > 0,
    ]
    return 1 + sum(switches) + len(rules.required_tags)


def _row(proposal: TeamProposal, scales: Scales, members: Members, places: list[ProposedPlace], number: int) -> Row:
    here = [place for place in places if place.team_number == number]
    seats = sorted((_seat(scales, place) for place in here), key=lambda seat: (not seat.is_public, seat.name, seat.pk))
    room = max(int(proposal.rules.get("size_max", 0)) - len(seats), 0)
    known = [scales.scale.people[one] for one in members]
    counts = [
        Count(skill, sum(person.skills[place] >= PRACTITIONER for person in known))
        for place, skill in enumerate(scales.problem.skills)
    ]
    return Row(number, scales.names[number - 1], seats, range(room), counts, scales.units(number, members) / UNITS)


def _seat(scales: Scales, place: ProposedPlace) -> Seat:
    person = place.participant
    return Seat(
        pk=person.pk,
        key=person.key,
        name=person.user.name,
        employer=person.organisation.brief_name,
        line=top_skill(scales, person) or person.job_title,
        side=str(person.side),
        is_locked=place.is_locked,
    )


def top_skill(scales: Scales, person: Participant) -> str:
    """The skill somebody is best at, the first of equals; nothing where all are none."""
    known = scales.scale.people.get(str(person.pk))
    if known is None or not any(known.skills):
        return ""
    best = max(range(len(known.skills)), key=lambda place: (known.skills[place], -place))
    return scales.problem.skills[best]
