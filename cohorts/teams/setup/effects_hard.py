"""What the rules that must hold do to these people, a sentence each."""

from collections import Counter
from collections.abc import Callable
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.teams.engine.problem import Level, Person, Problem
from cohorts.teams.engine.sizes import joined_groups
from cohorts.teams.setup.counted import Counted

# Every two of more people than this are not compared while somebody types.
PAIRS_COUNTED = 400


def organisations(counted: Counted) -> list[str]:
    """Where most people come from, and how the limits spread them."""
    rules = counted.problem.rules
    told = _largest(counted, rules.employer_cap, lambda person: person.employer)
    if rules.department_cap is not None:
        told += _largest(counted, rules.department_cap, lambda person: person.department)
    return told


def _largest(counted: Counted, cap: int | None, value_of: Callable[[Person], str]) -> list[str]:
    counts = Counter(filter(None, map(value_of, counted.problem.people)))
    if not counts:
        return []
    name, most = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    facts = {"name": name, "most": most, "teams": counted.teams}
    if cap is None:
        return [_("%(name)s has most people: %(most)s. They may meet in one team.") % facts]
    if most > counted.teams * cap:
        return []
    return [_("%(name)s has most people: %(most)s, spread over %(teams)s teams.") % facts]


def needs(counted: Counted) -> list[str]:
    """What every team must have: tags, practitioners, regions, hours, company."""
    return [*_tags(counted), *_skills(counted), *_region(counted), *_hours(counted), *_alone(counted)]


def _tags(counted: Counted) -> list[str]:
    words = _("%(count)s people have “%(tag)s”, for %(teams)s teams.")
    held = Counter(tag for person in counted.problem.people for tag in person.tags)
    counts = {tag: held[tag] for tag in counted.problem.rules.required_tags}
    return [
        words % {"count": count, "tag": tag, "teams": counted.teams}
        for tag, count in counts.items()
        if count >= counted.teams
    ]


def _skills(counted: Counted) -> list[str]:
    problem = counted.problem
    if not problem.rules.cover_skills or not problem.skills:
        return []
    strong = {
        skill: sum(person.skills[place] >= problem.strong_level for person in problem.people)
        for place, skill in enumerate(problem.skills)
    }
    skill = min(strong, key=lambda name: (strong[name], name))
    if strong[skill] < counted.teams:
        return []
    words = _("Every team has a practitioner in each skill. Fewest are in %(skill)s: %(count)s, for %(teams)s teams.")
    return [words % {"skill": skill, "count": strong[skill], "teams": counted.teams}]


def _region(counted: Counted) -> list[str]:
    if not counted.problem.rules.not_all_one_region:
        return []
    counts = Counter(person.region for person in counted.problem.people if person.region)
    if not counts:
        return [_("Nobody has a region: that rule plays no part.")]
    region, most = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    words = _("No team is all from one region. Most people are from %(region)s: %(most)s.")
    return [words % {"region": region, "most": most}]


def _hours(counted: Counted) -> list[str]:
    wanted, shared = counted.problem.rules.min_common_hours, counted.together
    if not wanted or shared >= wanted:
        words = ngettext(
            "Everybody is free in the same %(count)s hour a week: any team shares that.",
            "Everybody is free in the same %(count)s hours a week: any team shares those.",
            shared,
        )
        return [words % {"count": shared}] if shared else [_("There is no hour in which everybody is free.")]
    return _strangers(counted, wanted)


def _strangers(counted: Counted, wanted: int) -> list[str]:
    people = counted.problem.people
    if len(people) > PAIRS_COUNTED:
        return [_("Every team shares at least %(wanted)s free hours a week.") % {"wanted": wanted}]
    masks = [person.availability for person in people]
    few = sum((one & two).bit_count() < wanted for one, two in combinations(masks, 2))
    words = ngettext(
        "%(count)s pair shares fewer than %(wanted)s free hours a week and is never in one team.",
        "%(count)s pairs share fewer than %(wanted)s free hours a week and are never in one team.",
        few,
    )
    if few:
        return [words % {"count": few, "wanted": wanted}]
    return [_("Any two people share %(wanted)s free hours a week; larger teams are looked for.") % {"wanted": wanted}]


