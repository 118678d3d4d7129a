"""Working out the ways to mend the teams of one repair; only tasks import this."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cohorts.repairs import services
from cohorts.repairs.models import TeamRepair
from cohorts.repairs.standing import Standing
from cohorts.repairs.workflow import RepairState
from cohorts.teams.engine.explain import person_reasons
from cohorts.teams.engine.problem import UNITS, Problem
from cohorts.teams.engine.repair import Step, repair_curve
from cohorts.teams.engine.result import Reason
from cohorts.teams.engine.scale import Scale, scale_of
from cohorts.teams.engine.score import team_units
from cohorts.teams.engine.standing import as_it_stands, left_out
from cohorts.teams.snapshot import problem_of
from core.errors import Refused
from core.sentence import Sentence, say
from core.sentence import noop as _

logger = logging.getLogger(__name__)
# Short annealings side by side; the answer is the same with one.
WORKERS = 2
SPEAKS_FOR, COSTS = "for", "costs"


def run(pk: int) -> str:
    """The repair is out of WORKING, with all its steps or with the fault (C-03); the state it came to."""
    repair = TeamRepair.objects.select_related("cohort").get(pk=pk)
    if repair.state != RepairState.WORKING:
        return str(repair.state)
    try:
        curve, fault = curve_of(repair), ""
    except Exception as error:
        logger.exception("repair %s failed", pk)
        curve, fault = {}, f"{type(error).__name__}: {error}"[:300]
    try:
        if fault:
            return str(services.fail_repair(repair=repair, reason=fault).state)
        return str(services.finish_repair(repair=repair, curve=curve).state)
    except Refused:
        # Thrown away meanwhile.
        return str(TeamRepair.objects.values_list("state", flat=True).get(pk=pk))


def curve_of(repair: TeamRepair) -> dict[str, Any]:
    """Every step of the curve and what is to be said of all of them, as JSON."""
    plan = plan_of(repair)
    steps = repair_curve(plan.problem, topics=plan.topics, workers=WORKERS)
    notes = [reason.sentence.as_json() for reason in left_out(plan.problem)]
    return {"steps": _steps(plan, steps), "notes": [*notes, *(words.as_json() for words in _empty(plan))]}


@dataclass(frozen=True)
class Plan:
    """The engine's problem, whose teams count from one without gaps, and the real number of each."""

    problem: Problem
    numbers: tuple[int, ...]
    topics: Mapping[int, str]
    empty: tuple[Standing, ...]


def plan_of(repair: TeamRepair) -> Plan:
    """What the engine is given: teams with people, and as many empty ones as those without a team can fill."""
    placed = {person for team in repair.teams for person in team["people"]}
    new = sum(person["id"] not in placed for person in repair.snapshot["people"])
    room = new // max(1, int(repair.rules.get("size_min") or 1))
    bare = [team for team in repair.teams if not team["people"] and team["number"] not in repair.frozen_teams]
    filled = {team["number"] for team in bare[:room]}
    teams = [team for team in repair.teams if team["people"] or team["number"] in filled]
    left = tuple(team for team in repair.teams if team not in teams)
    numbers = tuple(team["number"] for team in teams)
    place = {number: one for one, number in enumerate(numbers, start=1)}
    start = {
        "teams": {str(person): place[team["number"]] for team in teams for person in team["people"]},
        "locks": repair.locked,
        "frozen": [place[number] for number in repair.frozen_teams if number in place],
    }
    problem = problem_of(repair.snapshot, repair.rules, start)
    # Even sizes are asked for only where the organiser told the number of teams.
    rules = replace(problem.rules, team_count=len(numbers), even_sizes=problem.rules.team_count is not None)
    topics = {place[team["number"]]: team["topic"] for team in teams if team["topic"]}
    return Plan(replace(problem, rules=rules), numbers, topics, left)


def _empty(plan: Plan) -> list[Sentence]:
    return [say(_("%(name)s has nobody left, and nobody is moved there."), name=team["name"]) for team in plan.empty]


def _steps(plan: Plan, steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    standing = as_it_stands(plan.problem)
    scale = scale_of(standing)
    before = _points_before(scale, steps[0])
    return [_step(plan, standing, before, step) for step in steps]


def _points_before(scale: Scale, first: Step) -> dict[int, float]:
    """What each team costs with the people it has now."""
    members: dict[int, list[str]] = {}
    for person, number in scale.current.items():
        members.setdefault(number, []).append(person)
    return {
        number: sum(team_units(scale, sorted(people), number, first.topics.get(number)).values()) / UNITS
        for number, people in members.items()
    }


def _step(plan: Plan, standing: Problem, before: Mapping[int, float], step: Step) -> dict[str, Any]:
    current = dict(standing.current)
    placed = [(person, number) for person, number in step.assignment.items() if person not in current]
    touched = {number for _one, *pair in step.moves for number in pair} | {number for _one, number in placed}
    after = {team.number: team.points for team in step.score.teams}
    reasons = person_reasons(standing, step.assignment)
    real = plan.numbers
    return {
        "moved": step.moved,
        "points": round(step.points, 4),
        "broken": step.score.broken,
        "rules": [_spoken(plan, reason.sentence) for reason in step.score.violations],
        "moves": [[int(person), real[old - 1], real[new - 1]] for person, old, new in step.moves],
        "placed": [[int(person), real[number - 1]] for person, number in placed],
        "teams": [
            [real[number - 1], round(before.get(number, 0.0), 4), round(after[number], 4)] for number in sorted(touched)
        ],
        "why": {
            person: _why(plan, reasons.get(person, ()))
            for person in [*(one for one, _old, _new in step.moves), *(one for one, _number in placed)]
        },
    }


def _why(plan: Plan, reasons: tuple[Reason, ...]) -> dict[str, Any]:
    return {
        SPEAKS_FOR: [_spoken(plan, reason.sentence) for reason in reasons if not reason.units],
        COSTS: [[round(reason.points, 4), _spoken(plan, reason.sentence)] for reason in reasons if reason.units],
    }


def _spoken(plan: Plan, sentence: Sentence) -> dict[str, Any]:
    return _renumbered(plan, sentence).as_json()


def _renumbered(plan: Plan, sentence: Sentence) -> Sentence:
    """The sentence with the real number of a team it names."""
    values: dict[str, Any] = {
        name: _renumbered(plan, value) if isinstance(value, Sentence) else value for name, value in sentence.values
    }
    if isinstance(values.get("team"), int):
        values["team"] = plan.numbers[values["team"] - 1]
    return say(sentence.text, **values)
