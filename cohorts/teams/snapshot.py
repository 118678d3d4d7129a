"""The people of a cohort at one moment: what the engine is given, its fingerprint, and what changed since."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.people.models import Participant, ParticipantSkill
from cohorts.programmes.models import Cohort
from cohorts.questions.models import Skill
from cohorts.teams.engine.problem import Level, Person, Problem, Rules, weights_of

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
}


# What counts about a split unless the organiser says otherwise.
LEVELS = {
    "skill_balance": int(Level.NORMAL),
    "skill_hole": int(Level.NORMAL),
    "experience_balance": int(Level.NORMAL),
    "background_repeat": int(Level.NORMAL),
    "hours_short": int(Level.NORMAL),
}


def freeze(cohort: Cohort) -> Frozen:
    """Everybody who takes part now, in the order of their ids, as plain JSON."""
    skills = list(Skill.objects.filter(programme=cohort.programme_id).order_by("order", "pk"))
    people = Participant.objects.filter(cohort=cohort).active().select_related("organisation", "user")
    found = list(people.order_by("pk"))
    levels = _levels(cohort)
    return {
        "skills": [skill.name for skill in skills],
        "people": [_person(person, skills, levels[person.pk]) for person in found],
        "names": {str(person.pk): person.user.name for person in found},
    }


def _levels(cohort: Cohort) -> defaultdict[int, dict[int, int]]:
    """Everybody's levels by skill; as bare values, since a large cohort has thousands."""
    levels: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = ParticipantSkill.objects.filter(participant__cohort=cohort)
    for person, skill, level in rows.values_list("participant_id", "skill_id", "level"):
        levels[person][skill] = level
    return levels


def _person(person: Participant, skills: list[Skill], levels: Mapping[int, int]) -> dict[str, Any]:
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
    }


def fingerprint(frozen: Frozen) -> str:
    """The same for the same people, whatever they are called now."""
    counted = {"skills": frozen.get("skills", []), "people": frozen.get("people", [])}
    return hashlib.sha256(json.dumps(counted, sort_keys=True).encode()).hexdigest()


def problem_of(frozen: Frozen, rules: Mapping[str, Any]) -> Problem:
    """What the engine starts from: these people under these rules; whose years are unknown counts as average."""
    people = frozen.get("people", [])
    known = [person["years"] for person in people if person["years"] is not None]
    average = round(sum(known) / len(known), 1) if known else 0.0
    levels = {name: Level(level) for name, level in {**LEVELS, **rules.get("levels", {})}.items()}
    return Problem(
        people=tuple(_to_place(person, frozen.get("names", {}), average) for person in people),
        rules=_rules_of(rules, levels),
        weights=weights_of(levels),
        skills=tuple(frozen.get("skills", [])),
    )


def _to_place(person: dict[str, Any], names: dict[str, str], average: float) -> Person:
    return Person(
        id=str(person["id"]),
        side=person["side"],
        name=names.get(str(person["id"]), ""),
        employer=person["employer"],
        region=person["region"],
        background=person["background"],
        years=average if person["years"] is None else person["years"],
        skills=tuple(person["skills"]),
        tags=frozenset(person["tags"]),
        availability=person["hours"],
    )


def _rules_of(rules: Mapping[str, Any], levels: Mapping[str, Level]) -> Rules:
    return Rules(
        size_min=rules.get("size_min", 1),
        size_max=rules.get("size_max", 1_000),
        mix_within=rules.get("mix_within"),
        employer_cap=rules.get("employer_cap"),
        required_tags=tuple(rules.get("required_tags", ())),
        cover_skills=levels["skill_balance"] == Level.MUST,
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
    return told


def _by_id(frozen: Frozen) -> dict[int, dict[str, Any]]:
    return {person["id"]: person for person in frozen.get("people", [])}


def _names(ids: set[int]) -> dict[int, str]:
    """Names of the people, also of those whose rows are gone."""
    found = Participant.objects.filter(pk__in=ids).select_related("user")
    return dict.fromkeys(ids, _("Somebody")) | {person.pk: person.user.name for person in found}


def _about(name: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    changed = [str(words) for aspect, words in ASPECTS.items() if before.get(aspect) != after.get(aspect)]
    return _("%(name)s changed: %(what)s.") % {"name": name, "what": ", ".join(changed)}
