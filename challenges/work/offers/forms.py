"""The forms of offered times."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.work.offers.models import LONGEST, MOST_PLACES, MeetingOffer
from challenges.work.offers.services import Offer
from challenges.work.offers.services.offering import MOST_IN_A_ROW, SHORTEST
from cohorts.models import Team
from core.forms import DateTimeField, LongTextField, OnceMixin, SiteForm


class _Where(SiteForm):
    """When and where a meeting is."""

    starts_at = DateTimeField(label=_("Starts"))
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=SHORTEST, max_value=LONGEST, initial=30)
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, help_text=_("A room, or an address and whom to ask for.")
    )
    link = forms.URLField(
        label=_("Address of a video call"),
        max_length=400,
        required=False,
        assume_scheme="https",
        help_text=_("Only the teams of this challenge, their mentors and the organisers see it."),
    )

    def clean(self) -> dict[str, Any]:
        """One of place and call is there, so that nobody is told of a time without a place."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "link" in given and not given.get("place") and not given.get("link"):
            self.add_error("place", _("Say where: a place, or the address of a video call."))
        return given


class OfferForm(OnceMixin, _Where):
    """Times to offer, one after another."""

    in_a_row = forms.IntegerField(
        label=_("How many times, one after another"),
        min_value=1,
        max_value=MOST_IN_A_ROW,
        initial=1,
        help_text=_("For example, 3 of 20 minutes are an hour for three teams."),
    )
    places = forms.IntegerField(label=_("How many teams at once"), min_value=1, max_value=MOST_PLACES, initial=1)
    teams = forms.MultipleChoiceField(
        label=_("For which teams"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none for any team of this challenge."),
    )
    is_extra = forms.BooleanField(label=_("A team that has another time with you may take one too"), required=False)
    give_back_hours = forms.IntegerField(
        label=_("A team can give a time back until so many hours before it"),
        min_value=0,
        max_value=336,
        initial=24,
    )
    note = LongTextField(
        label=_("Note"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("What to bring or prepare, or what you would like to talk about."),
    )

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._teams = {team.key: team for team in teams}
        self.fields["teams"].choices = [(team.key, team.name) for team in teams]  # type: ignore[attr-defined]
        if len(teams) < 2:
            del self.fields["teams"]

    @property
    def offer(self) -> Offer:
        """What the service takes."""
        return Offer(**{name: value for name, value in self.values.items() if name != "teams"})

    @property
    def chosen(self) -> list[Team]:
        """The teams that were ticked."""
        return [self._teams[key] for key in self.cleaned_data.get("teams", [])]


class MoveForm(_Where):
    """Another time or place for an offer, and why."""

    reason = forms.CharField(
        label=_("Why it is moved"),
        max_length=300,
        required=False,
        help_text=_("This stands in the mail to the teams that took the time."),
    )


def move_initial(offer: MeetingOffer) -> dict[str, Any]:
    """The offer as it is."""
    return {name: getattr(offer, name) for name in ("starts_at", "minutes", "place", "link")}


class WithdrawForm(SiteForm):
    """Why a time is withdrawn."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=300,
        required=False,
        help_text=_("This stands in the mail to the teams that took the time."),
    )
