"""Everything the site does to mend published teams."""

from cohorts.repairs.services.applying import apply_repair, ended_words
from cohorts.repairs.services.asking import (
    ask_repair,
    discard_repair,
    fail_forgotten,
    fail_repair,
    finish_repair,
)

__all__ = [
    "apply_repair",
    "ask_repair",
    "discard_repair",
    "ended_words",
    "fail_forgotten",
    "fail_repair",
    "finish_repair",
]
