"""Everything the site does with teams: forming, changing, publishing, mentors and members."""

from cohorts.teams.services.again import form_again, improve_teams
from cohorts.teams.services.board import is_stale, move_on_board, redo_move, undo_move
from cohorts.teams.services.costs import ask_costs, fail_costs, keep_costs, note_costs
from cohorts.teams.services.holding import lock_place, lock_team, rename_proposed_team, take_changes_over
from cohorts.teams.services.members import (
    MovePreview,
    leave_team,
    leaving_effects,
    move_member,
    move_members,
    moved_words,
    preview_move,
    team_of,
)
from cohorts.teams.services.mentors import (
    Choice,
    assign_mentor,
    choose_mentors,
    ending_effects,
    release_mentor,
    unassign_mentor,
)
from cohorts.teams.services.naming import change_team, may_name_itself, name_own_team, rename_team, set_names_until
from cohorts.teams.services.notes import note_proposal
from cohorts.teams.services.proposals import (
    discard_proposal,
    fail_forgotten,
    fail_forming,
    finish_forming,
    give_up_forming,
    note_progress,
    propose_teams,
    stop_forming,
)
from cohorts.teams.services.publishing import (
    Lineup,
    Plan,
    broken_rules,
    lineups,
    must_type_count,
    preview_publication,
    publish_teams,
)
from cohorts.teams.services.telling import held_letters, preview_changes

__all__ = [
    "Choice",
    "Lineup",
    "MovePreview",
    "Plan",
    "ask_costs",
    "fail_costs",
    "held_letters",
    "keep_costs",
    "may_name_itself",
    "name_own_team",
    "must_type_count",
    "note_costs",
    "note_proposal",
    "assign_mentor",
    "broken_rules",
    "change_team",
    "choose_mentors",
    "ending_effects",
    "discard_proposal",
    "fail_forgotten",
    "fail_forming",
    "finish_forming",
    "form_again",
    "give_up_forming",
    "improve_teams",
    "is_stale",
    "leave_team",
    "leaving_effects",
    "lineups",
    "lock_place",
    "lock_team",
    "move_member",
    "move_members",
    "move_on_board",
    "moved_words",
    "note_progress",
    "preview_changes",
    "preview_move",
    "preview_publication",
    "propose_teams",
    "publish_teams",
    "redo_move",
    "rename_proposed_team",
    "release_mentor",
    "rename_team",
    "set_names_until",
    "stop_forming",
    "take_changes_over",
    "team_of",
    "unassign_mentor",
    "undo_move",
]
