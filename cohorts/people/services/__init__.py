"""Everything the site does with people of a cohort: adding, importing, correcting, inviting, leaving."""

from cohorts.people.services.accounts import find_or_make_organisation, find_or_make_user, may_rename, rename_person
from cohorts.people.services.exports import promise_people, store_people
from cohorts.people.services.importing import begin_import, give_back_forgotten
from cohorts.people.services.imports import (
    choose_columns,
    confirm_import,
    discard_import,
    settle_organisations,
    upload_people,
)
from cohorts.people.services.invitations import call_invitations_back, invite_people, preview_invitations
from cohorts.people.services.leaving import leaving_effects, return_participant, withdraw_participant
from cohorts.people.services.mentors import (
    add_mentor,
    add_mentor_person,
    correct_mentor,
    edit_mentor,
    end_mentor,
)
from cohorts.people.services.organisations import correct_sector, edit_organisation, merge_organisations
from cohorts.people.services.places import (
    add_participant,
    add_person,
    correct_person,
    edit_participant,
    set_availability,
    set_skills,
)
from cohorts.people.services.segments import segments

__all__ = [
    "add_mentor",
    "add_mentor_person",
    "add_participant",
    "add_person",
    "call_invitations_back",
    "begin_import",
    "choose_columns",
    "confirm_import",
    "correct_mentor",
    "correct_person",
    "correct_sector",
    "discard_import",
    "edit_mentor",
    "edit_organisation",
    "edit_participant",
    "end_mentor",
    "find_or_make_organisation",
    "find_or_make_user",
    "give_back_forgotten",
    "invite_people",
    "leaving_effects",
    "may_rename",
    "merge_organisations",
    "preview_invitations",
    "promise_people",
    "rename_person",
    "return_participant",
    "segments",
    "set_availability",
    "set_skills",
    "settle_organisations",
    "store_people",
    "upload_people",
    "withdraw_participant",
]
