"""The published teams at one moment: who is in which, its fingerprint, the rules they go by, and what changed since."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cohorts.people.models import Participant
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from cohorts.programmes.workflow import CohortState
from cohorts.repairs.models import TeamRepair
from cohorts.teams.models import Team, TeamMember, TeamProposal
from cohorts.teams.snapshot import changes, fingerprint, freeze
from cohorts.teams.workflow import ProposalState

# Cohorts whose teams stay as they are.
CLOSED = (CohortState.COMPLETED, CohortState.CANCELLED)
# One team: its number, name, the ids of its people and the topic it was formed for.
Standing = dict[str, Any]


def teams_of(cohort: Cohort, topics: Mapping[str, str] | None = None) -> list[Standing]:
    """Every published team with the ids of those who take part in it now, by number; two queries."""
    rows = TeamMember.objects.filter(team__cohort=cohort, participant__state=PlaceState.ACTIVE)
    people: dict[int, list[int]] = {}
    for team, person in rows.order_by("participant_id").values_list("team_id", "participant_id"):
        people.setdefault(team, []).append(person)
    found = Team.objects.filter(cohort=cohort).order_by("number").values_list("pk", "number", "name")
    return [
        {"number": number, "name": name, "people": people.get(pk, []), "topic": (topics or {}).get(str(number), "")}
        for pk, number, name in found
    ]


def teams_print(teams: Iterable[Standing]) -> str:
    """The same for the same people in the same teams, whatever the teams are called now."""
    counted = [[team["number"], team["people"]] for team in teams]
    return hashlib.sha256(json.dumps(counted).encode()).hexdigest()


def home_of(teams: Iterable[Standing]) -> dict[int, int]:
    """Each person's id with the number of their team."""
    return {person: team["number"] for team in teams for person in team["people"]}


def basis_of(cohort: Cohort) -> tuple[dict[str, Any], dict[str, str]]:
    """The rules that the teams go by, and their topics: of the published proposal, else the cohort's sizes alone."""
    accepted = TeamProposal.objects.filter(cohort=cohort, state=ProposalState.ACCEPTED).first()
    sizes = {"size_min": cohort.team_size_min, "size_max": cohort.team_size_max}
    if accepted is None:
        return sizes, {}
    return {**sizes, **accepted.rules}, dict(accepted.result.get("topics", {}))


def changed_since(repair: TeamRepair) -> list[str]:
    """What changed about people and teams since the repair was asked for, a sentence each; empty when nothing did."""
    frozen, teams = freeze(repair.cohort), teams_of(repair.cohort)
    told = changes(repair.snapshot, frozen) if fingerprint(frozen) != repair.snapshot_hash else []
    if teams_print(teams) != repair.teams_hash:
        told += _moved(repair, teams, {person["id"] for person in frozen["people"]})
    return told


def _moved(repair: TeamRepair, teams: list[Standing], active: set[int]) -> list[str]:
    """Who is in another team than then; those who left or are new are told already."""
    before, after = home_of(repair.teams), home_of(teams)
    names = {team["number"]: team["name"] for team in [*repair.teams, *teams]}
    moved = sorted(pk for pk in before.keys() | after.keys() if before.get(pk) != after.get(pk) and pk in active)
    shown = {one.pk: one.user.name for one in Participant.objects.filter(pk__in=moved).select_related("user")}
    told = []
    for pk in moved:
        facts = {"name": shown[pk], "team": names.get(after.get(pk, 0), ""), "before": names.get(before.get(pk, 0), "")}
        if pk not in before:
            told.append(_("%(name)s was added to %(team)s.") % facts)
        elif pk not in after:
            told.append(_("%(name)s is no longer in %(before)s.") % facts)
        else:
            told.append(_("%(name)s was moved from %(before)s to %(team)s.") % facts)
    gone = {team["number"] for team in repair.teams} ^ {team["number"] for team in teams}
    return told + ([_("A team was added or removed.")] if gone else [])
