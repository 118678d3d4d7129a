"""How a cohort checks in, what members say each week, what they need, and the warnings that come of it."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from challenges.work.checkins.engine import RULES, Rule
from cohorts.models import Cohort, Participant, Team
from cohorts.programmes.models import WEEKS
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

MOST_TEXT = 400
# What was said is erased so long after the end of the cohort; that somebody answered stays in the map.
KEPT_DAYS = 180


def to_help(privacy: Privacy = Privacy.COHORT, days: int = KEPT_DAYS) -> Personal:
    """A field that is kept for some months after the cohort, to help the team."""
    return personal(privacy, Keep.COHORT, days, purpose="to help the team in time")


class Mood(models.IntegerChoices):
    """How the week goes, the best first: the higher, the more help is needed."""

    WELL = 1, _("Going well")
    MOSTLY = 2, _("Mostly well")
    TROUBLE = 3, _("Some trouble")
    STUCK = 4, _("Stuck")


class Audience(models.TextChoices):
    """Who reads one check-in beside its author."""

    TEAM = "team", _("My team, its mentors and the organisers")
    ORGANISERS = "organisers", _("The organisers only")


class CheckInRules(models.Model):
    """How one cohort checks in and warns; a cohort without a row has the defaults."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="check_in_rules")
    is_on = models.BooleanField(_("participants check in each week"), default=True)
    # Weeks before it was switched on anew are not asked for.
    on_since = models.DateTimeField(null=True)
    reminds = models.BooleanField(_("remind by mail once a week"), default=True)
    mails_warnings = models.BooleanField(_("mail new warnings to the organisers"), default=True)
    shows_mentors = models.BooleanField(_("mentors see warnings about work"), default=False)
    # The number of each rule that differs from its own; 0 switches it off.
    numbers = models.JSONField(default=dict)

    PRIVACY: dict[str, Any] = {"numbers": NOT_PERSONAL}

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Check-ins')}, {self.cohort}"

    def number(self, rule: Rule) -> int:
        """The rule's number in this cohort, 0 where it is off."""
        return int(self.numbers.get(rule.value, RULES[rule].n))

    @property
    def limits(self) -> dict[Rule, int]:
        """The rules that are on, each with its number; without check-ins only those that can do without them."""
        asked = [rule for rule in Rule if self.is_on or RULES[rule].is_of_work or rule == Rule.QUIET]
        return {rule: self.number(rule) for rule in asked if self.number(rule)}


class CheckInQuerySet(ScopedQuerySet):
    """Questions about check-ins."""

    def for_team(self) -> "CheckInQuerySet":
        """Those that their authors let the team and its mentors read."""
        return self.filter(audience=Audience.TEAM)


class CheckIn(Keyed):
    """What one member says of one week; nameless and without words once its time has come."""

    VISIBLE = "check_in.view"
    team = models.ForeignKey(Team, models.CASCADE, related_name="check_ins")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="check_ins")
    week = models.PositiveSmallIntegerField(_("week"))
    mood = models.PositiveSmallIntegerField(_("how it goes"), choices=Mood)
    going_well = models.CharField(_("what is going well"), max_length=MOST_TEXT, blank=True, default="")
    stuck = models.CharField(_("where you are stuck"), max_length=MOST_TEXT, blank=True, default="")
    need = models.CharField(_("what you need"), max_length=MOST_TEXT, blank=True, default="")
    helper = models.CharField(_("who may help"), max_length=120, blank=True, default="")
    heard_mentor = models.BooleanField(_("a mentor was in touch"), default=False)
    audience = models.CharField(_("who reads it"), max_length=10, choices=Audience, default=Audience.TEAM)
    # How many were in the team when it was written: the share that answered stays when people are erased.
    of_people = models.PositiveSmallIntegerField(default=0)
    saved_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {
        **dict.fromkeys(("going_well", "stuck", "need", "helper"), to_help()),
        "participant": to_help(days=365),
    }
    objects = CheckInQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["participant", "week"], name="check_in_once_a_week"),
            models.CheckConstraint(condition=Q(week__gte=1, week__lte=WEEKS), name="check_in_of_twelve_weeks"),
        ]

    def __str__(self) -> str:
        return f"{self.team}, {_('week')} {self.week}"

    @property
    def cohort(self) -> Cohort:
        """The team's cohort."""
        return self.team.cohort

    @property
    def week_words(self) -> str:
        """Its week and how it went, in one line."""
        return f"{_('Week')} {self.week}: {self.get_mood_display()}"


