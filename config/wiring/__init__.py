"""What lower rooms ask of higher ones, by name: ordered lists of functions by their dotted path."""

from config.wiring.pitch_days import CONFLICT_DECLARED as CONFLICT_DECLARED
from config.wiring.pitch_days import CONFLICT_SOURCES as CONFLICT_SOURCES
from config.wiring.pitch_days import DAY_MOVED as DAY_MOVED
from config.wiring.pitch_days import PANEL_CHANGED as PANEL_CHANGED
from config.wiring.pitch_days import RESULTS_RELEASED as RESULTS_RELEASED
from config.wiring.pitch_days import RESULTS_UNDONE as RESULTS_UNDONE
from config.wiring.pitch_days import ROUND_BEGUN as ROUND_BEGUN
from config.wiring.pitch_days import ROUND_EFFECTS as ROUND_EFFECTS
from config.wiring.pitch_days import SEAT_LETTER as SEAT_LETTER
from config.wiring.pitch_days import SHEETS_IN as SHEETS_IN

# Called by cohorts.programmes.services.start_cohort(cohort=, by=, now=) in its transaction.
START_COHORT: list[str] = [
    "challenges.work.services.copy_milestones",
]
# Called by cohorts.programmes.services.create_programme(programme=, by=, now=): each feature adds its own defaults.
NEW_PROGRAMME: list[str] = [
    "cohorts.questions.services.add_default_skills",
    "challenges.work.services.default_milestones",
    "challenges.pitchdays.services.default_rubric",
]
# What a programme's page says of higher features: functions (programme) -> list of (label, words, address, link).
PROGRAMME_PARTS: list[str] = [
    "cohorts.questions.parts.programme_part",
    "cohorts.messages.parts.programme_part",
    "challenges.work.queries.programme_part",
    "challenges.briefs.review.parts.programme_part",
    "challenges.pitchdays.queries.programme_part",
]
# What a team's pages say of higher features: functions (team, door), door "organise" or "my" -> list of such tuples.
TEAM_PARTS: list[str] = [
    "challenges.briefs.parts.of_team",
    "challenges.work.rooms.parts.of_team",
    "challenges.work.checkins.parts.of_team",
    "challenges.results.parts.of_team",
    "challenges.verdicts.parts.of_team",
]
# What the owner's page of a challenge says of higher features: functions (page), an OwnersPage of
# challenges.briefs.owners_page -> list of its Part.
OWNER_PARTS: list[str] = [
    "challenges.work.owners.of_brief",
    "challenges.work.offers.parts.of_brief",
    "challenges.verdicts.parts.of_brief",
]
# What a judge is asked to do by higher features, for their first page: functions (user, id of the one cohort that the
# session is limited to, or None) -> list of (words, address).
JUDGE_WAITS: list[str] = [
    "challenges.results.parts.waits_for",
]
# What would change in the ranking if a sheet counted that does not yet: functions (pitch_day, judge's key, pitch's key,
# scores by the criterion's key) -> list of sentences. Asked once scores are closed, for the chair alone.
SHEET_EFFECTS: list[str] = [
    "challenges.results.late.effects",
]
# What the page of teams says of higher features: functions (cohort, how many people have no team) ->
# list of (words, address, words of the link).
TEAMS_NOTICES: list[str] = [
    "cohorts.repairs.parts.teams_notices",
    "challenges.work.checkins.parts.teams_notices",
]
# What teams did last, and when mentors were last heard of, for early warnings: functions (cohort) -> (what it was,
# the moment of the latest by the team's id). Who signs in is not among them.
TEAM_ACTIVITY: list[str] = [
    "challenges.work.checkins.activity.drafts",
    "challenges.work.checkins.activity.versions",
    "challenges.work.checkins.activity.bookings",
    "challenges.work.checkins.activity.check_ins",
    "challenges.work.checkins.activity.notes",
    "challenges.work.checkins.activity.meetings",
]
MENTOR_ACTIVITY: list[str] = [
    "challenges.work.checkins.activity.agreements",
    "challenges.work.checkins.activity.heard",
    "challenges.work.checkins.activity.comments",
]
# Groups of people an organiser may write to: functions (cohort) -> list of (name, label, users).
SEGMENTS: list[str] = [
    "cohorts.people.services.segments",
    "cohorts.teams.listing.segments",
    "cohorts.visits.segments.segments",
    "desk.segments.owing",
    "cohorts.wishes.segments.segments",
    "challenges.certificates.parts.segments",
    "challenges.briefs.review.segments.segments",
    "challenges.briefs.choosing.segments.segments",
    "challenges.work.checkins.segments.segments",
]
# How a letter about something begins: kind -> function (cohort, key) -> (subject, text), or nothing.
MAILING_STARTS: dict[str, str] = {
    "milestone": "desk.segments.reminder",
    "visit": "cohorts.visits.segments.start",
    "wishes": "cohorts.wishes.segments.start",
    "certificates": "challenges.certificates.parts.start",
    "choosing": "challenges.briefs.choosing.segments.start",
    "warning": "challenges.work.checkins.segments.start",
}
# Called by edit_cohort when the first day or the zone changes: (cohort=, days=, old_zone=, by=, now=).
MOVE_COHORT: list[str] = [
    "cohorts.visits.services.move_visits",
    "challenges.work.services.move_milestones",
    "challenges.pitchdays.services.move_pitch_day",
    "challenges.audience.services.move_polls",
]
# Who is written to when it changes: functions (cohort) -> list of users.
TOLD_OF_NEW_DATES: list[str] = [
    "cohorts.visits.letters.told_of_new_dates",
    "challenges.work.services.told_of_new_dates",
]
# What moving a cohort through its life does, and what is not finished before it, for the page that asks:
# functions (cohort, action) -> list of sentences.
COHORT_EFFECTS: list[str] = [
    "cohorts.people.parts.cohort_effects",
    "cohorts.teams.parts.cohort_effects",
]
COHORT_UNFINISHED: list[str] = [
    "cohorts.people.parts.cohort_unfinished",
    "cohorts.teams.parts.cohort_unfinished",
    "desk.unfinished.challenges",
    "desk.unfinished.work",
    "cohorts.visits.parts.cohort_unfinished",
    "desk.unfinished.pitch_day",
    "cohorts.messages.parts.cohort_unfinished",
]
# What follows when people of a cohort count to another side: functions (turn=cohorts.people.queries.Turn) ->
# list of sentences.
SIDE_EFFECTS: list[str] = [
    "cohorts.teams.parts.side_effects",
]
# Called when a participant leaves: (participant=, by=, now=) -> None; before, for the preview: (participant=) ->
# list of sentences.
LEAVE_COHORT: list[str] = [
    "cohorts.visits.services.free_seats",
    "cohorts.teams.services.leave_team",
    "cohorts.wishes.services.forget_wishes",
    "challenges.briefs.choosing.services.forget_choosing",
    "challenges.work.rooms.services.forget_card",
]
LEAVING_EFFECTS: list[str] = [
    "cohorts.visits.services.leaving_effects",
    "cohorts.teams.services.leaving_effects",
    "cohorts.wishes.services.leaving_effects",
    "challenges.briefs.choosing.services.leaving_effects",
]
# What people may wish for beside the topics that organisers write: functions (cohort) -> list of (key of the challenge,
# title, what it is about, how many teams may take it).
TEAM_TOPICS: list[str] = [
    "challenges.briefs.parts.topics",
]
# Called by publish_teams where challenges are given with the teams: (cohort=, teams=[(Team, key of the challenge or
# "")], by=, now=).
TEAMS_PUBLISHED: list[str] = [
    "challenges.briefs.services.propose_with_teams",
]
# What follows in the same transaction when a brief is submitted for review: functions (brief=, version=, by=, now=).
BRIEF_SUBMITTED: list[str] = [
    "challenges.briefs.review.services.told_of_submission",
]
# What must be there before briefs go to the teams: functions (briefs=) that refuse with what is missing.
PUBLISH_NEEDS: list[str] = [
    "challenges.briefs.review.services.refuse_unready",
]
# What follows in the same transaction when a brief is published, made public, closed or withdrawn: functions
# (brief=, action=, note=, by=, now=).
BRIEF_MOVED: list[str] = [
    "challenges.briefs.review.services.told_of_move",
]
# Called when a mentor ends: (mentor=, by=, now=); before, for the preview: (mentor=) -> list of sentences.
END_MENTOR: list[str] = [
    "cohorts.teams.services.release_mentor",
    "challenges.work.rooms.services.forget_mentors_card",
]
ENDING_EFFECTS: list[str] = [
    "cohorts.teams.services.ending_effects",
]
# Dicts of cohorts.messages.kinds.MailKind by name.
MAIL_KINDS: list[str] = [
    "challenges.briefs.mail.KINDS",
    "challenges.briefs.review.mail.KINDS",
    "challenges.briefs.intake.mail.KINDS",
    "challenges.briefs.choosing.mail.KINDS",
    "challenges.briefs.questions.mail.KINDS",
    "cohorts.visits.mail.KINDS",
    "cohorts.messages.mail.KINDS",
    "cohorts.people.mail.KINDS",
    "challenges.work.mail.KINDS",
    "challenges.work.offers.mail.KINDS",
    "challenges.verdicts.mail.KINDS",
    "challenges.work.feedback.mail.KINDS",
    "challenges.work.rooms.mail.KINDS",
    "challenges.work.checkins.mail.KINDS",
    "challenges.pitchdays.mail.KINDS",
    "challenges.judges.mail.KINDS",
    "challenges.results.mail.KINDS",
    "cohorts.teams.mail.KINDS",
]
# Called by cancel_mailing for the letters that are not sent: kind -> function (mailing=, users=ids, by=, now=).
MAILING_CANCELLED: dict[str, str] = {
    "people.invited": "cohorts.people.services.call_invitations_back",
    "people.mentor_invited": "cohorts.people.services.call_invitations_back",
}
# Where the letters of a cancelled mailing can be sent anew: kind -> function (cohort) -> (words, address).
MAILING_AGAIN: dict[str, str] = {
    "people.invited": "cohorts.people.parts.invite_again",
    "people.mentor_invited": "cohorts.people.parts.invite_mentors_again",
}
# Jobs run by tick: functions of (now).
EVERY_MINUTE: list[str] = [
    "core.scheduling.reaper.reap",
    "core.audit.seal.seal",
    "cohorts.people.jobs.every_minute",
    "cohorts.teams.jobs.every_minute",
    "cohorts.repairs.jobs.every_minute",
    "challenges.briefs.intake.jobs.every_minute",
    "challenges.briefs.questions.jobs.every_minute",
    "challenges.pitchdays.jobs.every_minute",
    "challenges.audience.jobs.every_minute",
    "challenges.results.jobs.every_minute",
    "challenges.work.checkins.jobs.every_minute",
    "core.files.services.look_again",
]
EVERY_DAY: list[str] = [
    "core.files.services.remove_expired",
    "core.files.services.abandoned",
    "core.files.services.remove_unnamed",
    "core.scheduling.reaper.prune",
    "core.retention.enforce_daily",
    "core.tombstones.complete",
    "core.people.sessions.forget_expired",
    "core.people.encryption.renew",
    "challenges.work.feedback.jobs.every_day",
    "core.ratelimits.forget_old",
    "challenges.verdicts.jobs.every_day",
    "challenges.work.checkins.jobs.every_day",
]
# Background tasks by the name that services give to enqueue().
TASKS: dict[str, str] = {
    "files.preview": "core.files.tasks.preview",
    "files.scan": "core.files.tasks.scan",
    "briefs.allocate": "challenges.briefs.tasks.allocate",
    "people.export": "cohorts.people.tasks.export_people",
    "people.import": "cohorts.people.tasks.import_people",
    "teams.costs": "cohorts.teams.tasks.costs",
    "teams.form": "cohorts.teams.tasks.form",
    "repairs.mend": "cohorts.repairs.tasks.mend",
}
# Whether somebody holds a powerful role and so needs a second factor: functions (user) -> bool.
POWERFUL: list[str] = [
    "cohorts.programmes.roles.is_organiser",
    "challenges.pitchdays.roles.is_chair",
]
# For an invitation's acceptance: role name -> function(invitation=, by=, now=).
ACCEPT_INVITATION: dict[str, str] = {}
# Where somebody's own first page is: functions (user) -> path, or nothing.
HOMES: list[str] = [
    "desk.homes.organiser",
    "desk.homes.member",
    "desk.homes.judge",
    "desk.homes.partner",
    "desk.homes.editor",
]
# The menu of public pages, and the foot of every page: functions (request) -> list of {label, url, is_current}.
PUBLIC_PLACES: list[str] = [
    "cms.navigation.places",
]
PUBLIC_FOOTER: list[str] = [
    "cms.navigation.footer",
]
# Whom the demo's sign-in page offers: functions () -> [(user, role in words, path)].
DEMO_CAST: list[str] = [
    "config.demo.cast.members",
]
# Dicts of an event's name to its words, which stand after the actor's name: "booked a seat on %(subject)s".
EVENT_WORDS: list[str] = [
    "core.people.events.WORDS",
    "core.files.events.WORDS",
    "challenges.briefs.events.WORDS",
    "challenges.briefs.review.events.WORDS",
    "challenges.briefs.intake.events.WORDS",
    "challenges.briefs.choosing.events.WORDS",
    "challenges.briefs.questions.events.WORDS",
    "cohorts.visits.events.WORDS",
    "cohorts.programmes.events.WORDS",
    "cohorts.messages.events.WORDS",
    "cohorts.questions.events.WORDS",
    "cohorts.people.events.WORDS",
    "cohorts.teams.events.WORDS",
    "cohorts.repairs.events.WORDS",
    "cohorts.wishes.events.WORDS",
    "challenges.work.events.WORDS",
    "challenges.work.offers.events.WORDS",
    "challenges.verdicts.events.WORDS",
    "challenges.work.feedback.events.WORDS",
    "challenges.work.rooms.events.WORDS",
    "challenges.work.checkins.events.WORDS",
    "challenges.pitchdays.events.WORDS",
    "challenges.live.events.WORDS",
    "challenges.judges.events.WORDS",
    "challenges.audience.events.WORDS",
    "challenges.judging.events.WORDS",
    "challenges.judging.paper.events.WORDS",
    "challenges.judging.rounds.events.WORDS",
    "challenges.results.events.WORDS",
    "challenges.certificates.events.WORDS",
]
# The teams that the list of people shows and filters by: functions (cohort) -> list of (key, name, participants' ids).
PEOPLE_GROUPS: list[str] = [
    "cohorts.teams.listing.groups",
]
# The path in Django's words from a place to the group it is in: function () -> str.
PEOPLE_GROUP_PATH: list[str] = [
    "cohorts.teams.listing.group_path",
]
# Retention: functions (now, dry_run) -> list of (label, number of rows), marked with core.retention.erases.
ERASERS: list[str] = [
    "challenges.briefs.erasers.people",
    "challenges.briefs.choosing.erasers.choosing",
    "challenges.briefs.questions.erasers.questions",
    # before the participants, whose going makes check-ins nameless
    "challenges.work.checkins.erasers.check_ins",
    "challenges.briefs.erasers.contacts",
    "challenges.briefs.review.erasers.reviews",
    "challenges.briefs.review.erasers.papers",
    "challenges.briefs.intake.erasers.applications",
    "challenges.briefs.intake.erasers.people",
    "challenges.work.offers.erasers.offers",
    "challenges.verdicts.erasers.verdicts",
    "challenges.verdicts.erasers.follow_ups",
    "cohorts.visits.erasers.needs",
    "cohorts.visits.erasers.people",
    "core.erasers.mail",
    "core.erasers.invitations",
    "core.erasers.impersonations",
    "core.erasers.recoveries",
    "core.erasers.sessions",
    "core.erasers.uploads",
    "core.erasers.accounts",
    "cohorts.erasers.imports",
    "cohorts.erasers.participants",
    "cohorts.erasers.mentors",
    "cohorts.erasers.proposals",
    "cohorts.erasers.repairs",
    "cohorts.erasers.wishes",
    "cohorts.erasers.senders",
    "cohorts.erasers.staff",
    "challenges.work.rooms.erasers.rooms",
    "challenges.work.rooms.erasers.cards",
    "challenges.erasers.files",
    "challenges.work.feedback.erasers.feedback",
    "challenges.erasers.versions",
    "challenges.erasers.work_in_progress",
    "challenges.erasers.people_met",
    "challenges.erasers.conflicts",
    "challenges.erasers.notes",
    "challenges.erasers.reasons",
    "challenges.erasers.devices",
    "challenges.erasers.certificates",
    "challenges.erasers.arrangements",
    "challenges.erasers.extra_time",
    "challenges.erasers.paper",
    "challenges.erasers.old_sheets",
    "challenges.erasers.revisions",
    "challenges.erasers.late_scores",
    "challenges.erasers.reopenings",
    "challenges.erasers.words_from_the_desk",
    "challenges.erasers.judges_changes",
    "challenges.erasers.audience",
    "challenges.erasers.reviewed_notes",
    "challenges.erasers.questions",
    "challenges.erasers.team_questions",
]
# What must be true of the data at any time: functions () -> sentences about what is not (manage.py check_invariants).
INVARIANTS: list[str] = [
    "cohorts.visits.invariants.seats_within_capacity",
    "challenges.audience.invariants.ballots_are_codes_used",
    "challenges.results.invariants.released_results_recompute",
    "core.invariants.audit_chain",
    "core.invariants.mail_ends",
    "core.invariants.files_are_there",
    "core.invariants.files_have_owner_and_state",
    "challenges.pitchdays.invariants.fixed_texts_are_whole",
]
# Who is told of a file that the scanner found to be harmful: functions (stored=, now=).
FILE_INFECTED: list[str] = [
    "cohorts.messages.files.tell_of_harmful_file",
]
