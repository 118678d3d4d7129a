"""The row of filters above the list of people."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.people.listing import NO_TEAM, Group
from cohorts.programmes.models import Side
from core.forms import LongSelect, SiteForm

Choices = list[tuple[str, str | Promise]]


def _select(label: Any, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", _("Any")), *choices], widget=LongSelect)


class FilterForm(SiteForm):
    """What the list may be narrowed by; the values themselves are checked by core.lists."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.SearchInput)
    side = _select(_("Side"), [(Side.PUBLIC.value, _("Public sector")), (Side.PRIVATE.value, _("Private sector"))])
    place = _select(
        _("Place"),
        [
            ("active", _("Taking part")),
            ("none", _("Not invited")),
            ("open", _("Invited, not accepted")),
            ("accepted", _("Accepted")),
            ("withdrawn", _("Withdrawn")),
        ],
    )
    answers = _select(_("Answers"), [("missing", _("Some missing"))])

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = _select(_("Organisation"), [*organisations])
        if groups:
            self.fields["team"] = _select(_("Team"), [*groups, (NO_TEAM, _("No team"))])
