"""What the panel decided, what was released of it, and what teams were told."""

from challenges.results.models.decision import Decision, Placing, Prize, ResultRules
from challenges.results.models.feedback import ReviewedNote, TeamQuestion
from challenges.results.models.release import PrebuiltPage, Release, ReleasePlan, ReleaseVersion

__all__ = [
    "Decision",
    "Placing",
    "PrebuiltPage",
    "Prize",
    "Release",
    "ReleasePlan",
    "ReleaseVersion",
    "ResultRules",
    "ReviewedNote",
    "TeamQuestion",
]
