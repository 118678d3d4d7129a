"""The panel beside the board: why somebody is where they are, or one team by itself."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from cohorts.people.models import Participant
from cohorts.questions.models import PRACTITIONER, Level
from cohorts.teams.board import Board, Row, Seat
from cohorts.teams.engine.problem import Person
from cohorts.teams.forms import ProposedNameForm
from cohorts.teams.models import TeamProposal
from cohorts.teams.weighing import Exchange


@dataclass(frozen=True)
class Offer:
    """One line of the exchanges: where to, for whom, at what price; or why not."""

    team: str
    number: int
    points: float
    other: Seat | None
    refused: str
    note: str

    @property
    def size(self) -> float:
        """The price without its sign."""
        return abs(self.points)


@dataclass(frozen=True)
class PersonPanel:
    """Why one person is in a team."""

    seat: Seat
    row: Row
    person: Participant
    strong: str
    speaks_for: list[str]
    costs: list[tuple[float, str]]
    offers: list[Offer]


@dataclass(frozen=True)
class TeamPanel:
    """One team: its name, to be changed."""

    row: Row
    form: ProposedNameForm


def panel_of(request: HttpRequest, proposal: TeamProposal, board: Board) -> PersonPanel | TeamPanel | None:
    """What ?person= or ?team= asks for; 404 for somebody who is not on the board."""
    if key := request.GET.get("person", ""):
        return _person(board, key)
    if number := request.GET.get("team", ""):
        return _team(proposal, board, number)
    return None


def _person(board: Board, key: str) -> PersonPanel:
    found = [(row, seat) for row in board.rows for seat in row.seats if seat.key == key]
    if not found:
        raise Http404
    row, seat = found[0]
    speaks_for, costs = board.scales.reasons(board.arrangement, seat.pk)
    person = board.people[seat.pk]
    return PersonPanel(seat, row, person, _strong(board, seat), speaks_for, costs, _offers(board, seat))


def _strong(board: Board, seat: Seat) -> str:
    """The skills somebody is strong in, with their levels: Research: expert."""
    known: Person | None = board.scales.scale.people.get(str(seat.pk))
    held = zip(board.skills, known.skills if known else (), strict=False)
    strong = sorted(((skill, level) for skill, level in held if level >= PRACTITIONER), key=lambda pair: -pair[1])
    return " ".join(
        _("%(skill)s: %(level)s.") % {"skill": skill, "level": Level(level).label} for skill, level in strong[:3]
    )


def _offers(board: Board, seat: Seat) -> list[Offer]:
    if seat.is_locked:
        return []
    seats = {one.pk: one for row in board.rows for one in row.seats}
    return [
        Offer(
            team=board.scales.names[found.number - 1],
            number=found.number,
            points=found.points,
            other=seats[found.other] if found.other is not None else None,
            refused=found.refused,
            note=_note(found, board.scales.names),
        )
        for found in board.scales.exchanges(board.arrangement, seat.pk, board.held)
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


def _team(proposal: TeamProposal, board: Board, number: str) -> TeamPanel:
    rows = {str(row.number): row for row in board.rows}
    if number not in rows:
        raise BadRequest("unknown team")
    row = rows[number]
    initial = {"version": proposal.version, "number": row.number, "name": row.name}
    return TeamPanel(row, ProposedNameForm(initial=initial))
