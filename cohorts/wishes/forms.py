"""The shape of input: a topic, until when wishes are asked for, and a participant's wishes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Participant
from cohorts.programmes.models import BriefsGiven
from cohorts.wishes.models import MOST_AWAY, MOST_CHOICES, Topic
from core.forms import DateTimeField, Described, LongSelect, LongTextField, OnceMixin, SiteForm

GIVEN = [
    (
        BriefsGiven.AFTER.value,
        Described(
            _("After the teams"),
            _(
                "Teams are published first and rank the challenges themselves. "
                "People’s wishes help to form the teams; which topic each team might get is shown to nobody else."
            ),
        ),
    ),
    (
        BriefsGiven.WITH.value,
        Described(
            _("With the teams"),
            _(
                "Publishing the teams also proposes the challenge that suits each team’s wishes best. "
                "You look at that proposal and publish it under Challenges."
            ),
        ),
    ),
]
CHOICES = (_("1st choice"), _("2nd choice"), _("3rd choice"), _("4th choice"), _("5th choice"))
AWAY = (_("Somebody"), _("Somebody else"))


class TopicForm(OnceMixin, SiteForm):
    """Something that a team could work on."""

    name = forms.CharField(label=_("Topic"), max_length=120, help_text=_("A few words that people recognise."))
    summary = LongTextField(label=_("What it is about"), max_length=300, rows=3, required=False)
    places = forms.IntegerField(label=_("How many teams may take it"), min_value=1, max_value=200, initial=1)


class EditTopicForm(TopicForm):
    """A topic as it read when the form was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class OpenForm(SiteForm):
    """Until when wishes are asked for."""

    until = DateTimeField(label=_("Participants can send wishes until"))


class GivenForm(SiteForm):
    """When challenges are given."""

    given = forms.ChoiceField(label=_("When teams get their challenge"), choices=GIVEN, widget=forms.RadioSelect)


class RemoveForm(SiteForm):
    """That a topic may go although people chose it."""

    agreed = forms.BooleanField(
        label=_("Take it out of people’s wishes"), required=False, initial=True, widget=forms.HiddenInput
    )


class WishesForm(SiteForm):
    """One select for each rank, and for each person one would rather not be with."""

    def __init__(self, *args: Any, topics: Sequence[Topic], others: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = topics
        names = [(topic.key, topic.name) for topic in topics]
        people = [(one.key, f"{one.user.name}, {one.organisation.brief_name}") for one in others]
        self.ranks = [f"choice_{place}" for place in range(1, min(MOST_CHOICES, len(names)) + 1)]
        self.keeps = [f"away_{place}" for place in range(1, min(MOST_AWAY, len(people)) + 1)]
        for name, label in zip(self.ranks, CHOICES, strict=False):
            self.fields[name] = self._select(label, _("No choice"), names)
        for name, label in zip(self.keeps, AWAY, strict=False):
            self.fields[name] = self._select(label, _("Nobody"), people)

    @property
    def rank_fields(self) -> list[forms.BoundField]:
        """A select for each rank."""
        return [self[name] for name in self.ranks]

    @property
    def away_fields(self) -> list[forms.BoundField]:
        """A select for each person one may name."""
        return [self[name] for name in self.keeps]

    def _select(self, label: Any, empty: Any, options: list[tuple[str, str]]) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, choices=[("", empty), *options], required=False, widget=LongSelect)

    def clean(self) -> dict[str, Any]:
        """Nothing and nobody is chosen twice."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        self._refuse_twice(given, self.ranks, _("You chose this topic already. Choose another one, or none."))
        self._refuse_twice(given, self.keeps, _("You chose this person already."))
        return given

    def _refuse_twice(self, given: dict[str, Any], names: list[str], words: Any) -> None:
        seen: set[str] = set()
        for name in names:
            value = given.get(name)
            if value and value in seen:
                self.add_error(name, words)
            elif value:
                seen.add(value)

    @property
    def values(self) -> dict[str, Any]:
        """The chosen topics in their order, ranks left out closing up, and the people."""
        given = self.cleaned_data
        return {
            "topics": [given[name] for name in self.ranks if given[name]],
            "away": [given[name] for name in self.keeps if given[name]],
        }
