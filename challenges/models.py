"""The models of the problems and their judging, joined from their features."""

from challenges.briefs.models import (
    Allocation,
    AllocationLine,
    Brief,
    BriefOwner,
    Preference,
    Ranking,
)
from challenges.judging.models import Device, LateScore, Reopening, Score, Scorecard, ScorecardRevision
from challenges.pitchdays.models import (
    Conflict,
    Criterion,
    CriterionLevel,
    PanelSeat,
    PitchDay,
    PitchSlot,
    RubricTemplate,
    SlotJudge,
)
from challenges.results.models import Decision, Placing, Release
from challenges.work.models import (
    Milestone,
    MilestoneTemplate,
    Submission,
    SubmittedFile,
    Version,
)

__all__ = [
    "Allocation",
    "AllocationLine",
    "Brief",
    "BriefOwner",
    "Conflict",
    "Criterion",
    "CriterionLevel",
    "Decision",
    "Device",
    "LateScore",
    "Milestone",
    "MilestoneTemplate",
    "PanelSeat",
    "PitchDay",
    "PitchSlot",
    "Placing",
    "Preference",
    "Ranking",
    "Release",
    "Reopening",
    "RubricTemplate",
    "Score",
    "Scorecard",
    "ScorecardRevision",
    "SlotJudge",
    "Submission",
    "SubmittedFile",
    "Version",
]
