"""What is late and who is waited for: the words of every line, and where its button leads."""

from datetime import timedelta

import pytest

from challenges.briefs.workflow import AllocationState
from challenges.models import PitchDay, Ranking, SlotJudge
from cohorts.models import Booking, Visit
from core.models import Invitation
from desk.ground import Ground
from desk.today import late, waiting
from tests.clock import START
from tests.factories import challenges, cohorts


def told(items):
    return [(item.title, item.act, item.when, item.state) for item in items]


@pytest.fixture
def quiet(world):
    """The world with its visit in order: an address, and seats for all."""
    Visit.objects.update(address="1 Dock Street", capacity=1)
    return world


def test_nothing_is_late_in_a_cohort_in_order(quiet):
    assert told(late(Ground(quiet.cohort))) == []


def test_milestone_of_one_team_leads_to_writing_to_it(quiet):
    challenges.MilestoneFactory(cohort=quiet.cohort, title="Plan", due_at=START - timedelta(days=4, hours=-1))
    submitted = challenges.SubmissionFactory(milestone=quiet.cohort.milestones.get(title="Plan"), team=quiet.other_team)
    [item] = late(Ground(quiet.cohort))
    assert told([item]) == [("Plan from Lantern", "Remind Lantern", "4 days late", "bad")]
    assert item.note == "Due Fri 5 Mar 2027, 11:00 GMT."
    assert item.url == f"/organise/spring-2027/milestones/{submitted.milestone.key}/"
    about = f"about=milestone-{submitted.milestone.key}"
    assert item.act_url == f"/organise/spring-2027/messages/new/?segment=team-{quiet.team.key}&{about}"


def test_milestone_of_many_teams_is_one_line(quiet):
    for name in ("Quarry", "Harbour"):
        cohorts.TeamFactory(cohort=quiet.cohort, name=name, number=10 + len(name))
    challenges.MilestoneFactory(cohort=quiet.cohort, title="Plan", due_at=START - timedelta(days=1))
    [item] = late(Ground(quiet.cohort))
    assert told([item]) == [("Plan from 4 teams", "Remind them", "1 day late", "warn")]
    assert item.note == "Due Mon 8 Mar 2027, 10:00 GMT. Missing from Lantern, Compass, Quarry and Harbour."
    key = quiet.cohort.milestones.get(title="Plan").key
    assert item.act_url == f"/organise/spring-2027/messages/new/?segment=owing-{key}&about=milestone-{key}"


def test_work_due_an_hour_ago_is_late_today(quiet):
    challenges.MilestoneFactory(cohort=quiet.cohort, title="Plan", due_at=START - timedelta(hours=1))
    assert told(late(Ground(quiet.cohort))) == [("Plan from Lantern and Compass", "Remind them", "late today", "warn")]


def test_seats_nobody_took_are_told_in_the_last_week(quiet, clock):
    Visit.objects.update(capacity=2)
    [item] = late(Ground(quiet.cohort))
    assert told([item]) == [("2 people have no seat on Programme day 2", "Remind them", "in 2 days", "warn")]
    assert item.note == "Calder & Finch, Thu 11 Mar. 1 seat is left."
    clock.set(START - timedelta(days=6))
    assert late(Ground(quiet.cohort)) == []


def test_missing_address_and_closed_booking_are_told_before_the_day(quiet):
    Visit.objects.update(address="")
    assert told(late(Ground(quiet.cohort))) == [
        ("Address and arrival for Programme day 2", "Add the address", "in 2 days", "warn")
    ]
    Visit.objects.update(is_published=False)
    assert told(late(Ground(quiet.cohort))) == [
        ("Programme day 2 is not open for booking", "Open it", "in 2 days", "warn")
    ]


def test_cancelled_visit_is_not_late(world):
    Visit.objects.update(cancelled_at=START)
    assert late(Ground(world.cohort)) == []


def test_attendance_is_asked_for_after_the_visit_even_of_a_completed_cohort(quiet, clock):
    clock.set(START + timedelta(days=2, hours=8))
    expected = [("Who came to Programme day 2", "Mark who came", "late today", "warn")]
    assert told(late(Ground(quiet.cohort))) == expected
    assert late(Ground(quiet.cohort))[0].note == "1 of 1 visitors are not marked."
    quiet.cohort.state = "COMPLETED"
    assert told(late(Ground(quiet.cohort))) == expected
    Booking.objects.update(attendance="CAME")
    assert late(Ground(quiet.cohort)) == []


def test_invitations_that_are_open_wait_for_an_answer(world):
    for role, user in (("participant", world.place.user), ("mentor", world.mentor.user)):
        Invitation.objects.create(
            user=user,
            email=user.email,
            role=role,
            cohort_id=world.cohort.pk,
            token_hash=role,
            invited_at=START,
            expires_at=START + timedelta(days=30),
        )
    assert [(item.title, item.url) for item in waiting(Ground(world.cohort))] == [
        ("1 person has not accepted the invitation", "/organise/spring-2027/people/?place=open"),
        ("1 mentor has not accepted the invitation", "/organise/spring-2027/mentors/"),
    ]
    Invitation.objects.update(accepted_at=START)
    assert waiting(Ground(world.cohort)) == []


def test_teams_that_have_not_ranked_are_waited_for_until_challenges_are_given_out(world):
    world.allocation.state = AllocationState.DISCARDED
    world.allocation.save()
    Ranking.objects.create(team=world.team, changed_at=START)
    [item] = waiting(Ground(world.cohort))
    assert (item.title, item.note, item.act) == (
        "1 team has not ranked the challenges",
        "Compass.",
        "See who",
    )


def test_judges_are_told_by_number_of_sheets_alone(world):
    """J-01: who still has sheets, never what stands on the others."""
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="SCORING")
    [item] = waiting(Ground(world.cohort))
    assert (item.title, item.note, item.act) == (
        "3 judges have sheets to hand in",
        "Idris Vaughan (2), Helen Marsh (2) and Priya Nair (1).",
        "See who",
    )


def test_judges_are_waited_for_on_their_own_pitches_where_these_are_shared_out(world):
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="SCORING")
    SlotJudge.objects.create(slot=world.slot, seat=world.seat)
    SlotJudge.objects.create(slot=world.slot, seat=world.recused_seat)
    assert Ground(world.cohort).sheets == [("Helen Marsh", 0, 1)]
    world.card.state = "SUBMITTED"
    world.card.save()
    assert Ground(world.cohort).sheets == [("Helen Marsh", 1, 1)]


def test_two_conflicts_with_one_team_keep_a_judge_from_it_once(world):
    """Found and declared alike; a doubt keeps nobody away."""
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="SCORING")
    challenges.ConflictFactory(seat=world.recused_seat, team=world.team, source="same_employer")
    challenges.ConflictFactory(seat=world.seat, team=world.team, state="ASKED")
    assert [row[1:] for row in sorted(Ground(world.cohort).sheets)] == [(0, 2), (0, 2), (0, 1)]  # Helen, Idris, Priya


def test_decision_of_the_panel_is_waited_for_once_scores_are_closed(world):
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="SCORES_CLOSED")
    [item] = waiting(Ground(world.cohort))
    assert (item.title, item.url) == ("The panel’s decision", "/organise/spring-2027/results/")
    world.cohort.state = "COMPLETED"
    assert len(waiting(Ground(world.cohort))) == 1
