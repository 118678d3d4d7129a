"""Rubrics to start from: the pilot's five criteria, a short one, one from 1 to 10."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_lazy

from challenges.pitchdays.weights import shares
from core.workflow import gettext_noop

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEVELS = (
    gettext_noop("Not shown"),
    gettext_noop("Thin"),
    gettext_noop("Sound"),
    gettext_noop("Strong"),
    gettext_noop("Excellent"),
)
# The words of every level in order, or of some of them by their value.
Wordings = Sequence[str] | Mapping[int, str]
Line = tuple[str, int, str, Wordings]
# name, weight, question, wording of each level from the lowest
PILOT: tuple[Line, ...] = (
    (
        gettext_noop("Evidence of need"),
        25,
        gettext_noop("How well do we know who has this problem?"),
        (
            gettext_noop("No user was asked."),
            gettext_noop("A few opinions, none checked."),
            gettext_noop("Several users, one clear need."),
            gettext_noop("Many users of different kinds, the need measured."),
            gettext_noop("Measured, and confirmed by the challenge owner's own figures."),
        ),
    ),
    (
        gettext_noop("Idea and fit"),
        20,
        gettext_noop("Does the solution answer the need?"),
        (
            gettext_noop("It answers another problem."),
            gettext_noop("The link to the need is claimed, not shown."),
            gettext_noop("It answers the main need."),
            gettext_noop("It answers the need better than what is there now."),
            gettext_noop("It answers the need in a way nobody in the room had thought of."),
        ),
    ),
    (
        gettext_noop("Feasibility"),
        20,
        gettext_noop("Could the owner run this within a year?"),
        (
            gettext_noop("No route from the idea to a working service."),
            gettext_noop("A route is named, but the hard parts are skipped."),
            gettext_noop("The main risks are named, each with a plan."),
            gettext_noop("The riskiest part was tried with real users or data."),
            gettext_noop("Tried end to end; cost, skills and owner are settled."),
        ),
    ),
    (
        gettext_noop("Value to the public"),
        20,
        gettext_noop("What would be better, for whom, and how much?"),
        (
            gettext_noop("No benefit is stated."),
            gettext_noop("A benefit is stated without a size."),
            gettext_noop("A benefit with a rough size."),
            gettext_noop("A benefit with its size, its cost and who gains."),
            gettext_noop("A large benefit that other public bodies could have too."),
        ),
    ),
    (
        gettext_noop("Pitch and team"),
        15,
        gettext_noop("Was it clear, and did both sectors shape it?"),
        (
            gettext_noop("Hard to follow."),
            gettext_noop("Clear in parts; one voice only."),
            gettext_noop("Clear; the work was shared."),
            gettext_noop("Clear and honest about what is not known."),
            gettext_noop("It changed how the room thinks; visibly the work of both sectors."),
        ),
    ),
)

SHORT: tuple[Line, ...] = (
    (
        gettext_noop("Need"),
        40,
        gettext_noop("How well do we know who has this problem, and how large it is?"),
        (
            gettext_noop("No user was asked."),
            gettext_noop("A few opinions, none checked."),
            gettext_noop("Several users, one clear need."),
            gettext_noop("Many users of different kinds, the need measured."),
            gettext_noop("Measured, and confirmed by the challenge owner."),
        ),
    ),
    (
        gettext_noop("Solution"),
        35,
        gettext_noop("Does it answer the need, and could the owner run it?"),
        (
            gettext_noop("It answers another problem."),
            gettext_noop("The idea fits, the hard parts are skipped."),
            gettext_noop("It answers the main need; the risks are named."),
            gettext_noop("The riskiest part was tried with real users or data."),
            gettext_noop("Tried end to end; cost, skills and owner are settled."),
        ),
    ),
    (
        gettext_noop("Telling it"),
        25,
        gettext_noop("Was it clear and honest, and did both sectors shape it?"),
        (
            gettext_noop("Hard to follow."),
            gettext_noop("Clear in parts; one voice only."),
            gettext_noop("Clear; the work was shared."),
            gettext_noop("Clear and honest about what is not known."),
            gettext_noop("It changed how the room thinks."),
        ),
    ),
)
TEN_LEVELS = {
    1: gettext_noop("Not shown"),
    4: gettext_noop("Thin"),
    7: gettext_noop("Strong"),
    10: gettext_noop("Excellent"),
}
TEN: tuple[Line, ...] = (
    (
        gettext_noop("Evidence"),
        30,
        gettext_noop("What was found out, from whom, and was it checked?"),
        {
            1: gettext_noop("Nothing was found out."),
            4: gettext_noop("Opinions, none checked."),
            7: gettext_noop("Several kinds of users, the need measured."),
            10: gettext_noop("Measured, and confirmed by the challenge owner."),
        },
    ),
    (
        gettext_noop("Answer"),
        30,
        gettext_noop("How well does the solution answer the need?"),
        {
            1: gettext_noop("It answers another problem."),
            4: gettext_noop("The link to the need is claimed, not shown."),
            7: gettext_noop("Better than what is there now, and tried."),
            10: gettext_noop("Tried end to end by those who would use it."),
        },
    ),
    (
        gettext_noop("Use to others"),
        20,
        gettext_noop("What would be better, for whom, and how much?"),
        {
            1: gettext_noop("No benefit is stated."),
            4: gettext_noop("A benefit without a size."),
            7: gettext_noop("A benefit with its size, its cost and who gains."),
            10: gettext_noop("A large benefit that other bodies could have too."),
        },
    ),
    (
        gettext_noop("Clarity"),
        20,
        gettext_noop("Could somebody outside the field tell it to a colleague?"),
        {
            1: gettext_noop("Hard to follow."),
            4: gettext_noop("Clear in parts."),
            7: gettext_noop("Clear, and honest about what is not known."),
            10: gettext_noop("Everybody in the room could tell it again."),
        },
    ),
)


@dataclass(frozen=True)
class Ready:
    """A rubric that comes with the site."""

    key: str
    name: "StrOrPromise"
    about: "StrOrPromise"
    lines: tuple[Line, ...]
    names: Sequence[str] | Mapping[int, str]

    def criteria(self) -> list[dict[str, Any]]:
        """The criteria as data, in the language of the moment."""
        return [
            {
                "name": gettext(name),
                "weight": weight,
                "question": gettext(question),
                "reason_at_ends": False,
                "levels": self._levels(wordings),
            }
            for name, weight, question, wordings in self.lines
        ]

    def _levels(self, wordings: Wordings) -> list[dict[str, Any]]:
        names, words = _by_value(self.names), _by_value(wordings)
        return [
            {
                "value": value,
                "name": gettext(names[value]) if value in names else level_name(value),
                "wording": gettext(words[value]) if value in words else "",
            }
            for value in range(min(names), max(names) + 1)
        ]


def level_name(value: int) -> str:
    """What a level is called that was given no name."""
    return gettext("Level %(value)s") % {"value": value}


def counted(criteria: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The criteria as pages show them: what each counts of 100, and which levels have a name of their own."""
    return [
        {
            **row,
            "counts": share,
            "levels": [{**level, "is_named": level["name"] != level_name(level["value"])} for level in row["levels"]],
        }
        for row, share in zip(criteria, shares([row["weight"] for row in criteria]), strict=True)
    ]


def usual_names(low: int, high: int) -> dict[int, str]:
    """Names to begin with: all five of the usual range, the ends of any other."""
    if high - low == len(LEVELS) - 1:
        return {value: gettext(name) for value, name in enumerate(LEVELS, start=low)}
    return {low: gettext(LEVELS[0]), high: gettext(LEVELS[-1])}


def ready_rubric(key: str) -> Ready:
    """The rubric of that key; raises KeyError for another."""
    return {ready.key: ready for ready in LIBRARY}[key]


def _by_value(words: Wordings) -> Mapping[int, str]:
    return words if isinstance(words, Mapping) else dict(enumerate(words, start=1))


LIBRARY = (
    Ready("pilot", gettext_lazy("The five of the pilot"), gettext_lazy("Five criteria, 1 to 5."), PILOT, LEVELS),
    Ready(
        "short", gettext_lazy("A short one"), gettext_lazy("Three criteria, 1 to 5: for short pitches."), SHORT, LEVELS
    ),
    Ready(
        "ten",
        gettext_lazy("From 1 to 10"),
        gettext_lazy("Four criteria, 1 to 10, four levels of each worded."),
        TEN,
        TEN_LEVELS,
    ),
)
