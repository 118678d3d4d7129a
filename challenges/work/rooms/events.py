"""How the history tells what happened in a team's room: that it happened, never what the team wrote."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "team_decision.recorded": _("recorded a decision of %(subject)s"),
    "team_decision.replaced": _("recorded a decision of %(subject)s in the place of an earlier one"),
    "team_note.written": _("wrote a note for %(subject)s"),
    "team_note.saved": _("changed a note of %(subject)s"),
    "team_note.shared": _("shares a note of %(subject)s with its mentors and the organisers"),
    "team_note.kept": _("keeps a note of %(subject)s to the team again"),
    "team_meeting.proposed": _("asked %(subject)s when it can meet"),
    "team_meeting.answered": _("said when they can meet %(subject)s"),
    "team_meeting.fixed": _("fixed the time of a meeting of %(subject)s"),
    "team_meeting.moved": _("changed a meeting of %(subject)s"),
    "team_meeting.cancelled": _("cancelled a meeting of %(subject)s"),
    "team_link.added": _("added a link for %(subject)s"),
    "team_link.placed": _("put the links of %(subject)s in another order"),
    "team_link.removed": _("removed a link of %(subject)s"),
    "contact_card.saved": _("changed how their teams can reach them in %(subject)s"),
}
