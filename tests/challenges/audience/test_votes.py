"""Voting: one vote for each code, until the close, and nobody's afterwards."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from challenges.audience import services
from challenges.audience.engine import marks_of
from challenges.audience.invariants import ballots_are_codes_used
from challenges.audience.jobs import every_minute
from challenges.audience.models import AudienceCode, Ballot, CodeUse, Poll, PollOption, Vote
from challenges.audience.queries import count_of, prize_of, turnout_of
from challenges.audience.services import errors
from challenges.audience.services.votes import MOST_CHANGES
from challenges.pitchdays.services import edit_pitch_day
from core.models import Event
from core.wiring import wired
from tests.clock import START
from tests.factories.audience import PollFactory
from tests.factories.challenges import PitchSlotFactory
from tests.factories.cohorts import ParticipantFactory, TeamFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


def test_a_code_has_one_vote_however_often_it_is_sent(hall, open_poll, cast):
    """V-01: the vote hangs on the code, and cookies, phones and networks add none."""
    [code] = hall(1)
    for _ in range(3):
        cast(open_poll, code, "Health")
    assert list(Vote.objects.values_list("poll", "code", "marks")) == [(open_poll.pk, code.pk, 2)]


def test_the_table_takes_no_second_vote_of_a_code(hall, open_poll, cast):
    """V-01: whatever the code does, the database refuses."""
    [code] = hall(1)
    cast(open_poll, code, "Health")
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(poll=open_poll, code=code, marks=1)


def test_a_vote_may_be_changed_until_the_close(hall, open_poll, cast):
    [code] = hall(1)
    cast(open_poll, code, "Health")
    cast(open_poll, code, "Housing")
    assert count_of(open_poll).rows == [("Housing", 1), ("Health", 0)]


def test_a_vote_that_is_changed_again_and_again_stays(hall, open_poll, cast):
    """V-04: one code makes no endless work."""
    [code] = hall(1)
    for number in range(MOST_CHANGES + 1):
        cast(open_poll, code, ("Housing", "Health")[number % 2])
    with pytest.raises(errors.ChangedTooOften):
        cast(open_poll, code, "Health")
    assert count_of(open_poll).rows == [("Housing", 1), ("Health", 0)]


@pytest.mark.parametrize(
    ("picks", "refused"),
    [
        ([], errors.NothingChosen),
        (["nosuchanswer"], errors.NoSuchAnswer),
        (["\x00"], errors.NoSuchAnswer),
        (["both"], errors.TooManyChosen),
    ],
)
def test_a_ballot_that_is_none_is_refused(hall, open_poll, picks, refused):
    [code] = hall(1)
    keys = list(open_poll.options.values_list("key", flat=True))
    with pytest.raises(refused):
        services.cast_vote(poll=open_poll, picks=keys if picks == ["both"] else picks, by=code)
    assert Vote.objects.count() == 0


def test_answers_of_another_poll_are_no_answers_here(world, hall, open_poll):
    [code] = hall(1)
    other = world.poll.options.first()
    with pytest.raises(errors.NoSuchAnswer):
        services.cast_vote(poll=open_poll, picks=[other.key], by=code)


def test_several_answers_count_once_each(world, hall, cast):
    poll = PollFactory(pitch_day=world.pitch_day, most=2, answers=("A", "B", "C"))
    services.open_poll(poll=poll, by=world.people["organiser"])
    for code, chosen in zip(hall(3), (("A", "B"), ("B", "C"), ("B",)), strict=True):
        cast(poll, code, *chosen)
    count = count_of(services.close_poll(poll=poll, by=world.people["organiser"]))
    assert (count.rows, count.ballots, [one.label for one in count.leading]) == (
        [("A", 1), ("B", 3), ("C", 1)], 3, ["B"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "team", "why"),
    [
        ("participant", "Lantern", "own team"),
        ("participant", "Compass", "own employer"),
        ("mentor", "Lantern", "advised team"),
        ("challenge_owner", "Lantern", "team of the own challenge"),
    ],
)
def test_nobody_votes_for_their_own_team_or_employer(world, everybody, cast, role, team, why):
    """V-03: decided by the group that the code was bound to, whatever a form sends."""
    third(world)
    prize = opened_prize(world)
    with pytest.raises(errors.NotYoursToChoose):
        cast(prize, everybody[role], team)
    cast(prize, everybody[role], "Kite")
    assert count_of(prize).rows == [("Lantern", 0), ("Compass", 0), ("Kite", 1)]


def test_employers_of_one_group_are_one_employer(world, everybody, cast):
    """V-03: an agency's people and its department's are of one employer, as they are when teams are formed."""
    third(world)
    calder = world.mate_place.organisation
    type(calder).objects.filter(pk__in=[calder.pk, world.other_place.organisation_id]).update(group="Finch group")
    services.fill_guests(pitch_day=world.pitch_day, by=world.people["organiser"])
    everybody["team_mate"].guest.refresh_from_db()
    prize = opened_prize(world)
    with pytest.raises(errors.NotYoursToChoose):
        cast(prize, everybody["team_mate"], "Compass")


def test_a_card_belongs_to_no_group_and_may_choose_every_team(world, hall, prize, cast):
    """V-03: an anonymous card knows no team; that is said where cards are printed."""
    for code, team in zip(hall(2), ("Lantern", "Compass"), strict=True):
        cast(prize, code, team)
    assert count_of(prize).rows == [("Lantern", 1), ("Compass", 1)]


def third(world):
    """A third team on the day, of people from elsewhere."""
    team = TeamFactory(cohort=world.cohort, name="Kite", number=7)
    TeamMemberFactory(team=team, participant=ParticipantFactory(cohort=world.cohort))
    PitchSlotFactory(pitch_day=world.pitch_day, team=team, order=3)


def opened_prize(world):
    organiser = world.people["organiser"]
    made = services.save_prize(pitch_day=world.pitch_day, question="Which?", bars_own_employer=True, by=organiser)
    return services.open_poll(poll=made, by=organiser)


def test_votes_count_from_the_opening_on_and_before_the_closing_second(world, hall, cast, clock):
    """V-05: [open, close): the first moment is in, the last one is out; only the server's clock is asked."""
    opens, closes = clock.now, clock.now + timedelta(minutes=5)
    poll = PollFactory(pitch_day=world.pitch_day, closes_at=closes)
    codes = hall(5)
    with pytest.raises(errors.NotOpenYet):
        cast(poll, codes[0], "Health")
    services.open_poll(poll=poll, by=world.people["organiser"])
    tries = [opens - timedelta(microseconds=1), opens, closes - timedelta(microseconds=1), closes]
    outcomes = []
    for code, moment in zip(codes[:4], tries, strict=True):
        try:
            cast(poll, code, "Health", received_at=moment)
            outcomes.append("in")
        except (errors.NotOpenYet, errors.Over) as refused:
            outcomes.append(type(refused).__name__)
    assert outcomes == ["NotOpenYet", "in", "in", "Over"]


