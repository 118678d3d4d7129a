"""What happened to programmes and cohorts, in words that stand after the actor's name."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "programme.created": _("made the programme %(subject)s"),
    "programme.edited": _("changed what %(subject)s says of itself"),
    "programme.weeks_edited": _("changed the weeks of %(subject)s"),
    "staff.added": _("added an organiser: %(subject)s"),
    "staff.ended": _("ended the role of %(subject)s"),
    "cohort.created": _("started %(subject)s from its programme"),
    "cohort.edited": _("changed the settings of %(subject)s"),
    "cohort.weeks_edited": _("changed the weeks of %(subject)s"),
    "cohort.opened": _("opened %(subject)s for people"),
    "cohort.closed_to_people": _("closed %(subject)s to more people"),
    "cohort.reopened": _("opened %(subject)s for more people"),
    "cohort.started": _("started the twelve weeks of %(subject)s"),
    "cohort.completed": _("completed %(subject)s"),
    "cohort.cancelled": _("cancelled %(subject)s"),
}
