"""Everything that is done with scorecards, one verb each."""

from challenges.judging.reasons import lacking_of
from challenges.judging.services.cards import (
    Origin,
    Sheet,
    note_recused_attempt,
    save_card,
    submit_card,
    take_back_card,
    void_card,
)
from challenges.judging.services.errors import (
    ChangedElsewhere,
    Decided,
    HandedIn,
    Incomplete,
    NoSuchLevel,
    NotOpen,
    NotYours,
    ReasonNeeded,
    ReasonsMissing,
    SecondPersonNeeded,
)
from challenges.judging.services.late import decide_late
from challenges.judging.services.received import Change, receive_change
from challenges.judging.services.reopening import ask_reopening, decide_reopening

__all__ = [
    "Change",
    "ChangedElsewhere",
    "Decided",
    "HandedIn",
    "Incomplete",
    "NoSuchLevel",
    "NotOpen",
    "NotYours",
    "Origin",
    "ReasonNeeded",
    "ReasonsMissing",
    "SecondPersonNeeded",
    "Sheet",
    "ask_reopening",
    "decide_late",
    "decide_reopening",
    "lacking_of",
    "note_recused_attempt",
    "receive_change",
    "save_card",
    "submit_card",
    "take_back_card",
    "void_card",
]
