"""The shape of what is said of a team's work: comments, replies, requests and marks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.work.engine.shape import Criterion
from challenges.work.feedback.models import TEXT_MAX, WORDS_MAX
from challenges.work.feedback.workflow import Audience, Role
from core.forms import DateField, Described, LongTextField, OnceMixin, SiteForm
from core.models import User

HINTS = {
    Audience.SHARED: _("Usual. Other mentors, the challenge owner and the organisers read it too."),
    Audience.TEAM: _("No other helper reads it."),
    Audience.HELPERS: _("The team is not told that it is there."),
    Audience.ORGANISERS: _("Neither the team nor other helpers are told that it is there."),
}


class CommentForm(OnceMixin, SiteForm):
    """A comment on a paragraph, a part or the whole, and who reads it."""

    text = LongTextField(label=_("Your comment"), max_length=TEXT_MAX, rows=4)
    audience = forms.ChoiceField(
        label=_("Who reads it"),
        widget=forms.RadioSelect,
        choices=[(one.value, Described(one.label, HINTS[one])) for one in Audience],
        initial=Audience.SHARED.value,
    )
    part = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    paragraph = forms.IntegerField(min_value=0, max_value=9999, required=False, widget=forms.HiddenInput)
    comment = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)


class SentForm(SiteForm):
    """New words of a comment that was sent: its readers stay the same."""

    text = LongTextField(label=_("Your comment"), max_length=TEXT_MAX, rows=4)
    comment = forms.CharField(max_length=20, widget=forms.HiddenInput)


class ReplyForm(OnceMixin, SiteForm):
    """A reply to a comment."""

    text = LongTextField(label=_("Your reply"), max_length=TEXT_MAX, rows=3)


class SettleForm(SiteForm):
    """That something is done, perhaps with a word."""

    text = forms.CharField(label=_("In a word, if you like"), max_length=WORDS_MAX, required=False)


class DeclineForm(SiteForm):
    """That somebody cannot give the feedback."""

    text = forms.CharField(label=_("A word to the team"), max_length=300, required=False)


class AskForm(OnceMixin, SiteForm):
    """Whom a team asks for feedback, what, and by when."""

    of = forms.ChoiceField(label=_("Whom do you ask?"), widget=forms.RadioSelect)
    question = LongTextField(label=_("What would you like to know?"), max_length=1000, rows=4)
    due_on = DateField(label=_("By when"))

    def __init__(self, *args: Any, people: list[tuple[User, Role]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = choices_of(people)  # type: ignore[attr-defined]


class AskMarksForm(SiteForm):
    """Who is asked for marks."""

    of = forms.MultipleChoiceField(label=_("Who marks?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[tuple[User, Role]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = choices_of(people)  # type: ignore[attr-defined]


class ReleaseForm(SiteForm):
    """Why marks are shown before all are in."""

    reason = forms.CharField(label=_("Why now?"), max_length=300, help_text=_("The team reads it."))


class MarksForm(SiteForm):
    """A level for each criterion of the rubric, and a few words."""

    def __init__(self, *args: Any, rubric: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        for at, criterion in enumerate(rubric):
            levels = [(str(number), level) for number, level in enumerate(criterion.levels)]
            self.fields[f"c{at}"] = forms.ChoiceField(label=criterion.name, widget=forms.RadioSelect, choices=levels)
        words = LongTextField(label=_("In a few words"), max_length=2000, rows=4, required=False)
        self.fields["words"] = words
        self._prepare()

    @property
    def levels(self) -> dict[int, int]:
        """The level chosen for each criterion, counted from the lowest."""
        return {at: int(self.cleaned_data[f"c{at}"]) for at in range(len(self.rubric))}


def choices_of(people: list[tuple[User, Role]]) -> list[tuple[str, Described]]:
    """The people to choose from, each with as what they help."""
    return [(str(user.pk), Described(user.name, role.label)) for user, role in people]
