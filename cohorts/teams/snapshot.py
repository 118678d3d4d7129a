"""The people of a cohort at one moment: what the engine is given, its fingerprint, and what changed since."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.people.models import Participant, ParticipantSkill
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from cohorts.questions.models import Skill
from cohorts.teams.engine.problem import Level, Person, Problem, Rules, Topic, weights_of
from cohorts.teams.models import TeamMember
from cohorts.wishes.models import KeepAway, TopicWish

Frozen = dict[str, Any]
# What may change about somebody, in the order in which it is told.
ASPECTS = {
    "employer": gettext_lazy("organisation"),
    "side": gettext_lazy("sector"),
    "region": gettext_lazy("region"),
    "background": gettext_lazy("background"),
    "years": gettext_lazy("years of experience"),
    "skills": gettext_lazy("skills"),
    "tags": gettext_lazy("tags"),
    "hours": gettext_lazy("free hours"),
    "organisation": gettext_lazy("organisation"),
    "group": gettext_lazy("employer group"),
    "scheme": gettext_lazy("scheme"),
    "attributes": gettext_lazy("other answers"),
    "topics": gettext_lazy("wishes for topics"),
}
# What people are like does not only stand with themselves: who wished to be kept from whom, who met whom before.
TOGETHER = ("topics", "away", "met")


# Free hours a week that a team should share.
TARGET_HOURS = 6
# What counts about a split unless the organiser says otherwise.
LEVELS = {
    "skill_balance": int(Level.NORMAL),
    "skill_hole": int(Level.NORMAL),
    "experience_balance": int(Level.NORMAL),
    "background_repeat": int(Level.NORMAL),
    "hours_short": int(Level.NORMAL),
    "met_before": int(Level.NORMAL),
}


def freeze(cohort: Cohort) -> Frozen:
    """Everybody who takes part now, in the order of their ids, as plain JSON."""
    skills = list(Skill.objects.filter(programme=cohort.programme_id).order_by("order", "pk"))
    people = Participant.objects.filter(cohort=cohort).active().select_related("organisation", "user")
    found = list(people.order_by("pk"))
    levels, wishes = _levels(cohort), _wishes(cohort)
    return {
        "skills": [skill.name for skill in skills],
        "people": [_person(person, skills, levels[person.pk], wishes[person.pk]) for person in found],
        "names": {str(person.pk): person.user.name for person in found},
        "topics": [{"id": one.key, "name": one.name, "places": one.places} for one in cohort.topics.all()],
        "away": _away(cohort),
        "met": _met({person.user_id: person.pk for person in found}, cohort),
    }


def _wishes(cohort: Cohort) -> defaultdict[int, list[str]]:
    """Everybody's topics by their keys, the first choice first."""
    wishes: defaultdict[int, list[str]] = defaultdict(list)
    rows = TopicWish.objects.filter(participant__cohort=cohort).order_by("participant", "rank")
    for person, topic in rows.values_list("participant_id", "topic__key"):
        wishes[person].append(topic)
    return wishes


def _away(cohort: Cohort) -> list[list[int]]:
    """The pairs of whom one would rather not be with the other, whoever said so; both take part still."""
    rows = KeepAway.objects.filter(
        participant__cohort=cohort, participant__state=PlaceState.ACTIVE, other__state=PlaceState.ACTIVE
    )
    found = rows.values_list("participant_id", "other_id")
    return [list(pair) for pair in sorted({(min(row), max(row)) for row in found})]


def _met(places: Mapping[int, int], cohort: Cohort) -> list[list[int]]:
    """The pairs of those who take part now and were in one team of an earlier cohort."""
    rows = TeamMember.objects.filter(participant__user__in=places).exclude(team__cohort=cohort)
    teams: defaultdict[int, list[int]] = defaultdict(list)
    for team, user in rows.values_list("team_id", "participant__user_id"):
        teams[team].append(places[user])
    pairs = {pair for members in teams.values() for pair in combinations(sorted(members), 2)}
    return [list(pair) for pair in sorted(pairs)]


def _levels(cohort: Cohort) -> defaultdict[int, dict[int, int]]:
    """Everybody's levels by skill; as bare values, since a large cohort has thousands."""
    levels: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = ParticipantSkill.objects.filter(participant__cohort=cohort)
    for person, skill, level in rows.values_list("participant_id", "skill_id", "level"):
        levels[person][skill] = level
    return levels


def _person(person: Participant, skills: list[Skill], levels: Mapping[int, int], wishes: list[str]) -> dict[str, Any]:
    return {
        "id": person.pk,
        "employer": person.organisation.employer,
        "side": str(person.side),
        "region": person.region,
        "background": person.background,
        "years": person.years_experience,
        "skills": [levels.get(skill.pk, 0) for skill in skills],
        "tags": sorted(map(str, person.tags)),
        "hours": person.availability,
        "organisation": person.organisation.name,
        "group": person.organisation.group,
        "scheme": person.scheme,
        "attributes": sorted(f"{name}: {value}" for name, value in person.attributes.items()),
        "topics": wishes,
    }


def fingerprint(frozen: Frozen) -> str:
    """The same for the same people, whatever they are called now."""
    counted = {"skills": frozen.get("skills", []), "people": frozen.get("people", [])}
    counted |= {name: frozen[name] for name in TOGETHER if frozen.get(name)}
    return hashlib.sha256(json.dumps(counted, sort_keys=True).encode()).hexdigest()


