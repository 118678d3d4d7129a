"""Giving certificates at release, taking them back with it, and withdrawing one."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from challenges.certificates.models import Certificate
from challenges.certificates.wanted import wanted_of
from challenges.results.models import Decision
from cohorts.models import Cohort
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.models import User
from core.service import service


class ReasonNeeded(Refused):
    """A withdrawal has its reason."""

    message = _("Say why: whoever checks the certificate learns only that it was withdrawn, the reason stays here.")
    field = "reason"


@service
def give_certificates(*, decision: Decision, by: User | None, now: datetime | None = None) -> int:
    """Everybody has the certificates that the released result gives; records certificates.given; how many are new.

    Given again after a correction, what no longer holds is withdrawn, what changed its words is replaced, and what
    was right stays with its code.
    """
    now = zones.moment(now)
    cohort = Cohort.objects.select_for_update().get(pk=decision.pitch_day.cohort_id)
    wanted = {(one.user, str(one.kind)): one for one in wanted_of(decision)}
    held = {(one.user_id, one.kind): one for one in Certificate.objects.valid().filter(cohort=cohort)}
    past = [one for key, one in held.items() if key not in wanted or wanted[key].words != one.words]
    why = str(_("The result was corrected."))
    Certificate.objects.filter(pk__in=[one.pk for one in past]).update(withdrawn_at=now, withdrawn_why=why)
    stays = {key for key, one in held.items() if one not in past}
    new = [
        Certificate(cohort=cohort, user_id=one.user, kind=one.kind, name=one.name, words=one.words, given_at=now)
        for key, one in wanted.items()
        if key not in stays
    ]
    Certificate.objects.bulk_create(new)
    if new or past:
        record("certificates.given", by=by, subject=cohort, cohort=cohort, now=now, given=len(new), withdrawn=len(past))
    return len(new)


@service
def take_back_certificates(
    *, cohort: Cohort, released_at: datetime, by: User | None, now: datetime | None = None
) -> int:
    """The certificates of a release that was undone before anybody saw it never were; how many there had been.

    What that release had withdrawn, as a correction does, holds again.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    gone, _rows = Certificate.objects.filter(cohort=cohort, given_at=released_at).delete()
    past = Certificate.objects.filter(cohort=cohort, withdrawn_at=released_at)
    back = past.update(withdrawn_at=None, withdrawn_why="")
    if gone or back:
        record("certificates.taken_back", by=by, subject=cohort, cohort=cohort, now=zones.moment(now), count=gone)
    return gone


@service
def withdraw_certificate(*, certificate: Certificate, reason: str, by: User, now: datetime | None = None) -> None:
    """Who checks the certificate is told that it was withdrawn; records certificate.withdrawn, once."""
    reason = reason.strip()
    if not reason:
        raise ReasonNeeded
    now = zones.moment(now)
    locked = Certificate.objects.select_for_update().select_related("cohort").get(pk=certificate.pk)
    if locked.withdrawn_at is not None:
        return
    locked.withdrawn_at, locked.withdrawn_why = now, reason
    locked.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record("certificate.withdrawn", by=by, subject=locked, cohort=locked.cohort, now=now, reason=reason)


@service
def correct_name(*, certificate: Certificate, name: str, by: User, now: datetime | None = None) -> Certificate:
    """The certificate bears this name, its code and words stay; records certificate.name_corrected unless it did."""
    locked = Certificate.objects.select_for_update().select_related("cohort").get(pk=certificate.pk)
    name = name.strip()
    if locked.name != name:
        before, locked.name = locked.name, name
        locked.save(update_fields=["name"])
        moment = zones.moment(now)
        record("certificate.name_corrected", by=by, subject=locked, cohort=locked.cohort, now=moment, before=before)
    return locked
