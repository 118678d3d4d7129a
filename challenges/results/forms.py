"""The shape of the chair's decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PitchSlot
from core.forms import LongTextField, SiteForm


class DecisionForm(SiteForm):
    """A place for every team, and the reasons."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, slots: list[PitchSlot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots
        for slot in slots:
            self.fields[f"rank_{slot.key}"] = forms.TypedChoiceField(
                label=_("Place of %(team)s") % {"team": slot.team.name},
                coerce=int,
                choices=[(place, place) for place in range(1, len(slots) + 1)],
            )
        self.fields["reasons"] = LongTextField(
            label=_("The panel's reasons"),
            max_length=3000,
            help_text=_("Read by the teams and the public once the results are released."),
        )

    def ranks(self) -> dict[int, int]:
        """The chosen place of each team by its id."""
        return {slot.team_id: self.cleaned_data[f"rank_{slot.key}"] for slot in self.slots}
