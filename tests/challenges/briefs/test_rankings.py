"""A team's ranking: whole, by any member, never silently over somebody else's."""

import pytest
from django.core.exceptions import PermissionDenied

from challenges.briefs import services
from challenges.briefs.ranking import moved
from challenges.briefs.workflow import AllocationState
from challenges.models import Preference
from core.audit.models import Event
from core.errors import Changed
from tests.factories.challenges import AllocationFactory, AllocationLineFactory, BriefFactory
from tests.factories.cohorts import TeamMemberFactory


def ranks(team):
    return list(Preference.objects.filter(team=team).order_by("rank").values_list("brief__question", flat=True))


def keys(*briefs):
    return [brief.key for brief in briefs]


def test_ranking_is_replaced_as_a_whole(ground):
    team, member = ground.teams[0], ground.members[0]
    first, second, third = ground.briefs
    services.rank_briefs(team=team, order=keys(second, first, third), by=member, seen=0)
    ranking = services.rank_briefs(team=team, order=keys(third, second), by=member, seen=1)
    assert ranks(team) == [third.question, second.question]
    assert (ranking.version, ranking.changed_by) == (2, member)
    assert [event.data["choices"] for event in Event.objects.filter(event="ranking.changed").order_by("pk")] == [
        [second.question, first.question, third.question],
        [third.question, second.question],
    ]


def test_the_same_ranking_again_changes_nothing(ground):
    """A doubled post is no change, though its version is old by then."""
    team, member = ground.teams[0], ground.members[0]
    for _time in range(2):
        ranking = services.rank_briefs(team=team, order=keys(*ground.briefs), by=member, seen=0)
    assert ranking.version == 1
    assert Event.objects.filter(event="ranking.changed").count() == 1


def test_two_members_are_told_of_each_other(ground):
    """C-01: the second of two tabs hears who changed the ranking, and when; saving again replaces it."""
    team, member = ground.teams[0], ground.members[0]
    mate = TeamMemberFactory(team=team).participant.user
    first, second, third = ground.briefs
    services.rank_briefs(team=team, order=keys(first, second), by=member, seen=0)
    with pytest.raises(Changed) as told:
        services.rank_briefs(team=team, order=keys(third), by=mate, seen=0)
    assert str(told.value.message).startswith(
        f"{member.name} changed your team’s ranking meanwhile (Tue 9 Mar 2027, 10:00 GMT, now)."
    )
    assert ranks(team) == [first.question, second.question]
    services.rank_briefs(team=team, order=keys(third), by=mate, seen=1)
    assert ranks(team) == [third.question]


def test_only_members_rank(ground):
    """O-02: another team's member and an organiser cannot."""
    for person in (ground.members[1], ground.organiser):
        with pytest.raises(PermissionDenied):
            services.rank_briefs(team=ground.teams[0], order=keys(*ground.briefs), by=person)
    assert ranks(ground.teams[0]) == []


def test_only_offered_briefs_are_ranked(ground):
    """O-01: a draft, another cohort's brief, an invented key and a brief named twice are refused."""
    team, member = ground.teams[0], ground.members[0]
    draft, elsewhere = BriefFactory(cohort=ground.cohort, draft=True), BriefFactory()
    for strange in (draft.key, elsewhere.key, "nothing"):
        with pytest.raises(services.BriefNotOffered):
            services.rank_briefs(team=team, order=[ground.briefs[0].key, strange], by=member)
    with pytest.raises(services.RankedTwice):
        services.rank_briefs(team=team, order=keys(ground.briefs[0]) * 2, by=member)
    assert ranks(team) == []


def test_ranking_closes_with_the_published_allocation(ground):
    allocation = AllocationFactory(cohort=ground.cohort, state=AllocationState.PUBLISHED)
    AllocationLineFactory(allocation=allocation, team=ground.teams[1], brief=ground.briefs[0])
    with pytest.raises(services.RankingClosed):
        services.rank_briefs(team=ground.teams[0], order=keys(*ground.briefs), by=ground.members[0])


@pytest.mark.parametrize(
    ("act", "key", "wanted"),
    [
        ("up", "b", "bac"),
        ("down", "b", "acb"),
        ("up", "a", "abc"),
        ("down", "c", "abc"),
        ("first", "c", "cab"),
        ("last", "d", "abcd"),
        ("out", "b", "ac"),
        ("", "", "abc"),
        ("sideways", "b", "abc"),
    ],
)
def test_moving_one_step(act, key, wanted):
    assert "".join(moved(list("abc"), act, key)) == wanted


@pytest.mark.postgres
def test_two_tabs_at_once_lose_nothing_silently(race):
    """C-01: of two members who save at the same moment one is told of the other."""
    from tests.challenges.briefs.conftest import make_ground

    ground = make_ground()
    team, member = ground.teams[0], ground.members[0]
    orders = [keys(*ground.briefs), keys(*reversed(ground.briefs))]
    results = race(
        *[lambda order=order: services.rank_briefs(team=team, order=order, by=member, seen=0) for order in orders]
    )
    assert sorted(type(result).__name__ for result in results) == ["Changed", "Ranking"]
    assert len(ranks(team)) == 3
