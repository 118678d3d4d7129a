"""How the history tells of questions about challenges, never their words nor the team."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "brief_question.asked": _("asked %(subject)s"),
    "brief_question.withdrawn": _("withdrew %(subject)s"),
    "brief_question.claimed": _("began to answer %(subject)s"),
    "brief_question.let_go": _("left to others: %(subject)s"),
    "brief_question.answered": _("answered %(subject)s"),
    "brief_question.corrected": _("corrected the answer to %(subject)s"),
    "brief_question.passed": _("passed on %(subject)s. It is for: %(to)s"),
    "brief_question.merged": _("marked as the same as another: %(subject)s"),
    "brief_question.parted": _("marked as no longer the same as another: %(subject)s"),
    "brief_question.listed": _("put into the list of frequent questions: %(subject)s"),
    "brief_question.unlisted": _("took off the list of frequent questions: %(subject)s"),
    "brief_question.moved": _("moved in the list of frequent questions: %(subject)s"),
    "brief_asking.set": _("changed how teams of %(subject)s ask about challenges"),
    "brief_asking.dated": _("changed until when teams may ask about %(subject)s"),
}
