"""Pages of choosing over HTTP, for members and organisers."""

import pytest
from django.urls import reverse

from challenges.briefs import services as briefs_services
from challenges.briefs.allocating import run
from challenges.briefs.choosing import services
from challenges.models import (
    Allocation,
    AllocationLine,
    Bid,
    Brief,
    EmployerPass,
    MemberRanking,
    OwnProblem,
    Preference,
    Ranking,
)
from tests.factories.challenges import PreferenceFactory, RankingFactory
from tests.factories.choosing import BidFactory, MemberRankingFactory, OwnProblemFactory
from tests.factories.cohorts import TeamFactory, TeamMemberFactory
from tests.factories.core import OrganisationFactory

# The same with ten teams and with four hundred.
CHOOSING_QUERIES = 25
READY_QUERIES = 23
SWAPS_QUERIES = 20


def at(name, cohort, *keys):
    return reverse(name, args=[cohort.slug, *keys])


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def mine(ground, client):
    client.force_login(ground.members[0])
    return client


@pytest.fixture
def run_it(ground, client):
    client.force_login(ground.organiser)
    return client


def ranks(team):
    return list(Preference.objects.filter(team=team).order_by("rank").values_list("brief__key", flat=True))


def numbered(ground, *numbers, **more):
    return {brief.key: str(number) for brief, number in zip(ground.briefs, numbers, strict=True) if number} | {
        "seen": "0",
        **more,
    }


def test_member_ranks_takes_the_proposal_and_the_team_confirms(ground, mine):
    """The journey without scripts: own ranking by numbers and by a step, the proposal, agreement, and back."""
    first, second, third = ground.briefs
    services.set_rules(cohort=ground.cohort, agreeing="all", by=ground.organiser)
    mate = TeamMemberFactory(team=ground.teams[0]).participant.user
    own = at("my:briefs_own", ground.cohort)
    assert said(mine.post(own, numbered(ground, 2, 1, 0), follow=True)) == ["Your own ranking is saved."]
    moved = mine.post(own, numbered(ground, 2, 1, 0, move=f"up:{first.key}"), follow=True)
    assert said(moved) == ["How might we listen? is now your 1st choice of 2."]
    page = mine.get(at("my:briefs", ground.cohort))
    assert page.context["proposal"]["rows"] == [(first, 0), (second, 0)]
    assert page.context["proposal"]["fits"] == [
        (ground.members[0].name, "first choice is 1st; nothing turned round", "good")
    ]
    assert [step["state"] for step in page.context["steps"]] == ["done", "now", "todo"]
    take = {"seen": page.context["seen"], "shown": page.context["proposal"]["shown"]}
    assert said(mine.post(at("my:briefs_take", ground.cohort), take, follow=True)) == [
        "The proposal is your team’s ranking now. Change it together, or confirm it."
    ]
    assert ranks(ground.teams[0]) == [first.key, second.key]
    confirm = at("my:briefs_confirm", ground.cohort)
    agreed = mine.post(confirm, {"seen": "1", "act": "confirm"}, follow=True)
    assert (agreed.context["agreement"]["missing"], agreed.context["agreement"]["at"]) == ([mate.name], None)
    assert said(mine.post(confirm, {"act": "withdraw"}, follow=True)) == ["You no longer agree to it."]
    assert third.question in mine.get(own).content.decode()


def test_members_rankings_stay_in_the_team(ground, mine, client):
    """O-02: organisers and other teams read how many ranked, never what."""
    services.rank_own(team=ground.teams[0], order=[ground.briefs[2].key], by=ground.members[0])
    for user, address in (
        (ground.organiser, at("organise:choosing", ground.cohort)),
        (ground.organiser, at("organise:choosing_team", ground.cohort, ground.teams[0].key)),
        (ground.members[1], at("my:briefs", ground.cohort)),
    ):
        client.force_login(user)
        shown = client.get(address).content.decode()
        assert "first choice is" not in shown
        assert ground.briefs[2].question not in shown or user == ground.members[1]
    assert client.get(at("my:briefs", ground.cohort)).context["proposal"]["rows"] == []


def test_after_closing_the_page_only_reads(ground, mine, clock):
    until = clock.now.replace(hour=23)
    services.set_rules(cohort=ground.cohort, closes_at=until, takes_own=True, by=ground.organiser)
    briefs_services.rank_briefs(team=ground.teams[0], order=[ground.briefs[0].key], by=ground.members[0])
    clock.forward(days=1)
    page = mine.get(at("my:briefs", ground.cohort)).content.decode()
    assert "Choosing closed" in page
    assert 'name="seen"' not in page
    for name in ("my:briefs_own", "my:briefs_reasons", "my:briefs_propose"):
        assert mine.get(at(name, ground.cohort)).status_code == 302
    refused = mine.post(at("my:briefs_own", ground.cohort), numbered(ground, 1, 2, 3))
    assert (refused.status_code, MemberRanking.objects.count()) == (422, 0)


