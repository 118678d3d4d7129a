"""The models of the problems and their judging, joined from their features."""

from challenges.briefs.models import (
    Allocation,
    AllocationLine,
    Brief,
    BriefOwner,
    Preference,
    Ranking,
)
from challenges.judging.models import Device, Score, Scorecard
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
from challenges.results.models import (
    Decision,
    Placing,
    Prize,
    Release,
    ReleasePlan,
    ReleaseVersion,
    ResultRules,
    ReviewedNote,
    TeamQuestion,
)
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
    "Milestone",
    "MilestoneTemplate",
    "PanelSeat",
    "PitchDay",
    "PitchSlot",
    "Placing",
    "Preference",
    "Prize",
    "Ranking",
    "Release",
    "ReleasePlan",
    "ReleaseVersion",
    "ResultRules",
    "ReviewedNote",
    "RubricTemplate",
    "Score",
    "Scorecard",
    "SlotJudge",
    "Submission",
    "SubmittedFile",
    "TeamQuestion",
    "Version",
]
