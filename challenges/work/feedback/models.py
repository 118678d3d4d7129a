"""Comments on a version of a team's work, requests for feedback, and marks that are shown all at once."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.work.engine.shape import Criterion
from challenges.work.feedback.workflow import ASKING, AskedState, Audience, Role
from challenges.work.models import Submission, Version
from cohorts.models import Cohort
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

TEXT_MAX, WORDS_MAX, QUOTE_MAX = 3000, 200, 20_000


def of_feedback() -> Personal:
    """What was said of a team's work, kept as long as the work."""
    return personal(Privacy.COHORT, Keep.COHORT, 730, purpose="to help a team with its work")


class WorkCommentQuerySet(ScopedQuerySet):
    """Questions about comments."""

    def sent(self) -> "WorkCommentQuerySet":
        """Those that are no drafts."""
        return self.filter(sent_at__isnull=False)

    def threads(self) -> "WorkCommentQuerySet":
        """Comments that are no replies."""
        return self.filter(answers=None)

    def standing(self) -> "WorkCommentQuerySet":
        """Those that were sent and not taken back."""
        return self.sent().filter(taken_back_at=None)

    def open(self) -> "WorkCommentQuerySet":
        """Threads that nobody has settled."""
        return self.standing().threads().filter(settled_at=None)


class WorkComment(Keyed):
    """Something said of a version, of one of its parts or of one paragraph; or a reply to it."""

    VISIBLE = "work_comment.view"
    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    # The whole version where there is no part; the whole part where the paragraph is 0.
    part = models.CharField(max_length=40, blank=True, default="")
    paragraph = models.PositiveSmallIntegerField(default=0)
    quote = models.TextField(_("the paragraph as it was"), max_length=QUOTE_MAX, blank=True, default="")
    audience = models.CharField(_("who reads it"), max_length=10, choices=Audience, default=Audience.SHARED)
    text = models.TextField(_("comment"), max_length=TEXT_MAX, blank=True, default="")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=9, choices=Role)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    settled_words = models.CharField(_("in a word"), max_length=WORDS_MAX, blank=True, default="")
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    PRIVACY: dict[str, Any] = dict.fromkeys(
        ("quote", "text", "author", "settled_by", "settled_words", "reopened_by"), of_feedback()
    ) | {"part": NOT_PERSONAL}
    objects = WorkCommentQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        indexes = [models.Index(fields=["version", "sent_at"], name="work_comment_of_version")]

    def __str__(self) -> str:
        return str(self.version.submission)

    @property
    def submission(self) -> Submission:
        """The work that is spoken of."""
        return self.version.submission

    @property
    def cohort(self) -> Cohort:
        """The milestone's cohort."""
        return self.version.submission.milestone.cohort

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.sent_at is not None and self.taken_back_at is None and self.settled_at is None

    @property
    def is_for_team(self) -> bool:
        """Whether the team reads it once it is sent."""
        return self.audience in (Audience.SHARED, Audience.TEAM)


class FeedbackRequest(Keyed):
    """A team asks one of its helpers what they think of a version, until a day."""

    VISIBLE = "feedback_request.view"
    WORKFLOW = ASKING
    version = models.ForeignKey(Version, models.CASCADE, related_name="feedback_requests")
    asked_of = models.ForeignKey(User, models.CASCADE, related_name="+")
    role = models.CharField(max_length=9, choices=Role)
    question = models.TextField(_("question"), max_length=1000)
    due_on = models.DateField(_("by when"))
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AskedState, default=AskedState.ASKED)
    words = models.CharField(_("a word"), max_length=300, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = dict.fromkeys(("question", "asked_of", "asked_by", "words"), of_feedback())
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "asked_of"], condition=Q(state="ASKED"), name="feedback_request_open_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.version.submission)

    @property
    def cohort(self) -> Cohort:
        """The milestone's cohort."""
        return self.version.submission.milestone.cohort


class MarkRound(Keyed):
    """Marks that several people were asked for on one version: shown all at once, with the rubric as it was then."""

    VISIBLE = "mark_round.manage"
    version = models.OneToOneField(Version, models.CASCADE, related_name="mark_round")
    criteria = models.JSONField(default=list)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    # Where the organisers show them before all are in.
    shown_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")

    PRIVACY: dict[str, Any] = dict.fromkeys(("asked_by", "shown_by", "reason"), of_feedback()) | {
        "criteria": NOT_PERSONAL
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return str(self.version.submission)

    @property
    def cohort(self) -> Cohort:
        """The milestone's cohort."""
        return self.version.submission.milestone.cohort

    @property
    def rubric(self) -> list[Criterion]:
        """The criteria as they were when marks were asked for."""
        return [Criterion(one["name"], tuple(one["levels"])) for one in self.criteria]


class MarkSheet(Keyed):
    """The marks of one person: a level for each criterion, and a few words."""

    VISIBLE = "mark_sheet.view"
    round = models.ForeignKey(MarkRound, models.CASCADE, related_name="sheets")
    marker = models.ForeignKey(User, models.CASCADE, related_name="+")
    role = models.CharField(max_length=9, choices=Role)
    levels = models.JSONField(default=dict)
    words = models.TextField(_("in a few words"), max_length=2000, blank=True, default="")
    handed_in_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = dict.fromkeys(("marker", "levels", "words"), of_feedback())
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["round", "marker"], name="mark_sheet_once")]

    def __str__(self) -> str:
        return str(self.round)

    @property
    def cohort(self) -> Cohort:
        """The milestone's cohort."""
        return self.round.cohort
