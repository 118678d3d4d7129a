"""The shape of what people say to a team's work: agreement, wishes, extensions; and of a receipt to check."""

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.work.workflow import REQUEST
from core.forms import DateTimeField, LongTextField, OnceMixin, SiteForm


class ChangeForm(SiteForm):
    """What a team should change."""

    words = LongTextField(label=_("What should change?"), max_length=1000, rows=4)


class ReopenForm(OnceMixin, SiteForm):
    """Why a team wants to change what all agreed to."""

    reason = LongTextField(label=_("What do you want to change, and why?"), max_length=1000, rows=4)


class DecideForm(SiteForm):
    """Whether agreed work is opened again."""

    action = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        choices=[(move.action, _(move.label)) for move in REQUEST.transitions],
    )
    until = DateTimeField(
        label=_("Hand in the change until"), required=False, help_text=_("Only when you open it again.")
    )
    answer = LongTextField(label=_("A word to the team"), max_length=1000, rows=3, required=False)


class ExtensionForm(SiteForm):
    """More time for one team."""

    due_at = DateTimeField(label=_("This team's deadline"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("The team reads it. Say no more than it needs.")
    )


class CheckForm(SiteForm):
    """A receipt that somebody holds."""

    receipt = forms.CharField(
        label=_("Receipt"), max_length=20, help_text=_("Twelve characters, from the page or mail.")
    )
    fingerprint = forms.CharField(
        label=_("Fingerprint"), max_length=80, required=False, help_text=_("64 characters, if you have it too.")
    )
