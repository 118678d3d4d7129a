"""The forms of verdicts and of what became of the work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.verdicts.models import SAID, Forward, Happened, OwnerVerdict, Useful
from challenges.verdicts.services.giving import Words
from core.forms import DateField, Described, LongTextField, OnceMixin, SiteForm

USEFUL = [
    (Useful.VERY, Described(Useful.VERY.label, _("It changed how we see the problem, or what we will do."))),
    (Useful.USEFUL, Described(Useful.USEFUL.label, _("We learnt something that we can act on."))),
    (Useful.LITTLE, Described(Useful.LITTLE.label, _("Some of it was new to us."))),
    (Useful.NOT, Described(Useful.NOT.label, _("We knew it, or it does not fit our problem."))),
]
FORWARD = [
    (Forward.AS_IS, Described(Forward.AS_IS.label, _("We go on with the team’s idea."))),
    (Forward.PARTS, Described(Forward.PARTS.label, _("We go on with some of it."))),
    (Forward.NO, Described(Forward.NO.label, _("We do not go on with it."))),
    (Forward.UNKNOWN, Described(Forward.UNKNOWN.label, _("We cannot say yet; we ask you again in three months."))),
]
HAPPENED = [
    (Happened.IN_USE, Described(Happened.IN_USE.label, _("People use it."))),
    (Happened.BUILDING, Described(Happened.BUILDING.label, _("Somebody works on it now."))),
    (Happened.PARTS, Described(Happened.PARTS.label, _("Some of what the team found or made is used."))),
    (Happened.STOPPED, Described(Happened.STOPPED.label, _("It was begun and given up."))),
    (Happened.NOTHING, Described(Happened.NOTHING.label, _("Nobody has begun."))),
]


class VerdictForm(OnceMixin, SiteForm):
    """What an owner says of one team: kept as a draft, or given."""

    useful = forms.ChoiceField(
        label=_("How useful was the team’s work to you?"), choices=USEFUL, widget=forms.RadioSelect, required=False
    )
    forward = forms.ChoiceField(
        label=_("Do you take it forward?"), choices=FORWARD, widget=forms.RadioSelect, required=False
    )
    what = LongTextField(
        label=_("What you take forward"), max_length=1000, rows=3, required=False, help_text=_("The team reads this.")
    )
    who = forms.CharField(
        label=_("Who takes it on"),
        max_length=160,
        required=False,
        help_text=_("A person or a group on your side. Only the organisers read this."),
    )
    by_on = DateField(label=_("By when"), required=False)
    to_team = LongTextField(
        label=_("What the team should know"),
        max_length=3000,
        rows=5,
        required=False,
        help_text=_("The team and its mentors read this once it is released to them: what helped, what was missing."),
    )
    to_organisers = LongTextField(label=_("What only the organisers may read"), max_length=3000, rows=4, required=False)
    why = forms.CharField(
        label=_("Why you change it"),
        max_length=300,
        required=False,
        help_text=_("The earlier verdict stays beside it for the organisers."),
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    theirs: OwnerVerdict | None = None

    def __init__(self, *args: Any, is_given: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_given:
            del self.fields["why"]

    def show(self, theirs: OwnerVerdict) -> None:
        """What was saved meanwhile stands beside what was typed; sent again, the form has seen it."""
        self.theirs = theirs
        self.data = {**{name: self.data[name] for name in self.data}, "seen": theirs.stamp}

    @property
    def words(self) -> Words:
        """What the service takes."""
        return Words(**{name: self.cleaned_data[name] for name in SAID})


def verdict_initial(verdict: OwnerVerdict | None) -> dict[str, Any]:
    """The draft as it stands."""
    return {name: getattr(verdict, name) for name in SAID} if verdict else {}


class FollowUpForm(SiteForm):
    """What became of a team's work."""

    happened = forms.ChoiceField(label=_("What happened since?"), choices=HAPPENED, widget=forms.RadioSelect)
    words = LongTextField(
        label=_("In your words"),
        max_length=1500,
        rows=4,
        required=False,
        help_text=_("What is different now, or what stood in the way. Name no person who has not agreed."),
    )
    is_public = forms.BooleanField(
        label=_("This may be told on the public page of the cohort, with these words"), required=False
    )


class RulesForm(SiteForm):
    """When teams read their verdict."""

    shows_teams = forms.ChoiceField(
        label=_("When does a team read what is for it?"),
        widget=forms.RadioSelect,
        choices=[
            ("no", Described(_("When the owner releases it"), _("After the result is released, never before."))),
            ("yes", Described(_("As soon as it is given"), _("After the result is released, never before."))),
        ],
    )


class RemindForm(SiteForm):
    """The press of a button; the number of people where they are many."""
