"""The shape of input: rules in plain words, moves on the board, names, mentors."""

from collections import Counter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cohorts.people.models import Mentor
from cohorts.programmes.models import Side
from cohorts.teams.engine.problem import Level
from cohorts.teams.models import Team
from cohorts.teams.services import Choice
from cohorts.teams.snapshot import Frozen
from core.forms import Described, OnceMixin, SiteForm

LEVELS = [
    (str(int(Level.OFF)), Described(_("Off"), _("Skills play no part."))),
    (str(int(Level.LOW)), Described(_("Low"), _("Other wishes come first."))),
    (str(int(Level.NORMAL)), Described(_("Normal"), _("Every team has about the same level in each skill."))),
    (str(int(Level.HIGH)), Described(_("High"), _("Balance of skills before everything else."))),
    (str(int(Level.MUST)), Described(_("Must"), _("Every team must have a practitioner in every skill."))),
]
MIX = [
    ("1", Described(_("Close"), _("Within one person of the cohort’s share of each sector."))),
    ("2", Described(_("Loose"), _("Within two people of the cohort’s share."))),
    ("", Described(_("Off"), _("Teams may be of one sector."))),
]


class RulesForm(OnceMixin, SiteForm):
    """The rules of a proposal."""

    size_min = forms.IntegerField(label=_("Smallest team"), min_value=2, max_value=20)
    size_max = forms.IntegerField(label=_("Largest team"), min_value=2, max_value=20)
    mix = forms.ChoiceField(label=_("Sector mix"), choices=MIX, widget=forms.RadioSelect, required=False, initial="1")
    employer_cap = forms.IntegerField(
        label=_("At most this many people from one organisation in a team"),
        help_text=_("Leave it empty for no limit."),
        min_value=1,
        max_value=20,
        required=False,
        initial=1,
    )
    balance = forms.ChoiceField(
        label=_("Balance of skills"), choices=LEVELS, widget=forms.RadioSelect, initial=str(int(Level.NORMAL))
    )
    required_tags = forms.MultipleChoiceField(
        label=_("Somebody in every team"), widget=forms.CheckboxSelectMultiple, required=False
    )
    seed = forms.IntegerField(
        label=_("Start number"),
        help_text=_("The same people, rules and number give the same teams. Another number gives another try."),
        min_value=1,
        max_value=1_000_000,
        initial=1,
    )

    def __init__(self, *args: Any, frozen: Frozen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts = Counter(tag for person in frozen["people"] for tag in set(person["tags"]))
        field: Any = self.fields["required_tags"]
        field.choices = [(tag, Described(tag, _people(count))) for tag, count in sorted(counts.items())]
        if not counts:
            del self.fields["required_tags"]

    def clean(self) -> dict[str, Any]:
        """The largest team is no smaller than the smallest."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = given.get("size_min"), given.get("size_max")
        if low and high and high < low:
            self.add_error("size_max", _("The largest team cannot be smaller than the smallest."))
        return given

    @property
    def rules(self) -> dict[str, Any]:
        """The rules as the proposal keeps them."""
        given = self.cleaned_data
        level = int(given["balance"])
        return {
            "size_min": given["size_min"],
            "size_max": given["size_max"],
            "mix_within": int(given["mix"]) if given["mix"] else None,
            "employer_cap": given["employer_cap"],
            "required_tags": given.get("required_tags", []),
            "levels": {"skill_balance": level, "skill_hole": level},
        }


def _people(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


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


class NameForm(SiteForm):
    """Another name for a team."""

    name = forms.CharField(label=_("Name of the team"), max_length=40)


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
        return [box.as_hidden() + box.as_hidden(only_initial=True) for box in self]

    @property
    def choices(self) -> list[Choice]:
        """What was chosen, with what stood there before."""
        return [self._choice(team, side) for team in self.teams for side in Side]

    def _choice(self, team: Team, side: Side) -> Choice:
        name = f"{team.key}_{side.value}"
        before = self.data.get(self[name].html_initial_name, self.fields[name].initial)
        chosen = self.mentors.get(self.cleaned_data[name])
        return Choice(team=team, side=side.value, mentor=chosen, before=self.mentors.get(before))
