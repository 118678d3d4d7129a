"""The shape of the chair's decision, of its approval, of a release, and of what teams are told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PitchSlot
from challenges.results.models.feedback import NoteState
from core.forms import DateTimeField, LongTextField, OnceMixin, SiteForm
from core.models import User

PRIZES = 4


class Person(forms.ModelChoiceField):
    """Somebody by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The person's name."""
        return str(obj.name)


def person_field(people: Any, label: Any, help_text: Any) -> Person:
    """A choice of one of these people, by the key of the person."""
    return Person(label=label, queryset=people, help_text=help_text, empty_label=_("Choose a person"))


class DecisionForm(SiteForm):
    """A place for every team, further prizes, the reasons, and who approves."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, slots: list[PitchSlot], seconds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots
        for slot in slots:
            # A number, no list of all places: sixty teams would make 3,600 options.
            self.fields[f"rank_{slot.key}"] = forms.IntegerField(
                label=_("Place of %(team)s") % {"team": slot.team.name}, min_value=1, max_value=len(slots)
            )
        self.fields["reasons"] = LongTextField(
            label=_("The panel's reasons"),
            max_length=3000,
            help_text=_("Read by the teams and the public once the results are released."),
        )
        self.fields["departure"] = LongTextField(
            label=_("Why the order differs from the scores"),
            max_length=2000,
            required=False,
            help_text=_("Only where it does. Kept with the decision and sealed with the release."),
        )
        self._add_prizes(slots)
        self.fields["second"] = person_field(
            seconds,
            _("Who approves"),
            _("Another judge of the panel or an organiser. They see exactly what you sign."),
        )

    def _add_prizes(self, slots: list[PitchSlot]) -> None:
        teams = [("", _("No team")), *((slot.key, slot.team.name) for slot in slots)]
        for number in range(1, PRIZES + 1):
            self.fields[f"prize_{number}"] = forms.CharField(
                label=_("Further prize %(number)s") % {"number": number},
                max_length=80,
                required=False,
                help_text=_("Such as “Best use of data”. The same name again gives it to another team too.")
                if number == 1
                else "",
            )
            self.fields[f"prize_team_{number}"] = forms.ChoiceField(
                label=_("Team with further prize %(number)s") % {"number": number}, choices=teams, required=False
            )

    def ranks(self) -> dict[int, int]:
        """The chosen place of each team by its id."""
        return {slot.team_id: self.cleaned_data[f"rank_{slot.key}"] for slot in self.slots}

    def prizes(self) -> list[tuple[str, int]]:
        """The named prizes with their teams' ids; a half-filled row has no team, 0."""
        teams = {slot.key: slot.team_id for slot in self.slots}
        rows = [
            (self.cleaned_data[f"prize_{number}"], teams.get(self.cleaned_data[f"prize_team_{number}"], 0))
            for number in range(1, PRIZES + 1)
        ]
        return [(name, team) for name, team in rows if name or team]

    @property
    def rank_fields(self) -> list[Any]:
        """The fields of places, in running order."""
        return [self[f"rank_{slot.key}"] for slot in self.slots]

    @property
    def prize_fields(self) -> list[tuple[Any, Any]]:
        """The fields of further prizes: name and team."""
        return [(self[f"prize_{number}"], self[f"prize_team_{number}"]) for number in range(1, PRIZES + 1)]


class SendBackForm(SiteForm):
    """Why the chair should look again."""

    note = LongTextField(label=_("What the chair should look at again"), max_length=1000)


class ReasonForm(SiteForm):
    """Why something that was public is corrected."""

    note = LongTextField(
        label=_("Why the result has to be corrected"),
        max_length=1000,
        help_text=_("Kept in the record. The released result stays public until a new version is released."),
    )


class ReleaseForm(OnceMixin, SiteForm):
    """When, and who agrees."""

    when = forms.ChoiceField(
        label=_("When"),
        choices=[("minutes", _("Some minutes after the second person agrees")), ("moment", _("At a time I choose"))],
        widget=forms.RadioSelect,
        initial="minutes",
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=600, initial=10, required=False)
    moment = DateTimeField(label=_("Time"), required=False)

    def __init__(self, *args: Any, seconds: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second"] = person_field(
            seconds,
            _("Second person"),
            _("Another organiser or a judge. Nothing is released before they have agreed."),
        )
        if is_correction:
            self.fields["correction"] = LongTextField(
                label=_("What is corrected"),
                max_length=1000,
                help_text=_("Stands on the public page and in the mail to everybody."),
            )

    def clean(self) -> dict[str, Any]:
        """A chosen time needs its time, a number of minutes its number."""
        values: dict[str, Any] = super().clean() or {}
        wanted = values.get("when")
        if wanted in ("moment", "minutes") and values.get(wanted) is None and wanted not in self.errors:
            self.add_error(wanted, _("Fill this in, or choose the other way."))
        return values

    def plan(self) -> dict[str, Any]:
        """What the service asks for."""
        values = self.cleaned_data
        is_moment = values["when"] == "moment"
        return {
            "second": values["second"],
            "moment": values["moment"] if is_moment else None,
            "minutes": 0 if is_moment else values["minutes"],
            "correction": values.get("correction", ""),
        }


class RulesForm(SiteForm):
    """What of the result is shown beyond the winners."""

    judges_named = forms.BooleanField(
        label=_("Teams see which judge gave what"),
        required=False,
        help_text=_("Otherwise their page speaks of judge A, judge B and so on."),
    )
    sheets_public = forms.BooleanField(
        label=_("Everybody may download the sheets and check the result"),
        required=False,
        help_text=_("A file for computers on the public page, without judges’ names."),
    )


class ReviewForm(SiteForm):
    """What becomes of one note."""

    card = forms.CharField(max_length=40, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("This note"),
        widget=forms.RadioSelect,
        choices=[
            (NoteState.RELEASED.value, _("Give it to the team as it is")),
            (NoteState.REDACTED.value, _("Give it in the words below")),
            (NoteState.WITHHELD.value, _("Keep it from the team")),
        ],
    )
    text = LongTextField(
        label=_("What the team reads instead"),
        max_length=4000,
        required=False,
        help_text=_("Leave out names and whatever could hurt. The original stays sealed with the sheet."),
    )


class QuestionForm(OnceMixin, SiteForm):
    """The team's one question."""

    text = LongTextField(
        label=_("Your team’s question to the panel"),
        max_length=1000,
        help_text=_("One question, answered once. Agree on it in your team first."),
    )


class AnswerForm(SiteForm):
    """The panel's answer."""

    team = forms.CharField(max_length=40, widget=forms.HiddenInput)
    answer = LongTextField(
        label=_("Answer"), max_length=2000, help_text=_("The team is told by mail. There is no way back.")
    )


def chosen(people: Any, but: User) -> Any:
    """The people without the one who asks."""
    return people.exclude(pk=but.pk)
