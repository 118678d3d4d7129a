"""What lower rooms ask of higher ones, by name: ordered lists of functions by their dotted path."""

# Called by cohorts.programmes.services.start_cohort(cohort=, by=, now=) in its transaction.
START_COHORT: list[str] = []
# Called when a participant leaves: (participant=, by=, now=) -> None; and before, for the preview: (participant=) -> list of sentences.
LEAVE_COHORT: list[str] = []
LEAVING_EFFECTS: list[str] = []
# Dicts of cohorts.messages.kinds.MailKind by name.
MAIL_KINDS: list[str] = []
# Jobs run by tick: functions of (now).
EVERY_MINUTE: list[str] = []
EVERY_DAY: list[str] = [
    "core.files.services.remove_expired",
]
# Background tasks by the name that services give to enqueue().
TASKS: dict[str, str] = {}
# Whether somebody holds a powerful role and so needs a second factor: functions (user) -> bool.
POWERFUL: list[str] = []
# For an invitation's acceptance: role name -> function(invitation=, by=, now=).
ACCEPT_INVITATION: dict[str, str] = {}
