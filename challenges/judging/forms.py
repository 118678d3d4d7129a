"""The shape of a scorecard: one choice of a worded level for each criterion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.judging.models import Scorecard
from challenges.pitchdays.models import Criterion
from core.forms import Described, LongTextField, OnceMixin, SiteForm


class CardForm(OnceMixin, SiteForm):
    """Levels and notes; any criterion may be left for later."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    notes = LongTextField(
        label=_("Notes"), max_length=4000, required=False, help_text=_("Only you and the chair see these.")
    )

    def __init__(self, *args: Any, rubric: list[Criterion], card: Scorecard | None, **kwargs: Any) -> None:
        self.rubric = rubric
        given = {score.criterion_id: score.value for score in card.scores.all()} if card else {}
        initial = {"revision": card.revision if card else 0, "notes": card.notes if card else ""}
        initial |= {f"score_{row.key}": str(given[row.pk]) for row in rubric if row.pk in given}
        super().__init__(*args, initial=initial, **kwargs)
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

    def scores(self) -> dict[str, int]:
        """The chosen value of each scored criterion by its key."""
        chosen = {row.key: self.cleaned_data.get(f"score_{row.key}") for row in self.rubric}
        return {key: value for key, value in chosen.items() if value is not None}

    def parts(self) -> list[dict[str, Any]]:
        """For the page: each criterion with its field, the level chosen so far, and whether to open it."""
        made = []
        opened = False
        for number, row in enumerate(self.rubric, start=1):
            field = self[f"score_{row.key}"]
            level = next((level for level in row.levels.all() if str(level.value) == str(field.value() or "")), None)
            is_next = (level is None or bool(field.errors)) and not opened
            opened = opened or is_next
            made.append({"number": number, "row": row, "field": field, "level": level, "is_open": is_next})
        return made
