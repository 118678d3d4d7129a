"""The allocation: worked out, changed by hand, published once."""

from datetime import timedelta

import pytest

from challenges.briefs import services
from challenges.briefs.allocating import run
from challenges.briefs.models import brief_of, briefs_of, published_lines
from challenges.briefs.snapshot import snapshot_of
from challenges.briefs.workflow import AllocationState
from challenges.models import Allocation, AllocationLine
from core import zones
from core.audit.models import Event
from core.errors import Changed
from core.lifecycle import NotPossibleNow
from core.outbox.models import OutboxMessage
from tests.challenges.briefs.conftest import make_ground
from tests.factories.challenges import BriefFactory, BriefOwnerFactory
from tests.factories.cohorts import CohortFactory, TeamFactory


def rank(ground, *orders):
    """Orders as places of the three briefs, one a team: (0, 1, 2) is listen, mend, plan."""
    for team, member, order in zip(ground.teams, ground.members, orders, strict=False):
        services.rank_briefs(team=team, order=[ground.briefs[place].key for place in order], by=member)


def propose(ground, callbacks):
    with callbacks(execute=True):
        made = services.propose_allocation(cohort=ground.cohort, by=ground.organiser)
    return Allocation.objects.get(pk=made.pk)


@pytest.fixture
def ready(ground, django_capture_on_commit_callbacks):
    rank(ground, (0, 1), (0, 2), ())
    return propose(ground, django_capture_on_commit_callbacks)


def held(allocation):
    lines = AllocationLine.objects.filter(allocation=allocation).order_by("team__number")
    return [(line.team.name, line.brief.question, line.choice) for line in lines]


def test_proposal_gives_the_best_with_choices_and_reasons(ground, ready):
    """Kite and Loom both want to listen first; one gets its second, Orchard ranked nothing."""
    assert ready.state == AllocationState.READY
    got = {name: choice for name, _question, choice in held(ready)}
    assert (sorted([got["Kite"], got["Loom"]]), got["Orchard"]) == ([1, 2], None)
    reasons = dict(AllocationLine.objects.values_list("team__name", "reason"))
    assert reasons["Orchard"] == "Orchard ranked no challenges."
    assert sum("got its 1st choice" in reason for reason in reasons.values()) == 1
    assert ready.summary == "1 team: 1st choice; 1 team: 2nd choice; 1 team: not ranked"
    names = ["allocation.asked", "allocation.proposed"]
    assert list(Event.objects.filter(event__in=names).order_by("pk").values_list("event", flat=True)) == names


def test_impossible_allocation_says_why(ground, django_capture_on_commit_callbacks):
    """C-03: no partial lines; the allocation has failed and says what is missing."""
    ground.briefs[0].delete()
    allocation = propose(ground, django_capture_on_commit_callbacks)
    assert (allocation.state, allocation.lines.count()) == (AllocationState.FAILED, 0)
    assert allocation.summary.startswith("There are 2 places in challenges for 3 teams.")
    assert Event.objects.filter(event="allocation.failed").count() == 1


def test_proposing_needs_teams_and_briefs_and_no_other_at_work(ground):
    with pytest.raises(services.NothingToAllocate):
        services.propose_allocation(cohort=CohortFactory(), by=None)
    services.propose_allocation(cohort=ground.cohort, by=ground.organiser, key="a")
    again = services.propose_allocation(cohort=ground.cohort, by=ground.organiser, key="a")
    assert again.number == 1
    with pytest.raises(services.StillWorking):
        services.propose_allocation(cohort=ground.cohort, by=ground.organiser, key="b")


def test_run_leaves_alone_what_was_thrown_away_meanwhile(ground):
    """C-02: a result that comes late is not applied."""
    made = services.propose_allocation(cohort=ground.cohort, by=ground.organiser)
    services.discard_allocation(allocation=made, by=ground.organiser)
    assert run(made.pk) == AllocationState.DISCARDED
    with pytest.raises(NotPossibleNow):
        services.finish_allocation(allocation=made, lines=[], digest="")
    assert Event.objects.filter(event="allocation.discarded").count() == 1


def test_run_again_gives_the_same(ground, ready):
    """C-03: a second run of the task changes nothing."""
    before = held(ready)
    assert run(ready.pk) == AllocationState.READY
    assert held(ready) == before


def test_snapshot_changes_with_wishes_and_places(ground, ready):
    """C-02: what has changed since is noticed."""
    assert snapshot_of(ground.cohort).digest == ready.snapshot_hash
    rank(ground, (2, 1, 0))
    assert snapshot_of(ground.cohort).digest != ready.snapshot_hash


def test_line_is_changed_by_hand_with_the_version_seen(ground, ready):
    """C-01: the second of two organisers is told."""
    team, brief = ground.teams[0], ground.briefs[2]
    line = services.change_line(allocation=ready, team=team, brief=brief, version=1, by=ground.organiser)
    assert (line.choice, line.is_by_hand, line.reason) == (None, True, f"Set by hand by {ground.organiser}.")
    with pytest.raises(Changed):
        services.change_line(allocation=ready, team=team, brief=ground.briefs[1], version=1, by=ground.organiser)
    event = Event.objects.get(event="allocation.changed")
    assert (event.data["team"], event.data["after"]) == ("Kite", brief.question)


def test_line_takes_only_offered_briefs_of_the_cohort(ground, ready):
    """O-01: other cohorts' teams and briefs are refused."""
    for team, brief in (
        (ground.teams[0], BriefFactory()),
        (TeamFactory(), ground.briefs[0]),
        (ground.teams[0], BriefFactory(cohort=ground.cohort, draft=True)),
    ):
        with pytest.raises(services.BriefNotOffered):
            services.change_line(allocation=ready, team=team, brief=brief, version=1, by=ground.organiser)


