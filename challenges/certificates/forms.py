"""The shape of what organisers change about a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import SiteForm


class NameForm(SiteForm):
    """The name as it should be read."""

    name = forms.CharField(label=_("Name on the certificate"), max_length=160)


class WithdrawForm(SiteForm):
    """Why it is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Kept here for the organisers; nobody else reads it.")
    )
