"""The shape of a pitch day, its rubric, panel and conflicts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PanelMode, PanelSeat
from challenges.pitchdays.planning import Settings
from core.forms import DateTimeField, Described, OnceMixin, SiteForm, TimeField
from core.models import Organisation, Sector


class PitchDayForm(OnceMixin, SiteForm):
    """When, where and how long."""

    starts_at = DateTimeField(label=_("Begins"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    set_up_minutes = forms.IntegerField(
        label=_("Minutes to set up"), min_value=0, max_value=60, initial=2, required=False
    )
    pitch_minutes = forms.IntegerField(label=_("Minutes a pitch"), min_value=1, max_value=60, initial=8)
    question_minutes = forms.IntegerField(label=_("Minutes of questions"), min_value=0, max_value=60, initial=5)
    score_minutes = forms.IntegerField(label=_("Minutes to score"), min_value=0, max_value=60, initial=3)

    def clean_set_up_minutes(self) -> int:
        """Nothing when the box is empty."""
        return int(self.cleaned_data["set_up_minutes"] or 0)


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


class PlanForm(SiteForm):
    """How judges are shared out; asked by GET, so that a proposal has an address."""

    mode = forms.ChoiceField(
        label=_("Who sees what"),
        widget=forms.RadioSelect,
        choices=[
            (PanelMode.ALL, Described(PanelMode.ALL.label, _("The fairest, where the day is long enough."))),
            (
                PanelMode.LINKED,
                Described(PanelMode.LINKED.label, _("Each pitch has some of the judges, mixed so that all link up.")),
            ),
            (
                PanelMode.FIXED,
                Described(PanelMode.FIXED.label, _("Groups that stay together; a few bridging scores tie them.")),
            ),
        ],
    )
    each = forms.IntegerField(
        label=_("Judges a pitch"),
        min_value=1,
        max_value=40,
        required=False,
        help_text=_("Not needed where every judge sees every team. Three or four is usual."),
    )
    most = forms.IntegerField(
        label=_("Most pitches a judge"), min_value=1, max_value=300, required=False, help_text=_("Empty for no limit.")
    )
    bridges = forms.IntegerField(
        label=_("Bridging scores"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("For fixed panels: so many scores across panels. Eight help much, sixteen more."),
    )
    both_sectors = forms.BooleanField(label=_("A judge of each sector on each pitch, where possible"), required=False)
    seed = forms.IntegerField(
        label=_("Number of the draw"),
        min_value=1,
        max_value=2_000_000_000,
        help_text=_("The same number gives the same plan again."),
    )

    @classmethod
    def initial_of(cls, settings: Settings) -> dict[str, Any]:
        """What the form shows for settings."""
        shown = {"mode": settings.mode, "both_sectors": settings.both_sectors, "seed": settings.seed}
        return shown | {
            "each": settings.each or None,
            "most": settings.most or None,
            "bridges": settings.bridges or None,
        }

    def clean(self) -> dict[str, Any]:
        """Panels need to know how many judges see each pitch."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("mode") in (PanelMode.LINKED, PanelMode.FIXED) and not values.get("each"):
            self.add_error("each", _("Say how many judges see each pitch."))
        return values

    def settings(self) -> Settings:
        """What was asked for; numbers that the way of sharing out does not use are left out."""
        values = self.cleaned_data
        mode = values["mode"]
        shares, fixed = mode != PanelMode.ALL, mode == PanelMode.FIXED
        return Settings(
            mode,
            (values["each"] or 0) if shares else 0,
            values["seed"],
            (values["bridges"] or 0) if fixed else 0,
            (values["most"] or 0) if shares else 0,
            values["both_sectors"],
        )


class MinimumForm(SiteForm):
    """How few judges may see a team."""

    minimum = forms.IntegerField(label=_("Fewest judges a team"), min_value=1, max_value=40)
    note = forms.CharField(
        label=_("Why it changes"), max_length=300, required=False, help_text=_("Needed once scoring has been opened.")
    )


class SeatForm(SiteForm):
    """What a judge knows, belongs to, and which panel they sit on."""

    title = forms.CharField(label=_("Title"), max_length=160, required=False)
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("Conflicts of interest follow from it."),
    )
    sector = forms.ChoiceField(
        label=_("Sector of the organisation"),
        choices=[("", _("Known already")), *Sector.choices],
        required=False,
        help_text=_("Needed only when the organisation is new here."),
    )
    expertise = forms.CharField(
        label=_("Knows about"),
        max_length=200,
        required=False,
        help_text=_("Words separated by commas, such as health, data. A pitch may want one of them."),
    )
    panel_name = forms.CharField(
        label=_("Panel"),
        max_length=20,
        required=False,
        help_text=_("For fixed panels: one name, one panel."),
    )

    def tags(self) -> list[str]:
        """The words, each once, in small letters."""
        words = [word.strip().lower()[:40] for word in self.cleaned_data["expertise"].split(",")]
        return list(dict.fromkeys(word for word in words if word))


class LeaveForm(SiteForm):
    """Why a judge leaves the panel."""

    note = forms.CharField(label=_("Why"), max_length=300, required=False, help_text=_("Kept in the history."))


class SlotForm(SiteForm):
    """What one team's slot needs."""

    extra_minutes = forms.IntegerField(
        label=_("Extra minutes"),
        min_value=0,
        max_value=60,
        help_text=_("Added to the team's slot as an adjustment for access. Why is written nowhere."),
    )
    not_before = TimeField(
        label=_("Not before"), required=False, help_text=_("For example 14:00, when its challenge owner arrives.")
    )
    not_after = TimeField(label=_("Begins by"), required=False, help_text=_("For example 15:30, when somebody leaves."))
    wants = forms.CharField(
        label=_("Expertise wanted on its panel"),
        max_length=40,
        required=False,
        help_text=_("One word that stands at some judge's seat, such as health."),
    )

    def clean_wants(self) -> str:
        """Small letters, as at the seats."""
        return str(self.cleaned_data["wants"]).lower()


class PauseForm(OnceMixin, SiteForm):
    """A break of the day, or minutes in which one judge is away."""

    starts = TimeField(label=_("From"))
    ends = TimeField(label=_("Until"))
    title = forms.CharField(label=_("Name"), max_length=60, required=False, help_text=_("Such as lunch."))
    seat = forms.ChoiceField(label=_("Who is away"), required=False)

    def __init__(self, *args: Any, seats: Sequence[PanelSeat] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(seat.key, seat.user.name) for seat in seats]
        self.fields["seat"].choices = [("", _("Everybody")), *people]  # type: ignore[attr-defined]


class DrawForm(SiteForm):
    """The number that the lot starts from."""

    seed = forms.IntegerField(
        label=_("Number of the draw"),
        min_value=1,
        max_value=2_000_000_000,
        required=False,
        help_text=_("Leave it empty for one by chance. It is published with the order."),
    )


class ConflictForm(SiteForm):
    """A judge's conflict of interest with one team."""

    reason = forms.CharField(
        label=_("What the conflict is"), max_length=300, help_text=_("Only organisers and the chair read it.")
    )


class RulingForm(SiteForm):
    """The chair's ruling on a doubtful conflict."""

    decision = forms.CharField(
        label=_("Reason for the ruling"), max_length=300, help_text=_("Kept with the result; organisers read it.")
    )


class InterestsForm(SiteForm):
    """Bodies beside the employer that a judge works for, owns or advises."""

    bodies = forms.MultipleChoiceField(
        label=_("Bodies that I work for, own or advise"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, bodies: Sequence[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].choices = [(body.key, body.name) for body in bodies]  # type: ignore[attr-defined]
