"""The shape of a code, a deputy, a practice pitch and a practice sheet."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from challenges.judges.models import HandOver, PracticeSheet
from challenges.pitchdays.models import Criterion, PanelSeat
from core.forms import Described, LongTextField, OnceMixin, SiteForm

EXAMPLE_TITLE = _("Team Practice: warm homes")
EXAMPLE_TEXT = _(
    "A housing department wants to know of damp before it harms people. The team asked nine tenants and two "
    "surveyors. It shows a sensor that costs 14 pounds and sends humidity twice a day, and a page that names the ten "
    "homes to visit first. It was tried in three flats for two weeks. Running it for 4,000 homes would cost about "
    "60,000 pounds a year. Open are who owns the data, and what happens where a tenant says no.\n\n"
    "Two people spoke, one from each sector. Asked about the tenants who said no, they had no answer yet."
)


class CodeForm(SiteForm):
    """Six digits out of a letter."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("Six digits, in the newest message. It works for 15 minutes."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        """The digits, however they were grouped."""
        digits = "".join(self.cleaned_data["code"].split())
        RegexValidator(r"^[0-9]{6}$", _("Type the six digits of the code."))(digits)
        return digits


class HandOverForm(OnceMixin, SiteForm):
    """Who is to take the seat, and why."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    email = forms.EmailField(label=_("E-mail address"))
    title = forms.CharField(
        label=_("Title"), max_length=160, required=False, help_text=_("As it stands beside the name in public.")
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Only the organisers and the chair read it.")
    )


class NextChairForm(SiteForm):
    """Who chairs the panel once the chair's seat is handed over: always said, never taken for granted."""

    DEPUTY = "deputy"

    def __init__(self, *args: Any, hand_over: HandOver, panel: list[PanelSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.key: seat for seat in panel if seat.pk != hand_over.seat_id}
        deputy = Described(hand_over.deputy, _("The deputy, who has this seat then."))
        others = [(key, Described(seat.user.name, seat.title)) for key, seat in self.seats.items()]
        self.fields["chair"] = forms.ChoiceField(
            label=_("Who chairs the panel from now on?"),
            help_text=_("The chair rules on conflicts of interest, closes the scores and signs the decision."),
            choices=[(self.DEPUTY, deputy), *others],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say who chairs the panel from now on.")},
        )

    def named(self) -> dict[str, Any]:
        """The answer as the service takes it."""
        chosen = self.cleaned_data["chair"]
        return {"deputy_chairs": chosen == self.DEPUTY, "chair": self.seats.get(chosen)}


class PracticeForm(SiteForm):
    """The made-up pitch."""

    title = forms.CharField(label=_("Team and subject"), max_length=80)
    text = LongTextField(
        label=_("What the judges read"), max_length=4000, help_text=_("Make it up: no real team, and no real person.")
    )


class PracticeSheetForm(SiteForm):
    """A level for each criterion of the real rubric."""

    def __init__(self, *args: Any, rubric: list[Criterion], sheet: PracticeSheet | None, **kwargs: Any) -> None:
        given = {score.criterion_id: score.value for score in sheet.scores.all()} if sheet else {}
        initial = {row.key: str(given[row.pk]) for row in rubric if row.pk in given}
        super().__init__(*args, initial=initial, **kwargs)
        for row in rubric:
            self.fields[row.key] = forms.TypedChoiceField(
                label=row.name,
                help_text=row.question,
                coerce=int,
                choices=[(str(level.value), Described(level.name, level.wording)) for level in row.levels.all()],
                widget=forms.RadioSelect,
            )
