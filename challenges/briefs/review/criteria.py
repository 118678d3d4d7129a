"""What a brief is read by: seven criteria with four worded levels each, unless a programme has its own."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from challenges.briefs.review.models import BriefCriteria
from cohorts.models import Programme

LEVELS = 4
SEVEN = (
    (
        "problem",
        _("A problem, not a solution"),
        _("It is a current problem of a service or policy that the owner understands well."),
        (
            _("It describes a wished-for solution"),
            _("A problem is there, mixed with a solution"),
            _("A clear problem, told from one side"),
            _("A clear problem, understood from several sides"),
        ),
    ),
    (
        "need",
        _("A need with evidence"),
        _("It meets a clearly defined need of users, and says how that is known."),
        (
            _("Nobody is named who needs it"),
            _("Users are named, without evidence"),
            _("Some evidence: figures or research"),
            _("Strong evidence of more than one kind"),
        ),
    ),
    (
        "innovation",
        _("Needs something new"),
        _("No obvious solution is on the market already."),
        (
            _("It can be bought today"),
            _("Products come close"),
            _("Parts exist, the whole does not"),
            _("Nothing known solves it"),
        ),
    ),
    (
        "reach",
        _("Of use to others"),
        _("Other organisations would benefit from it being solved."),
        (
            _("It matters to this owner alone"),
            _("Others may have it, not shown"),
            _("Some others are named"),
            _("Many others, who say so themselves"),
        ),
    ),
    (
        "size",
        _("The right size"),
        _("It fits the time and the people at hand."),
        (
            _("Far too large or too small"),
            _("It would have to be cut much"),
            _("It fits with a little care"),
            _("It fits well, with a clear first step"),
        ),
    ),
    (
        "tried",
        _("What was tried before"),
        _("The owner knows what has been tried, and what came of it."),
        (
            _("Nothing is said of it"),
            _("Something is named, not what came of it"),
            _("What was tried, and what came of it"),
            _("Also why it failed, and what others tried"),
        ),
    ),
    (
        "help",
        _("A team that can help"),
        _("A named contact with time, and a senior sponsor who stands behind it."),
        (
            _("Nobody is named"),
            _("A contact without time or power"),
            _("A contact with time, data within reach"),
            _("A team with time, power and data at hand"),
        ),
    ),
)
"""Those by which the GovTech Catalyst chose, in our words: key, name, what it asks, the four levels."""


@dataclass(frozen=True)
class Measure:
    """One criterion: its words, and what each level from 0 to 3 means."""

    key: str
    name: str
    words: str
    levels: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """What a review keeps of it."""
        return {**asdict(self), "levels": list(self.levels)}


def from_json(kept: list[dict[str, Any]]) -> list[Measure]:
    """The criteria as a review or a programme keeps them."""
    return [Measure(one["key"], one["name"], one["words"], tuple(one["levels"])) for one in kept]


def criteria_of(programme: Programme) -> list[Measure]:
    """The programme's own criteria, else the seven."""
    own = BriefCriteria.objects.filter(programme=programme).first()
    return from_json(own.criteria) if own else defaults()


def defaults() -> list[Measure]:
    """The seven, in the reader's language."""
    return [Measure(key, str(name), str(words), tuple(map(str, levels))) for key, name, words, levels in SEVEN]
