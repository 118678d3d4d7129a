"""Planned release: to teams and to everybody, each at its time by the server's clock, cancelled at any time before."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.briefs.intake.letters import organisers_of
from challenges.briefs.intake.models import BriefPlan
from challenges.briefs.intake.services.errors import PlanTooEarly
from challenges.briefs.models import Brief
from challenges.briefs.services import NoPublicWords, make_public, publish_briefs
from challenges.briefs.services.briefs import lock_brief
from cohorts.messages.services import notify
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.models import User
from core.people.links import site_link
from core.service import service

_NO_LONGER = _("Whoever planned it does not run this cohort any more.")
_AFTER_TEAMS = _("Everybody reads it at the earliest when teams do.")


@service
def plan_release(
    *,
    brief: Brief,
    teams_at: datetime | None = None,
    public_at: datetime | None = None,
    by: User,
    now: datetime | None = None,
) -> BriefPlan | None:
    """The brief goes out by itself at these times; without any nothing is planned. Records brief.release_planned."""
    brief, now = lock_brief(brief), zones.moment(now)
    teams_at = None if brief.is_out else teams_at
    if teams_at is None and public_at is None:
        cancel_plan(brief=brief, by=by, now=now)
        return None
    _refuse_unfit(brief, teams_at, public_at, now)
    times = {"teams_at": teams_at, "public_at": public_at}
    plan, __ = BriefPlan.objects.update_or_create(brief=brief, defaults={**times, "planned_by": by, "planned_at": now})
    said: dict[str, Any] = {name: at.isoformat() if at else "" for name, at in times.items()}
    record("brief.release_planned", by=by, subject=brief, cohort=brief.cohort, now=now, **said)
    return plan


def _refuse_unfit(brief: Brief, teams_at: datetime | None, public_at: datetime | None, now: datetime) -> None:
    if teams_at is not None and teams_at <= now:
        raise PlanTooEarly
    if public_at is None:
        return
    if public_at <= now:
        raise PlanTooEarly(field="public_at")
    if not brief.is_out and (teams_at is None or public_at < teams_at):
        raise PlanTooEarly(_AFTER_TEAMS, field="public_at")
    if not brief.public_title:
        raise NoPublicWords(field="public_at")


@service
def cancel_plan(*, brief: Brief, by: User | None, now: datetime | None = None) -> None:
    """The brief goes out only by hand; records brief.release_cancelled where something was planned."""
    gone, __ = BriefPlan.objects.filter(brief=brief).delete()
    if gone:
        record("brief.release_cancelled", by=by, subject=brief, cohort=brief.cohort, now=now)


def release_due(*, now: datetime) -> int:
    """Every brief whose time has come is out; what could not go out is planned no more, and organisers are told."""
    done = 0
    for which in ("teams_at", "public_at"):
        for plan in BriefPlan.objects.filter(**{f"{which}__lte": now}).order_by(which, "pk"):
            done += _release(plan.pk, which, now)
    return done


@service
def _release(pk: int, which: str, now: datetime) -> bool:
    plan = BriefPlan.objects.select_for_update(of=("self",)).select_related("planned_by").filter(pk=pk).first()
    if plan is None or getattr(plan, which) is None or getattr(plan, which) > now:
        return False
    brief = lock_brief(Brief(pk=plan.brief_id))
    try:
        _go_out(brief, which, plan.planned_by, now)
    except (Refused, PermissionDenied) as refused:
        plan.delete()
        _tell_failed(brief, str(getattr(refused, "message", _NO_LONGER)), now)
        return False
    setattr(plan, which, None)
    if plan.teams_at is None and plan.public_at is None:
        plan.delete()
    else:
        plan.save(update_fields=[which])
    return True


def _go_out(brief: Brief, which: str, by: User | None, now: datetime) -> None:
    """Out already by hand is as good."""
    if which == "public_at":
        make_public(brief=brief, by=by, now=now)
    elif not brief.is_out:
        publish_briefs(cohort=brief.cohort, briefs=[brief], by=by, now=now)


def _tell_failed(brief: Brief, reason: str, now: datetime) -> None:
    record("brief.release_failed", by=None, subject=brief, cohort=brief.cohort, now=now, reason=reason)
    people = organisers_of(brief.cohort)
    if people:
        link = site_link(reverse("organise:brief", args=[brief.cohort.slug, brief.key]))
        facts = {"question": brief.line, "reason": reason, "link": link}
        key = f"{brief.key}-{now.timestamp():.0f}"
        notify(cohort=brief.cohort, kind="briefs.not_released", to=people, facts=facts, by=None, key=key, now=now)
