"""Decisions about challenges and the pitch day."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.briefs.choosing.workflow import OwnState
from challenges.briefs.questions.workflow import Owes
from challenges.briefs.review.parts import decisions_waiting
from challenges.briefs.workflow import BriefState
from challenges.models import OwnProblem, StatementRequest
from challenges.pitchdays.workflow import PitchDayState
from challenges.work.feedback.parts import Task as Owed
from challenges.work.feedback.parts import organisers_owe
from cohorts.programmes.workflow import CohortState
from core import zones
from core.templatetags.moments import day
from desk.ground import PROPOSED, Ground
from desk.today.items import NO_HURRY, Item, before_start, due, late_by, link, since_words
from desk.words import days_until

UNDER_WAY = (CohortState.FORMING, CohortState.RUNNING)
# Pitch day is planned by the middle of the twelve weeks.
PLAN_FROM = 6


def briefs(ground: Ground) -> list[Item]:
    """Drafts that teams cannot see yet, or that there is nothing to choose from."""
    if ground.cohort.state not in UNDER_WAY or ground.lines:
        return []
    drafts, approved = ground.briefs[BriefState.DRAFT], ground.briefs[BriefState.APPROVED]
    if drafts or approved:
        draft = ngettext("%(count)s challenge is a draft", "%(count)s challenges are drafts", drafts)
        taken = ngettext("%(count)s challenge is approved", "%(count)s challenges are approved", approved)
        title = taken % {"count": approved} if approved else draft % {"count": drafts}
        note = _("Teams rank the challenges that are published.")
        return [Item(title, link(ground, "briefs_publish"), _("Publish challenges"), note, **before_start(ground))]
    if not ground.briefs[BriefState.PUBLISHED]:
        note = _("Each team works on one. Write the first, or ask an owner.")
        return [
            Item(
                _("There is no challenge yet"),
                link(ground, "brief_new"),
                _("Add a challenge"),
                note,
                **before_start(ground),
            )
        ]
    return []


def reviews(ground: Ground) -> list[Item]:
    """Challenges that wait for reviewers, and those on which every review is in."""
    board, found = link(ground, "briefs_board"), []
    alone = ground.briefs[BriefState.SUBMITTED]
    if alone:
        title = ngettext("%(count)s challenge waits for reviewers", "%(count)s challenges wait for reviewers", alone)
        note = _("Two people read each, without seeing what the other says.")
        found.append(Item(title % {"count": alone}, board, _("Name reviewers"), note))
    ready = decisions_waiting(ground.cohort) if ground.briefs[BriefState.IN_REVIEW] else 0
    if ready:
        title = ngettext(
            "%(count)s challenge waits for your decision", "%(count)s challenges wait for your decision", ready
        )
        found.append(Item(title % {"count": ready}, board, _("Compare and decide"), _("Every review is in.")))
    return found


def proposed(ground: Ground) -> list[Item]:
    """Challenges that somebody proposed on the public pages and nobody has answered."""
    number = ground.briefs[PROPOSED]
    if not number:
        return []
    title = ngettext(
        "%(count)s proposed challenge waits for an answer", "%(count)s proposed challenges wait for an answer", number
    )
    url = link(ground, "brief_applications", query="state=WAITING")
    note = _("Accept it, and its owner is asked to write; or decline it with words.")
    return [Item(title % {"count": number}, url, _("Read and answer"), note)]


def own_problems(ground: Ground) -> list[Item]:
    """Problems that teams bring: an owner is to be looked for, or found."""
    return [_own_problem(ground, problem) for problem in ground.own_problems]


def _own_problem(ground: Ground, problem: OwnProblem) -> Item:
    words = {"team": problem.team.name}
    url = link(ground, "own_problem", problem.key)
    if problem.state == OwnState.SEEKING:
        return Item(_("Find an owner for the problem of %(team)s") % words, url, _("See the problem"), problem.question)
    return Item(_("%(team)s proposes a problem of its own") % words, url, _("Read and answer"), problem.question)


def questions(ground: Ground) -> list[Item]:
    """Questions of teams that wait for the organisers, and since when the oldest does."""
    if Owes.ORGANISER not in ground.questions:
        return []
    number, oldest = ground.questions[Owes.ORGANISER]
    title = ngettext("%(count)s question waits for your answer", "%(count)s questions wait for your answer", number)
    url = link(ground, "questions", query="show=mine")
    return [Item(title % {"count": number}, url, _("Read and answer"), since_words(ground, number, oldest))]


def giving_out(ground: Ground) -> list[Item]:
    """The allocation that waits to be published, or that one can be worked out."""
    if ground.lines or not ground.teams:
        return []
    if ground.allocation is not None:
        title = _("Publish who works on what: allocation %(number)s") % {"number": ground.allocation.number}
        url = link(ground, "allocation", ground.allocation.key)
        return [Item(title, url, _("Look at the split"), _("Nobody has been told. Look, change it, then publish."))]
    if ground.briefs[BriefState.PUBLISHED] and all(team.pk in ground.ranked for team in ground.teams):
        title, note = _("Give out the challenges"), _("Every team has ranked them.")
        waiting = sum(team.pk not in ground.confirmed for team in ground.teams)
        if waiting:
            words = ngettext("%(count)s has not confirmed.", "%(count)s have not confirmed.", waiting)
            note = f"{note} {words % {'count': waiting}}"
        return [Item(title, link(ground, "briefs"), _("Propose a split"), note)]
    return []


def pitch_day(ground: Ground) -> list[Item]:
    """Where the pitch day waits for the organisers, by its state."""
    found = ground.pitch_day
    if found is None:
        return _unplanned(ground)
    return [*_seconds(ground), *_asked(ground), *_by_state(ground)]


def _seconds(ground: Ground) -> list[Item]:
    """What the reader was named to answer as second person: what the chair signed, or a planned release."""
    found, user, items = ground.pitch_day, ground.user_id, []
    assert found is not None
    if user is None:
        return []
    note = _("You are named as the second person.")
    if found.decision_second == user and found.state == PitchDayState.SIGNED:
        url = reverse("judge:deliberation_approve", args=[found.key])
        items.append(Item(_("The chair has signed the panel’s decision"), url, _("Read it and answer"), note))
    if found.plan_second == user:
        url = reverse("judge:release_agree", args=[found.plan_key])
        items.append(Item(_("The release of the results needs you to agree"), url, _("Read it and answer"), note))
    return items


def _asked(ground: Ground) -> list[Item]:
    """What a judge or the chair asks of the organisers; one line each, however many."""
    found = ground.pitch_day
    assert found is not None
    items: list[Item] = []
    if ground.cohort.state not in UNDER_WAY:
        return items
    if found.deputy and found.state not in (PitchDayState.CONFIRMED, PitchDayState.PUBLISHED):
        note = _("They keep the seat until you answer.")
        items.append(
            Item(_("A judge names a deputy"), link(ground, "hand_over_decide", found.deputy), _("Answer"), note)
        )
    if found.reopening and found.state == PitchDayState.SCORES_CLOSED:
        note = _("It needs you to agree as second person.")
        url = link(ground, "reopening", found.reopening)
        items.append(Item(_("The chair asks to open scores again"), url, _("Answer"), note))
    return items


def _by_state(ground: Ground) -> list[Item]:
    found = ground.pitch_day
    assert found is not None
    url = link(ground, "pitch_day")
    if found.state == PitchDayState.PLANNED:
        return _planned(ground, url)
    if found.state == PitchDayState.SCORING and ground.sheets and all(done == all_ for _n, done, all_ in ground.sheets):
        return [Item(_("Close the scores"), url, _("Close the scores"), _("Every judge has handed in every sheet."))]
    if found.state == PitchDayState.CONFIRMED and not found.plan_key:
        note = _("The panel has confirmed them. Nobody else has seen them yet.")
        return [Item(_("Release the results"), link(ground, "results_release"), _("See the results"), note)]
    return []


def _unplanned(ground: Ground) -> list[Item]:
    if ground.cohort.state != CohortState.RUNNING or ground.week < PLAN_FROM:
        return []
    note = _("The twelve weeks end on %(day)s.") % {"day": day(ground.cohort.ends_on)}
    return [Item(_("Plan the pitch day"), link(ground, "pitch_day"), _("Plan the pitch day"), note)]


def _planned(ground: Ground, url: str) -> list[Item]:
    found = ground.pitch_day
    assert found is not None
    when = due(ground, found.starts_at)
    if not found.has_judges:
        return [Item(_("The pitch day has no judges"), url, _("Add judges"), **when)]
    if not found.has_chair:
        note = _("The chair leads the deliberation and confirms the result.")
        return [Item(_("The panel has no chair"), url, _("Choose a chair"), note, **when)]
    if found.has_doubts:
        note = _("The chair rules on conflicts of interest that are not certain; scoring cannot open before.")
        return [
            Item(_("Conflicts wait for a ruling"), link(ground, "pitch_conflicts"), _("See conflicts"), note, **when)
        ]
    if days_until(found.starts_at, ground.cohort, ground.today) <= 0:
        note = _("Judges can score from then on.")
        return [Item(_("Open scoring"), url, _("Open scoring"), note, **when)]
    return []


def reopenings(ground: Ground) -> list[Item]:
    """Teams that ask to change what all had agreed to: an owner may answer, and so may an organiser."""
    return [_reopening(ground, asked) for asked in ground.reopenings]


def _reopening(ground: Ground, asked: StatementRequest) -> Item:
    words = {"team": asked.submission.team.name, "milestone": asked.submission.milestone.title}
    title = _("%(team)s asks to change: %(milestone)s") % words
    note = _("All had agreed to it. The challenge owner can answer too.")
    return Item(title, link(ground, "statement_request", asked.key), _("Read why, and decide"), note, at=asked.asked_at)


def feedback(ground: Ground) -> list[Item]:
    """What teams asked organisers about their work: whoever was asked is named."""
    found = organisers_owe(ground.cohort, ground.now) if ground.handed_in else []
    return [_feedback(ground, one) for one in found]


def _feedback(ground: Ground, one: Owed) -> Item:
    words = {"name": one.who, "note": one.note}
    at = zones.last_minute(one.due_on, ground.cohort.zone) if one.due_on else NO_HURRY
    when = late_by(ground, at) if one.is_overdue else due(ground, at)
    return Item(one.title, one.url, _("Read it and answer"), _("Asked of %(name)s. %(note)s") % words, **when)