def test_publishing_tells_every_team_its_own(ground, ready):
    services.publish_allocation(allocation=ready, version=1, by=ground.organiser)
    lines = {line.team_id: line for line in published_lines(ground.cohort)}
    letters = {letter.to_id: letter for letter in OutboxMessage.objects.filter(kind="briefs.allocated")}
    for team, member in zip(ground.teams, ground.members, strict=True):
        assert letters[member.pk].subject == f"{team.name} works on: {lines[team.pk].brief.question}"
    assert len(letters) == 3
    assert Event.objects.filter(event="allocation.published").count() == 1


def test_published_allocation_stays_as_it_is(ground, ready):
    services.publish_allocation(allocation=ready, version=1, by=ground.organiser)
    with pytest.raises(services.AlreadyPublished):
        services.publish_allocation(allocation=ready, version=2, by=ground.organiser)
    with pytest.raises(services.AlreadyPublished):
        services.propose_allocation(cohort=ground.cohort, by=ground.organiser)
    with pytest.raises(NotPossibleNow):
        services.change_line(
            allocation=ready, team=ground.teams[0], brief=ground.briefs[0], version=2, by=ground.organiser
        )
    assert OutboxMessage.objects.filter(kind="briefs.allocated").count() == 3


def test_publishing_is_refused_while_something_is_wrong(ground, ready):
    for brief in ground.briefs[:1]:
        for team in ground.teams:
            version = Allocation.objects.get(pk=ready.pk).version
            services.change_line(allocation=ready, team=team, brief=brief, version=version, by=ground.organiser)
    version = Allocation.objects.get(pk=ready.pk).version
    with pytest.raises(services.TooManyTeams) as refused:
        services.publish_allocation(allocation=ready, version=version, by=ground.organiser)
    assert str(refused.value.message) == "“How might we listen?” takes 1, but was given to: Kite, Loom, Orchard."
    services.withdraw_brief(brief=ground.briefs[0], by=ground.organiser)
    with pytest.raises(services.BriefNotOffered):
        services.publish_allocation(allocation=ready, version=version, by=ground.organiser)
    TeamFactory(cohort=ground.cohort, name="Quarry", number=9)
    with pytest.raises(services.TeamsWithoutBrief) as refused:
        services.publish_allocation(allocation=ready, version=version, by=ground.organiser)
    assert str(refused.value.message) == "These teams have no challenge yet: Quarry."


def test_briefs_of_teams_are_one_query(ground, ready, django_assert_num_queries):
    assert brief_of(ground.teams[0]) is None
    services.publish_allocation(allocation=ready, version=1, by=ground.organiser)
    with django_assert_num_queries(1):
        found = briefs_of(ground.teams)
        assert {brief.owner.name for brief in found.values()} == {brief.owner.name for brief in ground.briefs}
    assert brief_of(ground.teams[1]) == found[ground.teams[1].pk]


@pytest.mark.postgres
def test_two_organisers_publish_at_once(race):
    """C-01: one wins, the other is told, one set of mails."""
    ground = make_ground()
    rank(ground, (0, 1, 2), (1, 2, 0), (2, 0, 1))
    made = services.propose_allocation(cohort=ground.cohort, by=ground.organiser)

    def press():
        return services.publish_allocation(allocation=made, version=1, by=ground.organiser)

    results = race(press, press)
    assert sorted(type(result).__name__ for result in results) == ["Allocation", "AlreadyPublished"]
    assert OutboxMessage.objects.filter(kind="briefs.allocated").count() == 3
    assert Event.objects.filter(event="allocation.published").count() == 1


@pytest.mark.postgres
def test_two_organisers_propose_at_once(race):
    """Two presses at the same moment make one allocation."""
    ground = make_ground()

    def press():
        return services.propose_allocation(cohort=ground.cohort, by=ground.organiser, key="press")

    first, second = race(press, press)
    assert first == second
    assert Allocation.objects.filter(cohort=ground.cohort).count() == 1


def test_owners_are_told_who_got_their_challenge_in_the_same_minutes(ground, ready):
    """Also the owner of a challenge that no team got; held however few they are."""
    taken = {line.brief_id: line.team.name for line in ready.lines.select_related("team")}
    owner = BriefOwnerFactory(brief=ground.briefs[0]).user
    both = BriefOwnerFactory(brief=ground.briefs[1]).user
    spare = BriefFactory(cohort=ground.cohort, question="How might we rest?")
    BriefOwnerFactory(brief=spare, user=both)
    services.publish_allocation(allocation=ready, version=1, by=ground.organiser)
    letters = {letter.to_id: letter for letter in OutboxMessage.objects.filter(kind="briefs.given")}
    assert set(letters) == {owner.pk, both.pk}
    assert f"How might we listen?\nGiven to: {taken[ground.briefs[0].pk]}\n" in letters[owner.pk].body
    assert f"/partner/briefs/{ground.briefs[0].key}/" in letters[owner.pk].body
    assert f"How might we mend?\nGiven to: {taken[ground.briefs[1].pk]}\n" in letters[both.pk].body
    assert "How might we rest?\nNo team works on it this time." in letters[both.pk].body
    held = {message.send_after for message in OutboxMessage.objects.exclude(kind="briefs.published")}
    assert held == {zones.now() + timedelta(minutes=10)}
