"""Finding, naming and merging organisations, and putting their sector right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LongSelect, SiteForm
from core.models import Organisation, Sector


class BodyFilterForm(SiteForm):
    """What the list may be narrowed by."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.SearchInput)
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=[("", _("Any")), *Sector.choices], widget=LongSelect
    )

    def __init__(self, *args: Any, sees_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sees_all:
            choices = [("", _("This cohort")), ("all", _("The whole site"))]
            self.fields["of"] = forms.ChoiceField(label=_("Of"), required=False, choices=choices, widget=LongSelect)


class BodyForm(SiteForm):
    """What an organisation is called."""

    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=40,
        required=False,
        help_text=_("Where space is short, as on the team board. For example, HMRC."),
    )
    group = forms.CharField(
        label=_("Employer group"),
        max_length=80,
        required=False,
        help_text=_("Organisations with the same group count as one employer when teams are formed."),
    )


class SectorForm(SiteForm):
    """Which sector it shall be."""

    to = forms.ChoiceField(label=_("The right sector"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [(value, label) for value, label in Sector.choices if value != now]


class IntoForm(SiteForm):
    """Which organisation it is the same as."""

    into = forms.ModelChoiceField(
        label=_("The same as"),
        queryset=Organisation.objects.none(),
        to_field_name="key",
        widget=LongSelect,
        empty_label=_("Choose an organisation"),
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = others


class ReasonForm(SiteForm):
    """Why, asked where a running cohort changes."""

    before = forms.CharField(widget=forms.HiddenInput, max_length=10)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Kept in the history of the cohorts that it changes."),
    )

    def __init__(self, *args: Any, is_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_needed
