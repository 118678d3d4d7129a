"""How long an answer may take and until when teams may ask, for a cohort and for one challenge."""

from datetime import datetime

from django.urls import reverse

from challenges.briefs.choosing.models import rules_of
from challenges.briefs.letters import briefs_by_owner, owners_link, people_of
from challenges.briefs.models import Brief
from challenges.briefs.questions.closing import closing_of
from challenges.briefs.questions.models import AskingDate, AskingRules, BriefQuestion
from challenges.briefs.questions.services.errors import ClosesInThePast
from challenges.briefs.questions.services.telling import pages_of_date
from challenges.briefs.questions.times import due_after
from challenges.briefs.services import lock_brief
from cohorts.messages.services import notify
from cohorts.models import Cohort
from core import zones
from core.audit.record import record
from core.models import User
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import absolute


def told_of_cohorts_date(cohort: Cohort) -> list[User]:
    """Who is told that questions of the cohort close at another moment: who takes part, and owners of what is out."""
    return list(_pages_in(cohort))


def _pages_in(cohort: Cohort) -> dict[User, str]:
    """The same people, each with the page that is theirs: of those with two roles, the team's."""
    found = dict.fromkeys(people_of(cohort), site_link(reverse("my:briefs", args=[cohort.slug])))
    for user, briefs in briefs_by_owner(Brief.objects.published().filter(cohort=cohort)).items():
        found.setdefault(user, owners_link(briefs))
    return found


def is_ahead(cohort: Cohort, closes_at: datetime | None, now: datetime | None = None) -> bool:
    """Whether this date, or without one the end of the rankings, is still to come: what is over is told to nobody."""
    counts = closes_at or rules_of(cohort).closes_at
    return counts is not None and counts > zones.moment(now)


@service
def set_asking(
    *, cohort: Cohort, answer_days: int, closes_at: datetime | None = None, by: User, now: datetime | None = None
) -> AskingRules:
    """Answers are expected in so many working days and questions close then; records brief_asking.set when new.

    Everybody concerned is told of another date to come; what waits is expected by the new number of days.
    """
    now = zones.moment(now)
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    rules, _is_new = AskingRules.objects.get_or_create(cohort=locked)
    is_moved = rules.closes_at != closes_at
    if is_moved and closes_at is not None and closes_at <= now:
        raise ClosesInThePast
    if not is_moved and rules.answer_days == answer_days:
        return rules
    are_days_new = rules.answer_days != answer_days
    rules.answer_days, rules.closes_at = answer_days, closes_at
    rules.save()
    if are_days_new:
        _expect_anew(locked, answer_days)
    counts = closes_at or rules_of(locked).closes_at
    until = absolute(counts, locked) if counts else ""
    record("brief_asking.set", by=by, subject=locked, cohort=locked, now=now, days=answer_days, until=until)
    if is_moved and counts is not None and counts > now:
        facts = {"challenge": str(locked.name), "until": until}
        _tell(locked, _pages_in(locked), facts, by, f"{locked.slug}-{now.isoformat()}", now)
    return rules


def _expect_anew(cohort: Cohort, days: int) -> None:
    rows = BriefQuestion.objects.select_for_update(of=("self",)).filter(brief__cohort=cohort).waiting()
    for row in rows.order_by("pk"):
        due = due_after(row.owed_since, days, cohort)
        BriefQuestion.objects.filter(pk=row.pk).update(due_at=due)


@service
def set_date(*, brief: Brief, closes_at: datetime | None, by: User, now: datetime | None = None) -> None:
    """Questions about this challenge close then, or as for the cohort; records brief_asking.dated when that is new.

    Everybody concerned is told of another date to come. A later one opens them again.
    """
    now = zones.moment(now)
    locked = lock_brief(brief)
    held = AskingDate.objects.filter(brief=locked).first()
    before = held.closes_at if held else None
    if before == closes_at:
        return
    if closes_at is not None and closes_at <= now:
        raise ClosesInThePast
    if closes_at is None:
        AskingDate.objects.filter(brief=locked).delete()
    else:
        AskingDate.objects.update_or_create(brief=locked, defaults={"closes_at": closes_at})
    counts = closing_of(locked).at
    until = absolute(counts, locked.cohort) if counts else ""
    record("brief_asking.dated", by=by, subject=locked, cohort=locked.cohort, now=now, until=until)
    if counts is not None and counts > now:
        facts = {"challenge": locked.title, "until": until}
        _tell(locked.cohort, pages_of_date(locked), facts, by, f"{locked.key}-{now.isoformat()}", now)


def _tell(cohort: Cohort, pages: dict[User, str], words: dict[str, str], by: User, key: str, now: datetime) -> None:
    def facts(user: User) -> dict[str, str]:
        return {**words, "link": pages[user]}

    if pages:
        notify(cohort=cohort, kind="questions.moved", to=list(pages), facts=facts, by=by, key=key, now=now)
