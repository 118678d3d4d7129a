"""Forms that show every widget of the pack."""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError

from core.forms import DateField, DateTimeField, Described, LongTextField, OnceMixin, SiteForm, TimeField

REGIONS = [("", "Choose a region"), ("wales", "Wales"), ("north", "North of England"), ("ni", "Northern Ireland")]
DAYS = [("mon", "Monday"), ("tue", "Tuesday"), ("thu", "Thursday")]
LEVELS = [
    ("1", Described("Not shown", "No route from the idea to a working service.")),
    ("3", Described("Sound", "The main risks are named, each with a plan.")),
    ("4", Described("Strong", "The riskiest part was tried with real users or data.")),
]


class ShowForm(OnceMixin, SiteForm):
    """One field for each widget."""

    name = forms.CharField(label="Text", max_length=60, help_text="A hint below the label.")
    email = forms.EmailField(label="Email", required=False)
    secret = forms.CharField(label="Password", widget=forms.PasswordInput, max_length=100)
    seats = forms.IntegerField(label="Number", min_value=1, max_value=400)
    address = forms.URLField(label="Web address", required=False)
    brief = LongTextField(label="Several lines", max_length=500, rows=4, help_text="You may use Markdown.")
    region = forms.ChoiceField(label="One of many", choices=REGIONS)
    regions = forms.MultipleChoiceField(label="Several of many", choices=REGIONS[1:], required=False)
    side = forms.ChoiceField(
        label="One of few", choices=[("public", "Public"), ("private", "Private")], widget=forms.RadioSelect
    )
    level = forms.ChoiceField(label="One of few, described", choices=LEVELS, widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(label="Several of few", choices=DAYS, widget=forms.CheckboxSelectMultiple)
    agrees = forms.BooleanField(label="I agree that my team sees this", help_text="You can take this back at any time.")
    on = DateField(label="A day")
    starts_at = DateTimeField(label="A moment")
    at = TimeField(label="A time of day")
    paper = forms.FileField(label="A file", help_text="PDF or image, up to 25 MB.")

    def clean(self) -> None:
        """A mistake that belongs to no single field."""
        if self.errors:
            raise ValidationError("The seats and the day do not fit together.")


class StepForm(OnceMixin, SiteForm):
    """The form of the mock: a challenge in its second step."""

    question = forms.CharField(
        label="Your challenge as a question", help_text="Start with “How might we”. Teams choose by this line."
    )
    evidence = LongTextField(
        label="Who has this problem, and how do you know?", rows=4,
        help_text="Figures, complaints, research. Two or three sentences are enough.",
    )  # fmt: skip
    free_from = DateField(label="When is your contact free from?")

    def clean_question(self) -> str:
        """A problem, not an app."""
        question: str = self.cleaned_data["question"]
        if " app " in question:
            raise ValidationError("Describe the problem, not the solution you have in mind. “An app” is a solution.")
        return question

    def clean_free_from(self) -> object:
        """A day of the year of the cohort."""
        day = self.cleaned_data["free_from"]
        if day.year != 2027:
            raise ValidationError("The year must be 2027.", code="year")
        return day


class GroupedForm(StepForm):
    """The same fields in a layout with fieldsets."""

    place = forms.CharField(label="Place", max_length=80)
    town = forms.CharField(label="Town", max_length=80)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper.layout = Layout(Fieldset("The problem", "question"), Fieldset("Where", Row("place", "town")))


class FilterForm(forms.Form):
    """Filters as lists have them."""

    q = forms.CharField(label="Search", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    sector = forms.ChoiceField(
        label="Sector", required=False, choices=[("", "Any"), ("public", "Public"), ("private", "Private")]
    )
    late = forms.BooleanField(label="Late only", required=False)
