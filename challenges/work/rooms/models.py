"""What a team keeps in its room, and how its people may be reached."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenges.work.models.submissions import of_work
from challenges.work.rooms.workflow import MEETING, Can, MeetingState
from cohorts.models import Cohort, Mentor, Team
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

NOTE_MAX = 20_000
SENTENCE_MAX, WHY_MAX = 240, 1000


def to_reach() -> Personal:
    """What somebody chose to tell the people they work with; gone soon after the cohort."""
    return personal(Privacy.COHORT, Keep.COHORT, 30, purpose="to be addressed and reached as one likes by one's team")


class OfTeam(Keyed):
    """A row of one team's room."""

    class Meta:
        abstract = True

    @property
    def cohort(self) -> Cohort:
        """The team's cohort."""
        cohort: Cohort = self.team.cohort  # type: ignore[attr-defined]
        return cohort


class TeamMeeting(OfTeam):
    """A meeting of a team: asked about, fixed or cancelled; `turn` rises with every change of its time."""

    VISIBLE = "team_meeting.view"
    WORKFLOW = MEETING
    team = models.ForeignKey(Team, models.CASCADE, related_name="meetings")
    subject = models.CharField(_("subject"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    link = models.CharField(_("link"), max_length=500, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.ASKING)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    turn = models.PositiveSmallIntegerField(default=0)
    proposed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    fixed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    mentors = models.ManyToManyField(Mentor, related_name="+", blank=True)

    PRIVACY: dict[str, Any] = {
        "subject": of_work(),
        "place": of_work(),
        "link": of_work(),
        "proposed_by": of_work(),
        "fixed_by": of_work(),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="FIXED") | models.Q(starts_at__isnull=False), name="team_meeting_has_time"
            )
        ]

    def __str__(self) -> str:
        # The history names the team alone: what its meetings are about is the team's.
        return str(self.team)

    @property
    def ends_at(self) -> datetime | None:
        """When it is over, once it has a time."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    def is_over(self, now: datetime) -> bool:
        """Whether it has a time and that is past."""
        return self.ends_at is not None and self.ends_at <= now


class MeetingSlot(Keyed):
    """A time that a meeting could be at."""

    meeting = models.ForeignKey(TeamMeeting, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("starts"))

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["meeting", "starts_at"], name="meeting_slot_once")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class MeetingAnswer(models.Model):
    """Whether one person can come at one time."""

    slot = models.ForeignKey(MeetingSlot, models.CASCADE, related_name="answers")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    can = models.CharField(_("can come"), max_length=5, choices=Can)
    said_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"user": of_work(), "can": of_work()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["slot", "user"], name="meeting_answer_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.slot}: {self.can}"


class TeamDecision(OfTeam):
    """What a team decided, in one sentence; a later one may stand in its place, and it is kept."""

    VISIBLE = "team_decision.view"
    team = models.ForeignKey(Team, models.CASCADE, related_name="decided")
    sentence = models.CharField(_("what you decided"), max_length=SENTENCE_MAX)
    why = models.TextField(_("why"), max_length=WHY_MAX)
    decided_on = models.DateField(_("decided on"))
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    # One to one: a decision is replaced once, whoever else tries at the same moment.
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    meeting = models.ForeignKey(TeamMeeting, models.SET_NULL, null=True, blank=True, related_name="decided")

    PRIVACY: dict[str, Any] = {"sentence": of_work(), "why": of_work(), "recorded_by": of_work()}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return self.sentence


class TeamNote(OfTeam):
    """A note that a team writes together, as it stands; every earlier text is one of its versions."""

    VISIBLE = "team_note.view"
    team = models.ForeignKey(Team, models.CASCADE, related_name="notes")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=NOTE_MAX, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    is_shared = models.BooleanField(_("mentors and organisers read it too"), default=False)
    made_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()
    meeting = models.ForeignKey(TeamMeeting, models.SET_NULL, null=True, blank=True, related_name="notes")

    PRIVACY: dict[str, Any] = {"title": of_work(), "text": of_work(), "saved_by": of_work()}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return self.title


class NoteVersion(models.Model):
    """A note as one save left it: what somebody wrote, or what two people's changes became."""

    note = models.ForeignKey(TeamNote, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=NOTE_MAX, blank=True, default="")
    saved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"title": of_work(), "text": of_work(), "saved_by": of_work()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["note", "number"], name="note_version_once")]

    def __str__(self) -> str:
        return f"{self.note} {self.number}"


class NoteClash(Keyed):
    """A title or text written over what another had changed: kept beside the note until the team chooses."""

    note = models.ForeignKey(TeamNote, models.CASCADE, related_name="clashes")
    name = models.CharField(max_length=5)
    value = models.TextField(_("text"), max_length=NOTE_MAX, blank=True, default="")
    written_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    written_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL, "value": of_work(), "written_by": of_work()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["note", "name", "written_by"], name="note_clash_once")]

    def __str__(self) -> str:
        return f"{self.note} {self.name}"


class TeamLink(OfTeam):
    """An address that a team keeps at hand."""

    VISIBLE = "team_link.view"
    team = models.ForeignKey(Team, models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=120)
    address = models.CharField(_("address"), max_length=500)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"title": of_work(), "address": of_work(), "added_by": of_work()}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["team", "address"], name="team_link_once")]

    def __str__(self) -> str:
        return self.title


class ContactCard(models.Model):
    """How somebody wants to be addressed and reached by the people of their teams in one cohort."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True, default="")
    reach = models.CharField(_("how to reach you"), max_length=200, blank=True, default="")
    shows_email = models.BooleanField(_("your team sees your e-mail address"), default=False)

    PRIVACY: dict[str, Any] = {"user": to_reach(), "pronouns": to_reach(), "reach": to_reach()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["cohort", "user"], name="contact_card_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.cohort}"


__all__ = [
    "Can",
    "ContactCard",
    "MeetingAnswer",
    "MeetingSlot",
    "MeetingState",
    "NoteClash",
    "NoteVersion",
    "TeamDecision",
    "TeamLink",
    "TeamMeeting",
    "TeamNote",
]
