"""What counts about a split, in words: each criterion with what it means and its price in points."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.teams.criteria import TOLD
from cohorts.teams.engine.problem import UNITS, Level, price_of
from cohorts.teams.snapshot import LEVELS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEVEL_WORDS: dict[int, Promise] = {
    Level.OFF: gettext_lazy("Off"),
    Level.LOW: gettext_lazy("Low"),
    Level.NORMAL: gettext_lazy("Normal"),
    Level.HIGH: gettext_lazy("High"),
    Level.MUST: gettext_lazy("Must"),
}


@dataclass(frozen=True)
class Criterion:
    """One thing that counts; `each` is the natural unit that has a price, `must` what its highest level means."""

    name: str
    meaning: Promise
    each: Promise
    must: Promise = gettext_lazy("before all that counts less, as far as the rules allow")

    @property
    def label(self) -> "StrOrPromise":
        """What it is called wherever it is told."""
        return TOLD[self.name].label


CRITERIA = (
    Criterion(
        "skill_balance",
        gettext_lazy("Every team has about the same level in each skill."),
        gettext_lazy("each level away from the mean"),
    ),
    Criterion(
        "skill_hole",
        gettext_lazy("Every team has a practitioner in each skill."),
        gettext_lazy("each skill without one"),
        gettext_lazy("never without one"),
    ),
    Criterion(
        "experience_balance",
        gettext_lazy("Years of experience are spread evenly."),
        gettext_lazy("each year away from the mean"),
    ),
    Criterion(
        "background_repeat",
        gettext_lazy("People of one background are in different teams."),
        gettext_lazy("one background met twice"),
    ),
    Criterion(
        "topic_rank",
        gettext_lazy("A team’s people would like the same topic."),
        gettext_lazy("each step below somebody’s first choice"),
    ),
    Criterion(
        "met_before",
        gettext_lazy("Nobody is with people they worked with before."),
        gettext_lazy("each pair who worked together"),
        gettext_lazy("never together again"),
    ),
    Criterion(
        "hours_short",
        gettext_lazy("A team shares at least 6 free hours a week."),
        gettext_lazy("each hour short of 6"),
        gettext_lazy("never fewer than 6"),
    ),
    Criterion(
        "scheme_repeat",
        gettext_lazy("People of one scheme are in different teams."),
        gettext_lazy("one scheme met twice"),
    ),
    Criterion(
        "region_repeat",
        gettext_lazy("People from one region are in different teams."),
        gettext_lazy("one region met twice"),
        gettext_lazy("never all from one region"),
    ),
    Criterion(
        "weakest_team",
        gettext_lazy("No team is left far behind the others."),
        gettext_lazy("each point of the team with most"),
    ),
    Criterion(
        "moved",
        gettext_lazy("People stay where they are when teams are improved."),
        gettext_lazy("each person who moves"),
    ),
)
NAMES = tuple(criterion.name for criterion in CRITERIA)
# What a first proposal starts from; what nobody gave answers to plays no part anyway. Before teams are published a
# move disturbs nobody, so it costs little.
FIRST = {**dict.fromkeys(NAMES, int(Level.OFF)), **LEVELS, "topic_rank": int(Level.NORMAL), "moved": int(Level.LOW)}


def price(name: str, level: int = Level.NORMAL) -> float:
    """The points that one natural unit costs at the level."""
    return price_of(name, Level(level)) / UNITS


def points_words(points: float) -> str:
    """A number of points: 1 point, 0.5 points."""
    return ngettext("%(points)s point", "%(points)s points", 1 if points == 1 else 2) % {"points": f"{points:g}"}


def exchange_rate(criterion: Criterion, level: int = Level.NORMAL, wish: int = Level.NORMAL) -> str:
    """The price in words, beside what a wish costs where that makes a whole number of steps."""
    points, step = price(criterion.name, level), price("topic_rank", wish)
    facts = {"each": criterion.each, "points": points_words(points)}
    steps = points / step if step and criterion.name not in ("topic_rank", "weakest_team") else 0
    if steps >= 2 and steps == int(steps):
        words = _("%(each)s costs %(points)s, as much as %(steps)s steps of a wish")
        return words % {**facts, "steps": int(steps)}
    return _("%(each)s costs %(points)s") % facts
