"""What is late: work that is owed, seats nobody took, days nobody marked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import Milestone
from cohorts.programmes.workflow import CohortState
from core.templatetags.moments import absolute, short_day
from desk.ground import Ground
from desk.today.items import Item, in_order, late_by, link, soon
from desk.words import days_until, names_words

# A programme day is close from so many days on.
CLOSE = 7


def late(ground: Ground) -> list[Item]:
    """Everything that should have happened by now, the latest first."""
    if ground.cohort.state != CohortState.RUNNING:
        return in_order(attendance(ground)) if ground.cohort.state == CohortState.COMPLETED else []
    return in_order(item for find in FIND for item in find(ground))


def work(ground: Ground) -> list[Item]:
    """Each milestone whose deadline has passed, with the teams that owe it."""
    past = [milestone for milestone in ground.milestones if milestone.due_at < ground.now]
    found = []
    for milestone in past:
        waits = ground.handed_in | ground.extended
        owing = [team for team in ground.teams if (milestone.pk, team.pk) not in waits]
        if owing:
            found.append(_owed(ground, milestone, owing))
    return found


def _owed(ground: Ground, milestone: Milestone, owing: list[Any]) -> Item:
    names = [team.name for team in owing]
    is_few = len(names) <= 2
    who = names_words(names) if is_few else _("%(count)s teams") % {"count": len(names)}
    title = _("%(milestone)s from %(who)s") % {"milestone": milestone.title, "who": who}
    note = _("Due %(when)s.") % {"when": absolute(milestone.due_at, ground.cohort)}
    if not is_few:
        note = f"{note} {_('Missing from %(names)s.') % {'names': names_words(names)}}"
    url = link(ground, "milestone", milestone.key)
    act = _("Remind %(team)s") % {"team": names[0]} if len(names) == 1 else _("Remind them")
    whom = f"team-{owing[0].key}" if len(owing) == 1 else f"owing-{milestone.key}"
    write = link(ground, "mailing_new", query=f"segment={whom}&about=milestone-{milestone.key}")
    return Item(title, url, act, note, act_url=write, **late_by(ground, milestone.due_at))


def seats(ground: Ground) -> list[Item]:
    """Programme days within a week on which people have no seat though there are some."""
    found = []
    for visit in _close(ground):
        without, left = ground.people.all - visit.taken, visit.capacity - visit.taken
        if visit.is_published and without > 0 and left > 0:
            words = {"count": without, "visit": visit.title}
            title = ngettext(
                "%(count)s person has no seat on %(visit)s", "%(count)s people have no seat on %(visit)s", without
            )
            seats_left = ngettext("%(count)s seat is left.", "%(count)s seats are left.", left) % {"count": left}
            note = f"{visit.host.name}, {short_day(visit.starts_at, ground.cohort)}. {seats_left}"
            url = link(ground, "visit", visit.key)
            write = link(ground, "mailing_new", query=f"segment=seatless-{visit.key}&about=visit-{visit.key}")
            found.append(
                Item(title % words, url, _("Remind them"), note, act_url=write, **soon(ground, visit.starts_at))
            )
    return found


def addresses(ground: Ground) -> list[Item]:
    """Programme days within a week of which visitors do not know the address, or that are not open yet."""
    found = []
    for visit in _close(ground):
        note = f"{visit.host.name}, {short_day(visit.starts_at, ground.cohort)}."
        if not visit.is_published:
            title = _("%(visit)s is not open for booking") % {"visit": visit.title}
            url = link(ground, "visit", visit.key)
            found.append(Item(title, url, _("Open it"), note, **soon(ground, visit.starts_at)))
        elif not visit.address:
            title = _("Address and arrival for %(visit)s") % {"visit": visit.title}
            url = link(ground, "visit_edit", visit.key)
            found.append(Item(title, url, _("Add the address"), note, **soon(ground, visit.starts_at)))
    return found


def attendance(ground: Ground) -> list[Item]:
    """Programme days that are over and of whose visitors nobody knows who came."""
    found = []
    for visit in ground.visits:
        unmarked = visit.taken - visit.came - visit.absent
        if visit.ends_at <= ground.now and unmarked > 0:
            title = _("Who came to %(visit)s") % {"visit": visit.title}
            words = {"count": unmarked, "all": visit.taken}
            note = _("%(count)s of %(all)s visitors are not marked.") % words
            url = link(ground, "visit", visit.key)
            found.append(Item(title, url, _("Mark who came"), note, **late_by(ground, visit.ends_at)))
    return found


def _close(ground: Ground) -> list[Any]:
    last = ground.now + timedelta(days=CLOSE)
    ahead = [visit for visit in ground.visits if ground.now < visit.starts_at <= last]
    return [visit for visit in ahead if days_until(visit.starts_at, ground.cohort, ground.today) >= 0]


FIND: list[Callable[[Ground], list[Item]]] = [work, attendance, seats, addresses]
