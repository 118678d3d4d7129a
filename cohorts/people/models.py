"""A person's place in one cohort, with skills; mentors; imports."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.people.workflow import PARTICIPANT, PlaceState
from cohorts.programmes.models import Cohort, Side
from cohorts.questions.availability import FULL
from cohorts.questions.models import Level, Skill
from core.access import ScopedQuerySet
from core.models import Keyed, Organisation, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal


def for_teams(privacy: Privacy = Privacy.ORGANISER) -> Personal:
    """A field kept a year after the cohort, to form balanced teams."""
    return personal(privacy, Keep.COHORT, 365, purpose="to form balanced teams")


def for_conflicts() -> Personal:
    """Who is close to a participant: kept as long as the place, so that nobody judges somebody they sent or lead."""
    return personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to keep judges from those they manage or nominated")


class ParticipantQuerySet(ScopedQuerySet):
    """Questions about participants."""

    def active(self) -> "ParticipantQuerySet":
        """Those who still take part."""
        return self.filter(state=PlaceState.ACTIVE)

    def with_people(self) -> "ParticipantQuerySet":
        """With the rows that every list shows, in a constant number of queries."""
        return self.select_related("user", "organisation", "cohort")


class Participant(Keyed):
    """A person's place in one cohort."""

    VISIBLE = "participant.view"
    WORKFLOW = PARTICIPANT
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="participants")
    user = models.ForeignKey(User, models.PROTECT, related_name="places")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participants")
    state = models.CharField(_("state"), max_length=10, choices=PlaceState, default=PlaceState.ACTIVE)
    side = models.CharField(_("side"), max_length=7, choices=Side)
    job_title = models.CharField(_("job"), max_length=120, blank=True, default="")
    scheme = models.CharField(_("scheme"), max_length=120, blank=True, default="")
    region = models.CharField(_("region"), max_length=80, blank=True, default="")
    background = models.CharField(_("background"), max_length=80, blank=True, default="")
    years_experience = models.PositiveSmallIntegerField(_("years of experience"), null=True, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    attributes = models.JSONField(_("other answers"), default=dict, blank=True)
    availability = models.PositiveBigIntegerField(_("free hours"), default=FULL)
    about = models.TextField(_("about you"), max_length=1000, blank=True, default="")
    manager_name = models.CharField(_("line manager"), max_length=160, blank=True, default="")
    manager_email = models.EmailField(_("line manager's address"), max_length=254, blank=True, default="")
    nominator_name = models.CharField(_("nominated by"), max_length=160, blank=True, default="")
    nominator_email = models.EmailField(_("nominator's address"), max_length=254, blank=True, default="")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_reason = models.CharField(_("reason for leaving"), max_length=300, blank=True, default="")

    PRIVACY = {
        "user": for_teams(Privacy.COHORT),
        "organisation": for_teams(Privacy.COHORT),
        "side": for_teams(Privacy.COHORT),
        "job_title": for_teams(Privacy.COHORT),
        "scheme": for_teams(),
        "region": for_teams(),
        "background": for_teams(),
        "years_experience": for_teams(),
        "tags": for_teams(),
        "attributes": for_teams(),
        # The team reads who is free when it looks for a time to meet.
        "availability": for_teams(Privacy.COHORT),
        "about": for_teams(Privacy.COHORT),
        "manager_name": for_conflicts(),
        "manager_email": for_conflicts(),
        "nominator_name": for_conflicts(),
        "nominator_email": for_conflicts(),
        "left_reason": for_teams(),
    }
    objects = ParticipantQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["cohort", "user"], name="participant_once")]

    def __str__(self) -> str:
        return self.user.name

    @property
    def is_active(self) -> bool:
        """Whether the person still takes part."""
        return self.state == PlaceState.ACTIVE


class ParticipantSkill(models.Model):
    """One participant's level in one skill."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.NONE)

    PRIVACY = {"level": for_teams()}

    class Meta:
        app_label = "cohorts"
        constraints = [
            models.UniqueConstraint(fields=["participant", "skill"], name="participant_skill_once"),
            models.CheckConstraint(condition=Q(level__lte=4), name="skill_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"


class Mentor(Keyed):
    """Somebody who advises teams of one cohort, from one side."""

    VISIBLE = "mentor.view"
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="mentors")
    user = models.ForeignKey(User, models.PROTECT, related_name="mentoring")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mentors")
    side = models.CharField(_("side"), max_length=7, choices=Side)
    job_title = models.CharField(_("job"), max_length=120, blank=True, default="")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    PRIVACY = {
        "user": personal(Privacy.COHORT, Keep.COHORT, 365, purpose="to advise teams"),
        "organisation": personal(Privacy.COHORT, Keep.COHORT, 365, purpose="to advise teams"),
        "job_title": personal(Privacy.COHORT, Keep.COHORT, 365, purpose="to advise teams"),
        "side": personal(Privacy.COHORT, Keep.COHORT, 365, purpose="to advise teams"),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["cohort", "user"], name="mentor_once")]

    def __str__(self) -> str:
        return self.user.name


class ImportState(models.TextChoices):
    """Where an import of people is."""

    READ = "READ", _("read, not confirmed")
    WORKING = "WORKING", _("being imported")
    DONE = "DONE", _("done")
    DISCARDED = "DISCARDED", _("discarded")


class PeopleImport(Keyed):
    """One uploaded table of people: kept until it is confirmed or thrown away, erased after."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="imports")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    filename = models.CharField(_("file"), max_length=200)
    table = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.READ)
    summary = models.JSONField(default=dict)
    # Of an import in the background: who confirmed which preview, and why the last try came to nothing.
    confirmed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    fault = models.CharField(max_length=300, blank=True, default="")

    PRIVACY: dict[str, Any] = {
        "uploaded_by": personal(Privacy.ORGANISER, Keep.CREATED, 30, purpose="to account for the import"),
        "confirmed_by": personal(Privacy.ORGANISER, Keep.CREATED, 30, purpose="to account for the import"),
        "table": personal(Privacy.ORGANISER, Keep.CREATED, 30, purpose="to preview the import"),
        "digest": NOT_PERSONAL,
        "fault": NOT_PERSONAL,
        "filename": NOT_PERSONAL,
        "mapping": NOT_PERSONAL,
        "summary": NOT_PERSONAL,
    }

    class Meta:
        app_label = "cohorts"

    def __str__(self) -> str:
        return self.filename
