"""Ranking and result in words and rows: the one place that says who won."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from challenges.judging.engine import Place, Ranking
from challenges.pitchdays.queries import Plan


@dataclass(frozen=True)
class Row:
    """One team's place with the judges' lines that add up to it."""

    place: Place
    sentence: str
    lines: list[tuple[str, str, str]]

    @property
    def points(self) -> str:
        """The score out of a hundred."""
        return hundred(self.place.shown) if self.place.shown is not None else ""


def hundred(shown: int) -> str:
    """Thousandths as a number out of a hundred with one decimal."""
    return f"{shown / 10:.1f}"


def ledger_rows(ranking: Ranking, plan: Plan) -> list[Row]:
    """Each place in order: judge, the sheet's own total, and what it counts as in the mean."""
    names = {seat.key: seat.user.name for seat in plan.seats}
    return [
        Row(
            place,
            place.sentence.translated(gettext),
            [
                (
                    names.get(line.judge, gettext("a judge who has left")),
                    hundred(line.shown_total),
                    hundred(line.shown_counts),
                )
                for line in place.ledger
            ],
        )
        for place in ranking.places
    ]


def warnings_in_words(ranking: Ranking) -> list[str]:
    """What the engine wants the chair to know."""
    return [warned.sentence.translated(gettext) for warned in ranking.warnings]


def headline(ranking: Ranking) -> str:
    """Who leads, in one sentence."""
    first = [place for place in ranking.places if place.rank == 1]
    if not first:
        return gettext("No sheet was handed in.")
    points = hundred(first[0].shown or 0)
    if len(first) == 1:
        return gettext("%(team)s has the highest score: %(points)s of 100.") % {"team": first[0].name, "points": points}
    teams = listed([place.name for place in first])
    return gettext("%(teams)s share the highest score: %(points)s of 100.") % {"teams": teams, "points": points}


def listed(names: Sequence[str]) -> str:
    """Kite, Loom and Quarry; nothing for nobody."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(most)s and %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}


def winners_of(snapshot: Mapping[str, Any]) -> list[str]:
    """The names of the teams that won, in order; none where none was named."""
    return [str(winner["name"]) for winner in snapshot.get("winners") or []]


def verdict_words(snapshot: Mapping[str, Any]) -> str:
    """Who won, in one sentence, of a snapshot that was or will be released."""
    names = winners_of(snapshot)
    if not names:
        return gettext("No winner was named.")
    words = ngettext("%(names)s comes first.", "%(names)s share the first prize.", len(names))
    return words % {"names": listed(names)}
