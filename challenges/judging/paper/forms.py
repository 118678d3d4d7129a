"""The shape of what is read from a paper sheet, and of the chair's decision about it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import Criterion
from core.forms import LongTextField, OnceMixin, SiteForm


class ReadingForm(OnceMixin, SiteForm):
    """One level for each criterion; the words only where they are not read already."""

    step = forms.IntegerField(min_value=0, max_value=99, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rubric: list[Criterion], known: Mapping[str, int], has_words: bool, **kwargs: Any
    ) -> None:
        initial = kwargs.pop("initial", {}) | {f"score_{key}": str(value) for key, value in known.items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.rubric, self.has_words = rubric, has_words
        for row in rubric:
            self.fields[f"score_{row.key}"] = forms.TypedChoiceField(
                label=row.name,
                coerce=int,
                choices=[(str(level.value), f"{level.value} {level.name}") for level in row.levels.all()],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a level for “%(name)s”.") % {"name": row.name}},
            )
            if has_words and row.reason_at_ends:
                self.fields[f"reason_{row.key}"] = forms.CharField(
                    label=_("Reason"),
                    max_length=300,
                    required=False,
                    help_text=_("As the judge wrote it; needed at the lowest and the highest level."),
                )
        if has_words:
            self.fields["notes"] = LongTextField(
                label=_("Notes on the paper"), max_length=4000, required=False, help_text=_("For the chair.")
            )
            self.fields["notes"].widget.attrs["rows"] = 3

    def reading(self) -> dict[str, Any]:
        """Levels, reasons and notes, as the service takes them."""
        data = self.cleaned_data
        reasons = {row.key: data.get(f"reason_{row.key}", "") for row in self.rubric}
        return {
            "scores": {row.key: data[f"score_{row.key}"] for row in self.rubric},
            "reasons": {key: text for key, text in reasons.items() if text},
            "notes": data.get("notes", ""),
            "step": data["step"],
        }

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each criterion with its fields."""
        return [
            {
                "number": number,
                "criterion": row,
                "field": self[f"score_{row.key}"],
                "reason": self[f"reason_{row.key}"] if f"reason_{row.key}" in self.fields else None,
                "chosen": str(self[f"score_{row.key}"].value() or ""),
            }
            for number, row in enumerate(self.rubric, start=1)
        ]


class DecideForm(SiteForm):
    """Why the paper counts, or why it does not."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
