"""Every rule of a problem as an organiser sees it, one by one, and the problem with only some of them; light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from cohorts.teams.engine.problem import Person, Problem, Rules, Weights
from cohorts.teams.engine.sizes import size_range, team_sizes
from core.sentence import Sentence, say
from core.sentence import noop as _

# The tag that stands for being strong in a skill, where every team must have somebody who is.
STRONG = "strong in "


@dataclass(frozen=True, slots=True)
class Demand:
    """One rule as an organiser sees it, and what in particular it is about."""

    code: str
    sentence: Sentence
    about: str = ""
    people: tuple[str, ...] = ()
    team: int | None = None


def demands_of(problem: Problem) -> tuple[Demand, ...]:
    """Return every rule of the problem that could be dropped, one for each pair, group, lock, employer and tag."""
    parts = (_sizes(problem), _sides(problem), _caps(problem), _bonds(problem), _needs(problem), _alone(problem))
    return tuple(demand for part in parts for demand in part)


def _sizes(problem: Problem) -> Iterator[Demand]:
    low, high = size_range(problem)
    yield Demand("SIZE", say(_("Teams have %(low)d to %(high)d people."), low=low, high=high))


def _sides(problem: Problem) -> Iterator[Demand]:
    rules = problem.rules
    if rules.mix_within is not None:
        words = _("Every team is within %(within)d of the cohort’s share of the %(side)s side.")
        yield Demand("MIX", say(words, within=rules.mix_within, side=rules.mix_side))


def _caps(problem: Problem) -> Iterator[Demand]:
    for code, cap, values in (
        ("EMPLOYER", problem.rules.employer_cap, [(person.employer, person.id) for person in problem.people]),
        ("DEPARTMENT", problem.rules.department_cap, [(person.department, person.id) for person in problem.people]),
    ):
        counts = Counter(value for value, _person in values)
        for value, count in sorted(counts.items()):
            if cap is not None and value and count > cap:
                words = _("At most %(cap)d of the %(count)d people from %(employer)s are in a team.")
                people = tuple(person for own, person in values if own == value)
                yield Demand(code, say(words, cap=cap, count=count, employer=value), value, people)


def _bonds(problem: Problem) -> Iterator[Demand]:
    shown = {person.id: person.shown for person in problem.people}
    for one, two in problem.rules.apart:
        sentence = say(_("%(one)s and %(two)s are kept apart."), one=shown[one], two=shown[two])
        yield Demand("APART", sentence, people=(one, two))
    for group in problem.rules.together:
        names = ", ".join(shown[member] for member in group)
        yield Demand("TOGETHER", say(_("%(people)s are kept together."), people=names), people=group)
    for person, team in problem.rules.locks:
        sentence = say(_("%(person)s is locked in team %(team)d."), person=shown[person], team=team)
        yield Demand("LOCKED", sentence, people=(person,), team=team)


def _needs(problem: Problem) -> Iterator[Demand]:
    rules = problem.rules
    for tag in rules.required_tags:
        yield Demand("TAG", say(_("Every team has somebody with “%(tag)s”."), tag=tag), tag)
    if rules.cover_skills:
        for skill in problem.skills:
            yield Demand("SKILL", say(_("Every team has a practitioner in %(skill)s."), skill=skill), skill)
    if rules.not_all_one_region:
        yield Demand("REGION", say(_("No team is all from one region.")))
    if rules.min_common_hours:
        words = _("Everybody in a team shares at least %(hours)d free hours.")
        yield Demand("HOURS", say(words, hours=rules.min_common_hours))


def _alone(problem: Problem) -> Iterator[Demand]:
    for attribute in problem.rules.never_alone:
        # The attribute may be sensitive: the sentence does not name it.
        yield Demand("ALONE", say(_("Nobody is the only one of their kind in a team.")), attribute)


def with_only(problem: Problem, kept: Collection[Demand]) -> Problem:
    """Return the problem with no other rules and no wishes, to see whether the rules can hold together."""
    rules = problem.rules
    by_code: dict[str, list[Demand]] = {}
    for demand in kept:
        by_code.setdefault(demand.code, []).append(demand)

    def about(code: str) -> set[str]:
        return {demand.about for demand in by_code.get(code, [])}

    sized = "SIZE" in by_code
    skills = about("SKILL")
    only = Rules(
        team_count=len(team_sizes(problem)),
        size_min=rules.size_min if sized else 1,
        size_max=rules.size_max if sized else len(problem.people),
        mix_side=rules.mix_side,
        mix_within=rules.mix_within if "MIX" in by_code else None,
        employer_cap=rules.employer_cap if "EMPLOYER" in by_code else None,
        department_cap=rules.department_cap if "DEPARTMENT" in by_code else None,
        apart=tuple((d.people[0], d.people[1]) for d in by_code.get("APART", [])),
        together=tuple(d.people for d in by_code.get("TOGETHER", [])),
        locks=tuple((d.people[0], d.team or 0) for d in by_code.get("LOCKED", [])),
        required_tags=(*about("TAG"), *(STRONG + skill for skill in skills)),
        not_all_one_region="REGION" in by_code,
        min_common_hours=rules.min_common_hours if "HOURS" in by_code else 0,
        never_alone=tuple(about("ALONE")),
        even_sizes=sized and rules.team_count is not None and rules.even_sizes,
        frozen_teams=rules.frozen_teams,
    )
    people = tuple(_seen(problem, person, about("EMPLOYER"), about("DEPARTMENT"), skills) for person in problem.people)
    return replace(problem, people=people, rules=only, weights=NO_WEIGHTS, met_before=(), topics=())


NO_WEIGHTS = Weights(**dict.fromkeys(Weights.__dataclass_fields__, 0))


def _seen(
    problem: Problem, person: Person, employers: Collection[str], departments: Collection[str], skills: Collection[str]
) -> Person:
    """Return the person with only the employer and department that count, and strengths as tags."""
    strong = {
        STRONG + skill
        for skill, level in zip(problem.skills, person.skills, strict=True)
        if skill in skills and level >= problem.strong_level
    }
    return replace(
        person,
        employer=person.employer if person.employer in employers else "",
        department=person.department if person.department in departments else "",
        tags=person.tags | strong,
    )
