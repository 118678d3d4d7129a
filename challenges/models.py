"""The models of the problems and their judging, joined from their features."""

from challenges.briefs.models import (
    Allocation,
    AllocationLine,
    Brief,
    BriefOwner,
    Preference,
    Ranking,
)
from challenges.judges.models import (
    HandOver,
    Nudge,
    PracticePitch,
    PracticeScore,
    PracticeSheet,
    ReopenRequest,
    SeatCode,
    SeatLink,
)
from challenges.judging.models import Device, Score, Scorecard
from challenges.live.models import LiveDay, LiveSlot, LiveStep
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
    "HandOver",
    "LiveDay",
    "LiveSlot",
    "LiveStep",
    "Milestone",
    "MilestoneTemplate",
    "Nudge",
    "PanelSeat",
    "PitchDay",
    "PitchSlot",
    "Placing",
    "PracticePitch",
    "PracticeScore",
    "PracticeSheet",
    "Preference",
    "Ranking",
    "Release",
    "ReopenRequest",
    "RubricTemplate",
    "Score",
    "Scorecard",
    "SeatCode",
    "SeatLink",
    "SlotJudge",
    "Submission",
    "SubmittedFile",
    "Version",
]
