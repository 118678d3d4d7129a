"""An owner's verdict on a team with its versions, what happened after months, and who may read it when."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from challenges.briefs.models import Brief
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import Keep, Personal, Privacy, personal

MONTHS = (3, 6)


class Useful(models.TextChoices):
    """How useful a team's work was to the owner."""

    VERY = "VERY", _("Very useful")
    USEFUL = "USEFUL", _("Useful")
    LITTLE = "LITTLE", _("A little useful")
    NOT = "NOT", _("Not useful to us")


class Forward(models.TextChoices):
    """Whether the owner takes it forward."""

    AS_IS = "AS_IS", _("Yes, as it is")
    PARTS = "PARTS", _("Yes, parts of it")
    NO = "NO", _("No")
    UNKNOWN = "UNKNOWN", _("Not yet known")


TAKEN_FORWARD = (Forward.AS_IS, Forward.PARTS)


class Happened(models.TextChoices):
    """What became of a team's work some months later."""

    IN_USE = "IN_USE", _("In use")
    BUILDING = "BUILDING", _("Being built")
    PARTS = "PARTS", _("Used in part")
    STOPPED = "STOPPED", _("Stopped")
    NOTHING = "NOTHING", _("Nothing yet")


def of_names() -> Personal:
    """Who said it and who takes it on, and what only organisers read."""
    return personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to know who answers for what became of the work")


def of_words() -> Personal:
    """What the team reads, and what was said months later."""
    return personal(Privacy.COHORT, Keep.COHORT, 730, purpose="to tell a team what its work led to")


class Said(models.Model):
    """What a verdict says, as a draft or as given."""

    useful = models.CharField(_("how useful"), max_length=8, choices=Useful, blank=True, default="")
    forward = models.CharField(_("taken forward"), max_length=8, choices=Forward, blank=True, default="")
    what = models.TextField(_("what is taken forward"), max_length=1000, blank=True, default="")
    who = models.CharField(_("who takes it on"), max_length=160, blank=True, default="")
    by_on = models.DateField(_("by when"), null=True, blank=True)
    to_team = models.TextField(_("to the team"), max_length=3000, blank=True, default="")
    to_organisers = models.TextField(_("to the organisers"), max_length=3000, blank=True, default="")

    PRIVACY: dict[str, Any] = {
        "what": of_words(),
        "who": of_names(),
        "to_team": of_words(),
        "to_organisers": of_names(),
    }

    class Meta:
        abstract = True


SAID = ("useful", "forward", "what", "who", "by_on", "to_team", "to_organisers")


class OwnerVerdict(Keyed, Said):
    """One owner's words on one team: its own columns are the draft; what was given stands in the versions."""

    VISIBLE = "verdict.view"
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="verdicts")
    team = models.ForeignKey(Team, models.CASCADE, related_name="verdicts")
    saved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()
    given_number = models.PositiveSmallIntegerField(default=0)
    shown_at = models.DateTimeField(_("released to the team"), null=True, blank=True)
    shown_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: dict[str, Any] = {**Said.PRIVACY, "saved_by": of_names(), "shown_by": of_names()}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["brief", "team"], name="owner_verdict_once"),
            models.CheckConstraint(
                condition=Q(shown_at=None) | Q(given_number__gte=1), name="owner_verdict_given_first"
            ),
        ]

    def __str__(self) -> str:
        return str(self.team)

    @property
    def cohort(self) -> Cohort:
        """The cohort of its challenge."""
        return self.brief.cohort

    @property
    def is_given(self) -> bool:
        """Whether it was given."""
        return self.given_number > 0

    @property
    def stamp(self) -> str:
        """Stands for the draft as it was saved last: another one says that it was saved since."""
        return self.saved_at.isoformat()

    def says(self, words: Any) -> bool:
        """Whether the draft holds just these words."""
        return all(getattr(self, name) == getattr(words, name) for name in SAID)


class VerdictVersion(Said):
    """A verdict as it was given, once or again with the reason for the change; never changed."""

    verdict = models.ForeignKey(OwnerVerdict, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    why = models.CharField(_("why it was changed"), max_length=300, blank=True, default="")
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {**Said.PRIVACY, "why": of_names(), "given_by": of_names()}

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["verdict", "number"], name="verdict_version_once"),
            models.CheckConstraint(condition=~Q(useful="") & ~Q(forward=""), name="verdict_version_says_both"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.number}"

    @property
    def is_taken_forward(self) -> bool:
        """Whether all or parts of it is taken forward."""
        return self.forward in TAKEN_FORWARD


def newest_versions(verdicts: "models.QuerySet[OwnerVerdict]") -> "models.QuerySet[VerdictVersion]":
    """The verdicts of these as they stand now, each with its verdict."""
    rows = VerdictVersion.objects.filter(verdict__in=verdicts, number=F("verdict__given_number"))
    return rows.select_related("verdict", "given_by")


class FollowUp(Keyed):
    """That an owner was asked what became of a team's work after so many months, and the answer."""

    VISIBLE = "follow_up.view"
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="follow_ups")
    team = models.ForeignKey(Team, models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(_("after so many months"))
    asked_at = models.DateTimeField(_("asked"))
    reminded_at = models.DateTimeField(null=True, blank=True)
    happened = models.CharField(_("what happened"), max_length=8, choices=Happened, blank=True, default="")
    words = models.TextField(_("in your words"), max_length=1500, blank=True, default="")
    is_public = models.BooleanField(_("may be told in public"), default=False)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    PRIVACY: dict[str, Any] = {"words": of_words(), "answered_by": of_names()}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["brief", "team", "months"], name="follow_up_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(happened=""), name="follow_up_says_what_happened"
            ),
        ]

    def __str__(self) -> str:
        return str(self.team)

    @property
    def cohort(self) -> Cohort:
        """The cohort of its challenge."""
        return self.brief.cohort


class VerdictRules(models.Model):
    """Whether teams of a cohort read their verdict as soon as it may be shown, or once the owner releases it."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="verdict_rules")
    shows_teams = models.BooleanField(_("teams read it without waiting for the owner"), default=False)

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return str(self.cohort)
