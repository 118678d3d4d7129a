"""How the history tells what happened to people: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "person.added": _("made an account for %(subject)s"),
    "organisation.added": _("added the organisation %(subject)s"),
    "organisation.edited": _("changed what %(subject)s is called"),
    "organisation.merged": _("made “%(gone)s” one with %(subject)s"),
    "organisation.sector_corrected": _("put the sector of %(subject)s right"),
    "participant.joined": _("gave %(subject)s a place"),
    "participant.edited": _("put right what is known of %(subject)s"),
    "participant.skills_set": _("set the skills of %(subject)s"),
    "participant.withdrew": _("took %(subject)s out of the cohort"),
    "participant.returned": _("took %(subject)s back in"),
    "mentor.joined": _("made %(subject)s a mentor"),
    "mentor.edited": _("put right what is known of the mentor %(subject)s"),
    "mentor.ended": _("ended the mentoring of %(subject)s"),
    "people.exported": _("downloaded a list of people"),
    "import.read": _("uploaded the list %(subject)s"),
    "import.mapped": _("chose what the columns of %(subject)s hold"),
    "import.begun": _("confirmed the list %(subject)s, to be imported"),
    "import.given_back": _("gave the list %(subject)s back: nothing of it was imported"),
    "import.confirmed": _("imported people from %(subject)s"),
    "import.discarded": _("threw the list %(subject)s away"),
}
