"""Programmes, their weeks and staff, and the cohorts that run from them."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.programmes.workflow import COHORT, CohortState
from core.access import ScopedQuerySet
from core.models import Sector, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal
from core.zones import week_number

WEEKS = 12


class Side(models.TextChoices):
    """The two halves that a cohort mixes."""

    PUBLIC = "public", _("public sector")
    PRIVATE = "private", _("private sector")


class WithWhom(models.TextChoices):
    """Where a week's main event happens: it colours the dial."""

    TEAM = "team", _("in the team")
    OWNER = "owner", _("with the challenge owner")
    HOST = "host", _("at a host company")


class Programme(models.Model):
    """A named scheme that runs cohorts."""

    VISIBLE = "programme.view"
    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    summary = models.CharField(_("summary"), max_length=300, blank=True, default="")
    sponsor = models.CharField(_("sponsor"), max_length=200, blank=True, default="")
    made_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL, "summary": NOT_PERSONAL, "sponsor": NOT_PERSONAL}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"

    def __str__(self) -> str:
        return self.name


class ProgrammeWeek(models.Model):
    """One of a programme's twelve weeks, copied to each cohort."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="weeks")
    number = models.PositiveSmallIntegerField(_("week"))
    title = models.CharField(_("theme"), max_length=60)
    summary = models.CharField(_("what happens"), max_length=200, blank=True, default="")
    with_whom = models.CharField(_("with whom"), max_length=5, choices=WithWhom, default=WithWhom.TEAM)

    PRIVACY: dict[str, Any] = {"title": NOT_PERSONAL, "summary": NOT_PERSONAL}

    class Meta:
        app_label = "cohorts"
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programme_week_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=WEEKS), name="programme_week_of_twelve"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ProgrammeStaff(models.Model):
    """Somebody who runs a programme's cohorts: an organiser."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="staff")
    user = models.ForeignKey(User, models.CASCADE, related_name="programme_roles")
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    PRIVACY = {
        "user": personal(Privacy.COHORT, Keep.ACCOUNT, 730, purpose="to run the programme"),
        "granted_by": personal(Privacy.ORGANISER, Keep.ACCOUNT, 730, purpose="to account for the grant"),
    }

    class Meta:
        app_label = "cohorts"
        constraints = [
            models.UniqueConstraint(fields=["programme", "user"], condition=Q(ended_at=None), name="staff_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.programme}"

    @property
    def cohort(self) -> None:
        """Staff belong to no one cohort."""
        return


class BriefsGiven(models.TextChoices):
    """When teams learn which challenge is theirs."""

    AFTER = "after", _("after teams are formed: teams rank the challenges")
    WITH = "with", _("with the teams: publishing teams proposes their challenges too")


def default_sides() -> dict[str, str]:
    """Which side each sector counts to unless a cohort says otherwise."""
    return {
        Sector.PUBLIC: Side.PUBLIC.value,
        Sector.PRIVATE: Side.PRIVATE.value,
        Sector.THIRD: Side.PUBLIC.value,
        Sector.ACADEMIC: Side.PUBLIC.value,
    }


class Cohort(models.Model):
    """One twelve-week run, with its dates, zone, capacity and places per side."""

    VISIBLE = "cohort.view"
    WORKFLOW = COHORT
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=CohortState, default=CohortState.DRAFT)
    starts_on = models.DateField(_("first day, a Monday"))
    zone = models.CharField(_("time zone"), max_length=50, default="Europe/London")
    places_public = models.PositiveSmallIntegerField(_("places, public sector"), default=19)
    places_private = models.PositiveSmallIntegerField(_("places, private sector"), default=19)
    team_size_min = models.PositiveSmallIntegerField(_("smallest team"), default=5)
    team_size_max = models.PositiveSmallIntegerField(_("largest team"), default=6)
    sides = models.JSONField(_("side of each sector"), default=default_sides)
    briefs_given = models.CharField(
        _("when challenges are given"), max_length=5, choices=BriefsGiven, default=BriefsGiven.AFTER
    )
    # Participants may say what they wish, and published teams may choose their own name, until these moments.
    wishes_until = models.DateTimeField(_("wishes can be sent until"), null=True, blank=True)
    names_until = models.DateTimeField(_("teams may name themselves until"), null=True, blank=True)
    made_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL, "sides": NOT_PERSONAL, "zone": NOT_PERSONAL}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="cohort_name_once"),
            models.CheckConstraint(condition=Q(team_size_min__gte=2), name="cohort_team_of_two"),
            models.CheckConstraint(condition=Q(team_size_max__gte=F("team_size_min")), name="cohort_team_sizes"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def cohort(self) -> "Cohort":
        """Itself: every domain object answers this."""
        return self

    @property
    def ends_on(self) -> date:
        """The Friday of the twelfth week."""
        return self.starts_on + timedelta(days=7 * WEEKS - 3)

    @property
    def places(self) -> int:
        """How many people it takes."""
        return self.places_public + self.places_private

    def week_on(self, day: date) -> int:
        """The week the day lies in: 0 before the start, 13 after the end."""
        return max(0, min(week_number(self.starts_on, day), WEEKS + 1))

    def side_of(self, sector: str) -> str:
        """The side an organisation's sector counts to."""
        return str(self.sides.get(sector, Side.PUBLIC.value))


class CohortWeek(models.Model):
    """One week of a cohort: its Monday falls out of the cohort's start."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="weeks")
    number = models.PositiveSmallIntegerField(_("week"))
    title = models.CharField(_("theme"), max_length=60)
    summary = models.CharField(_("what happens"), max_length=200, blank=True, default="")
    with_whom = models.CharField(_("with whom"), max_length=5, choices=WithWhom, default=WithWhom.TEAM)
    starts_on = models.DateField(_("Monday"))

    PRIVACY: dict[str, Any] = {"title": NOT_PERSONAL, "summary": NOT_PERSONAL}

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="cohort_week_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
