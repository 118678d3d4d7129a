"""Teams, their members and mentors, and the proposals they come from."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Mentor, Participant
from cohorts.programmes.models import Cohort
from cohorts.teams.workflow import PROPOSAL, ProposalState
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

WHY = "to work together"


class Team(Keyed):
    """Participants working together in one cohort."""

    VISIBLE = "team.view"
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="teams")
    name = models.CharField(_("name"), max_length=40)
    number = models.PositiveSmallIntegerField(_("number"))
    formed_at = models.DateTimeField()
    room = models.CharField(_("room"), max_length=80, blank=True, default="")

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL, "room": NOT_PERSONAL}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [
            models.UniqueConstraint(fields=["cohort", "name"], name="team_name_once"),
            models.UniqueConstraint(fields=["cohort", "number"], name="team_number_once"),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """One participant's place in a team; a participant has at most one (C-07)."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="membership")
    since = models.DateTimeField()

    PRIVACY = {
        "participant": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
        "team": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
    }

    class Meta:
        app_label = "cohorts"

    def __str__(self) -> str:
        return f"{self.participant}, {self.team}"


class MentorAssignment(models.Model):
    """A mentor who advises a team: one from each side."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="mentors")
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="assignments")
    assigned_at = models.DateTimeField()

    PRIVACY = {"mentor": personal(Privacy.COHORT, Keep.COHORT, 365, purpose="to advise the team")}

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["team", "mentor"], name="mentor_of_team_once")]

    def __str__(self) -> str:
        return f"{self.mentor}, {self.team}"


class ProposalKind(models.TextChoices):
    """What a proposal started from."""

    NEW = "NEW", _("formed anew")
    IMPROVED = "IMPROVED", _("improved from another")
    AGAIN = "AGAIN", _("formed again, to see the same answer")


class TeamProposal(Keyed):
    """A split that the engine proposes, kept until accepted or thrown away."""

    VISIBLE = "proposal.view"
    WORKFLOW = PROPOSAL
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.FORMING)
    rules = models.JSONField(_("rules"), default=dict)
    seed = models.PositiveIntegerField(default=1)
    snapshot = models.JSONField(default=dict)
    snapshot_hash = models.CharField(max_length=64, blank=True, default="")
    result = models.JSONField(default=dict)
    names = models.JSONField(_("team names"), default=list)
    rooms = models.JSONField(_("rooms"), default=list)
    note = models.CharField(_("note"), max_length=500, blank=True, default="")
    # Where the search began, of what is improved: {"teams": {id: number}, "locks": [ids], "frozen": [numbers]}.
    kind = models.CharField(max_length=10, choices=ProposalKind, default=ProposalKind.NEW)
    base = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    start = models.JSONField(default=dict)
    # How many exchanges the engine may look at; 0 leaves it to the number of people.
    budget = models.PositiveBigIntegerField(default=0)
    # While it is formed: points of the best so far, the bound and the rules still broken.
    live = models.JSONField(default=dict)
    # What each level costs the others, once it was worked out.
    costs = models.JSONField(default=dict)
    # Moves on the board that may be undone, and those undone that may be made again.
    moves = models.JSONField(default=list)
    undone = models.JSONField(default=list)
    locked_teams = models.JSONField(default=list)
    is_stopping = models.BooleanField(default=False)
    progress = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    PRIVACY = {
        "snapshot": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to explain and repeat the split"),
        "result": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to explain and repeat the split"),
        "asked_by": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to account for the split"),
        "moves": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to undo moves"),
        "undone": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to make undone moves again"),
        "start": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to explain and repeat the split"),
        "costs": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to explain the split"),
        "note": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to choose between proposals"),
        "live": NOT_PERSONAL,
        "locked_teams": NOT_PERSONAL,
        "rooms": NOT_PERSONAL,
        "rules": NOT_PERSONAL,
        "names": NOT_PERSONAL,
        "snapshot_hash": NOT_PERSONAL,
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="proposal_number_once"),
            models.UniqueConstraint(fields=["cohort"], condition=Q(state="ACCEPTED"), name="proposal_one_accepted"),
        ]

    def __str__(self) -> str:
        return f"{_('Proposal')} {self.number}"


class ProposedPlace(models.Model):
    """Where a proposal puts one participant; moving people on the board changes these rows."""

    proposal = models.ForeignKey(TeamProposal, models.CASCADE, related_name="places")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    team_number = models.PositiveSmallIntegerField()
    is_locked = models.BooleanField(default=False)

    PRIVACY = {"participant": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY)}

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["proposal", "participant"], name="proposed_place_once")]

    def __str__(self) -> str:
        return f"{self.participant} {self.team_number}"
