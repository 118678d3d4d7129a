"""The forms of questions."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.briefs.questions.engine import Alike
from challenges.briefs.questions.models import MOST_ANSWER, MOST_TEXT, BriefQuestion
from challenges.briefs.questions.workflow import AskedState
from core.forms import DateTimeField, Described, LongTextField, OnceMixin, SiteForm

TEAM, ALL = "team", "all"
MOST_DAYS = 20


class AskForm(OnceMixin, SiteForm):
    """What a team asks."""

    text = LongTextField(
        label=_("Your question"),
        max_length=MOST_TEXT,
        rows=4,
        help_text=_("It is asked in the name of your team. Only your team and those who answer see who asked."),
    )


class AnswerForm(OnceMixin, SiteForm):
    """An answer: to the team alone, or to all with the question's words as they may be read."""

    to = forms.ChoiceField(label=_("Who gets the answer?"), widget=forms.RadioSelect)
    text = LongTextField(label=_("Your answer"), max_length=MOST_ANSWER, rows=7)
    wording = LongTextField(
        label=_("The question as all teams read it"),
        max_length=MOST_TEXT,
        rows=4,
        required=False,
        help_text=_("Only for an answer to all. Change it so that nobody can tell who asked: no names, no employers."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, question: BriefQuestion, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"wording": question.text})
        super().__init__(*args, **kwargs)
        alone = Described(
            _("Only %(team)s") % {"team": question.team.name},
            _("And the teams whose question is the same, if any. Nobody else learns of it."),
        )
        everybody = Described(
            _("All teams of the cohort"), _("Without the team’s name. You see what goes out before it is sent.")
        )
        self.fields["to"].choices = [(TEAM, alone), (ALL, everybody)]  # type: ignore[attr-defined]

    @property
    def is_for_all(self) -> bool:
        """Whether it goes to everybody."""
        return bool(self.cleaned_data.get("to") == ALL)

    @property
    def digest(self) -> str:
        """A fingerprint of what goes out: what was looked at is what is sent."""
        words = (self.cleaned_data.get("wording", ""), self.cleaned_data.get("text", ""))
        return hashlib.sha256(repr(words).encode()).hexdigest()[:32]

    @property
    def was_looked_at(self) -> bool:
        """Whether what goes out is what was shown."""
        return bool(self.cleaned_data.get("seen") == self.digest)

    def answer(self) -> dict[str, Any]:
        """The arguments of the service."""
        given = self.cleaned_data
        return {"text": given["text"], "is_for_all": self.is_for_all, "wording": given.get("wording", "")}


class CorrectForm(SiteForm):
    """What an answer says from now on."""

    text = LongTextField(label=_("The answer"), max_length=MOST_ANSWER, rows=7)
    wording = LongTextField(label=_("The question as all teams read it"), max_length=MOST_TEXT, rows=4, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_for_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_for_all:
            del self.fields["wording"]


class PassForm(SiteForm):
    """Why the other side is to answer."""

    word = forms.CharField(label=_("Why, in a word to them"), max_length=300)


class MergeForm(SiteForm):
    """Which question it is the same as."""

    same_as = forms.ChoiceField(label=_("The same as"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, found: Sequence[tuple[BriefQuestion, Alike | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {row.key: row for row, _likeness in found}
        self.fields["same_as"].choices = [(row.key, _choice(row, like)) for row, like in found]  # type: ignore[attr-defined]


def _choice(row: BriefQuestion, like: Alike | None) -> Described:
    """The question's words, whose it is, whether it is answered, and which words both have."""
    hints = [row.team.name]
    if row.state == AskedState.ANSWERED:
        hints.append(str(_("answered to all") if row.answer.is_for_all else _("answered to the team alone")))
    if like:
        hints.append(str(_("both say: %(words)s") % {"words": ", ".join(like.words)}))
    return Described(row.text, "; ".join(hints))


class DateForm(SiteForm):
    """Until when teams may ask about one challenge."""

    closes_at = DateTimeField(
        label=_("Questions close"),
        required=False,
        help_text=_("Leave it empty to follow the date of the cohort. A later date opens them again."),
    )


class RulesForm(SiteForm):
    """How the teams of a cohort ask."""

    answer_days = forms.IntegerField(
        label=_("Working days for an answer"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("Saturdays and Sundays do not count. Who owes a later answer is reminded once."),
    )
    closes_at = DateTimeField(
        label=_("Questions close"),
        required=False,
        help_text=_(
            "Leave it empty to close with the rankings; the teams that work on a challenge can then ask on about it. "
            "A date that you set binds everybody. A challenge can have its own."
        ),
    )
