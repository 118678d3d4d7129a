"""The base of every form: the site's layout, guarded text, the cohort's zone and the key against double posting."""

from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.forms.utils import pretty_name
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.forms.messages import name_mistakes
from core.forms.text import guard_text

# From here on the number of people must be typed before anything is sent (M-01).
TYPE_COUNT_ABOVE = 50


class Described(str):
    """The label of a choice that has a second line."""

    hint: str | Promise

    def __new__(cls, label: str | Promise, hint: str | Promise = "") -> "Described":
        """A label that carries its second line."""
        made = super().__new__(cls, label)
        made.hint = hint
        return made


class _Site:
    """What plain and model forms share; stands before Django's class."""

    def __init__(self, *args: Any, zone: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        # What a layout forgets is still shown: a hidden key, or a field added later.
        self.helper.render_hidden_fields = True
        self.use_required_attribute = False
        self.zone = zone
        self._prepare()

    def _prepare(self) -> None:
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            if field.label is None:
                field.label = pretty_name(name)
            if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField):
                guard_text(field)
            name_mistakes(field)
            if self.zone and hasattr(field, "zone"):
                field.zone = self.zone

    def full_clean(self) -> None:
        """The form is cleaned, fields that were added after the start included."""
        self._prepare()
        super().full_clean()  # type: ignore[misc]

    @property
    def values(self) -> dict[str, Any]:
        """What was given, ready to be handed to a service; without the key and the number of people told."""
        given = self.cleaned_data.items()  # type: ignore[attr-defined]
        return {name: value for name, value in given if name not in ("once", "typed")}

    @property
    def key(self) -> str:
        """The key against double posting, or nothing when the form has none."""
        return str(self.cleaned_data.get("once") or "")  # type: ignore[attr-defined]

    def ask_number(self, people: int) -> None:
        """The form asks how many people are told, where they are so many that their number must be typed (M-01)."""
        if people <= TYPE_COUNT_ABOVE or "typed" in self.fields:  # type: ignore[attr-defined]
            return
        self.told = people
        field = forms.CharField(label=_("How many people are told?"), max_length=10)
        field.help_text = _("%(count)s people get a message. Type their number to go on.") % {"count": people}
        self.fields["typed"] = field  # type: ignore[attr-defined]
        if self.helper.layout is not None:
            self.helper.layout.append("typed")

    def may_tell(self, people: int) -> bool:
        """Whether what was sent may be done although so many are told; where not, the form asks for their number."""
        self.ask_number(people)
        self.full_clean()
        return self.is_valid()  # type: ignore[attr-defined]

    def clean_typed(self) -> str:
        """The number stands for having read to how many it goes."""
        typed = str(self.cleaned_data["typed"])  # type: ignore[attr-defined]
        if typed != str(self.told):
            raise forms.ValidationError(_("Type %(count)s: that is how many people get this.") % {"count": self.told})
        return typed


class SiteForm(_Site, forms.Form):
    """A form of the site."""


class SiteModelForm(_Site, forms.ModelForm):
    """A form whose fields come from a model; it is never saved, its values go to a service."""


class OnceMixin(forms.Form):
    """Adds the hidden key that makes posting the same form twice make one thing."""

    once = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)
