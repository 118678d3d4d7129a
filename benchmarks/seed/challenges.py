"""Briefs with owners, what teams chose, and who works on what."""

from datetime import timedelta

from benchmarks.seed.world import World
from challenges.briefs.workflow import AllocationState, BriefState
from challenges.models import Allocation, AllocationLine, Brief, BriefOwner, Preference, Ranking
from core.models import User

FEWEST_BRIEFS = 12
CHOICES = 5


def add_challenges(world: World) -> None:
    """Published and public briefs, every team's ranking, and the published allocation."""
    briefs = _briefs(world)
    Preference.objects.bulk_create(
        Preference(team=team, brief=briefs[(n + rank) % len(briefs)], rank=rank)
        for n, team in enumerate(world.teams)
        for rank in range(1, CHOICES + 1)
    )
    Ranking.objects.bulk_create(Ranking(team=team, version=1, changed_at=world.now) for team in world.teams)
    allocation = Allocation.objects.create(
        cohort=world.cohort, number=1, state=AllocationState.PUBLISHED, asked_at=world.now - timedelta(days=15)
    )
    AllocationLine.objects.bulk_create(
        AllocationLine(allocation=allocation, team=team, brief=briefs[(n + 1) % len(briefs)], choice=1)
        for n, team in enumerate(world.teams)
    )
    world.rows |= {"brief": briefs[0], "allocation": allocation}


def _briefs(world: World) -> list[Brief]:
    count = max(FEWEST_BRIEFS, round(world.size**0.5 * 1.5))
    briefs = Brief.objects.bulk_create(
        Brief(
            cohort=world.cohort,
            owner=world.public[n % len(world.public)],
            question=f"How might we learn of problem {n} sooner, with what we know already?",
            public_title=f"How might we learn of problem {n} sooner, with what we know already?",
            short_name=f"Problem {n}",
            summary="People in the county live with it, and services find out about it late.",
            need="Community nurses and parish councils name the same places, each from a list of their own.",
            places=len(world.teams) // count + 1,
            state=BriefState.PUBLISHED,
            public_at=world.now - timedelta(days=30, minutes=n),
            made_at=world.now - timedelta(days=40),
        )
        for n in range(count)
    )
    owner = User.objects.create(email="owner@example.com", first_name="Rhys", last_name="Morgan")
    BriefOwner.objects.bulk_create(BriefOwner(brief=brief, user=owner, added_at=world.now) for brief in briefs)
    world.people["challenge_owner"] = owner
    return briefs
