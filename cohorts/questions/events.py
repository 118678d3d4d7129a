"""What happened to the questions, in words that stand after the actor's name."""

from django.utils.translation import gettext_lazy as _

WORDS = {"skills.edited": _("changed the skills of %(subject)s")}
