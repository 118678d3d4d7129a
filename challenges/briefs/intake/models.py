"""How challenges come in: the cohort's call, applications, files, planned release, and who has read one."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenges.briefs.intake.workflow import APPLICATION, ApplicationState, Readers
from challenges.briefs.models import Brief
from cohorts.models import Cohort
from core.access import ScopedQuerySet
from core.models import Keyed, StoredFile, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

APPLICATION_DAYS = 180
UNPROVED_DAYS = 7


def of_applicant() -> Personal:
    """Who would like to bring a challenge: for organisers, half a year."""
    return personal(Privacy.ORGANISER, Keep.CREATED, APPLICATION_DAYS, purpose="to answer who offers a challenge")


def of_writer(purpose: str) -> Personal:
    """Somebody who did something with a challenge."""
    return personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=purpose)


class ChallengeCall(models.Model):
    """Whether a cohort takes applications to bring a challenge, and until when."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="challenge_call")
    is_open = models.BooleanField(_("takes applications"), default=False)
    closes_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.cohort}"

    def takes(self, now: datetime) -> bool:
        """Whether an application sent at this moment of the server's clock is taken."""
        return self.is_open and (self.closes_at is None or now < self.closes_at)


class BriefApplication(Keyed):
    """Somebody who would like to bring a challenge; there is no account until the address is proved."""

    VISIBLE = "brief_application.view"
    WORKFLOW = APPLICATION
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="brief_applications")
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("address at work"))
    organisation = models.CharField(_("organisation"), max_length=200)
    problem = models.CharField(_("the problem in a line"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=ApplicationState, default=ApplicationState.SENT)
    sent_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)
    person = models.ForeignKey(User, models.SET_NULL, null=True, related_name="brief_applications")
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True, default="")
    brief = models.OneToOneField(Brief, models.SET_NULL, null=True, related_name="application")

    PRIVACY: dict[str, Any] = {
        "problem": NOT_PERSONAL,
        "organisation": NOT_PERSONAL,
        **dict.fromkeys(("first_name", "last_name", "email", "person", "decided_by", "answer"), of_applicant()),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ApplicationState.SENT) | models.Q(proved_at__isnull=False),
                name="brief_application_read_when_proved",
            )
        ]

    def __str__(self) -> str:
        return self.problem

    @property
    def name(self) -> str:
        """The applicant's name, as they wrote it."""
        return f"{self.first_name} {self.last_name}"


class BriefFile(Keyed):
    """A file of a challenge, with who may read it."""

    VISIBLE = "brief_file.view"
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="files")
    stored = models.OneToOneField(StoredFile, models.CASCADE, related_name="+")
    title = models.CharField(_("what it is"), max_length=120)
    readers = models.CharField(_("who may read it"), max_length=10, choices=Readers, default=Readers.OWNERS)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"title": NOT_PERSONAL, "added_by": of_writer("to account for the challenge’s files")}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return self.title

    @property
    def cohort(self) -> Cohort:
        """The cohort of its challenge."""
        return self.brief.cohort


class BriefPlan(models.Model):
    """When a challenge goes out by itself: to teams, and to everybody."""

    brief = models.OneToOneField(Brief, models.CASCADE, related_name="plan")
    teams_at = models.DateTimeField(_("to teams"), null=True, blank=True)
    public_at = models.DateTimeField(_("to everybody"), null=True, blank=True)
    planned_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    planned_at = models.DateTimeField()

    PRIVACY = {"planned_by": of_writer("to account for the challenge’s release")}

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.brief}"


class BriefReading(models.Model):
    """That somebody of a team opened a released challenge, and when first: its owner sees it."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(User, models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    PRIVACY = {
        "reader": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to show the owner who has read the challenge")
    }

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["brief", "reader"], name="brief_reading_once")]

    def __str__(self) -> str:
        return f"{self.reader}, {self.brief}"
