"""Engines know no Django, and what web pages import of them loads nothing heavy."""

import subprocess
import sys

import pytest

LIGHT = [
    "core.workflow",
    "core.sentence",
    "cohorts.people.engine",
    "cohorts.teams.engine.checks",
    "cohorts.teams.engine.demands",
    "cohorts.teams.engine.explain",
    "cohorts.teams.engine.score",
    "cohorts.teams.engine.snapshot",
    "cohorts.teams.engine.standing",
    "cohorts.teams.engine.topics",
    "cohorts.teams.engine.verify",
    "challenges.briefs.engine.allocation",
    "challenges.briefs.engine.merging",
    "challenges.briefs.engine.swaps",
    "challenges.judging.engine",
    "challenges.judging.engine.outcome",
    "challenges.pitchdays.engine.design",
    "challenges.pitchdays.engine.running_order",
    "challenges.work.checkins.engine",
    "challenges.work.engine.compare",
    "challenges.work.engine.merge",
    "challenges.work.engine.receipts",
    "challenges.work.engine.shape",
    "challenges.work.engine.thinning",
    "challenges.work.engine.times",
]
HEAVY = [
    "cohorts.teams.engine.repair",
    "cohorts.teams.engine.levels",
    "cohorts.teams.engine.solve",
    "challenges.briefs.engine.solve",
    "challenges.briefs.engine.minimums",
    "challenges.pitchdays.engine.allocate",
    "challenges.pitchdays.engine.substitutes",
    "challenges.judging.engine.rating",
]


def loaded(module, *unwanted):
    """Return which of the unwanted packages a fresh Python loads with the module."""
    code = f"import sys, {module}; print(*sorted(set({unwanted!r}) & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return answer.stdout.split()


@pytest.mark.parametrize("module", LIGHT)
def test_light_parts_load_neither_django_nor_anything_heavy(module):
    assert loaded(module, "django", "numpy", "scipy", "llvmlite", "numba", "ortools", "openpyxl") == []


@pytest.mark.parametrize("module", HEAVY)
def test_heavy_parts_load_no_django(module):
    assert loaded(module, "django") == []
