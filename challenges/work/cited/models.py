"""What a team's work cites: a programme day, or somebody whom it met."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from challenges.work.models import Draft, Version
from challenges.work.models.submissions import of_work
from cohorts.models import Visit
from core.keys import new_key
from core.models import User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

# What the words of a citation are called among the parts of a draft.
PREFIX = "cited_"
WORDS_MAX, HOW_MAX, WHO_MAX, ORGANISATION_MAX = 600, 200, 100, 200
MET = "to say whom the team's work rests on"


def new_part() -> str:
    """A name among the parts of a draft that no other citation has."""
    return f"{PREFIX}{new_key()}"


class Cited(models.Model):
    """What is cited: a day, a person of the site, or somebody whom only the team's words name."""

    part = models.CharField(max_length=40, default=new_part, editable=False)
    visit = models.ForeignKey(Visit, models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    who = models.CharField(_("role or name"), max_length=WHO_MAX, blank=True, default="")
    organisation = models.CharField(_("organisation"), max_length=ORGANISATION_MAX, blank=True, default="")
    how = models.CharField(_("how the team knows of it"), max_length=HOW_MAX, blank=True, default="")
    is_told = models.BooleanField(_("the host reads it"), default=True)

    PRIVACY: dict[str, Any] = {
        "part": NOT_PERSONAL,
        "person": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=MET),
        "who": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=MET),
        "organisation": NOT_PERSONAL,
        "how": of_work(),
    }

    class Meta:
        abstract = True

    @property
    def met(self) -> str:
        """Who was met, by name or role; nothing where it is the day itself."""
        return self.person.name if self.person is not None else self.who


class DraftCitation(Cited):
    """What a draft cites; its words are a part of the draft, so that several people write them."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="cited")
    # Taken away again: kept with its words, so that nothing is lost.
    is_dropped = models.BooleanField(default=False)

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["draft", "part"], name="draft_citation_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What is cited, in words."""
        return title_of(self, self.visit.title if self.visit else "", self.organisation)


class Citation(Cited):
    """What a version cites, as it was when it was handed in."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="citations")
    day = models.CharField(_("programme day"), max_length=120, blank=True, default="")
    words = models.TextField(_("what was used"), max_length=WORDS_MAX)
    was_there = models.BooleanField(_("somebody of the team was there"), default=True)

    PRIVACY: dict[str, Any] = {**Cited.PRIVACY, "day": NOT_PERSONAL, "words": of_work()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["version", "part"], name="citation_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What is cited, in words."""
        return title_of(self, self.day, self.organisation)

    @property
    def as_text(self) -> str:
        """All that the team says of it, to compare with another version."""
        told = "" if self.is_told else gettext("The host does not read it.")
        return "\n".join(filter(None, (self.words, self.how, told)))


def title_of(row: Cited, day: str, organisation: str) -> str:
    """The person, the organisation and the day, as far as there are any."""
    return ", ".join(part for part in (row.met, organisation, day) if part) if row.met else day or organisation
