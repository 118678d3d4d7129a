"""The shape of what a team writes: the parts of its draft, each with the revision that it began with."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.work.asked import LINKS, TEXT, asked_parts
from challenges.work.cited.models import WORDS_MAX, DraftCitation
from challenges.work.engine.shape import Field, Kind
from challenges.work.models import DraftField, Milestone
from challenges.work.models.submissions import LINKS_MAX, TEXT_MAX
from challenges.work.services import Edit
from core.forms import LongTextField, OnceMixin, SiteForm

BASE = "base_"


class ManyFiles(forms.ClearableFileInput):
    """A file box that takes several."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, as a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file checked by itself; nothing chosen is an empty list."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(item, initial) for item in given]


class DraftForm(OnceMixin, SiteForm):
    """The parts that the milestone asks for; a draft may leave any of them empty."""

    def __init__(
        self,
        *args: Any,
        milestone: Milestone,
        parts: dict[str, DraftField],
        cited: Sequence[DraftCitation] = (),
        **kwargs: Any,
    ) -> None:
        initial = {name: part.value for name, part in parts.items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.milestone, self.cited = milestone, list(cited)
        self.asked = [*asked_parts(milestone), *(row.part for row in cited)]
        made = _fields(milestone)
        # The words of citations stand beside what they cite: see cited_rows.
        self.helper.layout = Layout(*made, "once")
        made |= {row.part: _words() for row in cited}
        self.wanted = {name for name, field in made.items() if field.required}
        self.fields |= made
        for name in self.asked:
            hidden = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
            hidden.initial = parts[name].revision if name in parts else 0
            self.fields[f"{BASE}{name}"] = hidden
        self._prepare()

    def full_clean(self) -> None:
        """Nothing must be filled in to be saved; that is asked when it is handed in."""
        for name in self.wanted:
            self.fields[name].required = False
        super().full_clean()
        for name in self.wanted:
            self.fields[name].required = True

    def edits(self) -> dict[str, Edit]:
        """What was sent of each part; a part that was not sent is not there."""
        sent = [name for name in self.asked if name in self.data and name in self.cleaned_data]
        return {name: Edit(self.cleaned_data[name], self.cleaned_data.get(f"{BASE}{name}") or 0) for name in sent}

    @property
    def cited_rows(self) -> list[tuple[DraftCitation, forms.BoundField, forms.BoundField]]:
        """What the draft cites, with the field of its words and the hidden one of their revision."""
        return [(row, self[row.part], self[f"{BASE}{row.part}"]) for row in self.cited]


def _words() -> forms.Field:
    return LongTextField(label=_("What you used of it"), max_length=WORDS_MAX, rows=3)


def _fields(milestone: Milestone) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if milestone.has_text:
        made[TEXT] = LongTextField(
            label=_("Text"),
            max_length=TEXT_MAX,
            required=False,
            rows=14,
            help_text=_("You can use headings, lists and links in Markdown."),
        )
    made |= {field.name: _field(field) for field in milestone.fields}
    if milestone.has_links:
        made[LINKS] = LongTextField(
            label=_("Links"),
            max_length=LINKS_MAX,
            required=False,
            rows=3,
            help_text=_("One address a line, beginning with https://"),
        )
    if milestone.has_files:
        made["files"] = ManyFilesField(
            label=_("Add files"),
            required=False,
            help_text=_("Documents, slides, tables or pictures. Choose several at once."),
        )
    return made


def _field(field: Field) -> forms.Field:
    words: dict[str, Any] = {"label": field.label, "help_text": field.help, "required": field.is_required}
    if field.kind == Kind.CHOICE:
        return forms.ChoiceField(choices=[("", ""), *((choice, choice) for choice in field.choices)], **words)
    if field.kind == Kind.LONG:
        return LongTextField(max_length=field.longest, rows=6, **words)
    attrs = {"inputmode": "decimal"} if field.kind == Kind.NUMBER else {}
    return forms.CharField(max_length=field.longest, widget=forms.TextInput(attrs=attrs), **words)
