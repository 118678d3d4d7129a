"""What the site does with pitch days."""

from challenges.pitchdays.services.day import (
    DayExists,
    NotReady,
    ReasonNeeded,
    close_scores,
    edit_pitch_day,
    move_pitch_day,
    open_scoring,
    plan_pitch_day,
    reopen_scoring,
)
from challenges.pitchdays.services.order import assign_judges, draw_order, move_slot
from challenges.pitchdays.services.panel import (
    add_judge,
    declare_conflict,
    make_chair,
    seat_judge,
    send_invitation,
    unseat_judge,
    withdraw_conflict,
)
from challenges.pitchdays.services.rubric import (
    RubricFrozen,
    default_rubric,
    remove_criterion,
    save_criterion,
    save_rubric_as_default,
)

__all__ = [
    "DayExists",
    "NotReady",
    "ReasonNeeded",
    "RubricFrozen",
    "add_judge",
    "assign_judges",
    "close_scores",
    "declare_conflict",
    "default_rubric",
    "draw_order",
    "edit_pitch_day",
    "make_chair",
    "move_pitch_day",
    "move_slot",
    "open_scoring",
    "plan_pitch_day",
    "remove_criterion",
    "reopen_scoring",
    "save_criterion",
    "save_rubric_as_default",
    "seat_judge",
    "send_invitation",
    "unseat_judge",
    "withdraw_conflict",
]
