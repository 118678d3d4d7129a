"""The sensitivity check: asked of somebody, or done at once; good for the texts as they stood."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from challenges.briefs.models import Brief
from challenges.briefs.review.models import SensitivityCheck
from challenges.briefs.review.services.errors import AgreementMissing, CommercialOpen, KeptNotConfirmed, TooHigh
from challenges.briefs.review.services.telling import tell
from challenges.briefs.review.texts import hash_of, texts_of
from challenges.briefs.review.workflow import Commercial, Marking, PersonalData
from challenges.briefs.services import lock_brief
from cohorts.people.services.accounts import find_or_make_user
from cohorts.programmes.roles import organised_ids
from cohorts.visits.services import invite_partner
from core import zones
from core.access import can
from core.audit.record import record
from core.errors import Changed
from core.models import User
from core.people.links import site_link
from core.service import service


@dataclass(frozen=True)
class Findings:
    """What the checklist says."""

    marking: str
    commercial: str
    personal_data: str
    agreed: str = ""
    is_kept: bool = False


@service
def ask_check(
    *,
    brief: Brief,
    email: str,
    first_name: str = "",
    last_name: str = "",
    by: User | None,
    now: datetime | None = None,
) -> SensitivityCheck:
    """The person is asked to check the texts, in place of anybody asked before; records brief_check.asked."""
    now = zones.moment(now)
    locked = lock_brief(brief)
    user = find_or_make_user(email=email, first_name=first_name, last_name=last_name, by=by, now=now)
    check: SensitivityCheck
    check, _is_new = SensitivityCheck.objects.update_or_create(
        brief=locked, done_at=None, defaults={"checker": user, "asked_by": by, "asked_at": now}
    )
    record("brief_check.asked", by=by, subject=locked, cohort=locked.cohort, now=now, person=user.name)
    if locked.cohort_id not in organised_ids(user):
        place = f"{locked.title}, {locked.cohort}"
        invite_partner(user=user, role="brief_checker", cohort=locked.cohort, place=place, by=by, now=now)
    link = site_link(reverse("partner:check", args=[check.key]))
    tell(locked, "check_asked", [user], link, by=by, now=now)
    return check


@service
def check_sensitivity(
    *, brief: Brief, findings: Findings, by: User | None, now: datetime | None = None, seen: str = ""
) -> SensitivityCheck:
    """The texts as they stand are checked; refused for what may not go out; records brief_check.done.

    `seen` is the fingerprint of the texts that the person read: others are refused, as changed meanwhile.
    """
    now = zones.moment(now)
    locked = lock_brief(brief)
    if by is not None and not can(by, "brief.check", locked):
        raise PermissionDenied
    texts = hash_of(texts_of(locked))
    if seen and seen != texts:
        raise Changed
    _refuse(findings)
    check = SensitivityCheck.objects.filter(brief=locked, done_at=None).first()
    check = check or SensitivityCheck(brief=locked, asked_by=by, asked_at=now)
    check.checker, check.done_at, check.texts_hash = by, now, texts
    check.marking, check.commercial = findings.marking, findings.commercial
    check.personal_data, check.agreed = findings.personal_data, findings.agreed
    check.save()
    record("brief_check.done", by=by, subject=locked, cohort=locked.cohort, now=now, marking=findings.marking)
    return check


def _refuse(findings: Findings) -> None:
    if findings.marking not in (Marking.NONE, Marking.OFFICIAL):
        raise TooHigh
    if findings.commercial not in (Commercial.NONE, Commercial.AGREED):
        raise CommercialOpen
    if findings.personal_data == PersonalData.REAL and not findings.agreed.strip():
        raise AgreementMissing
    if not findings.is_kept:
        raise KeptNotConfirmed
