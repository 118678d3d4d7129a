"""The panel beside the board: why somebody is where they are and what if not, one team, or what would help most."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from cohorts.people.models import Participant
from cohorts.questions.models import PRACTITIONER, Level
from cohorts.teams.board import Board, Row, Seat
from cohorts.teams.criteria import criterion_words, signed
from cohorts.teams.engine.problem import UNITS, Person
from cohorts.teams.forms import ProposedNameForm
from cohorts.teams.models import TeamProposal
from cohorts.teams.trying import Criteria, Trial, helps_of, trials_of
from cohorts.teams.weighing import Exchange

# How many of the other teams the panel offers by itself; "What if" reaches all of them.
OFFERED = 8


@dataclass(frozen=True)
class Offer:
    """One line of the exchanges: where to, for whom, at what price; or why not."""

    team: str
    number: int
    points: str
    other: Seat | None
    refused: str
    note: str


@dataclass(frozen=True)
class What:
    """One way into a team, tried out: for whom, what breaks, what it costs."""

    other: Seat | None
    points: str
    breaks: list[str]
    criteria: list[str]


@dataclass(frozen=True)
class WhatIf:
    """Somebody in another team, in every way there is."""

    row: Row
    whats: list[What]


@dataclass(frozen=True)
class PersonPanel:
    """Why one person is in a team; without a row for somebody who has none yet."""

    seat: Seat
    row: Row | None
    person: Participant
    strong: str
    speaks_for: list[str]
    costs: list[tuple[float, str]]
    offers: list[Offer]
    others: list[Row]
    what_if: WhatIf | None
    held: str

    @property
    def more(self) -> int:
        """How many teams are not offered by themselves."""
        return len(self.others) - len(self.offers)


@dataclass(frozen=True)
class TeamPanel:
    """One team: its name, to be changed, and what it costs."""

    row: Row
    form: ProposedNameForm
    costs: list[tuple[float, str]]


@dataclass(frozen=True)
class Helping:
    """One change that would help: who, where, for whom, and what it wins."""

    seat: Seat
    row: Row
    to: Row
    other: Seat | None
    points: str
    criteria: list[str]


@dataclass(frozen=True)
class HelpPanel:
    """What would help most; `is_all` where every exchange and move was looked at."""

    helps: list[Helping]
    is_all: bool


@dataclass(frozen=True)
class FindPanel:
    """Those whose names have what was looked for."""

    words: str
    found: list[tuple[Row | None, Seat]]


Panel = PersonPanel | TeamPanel | HelpPanel | FindPanel


def panel_of(request: HttpRequest, proposal: TeamProposal, board: Board) -> Panel | None:
    """What ?person=, ?team=, ?help= or ?find= asks for; 404 for somebody who is not on the board."""
    asked = request.GET
    if key := asked.get("person", ""):
        return _person(board, key, asked.get("to", ""))
    if number := asked.get("team", ""):
        return _team(proposal, board, number)
    if asked.get("help"):
        return _help(board)
    if words := asked.get("find", "").strip()[:80]:
        return FindPanel(words, [pair for pair in _everybody(board) if words.casefold() in pair[1].name.casefold()])
    return None


def _everybody(board: Board) -> list[tuple[Row | None, Seat]]:
    return [*((None, seat) for seat in board.unplaced), *((row, seat) for row in board.rows for seat in row.seats)]


def _person(board: Board, key: str, to: str) -> PersonPanel:
    found = [pair for pair in _everybody(board) if pair[1].key == key]
    if not found:
        raise Http404
    row, seat = found[0]
    speaks_for, costs = board.scales.reasons(board.arrangement, seat.pk)
    return PersonPanel(
        seat=seat,
        row=row,
        person=board.people[seat.pk],
        strong=_strong(board, seat),
        speaks_for=speaks_for,
        costs=costs,
        offers=_offers(board, seat, row)[:OFFERED],
        others=[one for one in board.rows if one != row],
        what_if=_what_if(board, seat, row, to) if to else None,
        held=_held(board, seat, row),
    )


def _held(board: Board, seat: Seat, row: Row | None) -> str:
    """Why somebody stays where they are: locked, or in a locked team."""
    if seat.is_locked and row:
        return _("%(name)s is locked in %(team)s.") % {"name": seat.name, "team": row.name}
    return board.closed.get(row.number, "") if row else ""


def _strong(board: Board, seat: Seat) -> str:
    """The skills somebody is strong in, with their levels: Research: expert."""
    known: Person | None = board.scales.scale.people.get(str(seat.pk))
    held = zip(board.skills, known.skills if known else (), strict=False)
    strong = sorted(((skill, level) for skill, level in held if level >= PRACTITIONER), key=lambda pair: -pair[1])
    return " ".join(
        _("%(skill)s: %(level)s.") % {"skill": skill, "level": Level(level).label} for skill, level in strong[:3]
    )


def _offers(board: Board, seat: Seat, row: Row | None) -> list[Offer]:
    if _held(board, seat, row):
        return []
    seats = {one.pk: one for _row, one in _everybody(board)}
    return [
        Offer(
            team=board.scales.names[found.number - 1],
            number=found.number,
            points=signed(found.points),
            other=seats[found.other] if found.other is not None else None,
            refused=found.refused,
            note=_note(found, board.scales.names),
        )
        for found in board.scales.exchanges(board.arrangement, seat.pk, board.held, board.closed)
    ]


def _note(found: Exchange, names: list[str]) -> str:
    """What the exchange would do to the practitioners of the two teams, the worst of it first."""
    if found.lost:
        number, skill = found.lost
        return _("%(team)s loses its practitioner in %(skill)s") % {"team": names[number - 1], "skill": skill}
    if found.gained:
        number, skill = found.gained
        return _("%(team)s gains a practitioner in %(skill)s") % {"team": names[number - 1], "skill": skill}
    return ""


def _what_if(board: Board, seat: Seat, row: Row | None, to: str) -> WhatIf:
    """Every way into the team, with locks told like rules."""
    target = _row_at(board, to)
    if target == row:
        raise BadRequest("the person's own team")
    seats = {one.pk: one for one in target.seats}
    holds = [words for words in (_held(board, seat, row), board.closed.get(target.number, "")) if words]
    whats = [
        _what(trial, seats.get(trial.other or 0), target, holds)
        for trial in trials_of(board.scales, board.arrangement, seat.pk, target.number)
    ]
    return WhatIf(target, whats)


def _what(trial: Trial, other: Seat | None, target: Row, holds: list[str]) -> What:
    facts = {"name": other.name, "team": target.name} if other else {}
    locked = [_("%(name)s is locked in %(team)s.") % facts] if other and other.is_locked else []
    return What(other, signed(trial.points), [*holds, *locked, *trial.breaks], _criteria(trial.criteria))


def _criteria(criteria: Criteria) -> list[str]:
    """Each criterion with what it changes by: balance of skills +2.0."""
    return [f"{words} {signed(points)}" for words, points in criteria]


def _row_at(board: Board, number: str) -> Row:
    rows = {str(row.number): row for row in board.rows}
    if number not in rows:
        raise BadRequest("unknown team")
    return rows[number]


def _team(proposal: TeamProposal, board: Board, number: str) -> TeamPanel:
    row = _row_at(board, number)
    initial = {"version": proposal.version, "number": row.number, "name": row.name}
    members = board.scales.teams(board.arrangement)[row.number]
    units = board.scales.by_criterion(row.number, members).items()
    costs = sorted(((cost / UNITS, criterion_words(name)) for name, cost in units if cost), reverse=True)
    return TeamPanel(row, ProposedNameForm(initial=initial), costs)


def _help(board: Board) -> HelpPanel:
    helps, is_all = helps_of(board.scales, board.arrangement, board.held, set(board.closed))
    seats = {seat.pk: (row, seat) for row in board.rows for seat in row.seats}
    rows = {row.number: row for row in board.rows}
    made = [
        Helping(
            seat=seats[one.person][1],
            row=seats[one.person][0],
            to=rows[one.number],
            other=seats[one.other][1] if one.other else None,
            points=signed(one.points),
            criteria=_criteria(one.criteria),
        )
        for one in helps
    ]
    return HelpPanel(made, is_all)
