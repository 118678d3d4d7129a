"""From what stands in the form to the rules that a proposal keeps, and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from cohorts.programmes.models import Cohort
from cohorts.teams.engine.problem import Level
from cohorts.teams.setup.criteria import FIRST, NAMES
from cohorts.teams.snapshot import Frozen

LEVEL = "level_"
# How many exchanges the engine may look at for each person; 0 leaves it to the engine.
LOOKS = {"quick": 4_000, "normal": 0, "thorough": 100_000}
MOST_LOOKS = 150_000_000


def rules_from(given: Mapping[str, Any], people: int) -> dict[str, Any]:
    """The rules as a proposal keeps them; what was left out is not among them."""
    rules: dict[str, Any] = {
        **_sizes(given, people),
        "mix_within": int(given["mix"]) if given.get("mix") else None,
        "employer_cap": given.get("employer_cap"),
        "required_tags": list(given.get("required_tags") or []),
        "keep_away": given.get("keep_away") or "must",
        "levels": {name: int(given[LEVEL + name]) for name in NAMES if given.get(LEVEL + name) not in (None, "")},
    }
    optional = (
        "group_cap",
        "apart",
        "together",
        "not_all_one_region",
        "min_common_hours",
        "never_alone",
        "topic_places",
    )
    return rules | {name: given[name] for name in optional if given.get(name)}


def _sizes(given: Mapping[str, Any], people: int) -> dict[str, Any]:
    """Sizes as told; with only a number of teams told, sizes that leave room for one person fewer."""
    low, high, count = given.get("size_min"), given.get("size_max"), given.get("team_count")
    if not count:
        return {"size_min": low, "size_max": high}
    small, more = divmod(people, count)
    largest = high or max(small + bool(more), low or 0, 1)
    told = {"size_min": low or max(min(small - 1, largest), 1), "size_max": largest, "team_count": count}
    return told if low and high else {**told, "sizes_told": [low, high]}


def initial_of(cohort: Cohort, frozen: Frozen) -> dict[str, Any]:
    """What the form starts from: the rules of the cohort's latest proposal, else the cohort's own sizes."""
    last = cohort.proposals.order_by("-number").first()
    if last is None or "size_min" not in last.rules:
        first = {"size_min": cohort.team_size_min, "size_max": cohort.team_size_max, "mix": "1", "employer_cap": 1}
        return {**first, **levels_initial(FIRST), "keep_away": "must", "seed": 1, "budget": "normal"}
    return {**_initial(last.rules, frozen), "seed": last.seed, "budget": _budget_name(last.budget)}


def levels_initial(levels: Mapping[str, int]) -> dict[str, str]:
    """The levels by the names of their fields."""
    return {LEVEL + name: str(int(levels.get(name, Level.OFF))) for name in NAMES}


def _initial(rules: Mapping[str, Any], frozen: Frozen) -> dict[str, Any]:
    known = {person["id"] for person in frozen["people"]}
    low, high = rules.get("sizes_told", [rules["size_min"], rules["size_max"]])
    same = ("employer_cap", "group_cap", "required_tags", "not_all_one_region", "min_common_hours", "topic_places")
    return {
        **{name: rules.get(name) for name in (*same, "team_count", "never_alone")},
        "size_min": low,
        "size_max": high,
        "mix": str(rules.get("mix_within") or ""),
        "apart": _pairs_among(known, rules.get("apart", [])),
        "together": _pairs_among(known, rules.get("together", [])),
        "keep_away": rules.get("keep_away", "must"),
        **levels_initial(_levels(rules)),
    }


def _levels(rules: Mapping[str, Any]) -> dict[str, int]:
    """The levels of earlier rules."""
    return {**FIRST, "topic_rank": int(Level.OFF), **rules.get("levels", {})}


def _pairs_among(known: set[int], groups: Iterable[Iterable[int]]) -> list[list[int]]:
    """Groups as chains of pairs, of people who still take part."""
    found = []
    for group in groups:
        here = [pk for pk in group if pk in known]
        found += [[one, two] for one, two in zip(here, here[1:], strict=False)]
    return found


def budget_of(name: str, people: int) -> int:
    """How many exchanges “quick”, “normal” or “thorough” means for so many people."""
    return min(LOOKS[name] * people, MOST_LOOKS)


def _budget_name(budget: int) -> str:
    """Which of the three the proposal had, whatever the number of people was."""
    if not budget:
        return "normal"
    return "thorough" if budget % LOOKS["thorough"] == 0 or budget >= MOST_LOOKS else "quick"
