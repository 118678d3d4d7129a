"""Everything the site does with wishes: topics, asking for them, saving them, forgetting them."""

from cohorts.wishes.services.giving import forget_wishes, leaving_effects, save_wishes
from cohorts.wishes.services.opening import close_wishes, open_wishes, time_challenges
from cohorts.wishes.services.topics import add_topic, edit_topic, move_topic, remove_topic, take_challenges, topic_print

__all__ = [
    "add_topic",
    "close_wishes",
    "edit_topic",
    "forget_wishes",
    "leaving_effects",
    "move_topic",
    "open_wishes",
    "remove_topic",
    "save_wishes",
    "take_challenges",
    "topic_print",
    "time_challenges",
]