def test_the_clock_closes_a_vote_and_counts_it(world, hall, cast, clock):
    """V-05: nobody has to press a button at the minute."""
    poll = PollFactory(pitch_day=world.pitch_day, closes_at=clock.now + timedelta(minutes=5))
    services.open_poll(poll=poll, by=world.people["organiser"])
    cast(poll, hall(1)[0], "Health")
    assert services.close_due(now=clock.forward(minutes=4, seconds=59)) == 0
    assert services.close_due(now=clock.forward(seconds=1)) == 1
    poll.refresh_from_db()
    assert (poll.state, Ballot.objects.count(), services.close_due(now=clock.now)) == ("CLOSED", 1, 0)


def test_the_clock_opens_a_vote_at_its_time(world, hall, cast, clock):
    """V-05: planned as a draft, open from its minute on, by nobody's button; one that cannot open stays a draft."""
    organiser, opens = world.people["organiser"], clock.now + timedelta(minutes=5)
    times = {"opens_at": opens, "closes_at": opens + timedelta(minutes=5)}
    poll = services.save_poll(pitch_day=world.pitch_day, question="?", answers=["A", "B"], by=organiser, **times)
    with pytest.raises(errors.ClosesBeforeItOpens):
        services.save_poll(
            pitch_day=world.pitch_day, poll=poll, question="?", answers=["A", "B"], by=organiser,
            opens_at=opens, closes_at=opens,
        )  # fmt: skip
    [code] = hall(1)
    assert (every_minute(clock.forward(minutes=4, seconds=59)), Poll.objects.get(pk=poll.pk).state) == (0, "DRAFT")
    with pytest.raises(errors.NotOpenYet):
        cast(poll, code, "A")
    assert every_minute(clock.forward(seconds=1)) == 1
    poll.refresh_from_db()
    assert (poll.state, poll.opens_at, every_minute(clock.now)) == ("OPEN", opens, 0)
    cast(poll, code, "A")
    assert Event.objects.get(event="poll.opened", subject_id=poll.pk).actor_label == "Twelvefold"
    late = services.save_poll(pitch_day=world.pitch_day, question="!", answers=["A", "B"], by=organiser, **times)
    assert every_minute(clock.forward(minutes=5)) == 1
    assert [Poll.objects.get(pk=one.pk).state for one in (poll, late)] == ["CLOSED", "DRAFT"]


