"""The forms of programme days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Participant
from cohorts.visits.letters import TOLD
from cohorts.visits.models import Attendance, Visit, consent_words
from core import zones
from core.forms import DateField, LongSelect, LongTextField, OnceMixin, SiteForm, TimeField


class VisitForm(OnceMixin, SiteForm):
    """A visit: day and times as the clocks of the cohort's zone show them."""

    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("For example, Programme day 2."))
    host = forms.CharField(label=_("Host organisation"), help_text=_("The company that receives the visit."))
    on = DateField(label=_("Day"))
    at = TimeField(label=_("From"))
    until = TimeField(label=_("Until"))
    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)
    town = forms.CharField(label=_("Town"), max_length=80, required=False)
    address = forms.CharField(
        label=_("Address and arrival"),
        max_length=400,
        required=False,
        help_text=_("Where to go and whom to ask for. Shown to those who can book."),
    )
    bring = forms.CharField(
        label=_("What to bring"), max_length=300, required=False, help_text=_("For example, photo ID.")
    )
    summary = LongTextField(
        label=_("What visitors will see"),
        max_length=2000,
        required=False,
        help_text=_("Live demonstrations that teams can use in their solution make the best visits."),
    )

    def clean(self) -> dict[str, Any]:
        """Both times as moments; an hour that a clock change leaves out is refused (D-03)."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for box, name in (("at", "starts_at"), ("until", "ends_at")):
            if given.get("on") and given.get(box):
                try:
                    given[name] = zones.wall(given["on"], given[box], self.zone)
                except ValueError:
                    self.add_error(box, _("The clocks go forward then: this time does not exist."))
        return given

    def moves(self, visit: Visit) -> bool:
        """Whether time or place become others, which those who booked are told."""
        return any(self.plan[name] != getattr(visit, name) for name in TOLD)

    @property
    def plan(self) -> dict[str, Any]:
        """What the services take."""
        return {name: value for name, value in self.values.items() if name not in ("on", "at", "until")}


def visit_initial(visit: Visit) -> dict[str, Any]:
    """What the form shows of a visit that is there already."""
    zone = visit.cohort.zone
    begins, ends = zones.local(visit.starts_at, zone), zones.local(visit.ends_at, zone)
    plain = ("title", "capacity", "town", "address", "bring", "summary")
    return {
        **{name: getattr(visit, name) for name in plain},
        "host": visit.host.name,
        "on": begins.date(),
        "at": begins.time(),
        "until": ends.time(),
    }


class HostForm(SiteForm):
    """Somebody who shall receive a visit."""

    email = forms.EmailField(label=_("E-mail address"))
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)


class CancelForm(SiteForm):
    """Why a visit does not take place."""

    reason = forms.CharField(
        label=_("Why it is cancelled"), max_length=300, help_text=_("This stands in the mail to those who booked.")
    )


class SeatForm(OnceMixin, SiteForm):
    """The key that makes one press of the button one seat."""


class SeatForForm(SiteForm):
    """Whom to book in: people who take part and have no seat."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Participant.objects.none(),
        to_field_name="key",
        widget=LongSelect,
        empty_label=_("Choose a person"),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people


class FreeForm(SiteForm):
    """Why somebody's seat is taken back."""

    reason = forms.CharField(
        label=_("Why the seat is taken back"),
        max_length=300,
        help_text=_("This stands in the mail to the person, and in the history."),
    )


class AttendanceForm(SiteForm):
    """Which visitors, and whether they came."""

    act = forms.ChoiceField(choices=Attendance.choices)
    pick = forms.TypedMultipleChoiceField(error_messages={"required": _("Choose at least one person first.")})

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pick"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]

    @property
    def marks(self) -> dict[str, str]:
        """The mark of each chosen booking."""
        return dict.fromkeys(self.cleaned_data["pick"], self.cleaned_data["act"])


class NeedForm(SiteForm):
    """What a visitor needs, with their own agreement that it is read."""

    text = LongTextField(
        label=_("What you need on this visit"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("For example, step-free access, a vegan lunch, a hearing loop. Leave it empty to take it back."),
    )
    agreed = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = consent_words()
