"""What can be told before any search: data that make no sense, and rules that cannot hold by counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from cohorts.teams.engine.problem import Person, Problem
from cohorts.teams.engine.result import Reason
from cohorts.teams.engine.sizes import joined_groups, side_range, size_range, team_sizes
from core.sentence import noop as _
from core.sentence import say

HIGHEST_LEVEL = 9
Found = Iterator[Reason]


def data_checks(problem: Problem) -> tuple[Reason, ...]:
    """Return what is wrong with the data themselves, a sentence each."""
    return tuple(reason for check in (_people, _levels, _named) for reason in check(problem))


def counting_checks(problem: Problem) -> tuple[Reason, ...]:
    """Return each rule that cannot hold whatever the split, a sentence each; none is no promise."""
    sizes = team_sizes(problem)
    if not sizes:
        return (_no_sizes(problem),)
    return tuple(reason for check in COUNTS for reason in check(problem, sizes))


def check(problem: Problem) -> tuple[Reason, ...]:
    """Return what is wrong with the data, or, when nothing is, with the rules by counting."""
    return data_checks(problem) or counting_checks(problem)


def _people(problem: Problem) -> Found:
    if not problem.people:
        yield Reason("NOBODY", say(_("There is nobody to form teams of.")))
    for person, count in sorted(Counter(person.id for person in problem.people).items()):
        if count > 1:
            yield Reason("TWICE", say(_("%(person)s is in the list %(count)d times."), person=person, count=count))


def _levels(problem: Problem) -> Found:
    for person in problem.people:
        if len(person.skills) != len(problem.skills):
            words = _("%(person)s has %(count)d skill levels; the programme asks for %(wanted)d.")
            sentence = say(words, person=person.shown, count=len(person.skills), wanted=len(problem.skills))
            yield Reason("SKILLS", sentence, people=(person.id,))
        elif any(not 0 <= level <= HIGHEST_LEVEL for level in person.skills):
            yield Reason("LEVEL", say(_("%(person)s has a level that is not there."), person=person.shown))


def _named(problem: Problem) -> Found:
    rules, known = problem.rules, set(problem.by_id)
    groups = [*rules.apart, *rules.together, *((person,) for person, _team in rules.locks)]
    for unknown in sorted({member for group in groups for member in group} - known):
        yield Reason("UNKNOWN", say(_("A rule names %(person)s, who is not in the list."), person=unknown))


def _no_sizes(problem: Problem) -> Reason:
    rules, count = problem.rules, len(problem.people)
    if rules.team_count is not None:
        words = _("%(count)d people cannot make %(teams)d teams.")
        return Reason("SIZES", say(words, count=count, teams=rules.team_count))
    words = _("%(count)d people cannot be split into teams of %(low)d to %(high)d.")
    return Reason("SIZES", say(words, count=count, low=rules.size_min, high=rules.size_max))


def _ranges(problem: Problem, sizes: dict[int, int]) -> Found:
    rules = problem.rules
    if min(sizes.values()) < rules.size_min or max(sizes.values()) > rules.size_max:
        words = _("%(count)d people in %(teams)d teams cannot all be teams of %(low)d to %(high)d.")
        yield Reason(
            "SIZES",
            say(words, count=len(problem.people), teams=len(sizes), low=rules.size_min, high=rules.size_max),
        )


def _sides(problem: Problem, sizes: dict[int, int]) -> Found:
    rules = problem.rules
    if rules.mix_within is None:
        return
    count = sum(person.side == rules.mix_side for person in problem.people)
    low, high = size_range(problem)
    allowed = set(sizes.values()) if high - low <= 1 else range(low, min(high, len(problem.people)) + 1)
    ranges = {size: side_range(rules.mix_within, count, len(problem.people), size) for size in allowed}
    lows, highs = zip(*(ranges[size] if len(ranges) <= 2 else _widest(ranges) for size in sizes.values()), strict=True)
    if all(low > high for low, high in ranges.values()) or not sum(lows) <= count <= sum(highs):
        words = _("%(count)d people from the %(side)s side cannot be spread over %(teams)d teams within %(within)d.")
        yield Reason("MIX", say(words, count=count, side=rules.mix_side, teams=len(sizes), within=rules.mix_within))


def _widest(ranges: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Return the fewest and the most that any allowed size may have."""
    return min(low for low, _high in ranges.values()), max(high for _low, high in ranges.values())


def _employers(problem: Problem, sizes: dict[int, int]) -> Found:
    yield from _cap("EMPLOYER", problem, sizes, problem.rules.employer_cap, lambda person: person.employer)
    yield from _cap("DEPARTMENT", problem, sizes, problem.rules.department_cap, lambda person: person.department)


def _cap(
    code: str, problem: Problem, sizes: dict[int, int], cap: int | None, value_of: Callable[[Person], str]
) -> Found:
    if cap is None:
        return
    for value, count in sorted(Counter(map(value_of, problem.people)).items()):
        if value and count > cap * len(sizes):
            words = _("%(employer)s has %(count)d people; %(teams)d teams with at most %(cap)d each hold %(room)d.")
            room = cap * len(sizes)
            sentence = say(words, employer=value, count=count, teams=len(sizes), cap=cap, room=room)
            people = tuple(person.id for person in problem.people if value_of(person) == value)
            yield Reason(code, sentence, people=people)


