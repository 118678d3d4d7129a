"""How the history tells what happened to milestones: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "milestone_template.saved": _("set the milestone %(subject)s for new cohorts"),
    "milestone_template.removed": _("took the milestone %(subject)s away from new cohorts"),
    "milestone_template.ordered": _("put the milestones of new cohorts in another order"),
    "milestone.created": _("set the milestone %(subject)s"),
    "milestone.changed": _("changed the milestone %(subject)s"),
    "milestone.moved": _("moved the deadline of %(subject)s from %(was)s to %(due)s"),
    "milestone.ordered": _("put the milestones in another order"),
    "milestone.removed": _("removed the milestone %(subject)s"),
    "submission.handed_in": _("handed in %(subject)s"),
    "submission.agreed": _("agreed to %(subject)s"),
    "submission.change_asked": _("asked for a change of %(subject)s"),
    "submission.fixed": _("was the last to agree to %(subject)s, which is fixed now"),
    "statement_request.made": _("asked to open again %(subject)s"),
    "statement_request.granted": _("opened again %(subject)s"),
    "statement_request.declined": _("left as agreed %(subject)s"),
    "extension.given": _("gave more time for %(subject)s"),
    "extension.ended": _("took back the extra time for %(subject)s"),
}
