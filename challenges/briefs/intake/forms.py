"""The shape of an application, an invitation, a step of the form, a file and a planned release."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.briefs.intake.questions import QUESTIONS, Question, Step
from challenges.briefs.intake.services import digest
from challenges.briefs.intake.workflow import Readers
from challenges.briefs.models import Brief
from core.files.checks import accepted
from core.forms import DateTimeField, Described, LongTextField, OnceMixin, SiteForm

SEEN = "seen_"
TAKES = [
    ("yes", Described(_("Yes"), _("A link stands on the public pages of the challenges and of this cohort."))),
    ("no", Described(_("No"), _("You can still invite people yourself."))),
]


class _PersonForm(OnceMixin, SiteForm):
    """Somebody with their body."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    email = forms.EmailField(label=_("E-mail address at work"))
    organisation = forms.CharField(label=_("Organisation"), max_length=200)


class ApplyForm(_PersonForm):
    """A proposal from the public pages."""

    email = forms.EmailField(
        label=_("E-mail address at work"), help_text=_("We send a link there. Nobody reads this before you press it.")
    )
    problem = forms.CharField(
        label=_("The problem in one line"),
        max_length=200,
        help_text=_("For example: damp is found when a tenant complains, and by then the repair is large."),
    )


class InviteForm(_PersonForm):
    """Whom an organiser asks to write a challenge."""

    words = LongTextField(
        label=_("Your own words"), max_length=1000, rows=4, required=False, help_text=_("They stand in the letter.")
    )


class CallForm(SiteForm):
    """Whether challenges can be proposed, and until when."""

    takes = forms.ChoiceField(
        label=_("Can challenges be proposed on the public pages?"), choices=TAKES, widget=forms.RadioSelect
    )
    closes_at = DateTimeField(
        label=_("Until"), required=False, help_text=_("Leave it empty to close it by hand. The server’s clock counts.")
    )

    @property
    def values(self) -> dict[str, Any]:
        """What set_call takes."""
        given = super().values
        return {"is_open": given["takes"] == "yes", "closes_at": given["closes_at"]}


class DeclineForm(SiteForm):
    """What the applicant reads."""

    words = LongTextField(
        label=_("What the applicant reads"),
        max_length=2000,
        rows=5,
        help_text=_("Say why in a sentence or two, and what would help. It goes out as mail."),
    )


class StepForm(SiteForm):
    """One step: every answer may be left for later, and carries the mark of the text that the page showed."""

    def __init__(self, *args: Any, step: Step, brief: Brief, **kwargs: Any) -> None:
        self.step = step
        kwargs.setdefault("initial", {name: getattr(brief, name) for name in step.fields})
        super().__init__(*args, **kwargs)
        for question in step.questions:
            self.fields[question.field] = _field(question)
            self.fields[SEEN + question.field] = forms.CharField(
                required=False, max_length=16, widget=forms.HiddenInput, initial=digest(getattr(brief, question.field))
            )
        self._prepare()

    def full_clean(self) -> None:
        """Nothing is required while it is being written; labels still say which answers are."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for name in self.step.fields:
            self.fields[name].required = QUESTIONS[name].is_required

    @property
    def answers(self) -> dict[str, str]:
        """The answers that can be kept."""
        return {name: self.cleaned_data[name] for name in self.step.fields if name in self.cleaned_data}

    @property
    def seen(self) -> dict[str, str]:
        """The marks of the texts that the page showed."""
        return {name: self.cleaned_data.get(SEEN + name, "") for name in self.step.fields}

    def show_clash(self, name: str, theirs: str) -> None:
        """The typed text stays in its box; saved once more it replaces the other, which the person has now seen."""
        self.data = {**self.data.dict(), SEEN + name: digest(theirs)}  # type: ignore[attr-defined]


def _field(question: Question) -> forms.CharField:
    column = Brief._meta.get_field(question.field)
    words: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint,
        "required": question.is_required,
        "max_length": getattr(column, "max_length", None),
    }
    if question.field.endswith("_email"):
        return forms.EmailField(**words)
    if question.rows < 2:
        return forms.CharField(**words)
    return LongTextField(rows=question.rows, **words)


class FileForm(OnceMixin, SiteForm):
    """A file and who may read it."""

    upload = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": accepted()}))
    title = forms.CharField(
        label=_("What it is"),
        max_length=120,
        required=False,
        help_text=_("For example: repair records without names."),
    )
    readers = forms.ChoiceField(
        label=_("Who may read it"), choices=Readers.choices, widget=forms.RadioSelect, initial=Readers.OWNERS
    )


class ReadersForm(SiteForm):
    """Other readers of a file."""

    readers = forms.ChoiceField(label=_("Who may read it"), choices=Readers.choices)


class PlanForm(SiteForm):
    """When a challenge goes out by itself."""

    teams_at = DateTimeField(label=_("To teams"), required=False)
    public_at = DateTimeField(
        label=_("To everybody"), required=False, help_text=_("Everybody reads its public words and nothing else.")
    )

    def __init__(self, *args: Any, brief: Brief, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if brief.is_out:
            del self.fields["teams_at"]
