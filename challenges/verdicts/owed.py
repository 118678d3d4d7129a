"""Who owes a verdict, and the teams that each owner answers for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from challenges.briefs.models import AllocationLine, Brief, BriefOwner, published_lines
from challenges.verdicts.models import OwnerVerdict
from challenges.verdicts.times import are_open
from cohorts.models import Cohort, Team
from core.models import User


@dataclass(frozen=True)
class Owed:
    """A team on a challenge, of which something is to be said."""

    team: Team
    brief: Brief


def owners_by_brief(briefs: Iterable[int]) -> dict[int, list[User]]:
    """The people who can answer for each brief, by its id; one query."""
    rows = BriefOwner.objects.filter(brief__in=set(briefs), user__is_active=True).select_related("user")
    found: dict[int, list[User]] = {}
    for row in rows.order_by("user__last_name", "pk"):
        found.setdefault(row.brief_id, []).append(row.user)
    return found


def by_owner(lines: Iterable[Owed]) -> dict[User, list[Owed]]:
    """What each owner is asked about; what nobody answers for is left out; one query."""
    rows = list(lines)
    owners = owners_by_brief(row.brief.pk for row in rows)
    found: dict[User, list[Owed]] = {}
    for row in rows:
        for user in owners.get(row.brief.pk, []):
            found.setdefault(user, []).append(row)
    return found


def lines_owed(cohort: Cohort, now: datetime) -> list[AllocationLine]:
    """The teams without a verdict once verdicts are open; two queries at most."""
    if not are_open(cohort, now):
        return []
    given = set(
        OwnerVerdict.objects.filter(brief__cohort=cohort, given_number__gte=1).values_list("brief_id", "team_id")
    )
    return [line for line in published_lines(cohort) if (line.brief_id, line.team_id) not in given]


def owed_verdicts(cohort: Cohort, now: datetime) -> dict[User, list[Owed]]:
    """Who owes verdicts on which teams; three queries at most."""
    return by_owner(Owed(line.team, line.brief) for line in lines_owed(cohort, now))
