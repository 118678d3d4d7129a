"""Ready sets of rules to start from; people, tags and answers that were chosen stay as they are."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.programmes.models import Cohort
from cohorts.teams.engine.problem import Level
from cohorts.teams.setup.criteria import FIRST
from cohorts.teams.setup.rules import levels_initial

LOW, NORMAL, HIGH = int(Level.LOW), int(Level.NORMAL), int(Level.HIGH)
BALANCED = {
    **FIRST,
    "skill_balance": HIGH,
    "skill_hole": HIGH,
    "experience_balance": HIGH,
    "topic_rank": LOW,
    "scheme_repeat": LOW,
    "region_repeat": LOW,
    "weakest_team": NORMAL,
}
PREFERENCE = {
    **FIRST,
    "topic_rank": HIGH,
    "skill_balance": LOW,
    "experience_balance": LOW,
    "background_repeat": LOW,
}


@dataclass(frozen=True)
class Preset:
    """A set of rules under a name."""

    name: str
    label: Promise
    meaning: Promise
    values: dict[str, Any]
    levels: dict[str, int]


PRESETS = {
    preset.name: preset
    for preset in (
        Preset(
            "techconnect",
            _("TechConnect"),
            _("as the pilot did: teams of 5 or 6, one person from each organisation, sectors even, skills balanced"),
            {"size_min": 5, "size_max": 6, "mix": "1", "employer_cap": 1},
            {**FIRST, "topic_rank": int(Level.OFF)},
        ),
        Preset(
            "balanced",
            _("Balanced"),
            _("skills and experience first, no team left behind"),
            {"mix": "1", "employer_cap": 1},
            BALANCED,
        ),
        Preset(
            "preference",
            _("Preference first"),
            _("people’s wishes first, rules a little looser"),
            {"mix": "2", "employer_cap": 2},
            PREFERENCE,
        ),
    )
}


def with_preset(data: QueryDict, preset: Preset, cohort: Cohort) -> QueryDict:
    """What was sent, with the preset's rules in place of those that stood there."""
    sizes = {"size_min": cohort.team_size_min, "size_max": cohort.team_size_max, "team_count": "", "group_cap": ""}
    filled = data.copy()
    for name, value in {**sizes, **preset.values, **levels_initial(preset.levels), "keep_away": "must"}.items():
        filled[name] = str(value)
    return filled
