"""Everything the site does when teams choose."""

from challenges.briefs.choosing.services.errors import (
    ClosesInThePast,
    NoSuchConflict,
    NotAmongFirst,
    NothingRanked,
    OneIsOpen,
    OwnNotTaken,
    ProposalChanged,
    RoomWrong,
    WhyMissing,
)
from challenges.briefs.choosing.services.leaving import forget_choosing, leaving_effects
from challenges.briefs.choosing.services.own import accept_own, decline_own, propose_own, seek_owner, take_back_own
from challenges.briefs.choosing.services.rules import give_pass, set_room, set_rules, withdraw_pass
from challenges.briefs.choosing.services.teams import (
    confirm_ranking,
    give_reason,
    rank_own,
    take_proposal,
    withdraw_agreement,
)

__all__ = [
    "ClosesInThePast",
    "NoSuchConflict",
    "NotAmongFirst",
    "NothingRanked",
    "OneIsOpen",
    "OwnNotTaken",
    "ProposalChanged",
    "RoomWrong",
    "WhyMissing",
    "accept_own",
    "confirm_ranking",
    "decline_own",
    "forget_choosing",
    "give_pass",
    "give_reason",
    "leaving_effects",
    "propose_own",
    "rank_own",
    "seek_owner",
    "set_room",
    "set_rules",
    "take_back_own",
    "take_proposal",
    "withdraw_agreement",
    "withdraw_pass",
]
