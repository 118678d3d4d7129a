"""The members' rankings of one team put together by the engine."""

import hashlib
import json

from challenges.briefs.choosing.models import MemberRanking
from challenges.briefs.engine.merging import Merged, merge
from challenges.briefs.models import Brief
from cohorts.models import Team
from cohorts.people.workflow import PlaceState


def merged_of(team: Team) -> Merged:
    """One ranking out of those of the members who still take part; two queries."""
    offered = set(Brief.objects.to_rank().filter(cohort=team.cohort_id).values_list("key", flat=True))
    rows = MemberRanking.objects.filter(team=team, participant__state=PlaceState.ACTIVE)
    own = rows.filter(participant__membership__team=team).values_list("participant_id", "order")
    return merged({person: [key for key in order if key in offered] for person, order in own}, team)


def merged(orders: dict[int, list[str]], team: Team) -> Merged:
    """One ranking out of these, by the members' ids; what is equal is settled by a lot of this team's own."""
    return merge({str(person): order for person, order in orders.items()}, lot=team.key)


def fingerprint(found: Merged) -> str:
    """Changes with the proposal: says which one a person looked at."""
    return hashlib.sha256(json.dumps([found.order, found.ties]).encode()).hexdigest()[:16]
