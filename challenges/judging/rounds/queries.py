"""Sheets of earlier rounds, and what a new round would do to those of this one."""

from django.utils.translation import ngettext

from challenges.judging.models import Scorecard
from challenges.judging.rounds.models import OldSheet
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import PitchDay


def round_effects(day: PitchDay) -> list[str]:
    """How many sheets would be set aside, in words."""
    cards = Scorecard.objects.filter(slot__pitch_day=day, revision__gt=0).values_list("state", flat=True)
    states = list(cards)
    done = states.count(CardState.SUBMITTED)
    words = ngettext(
        "%(number)s sheet is kept as it is and no longer counts; %(done)s of it handed in.",
        "%(number)s sheets are kept as they are and no longer count; %(done)s of them handed in.",
        len(states),
    )
    return [words % {"number": len(states), "done": done}]


def old_sheets_of(day: PitchDay) -> list[OldSheet]:
    """The sheets of earlier rounds, the latest round first, in running order."""
    rows = OldSheet.objects.filter(version__pitch_day=day).select_related("version", "seat__user", "slot__team")
    return list(rows.order_by("-version__number", "slot__order", "seat__user__last_name", "seat__pk"))
