"""What teams have handed in: submissions, their versions and files."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenges.work.engine.receipts import CitedFacts, FileFacts, fingerprint
from challenges.work.engine.shape import Field, fields_of
from challenges.work.models.milestones import Milestone
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import Keyed, StoredFile, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

# Longest texts of any version or draft.
TEXT_MAX, LINKS_MAX = 20_000, 3_000


def of_work() -> Personal:
    """Team's work, kept two years after the cohort."""
    return personal(Privacy.COHORT, Keep.COHORT, 730, purpose="to judge and keep the team's work")


class Submission(Keyed):
    """A team's answer to a milestone; its text stands in the versions."""

    VISIBLE = "submission.view"
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="submissions")
    team = models.ForeignKey(Team, models.CASCADE, related_name="submissions")
    made_at = models.DateTimeField()
    agreed_at = models.DateTimeField(_("agreed by all"), null=True, blank=True)
    reopened_until = models.DateTimeField(_("may be changed until"), null=True, blank=True)
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["milestone", "team"], name="submission_once")]

    def __str__(self) -> str:
        return f"{self.milestone}, {self.team}"

    @property
    def cohort(self) -> Cohort:
        """The milestone's cohort."""
        return self.milestone.cohort


class Version(Keyed):
    """One handing-in; the key is the receipt."""

    VISIBLE = "submission_version.view"
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"), max_length=TEXT_MAX, blank=True, default="")
    links = models.JSONField(_("links"), default=list, blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    form = models.JSONField(_("form as it was asked"), default=list, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(_("deadline that applied"), null=True)
    is_late = models.BooleanField(default=False)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True, default="")

    PRIVACY: dict[str, Any] = {
        "text": of_work(),
        "links": of_work(),
        "answers": of_work(),
        "submitted_by": of_work(),
        "form": NOT_PERSONAL,
        "fingerprint": NOT_PERSONAL,
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.submission}, {_('version')} {self.number}"

    @property
    def cohort(self) -> Cohort:
        """The milestone's cohort."""
        return self.submission.cohort

    @property
    def answered(self) -> list[tuple[Field, str]]:
        """The form as it was asked, with the team's answers."""
        return [(field, self.answers.get(field.key, "")) for field in fields_of(self.form)]

    def worked_out(self, files: list[StoredFile]) -> str:
        """The fingerprint of what is stored now; the receipt's own as long as nobody touched it."""
        about = {
            "milestone": self.submission.milestone.key,
            "team": self.submission.team.key,
            "version": self.number,
            "receipt": self.key,
            "at": self.submitted_at.isoformat(),
        }
        facts = [FileFacts(file.original_name, file.size, file.sha256) for file in files]
        cited = [
            CitedFacts(row.part, row.day, row.organisation, row.words, row.how, row.is_told)
            for row in self.citations.all()
        ]
        content = {"text": self.text, "links": self.links, "answers": self.answers}
        return fingerprint(about=about, files=facts, cited=cited, **content)


class SubmittedFile(models.Model):
    """A file handed in with a version."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="submitted")

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["version", "stored"], name="submitted_file_once")]

    def __str__(self) -> str:
        return str(self.stored)
