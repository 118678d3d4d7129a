"""Everything the site does with offered times."""

from challenges.work.offers.services.errors import (
    HasAnother,
    HasBegun,
    InThePast,
    NotOffered,
    NotTheirTeam,
    NowhereToMeet,
    OutOfBounds,
    SayWhy,
    TakenAlready,
    TooLateToGiveBack,
    WithdrawnAlready,
)
from challenges.work.offers.services.offering import Offer, move_offer, offer_times, withdraw_offer
from challenges.work.offers.services.taking import give_back, take_offer

__all__ = [
    "HasAnother",
    "HasBegun",
    "InThePast",
    "NotOffered",
    "NotTheirTeam",
    "NowhereToMeet",
    "Offer",
    "OutOfBounds",
    "SayWhy",
    "TakenAlready",
    "TooLateToGiveBack",
    "WithdrawnAlready",
    "give_back",
    "move_offer",
    "offer_times",
    "take_offer",
    "withdraw_offer",
]
