"""Fields that several forms about people share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.forms import LongTextField, SiteForm
from core.models import Sector

# What teams look for; people may hold others too, from an import.
TAGS: dict[str, Promise] = {
    "can present": _("Can present to a large room"),
    "can interview": _("Can run interviews with users"),
    "can facilitate": _("Can lead a workshop"),
    "can prototype": _("Can build a prototype"),
    "can analyse data": _("Can analyse data"),
    "can write": _("Can write for the public"),
}
MOST_ANSWERS, LONGEST_QUESTION, LONGEST_ANSWER = 40, 120, 500
CLOSE = ("manager_name", "manager_email", "nominator_name", "nominator_email")
KEPT_AWAY = _("A judge with this address is kept away from the person’s team.")
SECTORS = [("", _("Choose a sector"))] + list(Sector.choices)


def tag_words(tag: str) -> str:
    """The tag as people read it."""
    return str(TAGS.get(tag, tag[:1].upper() + tag[1:]))


def organisation_field() -> forms.CharField:
    """The name of the body somebody comes from."""
    hint = _("As it is known already, or a new one with its sector below.")
    return forms.CharField(label=_("Organisation"), max_length=200, help_text=hint)


def sector_field() -> forms.ChoiceField:
    """The sector of an organisation that is new here."""
    hint = _("Needed for an organisation that is new here. One that is known keeps its own.")
    return forms.ChoiceField(label=_("Sector"), choices=SECTORS, required=False, help_text=hint)


def years_field() -> forms.IntegerField:
    """Whole years of experience."""
    return forms.IntegerField(label=_("Years of experience"), min_value=0, max_value=60, required=False)


class CloseForm(SiteForm):
    """Who leads a person and who nominated them, by name and address: neither may judge their team."""

    manager_name = forms.CharField(label=_("Line manager"), max_length=160, required=False)
    manager_email = forms.EmailField(
        label=_("Line manager’s e-mail address"), max_length=254, required=False, help_text=KEPT_AWAY
    )
    nominator_name = forms.CharField(label=_("Nominated by"), max_length=160, required=False)
    nominator_email = forms.EmailField(
        label=_("Nominator’s e-mail address"), max_length=254, required=False, help_text=KEPT_AWAY
    )


class TagsField(forms.MultipleChoiceField):
    """Tick boxes for what somebody can do; tags that an import brought stand beside ours."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, held: Iterable[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("label", _("What could you do for a team?"))
        super().__init__(required=False, **kwargs)
        self.offer(held)

    def offer(self, held: Iterable[str]) -> None:
        """The boxes are ours and those already held."""
        self.choices = [(tag, tag_words(tag)) for tag in [*TAGS, *(tag for tag in held if tag not in TAGS)]]


class AnswersField(LongTextField):
    """Free answers, one a line: “Shirt size: M”; gives a dict."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Other answers"))
        kwargs.setdefault("help_text", _("One a line, the question before a colon. For example, Shirt size: M"))
        super().__init__(rows=4, max_length=10_000, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The lines of a dict."""
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{question}: {answer}" for question, answer in value.items())

    def clean(self, value: Any) -> Any:
        """The answers by their question, in order."""
        lines = [line.strip() for line in str(super().clean(value)).split("\n")]
        answers: dict[str, str] = {}
        for line in filter(None, lines):
            question, colon, answer = (part.strip() for part in line.partition(":"))
            if not (question and colon and answer):
                raise ValidationError(_("Write “%(line)s” with a colon after the question.") % {"line": line[:60]})
            if len(question) > LONGEST_QUESTION or len(answer) > LONGEST_ANSWER:
                raise ValidationError(_("Shorten the line that starts “%(line)s”.") % {"line": line[:60]})
            answers[question] = answer
        if len(answers) > MOST_ANSWERS:
            raise ValidationError(_("Keep to %(most)d answers.") % {"most": MOST_ANSWERS})
        return answers
