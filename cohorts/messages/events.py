"""What happened to mail, in words that stand after the actor's name."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "mailing.made": _("wrote “%(subject)s”"),
    "mailing.cancelled": _("cancelled the mail “%(subject)s”"),
    "mail_text.edited": _("changed a mail text of %(subject)s"),
    "mail_text.reset": _("brought back the default words of a mail of %(subject)s"),
}