def _alone(counted: Counted) -> list[str]:
    told = []
    for answer in counted.problem.rules.never_alone:
        count = sum(answer in person.attributes for person in counted.problem.people)
        words = ngettext(
            "“%(answer)s”: %(people)s people, two or more in a team, so in %(teams)s team at most.",
            "“%(answer)s”: %(people)s people, two or more in a team, so in %(teams)s teams at most.",
            min(count // 2, counted.teams),
        )
        if count > 1:
            told.append(words % {"answer": answer, "people": count, "teams": min(count // 2, counted.teams)})
    return told


def people(counted: Counted) -> list[str]:
    """Who is kept apart or together, and what people wished."""
    return [*_chosen_pairs(counted), *_met(counted), *_away(counted), *_wishes(counted)]


def _chosen_pairs(counted: Counted) -> list[str]:
    told = []
    apart = len({tuple(sorted(pair)) for pair in counted.rules.get("apart", [])})
    if apart:
        words = ngettext("%(count)s pair is kept apart.", "%(count)s pairs are kept apart.", apart)
        told.append(words % {"count": apart})
    groups = joined_groups(counted.problem)
    if groups:
        words = ngettext(
            "%(count)s group is kept together, %(people)s people in all.",
            "%(count)s groups are kept together, %(people)s people in all.",
            len(groups),
        )
        told.append(words % {"count": len(groups), "people": sum(map(len, groups))})
    return told


def _met(counted: Counted) -> list[str]:
    met = len(counted.frozen.get("met", []))
    if counted.levels["met_before"] != Level.MUST or not met:
        return []
    words = ngettext(
        "%(count)s pair worked together before and is kept apart.",
        "%(count)s pairs worked together before and are kept apart.",
        met,
    )
    return [words % {"count": met}]


def _away(counted: Counted) -> list[str]:
    if not counted.away:
        return []
    words = ngettext(
        "In %(count)s pair one would rather not be with the other",
        "In %(count)s pairs one would rather not be with the other",
        counted.away,
    )
    how = counted.rules.get("keep_away", "must")
    if how == "wish":
        is_off = counted.levels["met_before"] == Level.OFF
        effect = _("it counts like “New people”, which is off, so it plays no part.") if is_off else _("it counts.")
    else:
        effect = _("left out.") if how == "off" else _("they are never in one team.")
    return [f"{words % {'count': counted.away}}: {effect}"]


def _wishes(counted: Counted) -> list[str]:
    if not counted.frozen.get("topics"):
        return []
    facts = {"count": counted.wishers, "people": len(counted.people)}
    words = ngettext(
        "%(count)s of %(people)s people has ranked topics.",
        "%(count)s of %(people)s people have ranked topics.",
        counted.wishers,
    )
    return [words % facts]


def surely_broken(problem: Problem) -> list[str]:
    """What the engine's own counts leave to the search although it is plain."""
    told = []
    wanted = problem.rules.min_common_hours
    busy = [person.shown for person in problem.people if person.availability.bit_count() < wanted]
    if busy:
        words = ngettext(
            "%(names)s has fewer than %(wanted)s free hours a week, so no team with them can share that many.",
            "%(names)s have fewer than %(wanted)s free hours a week, so no team with them can share that many.",
            len(busy),
        )
        told.append(words % {"names": ", ".join(busy), "wanted": wanted})
    regions = {person.region for person in problem.people}
    if problem.rules.not_all_one_region and len(regions) == 1 and "" not in regions:
        words = _("Everybody is from %(region)s, so every team is all from one region.")
        told.append(words % {"region": regions.pop()})
    return told
