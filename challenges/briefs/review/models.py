"""Reviews of briefs, comments by field, sensitivity checks, the sponsor's backing, a programme's criteria."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.briefs.models import Brief, BriefVersion
from challenges.briefs.review.engine import Slip
from challenges.briefs.review.workflow import Advice, Audience, Commercial, Marking, PersonalData, SponsorAnswer
from cohorts.models import Cohort, Programme
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

WHY = "to account for what was said of a challenge before it was taken"
WHO = personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY)
SPONSOR = personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to know who stands behind the challenge")


class BriefCriteria(models.Model):
    """A programme's own criteria for briefs: a list of key, name, words and four worded levels."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="brief_criteria")
    criteria = models.JSONField(default=list)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    PRIVACY = {
        "criteria": NOT_PERSONAL,
        "changed_by": personal(Privacy.ORGANISER, Keep.FOREVER, purpose="to account for the programme’s criteria"),
    }

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return str(self.programme)


class ReviewQuerySet(ScopedQuerySet):
    """Questions about reviews."""

    def standing(self) -> "ReviewQuerySet":
        """Those that were not called off."""
        return self.filter(called_off_at=None)

    def owed(self) -> "ReviewQuerySet":
        """Those that are still to be handed in."""
        return self.standing().filter(handed_in_at=None)


class Review(Keyed):
    """One reviewer's reading of one version, by the criteria as they were when it was asked for."""

    VISIBLE = "review.view"
    version = models.ForeignKey(BriefVersion, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(User, models.CASCADE, related_name="brief_reviews")
    works_for = models.CharField(_("works for"), max_length=160, blank=True, default="")
    conflict = models.CharField(_("why they review all the same"), max_length=300, blank=True, default="")
    is_extra = models.BooleanField(default=False)
    criteria = models.JSONField(default=list)
    levels = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    advice = models.CharField(_("advice"), max_length=7, choices=Advice, blank=True, default="")
    summary = models.TextField(_("in a few words"), max_length=2000, blank=True, default="")
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = dict.fromkeys(
        ("reviewer", "works_for", "conflict", "levels", "notes", "summary", "asked_by"), WHO
    ) | {"criteria": NOT_PERSONAL}
    objects = ReviewQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "reviewer"], condition=Q(called_off_at=None), name="brief_review_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version.brief}, {self.reviewer}"

    @property
    def brief(self) -> Brief:
        """The brief that is read."""
        return self.version.brief

    @property
    def cohort(self) -> Cohort:
        """The brief's cohort."""
        return self.version.brief.cohort

    @property
    def slip(self) -> Slip:
        """What the engine may know of it."""
        return Slip(self.pk, self.reviewer_id, self.is_extra, self.handed_in_at is not None)


class FieldComment(Keyed):
    """Something said of one field of a version, or an answer to it; open ones stand on later versions too."""

    VISIBLE = "brief_comment.view"
    version = models.ForeignKey(BriefVersion, models.CASCADE, related_name="comments")
    field = models.CharField(max_length=20)
    audience = models.CharField(_("who reads it"), max_length=9, choices=Audience, default=Audience.OWNER)
    # Kept from everybody else as long as this review is.
    review = models.ForeignKey(Review, models.CASCADE, null=True, related_name="comments")
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    text = models.TextField(_("comment"), max_length=2000)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    # When the owner was told of it.
    told_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    PRIVACY = {"field": NOT_PERSONAL, "text": WHO, "author": WHO, "resolved_by": WHO}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.version}, {self.field}"

    @property
    def brief(self) -> Brief:
        """The brief that is spoken of."""
        return self.version.brief

    @property
    def cohort(self) -> Cohort:
        """The brief's cohort."""
        return self.version.brief.cohort


class SensitivityCheck(Keyed):
    """Somebody was asked whether the texts may go out, and what they answered; good for these very texts."""

    VISIBLE = "brief_check.do"
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="checks")
    checker = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    texts_hash = models.CharField(max_length=64, blank=True, default="")
    marking = models.CharField(_("classification"), max_length=9, choices=Marking, blank=True, default="")
    commercial = models.CharField(_("commercial confidence"), max_length=6, choices=Commercial, blank=True, default="")
    personal_data = models.CharField(_("personal data"), max_length=13, choices=PersonalData, blank=True, default="")
    agreed = models.TextField(_("what is agreed"), max_length=1000, blank=True, default="")

    PRIVACY = {"checker": WHO, "asked_by": WHO, "texts_hash": NOT_PERSONAL, "agreed": NOT_PERSONAL}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["brief"], condition=Q(done_at=None), name="brief_check_one_open"),
        ]

    def __str__(self) -> str:
        return str(self.brief)

    @property
    def cohort(self) -> Cohort:
        """The brief's cohort."""
        return self.brief.cohort


class Backing(Keyed):
    """The sponsor was asked by a link, or somebody recorded what the sponsor said; with the texts it is about."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="backings")
    sponsor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("senior sponsor"), max_length=160)
    post = models.CharField(_("their post"), max_length=120, blank=True, default="")
    texts = models.JSONField(default=dict)
    token_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    # A newer letter was written, or the organisers took it back.
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=7, choices=SponsorAnswer, blank=True, default="")
    words = models.TextField(_("in the sponsor’s words"), max_length=1000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    # How an organiser knows of it, where it did not come by the link.
    reason = models.CharField(_("how it is known"), max_length=300, blank=True, default="")

    PRIVACY = {
        "sponsor": SPONSOR,
        "name": SPONSOR,
        "post": SPONSOR,
        "words": SPONSOR,
        "reason": SPONSOR,
        "asked_by": SPONSOR,
        "texts": NOT_PERSONAL,
        "token_hash": personal(Privacy.SECRET, Keep.COHORT, 365, purpose="to let the sponsor answer, and nobody else"),
    }

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(
                fields=["brief"], condition=Q(answered_at=None, ended_at=None), name="brief_backing_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brief}, {self.name}"

    @property
    def cohort(self) -> Cohort:
        """The brief's cohort."""
        return self.brief.cohort
