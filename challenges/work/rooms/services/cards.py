"""How people of a cohort want to be addressed and reached by their teams."""

from datetime import datetime

from challenges.work.rooms.models import ContactCard
from cohorts.models import Cohort, Mentor, Participant
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def save_card(
    *, cohort: Cohort, pronouns: str, reach: str, shows_email: bool, by: User, now: datetime | None = None
) -> ContactCard:
    """The person's teams read this of them, and nothing more; records contact_card.saved on a change."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    said = {"pronouns": pronouns, "reach": reach, "shows_email": shows_email}
    same = ContactCard.objects.filter(cohort=cohort, user=by, **said).first()
    if same is not None:
        return same
    card, _made = ContactCard.objects.update_or_create(cohort=cohort, user=by, defaults=said)
    record("contact_card.saved", by=by, subject=cohort, cohort=cohort, now=zones.moment(now))
    return card


@service
def forget_card(*, participant: Participant, by: User | None, now: datetime | None = None) -> None:
    """Who leaves is reached by nobody of the cohort any more; told by participant.withdrew."""
    ContactCard.objects.filter(cohort=participant.cohort, user=participant.user).delete()


@service
def forget_mentors_card(*, mentor: Mentor, by: User | None, now: datetime | None = None) -> None:
    """The same of a mentor who ends; told by mentor.ended."""
    ContactCard.objects.filter(cohort=mentor.cohort, user=mentor.user).delete()
