"""The forms of challenge briefs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.briefs.choices import choice_words
from challenges.briefs.models import TEXTS, Brief
from cohorts.models import Team
from core.forms import LongTextField, OnceMixin, SiteForm

NO_CHOICE = ""
# By a team's id the briefs that it can be given: key and words.
Offers = Mapping[int, Sequence[tuple[str, str]]]


class BriefForm(OnceMixin, SiteForm):
    """A brief; its hints are what makes a good one."""

    owner = forms.CharField(
        label=_("Organisation that owns the challenge"),
        help_text=_("A public body with a team that has the power and the time to help."),
    )
    question = forms.CharField(
        label=_("The challenge as a question"),
        help_text=_(
            "Start with “How might we”. Teams choose by this line. Describe the problem, not a wished-for solution."
        ),
    )
    short_name = forms.CharField(
        label=_("Short name"), max_length=40, required=False, help_text=_("Two or three words for tables and cards.")
    )
    summary = LongTextField(
        label=_("The problem"),
        max_length=3000,
        required=False,
        help_text=_(
            "A problem of today’s service or policy that the owner understands well, "
            "of a size for twelve weeks, and without an obvious solution on the market."
        ),
    )
    need = LongTextField(
        label=_("Who has this problem, and how do you know?"),
        max_length=3000,
        rows=4,
        required=False,
        help_text=_("Figures, complaints, research. Say also who else would benefit from a solution."),
    )
    tried_before = LongTextField(
        label=_("What was tried before?"),
        max_length=3000,
        rows=4,
        required=False,
        help_text=_("And what came of it. It saves the team weeks."),
    )
    outcome = LongTextField(label=_("What would good look like?"), max_length=3000, rows=3, required=False)
    resources = LongTextField(label=_("Which data and people can help?"), max_length=3000, rows=3, required=False)
    scale = LongTextField(
        label=_("Why does it fit twelve weeks and five people?"), max_length=2000, rows=3, required=False
    )
    kept_private = LongTextField(
        label=_("What must stay private"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("Owners, reviewers and organisers read this, and nobody else."),
    )
    public_title = forms.CharField(
        label=_("Public title"),
        required=False,
        help_text=_("Everybody reads the public words and nothing else, once it is public."),
    )
    public_summary = LongTextField(label=_("The problem in public words"), max_length=1500, rows=3, required=False)
    public_learn = LongTextField(label=_("What the owner wants to learn"), max_length=1500, rows=3, required=False)
    region = forms.CharField(label=_("Region"), max_length=80, required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=120,
        required=False,
        help_text=_("Where the challenge was first published, if it was."),
    )
    places = forms.IntegerField(label=_("Most teams that may work on it"), min_value=1, max_value=50, initial=1)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    @property
    def texts(self) -> dict[str, Any]:
        """What the brief says, without what the page looked at."""
        return {name: value for name, value in self.values.items() if name != "revision"}

    def show_theirs(self, brief: Brief) -> list[tuple[str, str]]:
        """Each text that somebody else left otherwise than it was typed here; saved once more, what is typed counts."""
        self.data = {**self.data.dict(), "revision": str(brief.revision)}  # type: ignore[attr-defined]
        theirs = brief_initial(brief)
        names = [name for name in theirs if name != "revision" and theirs[name] != self.cleaned_data.get(name)]
        return [(str(self.fields[name].label), str(theirs[name])) for name in names]


def brief_initial(brief: Brief) -> dict[str, Any]:
    """What the form shows of a brief that is there already."""
    plain = (*TEXTS, "short_name", "places", "revision")
    return {**{name: getattr(brief, name) for name in plain}, "owner": brief.owner.name}


class OwnerForm(SiteForm):
    """Somebody who shall answer for a brief."""

    email = forms.EmailField(label=_("E-mail address"))
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)


class NoteForm(SiteForm):
    """Why something is done."""

    note = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("For the history of the challenge.")
    )


class PublishForm(SiteForm):
    """Which approved briefs go out."""

    briefs = forms.MultipleChoiceField(
        label=_("Challenges to publish"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one challenge.")},
    )

    def __init__(self, *args: Any, briefs: Iterable[Brief], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["briefs"].choices = [(brief.key, brief.question) for brief in briefs]  # type: ignore[attr-defined]


class RankForm(SiteForm):
    """A number for each brief, and the version of the ranking that the person looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, briefs: Sequence[Brief], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.briefs = list(briefs)
        numbers = [(str(place), choice_words(place)) for place in range(1, len(self.briefs) + 1)]
        for brief in self.briefs:
            self.fields[brief.key] = forms.ChoiceField(
                label=_("Your choice: %(question)s") % {"question": brief.question},
                choices=[(NO_CHOICE, _("not ranked")), *numbers],
                required=False,
            )

    def typed_order(self) -> list[str]:
        """The keys of the numbered briefs by their number; briefs with the same number in the order of the page."""
        numbered = [brief.key for brief in self.briefs if self.cleaned_data.get(brief.key)]
        return sorted(numbered, key=lambda key: int(self.cleaned_data[key]))

    def clean(self) -> dict[str, Any]:
        """Two briefs with one number are sent back, unless an Up or Down button was pressed: that sorts them."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        holders: dict[str, Brief] = {}
        for brief in self.briefs if "move" not in self.data else ():
            number = given.get(brief.key)
            if number and number in holders:
                words = {"choice": choice_words(int(number)), "other": holders[number].title}
                self.add_error(brief.key, _("%(other)s is your %(choice)s already. Choose another number.") % words)
            elif number:
                holders[number] = brief
        return given


class LineForm(SiteForm):
    """Which brief a team gets, and the version of the allocation that the person looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    brief = forms.ChoiceField(label=_("Challenge"))

    def __init__(self, *args: Any, briefs: Sequence[Brief], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brief"].choices = [(brief.key, brief.title) for brief in briefs]  # type: ignore[attr-defined]


class ProposeForm(OnceMixin, SiteForm):
    """The key that makes one press of the button one allocation."""


class VersionForm(SiteForm):
    """The version of the allocation that the person looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CorrectionForm(OnceMixin, SiteForm):
    """Another brief for one or more teams of the published allocation, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, teams: Sequence[Team], offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = list(teams)
        for team in self.teams:
            self.fields[team.key] = forms.ChoiceField(
                label=team.name, choices=offers[team.pk], required=offers[team.pk][0][0] != NO_CHOICE
            )
        self.fields["why"] = forms.CharField(
            label=_("Why"), max_length=300, help_text=_("The teams, mentors and owners concerned read this.")
        )

    def wanted(self, briefs: Mapping[str, Brief]) -> dict[int, Brief]:
        """The chosen brief of each team by the team's id; briefs are given by key."""
        chosen = {team.pk: briefs.get(self.cleaned_data.get(team.key, "")) for team in self.teams}
        return {team: brief for team, brief in chosen.items() if brief is not None}
