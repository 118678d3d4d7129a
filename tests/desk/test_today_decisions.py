"""What needs a decision: the words of every line, and where its button leads."""

from datetime import date, timedelta

import pytest

from challenges.briefs.choosing.workflow import OwnState
from challenges.briefs.workflow import AllocationState, BriefState
from challenges.models import PanelSeat, PitchDay, Ranking, ReleasePlan
from cohorts.models import TeamProposal
from core.models import Invitation, OutboxMessage
from desk.ground import Ground
from desk.today import decisions, waiting
from tests.clock import START
from tests.factories import challenges, cohorts


@pytest.fixture
def fresh(db):
    """A cohort that starts in two weeks, without anybody."""
    return cohorts.CohortFactory(
        slug="fresh", state="FORMING", starts_on=date(2027, 3, 22), places_public=2, places_private=2
    )


def invite(user, cohort, role="participant", **fields):
    return Invitation.objects.create(
        user=user,
        email=user.email,
        role=role,
        cohort_id=cohort.pk,
        token_hash=f"{role}{user.pk}",
        invited_at=START,
        expires_at=START + timedelta(days=30),
        **fields,
    )


def told(cohort, user=None):
    return [
        (item.title, item.act, item.url.removeprefix(f"/organise/{cohort.slug}/"))
        for item in decisions(Ground(cohort, user=user))
    ]


def only(cohort, act):
    return next(item for item in decisions(Ground(cohort)) if item.act == act)


def person(cohort, **fields):
    place = cohorts.ParticipantFactory(cohort=cohort, **fields)
    invite(place.user, cohort, accepted_at=START)
    return place


def test_draft_waits_to_be_opened(fresh):
    fresh.state = "DRAFT"
    assert told(fresh) == [("Open the cohort for people", "Open the cohort", "settings/open/")]


def test_recruiting_cohort_asks_to_go_on_once_it_is_full_or_close(fresh):
    fresh.state = "RECRUITING"
    assert told(fresh) == [("Start forming teams", "Start forming teams", "settings/form/")]
    fresh.starts_on = date(2027, 5, 3)
    assert told(fresh) == []


def test_people_who_were_not_invited_are_told_with_mentors(fresh):
    fresh.places_public = 1
    fresh.places_private = 0
    cohorts.ParticipantFactory(cohort=fresh)
    cohorts.MentorFactory(cohort=fresh)
    cohorts.MentorFactory(cohort=fresh)
    assert told(fresh)[:2] == [
        ("1 person is not invited yet", "Invite people", "people/invite/"),
        ("2 mentors are not invited yet", "Invite mentors", "mentors/invite/"),
    ]


def test_free_places_are_told_by_side_before_the_start(fresh):
    person(fresh)
    item = only(fresh, "Add people")
    assert (item.title, item.note, item.when) == (
        "3 places are not filled",
        "1 public sector and 2 private sector. The first week begins on Mon 22 Mar 2027.",
        "by Mon 22 Mar",
    )


def test_people_without_skills_are_told_until_there_are_teams(fresh):
    person(fresh)
    assert only(fresh, "See whose").title == "1 person has given no skills"
    assert only(fresh, "See whose").url == "/organise/fresh/people/?answers=missing"
    cohorts.TeamFactory(cohort=fresh)
    assert "See whose" not in [act for _title, act, _url in told(fresh)]


@pytest.mark.parametrize(
    "state, title, act",
    [
        (None, "Form the teams", "Choose the rules"),
        ("READY", "Publish the teams of proposal 3", "Look at the teams"),
        ("IMPOSSIBLE", "Proposal 3 has no teams", "See why"),
        ("FAILED", "Proposal 3 has no teams", "See why"),
    ],
)
def test_teams_are_to_be_formed_and_published(fresh, state, title, act):
    person(fresh)
    if state:
        cohorts.TeamProposalFactory(cohort=fresh, number=3, state=state)
    assert (title, act) in [(found, button) for found, button, _url in told(fresh)]


def test_proposal_that_is_being_formed_waits_for_nobody(fresh):
    person(fresh)
    cohorts.TeamProposalFactory(cohort=fresh, state="FORMING")
    assert not {"Choose the rules", "Look at the teams", "See why"} & {act for _title, act, _url in told(fresh)}


def test_published_teams_lead_to_the_start(fresh):
    cohorts.TeamFactory(cohort=fresh)
    fresh.starts_on = date(2027, 3, 15)
    item = only(fresh, "Start the weeks")
    assert (item.title, item.when, item.note) == (
        "Start the twelve weeks",
        "by Mon 15 Mar",
        "Teams are published. The first week begins on Mon 15 Mar 2027.",
    )


def test_running_cohort_is_completed_after_its_weeks(fresh, clock):
    fresh.state = "RUNNING"
    clock.forward(days=120)
    item = only(fresh, "Complete the cohort")
    assert item.note == "The twelve weeks ended on Fri 11 Jun 2027."


