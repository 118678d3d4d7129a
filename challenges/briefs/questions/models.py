"""Questions about challenges, their answers and corrections, and until when teams may ask."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from challenges.briefs.models import Brief
from challenges.briefs.questions.workflow import ASKED, AskedState, Owes
from challenges.briefs.roles import OUT
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import Keep, Personal, Privacy, personal

MOST_TEXT = 1000
MOST_ANSWER = 3000
ANSWER_DAYS = 2
# Who has begun to answer is named for so long, unless they answer before.
CLAIM = timedelta(minutes=20)


def to_answer(privacy: Privacy = Privacy.COHORT) -> Personal:
    """A field kept a year after the cohort, so that a team's question has its answer."""
    return personal(privacy, Keep.COHORT, 365, purpose="to answer a team’s questions about a challenge")


class AskingRules(models.Model):
    """How teams of one cohort ask about challenges; a cohort without a row has the defaults."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="asking")
    answer_days = models.PositiveSmallIntegerField(_("working days for an answer"), default=ANSWER_DAYS)
    closes_at = models.DateTimeField(_("questions close"), null=True, blank=True)

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Questions')}, {self.cohort}"


class AskingDate(models.Model):
    """Until when teams may ask about one challenge, where that is not as for the cohort."""

    brief = models.OneToOneField(Brief, models.CASCADE, related_name="asking_date")
    closes_at = models.DateTimeField(_("questions close"))

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Questions')}, {self.brief}"


class AskedQuerySet(ScopedQuerySet):
    """Questions about questions."""

    def whole(self) -> "AskedQuerySet":
        """With challenge, team, people and answer in the same query."""
        return self.select_related(
            "brief__owner", "brief__cohort__programme", "team__cohort", "asked_by", "claimed_by", "answer__answered_by",
            "same_as__answer__answered_by",
        )  # fmt: skip

    def waiting(self) -> "AskedQuerySet":
        """Those that somebody owes an answer: open, or the same as one that is gone; and the challenge is out."""
        is_alone = Q(state=AskedState.MERGED, same_as=None)
        return self.filter(Q(state=AskedState.OPEN) | is_alone, brief__state__in=OUT)

    def overdue(self, now: datetime) -> "AskedQuerySet":
        """Those whose answer was expected before now."""
        return self.waiting().filter(due_at__lte=now)


class BriefQuestion(Keyed):
    """What a team asks about a challenge, in its own name."""

    VISIBLE = "brief_question.view"
    WORKFLOW = ASKED
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="asked")
    team = models.ForeignKey(Team, models.CASCADE, related_name="asked")
    text = models.TextField(_("your question"), max_length=MOST_TEXT)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=AskedState, default=AskedState.OPEN)
    owed_by = models.CharField(_("who owes the answer"), max_length=10, choices=Owes, default=Owes.OWNER)
    owed_since = models.DateTimeField()
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    passed_with = models.CharField(_("why it was passed on"), max_length=300, blank=True, default="")
    passed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    claimed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, related_name="doubles")

    PRIVACY: dict[str, Any] = dict.fromkeys(("text", "asked_by"), to_answer()) | dict.fromkeys(
        ("passed_with", "passed_by", "claimed_by"), to_answer(Privacy.ORGANISER)
    )
    objects = AskedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        indexes = [models.Index(fields=["state", "due_at"], name="brief_question_due")]

    def __str__(self) -> str:
        # Stands in the history: neither the words nor the team.
        return _now("a question about “%(brief)s”") % {"brief": self.brief.title}

    @property
    def cohort(self) -> Cohort:
        """The challenge's cohort."""
        return self.brief.cohort

    @property
    def given(self) -> "BriefAnswer | None":
        """The answer that its team reads: its own, or that of the question it was the same as."""
        own: BriefAnswer | None = getattr(self, "answer", None)
        if own is None and self.state == AskedState.ANSWERED and self.same_as is not None:
            return getattr(self.same_as, "answer", None)
        return own

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for an answer of its own: open, or the same as one that is gone."""
        return self.state == AskedState.OPEN or (self.state == AskedState.MERGED and self.same_as_id is None)

    def claimed_until(self, now: datetime) -> datetime | None:
        """Until when somebody is named as answering it; nothing where nobody is."""
        if self.claimed_by_id is None or self.claimed_at is None or not self.is_waiting:
            return None
        until = self.claimed_at + CLAIM
        return until if now < until else None

    def is_overdue(self, now: datetime) -> bool:
        """Whether its answer was expected before now."""
        return self.is_waiting and self.due_at <= now


class BriefAnswer(Keyed):
    """The one answer to a question; to everybody it goes with the question's words as they may be read."""

    question = models.OneToOneField(BriefQuestion, models.CASCADE, related_name="answer")
    text = models.TextField(_("answer"), max_length=MOST_ANSWER)
    is_for_all = models.BooleanField(_("for all teams"), default=False)
    wording = models.TextField(_("the question as everybody reads it"), max_length=MOST_TEXT, blank=True, default="")
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=1)
    place = models.PositiveSmallIntegerField(_("place in the list of frequent questions"), null=True)

    PRIVACY: dict[str, Any] = dict.fromkeys(("text", "wording", "answered_by"), to_answer())

    class Meta:
        app_label = "challenges"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_for_all=False, wording="", place__isnull=True) | (Q(is_for_all=True) & ~Q(wording="")),
                name="brief_answer_to_all_has_words",
            )
        ]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def corrected_at(self) -> datetime | None:
        """When it was corrected last, if it was."""
        return max((row.made_at for row in self.corrections.all()), default=None)


class AnswerCorrection(models.Model):
    """What an answer said before it was corrected."""

    answer = models.ForeignKey(BriefAnswer, models.CASCADE, related_name="corrections")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=MOST_ANSWER)
    wording = models.TextField(max_length=MOST_TEXT, blank=True, default="")
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = dict.fromkeys(("text", "wording", "made_by"), to_answer())

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="answer_correction_once")]

    def __str__(self) -> str:
        return f"{self.answer} {self.version}"


def asking_of(cohort: Cohort) -> AskingRules:
    """How the cohort's teams ask: its row, or the defaults without one."""
    return AskingRules.objects.filter(cohort=cohort).first() or AskingRules(cohort=cohort)
