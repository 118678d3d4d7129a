"""Inviting people of a cohort: each by a letter with a link of their own, many of them held for a while."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from cohorts.messages.models import Mailing
from cohorts.messages.services import MailPreview, NobodyToWriteTo, notify, preview_mail
from cohorts.people.mail import INVITED, MENTOR_INVITED
from cohorts.people.models import Mentor, Participant
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from core import zones
from core.idempotency import once
from core.models import Invitation, User
from core.people.invitations import LIFE, invitation_link, invite, revoke
from core.service import service
from core.templatetags.moments import absolute

PARTICIPANT, MENTOR = "participant", "mentor"
KIND = {PARTICIPANT: INVITED, MENTOR: MENTOR_INVITED}


def sent(role: str) -> Exists:
    """Whether the row's person was invited to its cohort in this role, and not called back."""
    own = Invitation.objects.filter(user=OuterRef("user"), cohort_id=OuterRef("cohort"), role=role, revoked_at=None)
    return Exists(own)


def accepted(role: str) -> Exists:
    """Whether the row's person has accepted an invitation to its cohort in this role."""
    own = Invitation.objects.filter(user=OuterRef("user"), cohort_id=OuterRef("cohort"), role=role)
    return Exists(own.filter(accepted_at__isnull=False))


def invitees(cohort: Cohort) -> "QuerySet[Participant]":
    """The participants who were not invited yet."""
    places = Participant.objects.filter(cohort=cohort, state=PlaceState.ACTIVE).exclude(sent(PARTICIPANT))
    return places.select_related("user").order_by("user__last_name", "user__first_name", "pk")


def invitations_of(users: Iterable[int], cohort: Cohort, role: str) -> dict[int, Invitation]:
    """The latest invitation of each person (by id) to the cohort in this role; one called back where none stands."""
    rows = Invitation.objects.filter(user__in=users, cohort_id=cohort.pk, role=role)
    return {row.user_id: row for row in rows.order_by(F("revoked_at").asc(nulls_last=True), "pk")}


@service
def call_invitations_back(*, mailing: Mailing, users: Iterable[int], by: User | None, now: datetime) -> None:
    """The invitations whose letters are not sent can be accepted by nobody; records invitation.revoked for each."""
    role = next(role for role, kind in KIND.items() if kind == mailing.kind)
    made = Invitation.objects.filter(user__in=list(users), cohort_id=mailing.cohort_id, role=role)
    # A newer invitation of somebody has a letter of its own.
    for invitation in made.filter(invited_at=mailing.made_at, accepted_at=None, revoked_at=None).order_by("pk"):
        revoke(invitation=invitation, by=by, now=now)


def preview_invitations(
    *, cohort: Cohort, people: Sequence[Participant | Mentor], role: str = PARTICIPANT, now: datetime | None = None
) -> MailPreview:
    """What invite_people would send, with a link that leads nowhere."""
    facts = _facts(cohort, invitation_link("each-person-has-their-own"), zones.moment(now))
    return preview_mail(cohort=cohort, kind=KIND[role], to=[person.user for person in people], facts=facts)


@service
def invite_people(
    *,
    cohort: Cohort,
    people: Sequence[Participant | Mentor],
    role: str = PARTICIPANT,
    by: User | None,
    key: str,
    now: datetime | None = None,
) -> Mailing:
    """Each person has one open invitation and its letter waits, once a key; records invitation.made, mailing.made."""
    moment = zones.moment(now)

    def make() -> Mailing:
        if not people:
            raise NobodyToWriteTo
        users = [person.user for person in people]
        place = f"{cohort.programme.name}, {cohort.name}"
        links = {
            user.pk: invitation_link(invite(user=user, role=role, cohort=cohort, place=place, by=by, now=moment)[1])
            for user in users
        }
        return notify(
            cohort=cohort,
            kind=KIND[role],
            to=users,
            facts=lambda user: _facts(cohort, links[user.pk], moment),
            by=by,
            key=key,
            now=moment,
        )

    return once(by=by, action="people.invite", key=key, make=make)


def _facts(cohort: Cohort, link: str, now: datetime) -> dict[str, str]:
    return {"programme": cohort.programme.name, "link": link, "until": absolute(now + LIFE, cohort)}


def mentor_invitees(cohort: Cohort) -> "QuerySet[Mentor]":
    """The mentors who were not invited yet."""
    mentors = Mentor.objects.filter(cohort=cohort, left_at=None).exclude(sent(MENTOR))
    return mentors.select_related("user").order_by("user__last_name", "user__first_name", "pk")


def accepted_by(users: Iterable[int], cohort: Cohort, role: str) -> frozenset[int]:
    """Those of the people (by id) who have accepted an invitation to the cohort in this role."""
    rows = Invitation.objects.filter(user__in=users, cohort_id=cohort.pk, role=role, accepted_at__isnull=False)
    return frozenset(rows.values_list("user_id", flat=True))
