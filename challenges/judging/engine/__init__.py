"""From scorecards to a ranking, pure: the raw one in exact fractions; the whole answer in `rating`, slow to load."""

import os

from challenges.judging.engine.cards import BadScores, Card, Criterion, Slot
from challenges.judging.engine.ranking import LedgerLine, Place, Ranking, Warned, rank

# Before numpy loads: matrices of a day are small, on which threads only get in each other's way (ten times slower on
# two busy cores), and one thread adds up in the same order whatever the machine is doing.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["BadScores", "Card", "Criterion", "LedgerLine", "Place", "Ranking", "Slot", "Warned", "rank"]
