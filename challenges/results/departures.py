"""Where a decided order is not that of the scores: said in sentences, never forbidden."""

from collections.abc import Mapping
from itertools import combinations

from django.utils.translation import gettext as _

from challenges.judging.engine.outcome import Rating


def departures(rating: Rating, ranks: Mapping[str, int]) -> list[str]:
    """Each pair of pitches that the decision (key -> place) puts otherwise than the scores do, a sentence each.

    Parting teams that tie and joining teams that are too close to call is the panel's to do: no departure.
    Pitches that may not be compared have no order to depart from.
    """
    bands = {pitch: number for number, band in enumerate(rating.bands) for pitch in band}
    placed = [pitch for pitch in rating.pitches if pitch.rank is not None and pitch.id in ranks]
    found = []
    for one, two in combinations(placed, 2):
        if one.rank == two.rank or rating.p(one.id, two.id) is None:
            continue
        names = {"one": one.name, "two": two.name}
        if ranks[one.id] > ranks[two.id]:
            found.append(_("%(two)s stands above %(one)s, who has the higher score.") % names)
        elif ranks[one.id] == ranks[two.id] and bands.get(one.id, -1) != bands.get(two.id, -2):
            found.append(_("%(one)s and %(two)s share a place, though %(one)s has the higher score.") % names)
    return found
