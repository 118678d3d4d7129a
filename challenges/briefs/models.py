"""Challenge briefs, their owners, teams' preferences and the allocation."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from challenges.briefs.workflow import ALLOCATION, BRIEF, AllocationState, BriefState
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import Keyed, Organisation, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

TEAM_TEXTS = ("question", "summary", "need", "tried_before", "outcome", "resources", "scale")
"""What teams read."""

PUBLIC_TEXTS = ("public_title", "public_summary", "public_learn")
"""What everybody reads once the brief is public, and nothing else."""

TEXTS = (*TEAM_TEXTS, *PUBLIC_TEXTS, "kept_private", "region", "source")
CONTACT = ("contact_name", "contact_email", "sponsor_name", "sponsor_post", "sponsor_email")

_NOT_WRITTEN = _("A challenge of %(owner)s, not written yet")


def of_contact() -> Personal:
    """Who stands behind a brief: for organisers and owners."""
    return personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to reach who answers for and backs the challenge")


class BriefQuerySet(ScopedQuerySet):
    """Questions about briefs."""

    def published(self) -> "BriefQuerySet":
        """Those that teams may see."""
        return self.filter(state__in=[BriefState.PUBLISHED, BriefState.CLOSED])

    def to_rank(self) -> "BriefQuerySet":
        """Those that teams may choose from."""
        return self.filter(state=BriefState.PUBLISHED)

    def with_owner(self) -> "BriefQuerySet":
        """With the owner's organisation, in the same query."""
        return self.select_related("owner")

    def with_counts(self) -> "BriefQuerySet":
        """With how many teams ranked each, and how many put it first."""
        return self.annotate(
            rankings=Count("preferences", distinct=True),
            firsts=Count("preferences", filter=Q(preferences__rank=1), distinct=True),
        )

    def public(self) -> "BriefQuerySet":
        """Those that everybody may see."""
        return self.published().exclude(public_at=None)


class Brief(Keyed):
    """A public-sector problem offered to a cohort."""

    VISIBLE = "brief.view"
    WORKFLOW = BRIEF
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="briefs")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="briefs")
    question = models.CharField(_("challenge as a question"), max_length=200, blank=True, default="")
    short_name = models.CharField(_("short name"), max_length=40, blank=True, default="")
    summary = models.TextField(_("the problem"), max_length=3000, blank=True, default="")
    need = models.TextField(_("who has it, and how it is known"), max_length=3000, blank=True, default="")
    tried_before = models.TextField(_("what was tried before"), max_length=3000, blank=True, default="")
    outcome = models.TextField(_("what good would look like"), max_length=3000, blank=True, default="")
    resources = models.TextField(_("data and people who can help"), max_length=3000, blank=True, default="")
    scale = models.TextField(_("why it fits twelve weeks"), max_length=2000, blank=True, default="")
    kept_private = models.TextField(_("what must stay private"), max_length=2000, blank=True, default="")
    public_title = models.CharField(_("public title"), max_length=200, blank=True, default="")
    public_summary = models.TextField(_("public summary"), max_length=1500, blank=True, default="")
    public_learn = models.TextField(_("what the owner wants to learn"), max_length=1500, blank=True, default="")
    contact_name = models.CharField(_("named contact"), max_length=160, blank=True, default="")
    contact_email = models.EmailField(_("their e-mail address"), blank=True, default="")
    sponsor_name = models.CharField(_("senior sponsor"), max_length=160, blank=True, default="")
    sponsor_post = models.CharField(_("their post"), max_length=120, blank=True, default="")
    sponsor_email = models.EmailField(_("the sponsor’s e-mail address"), blank=True, default="")
    region = models.CharField(_("region"), max_length=80, blank=True, default="")
    source = models.CharField(_("source"), max_length=120, blank=True, default="")
    places = models.PositiveSmallIntegerField(_("most teams that may work on it"), default=1)
    least_teams = models.PositiveSmallIntegerField(_("fewest teams, if any work on it"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=BriefState, default=BriefState.DRAFT)
    public_at = models.DateTimeField(_("public since"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = dict.fromkeys((*TEXTS, "short_name"), NOT_PERSONAL) | {
        name: of_contact() for name in CONTACT
    }
    objects = BriefQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "question"], condition=~Q(question=""), name="brief_question_once"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="brief_has_a_place"),
            models.CheckConstraint(
                condition=Q(public_at__isnull=True) | ~Q(public_title=""), name="brief_public_by_its_own_words"
            ),
        ]

    def __str__(self) -> str:
        return self.line

    @property
    def line(self) -> str:
        """The question; before it is written, whose challenge it is."""
        return self.question or _NOT_WRITTEN % {"owner": self.owner.name}

    @property
    def title(self) -> str:
        """The short name where there is one, else the question."""
        return self.short_name or self.line

    @property
    def is_out(self) -> bool:
        """Whether teams may see it."""
        return self.state in (BriefState.PUBLISHED, BriefState.CLOSED)


