"""Everything done to programmes, their staff and their cohorts."""

from cohorts.programmes.services.cohorts import (
    AlreadyStarted,
    CohortNameTaken,
    NotAMonday,
    PlacesWrong,
    SizesWrong,
    UnknownZone,
    edit_cohort,
    edit_cohort_weeks,
    start_cohort,
)
from cohorts.programmes.services.moves import ReasonMissing, effects_of, move_cohort, unfinished_before
from cohorts.programmes.services.programmes import (
    ProgrammeNameTaken,
    WeeksIncomplete,
    create_programme,
    edit_programme,
    edit_weeks,
)
from cohorts.programmes.services.staff import LastOrganiser, add_staff, end_staff

__all__ = [
    "AlreadyStarted",
    "CohortNameTaken",
    "LastOrganiser",
    "NotAMonday",
    "PlacesWrong",
    "ProgrammeNameTaken",
    "ReasonMissing",
    "SizesWrong",
    "UnknownZone",
    "WeeksIncomplete",
    "add_staff",
    "create_programme",
    "edit_cohort",
    "edit_cohort_weeks",
    "edit_programme",
    "edit_weeks",
    "effects_of",
    "end_staff",
    "move_cohort",
    "start_cohort",
    "unfinished_before",
]
