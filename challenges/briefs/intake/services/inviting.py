"""Asking somebody to write a challenge: a draft of their own, and one letter that leads there."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief
from challenges.briefs.services import add_owner, create_brief
from cohorts.messages.services import notify
from cohorts.models import Cohort
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import Invitation, User
from core.people.invitations import invitation_link, invite
from core.people.links import site_link
from core.service import service


@service
def invite_to_write(
    *,
    cohort: Cohort,
    organisation: str,
    email: str,
    first_name: str,
    last_name: str,
    words: str = "",
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> Brief:
    """An empty draft with this person as its owner is there, and they are asked to write; records brief.owner_asked."""
    now = zones.moment(now)

    def make() -> Brief:
        brief = create_brief(cohort=cohort, owner=organisation, question="", by=by, now=now)
        owner = add_owner(
            brief=brief, email=email, first_name=first_name, last_name=last_name, by=by, is_invited=False, now=now
        )
        record("brief.owner_asked", by=by, subject=brief, cohort=cohort, now=now)
        facts = {
            "organisation": brief.owner.name,
            "inviter": by.name,
            "words": words or _("Thank you."),
            "link": _way_in(owner.user, brief, by, now),
        }
        notify(cohort=cohort, kind="briefs.invited", to=[owner.user], facts=facts, by=by, key=brief.key, now=now)
        return brief

    return once(by=by, action=f"brief.invite.{cohort.pk}", key=key, make=make)


def _way_in(person: User, brief: Brief, by: User, now: datetime) -> str:
    """The invitation that proves the address; who has proved it in this cohort goes straight to the form."""
    accepted = Invitation.objects.filter(user=person, cohort_id=brief.cohort_id, revoked_at=None)
    if accepted.exclude(accepted_at=None).exists():
        return site_link(reverse("partner:brief_write", args=[brief.key]))
    place = _("a challenge for %(cohort)s") % {"cohort": brief.cohort}
    _made, token = invite(user=person, role="challenge_owner", cohort=brief.cohort, place=place, by=by, now=now)
    return invitation_link(token)
