"""What leaving does to how a team chooses."""

from datetime import datetime

from django.utils.translation import gettext as _

from challenges.briefs.choosing.models import MemberRanking, RankingAgreement
from cohorts.models import Participant
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def forget_choosing(*, participant: Participant, by: User | None, now: datetime | None = None) -> None:
    """Who leaves is counted in no proposal and agrees to nothing any more; records member_ranking.removed."""
    gone = MemberRanking.objects.filter(participant=participant).delete()[0]
    gone += RankingAgreement.objects.filter(participant=participant).delete()[0]
    if gone:
        record("member_ranking.removed", by=by, subject=participant, cohort=participant.cohort, now=zones.moment(now))


def leaving_effects(*, participant: Participant) -> list[str]:
    """What leaving does to the person's own ranking, where there is one."""
    has_ranked = MemberRanking.objects.filter(participant=participant).exists()
    return [_("Their own ranking of the challenges is deleted. The team’s ranking stays.")] if has_ranked else []
