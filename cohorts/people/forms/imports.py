"""The three steps of an import: the file, its columns, the last word."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.people.engine import FIELDS, IGNORE, OrganisationHint
from cohorts.people.engine.fields import ATTRIBUTE, SKILL
from core.forms import OnceMixin, SiteForm
from core.models import Sector

LONGEST_QUESTION = 120
FIELD_WORDS: dict[str, Promise] = {
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "full_name": _("Whole name"),
    "email": _("E-mail address"),
    "organisation": _("Organisation"),
    "sector": _("Sector"),
    "job_title": _("Job"),
    "scheme": _("Scheme"),
    "region": _("Region"),
    "background": _("Background"),
    "years_experience": _("Years of experience"),
    "tags": _("Tags"),
    "manager_name": _("Line manager"),
    "manager_email": _("Line manager’s e-mail address"),
    "nominator_name": _("Nominated by"),
    "nominator_email": _("Nominator’s e-mail address"),
    IGNORE: _("Leave out"),
}


def field_words(name: str) -> str:
    """The field as people read it."""
    for mark in (SKILL, ATTRIBUTE):
        if name.startswith(mark):
            return name.removeprefix(mark)
    return str(FIELD_WORDS.get(name, name))


class UploadForm(OnceMixin, SiteForm):
    """The file."""

    file = forms.FileField(
        label=_("List of people"),
        help_text=_("A CSV or Excel (.xlsx) file with one line a person, up to 5,000 lines and 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": _("Choose a file first.")},
    )

    @property
    def data_and_name(self) -> tuple[bytes, str]:
        """The bytes and the name of the file; one byte over the limit is enough to know it is too large."""
        upload: UploadedFile = self.cleaned_data["file"]
        return upload.read(5_000_001), upload.name or "people.csv"


class ColumnsForm(SiteForm):
    """One select a column, and a sector for lines without one."""

    sector = forms.ChoiceField(
        label=_("Sector of people whose line names none"),
        choices=[("", _("Ask for it: such lines are left out")), *Sector.choices],
        required=False,
    )

    def __init__(
        self, *args: Any, headers: Sequence[str], mapping: Mapping[str, Any], skills: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"sector": mapping.get("sector", "")}, **kwargs)
        self.names = {f"column_{place}": header for place, header in enumerate(headers)}
        chosen = mapping.get("columns", {})
        for name, header in self.names.items():
            self.fields[name] = forms.ChoiceField(
                label=header, choices=column_choices(header, skills), initial=chosen.get(header, IGNORE), required=False
            )

    @property
    def columns(self) -> dict[str, str]:
        """The field that each heading stands for."""
        return {header: self.cleaned_data[name] or IGNORE for name, header in self.names.items()}


def column_choices(header: str, skills: Sequence[str]) -> list[Any]:
    """What a column may be set to."""
    groups: list[Any] = [
        (IGNORE, FIELD_WORDS[IGNORE]),
        (_("About the person"), [(name, FIELD_WORDS[name]) for name in FIELDS]),
    ]
    if skills:
        groups.append((_("Skills"), [(SKILL + name, name) for name in skills]))
    kept = ATTRIBUTE + header[:LONGEST_QUESTION]
    return [*groups, (_("Anything else"), [(kept, _("Keep as another answer"))])]


class SameForm(SiteForm):
    """For each spelling that may mean a known organisation: the same, or another one."""

    def __init__(self, *args: Any, hints: Sequence[OrganisationHint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {f"same_{place}": hint for place, hint in enumerate(hints)}
        for name, hint in self.hints.items():
            choices = [("", _("Another organisation")), ("same", _("The same as %(name)s") % {"name": hint.perhaps})]
            self.fields[name] = forms.ChoiceField(label=hint.written, choices=choices, required=False)

    @property
    def same(self) -> dict[str, str]:
        """What each spelling means, for those that were settled."""
        return {hint.written: hint.perhaps for name, hint in self.hints.items() if self.cleaned_data[name]}


class ConfirmForm(SiteForm):
    """The last word: just what the preview showed."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=16)
