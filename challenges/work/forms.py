"""The shape of milestones and of what teams hand in."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from core.forms import DateTimeField, LongTextField, OnceMixin, SiteForm, TimeField
from core.models import StoredFile

LINKS_MAX = 10


class MilestoneForm(OnceMixin, SiteForm):
    """A milestone of a cohort, in the cohort's zone."""

    title = forms.CharField(label=_("Title"), max_length=100)
    instructions = LongTextField(label=_("What to hand in"), max_length=3000, required=False)
    opens_at = DateTimeField(
        label=_("Opens"),
        required=False,
        help_text=_("Leave it empty to open it at once."),
    )
    due_at = DateTimeField(label=_("Deadline"))


class TemplateForm(SiteForm):
    """A milestone that every new cohort of a programme gets."""

    title = forms.CharField(label=_("Title"), max_length=100)
    instructions = LongTextField(label=_("What to hand in"), max_length=3000, required=False)
    week = forms.TypedChoiceField(label=_("Week"), coerce=int, choices=[(week, week) for week in range(1, 13)])
    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int, choices=list(WEEKDAYS.items()), initial=4)
    clock = TimeField(label=_("Time"))


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


class HandInForm(OnceMixin, SiteForm):
    """Text, links and files of one version."""

    text = LongTextField(
        label=_("Text"),
        max_length=20000,
        required=False,
        help_text=_("You can use headings, lists and links in Markdown."),
    )
    links = LongTextField(
        label=_("Links"),
        max_length=3000,
        required=False,
        help_text=_("One address a line, beginning with https://"),
    )
    files = ManyFilesField(  # type: ignore[assignment]
        label=_("Files"),
        required=False,
        help_text=_("Documents, slides, tables or pictures, up to 25 MB each. Choose several at once."),
    )

    def __init__(self, *args: Any, earlier: list[StoredFile] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = {stored.key: stored for stored in earlier or []}
        if self.earlier:
            self.fields["kept"] = forms.MultipleChoiceField(
                label=_("Keep from the version before"),
                required=False,
                choices=[(key, stored.original_name) for key, stored in self.earlier.items()],
                initial=list(self.earlier),
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["links"].widget.attrs["rows"] = 3

    def clean_links(self) -> list[str]:
        """The addresses, each one that a browser can open."""
        links = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        if len(links) > LINKS_MAX:
            raise ValidationError(_("Give at most %(number)s links.") % {"number": LINKS_MAX})
        for link in links:
            _check_link(link)
        return links

    def kept_files(self) -> list[StoredFile]:
        """The earlier files that were ticked."""
        return [self.earlier[key] for key in self.cleaned_data.get("kept", [])]


def _check_link(link: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(link)
        urlsplit(link)
    except (ValidationError, ValueError) as error:
        raise ValidationError(
            _("“%(link)s” is not an address that begins with https://") % {"link": link[:80]}
        ) from error
