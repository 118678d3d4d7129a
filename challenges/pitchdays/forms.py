"""The shape of a pitch day, its rubric, panel and conflicts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateTimeField, LongTextField, OnceMixin, SiteForm
from core.models import Sector


class PitchDayForm(OnceMixin, SiteForm):
    """When, where and how long."""

    starts_at = DateTimeField(label=_("Begins"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    pitch_minutes = forms.IntegerField(label=_("Minutes a pitch"), min_value=1, max_value=60, initial=8)
    question_minutes = forms.IntegerField(label=_("Minutes of questions"), min_value=0, max_value=60, initial=5)
    score_minutes = forms.IntegerField(label=_("Minutes to score"), min_value=0, max_value=60, initial=3)


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


class ReopenForm(SiteForm):
    """Why scoring is opened again."""

    note = LongTextField(label=_("Reason"), max_length=500)
