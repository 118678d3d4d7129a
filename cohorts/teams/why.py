"""Why a team is as it is, in general terms, for its own people: nothing of what any one of them answered or wished."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.programmes.models import Cohort
from cohorts.questions.models import PRACTITIONER
from cohorts.teams.criteria import TOLD, general_rules
from cohorts.teams.engine.problem import CRITERIA
from cohorts.teams.listing import TeamRow
from cohorts.teams.models import TeamProposal
from cohorts.teams.snapshot import LEVELS
from cohorts.teams.workflow import ProposalState

# Of fewer people than this nothing is added up: one of them could work out what the other said.
FEWEST_SUMMED = 3
# What the organisers weighed for themselves, not what the teams are made of.
UNTOLD = ("moved", "weakest_team")


@dataclass(frozen=True)
class Why:
    """What may be told of one team: what it is like, the rules for everybody, and what counted for every team."""

    facts: list[str]
    rules: list[str]
    counted: list[str]


def why_of(cohort: Cohort, rows: Iterable[TeamRow]) -> dict[int, Why]:
    """For each team by its id, with one query; nothing where the teams come from no proposal."""
    accepted = TeamProposal.objects.filter(cohort=cohort, state=ProposalState.ACCEPTED)
    proposal = accepted.only("rules", "snapshot").first()
    if proposal is None:
        return {}
    people = {person["id"]: person for person in proposal.snapshot.get("people", [])}
    skills = proposal.snapshot.get("skills", [])
    rules, counted = general_rules(proposal.rules), _counted(proposal.rules)
    return {row.team.pk: Why(_facts(row, people, skills), rules, counted) for row in rows}


def _counted(rules: dict[str, Any]) -> list[str]:
    levels = {**LEVELS, **rules.get("levels", {})}
    return [str(TOLD[name].label).lower() for name in CRITERIA if levels.get(name) and name not in UNTOLD]


def _facts(row: TeamRow, people: dict[int, dict[str, Any]], skills: list[str]) -> list[str]:
    known = [people[person.pk] for person in row.people if person.pk in people]
    told = [_mix(row), *_organisations(row)]
    if len(known) < FEWEST_SUMMED:
        return told
    return [*told, *_skills(known, len(skills)), *_hours(known)]


def _mix(row: TeamRow) -> str:
    words = ngettext(
        "The team has %(people)s person: %(public)s from the public sector, %(private)s from the private sector.",
        "The team has %(people)s people: %(public)s from the public sector, %(private)s from the private sector.",
        len(row.people),
    )
    return words % {"people": len(row.people), "public": row.public, "private": row.private}


def _organisations(row: TeamRow) -> list[str]:
    counts = Counter(person.organisation_id for person in row.people)
    if len(row.people) < 2 or max(counts.values()) > 1:
        return []
    return [_("No two of its people are from the same organisation.")]


def _skills(known: list[dict[str, Any]], count: int) -> list[str]:
    """In how many skills somebody is strong, without saying in which or who."""
    if not count:
        return []
    covered = sum(any(person["skills"][place] >= PRACTITIONER for person in known) for place in range(count))
    words = ngettext(
        "In %(covered)s of %(count)s skill the team has somebody with practitioner level or more.",
        "In %(covered)s of %(count)s skills the team has somebody with practitioner level or more.",
        count,
    )
    return [words % {"covered": covered, "count": count}]


def _hours(known: list[dict[str, Any]]) -> list[str]:
    mask = -1
    for person in known:
        mask &= person["hours"]
    hours = mask.bit_count()
    words = ngettext(
        "Everybody in it is free at the same time in %(hours)s hour of the week.",
        "Everybody in it is free at the same time in %(hours)s hours of the week.",
        hours,
    )
    return [words % {"hours": hours}] if hours else []
