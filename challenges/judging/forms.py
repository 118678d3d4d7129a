"""The shape of a scorecard: one choice of a worded level for each criterion, its reason, and three kinds of notes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.judging.models import NOTE, Scorecard
from challenges.judging.reasons import is_end
from challenges.judging.services import Sheet
from challenges.pitchdays.models import Criterion
from core.forms import Described, LongTextField, OnceMixin, SiteForm

NOTES = ("own_notes", "notes", "team_notes")
REASON = 300


class CardForm(OnceMixin, SiteForm):
    """Levels, reasons and notes; any criterion may be left for later. A judge's device sends the same fields."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    own_notes = LongTextField(
        label=_("Only for you"), max_length=NOTE, required=False, help_text=_("Nobody else ever sees these.")
    )
    notes = LongTextField(
        label=_("For the chair"), max_length=NOTE, required=False, help_text=_("Only you and the chair see these.")
    )
    team_notes = LongTextField(
        label=_("For the team"),
        max_length=NOTE,
        required=False,
        help_text=_("The team reads them with the results, once the chair has looked at them."),
    )

    def __init__(self, *args: Any, rubric: list[Criterion], card: Scorecard | None, **kwargs: Any) -> None:
        self.rubric = rubric
        super().__init__(*args, initial=_initial(rubric, card), **kwargs)
        for name in NOTES:
            self.fields[name].widget.attrs["rows"] = 2
        for row in rubric:
            self.fields[f"score_{row.key}"] = forms.TypedChoiceField(
                label=row.name,
                help_text=row.question,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(str(level.value), Described(level.name, level.wording)) for level in row.levels.all()],
                widget=forms.RadioSelect,
            )
            if row.reason_at_ends:
                self.fields[f"reason_{row.key}"] = forms.CharField(
                    label=_("Why this level?"),
                    max_length=REASON,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 2, "maxlength": REASON}),
                )

    def scores(self) -> dict[str, int]:
        """The chosen value of each scored criterion by its key."""
        chosen = {row.key: self.cleaned_data.get(f"score_{row.key}") for row in self.rubric}
        return {key: value for key, value in chosen.items() if value is not None}

    def reasons(self) -> dict[str, str]:
        """The reasons that were given, by the criterion's key."""
        given = {row.key: self.cleaned_data.get(f"reason_{row.key}") for row in self.rubric}
        return {key: reason for key, reason in given.items() if reason}

    def sheet(self) -> Sheet:
        """Everything that was filled in."""
        return Sheet(self.scores(), self.reasons(), **{name: self.cleaned_data[name] for name in NOTES})

    def parts(self) -> list[dict[str, Any]]:
        """For the page: each criterion with its fields, the level chosen so far, and whether to open it."""
        made = []
        opened = False
        for number, row in enumerate(self.rubric, start=1):
            part = self._part(number, row)
            part["is_open"] = part["is_lacking"] and not opened
            opened = opened or part["is_open"]
            made.append(part)
        return made

    def _part(self, number: int, row: Criterion) -> dict[str, Any]:
        field = self[f"score_{row.key}"]
        reason = self[f"reason_{row.key}"] if row.reason_at_ends else None
        level = next((level for level in row.levels.all() if str(level.value) == str(field.value() or "")), None)
        values = [one.value for one in row.levels.all()]
        unsaid = bool(reason and level and is_end(row, level.value) and not reason.value())
        return {
            "number": number,
            "row": row,
            "field": field,
            "level": level,
            "reason": reason,
            "ends": {min(values), max(values)} if reason and values else set(),
            "is_unsaid": unsaid,
            "is_lacking": level is None or bool(field.errors) or unsaid,
        }


def _initial(rubric: list[Criterion], card: Scorecard | None) -> dict[str, Any]:
    if card is None:
        return {"revision": 0}
    given = {score.criterion_id: score for score in card.scores.all()}
    held: dict[str, Any] = {"revision": card.revision} | {name: getattr(card, name) for name in NOTES}
    held |= {f"score_{row.key}": str(given[row.pk].value) for row in rubric if row.pk in given}
    return held | {f"reason_{row.key}": given[row.pk].reason for row in rubric if row.pk in given}


class ReasonForm(OnceMixin, SiteForm):
    """Why the chair lets something in, leaves it out or opens it again."""

    reason = forms.CharField(label=_("Why"), max_length=REASON, help_text=_("The reason is kept with the result."))


def flat(given: object) -> Mapping[str, Any]:
    """What a device sent as the fields of a form; anything but texts and numbers is left out (F-08)."""
    if not isinstance(given, dict):
        return {}
    return {str(name): value for name, value in given.items() if isinstance(value, str | int)}


class ReopenForm(ReasonForm):
    """What the chair wants opened again: the whole round, or one sheet."""

    WHOLE = "whole"
    what = forms.ChoiceField(label=_("What to open again"))
    field_order = ["what", "reason"]

    def __init__(self, *args: Any, sheets: list[Scorecard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_sheet = [(card.key, f"{card.slot.team}: {card.seat.user.name}") for card in sheets]
        whole = (self.WHOLE, _("The whole round: every judge can change every sheet"))
        self.fields["what"].choices = [("", _("Choose a sheet, or the whole round")), *one_sheet, whole]  # type: ignore[attr-defined]
