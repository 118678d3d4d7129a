"""What the site does with the audience of a pitch day."""

from challenges.audience.services.codes import (
    new_browser,
    print_cards,
    renew_code,
    use_code,
    void_cards,
)
from challenges.audience.services.guests import check_in, check_out, fill_guests, walk_in
from challenges.audience.services.polls import (
    close_due,
    close_poll,
    move_polls,
    open_due,
    open_poll,
    remove_poll,
    save_poll,
    save_prize,
    show_result,
)
from challenges.audience.services.questions import ask_question, moderate, take_questions, upvote
from challenges.audience.services.votes import cast_vote, cast_without_code

__all__ = [
    "ask_question",
    "cast_vote",
    "cast_without_code",
    "check_in",
    "check_out",
    "close_due",
    "close_poll",
    "fill_guests",
    "moderate",
    "move_polls",
    "new_browser",
    "open_due",
    "open_poll",
    "print_cards",
    "remove_poll",
    "renew_code",
    "save_poll",
    "save_prize",
    "show_result",
    "take_questions",
    "upvote",
    "use_code",
    "void_cards",
    "walk_in",
]
