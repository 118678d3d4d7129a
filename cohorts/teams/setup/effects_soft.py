"""What each criterion counts as it stands, in points, and which play no part because nothing is known."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from cohorts.questions.availability import FULL
from cohorts.teams.engine.problem import Level
from cohorts.teams.setup.counted import Counted
from cohorts.teams.setup.criteria import CRITERIA, exchange_rate


def weighed(counted: Counted) -> list[str]:
    """The price of each criterion that counts; each that has nothing to count; and those that are off, in one line."""
    told, silent, off = [], [], []
    for criterion in CRITERIA:
        level = counted.levels[criterion.name]
        reason = SILENT.get(criterion.name, _never)(counted)
        if level == Level.OFF:
            off.append(str(criterion.label))
        elif reason:
            silent.append(f"{reason} {_('“%(criterion)s” plays no part.') % {'criterion': criterion.label}}")
        else:
            rate = exchange_rate(criterion, level, counted.levels["topic_rank"])
            told.append(f"{criterion.label}: {rate}.")
    last = [_("Off: %(criteria)s.") % {"criteria": ", ".join(off)}] if off else []
    return [*told, *silent, *last]


def _never(counted: Counted) -> str:
    return ""


def _skills(counted: Counted) -> str:
    if not counted.problem.skills:
        return _("The programme asks about no skills.")
    return "" if any(any(person.skills) for person in counted.problem.people) else _("Nobody’s skills are known.")


def _years(counted: Counted) -> str:
    is_known = any(person["years"] is not None for person in counted.people)
    return "" if is_known else _("Nobody has said how long they have worked.")


def _background(counted: Counted) -> str:
    return "" if any(person["background"] for person in counted.people) else _("Nobody has a background.")


def _scheme(counted: Counted) -> str:
    return "" if any(person.get("scheme") for person in counted.people) else _("Nobody has a scheme.")


def _region(counted: Counted) -> str:
    return "" if any(person["region"] for person in counted.people) else _("Nobody has a region.")


def _topics(counted: Counted) -> str:
    if not counted.frozen.get("topics"):
        return _("There are no topics.")
    return "" if counted.wishers else _("Nobody has ranked topics.")


def _met(counted: Counted) -> str:
    return "" if counted.problem.met_before else _("Nobody here was in a team with anybody else before.")


def _hours(counted: Counted) -> str:
    is_free = all(person.availability & FULL == FULL for person in counted.problem.people)
    return _("Everybody is free all week.") if is_free else ""


def _moved(counted: Counted) -> str:
    return "" if counted.problem.current else _("There are no teams to move from yet.")


SILENT: dict[str, Callable[[Counted], str]] = {
    "skill_balance": _skills,
    "skill_hole": _skills,
    "experience_balance": _years,
    "background_repeat": _background,
    "scheme_repeat": _scheme,
    "region_repeat": _region,
    "topic_rank": _topics,
    "met_before": _met,
    "hours_short": _hours,
    "moved": _moved,
}