def test_people_without_a_team_and_teams_without_a_mentor_are_told(world):
    cohorts.ParticipantFactory(cohort=world.cohort)
    titles = {title: url for title, _act, url in told(world.cohort)}
    assert titles["1 person has no team"] == "people/?team=none&place=active"
    assert titles["2 teams lack a mentor"] == "teams/mentors/"
    assert only(world.cohort, "Choose mentors").note == (
        "Each team has one from each sector. Missing at Lantern and Compass."
    )
    world.cohort.mentors.update(left_at=START)
    titles = {title: url for title, _act, url in told(world.cohort)}
    assert titles["2 teams lack a mentor"] == "mentors/add/"


@pytest.fixture
def choosing(world):
    """The world before its challenges are given out."""
    world.allocation.state = AllocationState.DISCARDED
    world.allocation.save()
    return world.cohort


def test_drafts_are_to_be_published_until_challenges_are_given_out(choosing, world):
    challenges.BriefFactory(cohort=choosing, draft=True)
    assert ("1 challenge is a draft", "Publish challenges", "briefs/publish/") in told(choosing)
    challenges.BriefFactory(cohort=choosing, state="APPROVED")
    assert ("1 challenge is approved", "Publish challenges", "briefs/publish/") in told(choosing)
    world.allocation.state = AllocationState.PUBLISHED
    world.allocation.save()
    assert "Publish challenges" not in [act for _title, act, _url in told(choosing)]


def test_cohort_without_challenges_is_asked_for_the_first(choosing):
    choosing.briefs.update(state=BriefState.WITHDRAWN)
    assert ("There is no challenge yet", "Add a challenge", "briefs/new/") in told(choosing)


def test_allocation_that_is_ready_waits_to_be_published(choosing):
    ready = challenges.AllocationFactory(cohort=choosing, number=2, state=AllocationState.READY)
    row = ("Publish who works on what: allocation 2", "Look at the split", f"allocations/{ready.key}/")
    assert row in told(choosing)


def test_split_is_proposed_once_every_team_has_ranked(choosing, world):
    challenges_told = ("Give out the challenges", "Propose a split", "briefs/")
    rank(world.team)
    assert challenges_told not in told(choosing)
    rank(world.other_team)
    assert challenges_told in told(choosing)


def test_problem_that_a_team_brings_waits_for_an_answer(choosing, world):
    address = f"own-problems/{world.own_problem.key}/"
    assert ("Lantern proposes a problem of its own", "Read and answer", address) in told(choosing)
    world.own_problem.state = OwnState.SEEKING
    world.own_problem.save()
    assert ("Find an owner for the problem of Lantern", "See the problem", address) in told(choosing)
    world.own_problem.state = OwnState.DECLINED
    world.own_problem.save()
    assert address not in [url for _title, _act, url in told(choosing)]


def rank(team):
    Ranking.objects.create(team=team, changed_at=START)


@pytest.mark.parametrize(
    "change, title, act",
    [
        ("nobody", "The pitch day has no judges", "Add judges"),
        ("no chair", "The panel has no chair", "Choose a chair"),
    ],
)
def test_pitch_day_waits_for_its_panel(world, change, title, act):
    seats = PanelSeat.objects.filter(pitch_day=world.pitch_day)
    if change == "nobody":
        seats.update(left_at=START, is_chair=False)
    else:
        seats.update(is_chair=False)
    item = only(world.cohort, act)
    assert (item.title, item.when, item.url) == (title, "Wed 28 Apr", "/organise/spring-2027/pitch-day/")


@pytest.mark.parametrize(
    "state, title, act, url",
    [
        ("CONFIRMED", "Release the results", "See the results", "results/release/"),
        ("SCORING", None, None, None),
        ("PUBLISHED", None, None, None),
    ],
)
def test_pitch_day_waits_for_the_organisers_by_its_state(world, state, title, act, url):
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state=state)
    world.hand_over.delete()
    found = [row for row in told(world.cohort) if row[2].startswith(("results", "pitch-day"))]
    assert found == ([(title, act, url)] if title else [])


def test_scores_are_closed_once_every_sheet_is_in(world):
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="SCORING")
    seats = [world.seat, world.recused_seat, world.chair_seat]
    world.card.delete()
    for seat in seats:
        for slot in (world.slot, world.other_slot):
            challenges.ScorecardFactory(seat=seat, slot=slot, state="SUBMITTED")
    assert ("Close the scores", "Close the scores", "pitch-day/") in told(world.cohort)


def test_scoring_is_opened_on_the_day_in_the_colour_of_now(world, clock):
    clock.set(world.pitch_day.starts_at - timedelta(hours=2))
    item = only(world.cohort, "Open scoring")
    assert (item.when, item.state) == ("11:00 today", "now")


def test_pitch_day_is_planned_by_the_middle_of_the_weeks(fresh, clock):
    fresh.state = "RUNNING"
    clock.set(START + timedelta(weeks=6))
    assert "Plan the pitch day" not in [act for _title, act, _url in told(fresh)]
    clock.set(START + timedelta(weeks=8))
    assert ("Plan the pitch day", "Plan the pitch day", "pitch-day/") in told(fresh)


