"""How the history tells what happened to pitch days: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "rubric_template.saved": _("set the rubric of new pitch days"),
    "criterion.saved": _("set the criterion %(subject)s"),
    "criterion.removed": _("removed the criterion %(subject)s"),
    "criterion.moved": _("moved the criterion %(subject)s to place %(place)s"),
    "rubric.replaced": _("replaced the rubric: %(source)s, criteria: %(criteria)s"),
    "rubric.frozen": _("froze the rubric: %(subject)s"),
    "rules.published": _("published the rules of judging: %(subject)s"),
    "round.asked": _("asked the chair for a new round: %(reason)s"),
    "round.withdrawn": _("took back the wish for a new round"),
    "round.declined": _("did not agree to a new round"),
    "round.agreed": _("agreed to a new round"),
    "pitchday.round_begun": _("began a new round: earlier sheets are kept and do not count"),
    "pitchday.planned": _("planned the pitch day"),
    "pitchday.changed": _("changed the pitch day"),
    "pitchday.order_drawn": _("drew the running order by lot"),
    "slot.moved": _("moved a place in the running order: %(subject)s"),
    "panel.assigned": _("drew which judges see which pitch"),
    "panel.joined": _("put %(subject)s on the panel"),
    "panel.left": _("took %(subject)s off the panel"),
    "panel.chair_named": _("named %(subject)s to chair the panel"),
    "conflict.declared": _("declared a conflict of interest: %(subject)s"),
    "conflict.withdrawn": _("withdrew a conflict of interest: %(subject)s"),
    "pitchday.scoring_opened": _("opened scoring"),
    "pitchday.scores_closed": _("closed scores"),
    "pitchday.scoring_reopened": _("opened scoring again"),
}
