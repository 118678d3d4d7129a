"""How a choice is spoken of, and how far up the teams' wishes an allocation comes."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.briefs.engine.allocation import ordinal


def choice_words(number: int | None) -> str:
    """The rank as people say it: 2nd choice; a team that did not rank the brief has no choice."""
    if number is None:
        return _("not ranked")
    return _("%(ordinal)s choice") % {"ordinal": ordinal(number).translated(_)}


def choice_state(number: int | None) -> str:
    """The colour of the choice's tag."""
    if number is None:
        return "warn"
    return "good" if number == 1 else "info" if number <= 3 else "plain"


def summary_words(choices: Iterable[int | None]) -> str:
    """How many teams got their first choice, their second and so on: 5 teams their 1st choice, 1 team not ranked."""
    counts = Counter(choices)
    parts = [
        ngettext("%(count)s team: %(choice)s", "%(count)s teams: %(choice)s", counts[number])
        % {"count": counts[number], "choice": choice_words(number)}
        for number in sorted(counts, key=lambda number: number or len(counts) + 1_000)
    ]
    return "; ".join(parts)
