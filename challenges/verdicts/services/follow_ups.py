"""What became of the work: asked three and six months later, once, with one reminder; and the answer."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.urls import reverse

from challenges.briefs.models import AllocationLine, published_lines
from challenges.verdicts.models import MONTHS, FollowUp
from challenges.verdicts.owed import Owed, by_owner, owners_by_brief
from challenges.verdicts.services.telling import team_lines
from challenges.verdicts.times import REMINDED_AFTER, due_on
from cohorts.messages.services import notify
from cohorts.models import Cohort
from cohorts.programmes.models import WEEKS
from cohorts.programmes.workflow import CohortState
from core import zones
from core.audit.record import record
from core.models import User
from core.people.links import site_link
from core.service import service

# Cohorts that ended longer ago are not asked any more: half a year, and three months for a site that stood still.
ASKED_FOR = timedelta(weeks=WEEKS, days=280)


@service
def ask_follow_ups(*, now: datetime | None = None) -> int:
    """Owners were asked what became of each team's work whose time has come, once; how many teams are new.

    Where nobody answers for a challenge it is asked as soon as somebody does. Records follow_up.asked.
    """
    now = zones.moment(now)
    states = (CohortState.DRAFT, CohortState.CANCELLED)
    cohorts = Cohort.objects.filter(starts_on__gte=(now - ASKED_FOR).date()).exclude(state__in=states)
    due = [(cohort, months) for cohort in cohorts.select_related("pitch_day") if (months := _due(cohort, now))]
    return sum(_ask(cohort, months, now) for cohort, months in due)


def _due(cohort: Cohort, now: datetime) -> int:
    """The latest of the two questions whose day has come; none before the first."""
    today = zones.today(cohort.zone, now)
    return max((months for months in MONTHS if due_on(cohort, months) <= today), default=0)


def _ask(cohort: Cohort, months: int, now: datetime) -> int:
    # Two jobs at once: the second waits here, and finds the rows of the first.
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("programme").get(pk=cohort.pk)
    asked = set(FollowUp.objects.filter(brief__cohort=cohort, months=months).values_list("brief_id", "team_id"))
    new = [line for line in published_lines(cohort) if (line.brief_id, line.team_id) not in asked]
    owners = owners_by_brief(line.brief_id for line in new)
    for line in new:
        line.brief.cohort = cohort
    made = [_make(line, months, now) for line in new if owners.get(line.brief_id)]
    _write(cohort, made, "verdicts.follow_up", now)
    return len(made)


def _make(line: AllocationLine, months: int, now: datetime) -> FollowUp:
    made: FollowUp = FollowUp.objects.create(brief=line.brief, team=line.team, months=months, asked_at=now)
    record("follow_up.asked", by=None, subject=made, cohort=made.cohort, now=now, months=months)
    return made


@service
def remind_of_follow_ups(*, now: datetime | None = None) -> int:
    """What was asked two weeks ago and not answered is asked again, once; how many. Records follow_up.reminded."""
    now = zones.moment(now)
    rows = FollowUp.objects.filter(answered_at=None, reminded_at=None, asked_at__lte=now - REMINDED_AFTER)
    whole = rows.select_for_update(of=("self",)).select_related("brief__cohort__programme", "brief__owner", "team")
    waiting = list(whole.order_by("brief__cohort", "months", "team__number", "pk"))
    for row in waiting:
        row.reminded_at = now
        record("follow_up.reminded", by=None, subject=row, cohort=row.cohort, now=now, months=row.months)
    FollowUp.objects.bulk_update(waiting, ["reminded_at"])
    for cohort in {row.cohort.pk: row.cohort for row in waiting}.values():
        for months in MONTHS:
            those = [row for row in waiting if row.cohort == cohort and row.months == months]
            _write(cohort, those, "verdicts.follow_up_again", now)
    return len(waiting)


def _write(cohort: Cohort, rows: Sequence[FollowUp], kind: str, now: datetime) -> None:
    """One letter to each owner with all their teams: to one person at a time, so few by nature (M-01)."""
    link = site_link(reverse("partner:home"))
    for user, owed in by_owner(_owed(rows)).items():
        key = f"{rows[0].months}:{user.pk}:{rows[0].key}"
        facts = {"teams": team_lines(owed), "months": str(rows[0].months), "link": link}
        notify(cohort=cohort, kind=kind, to=[user], facts=facts, by=None, key=key, now=now)


def _owed(rows: Iterable[FollowUp]) -> list[Owed]:
    return [Owed(row.team, row.brief) for row in rows]


@service
def answer_follow_up(
    *,
    follow_up: FollowUp,
    happened: str,
    words: str = "",
    is_public: bool = False,
    by: User,
    now: datetime | None = None,
) -> FollowUp:
    """What became of the work is kept; the last answer stands; records follow_up.answered where it is new."""
    now = zones.moment(now)
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related("brief__cohort", "team")
    locked: FollowUp = rows.get(pk=follow_up.pk)
    before = (locked.happened, locked.words, locked.is_public)
    if locked.answered_at is None or before != (happened, words, is_public):
        locked.happened, locked.words, locked.is_public = happened, words, is_public
        locked.answered_by, locked.answered_at = by, now
        locked.save(update_fields=["happened", "words", "is_public", "answered_by", "answered_at"])
        record("follow_up.answered", by=by, subject=locked, cohort=locked.cohort, now=now, months=locked.months)
    return locked