def test_after_the_close_nothing_joins_a_ballot_to_a_code(world, hall, open_poll, cast):
    """V-07: ballots have no code, no time and no order of their own; codes know only that they were used."""
    codes = hall(30)
    for number, code in enumerate(codes):
        cast(open_poll, code, ("Housing", "Health")[number < 12])
    services.close_poll(poll=open_poll, by=world.people["organiser"])
    assert {field.name for field in Ballot._meta.get_fields()} == {"id", "poll", "marks"}
    assert {field.name for field in CodeUse._meta.get_fields()} == {"id", "poll", "code"}
    assert Vote.objects.count() == 0
    marks = list(Ballot.objects.order_by("pk").values_list("marks", flat=True))
    as_cast = [marks_of([number < 12]) for number in range(30)]
    # Drawn anew: one chance in 86 million that it is the order of voting.
    assert (sorted(marks), marks != as_cast) == (sorted(as_cast), True)


def test_there_are_as_many_ballots_as_codes_were_used(world, hall, open_poll, prize, cast):
    """V-07: sum(votes) = number of used codes, for every poll, and the nightly check says so."""
    codes = hall(7)
    for code in codes:
        cast(open_poll, code, "Health")
    for code in codes[:3]:
        cast(prize, code, "Lantern")
    for poll in (open_poll, prize):
        services.close_poll(poll=poll, by=world.people["organiser"])
    assert [(poll.ballots.count(), poll.uses.count()) for poll in (open_poll, prize)] == [(7, 7), (3, 3)]
    assert ballots_are_codes_used() == []
    Ballot.objects.create(poll=prize, marks=1)
    assert [line.split(" has ")[1] for line in ballots_are_codes_used()] == [
        "4 ballots for 3 codes used, and 0 votes with a code."
    ]


def test_the_audit_counts_and_never_knows_who_voted_for_what(world, hall, open_poll, cast):
    """V-07: votes leave no event; the close leaves a number."""
    before = Event.objects.count()
    codes = hall(3)
    for code in codes:
        cast(open_poll, code, "Health")
    assert Event.objects.count() == before
    services.close_poll(poll=open_poll, by=world.people["organiser"])
    new = Event.objects.order_by("pk")[before:]
    assert [(event.event, event.data.get("ballots")) for event in new] == [("poll.closed", None), ("poll.counted", 3)]
    told = json.dumps([event.data for event in new])
    assert [code.key for code in codes if code.key in told] == []


def test_a_closed_vote_never_opens_again(world, open_poll):
    organiser = world.people["organiser"]
    services.close_poll(poll=open_poll, by=organiser)
    for again in (services.open_poll, services.remove_poll):
        with pytest.raises(errors.Frozen):
            again(poll=open_poll, by=organiser)


def test_settings_are_frozen_at_the_opening(world, open_poll, prize):
    """V-06: neither what is hidden nor who may vote nor the close changes once people vote."""
    organiser, day = world.people["organiser"], world.pitch_day
    with pytest.raises(errors.Frozen):
        services.save_poll(
            pitch_day=day, poll=open_poll, question="?", answers=["A", "B"], is_hidden=False, by=organiser
        )
    with pytest.raises(errors.Frozen):
        services.save_prize(pitch_day=day, poll=prize, question="?", is_hidden=False, by=organiser)
    assert set(Poll.objects.filter(state="OPEN").values_list("is_hidden", flat=True)) == {True}


def test_the_prize_goes_to_nobody_before_its_close(world, hall, prize, cast):
    """V-06: the one function that others ask says nothing while the vote is open."""
    for code in hall(3):
        cast(prize, code, "Compass")
    assert prize_of(world.pitch_day) is None
    services.close_poll(poll=prize, by=world.people["organiser"])
    found = prize_of(world.pitch_day)
    assert ([team.name for team in found.winners], found.rows, found.ballots) == (
        ["Compass"], [("Lantern", 0), ("Compass", 3)], 3,
    )  # fmt: skip


def test_teams_that_are_level_share_the_prize(world, hall, prize, cast):
    for code, team in zip(hall(2), ("Lantern", "Compass"), strict=True):
        cast(prize, code, team)
    services.close_poll(poll=prize, by=world.people["organiser"])
    assert [team.name for team in prize_of(world.pitch_day).winners] == ["Lantern", "Compass"]