def message(mailing, state):
    return OutboxMessage.objects.create(
        key=f"{mailing.pk}-{state}",
        kind=mailing.kind,
        to=mailing.cohort.participants.first().user,
        address="hana@example.com",
        cohort_id=mailing.cohort_id,
        mailing_id=mailing.pk,
        state=state,
        created_at=START,
        send_after=mailing.held_until,
    )


def test_held_mail_can_be_checked_before_it_leaves(world):
    mailing = cohorts.MailingFactory(cohort=world.cohort, held_until=START + timedelta(minutes=10), recipients=38)
    message(mailing, "WAITING")
    item = decisions(Ground(world.cohort))[0]
    assert (item.title, item.act, item.note, item.when, item.state) == (
        "“News of the week” is about to go out",
        "Check the mail",
        "To 38 people. It can be cancelled until then.",
        "10:10 today",
        "now",
    )


def test_cancelled_mail_needs_no_check(world):
    mailing = cohorts.MailingFactory(
        cohort=world.cohort, held_until=START + timedelta(minutes=10), cancelled_at=START, recipients=1
    )
    message(mailing, "CANCELLED")
    assert "Check the mail" not in [act for _title, act, _url in told(world.cohort)]


def test_messages_in_doubt_are_told(world):
    message(world.mailing, "UNCERTAIN")
    message(world.mailing, "FAILED")
    row = ("2 messages may not have arrived", "See the mail", f"messages/{world.mailing.key}/")
    assert row in told(world.cohort)


def test_completed_cohort_asks_for_nothing_but_its_results_and_mail(world):
    world.cohort.state = "COMPLETED"
    assert told(world.cohort) == []


def test_other_cohorts_stay_out(world, fresh):
    """O-05: nothing of another cohort is told."""
    person(fresh)
    cohorts.TeamProposalFactory(cohort=fresh, number=9)
    assert TeamProposal.objects.count() == 2
    assert not [row for row in told(world.cohort) if "proposal 9" in row[0]]


def test_a_deputy_and_a_reopening_wait_for_the_organisers(world):
    """One line each, whatever else is asked; nothing of it once the result is confirmed."""
    day = world.pitch_day
    wanted = [
        ("A judge names a deputy", "Answer", f"pitch-day/hand-overs/{world.hand_over.key}/"),
        ("The chair asks to open scores again", "Answer", f"reopenings/{world.reopening.key}/"),
    ]
    type(world.reopening).objects.update(state="ASKED")
    PitchDay.objects.filter(pk=day.pk).update(state="SCORES_CLOSED")
    assert [line for line in told(world.cohort) if line[1] == "Answer"] == wanted
    PitchDay.objects.filter(pk=day.pk).update(state="CONFIRMED")
    assert [line for line in told(world.cohort) if line[1] == "Answer"] == []


ANSWER = "Read it and answer"
APPROVAL = "The approval of the result"
AGREEMENT = "The agreement to the release"


def waits(world, user):
    return [item.title for item in waiting(Ground(world.cohort, user=user)) if item.act == "See where it is"]


def test_an_organiser_who_is_named_beside_the_chair_finds_it_on_today(world):
    """J-17: whom the chair named is asked for the answer; other organisers see that it is waited for."""
    organiser, other = world.people["organiser"], world.people["administrator"]
    type(world.decision).objects.update(second=organiser, approved_at=None)
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="SIGNED")
    url = f"/judge/deliberation/{world.pitch_day.key}/approve/"
    line = ("The chair has signed the panel’s decision", ANSWER, url)
    assert [row for row in told(world.cohort, organiser) if row[1] == ANSWER] == [line]
    assert [row for row in told(world.cohort, other) if row[1] == ANSWER] == []
    assert (waits(world, organiser), waits(world, other)) == ([], [APPROVAL])
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="CONFIRMED")
    assert [row for row in told(world.cohort, organiser) if row[1] == ANSWER] == []


def test_an_organiser_who_is_named_beside_the_release_finds_it_on_today(world):
    """J-17: until they agree; a planned release is not to be planned again."""
    organiser, chair = world.people["organiser"], world.people["chair"]
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="CONFIRMED")
    plan = ReleasePlan.objects.create(
        pitch_day=world.pitch_day, planned_by=chair, second=organiser, planned_at=START, digest="x"
    )
    line = ("The release of the results needs you to agree", ANSWER, f"/judge/release/{plan.key}/")
    assert [row for row in told(world.cohort, organiser) if row[1] == ANSWER] == [line]
    assert [row for row in told(world.cohort, chair) if row[1] in (ANSWER, "See the results")] == []
    assert (waits(world, organiser), waits(world, chair)) == ([], [AGREEMENT])
    ReleasePlan.objects.update(agreed_at=START)
    assert [row for row in told(world.cohort, organiser) if row[1] in (ANSWER, "See the results")] == []
    assert waits(world, chair) == []
    ReleasePlan.objects.update(ended_at=START)
    assert [row[1] for row in told(world.cohort, organiser) if row[1] in (ANSWER, "See the results")] == [
        "See the results"
    ]
