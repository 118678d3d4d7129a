"""Leaving the cohort."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import SiteForm


class LeaveForm(SiteForm):
    """Why somebody leaves, if they want to say."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Only organisers see it. You may leave it empty."),
    )
