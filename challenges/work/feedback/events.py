"""How the history tells of feedback on teams' work, never what was said."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "work_feedback.given": _("sent feedback on %(subject)s"),
    "work_feedback.noted": _("wrote to other helpers about %(subject)s"),
    "work_comment.changed": _("changed a comment on %(subject)s"),
    "work_comment.taken_back": _("took back a comment on %(subject)s"),
    "work_comment.replied": _("replied to a comment on %(subject)s"),
    "work_comment.settled": _("settled a comment on %(subject)s"),
    "work_comment.reopened": _("opened a comment again: %(subject)s"),
    "feedback_request.made": _("asked for feedback on %(subject)s"),
    "feedback_request.given": _("gave the feedback that was asked for: %(subject)s"),
    "feedback_request.declined": _("declined to give feedback on %(subject)s"),
    "feedback_request.called_off": _("called off a request for feedback: %(subject)s"),
    "work_marks.asked": _("asked for marks on %(subject)s"),
    "work_marks.given": _("gave marks on %(subject)s"),
    "work_marks.shown": _("was the last to give marks, which are shown now: %(subject)s"),
    "work_marks.released": _("showed the marks before all were in: %(subject)s"),
}
