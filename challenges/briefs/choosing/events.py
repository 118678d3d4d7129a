"""How the history tells how teams chose: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "choosing.set": _("changed how teams of %(subject)s choose"),
    "choosing.room_set": _("changed how many teams %(subject)s takes"),
    "member_ranking.saved": _("saved their own ranking in team %(subject)s"),
    "member_ranking.removed": _("took %(subject)s’s own ranking of the challenges away"),
    "ranking.agreed": _("agreed to the ranking of team %(subject)s"),
    "ranking.confirmed": _("confirmed the ranking of team %(subject)s"),
    "ranking.agreement_withdrawn": _("no longer agrees to the ranking of team %(subject)s"),
    "bid.written": _("said why team %(subject)s should have “%(brief)s”"),
    "bid.removed": _("took back why team %(subject)s should have “%(brief)s”"),
    "own_problem.proposed": _("proposed a problem of the team’s own: %(subject)s"),
    "own_problem.sought": _("began to look for an owner for %(subject)s"),
    "own_problem.accepted": _("accepted the team’s own problem %(subject)s"),
    "own_problem.declined": _("declined the team’s own problem %(subject)s"),
    "own_problem.taken_back": _("took back the team’s own problem %(subject)s"),
    "employer_pass.given": _("let team %(subject)s have “%(brief)s” of a member’s employer"),
    "employer_pass.withdrawn": _("no longer lets team %(subject)s have “%(brief)s” of a member’s employer"),
}
