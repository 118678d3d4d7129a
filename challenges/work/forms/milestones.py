"""The shape of milestones: what is asked, until when, who sees it."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from challenges.work.engine.shape import MOST_FIELDS, Field, Kind
from core.forms import DateTimeField, LongTextField, OnceMixin, SiteForm, TimeField
from core.keys import new_key

GRACE, GRACE_MAX = 10, 240
EMPTY_ROWS = 2


class AskedForm(SiteForm):
    """What any milestone asks for, and who sees it."""

    title = forms.CharField(label=_("Title"), max_length=100)
    instructions = LongTextField(label=_("What to hand in"), max_length=3000, required=False)
    has_text = forms.BooleanField(label=_("Text"), required=False, initial=True)
    has_links = forms.BooleanField(label=_("Links"), required=False, initial=True)
    has_files = forms.BooleanField(label=_("Files"), required=False, initial=True)
    grace_minutes = forms.IntegerField(
        label=_("Minutes of grace"),
        min_value=0,
        max_value=GRACE_MAX,
        initial=GRACE,
        required=False,
        help_text=_("An upload begun before the deadline is in time when it arrives within them."),
    )
    is_for_mentors = forms.BooleanField(label=_("The team's mentors"), required=False, initial=True)
    is_for_owners = forms.BooleanField(label=_("The challenge owner"), required=False)
    is_for_organisers = forms.BooleanField(label=_("Organisers"), required=False, initial=True)
    needs_agreement = forms.BooleanField(
        label=_("They agree to it"),
        required=False,
        help_text=_("Once each of the mentors and owners ticked above has agreed, it changes on request only."),
    )
    rubric = LongTextField(
        label=_("Rubric"),
        max_length=5000,
        required=False,
        help_text=_("A line for each criterion; under it its levels in words, the lowest first, each behind a dash."),
    )

    first: tuple[str, ...] = ("title", "instructions")
    times: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            *self.first,
            Fieldset(_("What teams can hand in"), "has_text", "has_links", "has_files"),
            Fieldset(_("Until when"), *self.times, "grace_minutes"),
            Fieldset(
                _("Who sees it, beside the team"),
                "is_for_mentors",
                "is_for_owners",
                "is_for_organisers",
                "needs_agreement",
            ),
            "rubric",
        )

    def clean_grace_minutes(self) -> int:
        """What stands in the box; nothing typed is the usual ten."""
        given = self.cleaned_data["grace_minutes"]
        return GRACE if given is None else int(given)


class MilestoneForm(OnceMixin, AskedForm):
    """A milestone of a cohort, in the cohort's zone."""

    opens_at = DateTimeField(label=_("Opens"), required=False, help_text=_("Leave it empty to open it at once."))
    due_at = DateTimeField(label=_("Deadline"))
    cutoff_at = DateTimeField(
        label=_("Closes"),
        required=False,
        help_text=_("Late work is taken until then, and marked late. Leave it empty to close with the grace."),
    )
    times = ("opens_at", "due_at", "cutoff_at")


class MoveForm(SiteForm):
    """That a moved deadline was meant, once its effects were shown."""

    confirmed = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class TemplateForm(AskedForm):
    """A milestone that every new cohort of a programme gets."""

    week = forms.TypedChoiceField(label=_("Week"), coerce=int, choices=[(week, week) for week in range(1, 13)])
    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int, choices=list(WEEKDAYS.items()), initial=4)
    clock = TimeField(label=_("Time"))
    late_days = forms.IntegerField(
        label=_("Days in which late work is taken"), min_value=0, max_value=28, initial=0, required=False
    )
    times = ("week", "weekday", "clock", "late_days")

    def clean_late_days(self) -> int:
        """Nothing typed is none."""
        return self.cleaned_data["late_days"] or 0


KINDS = [
    (Kind.SHORT.value, _("Short text")),
    (Kind.LONG.value, _("Long text")),
    (Kind.NUMBER.value, _("Number")),
    (Kind.CHOICE.value, _("Choice")),
]


class FieldForm(SiteForm):
    """One field of a milestone's form; a row without a label is left out."""

    code = forms.CharField(max_length=24, required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=_("Label"), max_length=120, required=False)
    help = forms.CharField(label=_("Help below the label"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, required=False)
    is_required = forms.BooleanField(label=_("Must be filled in"), required=False)
    max_length = forms.IntegerField(label=_("Most characters"), min_value=1, max_value=10_000, required=False)
    choices = LongTextField(
        label=_("Answers to choose from"),
        max_length=2000,
        required=False,
        rows=3,
        help_text=_("One a line; for a choice only."),
    )
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=99, required=False)

    def clean(self) -> dict[str, Any]:
        """A choice has answers to choose from."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("label") and values.get("kind") == Kind.CHOICE and not values.get("choices"):
            raise ValidationError({"choices": _("Give the answers to choose from, one a line.")})
        return values


def field_rows(fields: list[Field], data: Any = None) -> list[FieldForm]:
    """A form for each field and for a few more, filled from what was sent."""
    known: list[Field | None] = [*fields, *[None] * min(EMPTY_ROWS, MOST_FIELDS - len(fields))]
    return [_row(number, field, data) for number, field in enumerate(known, start=1)]


def rows_are_valid(rows: list[FieldForm]) -> bool:
    """Whether every row can be taken; each has its mistakes named, not the first one alone."""
    answers = [row.is_valid() for row in rows]
    return all(answers)


def fields_from(rows: list[FieldForm]) -> list[Field]:
    """The fields that the rows describe, by their places."""
    filled = [(row.cleaned_data, number) for number, row in enumerate(rows) if row.cleaned_data.get("label")]
    filled.sort(key=lambda pair: (pair[0].get("place") or 100, pair[1]))
    return [_field(values) for values, _number in filled]


def _row(number: int, field: Field | None, data: Any) -> FieldForm:
    initial: dict[str, Any] = {"place": number, "is_required": True}
    if field is not None:
        initial |= {name: getattr(field, name) for name in ("label", "help", "kind", "is_required")}
        initial |= {"code": field.key, "max_length": field.max_length or None, "choices": "\n".join(field.choices)}
    return FieldForm(data, prefix=f"f{number}", initial=initial)


def _field(values: dict[str, Any]) -> Field:
    lines = [line.strip()[:100] for line in values["choices"].splitlines() if line.strip()]
    return Field(
        key=slugify(values["code"])[:24] or new_key().lower(),
        label=values["label"],
        help=values["help"],
        kind=values["kind"] or Kind.SHORT.value,
        is_required=values["is_required"],
        max_length=values["max_length"] or 0,
        choices=tuple(dict.fromkeys(lines)) if values["kind"] == Kind.CHOICE else (),
    )
