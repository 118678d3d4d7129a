"""Adding a person, and putting right what is known of one."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.people.forms.fields import (
    CLOSE,
    AnswersField,
    CloseForm,
    TagsField,
    organisation_field,
    sector_field,
    years_field,
)
from cohorts.people.models import Participant
from cohorts.questions.forms import AvailabilityField, SkillLevelsMixin
from cohorts.questions.models import Skill
from core.forms import LongTextField, OnceMixin, SiteForm


class PersonForm(OnceMixin, SiteForm):
    """Somebody new in the cohort."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Somebody who has an account here keeps it, and the name they gave."),
    )
    organisation = organisation_field()
    sector = sector_field()
    job_title = forms.CharField(label=_("Job"), max_length=120, required=False)
    scheme = forms.CharField(
        label=_("Scheme"), max_length=120, required=False, help_text=_("For example, DDaT Fast Stream")
    )
    region = forms.CharField(label=_("Region"), max_length=80, required=False)
    background = forms.CharField(label=_("Background"), max_length=80, required=False)
    years_experience = years_field()
    tags = TagsField(label=_("What could they do for a team?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "first_name",
            "last_name",
            "email",
            "organisation",
            "sector",
            Fieldset(_("Work"), "job_title", "scheme", "region", "background", "years_experience"),
            "tags",
        )


class EditForm(SkillLevelsMixin, CloseForm):
    """All that an organiser may put right of a participant."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    organisation = organisation_field()
    sector = sector_field()
    job_title = forms.CharField(label=_("Job"), max_length=120, required=False)
    scheme = forms.CharField(label=_("Scheme"), max_length=120, required=False)
    region = forms.CharField(label=_("Region"), max_length=80, required=False)
    background = forms.CharField(label=_("Background"), max_length=80, required=False)
    years_experience = years_field()
    about = LongTextField(label=_("About"), rows=4, max_length=1000, required=False)
    tags = TagsField(label=_("What they could do for a team"))
    attributes = AnswersField()
    availability = AvailabilityField(
        label=_("When they are free for their team"), help_text=_("All times are the cohort’s.")
    )

    skills_heading = _("Skills")
    close_heading = _("Line manager and nomination")

    def __init__(
        self,
        *args: Any,
        place: Participant,
        skills: list[Skill],
        levels: dict[int, int],
        may_rename: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=initial_of(place), **kwargs)
        tags = self.fields["tags"]
        assert isinstance(tags, TagsField)
        tags.offer(place.tags)
        if not may_rename:
            for name in ("first_name", "last_name"):
                self.fields[name].disabled = True
            self.fields["first_name"].help_text = _("This person has signed in and keeps their own name.")
        self.add_skills(skills, levels)
        self.helper.layout = self.laid_out()

    def laid_out(self) -> Layout:
        """Who, work, skills, what they can do, free hours, in this order."""
        return Layout(
            "first_name",
            "last_name",
            Fieldset(
                _("Work"), "organisation", "sector", "job_title", "scheme", "region", "background", "years_experience"
            ),
            *([Fieldset(self.skills_heading, *self.skill_names)] if self.skill_names else []),
            "tags",
            "availability",
            "about",
            "attributes",
            Fieldset(self.close_heading, *CLOSE),
        )

    @property
    def levels(self) -> dict[int, int]:
        """The level given for each skill, by the skill's id."""
        return {skill.pk: level for skill, level in self.skill_levels.items()}

    @property
    def facts(self) -> dict[str, Any]:
        """What stands in the person's place, ready for edit_participant."""
        names = ("first_name", "last_name", "organisation", "sector")
        return {name: value for name, value in self.values.items() if name not in names}


class ProfileForm(EditForm):
    """The same, asked of the person."""

    skills_heading = _("Your skills")
    close_heading = _("Who manages and who nominated you")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about, tags, free = self.fields["about"], self.fields["tags"], self.fields["availability"]
        about.label, about.help_text = (
            _("About you"),
            _("Your team and the organisers see this. Two or three sentences."),
        )
        tags.label = _("What could you do for a team?")
        free.label = _("When are you free for your team?")
        free.help_text = _(
            "Tick the hours you can usually meet. Your team learns who is free when it looks for a time."
        )
        for name in ("manager_email", "nominator_email"):
            self.fields[name].help_text = _(
                "Only organisers see it. Somebody with this address will not judge your team."
            )


def initial_of(place: Participant) -> dict[str, Any]:
    """What the forms show at first."""
    names = ("job_title", "scheme", "region", "background", "years_experience", "about", "tags", "availability")
    return {name: getattr(place, name) for name in (*names, *CLOSE)} | {
        "first_name": place.user.first_name,
        "last_name": place.user.last_name,
        "organisation": place.organisation.name,
        "sector": place.organisation.sector,
        "attributes": place.attributes,
    }
