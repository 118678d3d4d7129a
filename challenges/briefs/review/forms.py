"""The shape of what is said in a review: reviewers, levels, comments, decisions, the checklist, the sponsor."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.briefs.review.criteria import LEVELS, Measure
from challenges.briefs.review.services import Findings, Named, Opinion, key_for
from challenges.briefs.review.texts import SHOWN
from challenges.briefs.review.workflow import Advice, Audience, Commercial, Marking, PersonalData, SponsorAnswer
from core.forms import Described, LongTextField, OnceMixin, SiteForm
from core.models import User

CONFLICT = _("If they belong to the organisation that owns the challenge")
CONFLICT_HINT = _("Say why they should review it all the same. The reason stays in the history.")


class StartForm(SiteForm):
    """Two people whom the programme knows."""

    first = forms.ChoiceField(label=_("First reviewer"))
    second = forms.ChoiceField(label=_("Second reviewer"), required=False)
    conflict = forms.CharField(label=CONFLICT, max_length=300, required=False, help_text=CONFLICT_HINT)

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.key: person for person in people}
        known = [(person.key, person.name) for person in people]
        for name, nobody in (("first", _("Choose somebody")), ("second", _("Nobody yet"))):
            self.fields[name].choices = [("", nobody), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two reviewers are two people."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("first") and given.get("first") == given.get("second"):
            self.add_error("second", _("Choose two different people."))
        return given

    def named(self) -> list[Named]:
        """Who was chosen, as the service takes them."""
        keys = [self.cleaned_data["first"], self.cleaned_data["second"]]
        return [Named(email=self.people[key].email, conflict=self.cleaned_data["conflict"]) for key in keys if key]


class OutsideForm(OnceMixin, SiteForm):
    """Somebody from outside, who gets an account with the invitation."""

    email = forms.EmailField(label=_("E-mail address"))
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    works_for = forms.CharField(label=_("Works for"), max_length=160, help_text=_("The organisation, in full."))
    conflict = forms.CharField(label=CONFLICT, max_length=300, required=False, help_text=CONFLICT_HINT)


class OpinionForm(SiteForm):
    """A level and perhaps a note for each criterion; what is still open is asked for at handing in."""

    advice = forms.ChoiceField(
        label=_("What would you do?"), choices=Advice.choices, widget=forms.RadioSelect, required=False
    )
    summary = LongTextField(
        label=_("In a few words"), max_length=2000, rows=4, required=False, help_text=_("For the organisers.")
    )

    def __init__(self, *args: Any, criteria: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for measure in self.criteria:
            self.fields[f"level_{measure.key}"] = forms.ChoiceField(
                label=measure.name,
                help_text=measure.words,
                choices=[(str(value), Described(str(value), words)) for value, words in enumerate(measure.levels)],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"note_{measure.key}"] = forms.CharField(
                label=_("Note"),
                max_length=500,
                required=False,
                help_text=_("Needed at the lowest level."),
            )
        self.order_fields([*self._measured(), "advice", "summary"])

    def _measured(self) -> list[str]:
        return [f"{kind}_{measure.key}" for measure in self.criteria for kind in ("level", "note")]

    def opinion(self) -> Opinion:
        """What was given, as the service takes it."""
        data = self.cleaned_data
        levels = {one.key: int(data[f"level_{one.key}"]) for one in self.criteria if data[f"level_{one.key}"]}
        notes = {one.key: data[f"note_{one.key}"] for one in self.criteria if data[f"note_{one.key}"]}
        return Opinion(levels=levels, notes=notes, advice=data["advice"], summary=data["summary"])


def opinion_initial(levels: Mapping[str, int], notes: Mapping[str, str], advice: str, summary: str) -> dict[str, str]:
    """What the form shows of a review that was begun."""
    given = {f"level_{key}": str(value) for key, value in levels.items()}
    return {**given, **{f"note_{key}": text for key, text in notes.items()}, "advice": advice, "summary": summary}


class CommentForm(OnceMixin, SiteForm):
    """A comment on one field."""

    field = forms.ChoiceField(label=_("Field"), choices=[(name, name) for name in SHOWN])
    text = LongTextField(label=_("Comment"), max_length=2000)
    audience = forms.ChoiceField(label=_("Who reads it"), choices=Audience.choices)


class AnswerForm(OnceMixin, SiteForm):
    """An answer to a comment."""

    text = LongTextField(label=_("Answer"), max_length=2000)


class ReasonForm(SiteForm):
    """Why something is done, for those whom it concerns."""

    reason = LongTextField(label=_("Reason"), max_length=1000, rows=4, help_text=_("Those concerned read it."))


class ApproveForm(SiteForm):
    """Why it is approved; needed while the reviews are not in."""

    reason = LongTextField(
        label=_("A word to the owner"),
        max_length=1000,
        rows=4,
        required=False,
        help_text=_("They read it in the mail, and it stays in the history."),
    )


class ChangesForm(SiteForm):
    """What should change, beside the comments on the text."""

    words = LongTextField(
        label=_("What should change"),
        max_length=2000,
        rows=5,
        required=False,
        help_text=_("The open comments on the text go with it."),
    )


class CheckForm(SiteForm):
    """The checklist before publication."""

    marking = forms.ChoiceField(
        label=_("How high is anything in the texts classified?"), choices=Marking.choices, widget=forms.RadioSelect
    )
    commercial = forms.ChoiceField(
        label=_("Was anything in them told in commercial confidence?"),
        choices=Commercial.choices,
        widget=forms.RadioSelect,
    )
    personal_data = forms.ChoiceField(
        label=_("What data about people will the teams meet?"),
        choices=PersonalData.choices,
        widget=forms.RadioSelect,
    )
    agreed = LongTextField(
        label=_("What is agreed about it"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("For real data: who may see it, where, and until when."),
    )
    is_kept = forms.BooleanField(
        label=_("I have read both texts. What must stay private is in neither."), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def findings(self) -> Findings:
        """The answers, as the service takes them."""
        data = self.cleaned_data
        names = ("marking", "commercial", "personal_data", "agreed", "is_kept")
        return Findings(**{name: data[name] for name in names})


class CheckerForm(SiteForm):
    """Somebody who shall check the texts."""

    email = forms.EmailField(label=_("E-mail address"))
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)


class SponsorForm(SiteForm):
    """Who is asked to back the brief."""

    name = forms.CharField(label=_("Name"), max_length=160)
    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"))


class RecordForm(SiteForm):
    """What the sponsor said otherwise."""

    name = forms.CharField(label=_("Senior sponsor"), max_length=160)
    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    answer = forms.ChoiceField(label=_("Answer"), choices=SponsorAnswer.choices, initial=SponsorAnswer.BACKED)
    reason = forms.CharField(
        label=_("How you know"),
        max_length=300,
        help_text=_("A letter of 3 March, for example. It stays in the history."),
    )


class SponsorAnswerForm(SiteForm):
    """The sponsor’s answer: which button, and perhaps words."""

    answer = forms.ChoiceField(label=_("Answer"), choices=SponsorAnswer.choices)
    words = LongTextField(label=_("Anything the organisers should know"), max_length=1000, rows=4, required=False)


class ReadyForm(CheckForm):
    """What is missing before publication, on one page; what is there already is not asked for."""

    reason = forms.CharField(
        label=_("Why it goes out without two reviews"), max_length=300, help_text=_("It stays in the history.")
    )
    sponsor = forms.CharField(label=_("Senior sponsor"), max_length=160, help_text=_("Who stands behind it."))
    backing_reason = forms.CharField(
        label=_("How you know that they back it"),
        max_length=300,
        help_text=_("A letter of 3 March, for example. Without one, ask the sponsor by mail instead."),
    )

    PARTS = {
        "approval": ("reason",),
        "check": ("marking", "commercial", "personal_data", "agreed", "is_kept", "seen"),
        "backing": ("sponsor", "backing_reason"),
    }

    def __init__(self, *args: Any, missing: Sequence[str], is_reviewed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = list(missing)
        for part, names in self.PARTS.items():
            for name in names if part not in self.missing else ():
                del self.fields[name]
        if is_reviewed and "reason" in self.fields:
            self.fields["reason"].required = False
        self.order_fields([name for names in self.PARTS.values() for name in names])

    def arguments(self) -> dict[str, Any]:
        """What was given, as the service takes it."""
        data: dict[str, Any] = {
            name: self.cleaned_data[name] for name in ("reason", "sponsor", "backing_reason") if name in self.fields
        }
        return {**data, "findings": self.findings() if "check" in self.missing else None}


class CriteriaForm(SiteForm):
    """A programme's criteria, each with its four levels; one without a name is left out."""

    def __init__(self, *args: Any, criteria: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = list(criteria)
        for number, measure in enumerate([*self.kept, Measure("", "", "", ("",) * LEVELS)]):
            named = {"number": number + 1}
            self._add(f"name_{number}", _("Criterion %(number)s") % named, 80, measure.name)
            self._add(f"words_{number}", _("What it asks"), 300, measure.words)
            for level, words in enumerate(measure.levels):
                self._add(f"level_{number}_{level}", _("Level %(level)s") % {"level": level}, 120, words)

    def _add(self, name: str, label: Any, longest: int, value: str) -> None:
        self.fields[name] = forms.CharField(label=label, max_length=longest, initial=value, required=False)

    def rows(self) -> list[list[Any]]:
        """For the page: each criterion's fields."""
        count = len(self.kept) + 1
        return [
            [self[f"name_{number}"], self[f"words_{number}"], *(self[f"level_{number}_{n}"] for n in range(LEVELS))]
            for number in range(count)
        ]

    def clean(self) -> dict[str, Any]:
        """A criterion that is named has words for each level."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(len(self.kept) + 1):
            for level in range(LEVELS) if given.get(f"name_{number}") else ():
                if not given.get(f"level_{number}_{level}"):
                    self.add_error(f"level_{number}_{level}", _("Say what this level means."))
        return given

    def criteria(self) -> list[Measure]:
        """The criteria as given; those that were there keep their keys."""
        data, found = self.cleaned_data, []
        keys = [measure.key for measure in self.kept]
        for number in range(len(self.kept) + 1):
            name = data[f"name_{number}"]
            if name:
                key = keys[number] if number < len(self.kept) else key_for(name, keys)
                levels = tuple(data[f"level_{number}_{level}"] for level in range(LEVELS))
                found.append(Measure(key, name, data[f"words_{number}"], levels))
        return found