def test_a_vote_without_codes_takes_browsers_and_never_decides(world, pick):
    """V-02: open mode is marked in the row; the prize cannot be open to all, by a constraint."""
    poll = PollFactory(pitch_day=world.pitch_day, needs_code=False)
    services.open_poll(poll=poll, by=world.people["organiser"])
    for label in ("Health", "Housing"):
        services.cast_without_code(poll=poll, picks=[pick(poll, label)], browser="a browser")
    assert (turnout_of(poll), prize_of(world.pitch_day)) == (1, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        PollFactory(pitch_day=world.pitch_day, kind="PRIZE", needs_code=False)


def test_a_browser_gives_itself_no_vote_where_codes_count(world, open_poll, pick):
    """V-01: a cleared cookie gives no new vote where it matters, and leaves nothing behind."""
    with pytest.raises(errors.CodeNeeded):
        services.cast_without_code(poll=open_poll, picks=[pick(open_poll, "Health")], browser="a browser")
    assert AudienceCode.objects.filter(kind="BROWSER").count() == 0


def test_a_vote_needs_two_answers_and_has_eight_at_most(world):
    day, organiser = world.pitch_day, world.people["organiser"]
    for answers, refused in (
        (["A"], errors.NotEnough),
        (["A", "a"], errors.NotEnough),
        (list("ABCDEFGHI"), errors.TooManyAnswers),
    ):
        with pytest.raises(refused):
            services.save_poll(pitch_day=day, question="?", answers=answers, by=organiser)
    with pytest.raises(errors.PrizeExists):
        for _ in range(2):
            services.save_prize(pitch_day=day, question="?", by=organiser)


def test_the_prizes_answers_are_the_days_teams_in_running_order(world, prize):
    rows = PollOption.objects.filter(poll=prize).order_by("place").values_list("label", "team__name", "employers")
    assert list(rows) == [
        ("Lantern", "Lantern", ["Calder & Finch", "Department for Work and Pensions"]),
        ("Compass", "Compass", ["Department for Work and Pensions"]),
    ]


def test_a_closing_time_in_the_past_opens_nothing(world, clock):
    poll = PollFactory(pitch_day=world.pitch_day, closes_at=clock.now)
    with pytest.raises(errors.ClosesTooEarly):
        services.open_poll(poll=poll, by=world.people["organiser"])


def planned(world, **given):
    """A poll of the world's day that waits for its time, and one that is open; their times."""
    opens = world.pitch_day.starts_at + timedelta(minutes=5)
    times = {"opens_at": opens, "closes_at": opens + timedelta(minutes=20), **given}
    waits = PollFactory(pitch_day=world.pitch_day, **times)
    taken = PollFactory(pitch_day=world.pitch_day, **times)
    Poll.objects.filter(pk=taken.pk).update(state="OPEN")
    return [waits, taken], list(times.values())


def times_of(polls):
    return [list(Poll.objects.values_list("opens_at", "closes_at").get(pk=poll.pk)) for poll in polls]


def test_votes_that_wait_move_with_their_cohort_on_the_wall_clock(world):
    """V-05: five weeks earlier the clocks have not changed yet: an hour more in UTC. What is open stays as it is."""
    polls, times = planned(world)
    for hook in wired("MOVE_COHORT"):
        hook(cohort=world.cohort, days=-35, old_zone="Europe/London", by=None, now=START)
    moved = [at + timedelta(days=-35, hours=1) for at in times]
    assert times_of(polls) == [moved, times]
    world.pitch_day.refresh_from_db()
    assert moved[0] == world.pitch_day.starts_at + timedelta(minutes=5)
    changed = Event.objects.filter(event="poll.changed").values_list("subject_id", flat=True)
    assert list(changed) == [polls[0].pk]
    type(world.pitch_day).objects.update(state="SCORING")
    assert services.move_polls(cohort=world.cohort, days=7, old_zone="Europe/London", by=None) == 0


def test_votes_that_wait_move_with_a_day_that_is_planned_for_another_date(world):
    """V-05: on the same date they stay: the organisers chose their hour."""
    polls, times = planned(world, closes_at=None)
    day, by = world.pitch_day, world.people["organiser"]
    edit_pitch_day(pitch_day=day, starts_at=day.starts_at + timedelta(minutes=30), by=by)
    assert times_of(polls) == [times, times]
    edit_pitch_day(pitch_day=day, starts_at=day.starts_at + timedelta(days=7), by=by)
    assert times_of(polls) == [[times[0] + timedelta(days=7), None], times]
