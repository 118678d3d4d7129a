"""Teams after publication: moving, adding late, leaving, names and mentors."""

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import MentorAssignment, TeamMember
from cohorts.people.workflow import PlaceState
from cohorts.teams import services
from cohorts.teams.services import Choice
from cohorts.teams.services.refusals import (
    AlreadyThere,
    MentorGone,
    NameTaken,
    NotOfThisCohort,
    NotTakingPart,
    SideTaken,
)
from core.audit.models import Event
from core.errors import Changed
from core.outbox.models import OutboxMessage
from tests.factories.cohorts import MentorFactory, ParticipantFactory, TeamFactory

pytestmark = pytest.mark.django_db


def last_event(subject):
    return Event.objects.about(subject).order_by("-pk").first()


def test_moving_somebody_tells_both_teams(world, organiser, clock):
    services.move_member(participant=world.place, to_team=world.other_team, by=organiser, note="asked for it")
    assert world.place.membership.team_id == world.team.pk
    assert TeamMember.objects.get(participant=world.place).team == world.other_team
    event = last_event(world.place)
    assert event.event == "member.moved"
    assert event.data == {"person": "Hana Aziz", "team": "Compass", "before": "Lantern", "note": "asked for it"}
    told = {message.to.name: message for message in OutboxMessage.objects.filter(kind="teams.changed")}
    assert set(told) == {"Hana Aziz", "Leo Marks", "Tess Wynn"}
    assert "Hana Aziz moved from Lantern to Compass." in told["Leo Marks"].body
    assert told["Leo Marks"].subject == "A change in team Lantern"
    assert "asked for it" not in told["Tess Wynn"].body


def test_late_participant_is_added(world, organiser):
    late = ParticipantFactory(cohort=world.cohort)
    services.move_member(participant=late, to_team=world.team, by=organiser)
    assert late.membership.team == world.team
    assert last_event(late).event == "member.added"


def test_moves_that_make_no_sense_are_refused(world, organiser):
    """O-01: a team or person of another cohort is refused."""
    elsewhere = TeamFactory(cohort=world.other_cohort)
    stranger = ParticipantFactory(cohort=world.other_cohort)
    with pytest.raises(NotOfThisCohort):
        services.move_member(participant=world.place, to_team=elsewhere, by=organiser)
    with pytest.raises(NotOfThisCohort):
        services.move_member(participant=stranger, to_team=world.team, by=organiser)
    with pytest.raises(AlreadyThere):
        services.move_member(participant=world.place, to_team=world.team, by=organiser)
    world.place.state = PlaceState.WITHDRAWN
    world.place.save()
    with pytest.raises(NotTakingPart):
        services.move_member(participant=world.place, to_team=world.other_team, by=organiser)


def test_a_participant_has_one_team_whatever_the_code_does(world):
    """C-07: the database itself refuses a second team."""
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(team=world.other_team, participant=world.place, since=world.cohort.made_at)


def test_leaving_takes_the_place_away_and_tells_the_team(world, organiser):
    assert services.leaving_effects(participant=world.place) == ["Lantern would have one person."]
    services.leave_team(participant=world.place, by=organiser)
    assert not TeamMember.objects.filter(participant=world.place).exists()
    assert last_event(world.place).event == "member.left"
    assert [message.to.name for message in OutboxMessage.objects.filter(kind="teams.changed")] == ["Leo Marks"]


def test_leaving_without_a_team_does_nothing(world, organiser):
    late = ParticipantFactory(cohort=world.cohort)
    assert services.leaving_effects(participant=late) == []
    services.leave_team(participant=late, by=organiser)
    assert last_event(late) is None


def test_access_ends_at_the_next_request(world, client, participant, organiser):
    """O-06: whoever is taken out of a team no longer sees it."""
    client.force_login(participant)
    assert b"Leo Marks" in client.get("/my/spring-2027/team/").content
    services.leave_team(participant=world.place, by=organiser)
    assert b"Leo Marks" not in client.get("/my/spring-2027/team/").content


def test_teams_are_renamed(world, organiser):
    services.rename_team(team=world.team, name="  Heron ", by=organiser)
    world.team.refresh_from_db()
    assert world.team.name == "Heron"
    assert last_event(world.team).data == {"before": "Lantern", "after": "Heron"}
    with pytest.raises(NameTaken):
        services.rename_team(team=world.team, name="compass", by=organiser)


def test_a_team_has_one_mentor_from_each_side(world, organiser):
    second, other_side = MentorFactory(cohort=world.cohort), MentorFactory(cohort=world.cohort, side="private")
    with pytest.raises(SideTaken):
        services.assign_mentor(team=world.team, mentor=second, by=organiser)
    services.assign_mentor(team=world.team, mentor=other_side, by=organiser)
    assert last_event(world.team).event == "mentor.assigned"
    services.unassign_mentor(team=world.team, mentor=world.mentor, by=organiser)
    assert last_event(world.team).event == "mentor.unassigned"
    assert [held.mentor for held in world.team.mentors.all()] == [other_side]


def test_mentors_of_other_cohorts_and_those_who_left_are_refused(world, organiser, clock):
    """O-01: nobody of another cohort is assigned."""
    with pytest.raises(NotOfThisCohort):
        services.assign_mentor(team=world.team, mentor=MentorFactory(), by=organiser)
    gone = MentorFactory(cohort=world.cohort, side="private", left_at=clock.now)
    with pytest.raises(MentorGone):
        services.assign_mentor(team=world.team, mentor=gone, by=organiser)


def test_choosing_mentors_replaces_what_was_seen(world, organiser):
    new = MentorFactory(cohort=world.cohort)
    choices = [
        Choice(team=world.team, side="public", mentor=new, before=world.mentor),
        Choice(team=world.team, side="private", mentor=None, before=None),
    ]
    assert services.choose_mentors(choices=choices, by=organiser) == 1
    assert [held.mentor for held in MentorAssignment.objects.filter(team=world.team)] == [new]
    with pytest.raises(Changed):
        services.choose_mentors(choices=choices, by=organiser)
