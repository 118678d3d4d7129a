"""The shape of polls, the prize, codes, guests and questions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from challenges.audience.engine import LENGTH
from challenges.audience.models import Poll
from core.forms import DateTimeField, Described, LongTextField, OnceMixin, SiteForm

COUNT = [
    ("hidden", Described(_("Hidden from everybody until the close"), _("Organisers included: nobody can steer."))),
    ("live", Described(_("Shown to everybody at any time"), _("On the screen, for a question that is only fun."))),
]
WHO = [
    ("code", Described(_("One vote for each code"), _("Codes come from the door or from printed cards."))),
    ("open", Described(_("Anybody with the address"), _("Indicative only: the site says so wherever it is shown."))),
]


class _VoteForm(OnceMixin, SiteForm):
    """What polls and the prize share."""

    question = forms.CharField(label=_("Question"), max_length=200)
    count = forms.ChoiceField(label=_("The count"), choices=COUNT, widget=forms.RadioSelect, initial="hidden")
    opens_at = DateTimeField(
        label=_("Opens at"), required=False, help_text=_("Leave it empty to open the vote by hand.")
    )
    closes_at = DateTimeField(
        label=_("Closes at"), required=False, help_text=_("Leave it empty to close the vote by hand.")
    )

    @property
    def values(self) -> dict[str, Any]:
        """What a service takes."""
        given = super().values
        is_hidden = given.pop("count") == "hidden"
        return {**given, "is_hidden": is_hidden}


class PollForm(_VoteForm):
    """A question with two to eight answers."""

    answers = LongTextField(label=_("Answers"), max_length=700, help_text=_("Two to eight, each on a line of its own."))
    most = forms.IntegerField(label=_("Answers each may choose"), min_value=1, max_value=8, initial=1)
    who = forms.ChoiceField(label=_("Who votes"), choices=WHO, widget=forms.RadioSelect, initial="code")
    field_order = ("question", "answers", "most", "who", "count", "opens_at", "closes_at")

    def clean_answers(self) -> list[str]:
        """The lines that hold something."""
        lines = [line.strip() for line in self.cleaned_data["answers"].splitlines()]
        answers = [line for line in lines if line]
        if any(len(answer) > 80 for answer in answers):
            raise ValidationError(_("Keep each answer to 80 characters, so that it fits a phone."))
        return answers

    @property
    def values(self) -> dict[str, Any]:
        """What save_poll takes."""
        given = super().values
        needs_code = given.pop("who") == "code"
        return {**given, "needs_code": needs_code}

    @staticmethod
    def initial_of(poll: Poll) -> dict[str, Any]:
        """What the form shows for a poll."""
        answers = poll.options.order_by("place").values_list("label", flat=True)
        return {**_shared(poll), "answers": "\n".join(answers), "most": poll.most, "who": _who(poll)}


class PrizeForm(_VoteForm):
    """The people's prize: the day's teams, and for whom nobody votes."""

    bars_own_team = forms.BooleanField(
        label=_("Nobody votes for their own team"), required=False, initial=True,
        help_text=_("Members, mentors and the owner of its challenge. Anonymous cards know no team."),
    )  # fmt: skip
    bars_own_employer = forms.BooleanField(
        label=_("Nobody votes for a team with somebody of their own employer"), required=False,
        help_text=_("Employer groups count as one. Whom that would leave no team may vote for all but their own."),
    )  # fmt: skip
    field_order = ("question", "bars_own_team", "bars_own_employer", "count", "opens_at", "closes_at")

    @staticmethod
    def initial_of(poll: Poll) -> dict[str, Any]:
        """What the form shows for the prize."""
        return {**_shared(poll), "bars_own_team": poll.bars_own_team, "bars_own_employer": poll.bars_own_employer}


def _shared(poll: Poll) -> dict[str, Any]:
    return {
        "question": poll.question, "count": "hidden" if poll.is_hidden else "live",
        "opens_at": poll.opens_at, "closes_at": poll.closes_at,
    }  # fmt: skip


def _who(poll: Poll) -> str:
    return "code" if poll.needs_code else "open"


class CodeForm(SiteForm):
    """The code of a card or from the door."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=2 * LENGTH,
        help_text=_("Eight letters and figures, from your card or from the door."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class QuestionForm(OnceMixin, SiteForm):
    """A question to the speakers."""

    text = forms.CharField(
        label=_("Your question"), max_length=280, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("280 characters at most. The host looks at it before it is shown."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Your name"), max_length=60, required=False, help_text=_("Only if you wish it to be shown.")
    )

    def clean_text(self) -> str:
        """One line."""
        return " ".join(str(self.cleaned_data["text"]).split())


class WalkInForm(OnceMixin, SiteForm):
    """Somebody who is not on the list."""

    name = forms.CharField(label=_("Name"), max_length=161)
    employer = forms.CharField(label=_("Organisation"), max_length=200, required=False)


class CardsForm(OnceMixin, SiteForm):
    """How many anonymous cards."""

    number = forms.IntegerField(label=_("Cards"), min_value=1, max_value=500, initial=40, help_text=_("Ten to a page."))


class FillForm(SiteForm):
    """Who is expected beside the cohort's people."""

    with_judges = forms.BooleanField(label=_("Judges vote too"), required=False)
