"""What a proposal changed against the one that it began with, or was to repeat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.teams.engine.problem import UNITS
from cohorts.teams.models import ProposalKind, TeamProposal

# Points nearer than this are the same.
HARDLY = 0.05


@dataclass(frozen=True)
class Against:
    """One sentence on the whole, and a line for each person who is in another team."""

    words: str
    moves: list[str]


def against(proposal: TeamProposal) -> Against | None:
    """How the teams as they were formed differ from those of the base; nothing where there is none, or no answer."""
    base = proposal.base if proposal.kind != ProposalKind.NEW else None
    if base is None or not proposal.result.get("status"):
        return None
    return _improved(proposal, base) if proposal.kind == ProposalKind.IMPROVED else _repeated(proposal, base)


def formed_points(result: Mapping[str, Any]) -> float:
    """The points of the teams as they were formed, whatever was moved since."""
    each = [sum(team["units"].values()) for team in result.get("teams", [])]
    return float(sum(each) + result.get("weakest", 0)) / UNITS


def _improved(proposal: TeamProposal, base: TeamProposal) -> Against | None:
    after = proposal.result.get("assignment", {})
    if not after:
        return None
    moves = _moves(proposal, proposal.start["teams"], after)
    facts: dict[str, int | str] = {"number": base.number, "count": len(moves)}
    if not moves:
        return Against(_("Nobody moves: no better teams were found than those of proposal %(number)s.") % facts, [])
    won = (proposal.start.get("points") or 0) - formed_points(proposal.result)
    facts["points"] = number_format(abs(round(won, 1)), decimal_pos=1)
    if won > HARDLY:
        words = ngettext(
            "%(count)s person moves, %(points)s points better than proposal %(number)s.",
            "%(count)s people move, %(points)s points better than proposal %(number)s.",
            len(moves),
        )
    elif won < -HARDLY:
        words = ngettext(
            "%(count)s person moves, %(points)s points more than proposal %(number)s, so that the rules hold.",
            "%(count)s people move, %(points)s points more than proposal %(number)s, so that the rules hold.",
            len(moves),
        )
    else:
        words = ngettext(
            "%(count)s person moves, with as many points as proposal %(number)s.",
            "%(count)s people move, with as many points as proposal %(number)s.",
            len(moves),
        )
    return Against(words % facts, moves)


def _repeated(proposal: TeamProposal, base: TeamProposal) -> Against | None:
    if not base.result.get("status"):
        return None
    moves = _moves(proposal, base.result.get("assignment", {}), proposal.result.get("assignment", {}))
    facts = {"number": base.number, "count": len(moves)}
    if moves:
        words = ngettext(
            "%(count)s person is in another team than in proposal %(number)s.",
            "%(count)s people are in other teams than in proposal %(number)s.",
            len(moves),
        )
        return Against(" ".join([words % facts, *_stopped(proposal, base)]), moves)
    if not proposal.result.get("assignment"):
        return Against(_("The same answer as proposal %(number)s: no split keeps all the rules.") % facts, [])
    words = _("The same teams as proposal %(number)s: the same people, rules and start number give the same answer.")
    return Against(words % facts, [])


def _stopped(proposal: TeamProposal, base: TeamProposal) -> list[str]:
    """Why the two may differ: one of them was stopped before its search had ended."""
    numbers = [one.number for one in (base, proposal) if one.result.get("stopped")]
    return [_("Proposal %(number)s was stopped early.") % {"number": number} for number in numbers]


def _moves(proposal: TeamProposal, before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Who is in another team, or in one for the first time, by name."""
    people = proposal.snapshot.get("names", {})
    lines = [
        _line(people.get(person, _("Somebody")), _team(proposal, before.get(person)), _team(proposal, number))
        for person, number in after.items()
        if before.get(person) != number
    ]
    return sorted(lines)


def _team(proposal: TeamProposal, number: int | None) -> str:
    named = number is not None and 1 <= number <= len(proposal.names)
    return proposal.names[number - 1] if named and number else _("no team")


def _line(name: str, before: str, after: str) -> str:
    return _("%(name)s: from %(before)s to %(after)s") % {"name": name, "before": before, "after": after}
