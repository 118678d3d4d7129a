"""How far a challenge is written, and what the hints say of it, in the words of pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.intake.engine.hints import Hint, Level, Texts, hints, hints_on
from challenges.briefs.intake.questions import QUESTIONS, REQUIRED, STEPS, Step, step_of
from challenges.briefs.models import Brief

LOOKS = {Level.MET: "good", Level.THIN: "warn", Level.MISSING: "plain"}


@dataclass(frozen=True)
class Said:
    """A hint as pages show it."""

    name: str
    level: str
    look: str
    why: str
    add: str
    url: str


def texts_for(brief: Brief) -> Texts:
    """What the hints read."""
    return Texts(**{name: getattr(brief, name) for name in Texts.__slots__})


def level_words(level: Level) -> str:
    """How far a criterion is met, in a word."""
    return {Level.MET: _("met"), Level.THIN: _("thin"), Level.MISSING: _("not yet")}[level]


def said(found: Iterable[Hint], brief: Brief) -> list[Said]:
    """The hints in the reader's language, each with the address of the step where it is put right."""
    return [
        Said(
            name=hint.name.translated(_),
            level=level_words(hint.level),
            look=LOOKS[hint.level],
            why=hint.why.translated(_),
            add=hint.add.translated(_) if hint.add else "",
            url=f"{step_url(brief, step_of(hint.field))}#id_{hint.field}",
        )
        for hint in found
    ]


def all_hints(brief: Brief) -> list[Said]:
    """All seven."""
    return said(hints(texts_for(brief)), brief)


def step_hints(brief: Brief, step: Step) -> list[Said]:
    """Those of one step that was begun."""
    return said(hints_on(texts_for(brief), step.fields), brief)


def step_url(brief: Brief, step: Step) -> str:
    """The address of a step."""
    return reverse("partner:brief_step", args=[brief.key, step.slug])


def check_url(brief: Brief) -> str:
    """The address of the last page."""
    return reverse("partner:brief_check", args=[brief.key])


def missing(brief: Brief) -> list[str]:
    """The required answers that are empty, in the order of the form."""
    return [name for name in REQUIRED if not getattr(brief, name)]


def answered(brief: Brief) -> tuple[int, int]:
    """How many required answers are given, of how many."""
    return len(REQUIRED) - len(missing(brief)), len(REQUIRED)


def is_done(brief: Brief, step: Step) -> bool:
    """Whether every required answer of the step is given."""
    return all(getattr(brief, name) for name in step.fields if name in REQUIRED)


def stepper(brief: Brief, now: str) -> list[dict[str, Any]]:
    """The steps as the component shows them; `check` is the last one."""
    rows = [
        {
            "label": step.title,
            "state": "now" if step.slug == now else "done" if is_done(brief, step) else "todo",
            "url": step_url(brief, step),
        }
        for step in STEPS
    ]
    check = {"label": _("Check and submit"), "url": check_url(brief)}
    return [*rows, check | {"state": "now" if now == "check" else "todo"}]


def first_open(brief: Brief) -> str:
    """The address where writing goes on: the first step that lacks an answer, else the page to check."""
    step = next((step for step in STEPS if not is_done(brief, step)), None)
    return step_url(brief, step) if step else check_url(brief)


def answer_rows(brief: Brief) -> list[tuple[Step, list[tuple[str, str, str, bool]]]]:
    """Every answer by step: label, text, address where it is changed, whether it is missing."""
    lacking = set(missing(brief))
    return [
        (
            step,
            [
                (
                    str(QUESTIONS[name].label),
                    getattr(brief, name),
                    f"{step_url(brief, step)}#id_{name}",
                    name in lacking,
                )
                for name in step.fields
            ],
        )
        for step in STEPS
    ]
