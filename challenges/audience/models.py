"""The audience of a pitch day: guests and their codes, polls and ballots, questions.

A vote stands with its code while its poll is open, so that it can be changed. Closing writes ballots, which have no
code, and removes the votes: who chose what is then in no row (V-07).
"""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.audience.engine import Group, Rules
from challenges.audience.workflow import POLL, QUESTION, PollState, QuestionState
from challenges.pitchdays.models import PitchDay
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal


def for_the_day(purpose: str, privacy: Privacy = Privacy.ORGANISER) -> Personal:
    """A field that is of no use a month after the cohort's end."""
    return personal(privacy, Keep.COHORT, 30, purpose=purpose)


class OfDay(Keyed):
    """A row that belongs to a pitch day."""

    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def cohort(self) -> Cohort:
        """The day's cohort."""
        return self.pitch_day.cohort


class AudienceDay(models.Model):
    """What the organisers let the audience of one pitch day do."""

    pitch_day = models.OneToOneField(PitchDay, models.CASCADE, related_name="audience")
    takes_questions = models.BooleanField(_("takes questions"), default=False)

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Audience')}, {self.pitch_day}"


class GuestKind(models.TextChoices):
    """Why somebody is on the check-in list."""

    PARTICIPANT = "PARTICIPANT", _("Participant")
    MENTOR = "MENTOR", _("Mentor")
    OWNER = "OWNER", _("Challenge owner")
    JUDGE = "JUDGE", _("Judge")
    WALK_IN = "WALK_IN", _("Walk-in")


class Guest(OfDay):
    """Somebody on the check-in list, with the group that their votes answer to (V-03)."""

    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=161)
    kind = models.CharField(_("why here"), max_length=11, choices=GuestKind, default=GuestKind.WALK_IN)
    employer = models.CharField(_("employer"), max_length=200, blank=True, default="")
    own_teams = models.JSONField(default=list)
    present_at = models.DateTimeField(null=True)

    PRIVACY = {
        "user": for_the_day("to give each person one code"),
        "name": for_the_day("to check people in at the door"),
        "employer": for_the_day("to keep votes from the own employer's teams"),
        "own_teams": for_the_day("to keep votes from the own team"),
    }

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["pitch_day", "user"], name="guest_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def group(self) -> Group:
        """Where the guest belongs."""
        return Group(frozenset(self.own_teams), self.employer)


class CodeKind(models.TextChoices):
    """How a code came to be."""

    GUEST = "GUEST", _("of a guest")
    CARD = "CARD", _("on a printed card")
    BROWSER = "BROWSER", _("of a browser, without a check")


class AudienceCode(OfDay):
    """The right to one vote in each poll of the day; its text is kept as a hash, and one browser may use it (V-02)."""

    kind = models.CharField(max_length=7, choices=CodeKind)
    guest = models.OneToOneField(Guest, models.CASCADE, null=True, related_name="code")
    batch = models.PositiveSmallIntegerField(_("sheet of cards"), default=0)
    digest = models.CharField(max_length=64, unique=True)
    browser = models.CharField(max_length=64, blank=True, default="")
    issued_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    PRIVACY = {
        "digest": for_the_day("to know a code again", Privacy.SECRET),
        "browser": for_the_day("to bind a code to the browser that used it first", Privacy.SECRET),
        "guest": for_the_day("to give each person one code"),
    }

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(
                fields=["pitch_day", "browser"], condition=~Q(browser=""), name="audience_code_browser"
            )
        ]
        indexes = [models.Index(fields=["pitch_day", "batch"], name="audience_code_batch")]

    def __str__(self) -> str:
        return f"{_('Code')}, {self.guest or self.get_kind_display()}"

    @property
    def group(self) -> Group:
        """Where the holder belongs; nowhere, for a card or a browser."""
        return self.guest.group if self.guest else Group()

    @property
    def is_checked(self) -> bool:
        """Whether somebody of the day gave it out: a browser in open mode gave it to itself."""
        return self.kind != CodeKind.BROWSER


class PollKind(models.TextChoices):
    """What is voted on."""

    POLL = "POLL", _("Poll")
    PRIZE = "PRIZE", _("People’s prize")


