"""How the history tells what happened to proposals and teams: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "proposal.asked_for": _("asked for %(subject)s"),
    "proposal.formed": _("formed %(subject)s"),
    "proposal.found_impossible": _("found that no split keeps the rules"),
    "proposal.failed": _("stopped by a fault"),
    "proposal.stopped": _("asked to stop at the best so far"),
    "proposal.discarded": _("threw %(subject)s away"),
    "proposal.person_moved": _("moved %(person)s to %(team)s"),
    "proposal.move_undone": _("moved %(person)s back to %(team)s"),
    "proposal.move_redone": _("moved %(person)s to %(team)s again"),
    "proposal.team_locked": _("locked %(team)s"),
    "proposal.team_unlocked": _("unlocked %(team)s"),
    "proposal.improve_asked": _("asked for %(subject)s, better than proposal %(base)s"),
    "proposal.again_asked": _("formed proposal %(base)s again, as %(subject)s"),
    "proposal.person_locked": _("locked %(person)s in %(team)s"),
    "proposal.person_unlocked": _("unlocked %(person)s in %(team)s"),
    "proposal.team_renamed": _("renamed %(before)s to %(team)s"),
    "proposal.changes_taken": _("took over what changed about people"),
    "teams.published": _("published the teams"),
    "teams.rules_waived": _("published %(subject)s although rules are broken"),
    "proposal.noted": _("wrote a note on %(subject)s"),
    "proposal.costs_asked": _("asked what each level of %(subject)s costs"),
}
# Of teams and their people after publication.
AFTERWARDS = {
    "team.formed": _("formed %(subject)s"),
    "team.renamed": _("renamed %(before)s to %(after)s"),
    "team.room_changed": _("changed the room of %(subject)s"),
    "teams.names_until_set": _("set until when teams may name themselves"),
    "teams.names_settled": _("settled the names of the teams"),
    "team.named": _("named the team %(after)s instead of %(before)s"),
    "member.moved": _("moved %(person)s from %(before)s to %(team)s"),
    "member.added": _("added %(person)s to %(team)s"),
    "member.left": _("took %(person)s out of %(team)s"),
    "mentor.assigned": _("made %(person)s a mentor of %(subject)s"),
    "mentor.unassigned": _("took %(person)s off as a mentor of %(subject)s"),
}
PROPOSALS = frozenset(WORDS)
WORDS |= AFTERWARDS
