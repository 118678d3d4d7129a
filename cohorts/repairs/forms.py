"""What an organiser says before teams are mended, and when a way is applied."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cohorts.people.models import Participant
from cohorts.repairs.standing import Standing
from core.forms import OnceMixin, SiteForm


class AskForm(OnceMixin, SiteForm):
    """Which teams and people stay as they are."""

    frozen = forms.MultipleChoiceField(
        label=_("Teams that have started"),
        help_text=_("Nobody leaves or joins a team that you tick."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    stay = forms.MultipleChoiceField(
        label=_("People who stay where they are"),
        help_text=_("Others of their team may still be moved."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    replaces = forms.CharField(widget=forms.HiddenInput, max_length=12, required=False)

    def __init__(self, *args: Any, teams: list[Standing], people: dict[int, Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        frozen: Any = self.fields["frozen"]
        frozen.choices = [(str(team["number"]), _team_words(team)) for team in teams if team["people"]]
        stay: Any = self.fields["stay"]
        stay.choices = [
            (people[pk].key, f"{people[pk].user.name}, {team['name']}")
            for team in teams
            for pk in team["people"]
            if pk in people
        ]
        self.by_key = {person.key: pk for pk, person in people.items()}

    def clean_frozen(self) -> list[int]:
        """The numbers of the teams."""
        return [int(number) for number in self.cleaned_data["frozen"]]

    def clean_stay(self) -> list[int]:
        """The ids of the participants."""
        return [self.by_key[key] for key in self.cleaned_data["stay"]]


def _team_words(team: Standing) -> str:
    count = len(team["people"])
    words = ngettext("%(name)s, %(count)s person", "%(name)s, %(count)s people", count)
    return words % {"name": team["name"], "count": count}


class ApplyForm(SiteForm):
    """Where rules are broken, why; where many are written to, how many."""

    reason = forms.CharField(
        label=_("Why these teams are right although rules are broken"),
        max_length=300,
        help_text=_("Kept in the history and with the repair."),
    )
    count = forms.IntegerField(label=_("How many people will be told?"), min_value=0)

    def __init__(self, *args: Any, people: int, must_type: bool, is_broken: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        if not is_broken:
            del self.fields["reason"]
        if must_type:
            self.fields["count"].help_text = _("Type the number, to show that you mean it.")
        else:
            del self.fields["count"]

    def clean_count(self) -> int:
        """The number that was typed, when it is right."""
        count: int = self.cleaned_data["count"]
        if count != self.people:
            raise forms.ValidationError(_("That is not the number of people shown above."))
        return count
