"""The shape of what the control desk says and asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.judging.models import Scorecard
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import PanelSeat
from core.forms import OnceMixin, SiteForm

READY_WORDS = {
    "sheet": _("Please finish your sheet when you can."),
    "unsent": _("Your phone has not sent everything yet. Please open your judging page where there is a network."),
    "stage": _("The next team is about to begin."),
    "desk": _("Please come to the desk when you have a moment."),
}


class NudgeForm(OnceMixin, SiteForm):
    """A word to one judge: one of the ready ones, or the organiser's own."""

    ready = forms.ChoiceField(
        label=_("Message"), choices=[*READY_WORDS.items(), ("", _("My own words"))], required=False, initial="sheet"
    )
    own = forms.CharField(label=_("Your own words"), max_length=200, required=False)
    is_mailed = forms.BooleanField(label=_("Send it by mail too"), required=False)

    def clean(self) -> dict[str, Any]:
        """There are words to say."""
        cleaned = super().clean() or {}
        if not cleaned.get("ready") and not cleaned.get("own") and "own" not in self.errors:
            self.add_error("own", _("Write what the judge should read, or choose a message."))
        return cleaned

    @property
    def words(self) -> str:
        """What the judge will read."""
        return self.cleaned_data["own"] or str(READY_WORDS[self.cleaned_data["ready"]])


class ReopenAskForm(OnceMixin, SiteForm):
    """Which finished sheet of a judge should be opened again, and why."""

    slot = forms.ChoiceField(label=_("Sheet"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("The chair reads it and decides."))

    def __init__(self, *args: Any, seat: PanelSeat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cards = Scorecard.objects.filter(seat=seat, state=CardState.SUBMITTED).select_related("slot__team")
        self.slots = {card.slot.key: card.slot for card in cards.order_by("slot__order")}
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, slot.team.name) for key, slot in self.slots.items()]


class ShiftForm(SiteForm):
    """By how much the pitches still to come are moved."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=180)
