"""The shape of a pitch day, its rubric, panel and conflicts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import Criterion
from core.forms import DateTimeField, OnceMixin, SiteForm
from core.models import Sector

LEVELS = 6


class PitchDayForm(OnceMixin, SiteForm):
    """When, where and how long."""

    starts_at = DateTimeField(label=_("Begins"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    pitch_minutes = forms.IntegerField(label=_("Minutes a pitch"), min_value=1, max_value=60, initial=8)
    question_minutes = forms.IntegerField(label=_("Minutes of questions"), min_value=0, max_value=60, initial=5)
    score_minutes = forms.IntegerField(label=_("Minutes to score"), min_value=0, max_value=60, initial=3)


class CriterionForm(SiteForm):
    """A weighted criterion with worded levels, the lowest first."""

    name = forms.CharField(label=_("Criterion"), max_length=60)
    weight = forms.IntegerField(
        label=_("Weight"),
        min_value=1,
        max_value=100,
        help_text=_("Its share of the whole. Weights read best when they add up to 100."),
    )
    question = forms.CharField(label=_("Question the judge answers"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for value in range(1, LEVELS + 1):
            self.fields[f"name_{value}"] = forms.CharField(
                label=_("Level %(value)s") % {"value": value}, max_length=40, required=False
            )
            self.fields[f"wording_{value}"] = forms.CharField(
                label=_("What level %(value)s looks like") % {"value": value}, max_length=200, required=False
            )

    @classmethod
    def initial_of(cls, criterion: Criterion) -> dict[str, Any]:
        """What the form shows for a criterion."""
        shown: dict[str, Any] = {"name": criterion.name, "weight": criterion.weight, "question": criterion.question}
        for level in criterion.levels.all():
            shown |= {f"name_{level.value}": level.name, f"wording_{level.value}": level.wording}
        return shown

    def levels(self) -> list[dict[str, Any]]:
        """The levels that were named, numbered from 1 without a gap."""
        rows = [(self.cleaned_data[f"name_{n}"], self.cleaned_data[f"wording_{n}"]) for n in range(1, LEVELS + 1)]
        named = [(name, wording) for name, wording in rows if name]
        return [{"value": n, "name": name, "wording": wording} for n, (name, wording) in enumerate(named, start=1)]


class JudgeForm(OnceMixin, SiteForm):
    """Somebody to sit on the panel."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    email = forms.EmailField(label=_("E-mail address"))
    title = forms.CharField(
        label=_("Title"), max_length=160, required=False, help_text=_("As it stands beside the name in public.")
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    sector = forms.ChoiceField(
        label=_("Sector of the organisation"),
        choices=[("", _("Known already")), *Sector.choices],
        required=False,
        help_text=_("Needed only when the organisation is new here."),
    )
    is_chair = forms.BooleanField(label=_("Chairs the panel"), required=False)


class AssignForm(SiteForm):
    """How many judges see each pitch."""

    each = forms.IntegerField(
        label=_("Judges a pitch"),
        min_value=0,
        max_value=40,
        help_text=_("0 means that every judge sees every pitch: the fairest where the day allows it."),
    )


class ConflictForm(SiteForm):
    """A judge's conflict of interest with one team."""

    reason = forms.CharField(
        label=_("What the conflict is"), max_length=300, help_text=_("Only organisers and the chair read it.")
    )