def problem_of(frozen: Frozen, rules: Mapping[str, Any], start: Mapping[str, Any] | None = None) -> Problem:
    """What the engine starts from: these people under these rules; whose years are unknown counts as average.

    A start says who is where now, who stays there, and which teams nobody leaves or joins.
    """
    people = frozen.get("people", [])
    known = [person["years"] for person in people if person["years"] is not None]
    average = round(sum(known) / len(known), 1) if known else 0.0
    levels = {name: Level(level) for name, level in {**LEVELS, **rules.get("levels", {})}.items()}
    met, wished = frozen.get("met", []), frozen.get("away", []) if rules.get("keep_away") == "wish" else []
    return Problem(
        people=tuple(_to_place(person, frozen.get("names", {}), average, rules) for person in people),
        rules=_rules_of(frozen, rules, levels, start or {}),
        weights=weights_of(levels),
        skills=tuple(frozen.get("skills", [])),
        met_before=_pairs([*met, *wished]),
        away=_pairs([pair for pair in wished if pair not in met]),
        current=tuple((str(pk), number) for pk, number in (start or {}).get("teams", {}).items()),
        topics=_topics(frozen, rules) if levels.get("topic_rank") else (),
    )


def _topics(frozen: Frozen, rules: Mapping[str, Any]) -> tuple[Topic, ...]:
    """The topics with their places; where wishes do not count, they are none, so that their places bind nobody."""
    return tuple(Topic(one["id"], rules.get("topic_places") or one["places"]) for one in frozen.get("topics", []))


def _pairs(pairs: Iterable[Iterable[int]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one), str(two)) for one, two in pairs)


def _to_place(person: dict[str, Any], names: dict[str, str], average: float, rules: Mapping[str, Any]) -> Person:
    # A group of bodies is one employer, unless it has a limit of its own.
    apart = rules.get("group_cap") is not None
    return Person(
        id=str(person["id"]),
        side=person["side"],
        name=names.get(str(person["id"]), ""),
        employer=person.get("organisation", person["employer"]) if apart else person["employer"],
        department=person.get("group", "") if apart else "",
        region=person["region"],
        scheme=person.get("scheme", ""),
        background=person["background"],
        years=average if person["years"] is None else person["years"],
        skills=tuple(person["skills"]),
        tags=frozenset(person["tags"]),
        attributes=frozenset(person.get("attributes", ())),
        availability=person["hours"],
        topics=tuple(person.get("topics", ())),
    )


def _rules_of(frozen: Frozen, rules: Mapping[str, Any], levels: Mapping[str, Level], start: Mapping[str, Any]) -> Rules:
    """The hard rules, with what a level of "must" makes one."""
    must = {name for name, level in levels.items() if level == Level.MUST}
    away = [] if rules.get("keep_away") in ("wish", "off") else frozen.get("away", [])
    here = {person["id"] for person in frozen.get("people", [])}
    apart = [*rules.get("apart", []), *away, *(frozen.get("met", []) if "met_before" in must else [])]
    # Rules may name people who have left since: those bind nobody any more.
    together = [[pk for pk in group if pk in here] for group in rules.get("together", [])]
    teams = start.get("teams", {})
    return Rules(
        team_count=rules.get("team_count"),
        size_min=rules.get("size_min", 1),
        size_max=rules.get("size_max", 1_000),
        mix_within=rules.get("mix_within"),
        employer_cap=rules.get("employer_cap"),
        department_cap=rules.get("group_cap"),
        apart=_pairs(pair for pair in apart if here.issuperset(pair)),
        together=tuple(tuple(map(str, group)) for group in together if len(group) > 1),
        locks=tuple((str(pk), teams[str(pk)]) for pk in start.get("locks", []) if str(pk) in teams and int(pk) in here),
        required_tags=tuple(rules.get("required_tags", ())),
        cover_skills=bool(must & {"skill_balance", "skill_hole"}),
        not_all_one_region=bool(rules.get("not_all_one_region")) or "region_repeat" in must,
        min_common_hours=max(rules.get("min_common_hours") or 0, TARGET_HOURS if "hours_short" in must else 0),
        never_alone=tuple(rules.get("never_alone", ())),
        frozen_teams=tuple(start.get("frozen", ())),
    )


def changes(before: Frozen, after: Frozen) -> list[str]:
    """Who came, who left and what changed about whom, a sentence each; empty when nothing did."""
    old, new = _by_id(before), _by_id(after)
    names = _names(old.keys() | new.keys())
    told = [_("%(name)s no longer takes part.") % {"name": names[pk]} for pk in old if pk not in new]
    told += [_("%(name)s has joined.") % {"name": names[pk]} for pk in new if pk not in old]
    told += [_about(names[pk], old[pk], new[pk]) for pk in old if pk in new and old[pk] != new[pk]]
    if before.get("skills", []) != after.get("skills", []):
        told.append(_("The programme’s list of skills changed."))
    if before.get("topics", []) != after.get("topics", []):
        told.append(_("The list of topics changed."))
    if before.get("away", []) != after.get("away", []):
        told.append(_("Who would rather not be with whom changed."))
    return told


def _by_id(frozen: Frozen) -> dict[int, dict[str, Any]]:
    return {person["id"]: person for person in frozen.get("people", [])}


def _names(ids: set[int]) -> dict[int, str]:
    """Names of the people, also of those whose rows are gone."""
    found = Participant.objects.filter(pk__in=ids).select_related("user")
    return dict.fromkeys(ids, _("Somebody")) | {person.pk: person.user.name for person in found}


def _about(name: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    found = [str(words) for aspect, words in ASPECTS.items() if before.get(aspect) != after.get(aspect)]
    changed = list(dict.fromkeys(found))
    return _("%(name)s changed: %(what)s.") % {"name": name, "what": ", ".join(changed)}
