"""Letters of check-ins: one gentle reminder a week to who has not answered, one digest of new warnings."""

from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.work.checkins.models import CheckIn, EarlyWarning, NoReminder, check_in_rules_of
from challenges.work.checkins.weeks import closes_at, is_open, monday_of, week_at
from challenges.work.checkins.words import since_words, spoken
from cohorts.messages.models import Mailing
from cohorts.messages.services import notify
from cohorts.models import Cohort, Participant, ProgrammeStaff
from cohorts.programmes.workflow import CohortState
from core import zones
from core.models import User
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import absolute

REMINDER, WARNINGS = "checkins.reminder", "checkins.warnings"
# Reminders leave on Thursday, at nine on the clocks of the cohort.
THURSDAY, NINE = timedelta(days=3), time(9)


def unanswered(cohort: Cohort, week: int) -> "QuerySet[Participant]":
    """The members of teams who have not answered in the week, whether or not they want to be reminded."""
    rows = Participant.objects.active().filter(cohort=cohort, membership__isnull=False, user__is_active=True)
    return rows.exclude(pk__in=CheckIn.objects.filter(team__cohort=cohort, week=week).values("participant"))


def to_remind(cohort: Cohort, week: int) -> list[User]:
    """Who gets the week's reminder: has not answered, and did not say that they want none."""
    rows = unanswered(cohort, week).exclude(pk__in=NoReminder.objects.values("participant"))
    return [place.user for place in rows.select_related("user").order_by("pk")]


@service
def remind(*, cohort: Cohort, now: datetime | None = None) -> Mailing | None:
    """From Thursday on, each who has not answered has been written to, once a week; nobody where nothing is asked."""
    now = zones.moment(now)
    week, rules = week_at(cohort, now), check_in_rules_of(cohort)
    is_asked = cohort.state == CohortState.RUNNING and rules.is_on and rules.reminds and is_open(cohort, week, now)
    if not is_asked or now < zones.wall(monday_of(cohort, week) + THURSDAY, NINE, cohort.zone):
        return None
    if Mailing.objects.filter(cohort=cohort, dedupe=f"{cohort.pk}:{REMINDER}:week-{week}").exists():
        return None
    people = to_remind(cohort, week)
    if not people:
        return None
    link = site_link(reverse("my:check_in", args=[cohort.slug]))
    words = {"week": str(week), "until": absolute(closes_at(cohort, week), cohort), "link": link}
    return notify(cohort=cohort, kind=REMINDER, to=people, facts=words, by=None, key=f"week-{week}", now=now)


@service
def tell_organisers(*, cohort: Cohort, now: datetime | None = None) -> Mailing | None:
    """Every warning that is shown has been told to the organisers, where they want it, once in its life."""
    now = zones.moment(now)
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("programme").get(pk=cohort.pk)
    rows = EarlyWarning.objects.shown(now).filter(team__cohort=cohort, told_at=None)
    found = list(rows.select_related("team").order_by("team__number", "pk"))
    if not found:
        return None
    EarlyWarning.objects.filter(pk__in=[row.pk for row in found]).update(told_at=now)
    people = organisers_of(cohort)
    if not check_in_rules_of(cohort).mails_warnings or not people:
        return None
    words = {
        "count": str(len(found)),
        "list": "\n".join(_line(row) for row in found),
        "link": site_link(reverse("organise:check_ins", args=[cohort.slug])),
    }
    key = f"to-{max(row.pk for row in found)}"
    return notify(cohort=cohort, kind=WARNINGS, to=people, facts=words, by=None, key=key, now=now)


def _line(row: EarlyWarning) -> str:
    words = {"team": row.team.name, "what": spoken(row.title), "since": since_words(row.since)}
    return _("- %(team)s: %(what)s (since %(since)s)") % words


def organisers_of(cohort: Cohort) -> list[User]:
    """Who runs the cohort now."""
    rows = ProgrammeStaff.objects.filter(programme=cohort.programme_id, ended_at=None, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("pk")]
