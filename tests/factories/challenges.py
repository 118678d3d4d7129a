"""Makers of briefs, milestones, pitch days and scorecards."""

from datetime import time, timedelta

import factory
from factory.django import DjangoModelFactory

from challenges.briefs.workflow import AllocationState, BriefState
from challenges.models import (
    Allocation,
    AllocationLine,
    Brief,
    BriefOwner,
    BriefVersion,
    Certificate,
    Conflict,
    Criterion,
    CriterionLevel,
    Decision,
    HandOver,
    LateScore,
    LiveSlot,
    Milestone,
    MilestoneTemplate,
    PanelSeat,
    PaperSheet,
    PitchDay,
    PitchSlot,
    Preference,
    Ranking,
    ReleasePlan,
    Reopening,
    ReopenRequest,
    Rules,
    Scorecard,
    Submission,
    Version,
)
from challenges.pitchdays.digest import digest_of
from challenges.pitchdays.rounds import rubric_digest
from challenges.pitchdays.rules import text_of
from tests.clock import START
from tests.factories.cohorts import CohortFactory, ProgrammeFactory, TeamFactory
from tests.factories.core import OrganisationFactory, UserFactory

LEVELS = ("Not shown", "Thin", "Sound", "Strong", "Excellent")


class BriefFactory(DjangoModelFactory):
    """A brief that teams may see."""

    class Meta:
        model = Brief

    class Params:
        draft = factory.Trait(state=BriefState.DRAFT)

    cohort = factory.SubFactory(CohortFactory)
    owner = factory.SubFactory(OrganisationFactory)
    question = factory.Sequence(lambda n: f"How might we solve problem {n}?")
    public_title = factory.SelfAttribute("question")
    state = BriefState.PUBLISHED
    made_at = START


class BriefOwnerFactory(DjangoModelFactory):
    """Somebody who answers for a brief."""

    class Meta:
        model = BriefOwner

    brief = factory.SubFactory(BriefFactory)
    user = factory.SubFactory(UserFactory)
    added_at = START


class BriefVersionFactory(DjangoModelFactory):
    """The texts of a brief as they were submitted."""

    class Meta:
        model = BriefVersion

    brief = factory.SubFactory(BriefFactory)
    number = factory.Sequence(lambda n: n + 1)
    texts = factory.LazyAttribute(lambda version: {"question": version.brief.question})
    why = "submitted"
    made_at = START


class AllocationFactory(DjangoModelFactory):
    """A published allocation without lines."""

    class Meta:
        model = Allocation

    cohort = factory.SubFactory(CohortFactory)
    number = factory.Sequence(lambda n: n + 1)
    state = AllocationState.PUBLISHED
    asked_at = START


class AllocationLineFactory(DjangoModelFactory):
    """A team and its brief."""

    class Meta:
        model = AllocationLine

    allocation = factory.SubFactory(AllocationFactory)
    team = factory.SubFactory(TeamFactory, cohort=factory.SelfAttribute("..allocation.cohort"))
    brief = factory.SubFactory(BriefFactory, cohort=factory.SelfAttribute("..allocation.cohort"))
    choice = 1


class PreferenceFactory(DjangoModelFactory):
    """A team's first choice."""

    class Meta:
        model = Preference

    team = factory.SubFactory(TeamFactory)
    brief = factory.SubFactory(BriefFactory, cohort=factory.SelfAttribute("..team.cohort"))
    rank = 1


class RankingFactory(DjangoModelFactory):
    """That a team has ranked once."""

    class Meta:
        model = Ranking

    team = factory.SubFactory(TeamFactory)
    version = 1
    changed_at = START


class MilestoneFactory(DjangoModelFactory):
    """A milestone due three days after the tests' standing clock."""

    class Meta:
        model = Milestone

    cohort = factory.SubFactory(CohortFactory)
    title = factory.Sequence(lambda n: f"Milestone {n}")
    due_at = START + timedelta(days=3)
    made_at = START


class SubmissionFactory(DjangoModelFactory):
    """A submission without versions."""

    class Meta:
        model = Submission

    milestone = factory.SubFactory(MilestoneFactory)
    team = factory.SubFactory(TeamFactory, cohort=factory.SelfAttribute("..milestone.cohort"))
    made_at = START


class VersionFactory(DjangoModelFactory):
    """One handing-in."""

    class Meta:
        model = Version

    submission = factory.SubFactory(SubmissionFactory)
    number = 1
    text = "We asked nine tenants."
    submitted_by = factory.SubFactory(UserFactory)
    submitted_at = START


class PitchDayFactory(DjangoModelFactory):
    """A planned pitch day."""

    class Meta:
        model = PitchDay

    cohort = factory.SubFactory(CohortFactory)
    starts_at = START + timedelta(days=50)
    made_at = START


class CriterionFactory(DjangoModelFactory):
    """A criterion with five worded levels."""

    class Meta:
        model = Criterion
        skip_postgeneration_save = True

    pitch_day = factory.SubFactory(PitchDayFactory)
    name = factory.Sequence(lambda n: f"Criterion {n}")
    weight = 20
    order = factory.Sequence(lambda n: n)

    @factory.post_generation
    def five_levels(self, create, extracted, **kwargs):
        """Levels 1 to 5."""
        for value, name in enumerate(LEVELS, start=1):
            CriterionLevel.objects.create(
                criterion=self,
                value=value,
                name=name,
                wording=f"{name} for {self.name}",
            )


