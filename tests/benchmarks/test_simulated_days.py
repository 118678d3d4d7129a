"""Simulated days are what their names say, and the figures made of them are the usual ones."""

from collections import Counter

import numpy as np
import pytest
from scipy.stats import kendalltau

from benchmarks.judging.measuring import LARGE, LINKED, SCENES, TRACKS, Found
from benchmarks.judging.oracle import read
from benchmarks.judging.simulate import day_of, panels_of, tau
from challenges.judging.engine.rating import rate


@pytest.mark.parametrize("scene", [LINKED, LARGE])
def test_linked_panels_are_balanced(scene):
    cells = panels_of(scene, np.random.default_rng(1))
    assert len(set(cells)) == len(cells) == scene.pitches * scene.each
    assert set(Counter(pitch for pitch, _judge in cells).values()) == {scene.each}
    loads = Counter(judge for _pitch, judge in cells).values()
    assert max(loads) - min(loads) <= 1


def test_tracks_share_only_their_bridges():
    cells = panels_of(TRACKS, np.random.default_rng(1))
    across = [cell for cell in cells if (cell[0] < 12) != (cell[1] < 6)]
    assert (len(cells), len(across)) == (24 * 4 + 8, 8)


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_every_kind_of_day_is_rated(scene):
    day, found = day_of(scene, np.random.default_rng(1)), Found(scene)
    assert {score for card in day.cards for score in card.scores.values()} <= {1, 2, 3, 4, 5}
    assert {len(card.scores) for card in day.cards} == {scene.criteria}
    found.add(day, rate(day.cards, day.criteria, day.slots))
    assert 0 < found.adjusted[0] < 1 or scene.team < 0.3


def test_tau_is_kendalls():
    rng = np.random.default_rng(2)
    found, truth = rng.integers(0, 6, 20).astype(float), rng.normal(size=20)
    assert tau(found, truth) == pytest.approx(kendalltau(found, truth).statistic)


def test_calibration_weighs_the_gaps_of_its_bins():
    found = Found(LINKED, chance=[0.52, 0.52, 0.98, 0.98], won=[True, False, True, True])
    assert found.calibration == pytest.approx(0.5 * 0.02 + 0.5 * 0.02)


def test_two_judges_each_miss_for_want_of_the_pitches_spread():
    """docs/benchmarks-judging.md: knowing every variance changes little, knowing how far pitches differ nearly all."""
    engine, free, drawn = (reader.calibration for reader in read(LINKED.but("", each=2), days=60))
    assert abs(engine - free) < 0.01
    assert drawn < free / 2