class BriefVersion(Keyed):
    """The texts of a brief at one moment: kept at each submission and publication, never changed."""

    VISIBLE = "brief_version.view"
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    texts = models.JSONField(default=dict)
    why = models.CharField(max_length=40)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {
        "texts": NOT_PERSONAL,
        "why": NOT_PERSONAL,
        "made_by": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to account for the challenge’s text"),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["brief", "number"], name="brief_version_once")]

    def __str__(self) -> str:
        return f"{self.brief}, {_('version')} {self.number}"


class BriefOwner(models.Model):
    """The person who answers for a brief."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="owners")
    user = models.ForeignKey(User, models.CASCADE, related_name="owned_briefs")
    added_at = models.DateTimeField()

    PRIVACY = {"user": personal(Privacy.COHORT, Keep.COHORT, 365, purpose="to answer the team's questions")}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["brief", "user"], name="brief_owner_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.brief}"


class Preference(models.Model):
    """A team's rank of one brief; 1 is the first choice."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="preferences")
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="preferences")
    rank = models.PositiveSmallIntegerField(_("choice"))

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["team", "brief"], name="preference_brief_once"),
            models.UniqueConstraint(fields=["team", "rank"], name="preference_rank_once"),
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.rank} {self.brief}"


class Ranking(models.Model):
    """That a team has ranked the briefs: who did it last, a number that rises with every change, and if they agree."""

    team = models.OneToOneField(Team, models.CASCADE, related_name="ranking")
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)

    PRIVACY = {
        "changed_by": personal(
            Privacy.COHORT,
            Keep.COHORT,
            365,
            purpose="to tell the team who changed its choice",
        )
    }

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.team} {self.version}"


class AllocationAim(models.TextChoices):
    """What an allocation is best at."""

    TOTAL = "total", _("Least disappointment in all")
    WORST = "worst", _("Nobody left far behind")


class Allocation(Keyed):
    """A proposal of which team works on which brief; at most one a cohort is published.

    A published one is never changed: a correction is an allocation of its own, with its reason, that replaces it.
    """

    VISIBLE = "allocation.view"
    WORKFLOW = ALLOCATION
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="allocations")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=AllocationState,
        default=AllocationState.WORKING,
    )
    version = models.PositiveIntegerField(default=1)
    snapshot_hash = models.CharField(max_length=64, blank=True, default="")
    summary = models.CharField(max_length=300, blank=True, default="")
    aim = models.CharField(_("what it is best at"), max_length=5, choices=AllocationAim, default=AllocationAim.TOTAL)
    # By aim: which team gets which brief and why, and the figures to compare.
    options = models.JSONField(default=dict)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")
    why = models.CharField(_("why it was corrected"), max_length=300, blank=True, default="")

    PRIVACY = {
        "asked_by": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to account for the allocation"),
        "why": NOT_PERSONAL,
        "summary": NOT_PERSONAL,
        "snapshot_hash": NOT_PERSONAL,
        "options": NOT_PERSONAL,
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="allocation_number_once"),
            models.UniqueConstraint(
                fields=["cohort"],
                condition=Q(state="PUBLISHED"),
                name="allocation_one_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Allocation')} {self.number}"


class AllocationLineQuerySet(models.QuerySet["AllocationLine"]):
    """Questions about who works on what."""

    def published(self) -> "AllocationLineQuerySet":
        """The lines that teams know of: work on these briefs has begun."""
        return self.filter(allocation__state=AllocationState.PUBLISHED)

    def whole(self) -> "AllocationLineQuerySet":
        """With team, brief and owner in the same query, by the team's number."""
        return self.select_related("team", "brief__owner").order_by("team__number", "pk")


class AllocationLine(models.Model):
    """One team's brief in an allocation, with the choice it was and why."""

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="lines")
    team = models.ForeignKey(Team, models.CASCADE, related_name="allocation_lines")
    brief = models.ForeignKey(Brief, models.PROTECT, related_name="allocation_lines")
    choice = models.PositiveSmallIntegerField(_("choice"), null=True)
    reason = models.CharField(_("why"), max_length=400, blank=True, default="")
    is_by_hand = models.BooleanField(default=False)

    PRIVACY: dict[str, Any] = {"reason": NOT_PERSONAL}
    objects = AllocationLineQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["allocation", "team"], name="allocation_team_once")]

    def __str__(self) -> str:
        return f"{self.team}: {self.brief}"

    @property
    def cohort(self) -> Cohort:
        """The cohort of its challenge."""
        return self.brief.cohort


def published_lines(cohort: Cohort) -> AllocationLineQuerySet:
    """Which team of the cohort works on which brief, as published: one query with team, brief and owner."""
    return AllocationLine.objects.published().filter(allocation__cohort=cohort).whole()


def briefs_of(teams: Iterable[Team]) -> dict[int, Brief]:
    """The published brief of each team, by the team's id, in one query; teams without one are left out."""
    lines = AllocationLine.objects.published().filter(team__in=list(teams)).select_related("brief__owner")
    return {line.team_id: line.brief for line in lines}


def brief_of(team: Team) -> Brief | None:
    """The brief the team works on, once that is published."""
    return briefs_of([team]).get(team.pk)


def brief_line_of(team: Team) -> AllocationLine | None:
    """The team's published line, with its brief and owner; None until the allocation is published."""
    return AllocationLine.objects.published().filter(team=team).whole().first()
