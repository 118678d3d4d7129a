"""What the site does with milestones, drafts and submissions."""

from challenges.work.services.agreements import agree, ask_change, ask_reopening, decide_request, sides_of
from challenges.work.services.defaults import default_milestones, remove_template, save_template
from challenges.work.services.drafts import (
    Edit,
    Saved,
    add_files,
    put_back,
    remove_file,
    restore_version,
    save_draft,
    see_draft,
    settle_clash,
)
from challenges.work.services.errors import (
    Agreed,
    Closed,
    Incomplete,
    MilestoneInUse,
    NothingHandedIn,
    TitleTaken,
    TooManyFiles,
)
from challenges.work.services.extensions import end_extension, extend
from challenges.work.services.milestones import (
    copy_milestones,
    create_milestone,
    edit_milestone,
    move_milestones,
    order_milestones,
    remove_milestone,
    told_of_deadlines,
    told_of_new_dates,
)
from challenges.work.services.submissions import submit

__all__ = [
    "Agreed",
    "Closed",
    "Edit",
    "Incomplete",
    "MilestoneInUse",
    "NothingHandedIn",
    "Saved",
    "TitleTaken",
    "TooManyFiles",
    "add_files",
    "agree",
    "ask_change",
    "ask_reopening",
    "copy_milestones",
    "create_milestone",
    "decide_request",
    "default_milestones",
    "edit_milestone",
    "end_extension",
    "extend",
    "move_milestones",
    "order_milestones",
    "put_back",
    "remove_file",
    "remove_milestone",
    "remove_template",
    "restore_version",
    "save_draft",
    "save_template",
    "see_draft",
    "settle_clash",
    "sides_of",
    "submit",
    "told_of_deadlines",
    "told_of_new_dates",
]
