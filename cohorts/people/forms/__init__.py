"""The shape of input about people of a cohort."""

from cohorts.people.forms.imports import ColumnsForm, ConfirmForm, SameForm, UploadForm
from cohorts.people.forms.invitations import InviteForm
from cohorts.people.forms.leaving import LeaveForm
from cohorts.people.forms.mentors import MentorEditForm, MentorForm
from cohorts.people.forms.people import EditForm, PersonForm, ProfileForm

__all__ = [
    "ColumnsForm",
    "ConfirmForm",
    "EditForm",
    "InviteForm",
    "LeaveForm",
    "MentorEditForm",
    "MentorForm",
    "PersonForm",
    "ProfileForm",
    "SameForm",
    "UploadForm",
]
