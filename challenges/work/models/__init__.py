"""The rows of milestones, drafts, and of what teams hand in."""

from challenges.work.models.agreements import Agreement, Extension, StatementRequest
from challenges.work.models.drafts import Clash, Draft, DraftEditor, DraftField, DraftFile, DraftRevision
from challenges.work.models.milestones import Milestone, MilestoneTemplate
from challenges.work.models.submissions import Submission, SubmittedFile, Version

__all__ = [
    "Agreement",
    "Clash",
    "Draft",
    "DraftEditor",
    "DraftField",
    "DraftFile",
    "DraftRevision",
    "Extension",
    "Milestone",
    "MilestoneTemplate",
    "StatementRequest",
    "Submission",
    "SubmittedFile",
    "Version",
]
