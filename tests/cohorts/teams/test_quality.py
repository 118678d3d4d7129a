"""How near the best a split is, in words."""

import pytest

from cohorts.teams.quality import gap_words


@pytest.mark.parametrize(
    ("gap", "least", "words"),
    [
        (4.04, 91.0, "At most 4.0 points (4 %) above what any arrangement could reach."),
        (0.02, 91.0, "At most 0.1 points (1 %) above what any arrangement could reach."),
        (241.2, 71.0, "How near the best is not known: no arrangement can have under 71.0 points."),
        (3.0, 0.0, "At most 3.0 points above what any arrangement could reach."),
    ],
)
def test_bound_that_is_far_away_says_that_little_is_known(gap, least, words):
    assert gap_words(gap, least) == words
