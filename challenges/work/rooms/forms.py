"""The shape of what a team writes into its room."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from challenges.work.rooms.models import NOTE_MAX, SENTENCE_MAX, WHY_MAX, TeamDecision, TeamMeeting
from challenges.work.rooms.suggesting import Offer
from challenges.work.rooms.workflow import Can
from cohorts.models import Mentor
from core.forms import DateField, DateTimeField, Described, LongTextField, OnceMixin, SiteForm
from core.templatetags.moments import absolute

LENGTHS = [
    (15, _("15 minutes")),
    (30, _("30 minutes")),
    (45, _("45 minutes")),
    (60, _("1 hour")),
    (90, _("1 hour and a half")),
    (120, _("2 hours")),
    (180, _("3 hours")),
]
# Times are looked for within so many days.
MOST_DAYS = 28
SHARED = _("Our mentors and the organisers read it too")


class DecisionForm(OnceMixin, SiteForm):
    """A decision in one sentence."""

    sentence = forms.CharField(label=_("What did you decide?"), max_length=SENTENCE_MAX, help_text=_("One sentence."))
    why = LongTextField(label=_("Why?"), max_length=WHY_MAX, rows=3)
    decided_on = DateField(label=_("On which day?"))
    replaces = forms.ChoiceField(label=_("Does it replace an earlier decision?"), required=False)

    def __init__(self, *args: Any, standing: list[TeamDecision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = {row.key: row for row in standing}
        choices = [("", _("No")), *((row.key, row.sentence) for row in standing)]
        self.fields["replaces"].choices = choices  # type: ignore[attr-defined]
        self.fields["replaces"].help_text = _("The earlier one stays in the list, struck through.")

    def clean_replaces(self) -> TeamDecision | None:
        """The decision itself, or nothing."""
        return self.standing.get(self.cleaned_data["replaces"])


class NoteForm(SiteForm):
    """A note, with the version of it that somebody began with."""

    title = forms.CharField(label=_("Title"), max_length=120)
    text = LongTextField(
        label=_("Text"),
        max_length=NOTE_MAX,
        rows=12,
        required=False,
        help_text=_("You can use headings, lists and links in Markdown."),
    )
    base = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def clean_base(self) -> int:
        """The version; 0 where none was sent."""
        return self.cleaned_data["base"] or 0


class NewNoteForm(OnceMixin, NoteForm):
    """A note that is begun, and who reads it."""

    is_shared = forms.BooleanField(label=SHARED, required=False, help_text=_("Without this only your team does."))
    field_order = ["title", "text", "is_shared"]


class LinkForm(OnceMixin, SiteForm):
    """An address to keep."""

    title = forms.CharField(label=_("Title"), max_length=120)
    address = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("Beginning with https:// or http://"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )


class CardForm(SiteForm):
    """How somebody wants to be addressed and reached."""

    pronouns = forms.CharField(
        label=_("Pronouns"), max_length=40, required=False, help_text=_("For example: she/her, they/them.")
    )
    reach = forms.CharField(
        label=_("How to reach you"),
        max_length=200,
        required=False,
        help_text=_("For example a phone number, a chat name, or the days on which you answer."),
    )
    shows_email = forms.BooleanField(label=_("My team sees my e-mail address"), required=False)


class AboutMeetingForm(SiteForm):
    """What a meeting is about, how long it takes and where it is."""

    subject = forms.CharField(label=_("What is it about?"), max_length=120)
    minutes = forms.TypedChoiceField(label=_("How long?"), choices=LENGTHS, coerce=int, initial=60)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.CharField(
        label=_("Or a link to meet at"),
        max_length=500,
        required=False,
        help_text=_("Beginning with https:// or http://"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )


class MeetingForm(OnceMixin, AboutMeetingForm):
    """A meeting that is proposed: the days to choose from, then the times of these days."""

    first_day = DateField(label=_("From which day?"))
    last_day = DateField(label=_("Until which day?"))
    mentors = forms.MultipleChoiceField(label=_("Ask mentors too"), required=False, widget=forms.CheckboxSelectMultiple)
    slots = forms.MultipleChoiceField(
        label=_("Times to ask about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("By the free hours in your profiles. Untick those that you do not want to ask about."),
    )
    other = DateTimeField(label=_("Another time"), required=False)
    field_order = ["subject", "minutes", "first_day", "last_day", "place", "link", "mentors", "slots", "other"]

    def __init__(self, *args: Any, mentors: list[Mentor], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.today = {mentor.key: mentor for mentor in mentors}, today
        names = [(mentor.key, mentor.user.name) for mentor in mentors]
        self.fields["mentors"].choices = names  # type: ignore[attr-defined]
        if not mentors:
            del self.fields["mentors"]

    def offer(self, offers: list[Offer]) -> None:
        """The form offers these times; without any it asks for days alone."""
        if not offers:
            del self.fields["slots"]
            return
        self.fields["slots"].choices = [  # type: ignore[attr-defined]
            (one.at.isoformat(), Described(absolute(one.at, self.zone), one.words)) for one in offers
        ]

    def clean_mentors(self) -> list[Mentor]:
        """The mentors themselves."""
        return [self.known[key] for key in self.cleaned_data["mentors"]]

    def clean_slots(self) -> list[datetime]:
        """The moments."""
        return [datetime.fromisoformat(value) for value in self.cleaned_data["slots"]]

    def clean(self) -> dict[str, Any]:
        """The days are in order, to come, and not too many."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("first_day"), given.get("last_day")
        if last and last < self.today:
            self.add_error("last_day", ValidationError(_("This day is over. Choose one that is still to come.")))
        elif first and last and not first <= last <= first + timedelta(days=MOST_DAYS):
            words = _("Choose a day after the first one, at most four weeks later.")
            self.add_error("last_day", ValidationError(words))
        return given

    @property
    def chosen(self) -> list[datetime]:
        """Every time that was ticked or written."""
        other = self.cleaned_data.get("other")
        return [*self.cleaned_data.get("slots", []), *([other] if other else [])]


class AnswerForm(SiteForm):
    """Whether somebody can come, one choice for each time."""

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            label = absolute(row.at, self.zone)
            field = forms.ChoiceField(
                label=label, choices=Can.choices, widget=forms.RadioSelect, required=False, help_text=row.words
            )
            field.initial = row.mine
            self.fields[row.key] = field
        self._prepare()


class ChangeMeetingForm(SiteForm):
    """Another time or place of a meeting that is fixed."""

    starts_at = DateTimeField(label=_("When?"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.CharField(
        label=_("Or a link to meet at"),
        max_length=500,
        required=False,
        help_text=_("Beginning with https:// or http://"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class CancelForm(SiteForm):
    """Why a meeting does not take place."""

    reason = forms.CharField(label=_("Why?"), max_length=300, help_text=_("Everybody who was asked reads it."))


def about_of(meeting: TeamMeeting) -> dict[str, Any]:
    """What the form of a change begins with."""
    return {"starts_at": meeting.starts_at, "place": meeting.place, "link": meeting.link, "seen": meeting.turn}
