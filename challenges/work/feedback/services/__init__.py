"""What the site does with feedback on teams' work."""

from challenges.work.feedback.services.comments import (
    change_comment,
    draft_comment,
    reopen,
    reply,
    send_feedback,
    settle,
    take_back,
)
from challenges.work.feedback.services.marks import ask_marks, give_marks, release_marks
from challenges.work.feedback.services.requests import (
    ask_feedback,
    call_off_request,
    decline_request,
    remind_overdue,
)

__all__ = [
    "ask_feedback",
    "ask_marks",
    "call_off_request",
    "change_comment",
    "decline_request",
    "draft_comment",
    "give_marks",
    "release_marks",
    "remind_overdue",
    "reopen",
    "reply",
    "send_feedback",
    "settle",
    "take_back",
]
