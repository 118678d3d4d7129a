"""How the history tells what happened to milestones: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "milestone_template.saved": _("set the milestone %(subject)s for new cohorts"),
    "milestone_template.removed": _("took the milestone %(subject)s away from new cohorts"),
    "milestone.created": _("set the milestone %(subject)s"),
    "milestone.changed": _("changed the milestone %(subject)s"),
    "milestone.removed": _("removed the milestone %(subject)s"),
    "submission.handed_in": _("handed in %(subject)s"),
}
