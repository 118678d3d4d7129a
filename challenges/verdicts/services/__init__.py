"""Everything the site does with verdicts and what became of the work."""

from challenges.verdicts.services.errors import (
    DraftChanged,
    NotGiven,
    NothingOwed,
    NotOnIt,
    NotOpenYet,
    RemindedToday,
    SayBoth,
    SayForward,
    SayWhyChanged,
)
from challenges.verdicts.services.follow_ups import answer_follow_up, ask_follow_ups, remind_of_follow_ups
from challenges.verdicts.services.giving import give_verdict, save_verdict, set_verdict_rules, show_verdict
from challenges.verdicts.services.telling import remind_of_verdicts, tell_teams

__all__ = [
    "DraftChanged",
    "NotGiven",
    "NotOnIt",
    "NotOpenYet",
    "NothingOwed",
    "RemindedToday",
    "SayBoth",
    "SayForward",
    "SayWhyChanged",
    "answer_follow_up",
    "ask_follow_ups",
    "give_verdict",
    "remind_of_follow_ups",
    "remind_of_verdicts",
    "save_verdict",
    "set_verdict_rules",
    "show_verdict",
    "tell_teams",
]
