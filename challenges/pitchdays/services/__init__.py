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
from challenges.pitchdays.services.rounds import (
    agree_new_round,
    ask_new_round,
    decline_new_round,
    withdraw_new_round,
)
from challenges.pitchdays.services.rubric import (
    RubricFrozen,
    default_rubric,
    duplicate_criterion,
    move_criterion,
    remove_criterion,
    replace_rubric,
    save_criterion,
    save_rubric_as_default,
)
from challenges.pitchdays.services.rules import publish_rules

__all__ = [
    "DayExists",
    "NotReady",
    "ReasonNeeded",
    "RubricFrozen",
    "add_judge",
    "agree_new_round",
    "ask_new_round",
    "assign_judges",
    "close_scores",
    "declare_conflict",
    "decline_new_round",
    "default_rubric",
    "draw_order",
    "duplicate_criterion",
    "edit_pitch_day",
    "make_chair",
    "move_criterion",
    "move_pitch_day",
    "move_slot",
    "open_scoring",
    "plan_pitch_day",
    "publish_rules",
    "remove_criterion",
    "reopen_scoring",
    "replace_rubric",
    "save_criterion",
    "save_rubric_as_default",
    "seat_judge",
    "send_invitation",
    "unseat_judge",
    "withdraw_conflict",
    "withdraw_new_round",
]
