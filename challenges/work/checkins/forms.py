"""The forms of check-ins, needs and warnings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.work.checkins.engine import RULES
from challenges.work.checkins.models import MOST_TEXT, Audience, CheckInRules, Mood
from challenges.work.checkins.services.warning import MOST_ASIDE
from challenges.work.checkins.words import fires_words
from cohorts.programmes.models import WEEKS
from core.forms import Described, LongTextField, OnceMixin, SiteForm

MOODS = [
    (str(Mood.WELL.value), Described(Mood.WELL.label, _("We know what to do next."))),
    (str(Mood.MOSTLY.value), Described(Mood.MOSTLY.label, _("A few things are unclear, nothing holds us up."))),
    (str(Mood.TROUBLE.value), Described(Mood.TROUBLE.label, _("Something slows us down."))),
    (str(Mood.STUCK.value), Described(Mood.STUCK.label, _("We cannot go on without help."))),
]
READERS = [
    (
        Audience.TEAM.value,
        Described(Audience.TEAM.label, _("What most choose. Your name stands beside it.")),
    ),
    (
        Audience.ORGANISERS.value,
        Described(
            Audience.ORGANISERS.label,
            _("Your team and its mentors see neither your words nor that you wrote; it is in none of their counts."),
        ),
    ),
]


class CheckInForm(SiteForm):
    """One minute about one week."""

    week = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=WEEKS)
    mood = forms.ChoiceField(label=_("How is the week going for your team?"), widget=forms.RadioSelect, choices=MOODS)
    going_well = LongTextField(label=_("Going well"), max_length=MOST_TEXT, rows=2, required=False)
    stuck = LongTextField(label=_("Stuck"), max_length=MOST_TEXT, rows=2, required=False)
    need = LongTextField(
        label=_("What we need"),
        max_length=MOST_TEXT,
        rows=2,
        required=False,
        help_text=_("The organisers keep it on a list until somebody has seen to it."),
    )
    helper = forms.CharField(label=_("Who may be able to help"), max_length=120, required=False)
    heard_mentor = forms.BooleanField(label=_("A mentor was in touch with us this week"), required=False)
    audience = forms.ChoiceField(label=_("Who reads this?"), widget=forms.RadioSelect, choices=READERS)

    def clean_mood(self) -> int:
        """The step as a number."""
        return int(self.cleaned_data["mood"])


class AsideForm(OnceMixin, SiteForm):
    """For how long a warning is not shown, and why."""

    days = forms.IntegerField(label=_("For how many days?"), min_value=1, max_value=MOST_ASIDE, initial=7)
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("For example: we spoke to the team on Monday; they are at a conference. It is kept."),
    )


class RulesForm(SiteForm):
    """How a cohort checks in, which rules warn, and who is told."""

    is_on = forms.BooleanField(label=_("Participants check in each week"), required=False)
    reminds = forms.BooleanField(
        label=_("Remind by mail on Thursday who has not answered"),
        required=False,
        help_text=_("Once a week, at nine in the cohort’s zone. Each person can switch it off for themselves."),
    )
    mails_warnings = forms.BooleanField(
        label=_("Mail new warnings to the organisers"),
        required=False,
        help_text=_("One mail a day at most, with each warning once."),
    )
    shows_mentors = forms.BooleanField(
        label=_("Mentors see the warnings about their teams’ work"),
        required=False,
        help_text=_(
            "Milestones and drafts only, without dates. What comes of check-ins they never see: some is not for them."
        ),
    )

    def __init__(self, *args: Any, rules: CheckInRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule, text in RULES.items():
            number = rules.number(rule)
            self.fields[f"on_{rule}"] = forms.BooleanField(
                label=_(text.name), required=False, initial=bool(number), help_text=fires_words(rule, number or text.n)
            )
            self.fields[f"n_{rule}"] = forms.IntegerField(
                label=_("%(rule)s: %(asks)s") % {"rule": _(text.name), "asks": _(text.asks)},
                min_value=1,
                max_value=text.most,
                initial=number or text.n,
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Each rule with its switch and its number."""
        return [(self[f"on_{rule}"], self[f"n_{rule}"]) for rule in RULES]

    @property
    def chosen(self) -> dict[str, Any]:
        """What the service takes: the switches, and each rule's number, 0 where it is off."""
        given = self.cleaned_data
        names = ("is_on", "reminds", "mails_warnings", "shows_mentors")
        numbers = {rule: given[f"n_{rule}"] if given[f"on_{rule}"] else 0 for rule in RULES}
        return {**{name: given[name] for name in names}, "numbers": numbers}


def initial_of(rules: CheckInRules) -> dict[str, bool]:
    """The switches as they stand."""
    names = ("is_on", "reminds", "mails_warnings", "shows_mentors")
    return {name: getattr(rules, name) for name in names}


class ReminderForm(SiteForm):
    """Whether the weekly reminder comes."""

    wanted = forms.BooleanField(required=False)


class NeedForm(SiteForm):
    """What an organiser does with a need."""

    act = forms.ChoiceField(
        choices=[("take", "take"), ("let_go", "let go"), ("done", "done"), ("reopen", "open again")]
    )
