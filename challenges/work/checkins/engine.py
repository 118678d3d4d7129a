"""Early warnings: seven rules over what is known of one team, each with its facts, since when, and what could be done.

A rule speaks of the team, never of a person. More activity never makes a warning that was not there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.sentence import Sentence, say, say_count
from core.sentence import noop as _


class Rule(StrEnum):
    """The rules by their names, those that need help soonest first."""

    STUCK = "stuck"
    OVERDUE = "overdue"
    UNANSWERED = "unanswered"
    QUIET = "quiet"
    NEED = "need"
    UNWRITTEN = "unwritten"
    MENTOR = "mentor"


class Advice(StrEnum):
    """What could be done about a warning."""

    WRITE = "write"
    READ = "read"
    NEEDS = "needs"
    WORK = "work"
    MENTORS = "mentors"


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule is called, when it fires (%(n)s is its number), how its number is asked for, and its number."""

    name: str
    fires: str
    asks: str
    # What can be said to the team as it stands: it gives nothing away that was written to the organisers only.
    words: str
    n: int
    most: int
    advice: tuple[Advice, ...]
    # Whether it looks at handed-in work and drafts alone, and at nothing that anybody said in a check-in.
    is_of_work: bool = False
    # Whether its facts may rest on what somebody wrote to the organisers only.
    is_private: bool = False


