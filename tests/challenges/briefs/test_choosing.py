"""How a team chooses: members rank, one ranking is put together, members agree, reasons are given, in time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from challenges.briefs import services as briefs_services
from challenges.briefs.choosing import services
from challenges.briefs.choosing.merging import fingerprint, merged_of
from challenges.briefs.choosing.models import Bid, MemberRanking, RankingAgreement, rules_of
from challenges.briefs.choosing.segments import segments, start
from challenges.models import Preference, Ranking
from core import zones
from core.audit.models import Event
from core.errors import Changed
from tests.factories.challenges import AllocationFactory, AllocationLineFactory, BriefFactory
from tests.factories.choosing import OwnProblemFactory
from tests.factories.cohorts import TeamMemberFactory


def keys(ground, *places):
    return [ground.briefs[place].key for place in places]


def ranks(team):
    return list(Preference.objects.filter(team=team).order_by("rank").values_list("brief__question", flat=True))


def told(event):
    return Event.objects.filter(event=event).count()


@pytest.fixture
def pair(ground):
    """Kite with two members: ground.me and ground.mate."""
    ground.team, ground.me = ground.teams[0], ground.members[0]
    ground.mate = TeamMemberFactory(team=ground.team).participant.user
    return ground


def take(ground, *first, seen=0):
    shown = fingerprint(merged_of(ground.team))
    return services.take_proposal(team=ground.team, seen=seen, shown=shown, order=first, by=ground.me)


def test_member_ranks_for_the_team_alone(pair):
    """The audit says that it was done, never how; the same again changes nothing."""
    for _time in range(2):
        own = services.rank_own(team=pair.team, order=keys(pair, 1, 0), by=pair.me)
    assert (own.order, MemberRanking.objects.count()) == (keys(pair, 1, 0), 1)
    assert [event.data for event in Event.objects.filter(event="member_ranking.saved")] == [{}]
    assert ranks(pair.team) == []


def test_only_members_rank_and_only_what_is_offered(pair):
    """O-02, O-01: others are refused, and so are drafts, other cohorts' briefs and another team's own problem."""
    for person in (pair.members[1], pair.organiser):
        with pytest.raises(PermissionDenied):
            services.rank_own(team=pair.team, order=keys(pair, 0), by=person)
    kept = BriefFactory(cohort=pair.cohort)
    OwnProblemFactory(team=pair.teams[1], state="ACCEPTED", brief=kept)
    for strange in (BriefFactory(cohort=pair.cohort, draft=True), BriefFactory(), kept):
        with pytest.raises(briefs_services.BriefNotOffered):
            services.rank_own(team=pair.team, order=[strange.key], by=pair.me)
        with pytest.raises(briefs_services.BriefNotOffered):
            briefs_services.rank_briefs(team=pair.team, order=[strange.key], by=pair.me)
    own = services.rank_own(team=pair.teams[1], order=[kept.key], by=pair.members[1])
    assert own.order == [kept.key]


def test_proposal_becomes_the_ranking_with_ties_as_the_team_decides(pair):
    services.rank_own(team=pair.team, order=keys(pair, 0, 1, 2), by=pair.me)
    services.rank_own(team=pair.team, order=keys(pair, 1, 0, 2), by=pair.mate)
    assert [set(group) for group in merged_of(pair.team).ties] == [set(keys(pair, 0, 1))]
    take(pair, pair.briefs[1].key)
    assert ranks(pair.team) == [pair.briefs[place].question for place in (1, 0, 2)]
    take(pair, pair.briefs[0].key, seen=1)
    assert ranks(pair.team) == [pair.briefs[place].question for place in (0, 1, 2)]


def test_proposal_that_changed_meanwhile_is_not_taken(pair):
    """C-01: what is taken is what was looked at."""
    with pytest.raises(services.NothingRanked):
        services.take_proposal(team=pair.team, seen=0, shown="", by=pair.me)
    services.rank_own(team=pair.team, order=keys(pair, 0, 1), by=pair.me)
    shown = fingerprint(merged_of(pair.team))
    services.rank_own(team=pair.team, order=keys(pair, 2), by=pair.me)
    with pytest.raises(services.ProposalChanged):
        services.take_proposal(team=pair.team, seen=0, shown=shown, by=pair.mate)


def test_one_member_confirms_where_that_is_enough(pair):
    briefs_services.rank_briefs(team=pair.team, order=keys(pair, 0), by=pair.me)
    ranking = services.confirm_ranking(team=pair.team, seen=1, by=pair.mate)
    assert (ranking.confirmed_at, told("ranking.confirmed")) == (zones.now(), 1)
    services.confirm_ranking(team=pair.team, seen=1, by=pair.mate)
    assert told("ranking.confirmed") == 1
    services.withdraw_agreement(team=pair.team, by=pair.mate)
    assert Ranking.objects.get(team=pair.team).confirmed_at is None


def test_all_must_agree_where_that_is_set_and_a_change_takes_it_back(pair):
    services.set_rules(cohort=pair.cohort, agreeing="all", by=pair.organiser)
    briefs_services.rank_briefs(team=pair.team, order=keys(pair, 0), by=pair.me)
    assert services.confirm_ranking(team=pair.team, seen=1, by=pair.me).confirmed_at is None
    assert services.confirm_ranking(team=pair.team, seen=1, by=pair.mate).confirmed_at == zones.now()
    assert (told("ranking.agreed"), told("ranking.confirmed")) == (1, 1)
    services.withdraw_agreement(team=pair.team, by=pair.me)
    services.withdraw_agreement(team=pair.team, by=pair.me)
    assert (Ranking.objects.get(team=pair.team).confirmed_at, told("ranking.agreement_withdrawn")) == (None, 1)
    services.confirm_ranking(team=pair.team, seen=1, by=pair.me)
    briefs_services.rank_briefs(team=pair.team, order=keys(pair, 1), by=pair.mate, seen=1)
    assert (Ranking.objects.get(team=pair.team).confirmed_at, RankingAgreement.objects.count()) == (None, 0)


def test_agreeing_is_to_what_was_seen(pair):
    """C-01: who looked at an older ranking does not agree to the new one."""
    with pytest.raises(services.NothingRanked):
        services.confirm_ranking(team=pair.team, seen=0, by=pair.me)
    briefs_services.rank_briefs(team=pair.team, order=keys(pair, 0), by=pair.me)
    with pytest.raises(Changed):
        services.confirm_ranking(team=pair.team, seen=0, by=pair.mate)


def test_choosing_closes_by_the_server_clock(pair, clock):
    """Until the last moment everything can be saved; at the moment itself nothing can."""
    until = zones.now() + timedelta(hours=2)
    services.set_rules(cohort=pair.cohort, closes_at=until, takes_own=True, by=pair.organiser)
    clock.set(until - timedelta(seconds=1))
    services.rank_own(team=pair.team, order=keys(pair, 0), by=pair.me)
    briefs_services.rank_briefs(team=pair.team, order=keys(pair, 0), by=pair.me)
    clock.set(until)
    for act in (
        lambda: services.rank_own(team=pair.team, order=keys(pair, 1), by=pair.me),
        lambda: briefs_services.rank_briefs(team=pair.team, order=keys(pair, 1), by=pair.me),
        lambda: services.confirm_ranking(team=pair.team, seen=1, by=pair.me),
        lambda: services.give_reason(team=pair.team, brief=pair.briefs[0], text="Late", by=pair.me),
        lambda: services.propose_own(team=pair.team, question="Q", need="N", why_us="W", by=pair.me),
    ):
        with pytest.raises(briefs_services.RankingOver):
            act()
    assert ranks(pair.team) == [pair.briefs[0].question]
    with pytest.raises(services.ClosesInThePast):
        services.set_rules(cohort=pair.cohort, closes_at=until - timedelta(days=1), by=pair.organiser)


def test_choosing_closes_with_the_published_allocation(pair):
    allocation = AllocationFactory(cohort=pair.cohort)
    AllocationLineFactory(allocation=allocation, team=pair.teams[1], brief=pair.briefs[0])
    with pytest.raises(briefs_services.RankingClosed):
        services.rank_own(team=pair.team, order=keys(pair, 0), by=pair.me)


def test_reasons_go_with_the_first_three_choices(pair):
    fourth = BriefFactory(cohort=pair.cohort, question="How might we rest?")
    briefs_services.rank_briefs(team=pair.team, order=[*keys(pair, 0, 1, 2), fourth.key], by=pair.me)
    for text in ("We know it.", "We know it well.", "We know it well."):
        services.give_reason(team=pair.team, brief=pair.briefs[0], text=text, by=pair.me)
    assert [(bid.text, bid.written_by) for bid in Bid.objects.all()] == [("We know it well.", pair.me)]
    with pytest.raises(services.NotAmongFirst):
        services.give_reason(team=pair.team, brief=fourth, text="This one too.", by=pair.me)
    services.give_reason(team=pair.team, brief=pair.briefs[0], text=" ", by=pair.mate)
    assert (Bid.objects.count(), told("bid.written"), told("bid.removed")) == (0, 2, 1)


def test_rules_are_set_once_and_told(pair):
    for _time in range(2):
        services.set_rules(cohort=pair.cohort, agreeing="all", takes_own=True, by=pair.organiser)
    rules = rules_of(pair.cohort)
    assert (rules.agreeing, rules.takes_own, rules.gives_unranked) == ("all", True, True)
    assert [event.data["changed"] for event in Event.objects.filter(event="choosing.set")] == [
        ["agreeing", "takes_own"]
    ]


def test_room_of_challenges_is_set_together(pair):
    first, second = pair.briefs[:2]
    rooms = {first.pk: (2, 3), second.pk: (0, 1)}
    assert services.set_room(cohort=pair.cohort, rooms=rooms, by=pair.organiser) == 1
    first.refresh_from_db()
    assert (first.least_teams, first.places, told("choosing.room_set")) == (2, 3, 1)
    with pytest.raises(services.RoomWrong):
        services.set_room(cohort=pair.cohort, rooms={second.pk: (2, 1)}, by=pair.organiser)
    elsewhere = BriefFactory()
    assert services.set_room(cohort=pair.cohort, rooms={elsewhere.pk: (1, 9)}, by=pair.organiser) == 0


def test_reminders_go_to_who_is_still_to_choose(pair):
    services.rank_own(team=pair.team, order=keys(pair, 0), by=pair.me)
    briefs_services.rank_briefs(team=pair.team, order=keys(pair, 0), by=pair.me)
    services.confirm_ranking(team=pair.team, seen=1, by=pair.me)
    silent, undecided = segments(pair.cohort)
    assert set(silent[2]) == {pair.mate, *pair.members[1:]}
    assert set(undecided[2]) == set(pair.members[1:])
    subject, body = start(pair.cohort, "now")
    assert subject == "Choose a challenge with your team"
    services.set_rules(cohort=pair.cohort, closes_at=zones.now() + timedelta(days=1), by=pair.organiser)
    assert "You can do so until Wed 10 Mar 2027, 10:00 GMT" in start(pair.cohort, "now")[1]
    assert "until" not in body
    AllocationLineFactory(allocation=AllocationFactory(cohort=pair.cohort), team=pair.team, brief=pair.briefs[0])
    assert (segments(pair.cohort), start(pair.cohort, "now")) == ([], None)


def test_who_leaves_is_counted_no_more(pair):
    services.rank_own(team=pair.team, order=keys(pair, 0), by=pair.me)
    place = pair.team.members.get(participant__user=pair.me).participant
    assert services.leaving_effects(participant=place) == [
        "Their own ranking of the challenges is deleted. The team’s ranking stays."
    ]
    for _time in range(2):
        services.forget_choosing(participant=place, by=pair.organiser)
    assert (MemberRanking.objects.count(), told("member_ranking.removed")) == (0, 1)
    assert services.leaving_effects(participant=place) == []


@pytest.mark.postgres
def test_two_members_agree_at_once(race):
    """C-01: of the last two, both agreements count and the ranking is confirmed once."""
    from tests.challenges.briefs.conftest import make_ground

    ground = make_ground()
    team, me = ground.teams[0], ground.members[0]
    mate = TeamMemberFactory(team=team).participant.user
    services.set_rules(cohort=ground.cohort, agreeing="all", by=ground.organiser)
    briefs_services.rank_briefs(team=team, order=keys(ground, 0), by=me)
    race(*[lambda by=by: services.confirm_ranking(team=team, seen=1, by=by) for by in (me, mate)])
    assert Ranking.objects.get(team=team).confirmed_at is not None
    assert (RankingAgreement.objects.count(), told("ranking.confirmed")) == (2, 1)
