"""Everything the site does as challenges come in."""

from challenges.briefs.intake.services.applications import (
    accept_application,
    apply,
    decline_application,
    found_application,
    prove_application,
    set_call,
    token_of,
)
from challenges.briefs.intake.services.errors import (
    AnswersMissing,
    CallClosed,
    FilesFixed,
    LinkOver,
    NoPublicWords,
    NotBeingWritten,
    PlanTooEarly,
    TooManyFiles,
)
from challenges.briefs.intake.services.files import add_file, remove_file, set_readers
from challenges.briefs.intake.services.inviting import invite_to_write
from challenges.briefs.intake.services.planning import cancel_plan, plan_release, release_due
from challenges.briefs.intake.services.reading import note_reading
from challenges.briefs.intake.services.writing import Saved, digest, save_answers, submit_whole

__all__ = [
    "AnswersMissing",
    "CallClosed",
    "FilesFixed",
    "LinkOver",
    "NoPublicWords",
    "NotBeingWritten",
    "PlanTooEarly",
    "Saved",
    "TooManyFiles",
    "accept_application",
    "add_file",
    "apply",
    "cancel_plan",
    "decline_application",
    "digest",
    "found_application",
    "invite_to_write",
    "note_reading",
    "plan_release",
    "prove_application",
    "release_due",
    "remove_file",
    "save_answers",
    "set_call",
    "set_readers",
    "submit_whole",
    "token_of",
]
