"""The skills a programme asks about, at the four capability levels."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.programmes.models import Programme
from core.privacy import NOT_PERSONAL

PRACTITIONER = 3


class Level(models.IntegerChoices):
    """The levels of the Government Digital and Data Profession Capability Framework, and none."""

    NONE = 0, _("none")
    AWARENESS = 1, _("awareness")
    WORKING = 2, _("working")
    PRACTITIONER = 3, _("practitioner")
    EXPERT = 4, _("expert")


class Skill(models.Model):
    """One skill of a programme's framework."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="skills")
    name = models.CharField(_("skill"), max_length=60)
    order = models.PositiveSmallIntegerField(default=0)

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL}

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="skill_once")]

    def __str__(self) -> str:
        return self.name
