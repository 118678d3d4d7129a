"""The rules of judging in plain English, made from the rubric and the one method there is: what teams may rely on."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.pitchdays.digest import content_of
from challenges.pitchdays.models import Criterion, PitchDay
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.weights import shares

# What the audience's vote counts of the judges' result: its prize is its own.
AUDIENCE_SHARE = 0


def text_of(day: PitchDay, extra: str = "") -> dict[str, Any]:
    """The whole text as data, in the language of the moment; extra is what the organiser adds."""
    rubric = rubric_of(day)
    sections = [_scores(rubric), _order(), _ties(rubric), _audience(), _conflicts(), _sheets(), _result(), _changes()]
    if extra.strip():
        sections.append({"heading": _("For this pitch day"), "paragraphs": extra.strip().split("\n\n")})
    return {
        "cohort": day.cohort.name,
        "audience_share": AUDIENCE_SHARE,
        "rubric": _rows(rubric),
        "sections": sections,
    }


def _rows(rubric: Sequence[Criterion]) -> list[dict[str, Any]]:
    counted = shares([row.weight for row in rubric])
    rows = []
    for data, share in zip(content_of(rubric), counted, strict=True):
        values = [level["value"] for level in data["levels"]]
        rows.append(data | {"counts": share, "low": min(values, default=0), "high": max(values, default=0)})
    return rows


def _scores(rubric: Sequence[Criterion]) -> dict[str, Any]:
    number = len(rubric)
    words = [
        ngettext(
            "Judges score every team on %(number)s criterion.",
            "Judges score every team on %(number)s criteria.",
            number,
        )
        % {"number": number},
        _("Each criterion counts so many of 100, and each level says in words what a judge sees."),
        _("Every score is put on a scale from nothing to all of its range, so ranges of different length count alike."),
    ]
    if any(row.reason_at_ends for row in rubric):
        words.append(_("Where it says so, the lowest and the highest level need a reason from the judge."))
    return {"heading": _("What judges score"), "paragraphs": [" ".join(words)], "shows_rubric": True}


def _order() -> dict[str, Any]:
    return {
        "heading": _("How scores become an order"),
        "paragraphs": [
            _(
                "When every judge has scored every team, the order is that of the weighted scores as they were given. "
                "A strict judge is then strict with everybody, which changes no place."
            ),
            _(
                "When some judges saw only some teams, scores are adjusted for how strict each judge is, measured on "
                "the teams that judges have in common. A team seen by strict judges gets back what they took, no "
                "more; the sum is shown line by line, and nobody’s score is dropped or counted less."
            ),
            _(
                "Where judges have too little in common to measure this, scores stay as they were given, and the "
                "page of the result says so."
            ),
        ],
    }


def _ties(rubric: Sequence[Criterion]) -> dict[str, Any]:
    heaviest = max(rubric, key=lambda row: row.weight).name if rubric else ""
    return {
        "heading": _("When teams are equal or too close"),
        "paragraphs": [_("These steps are taken in this order, never time, name or number of a team:")],
        "steps": [
            _("The better adjusted score, where it is more than a rounding apart."),
            _("How many of the judges who saw both teams preferred one of them."),
            _("The better score on the criterion that counts most (%(name)s), then on the next.") % {"name": heaviest},
            _("A joint prize, or the chair’s decision with its reasons, which are kept."),
        ],
    }


def _audience() -> dict[str, Any]:
    return {
        "heading": _("The audience"),
        "paragraphs": [
            _(
                "The audience’s vote counts 0 of 100 in the judges’ result. Where there is a vote, it decides a "
                "people’s prize of its own."
            )
        ],
    }


def _conflicts() -> dict[str, Any]:
    return {
        "heading": _("Conflicts of interest"),
        "paragraphs": [
            _(
                "A judge who works with, manages, mentors or profits from a team or its challenge does not score that "
                "team. If this comes up later, the sheet is set aside and the result worked out again; the team is "
                "then judged by fewer people, which makes its place less certain and no lower."
            )
        ],
    }


def _sheets() -> dict[str, Any]:
    return {
        "heading": _("Missing, late and paper sheets"),
        "paragraphs": [
            _("A sheet counts when every criterion on it is scored and it is handed in; a missing one counts nothing."),
            _(
                "A score that arrives after scores are closed does not count unless the chair lets it in, with a "
                "reason, having seen what it would change."
            ),
            _("A sheet on paper counts like any other once two people have read the same from it, each alone."),
        ],
    }


def _result() -> dict[str, Any]:
    return {
        "heading": _("Winners"),
        "paragraphs": [
            _(
                "The panel decides, led by its chair, and may depart from the numbers with its reasons written down. "
                "Teams that cannot be parted win together: joint winners are normal."
            ),
            _("Nobody sees the scores of others before scores are closed, and no result is public before its release."),
        ],
    }


def _changes() -> dict[str, Any]:
    return {
        "heading": _("If something changes"),
        "paragraphs": [
            _(
                "This text does not change. A change before scoring is a new version beside this one, and everybody "
                "is told. After scoring has opened, another rubric means a new round: the chair agrees, all sheets "
                "so far are kept and not counted, and every team is judged again."
            )
        ],
    }
