"""Everything the site does with check-ins, needs and early warnings."""

from challenges.work.checkins.services.errors import NeedChanged, NoCheckIns, ReasonMissing, WarningOver, WeekOver
from challenges.work.checkins.services.needs import finish_need, let_go_need, reopen_need, take_need
from challenges.work.checkins.services.rules import set_check_in_rules
from challenges.work.checkins.services.telling import remind, tell_organisers, to_remind
from challenges.work.checkins.services.warning import look_at, set_aside
from challenges.work.checkins.services.writing import save_check_in, set_reminder

__all__ = [
    "NeedChanged",
    "NoCheckIns",
    "ReasonMissing",
    "WarningOver",
    "WeekOver",
    "finish_need",
    "let_go_need",
    "look_at",
    "remind",
    "reopen_need",
    "save_check_in",
    "set_aside",
    "set_check_in_rules",
    "set_reminder",
    "take_need",
    "tell_organisers",
    "to_remind",
]
