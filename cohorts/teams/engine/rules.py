"""Which rules a team breaks, each by name, by how much, and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from cohorts.teams.engine.problem import Person
from cohorts.teams.engine.result import Reason
from cohorts.teams.engine.scale import Scale
from cohorts.teams.engine.sizes import side_range
from core.sentence import Sentence, say
from core.sentence import noop as _

Broken = tuple[Reason, int]


def team_violations(scale: Scale, members: Sequence[str], number: int) -> list[Broken]:
    """Return each rule that a team of these members breaks, with the amount by which it does."""
    team = [scale.people[member] for member in members]
    return [broken for check in CHECKS for broken in check(scale, team, number)]


def _reason(code: str, number: int, amount: int, sentence: Sentence, people: Sequence[Person] = ()) -> Broken:
    return Reason(code, sentence, team=number, people=tuple(person.id for person in people)), amount


def _size(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    low, high = scale.size_range
    amount = max(low - len(team), len(team) - high)
    if amount > 0:
        sentence = say(
            _("Team %(team)d has %(count)d people; %(low)d to %(high)d are allowed."),
            team=number,
            count=len(team),
            low=low,
            high=high,
        )
        yield _reason("SIZE", number, amount, sentence)


def _mix(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    rules = scale.problem.rules
    low, high = side_range(rules.mix_within, scale.of_side, len(scale.people), len(team))
    count = sum(person.side == rules.mix_side for person in team)
    amount = max(low - count, count - high)
    if rules.mix_within is not None and amount > 0:
        sentence = say(
            _("Team %(team)d has %(count)d from the %(side)s side; %(low)d to %(high)d are allowed."),
            team=number,
            count=count,
            side=rules.mix_side,
            low=max(low, 0),
            high=high,
        )
        yield _reason("MIX", number, amount, sentence)


def _employer(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    yield from _cap("EMPLOYER", scale.problem.rules.employer_cap, [person.employer for person in team], team, number)


def _department(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    yield from _cap(
        "DEPARTMENT", scale.problem.rules.department_cap, [person.department for person in team], team, number
    )


def _cap(code: str, cap: int | None, values: Sequence[str], team: Sequence[Person], number: int) -> Iterator[Broken]:
    if cap is None:
        return
    for value, count in sorted(Counter(value for value in values if value).items()):
        if count > cap:
            words = _("Team %(team)d has %(count)d people from %(employer)s; at most %(cap)d are allowed.")
            sentence = say(words, team=number, count=count, employer=value, cap=cap)
            same = [person for person, own in zip(team, values, strict=True) if own == value]
            yield _reason(code, number, count - cap, sentence, same)


def _apart(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    here = {person.id: person for person in team}
    for one, two in scale.problem.rules.apart:
        if one in here and two in here:
            words = _("%(one)s and %(two)s are kept apart.")
            sentence = say(words, one=here[one].shown, two=here[two].shown)
            yield _reason("APART", number, 1, sentence, (here[one], here[two]))


def _together(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    here = {person.id: person for person in team}
    for group in scale.problem.rules.together:
        strays = [here[member] for member in group if member in here]
        if strays and group[0] not in here:
            words = _("%(people)s is kept together with others who are not in the team.")
            sentence = say(words, people=", ".join(person.shown for person in strays))
            yield _reason("TOGETHER", number, len(strays), sentence, strays)


def _locked(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    here = {person.id: person for person in team}
    for member, home in scale.problem.rules.locks:
        if member in here and home != number:
            sentence = say(_("%(person)s is locked in team %(team)d."), person=here[member].shown, team=home)
            yield _reason("LOCKED", number, 1, sentence, (here[member],))


def _frozen(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    """Tell who left a frozen team, where they are now, and who entered one."""
    frozen = scale.problem.rules.frozen_teams
    for person in team:
        home = scale.current.get(person.id)
        if home != number and (number in frozen or home in frozen):
            words = _("Team %(frozen)d keeps its people, and %(person)s changes that.")
            named = number if number in frozen else home
            yield _reason("FROZEN", number, 1, say(words, frozen=named, person=person.shown), (person,))


def _tags(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    for tag in scale.problem.rules.required_tags:
        if not any(tag in person.tags for person in team):
            yield _reason("TAG", number, 1, say(_("Team %(team)d has nobody with “%(tag)s”."), team=number, tag=tag))


def _covered(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    if not scale.problem.rules.cover_skills:
        return
    for place, skill in enumerate(scale.problem.skills):
        if all(person.skills[place] < scale.problem.strong_level for person in team):
            sentence = say(_("Team %(team)d has no practitioner in %(skill)s."), team=number, skill=skill)
            yield _reason("SKILL", number, 1, sentence)


def _region(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    regions = {person.region for person in team}
    if scale.problem.rules.not_all_one_region and len(team) > 1 and len(regions) == 1 and regions != {""}:
        sentence = say(_("Everybody in team %(team)d is from %(region)s."), team=number, region=regions.pop())
        yield _reason("REGION", number, 1, sentence)


def _hours(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    mask = -1
    for person in team:
        mask &= person.availability
    hours = mask.bit_count() if team else scale.problem.rules.min_common_hours
    if hours < scale.problem.rules.min_common_hours:
        words = _("Team %(team)d has %(hours)d free hours in common; %(wanted)d are needed.")
        sentence = say(words, team=number, hours=hours, wanted=scale.problem.rules.min_common_hours)
        yield _reason("HOURS", number, scale.problem.rules.min_common_hours - hours, sentence)


def _alone(scale: Scale, team: Sequence[Person], number: int) -> Iterator[Broken]:
    for attribute in scale.problem.rules.never_alone:
        if sum(attribute in person.attributes for person in team) == 1:
            # The attribute may be sensitive: the sentence names neither it nor the person.
            sentence = say(_("Team %(team)d has one person who would be alone of their kind."), team=number)
            yield _reason("ALONE", number, 1, sentence)


CHECKS: tuple[Callable[[Scale, Sequence[Person], int], Iterator[Broken]], ...] = (
    _size,
    _mix,
    _employer,
    _department,
    _apart,
    _together,
    _locked,
    _frozen,
    _tags,
    _covered,
    _region,
    _hours,
    _alone,
)
