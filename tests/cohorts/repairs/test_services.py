"""Repairs: asked for, worked out, applied whole or not at all; races on PostgreSQL."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import Mailing, TeamMember, TeamRepair
from cohorts.people.services import return_participant, withdraw_participant
from cohorts.programmes.workflow import CohortState
from cohorts.repairs import jobs, services
from cohorts.repairs.mending import run
from cohorts.repairs.services.refusals import (
    AllFrozen,
    BeingWorkedOut,
    CohortClosed,
    Ended,
    NoSuchWay,
    NoTeams,
    RulesBroken,
    Stale,
    Unknown,
    WaitsForDecision,
)
from cohorts.repairs.standing import changed_since, home_of, teams_of
from cohorts.repairs.ways import notes_of, ways_of
from cohorts.repairs.workflow import RepairState
from cohorts.teams.services import move_member, rename_team
from core.audit.models import Event
from core.errors import Refused
from core.lifecycle import NotPossibleNow
from core.outbox.models import OutboxMessage
from tests.cohorts.teams.conftest import add_person
from tests.factories.cohorts import CohortFactory, TeamRepairFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def homes(cohort):
    return home_of(teams_of(cohort))


def apply(repair, by, moved=None, **more):
    moved = ways_of(repair)[-1].moved if moved is None else moved
    return services.apply_repair(repair=repair, moved=moved, by=by, **more)


def test_curve_moves_few_people_and_gets_better(forming, lost, ask):
    repair = ask()
    assert repair.state == RepairState.READY
    ways = ways_of(repair)
    assert (ways[0].moved, ways[0].moves, ways[0].gain) == (0, [], "")
    assert [way.moved for way in ways] == sorted({way.moved for way in ways})
    worth = [(way.broken, way.points) for way in ways]
    assert worth == sorted(worth, reverse=True)
    for way in ways:
        assert way.moved == sum(one.before is not None for one in way.moves)
        assert {one.person: one.before for one in way.moves}.items() <= homes(forming.cohort).items()
    assert [event.event for event in Event.objects.about(repair).order_by("pk")] == [
        "repair.asked_for",
        "repair.worked_out",
    ]


def test_same_people_and_teams_give_the_same_curve(lost, ask):
    """C-03: a worker that was killed starts afresh and finds the same."""
    repair = ask()
    TeamRepair.objects.filter(pk=repair.pk).update(state=RepairState.WORKING, curve={})
    assert run(repair.pk) == RepairState.READY
    assert TeamRepair.objects.get(pk=repair.pk).curve == repair.curve
    assert run(repair.pk) == RepairState.READY


def test_frozen_teams_and_people_who_stay_are_kept(forming, published, lost, ask):
    held = published["Loom"].members.order_by("pk").first().participant
    repair = ask(frozen=[published["Kite"].number], stay=[held.pk])
    kite = {pk for pk, number in homes(forming.cohort).items() if number == published["Kite"].number}
    for way in ways_of(repair):
        assert not {one.person for one in way.moves} & {*kite, held.pk}
        assert published["Kite"].number not in {one.to for one in way.moves}


def test_newcomers_are_placed_in_every_way(published, newcomer, ask):
    repair = ask(frozen=[published["Kite"].number])
    for way in ways_of(repair):
        assert [one.person for one in way.moves if one.before is None] == [newcomer.pk]
        assert {one.to for one in way.moves} <= {published["Loom"].number, published["Harbour"].number}
    assert ways_of(repair)[0].placed == 1


def test_numbers_with_gaps_and_empty_teams_are_kept_apart(forming, published, ask):
    """Harbour is team 9, and nobody is left in Loom."""
    published["Harbour"].number = 9
    published["Harbour"].save()
    for member in published["Loom"].members.all():
        withdraw_participant(participant=member.participant, by=forming.organiser)
    add_person(forming.cohort, 3, "Una Byrne")
    repair = ask()
    assert notes_of(repair) == ["Loom has nobody left, and nobody is moved there."]
    assert {one.to for way in ways_of(repair) for one in way.moves} <= {published["Kite"].number, 9}
    told = " ".join(rule for way in ways_of(repair) for rule in way.rules)
    assert "team 2" not in told


def test_an_empty_team_is_filled_when_enough_come(forming, published, ask):
    for member in published["Loom"].members.all():
        withdraw_participant(participant=member.participant, by=forming.organiser)
    for place, name in enumerate(("Una Byrne", "Wim Roth", "Ivy Hale")):
        add_person(forming.cohort, place + 3, name)
    repair = ask()
    assert notes_of(repair) == []
    assert sum(one.to == published["Loom"].number for one in ways_of(repair)[0].moves) == 3


def test_applying_moves_everybody_and_tells_each_changed_team_once(forming, published, lost, newcomer, ask, clock):
    repair = ask()
    way = ways_of(repair)[-1]
    before = OutboxMessage.objects.count()
    apply(repair, forming.organiser, reason="Nobody else can")
    repair.refresh_from_db()
    assert (repair.state, repair.chosen, repair.ended_by) == (RepairState.APPLIED, way.moved, forming.organiser)
    assert {one.person: one.to for one in way.moves}.items() <= homes(forming.cohort).items()
    events = Event.objects.filter(event__in=("member.moved", "member.added"), data__note="Repair 1")
    assert events.count() == len(way.moves)
    told = TeamMember.objects.filter(team__number__in=way.teams).count()
    mailing = Mailing.objects.get(kind="teams.changed", dedupe__endswith=f"repair:{repair.pk}")
    assert (mailing.recipients, OutboxMessage.objects.count() - before) == (told, told)
    assert (mailing.held_until > clock.now) == (told > 10)
    message = OutboxMessage.objects.get(to=newcomer.user, mailing_id=mailing.pk)
    assert f"Una Byrne joined {newcomer.membership.team}." in message.body


def test_keeping_the_teams_as_they_are_tells_nobody(forming, lost, ask):
    repair = ask()
    before = homes(forming.cohort), OutboxMessage.objects.count()
    apply(repair, forming.organiser, moved=0, reason="Good enough")
    assert (homes(forming.cohort), OutboxMessage.objects.count()) == before
    assert TeamRepair.objects.get().state == RepairState.APPLIED


def test_applying_twice_has_one_effect(forming, lost, ask):
    """C-01: the button pressed twice, and another organiser who comes too late."""
    repair = ask()
    moved = ways_of(repair)[-1].moved
    apply(repair, forming.organiser, moved=moved, reason="x")
    written = OutboxMessage.objects.count(), Event.objects.count()
    apply(repair, forming.organiser, moved=moved, reason="x")
    assert (OutboxMessage.objects.count(), Event.objects.count()) == written
    with pytest.raises(Ended) as refused:
        apply(repair, UserFactory(), moved=moved)
    assert str(refused.value.message) == "Olu Adeyemi applied Repair 1 already."


def test_applying_after_somebody_left_is_refused_with_what_changed(forming, published, lost, ask):
    """C-02: a stale repair is not applied."""
    repair = ask()
    gone = published["Harbour"].members.first().participant
    withdraw_participant(participant=gone, by=forming.organiser)
    with pytest.raises(Stale) as refused:
        apply(repair, forming.organiser)
    assert f"{gone.user.name} no longer takes part." in str(refused.value.message)
    assert TeamRepair.objects.get().state == RepairState.READY


def test_applying_after_a_move_by_hand_is_refused_with_what_changed(forming, published, lost, newcomer, ask):
    repair = ask()
    person = published["Harbour"].members.first().participant
    move_member(participant=person, to_team=published["Kite"], by=forming.organiser)
    move_member(participant=newcomer, to_team=published["Kite"], by=forming.organiser)
    assert sorted(changed_since(repair)) == sorted(
        [f"{person} was moved from Harbour to Kite.", "Una Byrne was added to Kite."]
    )
    with pytest.raises(Stale):
        apply(repair, forming.organiser)


def test_a_new_name_of_a_team_changes_nothing(forming, published, lost, ask):
    repair = ask()
    rename_team(team=published["Kite"], name="Heron", by=forming.organiser)
    assert changed_since(repair) == []


def test_leaving_and_coming_back_is_told(forming, published, lost, ask):
    repair = ask()
    person = published["Harbour"].members.first().participant
    withdraw_participant(participant=person, by=forming.organiser)
    return_participant(participant=person, by=forming.organiser)
    assert changed_since(repair) == [f"{person} is no longer in Harbour."]


def test_broken_rules_are_applied_with_a_reason_only(forming, lost, proposal, ask):
    proposal.rules = {**proposal.rules, "size_min": 5}
    proposal.save()
    repair = ask()
    assert ways_of(repair)[0].is_broken
    with pytest.raises(RulesBroken) as refused:
        apply(repair, forming.organiser, moved=0)
    assert refused.value.field == "reason"
    apply(repair, forming.organiser, moved=0, reason="Ten are too few")
    assert TeamRepair.objects.get().note == "Ten are too few"
    assert Event.objects.get(event="repair.rules_waived").data["note"] == "Ten are too few"


def test_asking_is_refused_where_it_leads_nowhere(forming, published, ask):
    numbers = [team.number for team in published.values()]
    for wanted, refusal in (
        ({"frozen": numbers}, AllFrozen),
        ({"frozen": [77]}, Unknown),
        ({"stay": [0]}, Unknown),
    ):
        with pytest.raises(refusal):
            ask(**wanted)
    with pytest.raises(NoTeams):
        services.ask_repair(cohort=CohortFactory(), by=forming.organiser)
    forming.cohort.state = CohortState.COMPLETED
    forming.cohort.save()
    with pytest.raises(CohortClosed):
        ask()


def test_one_repair_is_open_at_a_time(forming, published, ask):
    first = ask()
    with pytest.raises(WaitsForDecision):
        ask()
    second = ask(replaces=first.key)
    first.refresh_from_db()
    assert (first.state, second.number) == (RepairState.DISCARDED, 2)
    TeamRepair.objects.filter(pk=second.pk).update(state=RepairState.WORKING)
    with pytest.raises(BeingWorkedOut):
        ask(replaces=second.key)
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamRepairFactory(cohort=forming.cohort, number=9)


def test_doubled_asking_makes_one_repair(forming, published, ask):
    first = ask(key="8d1b8c02")
    assert ask(key="8d1b8c02").pk == first.pk
    assert TeamRepair.objects.count() == 1


def test_ways_that_are_not_there_and_repairs_that_ended_are_refused(forming, lost, ask):
    repair = ask()
    with pytest.raises(NoSuchWay):
        apply(repair, forming.organiser, moved=999)
    services.discard_repair(repair=repair, by=forming.organiser)
    with pytest.raises(Ended) as refused:
        apply(repair, forming.organiser, moved=0)
    assert str(refused.value.message) == "Olu Adeyemi threw Repair 1 away."
    with pytest.raises(NotPossibleNow):
        services.discard_repair(repair=repair, by=forming.organiser)


def test_a_closed_cohort_keeps_its_teams(forming, lost, ask):
    repair = ask()
    forming.cohort.state = CohortState.CANCELLED
    forming.cohort.save()
    with pytest.raises(CohortClosed):
        apply(repair, forming.organiser)


def test_faults_are_told_and_leave_the_teams_alone(forming, lost, ask):
    repair = ask()
    broken = {**repair.snapshot, "people": [{**person, "skills": None} for person in repair.snapshot["people"]]}
    TeamRepair.objects.filter(pk=repair.pk).update(state=RepairState.WORKING, snapshot=broken, curve={})
    assert run(repair.pk) == RepairState.FAILED
    repair.refresh_from_db()
    assert (repair.curve, repair.fault.startswith("TypeError")) == ({}, True)


def test_throwing_away_while_it_is_worked_out_wins(forming, published, ask):
    repair = ask()
    TeamRepair.objects.filter(pk=repair.pk).update(state=RepairState.DISCARDED)
    with pytest.raises(NotPossibleNow):
        services.finish_repair(repair=repair, curve={})
    assert run(repair.pk) == RepairState.DISCARDED


def test_forgotten_repairs_fail_after_an_hour(forming, published, ask, clock):
    repair = ask()
    TeamRepair.objects.filter(pk=repair.pk).update(state=RepairState.WORKING)
    assert jobs.every_minute(clock.now + timedelta(minutes=59)) == 0
    assert jobs.every_minute(clock.now + timedelta(minutes=61)) == 1
    repair.refresh_from_db()
    assert (repair.state, repair.fault) == (RepairState.FAILED, "The work was interrupted and did not end.")


@pytest.fixture
def ready(transactional_db, forming, proposal, published, newcomer):
    """A repair that places somebody, in a database that threads can see."""
    made = services.ask_repair(cohort=forming.cohort, by=forming.organiser)
    made.refresh_from_db()
    return made


@pytest.mark.postgres
def test_two_organisers_apply_at_once(race, forming, ready, newcomer):
    """C-01: one applies, the other is told; nobody is moved or written to twice."""
    other = UserFactory(is_superuser=True)
    before = OutboxMessage.objects.count()
    results = race(
        lambda: apply(ready, forming.organiser, moved=0, reason="x"), lambda: apply(ready, other, moved=0, reason="x")
    )
    assert sorted(type(result).__name__ for result in results) == ["Ended", "TeamRepair"]
    assert TeamMember.objects.filter(participant=newcomer).count() == 1
    assert OutboxMessage.objects.count() - before == newcomer.membership.team.members.count()


@pytest.mark.postgres
def test_applying_and_moving_by_hand_at_once(race, forming, published, ready, newcomer):
    """C-07: whoever comes second is refused, and the person is in one team."""
    there = ways_of(ready)[0].moves[0].to
    away = next(team for team in published.values() if team.number != there)
    results = race(
        lambda: apply(ready, forming.organiser, moved=0, reason="x"),
        lambda: move_member(participant=newcomer, to_team=away, by=forming.organiser),
    )
    assert TeamMember.objects.filter(participant=newcomer).count() == 1
    # By hand is always possible; the repair only where it comes first.
    assert isinstance(results[0], TeamRepair | Stale)
    assert not isinstance(results[1], Refused)
    assert TeamMember.objects.get(participant=newcomer).team == away


@pytest.mark.postgres
def test_two_organisers_ask_at_once(race, forming, ready):
    """One repair replaces the one that both saw."""
    services.discard_repair(repair=ready, by=forming.organiser)

    def ask():
        return services.ask_repair(cohort=forming.cohort, by=forming.organiser)

    results = race(ask, ask)
    assert sorted(isinstance(result, Refused) for result in results) == [False, True]
    assert TeamRepair.objects.count() == 2