def test_reasons_and_an_own_problem_go_to_the_organisers(ground, mine, client):
    services.set_rules(cohort=ground.cohort, takes_own=True, by=ground.organiser)
    team, brief = ground.teams[0], ground.briefs[0]
    briefs_services.rank_briefs(team=team, order=[brief.key], by=ground.members[0])
    mine.post(at("my:briefs_reasons", ground.cohort), {brief.key: "We know the service."})
    once = mine.get(at("my:briefs_propose", ground.cohort)).context["form"]["once"].value()
    typed = {"question": "How might carers plan?", "need": "Nine told us.", "why_us": "We care.", "once": once}
    for _time in range(2):
        mine.post(at("my:briefs_propose", ground.cohort), typed)
    assert (Bid.objects.count(), OwnProblem.objects.count()) == (1, 1)
    problem = OwnProblem.objects.get()
    client.force_login(ground.organiser)
    assert "We know the service." in client.get(at("organise:choosing_team", ground.cohort, team.key)).content.decode()
    address = at("organise:own_problem", ground.cohort, problem.key)
    client.post(at("organise:own_problem_seek", ground.cohort, problem.key))
    owner = {"owner": "Calder Council", "first_name": "Owen", "last_name": "Pike", "email": "owen@example.com"}
    accepted = client.post(at("organise:own_problem_accept", ground.cohort, problem.key), owner, follow=True)
    assert said(accepted)[-1:] == ["It is a challenge now, as a draft. Have it checked and backed, then publish it."]
    assert client.get(address).context["actions"] == set()
    assert Brief.objects.get(own_problem=problem).owner.name == "Calder Council"


def test_declining_needs_a_reason_and_taking_back_is_the_teams(ground, mine, client):
    problem = OwnProblemFactory(team=ground.teams[0])
    assert said(mine.post(at("my:briefs_take_back", ground.cohort), follow=True)) == ["Your own problem is taken back."]
    again = OwnProblemFactory(team=ground.teams[1])
    client.force_login(ground.organiser)
    decline = at("organise:own_problem_decline", ground.cohort, again.key)
    assert client.post(decline, {"no-why": ""}).status_code == 422
    assert said(client.post(decline, {"no-why": "No owner."}, follow=True)) == ["It is declined. The team reads why."]
    problem.refresh_from_db()
    assert problem.state == "TAKEN_BACK"


def test_organiser_sets_how_teams_choose(ground, run_it):
    """O-03: the list of teams is filtered by what it offers, and by nothing else."""
    rules = at("organise:choosing_rules", ground.cohort)
    typed = {"agreeing": "all", "takes_own": "on", "gives_unranked": "on"}
    assert said(run_it.post(rules, typed, follow=True)) == ["Saved. Teams see it on their page."]
    room = {f"{end}-{brief.key}": number for brief in ground.briefs for end, number in (("least", "2"), ("most", "1"))}
    address = at("organise:choosing_room", ground.cohort)
    assert run_it.post(address, room).status_code == 422
    room |= {f"most-{brief.key}": "3" for brief in ground.briefs}
    run_it.post(address, room)
    assert set(Brief.objects.values_list("least_teams", "places")) == {(2, 3)}
    shown = run_it.get(at("organise:choosing", ground.cohort) + "?show=unranked")
    assert (shown.context["confirmed"], len(shown.context["rows"])) == (0, 3)
    assert run_it.get(at("organise:choosing", ground.cohort) + "?show=secret").status_code == 400


def test_employers_challenge_is_allowed_with_a_reason(ground, run_it):
    team, brief = ground.teams[0], ground.briefs[0]
    place = team.members.get().participant
    place.organisation.group = "Home"
    place.organisation.save()
    brief.owner = OrganisationFactory(group="Home")
    brief.save()
    page, act = (at(f"organise:choosing_{name}", ground.cohort, team.key) for name in ("team", "employer"))
    assert run_it.get(page).context["barred"] == [(brief, None)]
    assert run_it.post(act, {"brief": brief.key, "why": ""}).status_code == 422
    run_it.post(act, {"brief": brief.key, "why": "They asked for it."})
    assert EmployerPass.objects.get().why == "They asked for it."
    run_it.post(act, {"brief": brief.key, "act": "withdraw"})
    assert EmployerPass.objects.count() == 0


