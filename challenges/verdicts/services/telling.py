"""Who is written to about verdicts: a team that may read its own, and owners who owe one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from challenges.briefs.letters import people_in
from challenges.briefs.models import AllocationLine
from challenges.results.models import Release
from challenges.verdicts.models import OwnerVerdict, VerdictRules
from challenges.verdicts.owed import Owed, owed_verdicts
from challenges.verdicts.services.errors import NothingOwed, RemindedToday
from challenges.verdicts.times import is_out, pitch_day_of
from cohorts.messages.models import Mailing
from cohorts.messages.services import notify
from cohorts.models import Cohort
from core import zones
from core.audit.record import record
from core.models import User
from core.people.links import site_link
from core.service import service


def tell_team(verdict: OwnerVerdict, by: User | None, now: datetime) -> bool:
    """The team has a letter about its verdict, once, as soon as it may read it and the release cannot be undone."""
    if verdict.told_at is not None or not verdict.is_given or not _is_shown(verdict):
        return False
    if not _is_settled(verdict.cohort, now) or not _works_on_it(verdict):
        return False
    verdict.told_at = now
    verdict.save(update_fields=["told_at"])
    to = [user for user in people_in([verdict.team_id])[verdict.team_id] if user.is_active]
    if to:
        link = site_link(reverse("my:team_verdict", args=[verdict.cohort.slug, verdict.team.key]))
        facts = {"team": verdict.team.name, "link": link}
        notify(cohort=verdict.cohort, kind="verdicts.shown", to=to, facts=facts, by=by, key=verdict.key, now=now)
    return True


def _works_on_it(verdict: OwnerVerdict) -> bool:
    """Whether the team still has this challenge: after a correction its page of the verdict is gone."""
    lines = AllocationLine.objects.published()
    return lines.filter(brief=verdict.brief_id, team=verdict.team_id).exists()


def _is_shown(verdict: OwnerVerdict) -> bool:
    if verdict.shown_at is not None:
        return True
    return VerdictRules.objects.filter(cohort=verdict.brief.cohort_id, shows_teams=True).exists()


def _is_settled(cohort: Cohort, now: datetime) -> bool:
    """Whether everybody was told of the result: a letter before that could tell that there is one."""
    if pitch_day_of(cohort) is None:
        return is_out(cohort, now)
    return Release.objects.filter(cohort=cohort, told_at__isnull=False).exists()


@service
def tell_teams(*, now: datetime | None = None) -> int:
    """Teams that may read their verdict since the result came out are told, each once; how many."""
    now = zones.moment(now)
    shown = Q(shown_at__isnull=False) | Q(brief__cohort__verdict_rules__shows_teams=True)
    rows = OwnerVerdict.objects.filter(shown, told_at=None, given_number__gte=1).select_for_update(of=("self",))
    waiting = list(rows.select_related("brief__cohort__programme", "team").order_by("pk"))
    return sum(tell_team(verdict, None, now) for verdict in waiting)


@service
def remind_of_verdicts(*, cohort: Cohort, by: User, now: datetime | None = None) -> list[User]:
    """Whoever owes verdicts has one letter with their teams; records verdict.reminded.

    A second one of the same day raises RemindedToday.
    """
    now = zones.moment(now)
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    owed = owed_verdicts(cohort, now)
    if not owed:
        raise NothingOwed
    key = f"owed:{zones.today(cohort.zone, now).isoformat()}"
    if Mailing.objects.filter(dedupe=f"{cohort.pk}:verdicts.owed:{key}").exists():
        raise RemindedToday
    to = list(owed)
    notify(cohort=cohort, kind="verdicts.owed", to=to, facts=facts_of(owed), by=by, key=key, now=now)
    record("verdict.reminded", by=by, subject=cohort, cohort=cohort, now=now, people=len(to))
    return to


def facts_of(owed: Mapping[User, Sequence[Owed]]) -> Callable[[User], dict[str, str]]:
    """What each owner is told: their own teams."""
    link = site_link(reverse("partner:home"))

    def facts(user: User) -> dict[str, str]:
        return {"teams": team_lines(owed[user]), "link": link}

    return facts


def team_lines(owed: Sequence[Owed]) -> str:
    """The teams, a line each, with their challenge."""
    return "\n".join(f"- {one.team.name} ({one.brief.title})" for one in owed)
