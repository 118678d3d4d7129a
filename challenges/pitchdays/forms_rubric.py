"""The shape of a criterion, of a rubric's file, of the rules and of asking for a new round."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.library import level_name, usual_names
from challenges.pitchdays.models import Criterion
from core.forms import LongTextField, OnceMixin, SiteForm

LOWEST, HIGHEST = 0, 10
USUAL = (1, 5)
# What a form carries beside what was typed.
OURS = ("once", "csrfmiddlewaretoken", "act")


class CriterionForm(OnceMixin, SiteForm):
    """A weighted criterion with a stated range; each of its levels has a short name and words."""

    name = forms.CharField(label=_("Criterion"), max_length=60)
    question = forms.CharField(
        label=_("Question the judge answers"),
        max_length=200,
        required=False,
        help_text=_("One question a judge can answer within a minute."),
    )
    weight = forms.IntegerField(
        label=_("Weight"),
        min_value=1,
        max_value=100,
        help_text=_("Against the other criteria. What it counts of 100 is worked out for you."),
    )
    low = forms.IntegerField(label=_("Lowest level"), min_value=LOWEST, max_value=HIGHEST - 1)
    high = forms.IntegerField(label=_("Highest level"), min_value=LOWEST + 1, max_value=HIGHEST)
    reason_at_ends = forms.BooleanField(
        label=_("The lowest and the highest level need a reason"),
        required=False,
        help_text=_("The judge writes a sentence; the chair reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["low"].widget.attrs["class"] = self.fields["high"].widget.attrs["class"] = "num"
        low, high = self._range()
        self.steps = range(low, high + 1)
        for value in self.steps:
            self.fields[f"name_{value}"] = forms.CharField(
                label=_("Name of level %(value)s") % {"value": value}, max_length=40, required=False
            )
            self.fields[f"wording_{value}"] = forms.CharField(
                label=_("What a judge sees at level %(value)s") % {"value": value}, max_length=200, required=False
            )
        self.helper.layout = Layout(
            "name",
            "question",
            Div("weight", "low", "high", css_class="fields-row"),
            "reason_at_ends",
            Fieldset(
                _("Levels, from the lowest"),
                *[Div(f"name_{value}", f"wording_{value}", css_class="level-row") for value in self.steps],
                css_class="group",
            ),
            "once",
        )

    def _range(self) -> tuple[int, int]:
        given = self.data if self.is_bound else self.initial
        low, high = _number(given, "low", USUAL[0]), _number(given, "high", USUAL[1])
        return (low, high) if LOWEST <= low < high <= HIGHEST else USUAL

    def clean(self) -> dict[str, Any]:
        """The highest level is above the lowest."""
        data = super().clean() or {}
        low, high = data.get("low"), data.get("high")
        if low is not None and high is not None and high <= low:
            self.add_error("high", _("The highest level is above the lowest."))
        return data

    @classmethod
    def initial_of(cls, criterion: Criterion | None) -> dict[str, Any]:
        """What the form shows for a criterion, or for a new one."""
        if criterion is None:
            return {"low": USUAL[0], "high": USUAL[1], "weight": 20} | named(usual_names(*USUAL))
        levels = sorted(criterion.levels.all(), key=lambda level: level.value)
        shown = {name: getattr(criterion, name) for name in ("name", "weight", "question", "reason_at_ends")}
        shown |= {"low": levels[0].value, "high": levels[-1].value} if levels else {}
        for level in levels:
            shown |= {f"name_{level.value}": level.name, f"wording_{level.value}": level.wording}
        return shown

    def levels(self) -> list[dict[str, Any]]:
        """Every level of the range; one without a name is called by its number."""
        made = []
        for value in self.steps:
            name = self.cleaned_data.get(f"name_{value}") or level_name(value)
            made.append({"value": value, "name": name, "wording": self.cleaned_data.get(f"wording_{value}", "")})
        return made

    def criterion(self) -> dict[str, Any]:
        """The criterion as data."""
        names = ("name", "question", "weight", "reason_at_ends")
        return {name: self.cleaned_data[name] for name in names} | {"levels": self.levels()}


def named(names: Mapping[int, str]) -> dict[str, str]:
    """Names of levels by the fields they stand in."""
    return {f"name_{value}": name for value, name in names.items()}


def again(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, to be shown with the levels of another range; levels without a name get the usual one."""
    low, high = _number(data, "low", USUAL[0]), _number(data, "high", USUAL[1])
    typed = {
        name: value for name, value in data.items() if value and name not in ("once", "csrfmiddlewaretoken", "act")
    }
    return (named(usual_names(low, high)) if low < high else {}) | typed


def _number(data: Mapping[str, Any], name: str, default: int) -> int:
    value = str(data.get(name, "")).strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else default


class RubricFileForm(SiteForm):
    """A rubric as a spreadsheet."""

    file = forms.FileField(
        label=_("Rubric as a spreadsheet"),
        help_text=_("A CSV or Excel (.xlsx) file with one line a level, as “Save as a spreadsheet” gives it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
        max_length=255,
        error_messages={"required": _("Choose a file first.")},
    )


class RulesForm(OnceMixin, SiteForm):
    """What the organiser adds to the rules, and which text they saw."""

    extra = LongTextField(
        label=_("What else teams should know"),
        max_length=3000,
        required=False,
        help_text=_("Stands at the end, under “For this pitch day”. Leave a line empty between paragraphs."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class RoundForm(OnceMixin, SiteForm):
    """Why the day should be judged anew."""

    reason = forms.CharField(
        label=_("Why another rubric is needed"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The chair reads it before agreeing, and it is kept with the sheets of this round."),
    )


class RoundAnswerForm(SiteForm):
    """What the chair says to it."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
