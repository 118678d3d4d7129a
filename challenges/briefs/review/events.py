"""How the history tells of the review of challenges, never what reviewers gave."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "brief_review.asked": _("asked somebody to review: %(subject)s"),
    "brief_review.handed_in": _("handed in a review: %(subject)s"),
    "brief_review.called_off": _("called off a review: %(subject)s"),
    "brief_comment.made": _("commented on %(subject)s"),
    "brief_comment.answered": _("answered a comment on %(subject)s"),
    "brief_comment.resolved": _("marked a comment as resolved: %(subject)s"),
    "brief_comment.reopened": _("opened a comment again: %(subject)s"),
    "brief_check.asked": _("asked for a sensitivity check of %(subject)s"),
    "brief_check.done": _("checked the sensitivity of %(subject)s"),
    "brief_backing.asked": _("asked the senior sponsor to back %(subject)s"),
    "brief_backing.answered": _("answered as senior sponsor: %(subject)s"),
    "brief_backing.recorded": _("recorded what the senior sponsor said: %(subject)s"),
    "brief_criteria.changed": _("changed the criteria for challenges of %(subject)s"),
}
