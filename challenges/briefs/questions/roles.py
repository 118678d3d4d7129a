"""Who owes an answer."""

from challenges.briefs.models import Brief
from challenges.briefs.questions.workflow import Owes


def first_to_answer(brief: Brief) -> Owes:
    """The owner's side where somebody answers for the brief, else the organisers."""
    has_owner = brief.owners.filter(user__is_active=True).exists()
    return Owes.OWNER if has_owner else Owes.ORGANISER
