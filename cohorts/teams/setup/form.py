"""The form of the rules: what must hold, and how much everything else counts."""

from collections import Counter, defaultdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cohorts.teams.engine.problem import Level
from cohorts.teams.setup.criteria import CRITERIA, LEVEL_WORDS, Criterion, exchange_rate
from cohorts.teams.setup.pairs import PairsField
from cohorts.teams.setup.rules import LEVEL, budget_of, rules_from
from cohorts.teams.snapshot import Frozen
from core.forms import Described, OnceMixin, SiteForm

MIX = [
    ("1", Described(_("Close"), _("Within one person of the cohort’s share of each sector."))),
    ("2", Described(_("Loose"), _("Within two people of the cohort’s share."))),
    ("", Described(_("Off"), _("Teams may be of one sector."))),
]
AWAY = [
    ("must", Described(_("Keep them"), _("They are never in one team."))),
    ("wish", Described(_("Count as a wish"), _("As much as having worked together before."))),
    ("off", Described(_("Leave them out"), _("They play no part."))),
]
BUDGET = [
    ("quick", Described(_("Quick"), _("A first look, to try rules out."))),
    ("normal", Described(_("Normal"), _("Good teams, usually within a minute."))),
    (
        "thorough",
        Described(_("Thorough"), _("The last points, and a proof where there can be one. It may take minutes.")),
    ),
]
# An answer with more different values than this is no kind of person but free text.
MOST_VALUES = 12