def _tags(problem: Problem, sizes: dict[int, int]) -> Found:
    for tag in problem.rules.required_tags:
        count = sum(tag in person.tags for person in problem.people)
        if count < len(sizes):
            words = _("%(count)d people have “%(tag)s”; %(teams)d teams need one each.")
            yield Reason("TAG", say(words, count=count, tag=tag, teams=len(sizes)))


def _skills(problem: Problem, sizes: dict[int, int]) -> Found:
    if not problem.rules.cover_skills:
        return
    for place, skill in enumerate(problem.skills):
        count = sum(person.skills[place] >= problem.strong_level for person in problem.people)
        if count < len(sizes):
            words = _("%(count)d people are practitioners in %(skill)s; %(teams)d teams need one each.")
            yield Reason("SKILL", say(words, count=count, skill=skill, teams=len(sizes)))


def _groups(problem: Problem, sizes: dict[int, int]) -> Found:
    people, apart = problem.by_id, problem.rules.apart
    for group in joined_groups(problem):
        names = ", ".join(people[member].shown for member in group)
        if len(group) > size_range(problem)[1]:
            words = _("%(people)s are kept together: %(count)d people, more than a team holds.")
            yield Reason("TOGETHER", say(words, people=names, count=len(group)), people=group)
        for one, two in apart:
            if one in group and two in group:
                words = _("%(one)s and %(two)s are kept apart and together at once.")
                sentence = say(words, one=people[one].shown, two=people[two].shown)
                yield Reason("APART", sentence, people=(one, two))
        yield from _group_hours(problem, group, names)


def _group_hours(problem: Problem, group: tuple[str, ...], names: str) -> Found:
    mask = -1
    for member in group:
        mask &= problem.by_id[member].availability
    if mask.bit_count() < problem.rules.min_common_hours:
        words = _("%(people)s are kept together and share %(hours)d free hours; %(wanted)d are needed.")
        sentence = say(words, people=names, hours=mask.bit_count(), wanted=problem.rules.min_common_hours)
        yield Reason("HOURS", sentence, people=group)


def _locks(problem: Problem, sizes: dict[int, int]) -> Found:
    people = problem.by_id
    teams: dict[str, set[int]] = {}
    for person, team in problem.rules.locks:
        teams.setdefault(person, set()).add(team)
        if team not in sizes:
            words = _("%(person)s is locked in team %(team)d; there are %(teams)d teams.")
            yield Reason("LOCKED", say(words, person=people[person].shown, team=team, teams=len(sizes)))
    for person, homes in sorted(teams.items()):
        if len(homes) > 1:
            yield Reason("LOCKED", say(_("%(person)s is locked in two teams."), person=people[person].shown))
    for team, count in sorted(Counter(team for _person, team in problem.rules.locks).items()):
        if team in sizes and count > size_range(problem)[1]:
            words = _("%(count)d people are locked in team %(team)d, which holds %(size)d.")
            yield Reason("LOCKED", say(words, count=count, team=team, size=size_range(problem)[1]), team=team)
    yield from _lock_pairs(problem, teams)


def _lock_pairs(problem: Problem, teams: dict[str, set[int]]) -> Found:
    people = problem.by_id
    for one, two in problem.rules.apart:
        if teams.get(one, {-1}) & teams.get(two, {-2}):
            words = _("%(one)s and %(two)s are kept apart and locked in the same team.")
            yield Reason("APART", say(words, one=people[one].shown, two=people[two].shown), people=(one, two))
    for group in joined_groups(problem):
        if len({team for member in group for team in teams.get(member, ())}) > 1:
            words = _("%(people)s are kept together and locked in different teams.")
            names = ", ".join(people[member].shown for member in group)
            yield Reason("TOGETHER", say(words, people=names), people=group)


def _alone(problem: Problem, sizes: dict[int, int]) -> Found:
    for attribute in problem.rules.never_alone:
        if sum(attribute in person.attributes for person in problem.people) == 1:
            yield Reason("ALONE", say(_("One person is the only one of their kind, so nobody can join them.")))


def _apart(problem: Problem, sizes: dict[int, int]) -> Found:
    """Tell people who are all kept apart from each other and are more than there are teams."""
    apart = set(problem.rules.apart)
    degree = Counter(member for pair in apart for member in pair)
    clique: list[str] = []
    for person in sorted(degree, key=lambda member: (-degree[member], member)):
        if all(tuple(sorted((person, other))) in apart for other in clique):
            clique.append(person)
    if len(clique) > len(sizes):
        words = _("%(count)d people are all kept apart from each other; there are %(teams)d teams.")
        yield Reason("APART", say(words, count=len(clique), teams=len(sizes)), people=tuple(sorted(clique)))


def _places(problem: Problem, sizes: dict[int, int]) -> Found:
    places = sum(topic.places for topic in problem.topics)
    if problem.topics and places < len(sizes):
        words = _("The challenges have %(places)d places for %(teams)d teams.")
        yield Reason("PLACES", say(words, places=places, teams=len(sizes)))


COUNTS: tuple[Callable[[Problem, dict[int, int]], Found], ...] = (
    _ranges,
    _sides,
    _employers,
    _tags,
    _skills,
    _groups,
    _locks,
    _alone,
    _apart,
    _places,
)
