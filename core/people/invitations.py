"""Invitations: single-use letters to one address; the role and its scope stand in the row, never in the request."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import zones
from core.audit.record import record
from core.errors import Refused
from core.outbox.services import post
from core.people.addresses import normal_address
from core.people.links import site_link
from core.people.models import Invitation, User
from core.people.services import mark_proved
from core.service import service
from core.wiring import wired_one

LIFE = timedelta(days=14)
ROLE_WORDS = {
    "participant": _("a participant"),
    "mentor": _("a mentor"),
    "judge": _("a judge"),
    "challenge_owner": _("a challenge owner"),
    "host": _("a host"),
    "brief_reviewer": _("a reviewer of challenges"),
    "brief_checker": _("a checker of challenges"),
    "organiser": _("an organiser"),
    "editor": _("an editor"),
}


class Unknown(Refused):
    """No invitation has this token."""

    message = _("This link leads nowhere. Copy it whole from the message, or ask for a new one.")


class AlreadyUsed(Refused):
    """The invitation was accepted before (I-01)."""

    message = _("This invitation was already used. If it was you, sign in.")


class TakenBack(Refused):
    """The invitation was revoked, replaced by a newer one, or its time is over."""

    message = _("This invitation is over. Look for a newer message, or ask for a new one.")


class ForSomebodyElse(Refused):
    """The invitation is bound to another address than the person's (I-02)."""

    message = _("This invitation is for another address.")


def role_words(role: str) -> str:
    """The role as a sentence names it: "a mentor"."""
    return str(ROLE_WORDS.get(role, role))


def invitation_path(token: str) -> str:
    """The path at which the invitation is accepted."""
    return reverse("invitation", kwargs={"token": token})


def invitation_link(token: str) -> str:
    """The full address for a letter."""
    return site_link(invitation_path(token))


def digest(token: str) -> str:
    """What of a token is stored."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


@service
def invite(
    *,
    user: User,
    role: str,
    cohort: Model | None = None,
    place: str = "",
    by: User | None,
    now: datetime | None = None,
) -> tuple[Invitation, str]:
    """The person has one open invitation to the role, good for 14 days; the token exists only in the answer.

    Records invitation.made and sends nothing: put invitation_link(token) into a letter, or call send_letter().
    """
    return _invite(user, role, getattr(cohort, "pk", None), place, by, zones.moment(now))


def _invite(
    user: User, role: str, cohort_id: int | None, place: str, by: User | None, now: datetime
) -> tuple[Invitation, str]:
    locked = User.objects.select_for_update().get(pk=user.pk)
    same = open_ones(locked).filter(role=role, cohort_id=cohort_id)
    (same if cohort_id else same.filter(place=place[:200])).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        user=locked,
        email=locked.email,
        role=role,
        cohort_id=cohort_id,
        place=place[:200],
        token_hash=digest(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + LIFE,
    )
    _note("invitation.made", invitation, by, now)
    return invitation, token


def _note(event: str, invitation: Invitation, by: User | None, now: datetime) -> None:
    cohort_id = invitation.cohort_id
    record(event, by=by, subject=invitation, cohort_id=cohort_id, now=now, role=invitation.role)


def open_ones(user: User) -> Any:
    """The person's invitations that are neither accepted nor taken back, expired ones among them."""
    return Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None)


@service
def accept(*, token: str, user: User | None = None, now: datetime | None = None) -> Invitation:
    """The invitation is used up, its address proved, and what the role asks for done; records invitation.accepted.

    Without a user whoever holds the link is the address's owner; a signed-in user must be the person invited.
    """
    moment = zones.moment(now)
    invitation = Invitation.objects.select_for_update().filter(token_hash=digest(token)).first()
    if invitation is None:
        raise Unknown
    refuse_unfit(invitation, user, moment)
    invitation.accepted_at = moment
    invitation.save(update_fields=["accepted_at"])
    mark_proved(invitation.user)
    _note("invitation.accepted", invitation, invitation.user, moment)
    try:
        follow = wired_one("ACCEPT_INVITATION", invitation.role)
    except LookupError:
        return invitation
    follow(invitation=invitation, by=invitation.user, now=moment)
    return invitation


@service
def accept_open(*, user: User, role: str, cohort: Model, now: datetime | None = None) -> None:
    """The person's open invitation to this role is accepted, since they proved the address in another way.

    Records invitation.accepted; without an open invitation nothing changes.
    """
    moment = zones.moment(now)
    waiting = open_ones(user).select_for_update().filter(role=role, cohort_id=cohort.pk, expires_at__gt=moment)
    for invitation in waiting:
        invitation.accepted_at = moment
        invitation.save(update_fields=["accepted_at"])
        mark_proved(user)
        _note("invitation.accepted", invitation, user, moment)


def refuse_unfit(invitation: Invitation, user: User | None, now: datetime | None = None) -> None:
    """Raises the reason for which this person cannot accept the invitation now."""
    owner = invitation.user
    if user is not None and user.pk != owner.pk:
        raise ForSomebodyElse
    if invitation.accepted_at:
        raise AlreadyUsed
    if invitation.revoked_at or not owner.is_active or invitation.expires_at <= zones.moment(now):
        raise TakenBack
    if normal_address(invitation.email) != normal_address(owner.email):
        raise ForSomebodyElse


@service
def revoke(*, invitation: Invitation, by: User | None, now: datetime | None = None) -> None:
    """The invitation can no longer be accepted; records invitation.revoked. One that was accepted stays as it is."""
    moment = zones.moment(now)
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=moment):
        _note("invitation.revoked", invitation, by, moment)


@service
def send_letter(*, invitation: Invitation, token: str, now: datetime | None = None) -> None:
    """The plain letter with the link waits in the outbox."""
    facts = {
        "first_name": invitation.user.get_short_name(),
        "role": role_words(invitation.role),
        "place": invitation.place,
        "link": invitation_link(token),
        "until": invitation.expires_at,
        "by": invitation.invited_by,
    }
    post(
        to=invitation.user,
        subject=gettext("Your invitation: %(place)s") % {"place": invitation.place or "Twelvefold"},
        body=render_to_string("emails/account_invitation.txt", facts),
        key=f"invitation:{invitation.key}",
        kind="account.invitation",
        now=now,
    )


@service
def send_again(*, user: User, by: User, now: datetime | None = None) -> int:
    """Each open invitation of the person is replaced by a new one, with its letter; returns how many."""
    moment = zones.moment(now)
    old = list(open_ones(user).select_related("invited_by"))
    for invitation in old:
        fresh, token = _invite(
            user, invitation.role, invitation.cohort_id, invitation.place, invitation.invited_by, moment
        )
        send_letter(invitation=fresh, token=token, now=moment)
    return len(old)


@service
def ask_for_it(*, token: str, by: User, now: datetime | None = None) -> None:
    """Who invited is told that somebody else would like to come; no role is given (I-02). Records invitation.asked."""
    moment = zones.moment(now)
    invitation = Invitation.objects.filter(token_hash=digest(token)).select_related("invited_by").first()
    if invitation is None:
        raise Unknown
    _note("invitation.asked", invitation, by, moment)
    if invitation.invited_by is not None:
        facts = {"asker": by, "invitation": invitation, "role": role_words(invitation.role)}
        post(
            to=invitation.invited_by,
            subject=gettext("Somebody asks for an invitation"),
            body=render_to_string("emails/account_asked.txt", facts),
            key=f"invitation-asked:{invitation.key}:{by.pk}",
            kind="account.asked",
            now=moment,
        )