class Poll(OfDay):
    """One question to the audience; its settings are frozen when it opens (V-06)."""

    VISIBLE = "poll.view"
    WORKFLOW = POLL
    kind = models.CharField(max_length=5, choices=PollKind, default=PollKind.POLL)
    state = models.CharField(_("state"), max_length=6, choices=PollState, default=PollState.DRAFT)
    question = models.CharField(_("question"), max_length=200)
    most = models.PositiveSmallIntegerField(_("how many answers each may choose"), default=1)
    is_hidden = models.BooleanField(_("count hidden from everybody until the close"), default=True)
    needs_code = models.BooleanField(_("one vote for each code"), default=True)
    bars_own_team = models.BooleanField(_("nobody votes for their own team"), default=True)
    bars_own_employer = models.BooleanField(_("nobody votes for a team of their own employer"), default=False)
    made_at = models.DateTimeField()
    opens_at = models.DateTimeField(_("opens"), null=True)
    closes_at = models.DateTimeField(_("closes"), null=True)

    PRIVACY: dict[str, Any] = {"question": NOT_PERSONAL}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["pitch_day"], condition=Q(kind="PRIZE"), name="poll_one_prize"),
            models.CheckConstraint(condition=~Q(kind="PRIZE") | Q(needs_code=True), name="poll_prize_needs_code"),
        ]

    def __str__(self) -> str:
        return self.question

    def takes_votes(self, moment: datetime) -> bool:
        """Whether a vote received at the moment counts: from the opening on, and before the close (V-05)."""
        is_before = self.closes_at is None or moment < self.closes_at
        return self.state == PollState.OPEN and self.opens_at is not None and self.opens_at <= moment and is_before

    @property
    def is_prize(self) -> bool:
        """Whether the day's teams are voted on."""
        return self.kind == PollKind.PRIZE

    @property
    def is_over(self) -> bool:
        """Whether its ballots are counted."""
        return self.state in (PollState.CLOSED, PollState.SHOWN)

    @property
    def is_told(self) -> bool:
        """Whether everybody may know the count now; nobody does of a hidden one before its close."""
        return self.state == PollState.SHOWN or (not self.is_hidden and self.state != PollState.DRAFT)

    @property
    def rules(self) -> Rules:
        """What a ballot may hold."""
        bars_employer = self.is_prize and self.bars_own_employer
        return Rules(self.most, self.is_prize and self.bars_own_team, bars_employer)


class PollOption(Keyed):
    """One answer of a poll; of the prize a team, with its members' employers as they were at the opening."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    label = models.CharField(_("answer"), max_length=80)
    team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="+")
    employers = models.JSONField(default=list)

    PRIVACY: dict[str, Any] = {"label": NOT_PERSONAL, "employers": NOT_PERSONAL}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["poll", "place"], name="poll_option_place_once")]

    def __str__(self) -> str:
        return self.label


class Vote(models.Model):
    """What a code chose in a poll that is open; gone at its close."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="votes")
    code = models.ForeignKey(AudienceCode, models.CASCADE, related_name="votes")
    marks = models.PositiveBigIntegerField()
    changes = models.PositiveSmallIntegerField(default=0)

    PRIVACY = {"marks": for_the_day("to let a voter change the vote until the close", Privacy.SECRET)}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["poll", "code"], name="vote_once")]

    def __str__(self) -> str:
        return f"{_('Vote')}, {self.poll}"


class Ballot(models.Model):
    """What somebody chose in a poll that is closed; there is no way from here to a code."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots")
    marks = models.PositiveBigIntegerField()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Ballot')}, {self.poll}"


class CodeUse(models.Model):
    """That a code voted in a poll that is closed, and nothing of what."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="uses")
    code = models.ForeignKey(AudienceCode, models.SET_NULL, null=True, related_name="uses")

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["poll", "code"], name="code_use_once")]

    def __str__(self) -> str:
        return f"{_('Used code')}, {self.poll}"


class Question(OfDay):
    """A question to the speakers, shown once an organiser lets it."""

    WORKFLOW = QUESTION
    code = models.ForeignKey(AudienceCode, models.SET_NULL, null=True, related_name="questions")
    text = models.CharField(_("question"), max_length=280)
    name = models.CharField(_("name"), max_length=60, blank=True, default="")
    state = models.CharField(_("state"), max_length=8, choices=QuestionState, default=QuestionState.WAITING)
    votes = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()

    PRIVACY = {
        "text": for_the_day("to be answered on the stage", Privacy.PUBLIC),
        "name": for_the_day("to say who asks, where somebody wishes it", Privacy.PUBLIC),
    }

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Question')} {self.key}"


class QuestionVote(models.Model):
    """That the holder of a code wants to hear the answer too."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="upvotes")
    code = models.ForeignKey(AudienceCode, models.CASCADE, related_name="upvotes")

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="question_vote_once")]

    def __str__(self) -> str:
        return f"{self.question}"
