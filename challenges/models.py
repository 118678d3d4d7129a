"""The models of the problems and their judging, joined from their features."""

from challenges.audience.models import (
    AudienceCode,
    AudienceDay,
    Ballot,
    CodeUse,
    Guest,
    Poll,
    PollOption,
    Question,
    QuestionVote,
    Vote,
)
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
    "AudienceCode",
    "AudienceDay",
    "Ballot",
    "Brief",
    "BriefOwner",
    "CodeUse",
    "Conflict",
    "Criterion",
    "CriterionLevel",
    "Decision",
    "Device",
    "Guest",
    "Milestone",
    "MilestoneTemplate",
    "PanelSeat",
    "PitchDay",
    "PitchSlot",
    "Placing",
    "Poll",
    "PollOption",
    "Preference",
    "Question",
    "QuestionVote",
    "Ranking",
    "Release",
    "RubricTemplate",
    "Score",
    "Scorecard",
    "SlotJudge",
    "Submission",
    "SubmittedFile",
    "Version",
    "Vote",
]
