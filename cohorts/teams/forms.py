"""The shape of input: moves on the board, names, mentors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Mentor
from cohorts.programmes.models import Side
from cohorts.teams.models import Team
from cohorts.teams.services import Choice
from core.forms import DateTimeField, SiteForm


class BoardForm(SiteForm):
    """What every change of the board sends: which version of the proposal was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class MoveForm(BoardForm):
    """Somebody to another team, perhaps in exchange for somebody else."""

    person = forms.CharField(max_length=12)
    to = forms.IntegerField(min_value=1, max_value=1_000)
    swap = forms.CharField(max_length=12, required=False)


class LockForm(BoardForm):
    """Somebody held where they are, or not."""

    person = forms.CharField(max_length=12)
    lock = forms.BooleanField(required=False)


class ProposedNameForm(BoardForm):
    """Another name for a proposed team."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000)
    name = forms.CharField(label=_("Name of the team"), max_length=40)


class TakeOverForm(BoardForm):
    """The differences that were looked at, by their fingerprint."""

    seen = forms.CharField(max_length=64)


class TeamForm(SiteForm):
    """What a team is called and where it meets."""

    name = forms.CharField(label=_("Name of the team"), max_length=40)
    room = forms.CharField(
        label=_("Room"),
        max_length=80,
        required=False,
        help_text=_("Where the team meets. Leave it empty while it is not settled."),
    )


class NamingForm(SiteForm):
    """Until when teams may choose their own name."""

    until = DateTimeField(
        label=_("Teams may choose their own name until"),
        help_text=_("Leave it empty if they may not. For example, 4 1 2027 at 17:00."),
        required=False,
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["until"]
        field.zone = zone


class MoveMemberForm(SiteForm):
    """Which team somebody goes to, and why."""

    to = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), to_field_name="key")
    note = forms.CharField(
        label=_("Reason"), help_text=_("Kept in the record; the teams do not see it."), max_length=300, required=False
    )

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = teams


class MentorsForm(SiteForm):
    """One select for each team and side; what stood there when the page was opened comes along."""

    def __init__(
        self, *args: Any, teams: list[Team], mentors: list[Mentor], held: dict[tuple[int, str], Mentor], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.teams, self.mentors = teams, {mentor.key: mentor for mentor in mentors}
        for team in teams:
            for side in Side:
                self.fields[f"{team.key}_{side.value}"] = self._select(team, side, held.get((team.pk, side.value)))

    def _select(self, team: Team, side: Side, held: Mentor | None) -> forms.ChoiceField:
        own = [(key, f"{one}, {one.organisation.brief_name}") for key, one in self.mentors.items() if one.side == side]
        return forms.ChoiceField(
            label=_("%(side)s mentor of %(team)s") % {"side": side.label, "team": team.name},
            choices=[("", _("Nobody yet")), *own],
            initial=held.key if held else "",
            required=False,
            show_hidden_initial=True,
        )

    def rows(self) -> list[dict[str, Any]]:
        """For each team its two selects, public first."""
        return [{"team": team, "selects": [self[f"{team.key}_{side.value}"] for side in Side]} for team in self.teams]

    def kept(self) -> list[Any]:
        """Every select as hidden inputs, with what stood there before: for the page between looking and saving."""
        return [box.as_hidden() + box.as_hidden(only_initial=True) for box in self if box.name != "typed"]

    @property
    def choices(self) -> list[Choice]:
        """What was chosen, with what stood there before."""
        return [self._choice(team, side) for team in self.teams for side in Side]

    def _choice(self, team: Team, side: Side) -> Choice:
        name = f"{team.key}_{side.value}"
        before = self.data.get(self[name].html_initial_name, self.fields[name].initial)
        chosen = self.mentors.get(self.cleaned_data[name])
        return Choice(team=team, side=side.value, mentor=chosen, before=self.mentors.get(before))
