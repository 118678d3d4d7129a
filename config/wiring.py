"""What lower rooms ask of higher ones, by name: ordered lists of functions by their dotted path."""

# Called by cohorts.programmes.services.start_cohort(cohort=, by=, now=) in its transaction.
START_COHORT: list[str] = []
# Called by cohorts.programmes.services.create_programme(programme=, by=, now=): each feature adds its own defaults.
NEW_PROGRAMME: list[str] = []
# What a programme's page says of higher features: functions (programme) -> list of (label, words, address, words of the link).
PROGRAMME_PARTS: list[str] = []
# Groups of people an organiser may write to: functions (cohort) -> list of (name, label, users).
SEGMENTS: list[str] = []
# Called when a participant leaves: (participant=, by=, now=) -> None; and before, for the preview: (participant=) -> list of sentences.
LEAVE_COHORT: list[str] = []
LEAVING_EFFECTS: list[str] = []
# Dicts of cohorts.messages.kinds.MailKind by name.
MAIL_KINDS: list[str] = [
    "cohorts.messages.mail.KINDS",
]
# Jobs run by tick: functions of (now).
EVERY_MINUTE: list[str] = []
EVERY_DAY: list[str] = [
    "core.files.services.remove_expired",
    "core.people.sessions.forget_expired",
    "core.ratelimits.forget_old",
]
# Background tasks by the name that services give to enqueue().
TASKS: dict[str, str] = {}
# Whether somebody holds a powerful role and so needs a second factor: functions (user) -> bool.
POWERFUL: list[str] = []
# For an invitation's acceptance: role name -> function(invitation=, by=, now=).
ACCEPT_INVITATION: dict[str, str] = {}
# Where somebody's own first page is: functions (user) -> path, or nothing.
HOMES: list[str] = []
# Whom the demo's sign-in page offers: functions () -> [(user, role in words, path)].
DEMO_CAST: list[str] = []