class RulesFactory(DjangoModelFactory):
    """The rules as published, of the rubric as it is now."""

    class Meta:
        model = Rules

    pitch_day = factory.SubFactory(PitchDayFactory)
    number = factory.LazyAttribute(lambda made: Rules.objects.filter(pitch_day=made.pitch_day).count() + 1)
    content = factory.LazyAttribute(lambda made: text_of(made.pitch_day))
    digest = factory.LazyAttribute(lambda made: digest_of(made.content))
    rubric_digest = factory.LazyAttribute(lambda made: rubric_digest(made.pitch_day))
    published_at = START


class PanelSeatFactory(DjangoModelFactory):
    """A judge."""

    class Meta:
        model = PanelSeat

    pitch_day = factory.SubFactory(PitchDayFactory)
    user = factory.SubFactory(UserFactory)
    seated_at = START


class ConflictFactory(DjangoModelFactory):
    """A recusal."""

    class Meta:
        model = Conflict

    seat = factory.SubFactory(PanelSeatFactory)
    team = factory.SubFactory(TeamFactory, cohort=factory.SelfAttribute("..seat.pitch_day.cohort"))
    reason = "Sat on a board together"
    declared_at = START


class PitchSlotFactory(DjangoModelFactory):
    """A team's time."""

    class Meta:
        model = PitchSlot

    pitch_day = factory.SubFactory(PitchDayFactory)
    team = factory.SubFactory(TeamFactory, cohort=factory.SelfAttribute("..pitch_day.cohort"))
    order = factory.Sequence(lambda n: n + 1)
    starts_at = START + timedelta(days=50)


class ScorecardFactory(DjangoModelFactory):
    """An empty draft sheet."""

    class Meta:
        model = Scorecard

    seat = factory.SubFactory(PanelSeatFactory)
    slot = factory.SubFactory(PitchSlotFactory, pitch_day=factory.SelfAttribute("..seat.pitch_day"))


class CertificateFactory(DjangoModelFactory):
    """A host's certificate, which no result of the cast gives anew."""

    class Meta:
        model = Certificate

    cohort = factory.SubFactory(CohortFactory)
    user = factory.SubFactory(UserFactory)
    kind = "host"
    name = "Hana Aziz"
    words = "welcomed Spring 2027 of Digital skills."
    given_at = START


class PaperSheetFactory(DjangoModelFactory):
    """A printed sheet that nobody has read yet."""

    class Meta:
        model = PaperSheet

    seat = factory.SubFactory(PanelSeatFactory)
    slot = factory.SubFactory(PitchSlotFactory, pitch_day=factory.SelfAttribute("..seat.pitch_day"))
    made_at = START


class LateScoreFactory(DjangoModelFactory):
    """An empty sheet that came late, and was left out."""

    class Meta:
        model = LateScore

    seat = factory.SubFactory(PanelSeatFactory)
    slot = factory.SubFactory(PitchSlotFactory, pitch_day=factory.SelfAttribute("..seat.pitch_day"))
    state = "LEFT_OUT"
    received_at = START


class ReopeningFactory(DjangoModelFactory):
    """A wish to open the round again that was declined."""

    class Meta:
        model = Reopening

    pitch_day = factory.SubFactory(PitchDayFactory)
    state = "DECLINED"
    reason = "A slip of the key"
    asked_at = START


class DecisionFactory(DjangoModelFactory):
    """What the chair recorded, without placings."""

    class Meta:
        model = Decision

    pitch_day = factory.SubFactory(PitchDayFactory)
    reasons = "The clearest evidence of need."
    decided_by = factory.SubFactory(UserFactory)
    decided_at = START
    data_hash = "0" * 64


class LiveSlotFactory(DjangoModelFactory):
    """A pitch that is still to come."""

    class Meta:
        model = LiveSlot

    slot = factory.SubFactory(PitchSlotFactory)


class HandOverFactory(DjangoModelFactory):
    """A judge who asks that a deputy takes the seat."""

    class Meta:
        model = HandOver

    seat = factory.SubFactory(PanelSeatFactory)
    first_name = "Nia"
    last_name = "Bowen"
    email = "nia.bowen@example.com"
    reason = "A cabinet meeting"
    asked_at = START


class ReopenRequestFactory(DjangoModelFactory):
    """The desk's request to the chair."""

    class Meta:
        model = ReopenRequest

    seat = factory.SubFactory(PanelSeatFactory)
    slot = factory.SubFactory(PitchSlotFactory, pitch_day=factory.SelfAttribute("..seat.pitch_day"))
    reason = "The wrong level was tapped"
    asked_at = START


class ReleasePlanFactory(DjangoModelFactory):
    """A planned release that was cancelled."""

    class Meta:
        model = ReleasePlan

    pitch_day = factory.SubFactory(PitchDayFactory)
    planned_by = factory.SubFactory(UserFactory)
    planned_at = START
    second = factory.SubFactory(UserFactory)
    ended_at = START
    outcome = "CANCELLED"


class MilestoneTemplateFactory(DjangoModelFactory):
    """A milestone of new cohorts: Friday of the fourth week, 17:00."""

    class Meta:
        model = MilestoneTemplate

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Template {n}")
    week = 4
    weekday = 4
    clock = time(17)
