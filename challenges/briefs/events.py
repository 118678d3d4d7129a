"""How the history tells what happened to challenges: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "brief.created": _("wrote the challenge %(subject)s"),
    "brief.edited": _("changed the challenge %(subject)s"),
    "brief.submitted": _("submitted the challenge %(subject)s for review"),
    "brief.review_started": _("started the review of %(subject)s"),
    "brief.changes_requested": _("asked for changes to the challenge %(subject)s"),
    "brief.approved": _("approved the challenge %(subject)s"),
    "brief.rejected": _("did not take the challenge %(subject)s"),
    "brief.published": _("published the challenge %(subject)s"),
    "brief.withdrawn": _("withdrew the challenge %(subject)s"),
    "brief.restored": _("took back as a draft: %(subject)s"),
    "brief.closed": _("closed the challenge %(subject)s"),
    "brief.made_public": _("showed everybody the challenge %(subject)s"),
    "brief.made_private": _("took off the public pages: %(subject)s"),
    "brief.owner_added": _("named somebody who answers for %(subject)s"),
    "brief.owner_removed": _("took somebody off those who answer for %(subject)s"),
    "ranking.changed": _("changed the ranking of team %(subject)s"),
    "allocation.asked": _("asked for an allocation of challenges"),
    "allocation.proposed": _("worked out %(subject)s"),
    "allocation.failed": _("could not work out %(subject)s"),
    "allocation.changed": _("changed %(subject)s by hand"),
    "allocation.swapped": _("swapped %(team)s and %(other)s in %(subject)s"),
    "allocation.aim_chosen": _("chose “%(after)s” for %(subject)s"),
    "allocation.published": _("told the teams their challenges"),
    "allocation.corrected": _("corrected which team works on which challenge: %(changes)s"),
    "allocation.replaced": _("replaced %(subject)s by a correction"),
    "allocation.discarded": _("threw %(subject)s away"),
}
