"""What a team does in its room."""

from challenges.work.rooms.services.cards import forget_card, forget_mentors_card, save_card
from challenges.work.rooms.services.decisions import record_decision
from challenges.work.rooms.services.errors import (
    AddressWrong,
    AlreadyReplaced,
    FixedMeanwhile,
    LinkThere,
    NotAsked,
    NoTimes,
    NotOpen,
    SlotIsPast,
    TooManyLinks,
)
from challenges.work.rooms.services.links import add_link, place_link, remove_link
from challenges.work.rooms.services.meetings import (
    answer_meeting,
    cancel_meeting,
    change_meeting,
    fix_meeting,
    propose_meeting,
)
from challenges.work.rooms.services.notes import (
    SavedNote,
    put_note_back,
    save_note,
    settle_note,
    share_note,
    write_note,
)

__all__ = [
    "AddressWrong",
    "AlreadyReplaced",
    "FixedMeanwhile",
    "LinkThere",
    "NoTimes",
    "NotAsked",
    "NotOpen",
    "SavedNote",
    "SlotIsPast",
    "TooManyLinks",
    "add_link",
    "answer_meeting",
    "cancel_meeting",
    "change_meeting",
    "fix_meeting",
    "forget_card",
    "forget_mentors_card",
    "place_link",
    "propose_meeting",
    "put_note_back",
    "record_decision",
    "remove_link",
    "save_card",
    "save_note",
    "settle_note",
    "share_note",
    "write_note",
]
