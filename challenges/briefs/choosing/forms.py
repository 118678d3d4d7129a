"""The forms of choosing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.briefs.choosing.models import MOST_REASON, Agreeing
from challenges.briefs.models import Brief
from core.forms import DateTimeField, Described, LongTextField, OnceMixin, SiteForm

WAYS = [
    (
        Agreeing.ANY.value,
        Described(Agreeing.ANY.label, _("Quick. The others see who confirmed, and can still change it together.")),
    ),
    (
        Agreeing.ALL.value,
        Described(
            Agreeing.ALL.label, _("Surer. The page shows who has agreed so far; a change takes agreements back.")
        ),
    ),
]


class RulesForm(SiteForm):
    """How teams of a cohort choose."""

    agreeing = forms.ChoiceField(
        label=_("When does a team’s ranking count as its answer?"), widget=forms.RadioSelect, choices=WAYS
    )
    closes_at = DateTimeField(
        label=_("Choosing closes"),
        required=False,
        help_text=_("Leave it empty to close when you publish who works on what. After it, what was saved counts."),
    )
    takes_own = forms.BooleanField(
        label=_("Teams may propose a problem of their own"),
        required=False,
        help_text=_("You look for an owner; once there is one, it becomes a challenge kept for that team."),
    )
    gives_unranked = forms.BooleanField(
        label=_("A team may get a challenge it did not rank, where nothing else fits"), required=False
    )
    is_steep = forms.BooleanField(
        label=_("Low choices weigh more"),
        required=False,
        help_text=_("A third choice counts as three steps instead of two, a fourth as six instead of three."),
    )


class RoomForm(SiteForm):
    """How many teams each challenge takes."""

    def __init__(self, *args: Any, briefs: Sequence[Brief], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.briefs = list(briefs)
        for brief in self.briefs:
            words = {"brief": brief.title}
            self.fields[f"least-{brief.key}"] = forms.IntegerField(
                label=_("Fewest teams, if any: %(brief)s") % words, min_value=0, max_value=50, initial=brief.least_teams
            )
            self.fields[f"most-{brief.key}"] = forms.IntegerField(
                label=_("Most teams: %(brief)s") % words, min_value=1, max_value=50, initial=brief.places
            )

    def clean(self) -> dict[str, Any]:
        """No challenge needs more teams than it takes."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for brief in self.briefs:
            least, most = given.get(f"least-{brief.key}"), given.get(f"most-{brief.key}")
            if least is not None and most is not None and least > most:
                self.add_error(f"least-{brief.key}", _("It cannot need more teams than it takes."))
        return given

    def rooms(self) -> dict[int, tuple[int, int]]:
        """Fewest and most teams by the brief's id."""
        given = self.cleaned_data
        return {brief.pk: (given[f"least-{brief.key}"], given[f"most-{brief.key}"]) for brief in self.briefs}

    @property
    def rows(self) -> list[tuple[Brief, Any, Any]]:
        """Each brief with its two boxes."""
        return [(brief, self[f"least-{brief.key}"], self[f"most-{brief.key}"]) for brief in self.briefs]


class TakeForm(SiteForm):
    """The proposal that a person looked at, and which of those in a tie come first."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    shown = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def first_ones(self) -> list[str]:
        """The keys that were chosen to come first among those they are tied with."""
        return [str(self.data[name])[:12] for name in sorted(self.data) if name.startswith("tie-")]


class SeenForm(SiteForm):
    """The version of the ranking that a person looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReasonsForm(SiteForm):
    """Why the team should have its first choices."""

    def __init__(self, *args: Any, briefs: Sequence[Brief], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.briefs = list(briefs)
        for brief in self.briefs:
            self.fields[brief.key] = LongTextField(label=brief.question, max_length=MOST_REASON, rows=4, required=False)


class OwnForm(OnceMixin, SiteForm):
    """A problem that a team brings itself."""

    question = forms.CharField(
        label=_("The problem as a question"),
        help_text=_("Start with “How might we”. Describe the problem, not a solution."),
    )
    need = LongTextField(
        label=_("Who has this problem, and how do you know?"),
        max_length=3000,
        help_text=_("Figures, conversations, what you saw."),
    )
    why_us = LongTextField(label=_("Why your team?"), max_length=1000, rows=4)
    owner_idea = forms.CharField(
        label=_("Who could own it?"),
        required=False,
        help_text=_("A public body, and somebody there if you know them. The organisers ask; you need not."),
    )


class AcceptForm(SiteForm):
    """The owner that was found for a team's own problem."""

    owner = forms.CharField(
        label=_("Organisation that owns it"), help_text=_("A public body that agreed to help the team.")
    )
    first_name = forms.CharField(label=_("First name of the person who answers for it"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    email = forms.EmailField(label=_("E-mail address"))


class WhyForm(SiteForm):
    """Why something is done."""

    why = forms.CharField(label=_("Why"), max_length=300)
