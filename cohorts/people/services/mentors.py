"""Mentors of a cohort: adding, correcting, ending."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Mentor, Participant
from cohorts.people.services.accounts import find_or_make_organisation, find_or_make_user
from cohorts.people.services.places import refuse_if_over
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import Organisation, User
from core.service import service
from core.wiring import wired


class AlreadyMentors(Refused):
    """The person mentors in this cohort."""

    message = _("This person is a mentor of the cohort already.")
    field = "email"


class TakesPart(Refused):
    """The person takes part in this cohort."""

    message = _("This person takes part in this cohort and cannot mentor in it as well.")
    field = "email"


@service
def add_mentor_person(
    *,
    cohort: Cohort,
    email: str,
    first_name: str,
    last_name: str,
    organisation: str,
    sector: str = "",
    job_title: str = "",
    by: User | None,
    key: str = "",
    now: datetime | None = None,
) -> Mentor:
    """Somebody known by an address mentors in the cohort, with account and organisation found or made."""

    def make() -> Mentor:
        user = find_or_make_user(email=email, first_name=first_name, last_name=last_name, by=by, now=now)
        body = find_or_make_organisation(name=organisation, sector=sector, by=by, now=now)
        return add_mentor(cohort=cohort, user=user, organisation=body, job_title=job_title, by=by, now=now)

    return once(by=by, action="mentor.add", key=key, make=make)


@service
def add_mentor(
    *,
    cohort: Cohort,
    user: User,
    organisation: Organisation,
    job_title: str = "",
    by: User | None,
    key: str = "",
    now: datetime | None = None,
) -> Mentor:
    """The person mentors in the cohort, from the side of the organisation's sector; records mentor.joined."""

    def make() -> Mentor:
        locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
        refuse_if_over(locked)
        if Participant.objects.filter(cohort=locked, user=user, state=PlaceState.ACTIVE).exists():
            raise TakesPart
        earlier = Mentor.objects.filter(cohort=locked, user=user).first()
        if earlier is not None and earlier.left_at is None:
            raise AlreadyMentors
        mentor = earlier or Mentor(cohort=cohort, user=user, joined_at=zones.moment(now))
        mentor.organisation, mentor.job_title, mentor.left_at = organisation, job_title, None
        mentor.side = cohort.side_of(organisation.sector)
        mentor.save()
        record("mentor.joined", by=by, subject=mentor, cohort=cohort, now=now, side=mentor.side)
        return mentor

    return once(by=by, action="mentor.add", key=key, make=make)


@service
def edit_mentor(
    *, mentor: Mentor, organisation: Organisation, job_title: str, by: User | None, now: datetime | None = None
) -> Mentor:
    """The mentor's organisation, side and job are put right; records mentor.edited when something changed."""
    locked = Mentor.objects.select_for_update().select_related("cohort").get(pk=mentor.pk)
    wanted = {
        "organisation_id": organisation.pk,
        "job_title": job_title,
        "side": locked.cohort.side_of(organisation.sector),
    }
    changed = sorted(name for name, value in wanted.items() if getattr(locked, name) != value)
    for name in changed:
        setattr(locked, name, wanted[name])
    if changed:
        locked.save(update_fields=changed)
        fields = [name.removesuffix("_id") for name in changed]
        record("mentor.edited", by=by, subject=locked, cohort=locked.cohort, now=now, fields=fields)
    return locked


@service
def correct_mentor(
    *, mentor: Mentor, organisation: str, sector: str, job_title: str, by: User | None, now: datetime | None = None
) -> Mentor:
    """A whole form about a mentor is saved, its organisation found or made."""
    body = find_or_make_organisation(name=organisation, sector=sector, by=by, now=now)
    return edit_mentor(mentor=mentor, organisation=body, job_title=job_title, by=by, now=now)


@service
def end_mentor(*, mentor: Mentor, by: User | None, now: datetime | None = None) -> Mentor:
    """The person mentors nobody in the cohort, every feature let go of them; records mentor.ended, once."""
    locked = Mentor.objects.select_for_update(of=("self",)).select_related("cohort", "user").get(pk=mentor.pk)
    if locked.left_at is not None:
        return locked
    moment = zones.moment(now)
    locked.left_at = moment
    locked.save(update_fields=["left_at"])
    record("mentor.ended", by=by, subject=locked, cohort=locked.cohort, now=moment)
    for let_go in wired("END_MENTOR"):
        let_go(mentor=locked, by=by, now=moment)
    return locked


def ending_effects(mentor: Mentor) -> list[str]:
    """What follows when the mentor ends, in sentences, asked of every feature that hangs on it."""
    return [str(sentence) for effects in wired("ENDING_EFFECTS") for sentence in effects(mentor=mentor)]
