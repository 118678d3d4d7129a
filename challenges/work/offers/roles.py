"""To whom a time is offered."""

from typing import Any

from django.db.models import Q

from challenges.briefs.models import AllocationLine
from challenges.work.offers.models import MeetingOffer, TakenOffer
from cohorts.teams.roles import mentored_team_ids, own_team_ids
from core.access import Rule, holds


def offers_to(teams: frozenset[int]) -> frozenset[int]:
    """The offers to these teams: of the challenge each works on, for any team or for theirs, and what they took."""
    if not teams:
        return frozenset()
    found = set(TakenOffer.objects.filter(team__in=teams).values_list("offer_id", flat=True))
    lines = AllocationLine.objects.published().filter(team__in=teams).values_list("team_id", "brief_id")
    for team, brief in lines:
        offers = MeetingOffer.objects.filter(Q(named=None) | Q(named__team=team), brief=brief)
        found |= set(offers.values_list("pk", flat=True))
    return frozenset(found)


def offered_ids(user: Any) -> frozenset[int]:
    """The offers to the teams the person is in now."""
    return offers_to(own_team_ids(user))


def offered_to_mentored_ids(user: Any) -> frozenset[int]:
    """The offers to the teams the person mentors now."""
    return offers_to(mentored_team_ids(user))


def offered_to(at: str = "") -> Rule:
    """Is in a team that the offer at the end of the path is for."""
    return holds("offers.own", offered_ids, on=MeetingOffer, at=at, words="a member of a team it is offered to")


def offered_to_mentored(at: str = "") -> Rule:
    """Mentors a team that the offer at the end of the path is for."""
    return holds(
        "offers.mentored", offered_to_mentored_ids, on=MeetingOffer, at=at, words="a mentor of a team it is offered to"
    )
