"""Addresses of the teams feature, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from cohorts.teams.views import again, board, compare, explaining, members, naming, proposals, publishing, setup, teams

PROPOSAL = "<slug:cohort>/teams/proposals/<str:key>/"
TEAM = "<slug:cohort>/teams/<str:key>/"
organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/teams/", teams.teams, name="teams"),
    path("<slug:cohort>/teams/teams.csv", teams.teams_csv, name="teams_csv"),
    path("<slug:cohort>/teams/mentors/", teams.mentors, name="teams_mentors"),
    path("<slug:cohort>/teams/names/", teams.naming, name="teams_naming"),
    path("<slug:cohort>/teams/propose/", setup.propose, name="teams_propose"),
    path("<slug:cohort>/teams/effects/", setup.effects, name="teams_effects"),
    path("<slug:cohort>/teams/compare/", compare.compare_proposals, name="teams_compare"),
    path(PROPOSAL, board.proposal, name="proposal"),
    path(f"{PROPOSAL}progress/", proposals.progress, name="proposal_progress"),
    path(f"{PROPOSAL}stop/", proposals.stop, name="proposal_stop"),
    path(f"{PROPOSAL}discard/", proposals.discard, name="proposal_discard"),
    path(f"{PROPOSAL}move/", board.move, name="proposal_move"),
    path(f"{PROPOSAL}lock/", board.lock, name="proposal_lock"),
    path(f"{PROPOSAL}undo/", board.undo, name="proposal_undo"),
    path(f"{PROPOSAL}redo/", board.redo, name="proposal_redo"),
    path(f"{PROPOSAL}lock-team/", board.lock_team, name="proposal_lock_team"),
    path(f"{PROPOSAL}improve/", again.improve, name="proposal_improve"),
    path(f"{PROPOSAL}again/", again.again, name="proposal_again"),
    path(f"{PROPOSAL}rename/", board.rename, name="proposal_rename"),
    path(f"{PROPOSAL}take-over/", board.take_over, name="proposal_take_over"),
    path(f"{PROPOSAL}publish/", publishing.publish, name="proposal_publish"),
    path(f"{PROPOSAL}explain/", explaining.explain, name="proposal_explain"),
    path(f"{PROPOSAL}explain/costs/", explaining.costs, name="proposal_costs"),
    path(f"{PROPOSAL}record/", explaining.record, name="proposal_record"),
    path("<slug:cohort>/teams/people/<str:key>/", members.move_member, name="person_team"),
    path(TEAM, teams.team, name="team"),
    path(f"{TEAM}change/", teams.change, name="team_change"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/team/", members.my_team, name="team"),
    path("<slug:cohort>/team/<str:key>/name/", naming.name_own_team, name="team_name"),
]
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
