"""The ranking in words and rows for the page."""

from dataclasses import dataclass

from django.utils.translation import gettext

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
    names = [place.name for place in first]
    teams = gettext("%(most)s and %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}
    return gettext("%(teams)s share the highest score: %(points)s of 100.") % {"teams": teams, "points": points}
