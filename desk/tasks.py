"""What there is to do this week, in words: late first, then by date, what is done at the end."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import Milestone, TeamMeeting
from challenges.work.feedback.parts import Task as Owed
from challenges.work.rooms.workflow import MeetingState
from cohorts.models import Team
from core import zones
from core.templatetags.moments import clock, short_day, when_words
from desk.week import MyWeek, Task
from desk.words import days_until

ORDER = {"late": 0, "todo": 1, "place": 1, "locked": 2, "done": 3}
# A seat that is held stands on the page from so many days before the visit.
SOON = 14
# So many programme days are offered for booking here.
OFFERED = 2


def tasks(mine: MyWeek) -> list[Task]:
    """Everything to do, in the order in which to do it."""
    if mine.is_over:
        return []
    finders = (_profile, _wishes, _ranking, _work, _feedback, _owner_times, _meetings, _visits, _check_in)
    found = [task for find in finders for task in find(mine)]
    return sorted(found, key=lambda task: (ORDER[task.state], task.at or mine.now))


def main_act(found: list[Task]) -> Task | None:
    """The one thing to do first: the first task that asks for an act."""
    return next((task for task in found if task.act), None)


def _profile(mine: MyWeek) -> list[Task]:
    if not mine.missing:
        return []
    note = _("Not said yet: %(answers)s.") % {"answers": mine.missing}
    return [Task(_("Tell us about yourself"), mine.link("profile"), note, act=_("Complete your profile"))]


def _wishes(mine: MyWeek) -> list[Task]:
    until = mine.cohort.wishes_until
    if until is None or not mine.asks_for_wishes:
        return []
    title, url = _("Tell us your wishes for the teams"), mine.link("wishes")
    when = {"when": when_words(until, mine.cohort, mine.now)}
    if mine.has_wished:
        return [Task(title, url, _("Saved; you can change them until %(when)s.") % when, "done", at=until)]
    return [Task(title, url, _("Until %(when)s.") % when, act=_("Send your wishes"), at=until)]


def _ranking(mine: MyWeek) -> list[Task]:
    found = mine.choosing
    if found is None:
        return []
    title, url = _("Rank the challenges with your team"), mine.link("briefs")
    until = found.closes_at
    when = _(" Until %(when)s.") % {"when": when_words(until, mine.cohort, mine.now)} if until else ""
    if found.is_over:
        return [Task(title, url, _("Closed. What your team saved counts."), "locked", at=until)]
    if found.is_confirmed:
        return [Task(title, url, _("Confirmed; your team can still change it.") + when, "done", at=until)]
    if found.has_agreed:
        return [Task(title, url, _("You agreed; others of your team have yet to.") + when, "done", at=until)]
    if found.has_ranking:
        act = _("Confirm the ranking")
        return [Task(_("Confirm your team’s ranking"), url, _("It is put together.") + when, act=act, at=until)]
    if found.have_i_ranked:
        note = _("You ranked; now put one ranking together.") + when
        return [Task(title, url, note, act=_("See your team’s ranking"), at=until)]
    words = ngettext("%(count)s challenge to choose from.", "%(count)s challenges to choose from.", mine.to_rank)
    return [Task(title, url, words % {"count": mine.to_rank} + when, act=_("Rank the challenges"), at=until)]


def _work(mine: MyWeek) -> list[Task]:
    found = []
    for milestone in mine.milestones:
        for row in mine.rows:
            is_done = (milestone.pk, row.team.pk) in mine.handed_in
            if not is_done or days_until(mine.times(milestone, row.team).due_at, mine.cohort, mine.today) >= 0:
                found.append(_milestone(mine, milestone, row.team, is_done=is_done))
    return found


def _milestone(mine: MyWeek, milestone: Milestone, team: Team, *, is_done: bool) -> Task:
    is_own = mine.own is not None and mine.own.team == team
    title = milestone.title if is_own else _("%(milestone)s of %(team)s") % {"milestone": milestone, "team": team}
    times = mine.times(milestone, team)
    task: dict[str, Any] = {"title": title, "url": mine.link("milestone", milestone.key), "at": times.due_at}
    when = when_words(times.due_at, mine.cohort, mine.now)
    if is_done:
        return Task(**task, note=_("Handed in. Due %(when)s.") % {"when": when}, state="done")
    if not times.is_open(mine.now) and times.due_at > mine.now:
        return Task(**task, note=_("Due %(when)s. Not open yet.") % {"when": when}, state="locked")
    act = _("Hand in: %(milestone)s") % {"milestone": milestone.title} if is_own else ""
    if times.due_at < mine.now:
        is_open = times.is_open(mine.now)
        words = _("Was due %(when)s.") if is_open else _("Was due %(when)s. It is closed: write to the organisers.")
        return Task(**task, note=words % {"when": when}, state="late", act=act if is_open else "")
    return Task(**task, note=when, act=act)


def _owner_times(mine: MyWeek) -> list[Task]:
    """Times that the team took with the owner of its challenge, soon; and that it could take one."""
    soon = [one for one in mine.owner_times.taken if days_until(one.starts_at, mine.cohort, mine.today) <= SOON]
    found = [
        Task(
            _("Meet the owner of your challenge"),
            mine.link("meeting_offer", one.key),
            ". ".join(filter(None, [when_words(one.starts_at, mine.cohort, mine.now), one.place])),
            "place",
            at=one.starts_at,
        )
        for one in soon
    ]
    if not mine.owner_times.free or mine.owner_times.taken:
        return found
    number = mine.owner_times.free
    note = ngettext(
        "%(count)s time is free; the first team has it.", "%(count)s times are free; first come, first served.", number
    )
    title = _("Take a time with the owner of your challenge")
    return [*found, Task(title, mine.link("meeting_offers"), note % {"count": number}, act=_("Take a time"))]


def _feedback(mine: MyWeek) -> list[Task]:
    """What a mentor was asked for, and what the own team has to read."""
    found = []
    for key, milestone, number in mine.comments:
        words = ngettext("%(count)s comment is open.", "%(count)s comments are open.", number) % {"count": number}
        title = _("Read the feedback on %(milestone)s") % {"milestone": milestone}
        found.append(Task(title, mine.link("work_feedback", key), words, act=_("Read the feedback")))
    return [*found, *(_owed(mine, one) for one in mine.owed_feedback)]


def _owed(mine: MyWeek, owed: Owed) -> Task:
    at = zones.last_minute(owed.due_on, mine.cohort.zone) if owed.due_on else None
    state = "late" if owed.is_overdue else "todo"
    return Task(
        owed.title, owed.url, owed.note, state, act=_("Read it and answer") if at else _("Give your marks"), at=at
    )


def _meetings(mine: MyWeek) -> list[Task]:
    """Meetings soon, and those that wait for the person to say when they can."""
    return [task for meeting in mine.meetings if (task := _meeting(mine, meeting)) is not None]


def _meeting(mine: MyWeek, meeting: TeamMeeting) -> Task | None:
    words = {"subject": meeting.subject, "team": meeting.team.name}
    url = mine.link("meeting", meeting.key)
    if meeting.state == MeetingState.ASKING:
        if not meeting.waits:  # type: ignore[attr-defined]
            return None
        title = _("Say when %(team)s can meet: %(subject)s") % words
        return Task(title, url, at=meeting.proposed_at)
    at = meeting.starts_at
    if at is None or days_until(at, mine.cohort, mine.today) > SOON:
        return None
    note = ". ".join(filter(None, [when_words(at, mine.cohort, mine.now), meeting.place]))
    return Task(_("%(team)s meets: %(subject)s") % words, url, note, "place", at=at)


def _check_in(mine: MyWeek) -> list[Task]:
    """One minute about the week; never late, since it is over with its week."""
    until = mine.check_in_until
    if until is None:
        return []
    title = _("Check in: how is week %(week)s going?") % {"week": mine.number}
    when = {"when": when_words(until, mine.cohort, mine.now)}
    if mine.has_checked_in:
        return [
            Task(title, mine.link("check_in"), _("Sent. You can change it until %(when)s.") % when, "done", at=until)
        ]
    return [Task(title, mine.link("check_in"), _("One minute, until %(when)s.") % when, at=until)]


def _visits(mine: MyWeek) -> list[Task]:
    """One's own seats soon, and the next days on which one has none; the rest stands with the programme days."""
    held = [visit for visit in mine.visits if visit.pk in mine.seats]
    free = [visit for visit in mine.visits if visit.pk not in mine.seats and not visit.has_begun(mine.now)]
    soon = [visit for visit in held if days_until(visit.starts_at, mine.cohort, mine.today) <= SOON]
    return [*(_seat(mine, visit) for visit in soon), *(_free(mine, visit) for visit in free[:OFFERED])]


