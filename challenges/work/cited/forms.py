"""The shape of a citation as it is added, and of the words of those that a draft has."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.work.cited.models import HOW_MAX, ORGANISATION_MAX, WHO_MAX, WORDS_MAX
from challenges.work.cited.options import Option
from core.forms import LongTextField, OnceMixin, SiteForm


class CiteForm(OnceMixin, SiteForm):
    """A day or a person, and what the team used."""

    about = forms.ChoiceField(label=_("What you saw, or whom you met"))
    words = LongTextField(
        label=_("What you used of it"),
        max_length=WORDS_MAX,
        rows=3,
        help_text=_("A sentence or two: “We saw …, so we …”."),
    )
    who = forms.CharField(
        label=_("Their role or name"),
        max_length=WHO_MAX,
        required=False,
        help_text=_(
            "Only for somebody else whom you met. A role is best, such as “duty engineer”. A name is shown to the "
            "organisers and to whoever reads this work, and kept as personal data until a year after the cohort."
        ),
    )
    organisation = forms.CharField(
        label=_("Their organisation"),
        max_length=ORGANISATION_MAX,
        required=False,
        help_text=_("Only for somebody else whom you met."),
    )
    how = forms.CharField(
        label=_("How you know of it"),
        max_length=HOW_MAX,
        required=False,
        help_text=_("Only for a day that nobody of your team was at: “Compass told us”."),
    )
    is_told = forms.BooleanField(
        label=_("The host may read this"),
        required=False,
        initial=True,
        help_text=_("Once you have handed it in, without your team’s name. Hosts always see how many teams cite them."),
    )

    def __init__(self, *args: Any, options: dict[str, list[Option]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: list[Any] = [("", _("Choose"))]
        groups += [(heading, [(one.value, one.label) for one in rows]) for heading, rows in options.items()]
        self.fields["about"] = forms.ChoiceField(label=self.fields["about"].label, choices=groups)
