"""How the history tells how challenges came in: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "challenge_call.changed": _("changed whether challenges can be proposed for %(subject)s"),
    "brief_application.proved": _("proposed a challenge: %(subject)s"),
    "brief_application.accepted": _("accepted a proposed challenge: %(subject)s"),
    "brief_application.declined": _("declined a proposed challenge: %(subject)s"),
    "brief.owner_asked": _("asked somebody to write a challenge: %(subject)s"),
    "brief.written": _("wrote on the challenge %(subject)s"),
    "brief.release_planned": _("planned when %(subject)s goes out"),
    "brief.release_cancelled": _("cancelled the planned release of %(subject)s"),
    "brief.release_failed": _("could not release as planned: %(subject)s"),
    "brief_file.added": _("added a file to a challenge: %(subject)s"),
    "brief_file.readers_changed": _("changed who may read a file of a challenge: %(subject)s"),
    "brief_file.removed": _("removed a file of a challenge: %(subject)s"),
}