class RulesForm(OnceMixin, SiteForm):
    """The rules of a proposal."""

    size_min = forms.IntegerField(label=_("Smallest team"), min_value=2, max_value=20)
    size_max = forms.IntegerField(label=_("Largest team"), min_value=2, max_value=20)
    team_count = forms.IntegerField(label=_("Number of teams"), min_value=1, max_value=1_000, required=False)
    mix = forms.ChoiceField(label=_("Sector mix"), choices=MIX, widget=forms.RadioSelect, required=False, initial="1")
    employer_cap = forms.IntegerField(
        label=_("At most this many people from one organisation in a team"),
        help_text=_("Leave it empty for no limit. Organisations of one employer group count as one."),
        min_value=1,
        max_value=20,
        required=False,
    )
    group_cap = forms.IntegerField(
        label=_("A limit of its own for an employer group"),
        help_text=_("With it, each organisation of a group counts for itself above."),
        min_value=1,
        max_value=20,
        required=False,
    )
    required_tags = forms.MultipleChoiceField(
        label=_("Somebody in every team"), widget=forms.CheckboxSelectMultiple, required=False
    )
    min_common_hours = forms.IntegerField(
        label=_("Free hours a week that all of a team share, at least"),
        help_text=_("Leave it empty for no limit."),
        min_value=1,
        max_value=40,
        required=False,
    )
    not_all_one_region = forms.BooleanField(label=_("No team is all from one region"), required=False)
    never_alone = forms.MultipleChoiceField(
        label=_("Nobody is the only one in a team with this answer"),
        help_text=_(
            "From people’s other answers. Participants never see this rule, "
            "and nothing that is told about a team names the answer or a person."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    topic_places = forms.IntegerField(
        label=_("At most this many teams for each topic"),
        help_text=_("Leave it empty to go by what each topic says."),
        min_value=1,
        max_value=200,
        required=False,
    )
    apart = PairsField(label=_("Keep apart"), help_text=_("These two are never in one team."))
    together = PairsField(
        label=_("Keep together"),
        help_text=_("These two are in one team. Pairs that share somebody make a larger group."),
    )
    keep_away = forms.ChoiceField(label=_("Wishes to be apart"), choices=AWAY, widget=forms.RadioSelect, initial="must")
    seed = forms.IntegerField(
        label=_("Start number"),
        help_text=_("The same people, rules and number give the same teams. Another number gives another try."),
        min_value=1,
        max_value=1_000_000,
        initial=1,
    )
    budget = forms.ChoiceField(
        label=_("How long to look"), choices=BUDGET, widget=forms.RadioSelect, initial="normal", required=False
    )

    def __init__(self, *args: Any, frozen: Frozen, is_draft: bool = False, more: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frozen, self.people = frozen, len(frozen["people"])
        # A number of teams alone is enough; else the sizes say it.
        is_counted = bool(self.data.get("team_count") if self.is_bound else self.initial.get("team_count"))
        for name in ("size_min", "size_max"):
            self.fields[name].required = not is_counted
        for criterion in CRITERIA:
            self.fields[LEVEL + criterion.name] = _level_field(criterion)
        names = sorted(frozen["names"].items(), key=lambda pair: (pair[1].casefold(), pair[0]))
        for name in ("apart", "together"):
            field: Any = self.fields[name]
            field.offer(names, is_draft=is_draft, is_longer=more == name)
        self._offer("required_tags", _tags(frozen))
        self._offer("never_alone", _answers(frozen))
        unused = {
            "group_cap": not any(one.get("group") for one in frozen["people"]),
            "topic_places": not frozen["topics"],
        }
        for name in [name for name, is_unused in unused.items() if is_unused]:
            del self.fields[name]

    def _offer(self, name: str, counts: dict[str, int]) -> None:
        """The field offers these, each with its number of people; without any it is not asked."""
        field: Any = self.fields[name]
        field.choices = [(value, Described(value, people_words(count))) for value, count in counts.items()]
        if not counts:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The largest team is no smaller than the smallest."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = given.get("size_min"), given.get("size_max")
        if low and high and high < low:
            self.add_error("size_max", _("The largest team cannot be smaller than the smallest."))
        return given

    @property
    def rules(self) -> dict[str, Any]:
        """The rules as the proposal keeps them."""
        return rules_from(self.cleaned_data, self.people)

    @property
    def budget_looks(self) -> int:
        """How many exchanges the engine may look at; 0 leaves it to the engine."""
        return budget_of(self.cleaned_data["budget"] or "normal", self.people)

    def level_rows(self) -> list[dict[str, Any]]:
        """The table of what counts: a row a criterion, a cell a level."""
        return [self._level_row(criterion) for criterion in CRITERIA]

    def _level_row(self, criterion: Criterion) -> dict[str, Any]:
        field = self[LEVEL + criterion.name]
        chosen = str(field.value())
        cells = [
            {
                "value": int(level),
                "label": LEVEL_WORDS[level],
                "is_chosen": chosen == str(int(level)),
                "id": f"{field.auto_id}_{place}",
            }
            for place, level in enumerate(Level)
        ]
        return {"criterion": criterion, "field": field, "rate": exchange_rate(criterion), "cells": cells}

    def given_words(self) -> dict[str, str]:
        """What stands in the parts of the form that may be folded, in a few words."""
        filled = {name: _filled(self[name].value()) for name in self.fields}
        pairs = filled["apart"] + filled["together"]
        needs = sum(bool(filled.get(name)) for name in NEEDS)
        return {
            "pairs": ngettext("%(count)s pair", "%(count)s pairs", pairs) % {"count": pairs} if pairs else "",
            "needs": ngettext("%(count)s rule", "%(count)s rules", needs) % {"count": needs} if needs else "",
        }


NEEDS = ("required_tags", "min_common_hours", "not_all_one_region", "never_alone", "topic_places")


def _filled(value: Any) -> int:
    """How much stands in a field: the filled rows of pairs, the ticks of a list, or one."""
    if isinstance(value, list):
        return sum(any(map(str, one)) if isinstance(one, list) else bool(one) for one in value)
    return int(bool(value))


def _level_field(criterion: Criterion) -> forms.ChoiceField:
    choices = [(str(int(level)), LEVEL_WORDS[level]) for level in Level]
    return forms.ChoiceField(label=str(criterion.label), choices=choices, widget=forms.RadioSelect)


def people_words(count: int) -> str:
    """A number of people in words."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


def _tags(frozen: Frozen) -> dict[str, int]:
    return dict(sorted(Counter(tag for person in frozen["people"] for tag in set(person["tags"])).items()))


def _answers(frozen: Frozen) -> dict[str, int]:
    """The other answers that come in a few kinds, each with its number of people; free text is left out."""
    counts = Counter(answer for person in frozen["people"] for answer in set(person.get("attributes", ())))
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for answer in sorted(counts):
        kinds[answer.partition(": ")[0]].append(answer)
    return {answer: counts[answer] for answers in kinds.values() if len(answers) <= MOST_VALUES for answer in answers}
