"""Reminding whoever owes an answer that was expected by now, once."""

from datetime import datetime

from challenges.briefs.questions.models import BriefQuestion
from challenges.briefs.questions.services.asking import lock_question
from challenges.briefs.questions.services.telling import tell_owing
from challenges.briefs.questions.workflow import AskedState
from core.service import service


def remind_overdue(*, now: datetime) -> int:
    """Whoever owes an overdue answer has one reminder of each; how many questions."""
    rows = BriefQuestion.objects.overdue(now).filter(reminded_at=None).order_by("due_at", "pk")
    return sum(_remind(pk, now) for pk in rows.values_list("pk", flat=True))


@service
def _remind(pk: int, now: datetime) -> bool:
    question = lock_question(BriefQuestion(pk=pk))
    if question.reminded_at is not None or question.state in (AskedState.ANSWERED, AskedState.WITHDRAWN):
        return False
    question.reminded_at = now
    question.save(update_fields=["reminded_at"])
    key = f"{question.key}-{question.owed_since.isoformat()}"
    tell_owing(question, "overdue", by=None, key=key, now=now)
    return True
