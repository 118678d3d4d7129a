"""Two questions that are the same are answered once."""

from datetime import datetime

from challenges.briefs.questions.models import BriefAnswer, BriefQuestion
from challenges.briefs.questions.services.asking import lock_question
from challenges.briefs.questions.services.errors import NotOpen, NotTheSame
from challenges.briefs.questions.services.telling import tell_askers, together
from challenges.briefs.questions.workflow import UNANSWERED, AskedState
from core import zones
from core.lifecycle import move
from core.models import User
from core.service import service


@service
def merge_questions(
    *, question: BriefQuestion, same_as: BriefQuestion, by: User, now: datetime | None = None
) -> BriefQuestion:
    """The question gets the other's answer when that comes, or at once, each team once; brief_question.merged."""
    now = zones.moment(now)
    first, second = sorted((question, same_as), key=lambda one: one.pk)
    locked = {row.pk: row for row in (lock_question(first), lock_question(second))}
    mine, other = locked[question.pk], locked[same_as.pk]
    if mine.state == AskedState.MERGED and mine.same_as_id == other.pk:
        return mine
    if mine.state != AskedState.OPEN or not mine.brief.is_out:
        raise NotOpen
    if (
        mine.pk == other.pk
        or mine.brief_id != other.brief_id
        or other.state not in (AskedState.OPEN, AskedState.ANSWERED)
    ):
        raise NotTheSame
    target = other if other.same_as is None else lock_question(other.same_as)
    _join(mine, target, by, now)
    return mine


def _join(mine: BriefQuestion, target: BriefQuestion, by: User, now: datetime) -> None:
    """Whatever was the same as mine goes along."""
    told = {row.team_id for row in together(target)}
    along = list(BriefQuestion.objects.select_for_update().filter(same_as=mine, state=AskedState.MERGED).order_by("pk"))
    for row in along:
        row.same_as = target
        row.save(update_fields=["same_as"])
    mine.same_as, mine.claimed_by, mine.claimed_at = target, None, None
    mine.save(update_fields=["same_as", "claimed_by", "claimed_at"])
    move(mine, "merge", by=by, now=now)
    answer = BriefAnswer.objects.filter(question=target).select_related("question__brief__cohort").first()
    if answer is not None:
        joined = [mine, *along]
        for row in joined:
            move(row, "answer", by=by, now=now)
        untold = [row for row in joined if row.team_id not in told]
        tell_askers(untold, answer, by=by, key=f"{target.key}-{mine.key}", now=now)


@service
def part_questions(*, question: BriefQuestion, by: User, now: datetime | None = None) -> BriefQuestion:
    """The question waits for an answer of its own again, as long as none has come; records brief_question.parted."""
    now = zones.moment(now)
    # The one it is the same as first: whoever answers holds it, and then looks for the others.
    if question.same_as is not None:
        lock_question(question.same_as)
    locked = lock_question(question)
    if locked.state == AskedState.OPEN:
        return locked
    if locked.state not in UNANSWERED:
        raise NotOpen
    move(locked, "part", by=by, now=now)
    locked.same_as = None
    locked.save(update_fields=["same_as"])
    return locked
