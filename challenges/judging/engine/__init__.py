"""From scorecards to a ranking: raw weighted means in exact fractions, with every line of the sum; pure."""

from challenges.judging.engine.cards import BadScores, Card, Criterion, Slot
from challenges.judging.engine.ranking import LedgerLine, Place, Ranking, Warned, rank

__all__ = ["BadScores", "Card", "Criterion", "LedgerLine", "Place", "Ranking", "Slot", "Warned", "rank"]