@pytest.mark.parametrize("size", [10, 400])
def test_choosing_asks_the_same_number_of_queries(ground, run_it, django_assert_num_queries, size):
    many(ground, size)
    address = at("organise:choosing", ground.cohort)
    run_it.get(address)
    with django_assert_num_queries(CHOOSING_QUERIES):
        assert run_it.get(address).context["teams"] == size


def many(ground, size):
    """So many teams with a ranking, of the first three all there is of it."""
    for team in ground.teams:
        MemberRankingFactory(team=team)
        RankingFactory(team=team)
        BidFactory(team=team, brief=ground.briefs[0])
        OwnProblemFactory(team=team)
        PreferenceFactory(team=team, brief=ground.briefs[0])
    TeamFactory.create_batch(size - 3, cohort=ground.cohort)


@pytest.mark.parametrize("size", [10, 400])
def test_allocation_to_look_at_asks_the_same_number_of_queries(ground, run_it, django_assert_num_queries, size):
    """Also with every team ranking; and its page holds no row for each pair of team and challenge."""
    many(ground, size)
    ground.briefs[0].places = size
    ground.briefs[0].save()
    allocation = ready(ground)
    for name, queries, keys in (
        ("organise:allocation", READY_QUERIES, [allocation.key]),
        ("organise:allocation_swaps", SWAPS_QUERIES, [allocation.key, ground.teams[0].key]),
    ):
        address = at(name, ground.cohort, *keys)
        run_it.get(address)
        with django_assert_num_queries(queries):
            shown = run_it.get(address)
        assert shown.content.decode().count("<tr") < size + 40


def ready(ground):
    made = briefs_services.propose_allocation(cohort=ground.cohort, by=ground.organiser)
    run(made.pk)
    return Allocation.objects.get(pk=made.pk)


def test_organiser_compares_swaps_and_chooses(ground, run_it):
    for team, member, place in zip(ground.teams, ground.members, (0, 1, 2), strict=True):
        order = [ground.briefs[place].key, ground.briefs[(place + 1) % 3].key]
        briefs_services.rank_briefs(team=team, order=order, by=member)
    allocation = ready(ground)
    page = at("organise:allocation", ground.cohort, allocation.key)
    shown = run_it.get(page)
    assert [(option["counts"], option["total"], option["worst"]) for option in shown.context["options"]] == [
        ([("1st", 3)], 0, "1st"),
        ([("1st", 3)], 0, "1st"),
    ]
    kite, loom = ground.teams[:2]
    swaps = run_it.get(at("organise:allocation_swaps", ground.cohort, allocation.key, kite.key)).context["page"]
    with_loom = next(row for row in swaps if row["other"] == loom)
    assert (with_loom["cost"], with_loom["total"], with_loom["worst"]) == (3, (0, 3), ("1st", "3rd"))
    assert (with_loom["choice"], with_loom["other_choice"]) == ("2nd choice", "not ranked")
    swap = at("organise:allocation_swap", ground.cohort, allocation.key, kite.key)
    told = run_it.post(swap, {"version": "1", "other": loom.key}, follow=True)
    assert said(told) == ["Kite and Loom are swapped."]
    assert told.context["by_hand_words"] == (
        "As worked out, all teams were 0 places below their first choices and the worst choice was the 1st; "
        "now it is 3 places, and the 3rd."
    )
    old = run_it.post(swap, {"version": "1", "other": loom.key}, follow=True)
    assert said(old)[0].startswith("Somebody else changed this")
    chosen = run_it.post(at("organise:allocation_aim", ground.cohort, allocation.key), {"version": "2", "aim": "worst"})
    assert chosen.status_code == 302
    assert AllocationLine.objects.filter(is_by_hand=True).count() == 0


def test_team_reads_why_and_nobody_elses_ranking(ground, mine):
    """O-02: after publication the own line with its reason; choices of other teams are in no word of it."""
    for team, member in zip(ground.teams, ground.members, strict=True):
        briefs_services.rank_briefs(team=team, order=[brief.key for brief in ground.briefs], by=member)
    allocation = ready(ground)
    briefs_services.publish_allocation(allocation=allocation, version=1, by=ground.organiser)
    for member in ground.members:
        mine.force_login(member)
        page = mine.get(at("my:briefs", ground.cohort))
        line = page.context["line"]
        assert line.reason in page.content.decode()
        assert sum(f"{number} choice" in page.content.decode() for number in ("1st", "2nd", "3rd")) == 1
    assert Ranking.objects.count() == 3
