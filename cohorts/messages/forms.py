"""The shape of what organisers write: announcements and a programme's own mail texts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.messages.segments import Segment
from core.forms import LongTextField, OnceMixin, SiteForm

PLACEHOLDERS = _("You can use {first_name}, {name}, {cohort} and {site}: each person gets their own.")


class AnnouncementForm(OnceMixin, SiteForm):
    """A subject and a text for a group of people; the two counts hold the preview and the act together."""

    segment = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject"), max_length=150, initial=_("News from {cohort}"))
    body = LongTextField(
        label=_("Text"), max_length=5000, rows=12, help_text=PLACEHOLDERS, initial=_("Hello {first_name},\n\n")
    )

    def __init__(self, *args: Any, segments: Sequence[Segment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.segments = {segment.name: segment for segment in segments if segment.users}
        self.fields["segment"].choices = [(s.name, s.words) for s in self.segments.values()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Segment:
        """The group that was chosen."""
        return self.segments[self.cleaned_data["segment"]]


class SendForm(SiteForm):
    """What stands under the preview: how many people it showed, and the number typed where they are many."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    typed = forms.CharField(label=_("Type the number of people to send to them all"), max_length=10, required=False)

    def __init__(self, *args: Any, count: int, must_type: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        self.fields["seen"].initial = count
        if not must_type:
            del self.fields["typed"]

    def clean_typed(self) -> str:
        """The number stands for having read to whom it goes."""
        typed = str(self.cleaned_data["typed"])
        if typed != str(self.count):
            raise forms.ValidationError(_("Type %(count)s: that is how many people get this.") % {"count": self.count})
        return typed

    def clean_seen(self) -> int:
        """The group may have changed between the preview and the act."""
        seen = int(self.cleaned_data["seen"])
        if seen != self.count:
            raise forms.ValidationError(_("The group has changed since the preview. Look at it again."))
        return seen


class MailTextForm(SiteForm):
    """A programme's own words for one kind of mail."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = LongTextField(label=_("Text"), max_length=5000, rows=14)
