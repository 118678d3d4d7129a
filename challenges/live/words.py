"""The day in words: how far behind, what a stage is called, and how a moment is told to the screens' clocks."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.live.queries import LivePitch, Running
from challenges.live.workflow import LiveState
from core.templatetags.moments import clock

# Less than this is on time: nobody should run for a minute.
ON_TIME = 2
# From here on hours say it better.
LONG = 120


def stage_words(state: LiveState) -> str:
    """What the timer of this stage counts."""
    return {
        LiveState.CALLED: _("Setting up"),
        LiveState.ON_STAGE: _("Pitch"),
        LiveState.QUESTIONS: _("Questions"),
        LiveState.SCORING: _("The judges are scoring"),
    }.get(state, "")


def delay_words(live: Running) -> str:
    """How the day keeps to its plan: "12 minutes behind: pitch 5 begins about 14:42"."""
    upcoming = live.to_come[0] if live.to_come else None
    how = _("On time")
    if live.behind >= LONG:
        hours = live.behind // 60
        how = ngettext("More than %(count)s hour behind", "More than %(count)s hours behind", hours) % {"count": hours}
    elif live.behind >= ON_TIME:
        how = ngettext("%(count)s minute behind", "%(count)s minutes behind", live.behind) % {"count": live.behind}
    if upcoming is None or upcoming.expected is None:
        return how
    facts = {"how": how, "place": upcoming.slot.order, "time": clock(upcoming.expected.begins_at, live.day.cohort)}
    if live.behind >= ON_TIME:
        return _("%(how)s: pitch %(place)s begins about %(time)s") % facts
    return _("%(how)s: pitch %(place)s begins at %(time)s") % facts


def milliseconds(moment: datetime | None) -> int | None:
    """A moment as scripts count it."""
    return int(moment.timestamp() * 1000) if moment else None


def left_words(pitch: LivePitch, now: datetime) -> str:
    """What is left of the running stage, for screens without scripts."""
    if pitch.until is None:
        return ""
    seconds = int((pitch.until - now).total_seconds())
    minutes = abs(seconds) // 60
    if seconds < 0:
        return _("%(count)s min over") % {"count": minutes}
    return _("%(count)s min left") % {"count": minutes}
