"""The models of the problems and their judging, joined from their features."""

from challenges.briefs.models import (
    Allocation,
    AllocationLine,
    Brief,
    BriefOwner,
    Preference,
    Ranking,
)
from challenges.certificates.models import Certificate
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
from challenges.judging.models import Device, LateScore, Reopening, Score, Scorecard, ScorecardRevision
from challenges.judging.paper.models import PaperReading, PaperSheet
from challenges.judging.rounds.models import OldSheet
from challenges.live.models import LiveDay, LiveSlot, LiveStep
from challenges.pitchdays.models import (
    Conflict,
    Criterion,
    CriterionLevel,
    DayPause,
    PanelSeat,
    PitchDay,
    PitchSlot,
    RubricTemplate,
    SeatInterest,
    SlotJudge,
)
from challenges.pitchdays.versions import RoundRequest, RubricVersion, Rules
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
    "Certificate",
    "Conflict",
    "Criterion",
    "CriterionLevel",
    "DayPause",
    "Decision",
    "Device",
    "LateScore",
    "Milestone",
    "MilestoneTemplate",
    "OldSheet",
    "HandOver",
    "LiveDay",
    "LiveSlot",
    "LiveStep",
    "Milestone",
    "MilestoneTemplate",
    "Nudge",
    "PanelSeat",
    "PaperReading",
    "PaperSheet",
    "PitchDay",
    "PitchSlot",
    "Placing",
    "PracticePitch",
    "PracticeScore",
    "PracticeSheet",
    "Preference",
    "Ranking",
    "Release",
    "RoundRequest",
    "Reopening",
    "ReopenRequest",
    "RubricTemplate",
    "RubricVersion",
    "Rules",
    "Score",
    "Scorecard",
    "SeatInterest",
    "ScorecardRevision",
    "SeatCode",
    "SeatLink",
    "SlotJudge",
    "Submission",
    "SubmittedFile",
    "Version",
]