RULES: dict[Rule, RuleText] = {
    Rule.STUCK: RuleText(
        _("Stuck for weeks"),
        _("Somebody of the team said “stuck” in %(n)s weeks running."),
        _("weeks running"),
        _("We would like to hear how it is going, and what would help your team most at the moment."),
        2,
        6,
        (Advice.READ, Advice.WRITE, Advice.MENTORS),
        is_private=True,
    ),
    Rule.OVERDUE: RuleText(
        _("A milestone is missed"),
        _("Nothing was handed in %(n)s days after the team’s own deadline."),
        _("days after the deadline"),
        _("A milestone of your team is past its deadline and not handed in. How far are you, and what would help?"),
        2,
        14,
        (Advice.WORK, Advice.WRITE, Advice.MENTORS),
        is_of_work=True,
    ),
    Rule.UNANSWERED: RuleText(
        _("No check-ins"),
        _("Nobody of the team answered in %(n)s weeks running, and nobody has this week."),
        _("weeks running"),
        _("We have had no check-in from your team for a while. One minute each tells us when to help."),
        2,
        6,
        (Advice.WRITE, Advice.MENTORS),
    ),
    Rule.QUIET: RuleText(
        _("Nothing at all"),
        _("For %(n)s days the team has neither written, handed in, booked nor answered anything here."),
        _("days"),
        _("We have not heard from your team for a while. Is everything all right, and what can we do?"),
        10,
        42,
        (Advice.WRITE, Advice.MENTORS),
    ),
    Rule.NEED: RuleText(
        _("A need is still open"),
        _("A need from a check-in has been open for %(n)s days."),
        _("days"),
        _("If there is anything that your team still waits for from us, please tell us again."),
        7,
        42,
        (Advice.NEEDS,),
        is_private=True,
    ),
    Rule.UNWRITTEN: RuleText(
        _("Nothing written yet"),
        _("A milestone is due within %(n)s days, and its draft is empty."),
        _("days before the deadline"),
        _("A milestone of your team is due soon, and its draft is empty. Tell us early if something holds you up."),
        3,
        14,
        (Advice.WRITE, Advice.WORK, Advice.MENTORS),
        is_of_work=True,
    ),
    Rule.MENTOR: RuleText(
        _("No mentor heard of"),
        _("For %(n)s days nobody of the team has heard from a mentor, and no mentor has answered its work here."),
        _("days"),
        _("Have you been able to talk to your mentors lately? If not, we can help to arrange it."),
        21,
        42,
        (Advice.MENTORS, Advice.WRITE),
        is_private=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the cohort: its number, its Monday and its Sunday."""

    number: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Answered:
    """That somebody of the team answered in a week, and whether that was “stuck”."""

    week: int
    is_stuck: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """One milestone as the team stands with it: the day on which it is due for this team."""

    title: str
    due: date
    is_written: bool = False
    is_in: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """What is known of one team on a day."""

    today: date
    # The day from which on something can be expected of the team.
    since: date
    # The weeks that it has worked through, the present one last.
    weeks: tuple[Week, ...] = ()
    answered: tuple[Answered, ...] = ()
    # The days on which its open needs were written.
    needs: tuple[date, ...] = ()
    work: tuple[Work, ...] = ()
    # What the team did last, each kind with its day.
    acts: tuple[tuple[str, date], ...] = ()
    # Since when it has mentors, if any, and the days on which one was heard of.
    mentored_since: date | None = None
    heard: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: how bad (it may only be compared with itself), since when, what is the matter, by which facts."""

    rule: Rule
    level: int
    since: date
    title: Sentence
    facts: tuple[Sentence, ...]

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What could be done."""
        return RULES[self.rule].advice


Found = Warned | None
Limits = Mapping[Rule, int]


def warnings(team: Team, limits: Limits) -> list[Warned]:
    """What each rule that is switched on (it has a number of its own) says of the team, in the order of the rules."""
    found = (FIND[rule](team, limits[rule]) for rule in Rule if rule in limits)
    return [warned for warned in found if warned is not None]


def _stuck(team: Team, n: int) -> Found:
    """The weeks running, up to the latest in which anybody answered or could have, in which somebody was stuck."""
    run = list(_running(team, lambda week: _is_stuck(team, week), is_open_too=True))
    if len(run) < n:
        return None
    title = say("“Stuck” was said in %(count)d weeks running", count=len(run))
    facts = tuple(
        say("Week %(number)d, %(from_day)s to %(to_day)s: somebody is stuck", **_named(week)) for week in run[::-1]
    )
    return Warned(Rule.STUCK, len(run) // n, run[-1].first, title, facts)


def _unanswered(team: Team, n: int) -> Found:
    """The closed weeks running in which nobody answered; an answer in the present week ends them."""
    open_week = next((week for week in team.weeks[-1:] if week.last >= team.today), None)
    if open_week is not None and _has_answered(team, open_week):
        return None
    run = list(_running(team, lambda week: not _has_answered(team, week)))
    if len(run) < n:
        return None
    title = say("Nobody has sent a check-in for %(count)d weeks", count=len(run))
    facts = tuple(
        say("Week %(number)d, closed on %(to_day)s: no answer from anybody", **_named(week)) for week in run[::-1]
    )
    return Warned(Rule.UNANSWERED, len(run) // n, run[-1].first, title, facts)


def _quiet(team: Team, n: int) -> Found:
    what, last = max(team.acts, key=lambda act: (act[1], act[0]), default=("", team.since))
    last = max(last, team.since)
    days = (team.today - last).days
    if days < n:
        return None
    title = say("Nothing has been heard of the team for %(count)d days", count=days)
    known = [act for act in team.acts if act[1] == last and act[0] == what]
    if known:
        fact = say("The latest thing that is known: %(what)s, on %(on)s", what=say(what), on=last.isoformat())
    else:
        fact = say("Nothing is known since %(on)s, when the team could begin", on=last.isoformat())
    return Warned(Rule.QUIET, days // n, last, title, (fact,))


def _need(team: Team, n: int) -> Found:
    old = sorted(day for day in team.needs if (team.today - day).days >= n)
    if not old:
        return None
    title = say_count(len(old), "A need is still open", "%(count)d needs are still open")
    facts = tuple(say("Written on %(on)s, and not marked as done", on=day.isoformat()) for day in old)
    return Warned(Rule.NEED, len(old), old[0] + timedelta(days=n), title, facts)


def _overdue(team: Team, n: int) -> Found:
    owed = [work for work in _by_day(team) if not work.is_in and (team.today - work.due).days >= n]
    if not owed:
        return None
    title = say_count(len(owed), "A milestone was missed", "%(count)d milestones were missed")
    facts = tuple(say("%(title)s was due on %(on)s and is not handed in", **_titled(work)) for work in owed)
    return Warned(Rule.OVERDUE, len(owed), owed[0].due, title, facts)


def _unwritten(team: Team, n: int) -> Found:
    near = [
        work for work in _by_day(team) if not (work.is_in or work.is_written) and 0 <= (work.due - team.today).days <= n
    ]
    if not near:
        return None
    title = say_count(len(near), "A draft is empty", "%(count)d drafts are empty")
    facts = tuple(say("%(title)s is due on %(on)s, and nothing is written", **_titled(work)) for work in near)
    return Warned(Rule.UNWRITTEN, len(near), near[0].due - timedelta(days=n), title, facts)


def _mentor(team: Team, n: int) -> Found:
    if team.mentored_since is None:
        return None
    heard = [day for day in team.heard if day >= team.mentored_since]
    last = max([*heard, team.mentored_since, team.since])
    days = (team.today - last).days
    if days < n:
        return None
    title = say("No mentor has been heard of for %(count)d days", count=days)
    words = (
        say("A mentor was last heard of on %(on)s", on=last.isoformat())
        if last in heard
        else say("No mentor has been heard of since %(on)s, when there could be one", on=last.isoformat())
    )
    return Warned(Rule.MENTOR, days // n, last, title, (words,))


FIND: dict[Rule, Callable[[Team, int], Found]] = {
    Rule.STUCK: _stuck,
    Rule.OVERDUE: _overdue,
    Rule.UNANSWERED: _unanswered,
    Rule.QUIET: _quiet,
    Rule.NEED: _need,
    Rule.UNWRITTEN: _unwritten,
    Rule.MENTOR: _mentor,
}


def _running(team: Team, holds: Callable[[Week], bool], *, is_open_too: bool = False) -> Iterator[Week]:
    """The weeks in which it holds, backwards until it does not; the present one only where it counts already."""
    for week in sorted(team.weeks, key=lambda one: -one.number):
        if week.last >= team.today and not (is_open_too and _has_answered(team, week)):
            continue
        if not holds(week):
            return
        yield week


def _has_answered(team: Team, week: Week) -> bool:
    return any(one.week == week.number for one in team.answered)


def _is_stuck(team: Team, week: Week) -> bool:
    return any(one.week == week.number and one.is_stuck for one in team.answered)


def _by_day(team: Team) -> list[Work]:
    return sorted(team.work, key=lambda work: (work.due, work.title))


def _named(week: Week) -> dict[str, int | str]:
    return {"number": week.number, "from_day": week.first.isoformat(), "to_day": week.last.isoformat()}


def _titled(work: Work) -> dict[str, str]:
    return {"title": work.title, "on": work.due.isoformat()}
