"""Invented cohorts of the yardstick's form: any size, easier or harder, and with planted conflicts."""

from __future__ import annotations

import random
from typing import Any

REGIONS = ["London", "North West", "Yorkshire", "West Midlands", "South West", "Scotland", "Wales", "Northern Ireland"]
BACKGROUNDS = [
    "policy", "engineering", "analysis", "operations", "design", "product", "finance", "communications", "law",
]  # fmt: skip
SKILLS = ["research", "data", "software", "design", "policy", "delivery", "facilitation", "writing"]
# The longest tail that the shares of employers and regions have.
STEEP = 0.75
Data = dict[str, Any]


def instance(people: int, seed: int, *, tightness: float = 0.0) -> Data:
    """Return a cohort; the tighter, from 0 to 1, the fewer hours, tags and places there are."""
    chance = random.Random(f"{people}-{seed}-{tightness}")
    teams = [f"T{number:03}" for number in range(1, round(people / 5.45) + 1)]
    briefs = max(5, min(60, len(teams) // 2))
    data: Data = {
        "name": f"g{people}-{seed}" + ("-hard" if tightness else ""),
        "seed": seed,
        "skills": SKILLS,
        "hours_slots": 40,
        "teams": teams,
        "briefs": [
            {"id": f"B{n:02}", "max_teams": -(-len(teams) * (2 if tightness < 0.5 else 1) // briefs) + 1}
            for n in range(1, briefs + 1)
        ],
    }
    data["people"] = [_person(number, people, chance, data, tightness) for number in range(1, people + 1)]
    data["hard"], data["soft"] = _hard(data, chance, tightness), _soft(data, chance)
    return data


def _steep(chance: random.Random, values: list[str]) -> str:
    return chance.choices(values, [STEEP**place for place in range(len(values))])[0]


def _person(number: int, people: int, chance: random.Random, data: Data, tightness: float) -> Data:
    public = number % 2 == 1
    employers = [f"{'DEP' if public else 'CO'}{n:03}" for n in range(1, max(10, people // 5) + 1)]
    briefs = [brief["id"] for brief in data["briefs"]]
    chance.shuffle(briefs)
    weights = [0.9 ** (place / max(1, len(employers) / 20)) for place in range(len(employers))]
    share = 1 - 0.25 * tightness
    return {
        "id": f"P{number:04}",
        "sector": "public" if public else "private",
        "employer": chance.choices(employers, weights)[0],
        "region": _steep(chance, REGIONS),
        "background": _steep(chance, BACKGROUNDS),
        "years": round(min(25.0, chance.lognormvariate(0.9, 0.6)), 1),
        "skills": [chance.choices([1, 2, 3, 4, 5], [11, 28, 35, 18, 8])[0] for _skill in SKILLS],
        "tags": [t for t, odds in (("can_present", 0.45), ("data", 0.4)) if chance.random() < odds * share],
        "attrs": [a for a, odds in (("woman", 0.45), ("group_a", 0.12)) if chance.random() < odds],
        "hours": f"{_hours(chance, tightness):010x}",
        "prefs": sorted(briefs, key=lambda brief: chance.random() + 0.02 * int(brief[1:]))[:5],
    }


def _hours(chance: random.Random, tightness: float) -> int:
    """Return whole days off, mornings off and single busy hours."""
    mask = (1 << 40) - 1
    for day in range(5):
        if chance.random() < 0.12 + 0.05 * tightness:
            mask &= ~(0xFF << 8 * day)
        for hour in range(8):
            if chance.random() < 0.25 + 0.1 * tightness:
                mask &= ~(1 << (8 * day + hour))
    return mask or 0xFFFF


def _hard(data: Data, chance: random.Random, tightness: float) -> Data:
    ids = [person["id"] for person in data["people"]]
    teams = len(data["teams"])
    pairs = [sorted(chance.sample(ids, 2)) for _pair in range(len(ids) // 9)]
    bound = chance.sample(ids, 2 * max(1, len(ids) // 35))
    groups = [bound[2 * n : 2 * n + 2] for n in range(len(bound) // 2)]
    counts = [[person["employer"] for person in data["people"]].count(p["employer"]) for p in data["people"]]
    free = [one for one in ids if one not in bound]
    return {
        "size_min": 5,
        "size_max": 6,
        "sector_within": 1,
        "employer_max": max(1 if teams > 8 else 2, -(-max(counts) // teams)),
        "apart": [pair for pair in pairs if not any(set(pair) <= set(group) for group in groups)],
        "together": [group for group in groups if _share(data, group) >= 8],
        "locked": [[one, chance.choice(data["teams"])] for one in chance.sample(free, max(1, len(ids) // 40))],
        "require_tags": ["can_present", "data"],
        "not_all_one_region": True,
        "min_common_hours": 2 if tightness < 0.5 else 3,
        "never_exactly_one": ["woman"] if teams < 12 and tightness < 0.5 else ["woman", "group_a"],
    }


def _share(data: Data, group: list[str]) -> int:
    mask = -1
    for person in data["people"]:
        if person["id"] in group:
            mask &= int(person["hours"], 16)
    return mask.bit_count()


def _soft(data: Data, chance: random.Random) -> Data:
    ids = [person["id"] for person in data["people"]]
    circles = [chance.sample(ids, 4) for _circle in range(len(ids) // 15)]
    met = {tuple(sorted((a, b))) for circle in circles for a in circle for b in circle if a < b}
    points = {
        "skill_balance": 1.0, "experience_balance": 0.5, "strong_skill_hole": 3.0, "background_repeat": 2.0,
        "brief_rank": 1.0, "met_before": 5.0, "overlap_short": 1.0,
    }  # fmt: skip
    return {
        "target_common_hours": 6,
        "unranked_cost": 6,
        "strong_level": 4,
        "met_before": [list(pair) for pair in sorted(met)],
        "points": points,
    }


def with_conflicts(data: Data, kinds: list[str], seed: int = 1) -> Data:
    """Return the cohort with one planted conflict of each kind, about people whom no other rule names."""
    chance = random.Random(f"{data['name']}-{seed}")
    hard = {key: list(value) if isinstance(value, list) else value for key, value in data["hard"].items()}
    people = [dict(person) for person in data["people"]]
    named = {one for group in [*hard["apart"], *hard["together"]] for one in group} | {one for one, _ in hard["locked"]}
    free = [person for person in people if person["id"] not in named]
    chance.shuffle(free)
    for kind in kinds:
        PLANTS[kind](hard, free, data["teams"], people)
    return data | {"name": f"{data['name']}-{'-'.join(kinds)}", "hard": hard, "people": people}


def _plant_locks(hard: Data, free: list[Data], teams: list[str], people: list[Data]) -> None:
    one, two = free.pop(), free.pop()
    hard["locked"] += [[one["id"], teams[0]], [two["id"], teams[0]]]
    hard["apart"].append([one["id"], two["id"]])


def _plant_hours(hard: Data, free: list[Data], teams: list[str], people: list[Data]) -> None:
    one, two = free.pop(), free.pop()
    one["hours"], two["hours"] = f"{0x0000FFFFFF:010x}", f"{0xFFFF000000:010x}"
    hard["together"].append([one["id"], two["id"]])


def _plant_chain(hard: Data, free: list[Data], teams: list[str], people: list[Data]) -> None:
    one, two, three = free.pop(), free.pop(), free.pop()
    hard["together"] += [[one["id"], two["id"]], [two["id"], three["id"]]]
    hard["apart"].append([one["id"], three["id"]])


def _plant_crowd(hard: Data, free: list[Data], teams: list[str], people: list[Data]) -> None:
    for person in [free.pop() for _one in range(hard["size_max"] + 1)]:
        hard["locked"].append([person["id"], teams[1]])


def _plant_tag(hard: Data, free: list[Data], teams: list[str], people: list[Data]) -> None:
    left = len(teams) - 1
    for person in people:
        if "data" in person["tags"]:
            left -= 1
            if left < 0:
                person["tags"] = [tag for tag in person["tags"] if tag != "data"]


def _plant_employer(hard: Data, free: list[Data], teams: list[str], people: list[Data]) -> None:
    for person in people[: hard["employer_max"] * len(teams) + 1]:
        person["employer"] = "MEGA"


def _plant_clique(hard: Data, free: list[Data], teams: list[str], people: list[Data]) -> None:
    crowd = [free.pop()["id"] for _one in range(len(teams) + 1)]
    hard["apart"] += [[one, two] for place, one in enumerate(crowd) for two in crowd[:place]]


PLANTS = {
    "locks": _plant_locks,
    "hours": _plant_hours,
    "chain": _plant_chain,
    "crowd": _plant_crowd,
    "tag": _plant_tag,
    "employer": _plant_employer,
    "clique": _plant_clique,
}