class CheckInNeed(Keyed):
    """That a need of a check-in is open, who looks after it, and that it is done."""

    VISIBLE = "check_in_need.manage"
    check_in = models.OneToOneField(CheckIn, models.CASCADE, related_name="asked")
    asked_at = models.DateTimeField()
    owner = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    PRIVACY: dict[str, Any] = dict.fromkeys(("owner", "done_by"), to_help(Privacy.ORGANISER))
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return str(self.check_in)

    @property
    def cohort(self) -> Cohort:
        """The team's cohort."""
        return self.check_in.team.cohort


class NoReminder(models.Model):
    """That a participant wants no reminder of the check-in."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="no_check_in_reminder")
    since = models.DateTimeField()

    PRIVACY = {"participant": to_help(days=365)}

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return str(self.participant)


class WarningQuerySet(ScopedQuerySet):
    """Questions about warnings."""

    def open(self) -> "WarningQuerySet":
        """Those whose facts hold, set aside or not."""
        return self.filter(ended_at=None)

    def shown(self, now: datetime) -> "WarningQuerySet":
        """Those that are open and not set aside, or set aside until before now, or worse than they were then."""
        awake = Q(aside_until=None) | Q(aside_until__lte=now) | Q(level__gt=F("aside_level"))
        return self.open().filter(awake)


class EarlyWarning(Keyed):
    """One rule that speaks of one team, from when it began until its facts held no longer; never of a person."""

    VISIBLE = "early_warning.manage"
    team = models.ForeignKey(Team, models.CASCADE, related_name="early_warnings")
    rule = models.CharField(max_length=12, choices=[(rule.value, text.name) for rule, text in RULES.items()])
    level = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    # What is the matter, and the facts: sentences as core.sentence keeps them.
    title = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    aside_until = models.DateTimeField(null=True)
    aside_level = models.PositiveSmallIntegerField(default=0)

    PRIVACY: dict[str, Any] = {"title": NOT_PERSONAL, "facts": NOT_PERSONAL}
    objects = WarningQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["team", "rule"], condition=Q(ended_at=None), name="early_warning_open_once")
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.get_rule_display()}"

    @property
    def cohort(self) -> Cohort:
        """The team's cohort."""
        return self.team.cohort

    def is_shown(self, now: datetime) -> bool:
        """Whether it is open and not set aside, as `shown` asks."""
        is_awake = self.aside_until is None or self.aside_until <= now or self.level > self.aside_level
        return self.ended_at is None and is_awake


class SetAside(models.Model):
    """That a warning was set aside for some days, by whom and why; kept as its history."""

    warning = models.ForeignKey(EarlyWarning, models.CASCADE, related_name="set_aside")
    reason = models.CharField(_("why"), max_length=300)
    until = models.DateTimeField()
    level = models.PositiveSmallIntegerField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    PRIVACY: dict[str, Any] = dict.fromkeys(("reason", "by"), to_help(Privacy.ORGANISER))

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.warning} {self.until:%Y-%m-%d}"


def check_in_rules_of(cohort: Cohort) -> CheckInRules:
    """How the cohort checks in: its row, or the defaults without one."""
    return CheckInRules.objects.filter(cohort=cohort).first() or CheckInRules(cohort=cohort)
