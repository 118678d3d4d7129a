"""Problems that teams bring: proposed, an owner sought, accepted as a brief kept for the team, or declined."""

import pytest
from django.core.exceptions import PermissionDenied

from challenges.briefs import services as briefs_services
from challenges.briefs.allocating import run
from challenges.briefs.choosing import services
from challenges.briefs.choosing.models import EmployerPass, OwnProblem
from challenges.briefs.snapshot import snapshot_of
from challenges.models import Allocation, AllocationLine
from config.demo.reviews import make_ready_by_letter
from core.audit.models import Event
from core.lifecycle import NotPossibleNow
from core.outbox.models import OutboxMessage
from tests.factories.challenges import AllocationFactory, AllocationLineFactory, BriefFactory
from tests.factories.core import OrganisationFactory

TEXTS = {"question": "How might carers plan a week?", "need": "Nine told us.", "why_us": "Three of us care."}
OWNER = {"owner": "Calder Council", "email": "owen@example.com", "first_name": "Owen", "last_name": "Pike"}


@pytest.fixture
def taking(ground):
    services.set_rules(cohort=ground.cohort, takes_own=True, by=ground.organiser)
    return ground


def propose(ground, number=0, **more):
    team, member = ground.teams[number], ground.members[number]
    return services.propose_own(team=team, by=member, **{**TEXTS, **more})


def test_team_proposes_one_problem_at_a_time(taking):
    problem = propose(taking, key="once")
    assert propose(taking, key="once") == problem
    with pytest.raises(services.OneIsOpen):
        propose(taking, key="again")
    services.take_back_own(problem=problem, by=taking.members[0])
    assert propose(taking, key="later").state == "PROPOSED"
    with pytest.raises(PermissionDenied):
        services.propose_own(team=taking.teams[1], by=taking.members[0], **TEXTS)


def test_problems_are_taken_only_where_that_is_set(ground):
    with pytest.raises(services.OwnNotTaken):
        propose(ground)


def test_accepted_problem_is_a_brief_with_its_owner_kept_for_the_team(taking):
    problem = services.seek_owner(problem=propose(taking), by=taking.organiser)
    problem = services.accept_own(problem=problem, by=taking.organiser, **OWNER)
    brief = problem.brief
    assert (brief.state, brief.question, brief.need) == ("DRAFT", TEXTS["question"], TEXTS["need"])
    assert (brief.owner.name, brief.owners.get().user.email) == ("Calder Council", "owen@example.com")
    letter = OutboxMessage.objects.get(kind="choosing.own_accepted")
    assert letter.to_id == taking.members[0].pk
    assert "Its owner is Calder Council." in letter.body
    make_ready_by_letter(brief, taking.organiser)
    briefs_services.publish_briefs(cohort=taking.cohort, briefs=[brief], by=taking.organiser)
    kept = {wishes.name: str(brief.pk) in wishes.kept for wishes in snapshot_of(taking.cohort).teams}
    assert kept == {"Kite": False, "Loom": True, "Orchard": True}
    with pytest.raises(NotPossibleNow):
        services.decline_own(problem=problem, why="Too late", by=taking.organiser)


def test_declined_problem_says_why(taking):
    problem = propose(taking)
    with pytest.raises(services.WhyMissing):
        services.decline_own(problem=problem, why=" ", by=taking.organiser)
    services.decline_own(problem=problem, why="Nobody can own it by week 3.", by=taking.organiser)
    problem.refresh_from_db()
    assert (problem.state, problem.answer) == ("DECLINED", "Nobody can own it by week 3.")
    assert "The reason: Nobody can own it by week 3." in OutboxMessage.objects.get().body
    names = ["own_problem.proposed", "own_problem.declined"]
    assert (
        list(Event.objects.filter(event__startswith="own_problem").values_list("event", flat=True).order_by("pk"))
        == names
    )


def test_organisers_decide_and_only_the_team_takes_back(taking):
    """O-02: neither does the other's part."""
    problem = propose(taking)
    for act in (services.seek_owner, services.take_back_own):
        by = taking.members[1] if act is services.take_back_own else taking.members[0]
        with pytest.raises(PermissionDenied):
            act(problem=problem, by=by)
    assert OwnProblem.objects.get().state == "PROPOSED"


def own_employer(ground):
    """The first brief belongs to the employer group of Kite's member."""
    place = ground.teams[0].members.get().participant
    place.organisation.group = "Home"
    place.organisation.save()
    brief = ground.briefs[0]
    brief.owner = OrganisationFactory(name="Agency of it", group="Home")
    brief.save()
    return brief


def allocate(ground):
    made = services_propose(ground)
    run(made.pk)
    return Allocation.objects.get(pk=made.pk)


def services_propose(ground):
    return briefs_services.propose_allocation(cohort=ground.cohort, by=ground.organiser)


def held(allocation):
    return {line.team.name: line.brief for line in AllocationLine.objects.filter(allocation=allocation).whole()}


