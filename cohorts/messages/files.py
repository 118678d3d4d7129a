"""Who is told of a file that the scanner found to be harmful: whoever sent it, and the organisers."""

from datetime import datetime

from cohorts.messages.mail import HARMFUL
from cohorts.messages.services import notify
from cohorts.programmes.models import Cohort
from core.models import StoredFile, User
from core.service import service


@service
def tell_of_harmful_file(*, stored: StoredFile, now: datetime | None = None) -> None:
    """The owner and the cohort's organisers have a letter each; a file of no cohort is nobody's but the audit's."""
    if stored.cohort_id is None:
        return
    cohort = Cohort.objects.select_related("programme").get(pk=stored.cohort_id)
    organisers = User.objects.filter(programme_roles__programme=cohort.programme, programme_roles__ended_at=None)
    to = [person for person in dict.fromkeys([stored.owner, *organisers.order_by("pk")]) if person.is_active]
    facts = {"file": stored.original_name, "who": stored.owner.name, "finding": stored.finding}
    notify(cohort=cohort, kind=HARMFUL, to=to, facts=facts, by=None, key=f"harmful:{stored.pk}", now=now)
