"""What criteria count of 100, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.pitchdays.weights import shares


@pytest.mark.parametrize(
    ("weights", "counted"),
    [
        ([25, 20, 20, 20, 15], [25, 20, 20, 20, 15]),
        ([1, 1, 1], [34, 33, 33]),
        ([2, 1], [67, 33]),
        ([100], [100]),
        ([1, 100], [1, 99]),
        ([], []),
    ],
)
def test_shares_are_whole_and_in_proportion(weights, counted):
    """J-19: weights that do not sum to 100 count in proportion, and what is shown sums to 100."""
    assert shares(weights) == counted


@given(st.lists(st.integers(min_value=1, max_value=100), min_size=1, max_size=12))
def test_shares_always_add_up_and_are_never_a_whole_one_away(weights):
    """J-19: whatever the weights are, the shares sum to 100, each within one of its exact share."""
    made = shares(weights)
    exact = [weight * 100 / sum(weights) for weight in weights]
    assert sum(made) == 100
    assert all(abs(share - true) < 1 for share, true in zip(made, exact, strict=True))