def test_employers_brief_is_given_only_with_leave(ground):
    """Neither the engine nor a hand gives it; with a reason it may, and the leave can be withdrawn."""
    team, brief = ground.teams[0], own_employer(ground)
    briefs_services.rank_briefs(team=team, order=[brief.key, ground.briefs[1].key], by=ground.members[0])
    allocation = allocate(ground)
    assert held(allocation)["Kite"] == ground.briefs[1]
    reason = AllocationLine.objects.get(allocation=allocation, team=team).reason
    assert reason == "Kite got its 2nd choice; its 1st belongs to the employer of one of its members."
    with pytest.raises(briefs_services.EmployerOwns):
        briefs_services.change_line(allocation=allocation, team=team, brief=brief, version=1, by=ground.organiser)
    with pytest.raises(services.WhyMissing):
        services.give_pass(team=team, brief=brief, why="", by=ground.organiser)
    with pytest.raises(services.NoSuchConflict):
        services.give_pass(team=team, brief=ground.briefs[1], why="No need", by=ground.organiser)
    for _time in range(2):
        services.give_pass(team=team, brief=brief, why="Another agency of the group.", by=ground.organiser)
    assert (EmployerPass.objects.count(), held(allocate(ground))["Kite"]) == (1, brief)
    services.withdraw_pass(team=team, brief=brief, by=ground.organiser)
    services.withdraw_pass(team=team, brief=brief, by=ground.organiser)
    assert Event.objects.filter(event="employer_pass.withdrawn").count() == 1


def test_allocation_with_an_employers_brief_is_not_published(ground):
    """Whatever made it so: a line that came another way stands against publishing."""
    brief = own_employer(ground)
    allocation = AllocationFactory(cohort=ground.cohort, state="READY")
    for team, given in zip(ground.teams, ground.briefs, strict=True):
        AllocationLineFactory(allocation=allocation, team=team, brief=given)
    with pytest.raises(briefs_services.EmployerOwns) as refused:
        briefs_services.publish_allocation(allocation=allocation, version=1, by=ground.organiser)
    assert f"Kite and “{brief.title}”" in str(refused.value.message)


def test_both_aims_are_worked_out_and_either_is_chosen(ground):
    for team, member in zip(ground.teams, ground.members, strict=True):
        briefs_services.rank_briefs(team=team, order=[brief.key for brief in ground.briefs], by=member)
    allocation = allocate(ground)
    assert {aim: (option["total"], option["worst"]) for aim, option in allocation.options.items()} == {
        "total": (3, 3),
        "worst": (3, 3),
    }
    first = held(allocation)["Kite"]
    other = next(brief for brief in ground.briefs if brief != first)
    briefs_services.change_line(
        allocation=allocation, team=ground.teams[0], brief=other, version=1, by=ground.organiser
    )
    chosen = briefs_services.choose_aim(allocation=allocation, aim="worst", version=2, by=ground.organiser)
    assert (chosen.version, AllocationLine.objects.filter(is_by_hand=True).count()) == (3, 0)
    again = briefs_services.choose_aim(allocation=allocation, aim="worst", version=3, by=ground.organiser)
    assert (again.version, Event.objects.filter(event="allocation.aim_chosen").count()) == (3, 1)


def test_teams_swap_in_one_step(ground):
    """Both lines or neither; what a brief needs is held at publishing."""
    for team, member, place in zip(ground.teams, ground.members, (0, 1, 2), strict=True):
        briefs_services.rank_briefs(team=team, order=[ground.briefs[place].key], by=member)
    allocation = allocate(ground)
    kite, loom = ground.teams[:2]
    lines = briefs_services.swap_lines(allocation=allocation, team=kite, other=loom, version=1, by=ground.organiser)
    assert [(line.brief, line.choice, line.is_by_hand) for line in lines] == [
        (ground.briefs[1], None, True),
        (ground.briefs[0], None, True),
    ]
    with pytest.raises(briefs_services.BriefNotOffered):
        briefs_services.swap_lines(allocation=allocation, team=kite, other=kite, version=2, by=ground.organiser)
    services.set_room(cohort=ground.cohort, rooms={ground.briefs[2].pk: (2, 2)}, by=ground.organiser)
    with pytest.raises(briefs_services.TooFewTeams) as refused:
        briefs_services.publish_allocation(allocation=allocation, version=2, by=ground.organiser)
    assert str(refused.value.message) == "“How might we plan?” needs at least 2 teams, and has 1."


def test_lines_keep_other_teams_own_problems(taking):
    kept = BriefFactory(cohort=taking.cohort)
    problem = propose(taking, 1)
    problem.state, problem.brief = "ACCEPTED", kept
    problem.save()
    allocation = allocate(taking)
    with pytest.raises(briefs_services.KeptForAnother):
        briefs_services.change_line(
            allocation=allocation, team=taking.teams[0], brief=kept, version=1, by=taking.organiser
        )
