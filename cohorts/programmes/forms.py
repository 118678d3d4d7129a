"""The shape of what organisers type about programmes, weeks, staff and cohorts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from cohorts.programmes.models import Cohort, CohortWeek, ProgrammeWeek, Side, WithWhom
from cohorts.programmes.services.programmes import WeekPlan
from core import zones
from core.forms import DateField, OnceMixin, SiteForm
from core.models import Sector


class ProgrammeForm(OnceMixin, SiteForm):
    """What a programme says of itself."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As people will say it, for example TechConnect.")
    )
    summary = forms.CharField(
        label=_("Summary"), max_length=300, required=False, help_text=_("One or two sentences for the public page.")
    )
    sponsor = forms.CharField(
        label=_("Sponsor"), max_length=200, required=False, help_text=_("The person or body that stands behind it.")
    )


class StaffForm(SiteForm):
    """A new organiser."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=200,
        help_text=_("They get a letter and prove the address before they can do anything."),
    )
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)


class WeeksForm(SiteForm):
    """The themes of twelve weeks, three boxes a week."""

    def __init__(self, *args: Any, weeks: Iterable[ProgrammeWeek | CohortWeek], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weeks = list(weeks)
        for week in self.weeks:
            words = {"number": week.number}
            self.fields[f"title_{week.number}"] = forms.CharField(
                label=_("Theme of week %(number)s") % words, max_length=60, initial=week.title
            )
            self.fields[f"summary_{week.number}"] = forms.CharField(
                label=_("What happens in week %(number)s") % words, max_length=200, required=False, initial=week.summary
            )
            self.fields[f"with_{week.number}"] = forms.ChoiceField(
                label=_("With whom in week %(number)s") % words, choices=WithWhom.choices, initial=week.with_whom
            )

    def rows(self) -> Iterator[tuple[ProgrammeWeek | CohortWeek, list[BoundField]]]:
        """Each week with its three boxes."""
        for week in self.weeks:
            yield week, [self[f"{part}_{week.number}"] for part in ("title", "summary", "with")]

    @property
    def plans(self) -> Sequence[WeekPlan]:
        """What was typed, ready for the service."""
        data = self.cleaned_data
        return [
            WeekPlan(*(data[f"{part}_{week.number}"] for part in ("title", "summary", "with"))) for week in self.weeks
        ]


def zone_choices() -> list[tuple[str, str]]:
    """Every zone by its name."""
    return [(name, name.replace("_", " ")) for name in zones.zone_names()]


class CohortForm(OnceMixin, SiteForm):
    """A cohort's dates and places."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Usually the season, for example Spring 2027."))
    starts_on = DateField(
        label=_("First day"),
        help_text=_("A Monday. The twelve weeks, and all their dates, follow from it. For example, 4 1 2027."),
    )
    zone = forms.ChoiceField(  # type: ignore[assignment]
        label=_("Time zone"),
        choices=zone_choices,
        initial="Europe/London",
        help_text=_("Deadlines and meetings keep their time on the clocks there, when clocks change too."),
    )
    places_public = forms.IntegerField(label=_("Places, public sector"), min_value=0, max_value=1000, initial=19)
    places_private = forms.IntegerField(label=_("Places, private sector"), min_value=0, max_value=1000, initial=19)
    team_size_min = forms.IntegerField(label=_("Smallest team"), min_value=2, max_value=20, initial=5)
    team_size_max = forms.IntegerField(label=_("Largest team"), min_value=2, max_value=20, initial=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "once",
            "name",
            "starts_on",
            "zone",
            Fieldset(_("Places"), Div("places_public", "places_private", css_class="fields-row")),
            Fieldset(_("Team sizes"), Div("team_size_min", "team_size_max", css_class="fields-row")),
        )


CHOSEN_SECTORS = (Sector.THIRD, Sector.ACADEMIC)


class CohortEditForm(CohortForm):
    """A cohort's facts, and which side charities and universities count to."""

    def __init__(self, *args: Any, cohort: Cohort, is_fixed: bool, **kwargs: Any) -> None:
        self.cohort = cohort
        super().__init__(*args, initial=self._now(cohort), **kwargs)
        names = []
        for sector in CHOSEN_SECTORS:
            name = f"side_{sector}"
            names.append(name)
            self.fields[name] = forms.ChoiceField(
                label=_("%(sector)s counts as") % {"sector": sector.label},
                choices=Side.choices,
                widget=forms.RadioSelect,
                initial=cohort.side_of(sector),
            )
        self.helper.layout.append(Fieldset(_("Sides"), Div(*names, css_class="fields-row")))
        if is_fixed:
            self._keep_dates()

    def _now(self, cohort: Cohort) -> dict[str, Any]:
        return {name: getattr(cohort, name) for name in self.base_fields if hasattr(cohort, name)}

    @property
    def moves(self) -> bool:
        """Whether the first day or the zone become others, and all dates with them."""
        given = self.cleaned_data
        return any(name in given and given[name] != getattr(self.cohort, name) for name in ("starts_on", "zone"))

    def _keep_dates(self) -> None:
        """The dates are not asked for any more."""
        del self.fields["starts_on"], self.fields["zone"]
        self.helper.layout.fields = [part for part in self.helper.layout.fields if part not in ("starts_on", "zone")]

    @property
    def values(self) -> dict[str, Any]:
        """What was given, the sides in one map."""
        given = super().values
        sides = {str(sector): given.pop(f"side_{sector}") for sector in CHOSEN_SECTORS}
        return {**given, "sides": sides}


class NoteForm(SiteForm):
    """The reason for a move that wants one."""

    note = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Kept with the cohort for organisers to read.")
    )
