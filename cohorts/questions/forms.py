"""Fields that other features’ forms are made of: the availability grid and one choice of level a skill."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cohorts.questions.availability import DAYS, FIRST_HOUR, FULL, HOURS, mask_of, slots
from cohorts.questions.models import Level, Skill
from core.forms import Described, SiteForm

DAY_NAMES: tuple[Promise, ...] = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"))
# What each level says of somebody, in the words of the capability framework.
LEVEL_WORDS: dict[int, Promise] = {
    Level.NONE: _("You have not met it yet."),
    Level.AWARENESS: _("You know what it is and why it matters."),
    Level.WORKING: _("You have used it, with somebody to ask."),
    Level.PRACTITIONER: _("You use it by yourself and help others with it."),
    Level.EXPERT: _("You lead others in it and improve how it is done."),
}


class AvailabilityWidget(forms.Widget):
    """A table of tick boxes, a column a day and a row an hour; every box has its own words."""

    kind = "parts"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The hours that were ticked."""
        return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A grid without a tick sends nothing: that is an answer too."""
        return False

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The grid with the free hours ticked."""
        ticked = set(value) if isinstance(value, list) else {_text(slot) for slot in slots(value or 0)}
        start = str((attrs or {}).get("id", f"id_{name}"))
        rows = [(hour, [self._box(start, day, hour, ticked) for day in range(len(DAYS))]) for hour in _hours()]
        return render_to_string("cohorts/questions/availability.html", {"name": name, "days": DAY_NAMES, "rows": rows})

    def _box(self, start: str, day: int, hour: int, ticked: set[str]) -> dict[str, Any]:
        value = _text((day, hour))
        place = (hour - FIRST_HOUR) * len(DAYS) + day
        return {
            "id": f"{start}_{place}",
            "value": value,
            "checked": value in ticked,
            "day": DAY_NAMES[day],
            "ends": hour + 1,
        }


def _hours() -> range:
    return range(FIRST_HOUR, FIRST_HOUR + HOURS)


def _text(slot: tuple[int, int]) -> str:
    return f"{slot[0]}-{slot[1]}"


SLOTS = {_text(slot): slot for slot in slots(FULL)}


class AvailabilityField(forms.Field):
    """The free hours of a working week; gives the mask of cohorts.questions.availability."""

    widget = AvailabilityWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("When are you free for your team?"))
        kwargs.setdefault(
            "help_text",
            _("Tick the hours you can usually meet. Your team learns who is free when it looks for a time."),
        )
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int:
        """The mask; an hour that is not in the grid is refused."""
        if isinstance(value, int):
            return value
        unknown = [slot for slot in value or [] if slot not in SLOTS]
        if unknown:
            raise ValidationError(_("Choose hours from the grid."), code="unknown")
        return mask_of([SLOTS[slot] for slot in value or []])

    def validate(self, value: int) -> None:
        """A required grid has at least one hour."""
        if self.required and not value:
            raise ValidationError(_("Tick at least one hour."), code="required")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other hours are ticked than at first."""
        try:
            return self.to_python(data) != (initial or 0)
        except ValidationError:
            return True


def level_choices() -> list[tuple[int, str | Promise]]:
    """The levels as an organiser's or a person's form offers them, lowest first."""
    return [(value, Described(str(label).capitalize(), LEVEL_WORDS[value])) for value, label in Level.choices]


class SkillLevelsMixin(forms.Form):
    """Adds one select a skill; call add_skills() at the end of __init__ and read skill_levels after is_valid()."""

    skill_names: Mapping[str, Skill] = {}

    def add_skills(self, skills: Iterable[Skill], levels: Mapping[int, int] | None = None) -> None:
        """The form asks for a level of each of these skills; `levels` holds the present ones by the skill's id."""
        self.skill_names = {f"skill_{skill.pk}": skill for skill in skills}
        for name, skill in self.skill_names.items():
            self.fields[name] = forms.TypedChoiceField(
                label=skill.name,
                choices=level_choices,
                coerce=int,
                required=False,
                empty_value=Level.NONE.value,  # type: ignore[arg-type]
                initial=(levels or {}).get(skill.pk, Level.NONE.value),
            )

    @property
    def skill_levels(self) -> dict[Skill, int]:
        """The level given for each skill."""
        return {skill: self.cleaned_data[name] for name, skill in self.skill_names.items()}

    @property
    def values(self) -> dict[str, Any]:
        """What was given beside the skills: they are read from skill_levels."""
        given: dict[str, Any] = super().values  # type: ignore[misc]
        return {name: value for name, value in given.items() if name not in self.skill_names}


def level_words() -> list[tuple[str | Promise, Promise]]:
    """The levels with what each says of somebody, for components/levels."""
    return [(label, LEVEL_WORDS[value]) for value, label in Level.choices]


class SkillsForm(SiteForm):
    """The names of a programme's skills: an empty one removes the skill, three more may be added."""

    MORE = 3

    def __init__(self, *args: Any, skills: Iterable[Skill], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skills = list(skills)
        for place, skill in enumerate(self.skills, start=1):
            self.fields[f"skill_{skill.pk}"] = forms.CharField(
                label=_("Skill %(place)s") % {"place": place}, max_length=60, required=False, initial=skill.name
            )
        for place in range(1, self.MORE + 1):
            label = _("New skill %(place)s") % {"place": place}
            self.fields[f"added_{place}"] = forms.CharField(label=label, max_length=60, required=False)
        self._arrange()

    def _arrange(self) -> None:
        """Two skills in a row, then room for more, then the agreement."""
        names, more = list(self.fields)[: -self.MORE], list(self.fields)[-self.MORE :]
        self.fields["agreed"] = forms.BooleanField(
            label=_("Remove the skills I emptied, with the levels that people gave for them"), required=False
        )
        self.helper.layout = Layout(
            Fieldset(_("Skills"), Div(*names, css_class="fields-row")),
            Fieldset(_("Add more"), Div(*more, css_class="fields-row")),
            "agreed",
        )

    @property
    def values(self) -> dict[str, Any]:
        """The names by skill, the added ones, and whether removal was agreed to."""
        data = self.cleaned_data
        return {
            "names": {skill.pk: data[f"skill_{skill.pk}"] for skill in self.skills},
            "added": [data[f"added_{place}"] for place in range(1, self.MORE + 1)],
            "agreed": data["agreed"],
        }