def _seat(mine: MyWeek, visit: Any) -> Task:
    words = {"visit": visit.title, "day": short_day(visit.starts_at, mine.cohort)}
    where = ", ".join(filter(None, [visit.host.name, visit.town]))
    note = _("%(where)s. Be there at %(clock)s.") % {"where": where, "clock": clock(visit.starts_at, mine.cohort)}
    bring = _("Bring: %(things)s") % {"things": visit.bring} if visit.bring else ""
    return Task(
        _("%(visit)s, %(day)s") % words,
        mine.link("visit", visit.key),
        f"{note} {bring}".strip(),
        "place",
        mine.cohort.side_of(visit.host.sector),
        at=visit.starts_at,
    )


def _free(mine: MyWeek, visit: Any) -> Task:
    words = {"visit": visit.title, "day": short_day(visit.starts_at, mine.cohort)}
    left = visit.capacity - visit.taken
    where = ", ".join(filter(None, [visit.host.name, visit.town]))
    side, url = mine.cohort.side_of(visit.host.sector), mine.link("visit", visit.key)
    if left <= 0:
        return Task(
            _("%(visit)s, %(day)s") % words,
            url,
            _("%(where)s. All seats are taken.") % {"where": where},
            "locked",
            side,
            at=visit.starts_at,
        )
    seats = ngettext("%(count)s seat is left.", "%(count)s seats are left.", left) % {"count": left}
    title = _("Book a seat on %(visit)s, %(day)s") % words
    return Task(title, url, f"{where}. {seats}", "todo", side, _("Book a seat: %(visit)s") % words, visit.starts_at)
