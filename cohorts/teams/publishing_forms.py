"""The shape of what is typed while teams are published, named and compared."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Mentor
from cohorts.programmes.models import Side
from cohorts.teams.forms import BoardForm
from cohorts.teams.services import Lineup, Plan
from core.forms import DateTimeField, LongTextField, SiteForm

# Above so many choices in all selects together mentors are chosen on their own page.
MOST_CHOICES = 4_000


class PublishForm(BoardForm):
    """For each team its name, room and mentors; until when teams may name themselves; and what has to be confirmed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    names_until = DateTimeField(
        label=_("Teams may choose their own name until"),
        help_text=_("Leave it empty if they may not. For example, 4 1 2027 at 17:00."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why these teams are right although rules are broken"),
        max_length=300,
        help_text=_("Kept in the history and with the proposal."),
    )
    count = forms.IntegerField(label=_("How many people will be told?"), required=False, min_value=0)

    def __init__(
        self,
        *args: Any,
        lineups: Sequence[Lineup],
        mentors: Sequence[Mentor],
        must_type: bool,
        is_broken: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lineups = lineups
        self.people = sum(len(lineup.people) for lineup in lineups)
        self.mentors = {mentor.key: mentor for mentor in mentors}
        self.has_mentors = 0 < len(lineups) * len(mentors) <= MOST_CHOICES
        for lineup in lineups:
            self._add_team(lineup)
        if not is_broken:
            del self.fields["reason"]
        if must_type:
            self.fields["count"].required = True
            self.fields["count"].help_text = _("Type the number, to show that you mean it.")
        else:
            del self.fields["count"]

    def _add_team(self, lineup: Lineup) -> None:
        self.fields[f"name_{lineup.number}"] = forms.CharField(
            label=_("Name"),
            max_length=40,
            initial=lineup.name,
            error_messages={"required": _("Give the team a name.")},
        )
        self.fields[f"room_{lineup.number}"] = forms.CharField(
            label=_("Room, if there is one"), max_length=80, required=False, initial=lineup.room
        )
        for side in Side if self.has_mentors else ():
            own = [(key, f"{one}, {one.organisation.brief_name}") for key, one in self.mentors.items()]
            keys = {key for key, one in self.mentors.items() if one.side == side}
            self.fields[f"{side.value}_{lineup.number}"] = forms.ChoiceField(
                label=MENTORS[side],
                choices=[("", _("Nobody yet")), *(pair for pair in own if pair[0] in keys)],
                required=False,
            )

    def rows(self) -> list[dict[str, Any]]:
        """For each team its line-up and its fields."""
        names = ("name", "room", *((side.value for side in Side) if self.has_mentors else ()))
        return [
            {"lineup": lineup, "fields": [self[f"{name}_{lineup.number}"] for name in names]} for lineup in self.lineups
        ]

    def rest(self) -> list[Any]:
        """The fields that are of no one team."""
        return [self[name] for name in ("names_until", "reason", "count") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """No two teams are called the same."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        taken: set[str] = set()
        for lineup in self.lineups:
            name = str(given.get(f"name_{lineup.number}", ""))
            if name and name.casefold() in taken:
                words = _("Another team is called %(name)s already.") % {"name": name}
                self.add_error(f"name_{lineup.number}", words)
            taken.add(name.casefold())
        return given

    def clean_count(self) -> int:
        """The number that was typed, when it is right."""
        count: int = self.cleaned_data["count"]
        if count != self.people:
            raise forms.ValidationError(_("That is not the number of people shown above."))
        return count

    @property
    def plans(self) -> dict[int, Plan]:
        """What each team is given, by its number."""
        return {lineup.number: self._plan(lineup.number) for lineup in self.lineups}

    def _plan(self, number: int) -> Plan:
        given = self.cleaned_data
        chosen = [self.mentors.get(given.get(f"{side.value}_{number}", "")) for side in Side]
        mentors = tuple(mentor for mentor in chosen if mentor)
        return Plan(given[f"name_{number}"], given[f"room_{number}"], mentors)

    def show_again(self, *, version: int, seen: str) -> None:
        """What was typed stays; the page that comes next was looked at with this version and these mails."""
        send_instead(self, version=str(version), seen=seen)


def send_instead(form: SiteForm, **values: str) -> None:
    """The bound form is shown with other values in these hidden fields; everything typed stays."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    for name, value in values.items():
        data[name] = value
    form.data = data


MENTORS = {Side.PUBLIC: _("Government mentor"), Side.PRIVATE: _("Industry mentor")}


def seen_of(planned: Sequence[Lineup]) -> str:
    """The same for the same mails: what somebody looked at before they publish."""
    told = [
        [lineup.number, lineup.name, lineup.room, [one.pk for one in lineup.mentors], [one.pk for one in lineup.people]]
        for lineup in planned
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class NoteForm(BoardForm):
    """What organisers write about a proposal."""

    proposal = forms.CharField(widget=forms.HiddenInput, max_length=12)
    note = LongTextField(label=_("Your note"), max_length=500, required=False)


class OwnNameForm(SiteForm):
    """The name that a team chooses for itself."""

    name = forms.CharField(label=_("Name of your team"), max_length=40)
