"""What the site does with milestones and submissions."""

from challenges.work.services.milestones import (
    MilestoneInUse,
    TitleTaken,
    copy_milestones,
    create_milestone,
    default_milestones,
    edit_milestone,
    move_milestones,
    remove_milestone,
    remove_template,
    save_template,
    told_of_deadlines,
    told_of_new_dates,
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
    "move_milestones",
    "remove_milestone",
    "remove_template",
    "save_template",
    "told_of_deadlines",
    "told_of_new_dates",
]
