"""Moving a cohort through its life, and saying beforehand what that does."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cohorts.programmes.models import Cohort
from core.errors import Refused
from core.lifecycle import move
from core.models import User
from core.service import service
from core.wiring import wired

SAYS = {
    "open": [
        _("People can be imported and invited."),
        _("The cohort shows on the public pages once an editor publishes its page."),
    ],
    "form": [
        _("Teams can be proposed, adjusted and published."),
        _("People can still be added; a proposal that was formed before them says so."),
    ],
    "reopen": [_("People can be imported and invited again.")],
    "run": [
        _("The first day and the time zone stand from now on."),
        _("Participants and mentors see the current week on their own pages."),
    ],
    "complete": [
        _("Everything stays readable."),
        _("The time for which people’s data is kept starts to run."),
    ],
    "cancel": [
        _("The cohort ends here. This cannot be taken back."),
        _("Nobody is told by this: write to people first."),
        _("The time for which people’s data is kept starts to run."),
    ],
}


class ReasonMissing(Refused):
    """A cohort is not cancelled without a word."""

    message = _("Say why: the reason is kept with the cohort.")
    field = "note"


@service
def move_cohort(*, cohort: Cohort, action: str, by: User | None, note: str = "", now: datetime | None = None) -> Cohort:
    """The cohort is in the action's state; records the event that the workflow names."""
    if action == "cancel" and not note:
        raise ReasonMissing
    return move(cohort, action, by=by, note=note, now=now)


def effects_of(cohort: Cohort, action: str) -> list[str]:
    """What the move does, in sentences, other features' included."""
    added = [str(words) for tell in wired("COHORT_EFFECTS") for words in tell(cohort, action)]
    return [*map(str, SAYS.get(action, [])), *added]


def unfinished_before(cohort: Cohort, action: str) -> list[str]:
    """What is not finished yet that belongs before the move, in sentences, asked of every feature."""
    return [str(words) for tell in wired("COHORT_UNFINISHED") for words in tell(cohort, action)]
