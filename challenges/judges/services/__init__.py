"""What the site does for judges beside the scoring."""

from challenges.judges.services.words import (
    AskedAlready,
    HasLeft,
    TooSoon,
    answer_reopening,
    ask_reopening,
    nudge,
    put_away,
)

__all__ = [
    "AskedAlready",
    "HasLeft",
    "TooSoon",
    "answer_reopening",
    "ask_reopening",
    "nudge",
    "put_away",
]
