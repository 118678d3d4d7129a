"""What the site does with milestones and submissions."""

from challenges.work.services.milestones import (
    MilestoneInUse,
    TitleTaken,
    copy_milestones,
    create_milestone,
    default_milestones,
    edit_milestone,
    remove_milestone,
    remove_template,
    save_template,
)
from challenges.work.services.submissions import (
    Closed,
    NothingHandedIn,
    TooManyFiles,
    hand_in,
)

__all__ = [
    "Closed",
    "MilestoneInUse",
    "NothingHandedIn",
    "TitleTaken",
    "TooManyFiles",
    "copy_milestones",
    "create_milestone",
    "default_milestones",
    "edit_milestone",
    "hand_in",
    "remove_milestone",
    "remove_template",
    "save_template",
]
