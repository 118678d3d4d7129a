"""What a plan is worth, in sentences that an organiser can repeat."""

from __future__ import annotations

from challenges.pitchdays.engine.design import Mode, Quality, Task
from challenges.pitchdays.engine.efficiency import Table
from core.sentence import Sentence, say, say_count
from core.sentence import noop as _

SECTORS = {"PUBLIC": _("the public sector"), "PRIVATE": _("the private sector")}
FIRM = 0.1


def reasons(task: Task, quality: Quality) -> tuple[Sentence, ...]:
    """Who sees how many, how the pitches hang together, and what that is worth."""
    told = [_numbers(task, quality)]
    if quality.components == 1 and quality.per_pitch[1]:
        told.append(_links(quality))
        told.append(_worth(quality))
    return tuple(told)


def _numbers(task: Task, quality: Quality) -> Sentence:
    low, high = quality.per_pitch
    if task.mode is Mode.ALL and low == high == len(task.judges):
        text = _("Every judge sees every team: nothing is fairer. Strict and mild judges weigh on all teams alike.")
        return say(text)
    return say(
        _("Every pitch is seen by %(judges)s; each judge sees %(pitches)s."),
        judges=_span(low, high, _("%(count)d judge"), _("%(count)d judges"), _("%(low)d to %(high)d judges")),
        pitches=_span(*quality.loads, _("%(count)d pitch"), _("%(count)d pitches"), _("%(low)d to %(high)d pitches")),
    )


def _span(low: int, high: int, one: str, many: str, between: str) -> Sentence:
    return say_count(low, one, many) if low == high else say(between, low=low, high=high)


def _links(quality: Quality) -> Sentence:
    if quality.steps <= 1:
        return say(_("Any two pitches share at least one judge, so each can be set beside each."))
    text = _("Any two pitches are linked by a chain of at most %(steps)d judges, so all can be ranked together.")
    return say(text, steps=quality.steps)


def _worth(quality: Quality) -> Sentence:
    text = _(
        "Comparisons are %(efficiency)s as exact as with judges who are all equally strict; "
        "the best plan with as many scores could reach %(bound)s at most."
    )
    return say(text, efficiency=f"{quality.efficiency:.2f}", bound=f"{quality.bound:.2f}")


def warnings(task: Task, quality: Quality, seen: Table) -> tuple[Sentence, ...]:
    """What is wrong or weak with the plan, each in a sentence."""
    told: list[Sentence] = []
    if quality.components > 1:
        text = _(
            "The plan falls into %(count)d parts that share no judge: teams of different parts cannot be compared."
        )
        told.append(say(text, count=quality.components))
    elif quality.is_weak:
        text = _("More than a fifth of what is possible is given away: propose again, or choose more judges a pitch.")
        if task.mode is Mode.FIXED:
            text = _("More than a fifth of what is possible is given away: add bridging scores, or link the panels.")
        told.append(say(text))
    elif quality.lambda2 < FIRM and len(task.pitches) > 1:
        told.append(say(_("One link is weak: where its judge stays away, the plan may fall apart.")))
    return (*told, *_unserved(task, seen))


def _unserved(task: Task, seen: Table) -> list[Sentence]:
    told = []
    for side in ("PUBLIC", "PRIVATE") if task.both_sectors else ():
        without = [
            pitch.name
            for row, pitch in enumerate(task.pitches)
            if not any(seen[row, column] and judge.sector == side for column, judge in enumerate(task.judges))
        ]
        if without:
            text = _("No judge of %(sector)s sees %(teams)s.")
            told.append(say(text, sector=say(SECTORS[side]), teams=_few(without)))
    for row, pitch in enumerate(task.pitches):
        knows = [
            judge for column, judge in enumerate(task.judges) if pitch.wants in judge.expertise and seen[row, column]
        ]
        if pitch.wants and not knows:
            text = _("Nobody who knows “%(expertise)s” sees %(team)s.")
            told.append(say(text, expertise=pitch.wants, team=pitch.name))
    return told


def _few(names: list[str], most: int = 6) -> Sentence | str:
    if len(names) <= most:
        return ", ".join(names)
    return say(_("%(names)s and %(more)d more"), names=", ".join(names[:most]), more=len(names) - most)


def bridging(count: int, before: Quality, after: Quality) -> tuple[Sentence, ...]:
    """What bridging scores gain over the panels alone."""
    if not count:
        return ()
    if before.components > 1:
        one = _("%(count)d bridging score ties panels together that could not be compared without it.")
        many = _("%(count)d bridging scores tie panels together that could not be compared without them.")
        return (say_count(count, one, many),)
    one = _("%(count)d bridging score makes comparisons %(after)s as exact, from %(before)s without it.")
    many = _("%(count)d bridging scores make comparisons %(after)s as exact, from %(before)s without them.")
    exact = {"before": f"{before.efficiency:.2f}", "after": f"{after.efficiency:.2f}"}
    return (say_count(count, one, many, **exact),)
