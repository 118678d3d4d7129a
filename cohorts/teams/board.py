"""The board of a proposal as it is shown: a row a team, public first, with skills and points; the whole above."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cohorts.people.models import Participant
from cohorts.programmes.models import Side
from cohorts.questions.models import PRACTITIONER
from cohorts.teams.criteria import signed
from cohorts.teams.engine.problem import UNITS, Rules
from cohorts.teams.models import ProposedPlace, TeamProposal
from cohorts.teams.weighing import Arrangement, Members, Scales, arrangement_of, in_words

# What cards and panels show: hundreds of rows are read much faster without the rest.
SHOWN = (
    "proposal",
    "team_number",
    "is_locked",
    *(f"participant__{name}" for name in ("cohort", "key", "side", "job_title", "user", "organisation")),
    *(f"participant__user__{name}" for name in ("first_name", "last_name", "email")),
    *(f"participant__organisation__{name}" for name in ("name", "short_name")),
)
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
    away: float
    topic: str
    is_locked: bool

    @property
    def away_words(self) -> str:
        """How far its points are from the mean of all teams."""
        return signed(self.away)

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
    unplaced: list[Seat]
    closed: dict[int, str]

    @property
    def public(self) -> int:
        """How many of all count to the public side."""
        return sum(row.public for row in self.rows)

    @property
    def private(self) -> int:
        """How many of all count to the private side."""
        return sum(row.private for row in self.rows)

    @property
    def mean_points(self) -> float:
        """The points of a team in the mean."""
        return sum(row.points for row in self.rows) / max(len(self.rows), 1)

    @property
    def mean_counts(self) -> list[float]:
        """How many practitioners or experts a team has in each skill, in the mean."""
        columns = zip(*(row.counts for row in self.rows), strict=True)
        return [sum(count.number for count in column) / len(self.rows) for column in columns]

    @property
    def mean_people(self) -> float:
        """How many people a team has, in the mean."""
        return sum(len(row.seats) for row in self.rows) / max(len(self.rows), 1)

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
    places = list(proposal.places.select_related("participant__user", "participant__organisation").only(*SHOWN))
    scales, arrangement = Scales(proposal), arrangement_of(places)
    teams, newcomers = scales.teams(arrangement), _newcomers(proposal, places)
    broken = [pair for number, members in teams.items() for pair in scales.broken(number, members)]
    return Board(
        rows=_rows(proposal, scales, teams, places),
        skills=list(scales.problem.skills),
        points=scales.points(arrangement),
        rules=count_rules(scales.problem.rules),
        broken=[in_words(reason.sentence, scales.names) for reason, _amount in broken],
        broken_rules=len({(reason.code, dict(reason.sentence.values).get("tag")) for reason, _amount in broken}),
        gaps=[{"team": scales.names[number - 1], "skill": skill} for number, skill in scales.gaps(arrangement)],
        locked=sum(place.is_locked for place in places),
        scales=scales,
        arrangement=arrangement,
        people={place.participant_id: place.participant for place in (*places, *newcomers)},
        held=frozenset(place.participant_id for place in places if place.is_locked),
        unplaced=[_seat(scales, place) for place in newcomers],
        closed={number: team_locked_words(scales.names[number - 1]) for number in proposal.locked_teams},
    )


def team_locked_words(name: str) -> str:
    """Why nobody leaves or joins a team."""
    return _("%(team)s is locked: nobody leaves or joins it.") % {"team": name}


def without_place(proposal: TeamProposal, placed: Iterable[int]) -> list[int]:
    """The ids of those whom the snapshot knows and who are in no team."""
    known = {person["id"] for person in proposal.snapshot.get("people", [])}
    return sorted(known - set(placed))


def _newcomers(proposal: TeamProposal, places: list[ProposedPlace]) -> list[ProposedPlace]:
    """A place without a team for everybody who has none yet, by name; asked for only where there are any."""
    missing = without_place(proposal, (place.participant_id for place in places))
    if not missing:
        return []
    people = Participant.objects.filter(pk__in=missing).select_related("user", "organisation")
    ordered = sorted(people, key=lambda person: (person.user.name, person.pk))
    return [ProposedPlace(proposal=proposal, participant=person, team_number=0) for person in ordered]


def count_rules(rules: Rules) -> int:
    """How many rules are in force."""
    switches: list[Any] = [
        rules.mix_within is not None,
        rules.employer_cap is not None,
        rules.department_cap is not None,
        rules.cover_skills,
        rules.not_all_one_region,
        rules.min_common_hours > 0,
        bool(rules.apart),
        bool(rules.together),
        bool(rules.never_alone),
    ]
    return 1 + sum(switches) + len(rules.required_tags)


def _rows(proposal: TeamProposal, scales: Scales, teams: dict[int, Members], places: list[ProposedPlace]) -> list[Row]:
    seats: dict[int, list[Seat]] = {number: [] for number in teams}
    for place in places:
        if place.team_number in seats:
            seats[place.team_number].append(_seat(scales, place))
    mean = sum(scales.units(number, members) for number, members in teams.items()) / max(len(teams), 1)
    return [_row(proposal, scales, (number, teams[number]), here, mean) for number, here in seats.items()]


def _row(proposal: TeamProposal, scales: Scales, team: tuple[int, Members], seats: list[Seat], mean: float) -> Row:
    number, members = team
    known = [scales.scale.people[one] for one in members]
    units = scales.units(number, members)
    return Row(
        number=number,
        name=scales.names[number - 1],
        seats=sorted(seats, key=lambda seat: (not seat.is_public, seat.name, seat.pk)),
        free=range(max(int(proposal.rules.get("size_max", 0)) - len(seats), 0)),
        counts=[
            Count(skill, sum(person.skills[place] >= PRACTITIONER for person in known))
            for place, skill in enumerate(scales.problem.skills)
        ],
        points=units / UNITS,
        away=(units - mean) / UNITS,
        topic=scales.topic_name(number),
        is_locked=number in proposal.locked_teams,
    )


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
