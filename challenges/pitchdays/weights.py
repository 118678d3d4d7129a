"""What each criterion counts of 100, so that nobody has to make weights add up."""

from collections.abc import Sequence

WHOLE = 100


def shares(weights: Sequence[int]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to 100; what rounding leaves goes to the largest rests."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    parts = [divmod(weight * WHOLE, total) for weight in weights]
    made = [whole for whole, _rest in parts]
    by_rest = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))
    for place in by_rest[: WHOLE - sum(made)]:
        made[place] += 1
    return made
