"""Adding and correcting a mentor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.people.forms.fields import organisation_field, sector_field
from core.forms import OnceMixin, SiteForm


class MentorEditForm(SiteForm):
    """Where a mentor comes from."""

    organisation = organisation_field()
    sector = sector_field()
    job_title = forms.CharField(label=_("Job"), max_length=120, required=False)


class MentorForm(OnceMixin, MentorEditForm):
    """Somebody new who mentors."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Somebody who has an account here keeps it, and the name they gave."),
    )
    field_order = ("first_name", "last_name", "email", "organisation", "sector", "job_title")
