"""What the programme's page says of skills."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.programmes.models import Programme
from cohorts.questions.services import skills_of


def programme_part(programme: Programme) -> list[tuple[str, str, str, str]]:
    """The skills that people are asked about, and where they are changed."""
    names = [skill.name for skill in skills_of(programme)]
    count = ngettext("%(number)s skill", "%(number)s skills", len(names)) % {"number": len(names)}
    words = f"{count}: {', '.join(names)}" if names else _("None: teams cannot be balanced by skill")
    return [(_("Skills"), words, reverse("organise:programme_skills", args=[programme.slug]), _("Change"))]
