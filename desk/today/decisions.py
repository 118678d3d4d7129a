"""What needs a decision of the organisers: each function reads the ground and gives the lines it knows of."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext as _

from cohorts.programmes.models import WEEKS
from cohorts.programmes.workflow import CohortState
from core.templatetags.moments import day
from desk.ground import Ground
from desk.today.decide_challenges import (
    briefs,
    feedback,
    giving_out,
    own_problems,
    pitch_day,
    proposed,
    questions,
    reopenings,
    reviews,
)
from desk.today.decide_checkins import needs, warnings
from desk.today.decide_mail import mail
from desk.today.decide_people import invitations, mentors, places, skills, teams, without_team
from desk.today.items import Item, before_start, in_order, link

S = CohortState
ENDED = (S.COMPLETED, S.CANCELLED)
# How long before the first day the organisers are asked to go on to the next state.
AHEAD = timedelta(days=14)


def decisions(ground: Ground) -> list[Item]:
    """Everything that waits for the organisers to decide, the most urgent first."""
    if ground.cohort.state in ENDED:
        return in_order([*pitch_day(ground), *mail(ground)])
    return in_order(item for find in FIND for item in find(ground))


def next_state(ground: Ground) -> list[Item]:
    """The cohort's own next step in its life, once it is due."""
    cohort = ground.cohort
    find = {S.DRAFT: _open, S.RECRUITING: _form, S.FORMING: _run, S.RUNNING: _complete}.get(S(cohort.state))
    return find(ground) if find else []


def _open(ground: Ground) -> list[Item]:
    title = _("Open the cohort for people")
    note = _("It is a draft. Once it is open, people can be invited.")
    return [Item(title, link(ground, "cohort_move", "open"), _("Open the cohort"), note)]


def _form(ground: Ground) -> list[Item]:
    is_full = ground.people.all >= ground.cohort.places
    if not is_full and ground.today < ground.cohort.starts_on - AHEAD:
        return []
    words = {"people": ground.people.all, "places": ground.cohort.places}
    note = _("%(people)s of %(places)s places are filled.") % words
    return [Item(_("Start forming teams"), link(ground, "cohort_move", "form"), _("Start forming teams"), note)]


def _run(ground: Ground) -> list[Item]:
    if not ground.teams or ground.today < ground.cohort.starts_on - timedelta(days=7):
        return []
    note = _("Teams are published. The first week begins on %(day)s.") % {"day": day(ground.cohort.starts_on)}
    return [
        Item(
            _("Start the twelve weeks"),
            link(ground, "cohort_move", "run"),
            _("Start the weeks"),
            note,
            **before_start(ground),
        )
    ]


def _complete(ground: Ground) -> list[Item]:
    if ground.week <= WEEKS:
        return []
    note = _("The twelve weeks ended on %(day)s.") % {"day": day(ground.cohort.ends_on)}
    return [Item(_("Complete the cohort"), link(ground, "cohort_move", "complete"), _("Complete the cohort"), note)]


FIND: list[Callable[[Ground], list[Item]]] = [
    next_state,
    invitations,
    mentors,
    places,
    skills,
    teams,
    without_team,
    briefs,
    proposed,
    reviews,
    own_problems,
    questions,
    giving_out,
    pitch_day,
    reopenings,
    feedback,
    warnings,
    needs,
    mail,
]
