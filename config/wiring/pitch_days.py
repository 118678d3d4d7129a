"""What the features of pitch day ask of one another and of higher ones; part of the wiring."""

# What follows in the same transaction when results are released: functions (decision=, by=, now=).
RESULTS_RELEASED: list[str] = [
    "challenges.certificates.services.give_certificates",
]
# What follows when a release is undone before anybody saw it: functions (cohort=, released_at=, by=, now=).
RESULTS_UNDONE: list[str] = [
    "challenges.certificates.services.take_back_certificates",
]
# Where conflicts of interest come from: functions (pitch_day) -> list of challenges.pitchdays.sources.Found. The
# function's own name is kept with each row, so a later feature adds a source by one more line.
CONFLICT_SOURCES: list[str] = [
    "challenges.pitchdays.sources.same_employer",
    "challenges.pitchdays.sources.mentored_team",
    "challenges.pitchdays.sources.owned_challenge",
    "challenges.pitchdays.sources.challenge_of_own_body",
    "challenges.pitchdays.sources.former_team",
    "challenges.pitchdays.sources.line_manager",
    "challenges.pitchdays.sources.nominator",
]
# Called when a pitch day is planned for another date: functions (cohort=, days=, old_zone=, by=, now=).
DAY_MOVED: list[str] = [
    "challenges.audience.services.move_polls",
]
# Called when a panel has changed: functions (pitch_day=, by=, now=).
PANEL_CHANGED: list[str] = [
    "challenges.pitchdays.services.find_conflicts",
]
# Which sheets are handed in: functions (pitch_day) -> set of (seat's id, slot's id).
SHEETS_IN: list[str] = [
    "challenges.judging.sheets.handed_in",
]
# What follows when a conflict begins to count: functions (conflict=, by=, now=).
CONFLICT_DECLARED: list[str] = [
    "challenges.judging.services.void_card",
]
# What a new round of judging does to what higher features hold, before it is done: functions (day) -> sentences; and
# what follows when the chair agrees to it: functions (version=, by=, now=).
ROUND_EFFECTS: list[str] = [
    "challenges.judging.rounds.queries.round_effects",
]
ROUND_BEGUN: list[str] = [
    "challenges.judging.rounds.services.set_sheets_aside",
]
# What a judge's invitation says of higher features: placeholder -> function (seat=, now=) -> text.
SEAT_LETTER: dict[str, str] = {
    "judging_link": "challenges.judges.services.letter_link",
}
