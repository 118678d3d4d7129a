"""How the teams of a cohort choose, what each member ranked, who agreed, reasons, and teams' own problems."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.briefs.choosing.workflow import OPEN, OWN_PROBLEM, OwnState
from challenges.briefs.models import Brief, Ranking
from cohorts.models import Cohort, Participant, Team
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

MOST_REASON = 500
# A team may give its reasons for so many of its first choices.
REASONED = 3


def to_choose(privacy: Privacy = Privacy.COHORT) -> Personal:
    """A field kept a year after the cohort, to choose together."""
    return personal(privacy, Keep.COHORT, 365, purpose="to let the members of a team choose together")


class Agreeing(models.TextChoices):
    """Who makes a team's ranking count as its answer."""

    ANY = "any", _("Any member confirms for the team")
    ALL = "all", _("Everyone in the team must agree")


class ChoosingRules(models.Model):
    """How teams of one cohort choose; a cohort without a row has the defaults."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="choosing")
    agreeing = models.CharField(_("who confirms a ranking"), max_length=3, choices=Agreeing, default=Agreeing.ANY)
    closes_at = models.DateTimeField(_("rankings close"), null=True, blank=True)
    takes_own = models.BooleanField(_("teams may propose their own problem"), default=False)
    gives_unranked = models.BooleanField(_("a team may get a challenge it did not rank"), default=True)
    is_steep = models.BooleanField(_("low choices weigh more"), default=False)

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Choosing')}, {self.cohort}"

    def is_over(self, now: datetime) -> bool:
        """Whether the moment of closing has come, by the server's clock."""
        return self.closes_at is not None and now >= self.closes_at


class MemberRanking(models.Model):
    """What one member would choose: keys of briefs, the first choice first; for the team's eyes alone."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="member_rankings")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    order = models.JSONField(default=list)
    saved_at = models.DateTimeField()

    PRIVACY = {"participant": to_choose(), "order": to_choose()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["team", "participant"], name="member_ranking_once")]

    def __str__(self) -> str:
        return f"{self.participant}, {self.team}"


class RankingAgreement(models.Model):
    """That a member agrees to the team's ranking as it stands; gone when it changes."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="agreements")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField()

    PRIVACY = {"participant": to_choose()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["ranking", "participant"], name="ranking_agreement_once")]

    def __str__(self) -> str:
        return f"{self.participant}, {self.ranking}"


class Bid(models.Model):
    """Why a team should have a brief, in its words: for the organisers, and for the owner once it has it."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="bids")
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="bids")
    text = models.CharField(_("why your team"), max_length=MOST_REASON)
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"text": to_choose(), "written_by": to_choose()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["team", "brief"], name="bid_once")]

    def __str__(self) -> str:
        return f"{self.team}, {self.brief}"


class OwnProblem(Keyed):
    """A problem that a team brings itself; accepted, it is a brief of the cohort that is kept for the team."""

    VISIBLE = "own_problem.view"
    WORKFLOW = OWN_PROBLEM
    team = models.ForeignKey(Team, models.CASCADE, related_name="own_problems")
    question = models.CharField(_("the problem as a question"), max_length=200)
    need = models.TextField(_("who has it, and how you know"), max_length=3000)
    why_us = models.TextField(_("why your team"), max_length=1000)
    owner_idea = models.CharField(_("who could own it"), max_length=200, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=OwnState, default=OwnState.PROPOSED)
    answer = models.CharField(_("what the organisers answered"), max_length=300, blank=True, default="")
    proposed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    brief = models.OneToOneField(Brief, models.SET_NULL, null=True, related_name="own_problem")

    PRIVACY: dict[str, Any] = {
        "question": NOT_PERSONAL,
        "need": NOT_PERSONAL,
        "why_us": to_choose(),
        "owner_idea": to_choose(Privacy.ORGANISER),
        "answer": NOT_PERSONAL,
        "proposed_by": to_choose(),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(state__in=[*OPEN, OwnState.ACCEPTED]), name="own_problem_one_open"
            )
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def cohort(self) -> Cohort:
        """The team's cohort."""
        return self.team.cohort


class EmployerPass(models.Model):
    """That a team may have a brief although the employer of one of its members owns it, and why."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="employer_passes")
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="employer_passes")
    why = models.CharField(_("why"), max_length=300)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"why": NOT_PERSONAL, "given_by": to_choose(Privacy.ORGANISER)}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["team", "brief"], name="employer_pass_once")]

    def __str__(self) -> str:
        return f"{self.team}, {self.brief}"


def rules_of(cohort: Cohort) -> ChoosingRules:
    """How the cohort's teams choose: its row, or the defaults without one."""
    return ChoosingRules.objects.filter(cohort=cohort).first() or ChoosingRules(cohort=cohort)


def kept_for(cohort: Cohort) -> dict[int, int]:
    """The briefs that are teams' own problems, each with the team that it is kept for, by id."""
    return dict(OwnProblem.objects.filter(brief__cohort=cohort).values_list("brief_id", "team_id"))
