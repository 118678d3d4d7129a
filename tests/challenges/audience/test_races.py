"""Many phones at the same moment, on a database with real locks."""

import pytest
from django.db import connection, transaction

from challenges.audience import services
from challenges.audience.codes import text_of
from challenges.audience.invariants import ballots_are_codes_used
from challenges.audience.models import AudienceCode, Ballot, Guest, Poll, Vote
from challenges.audience.services import errors
from challenges.judging.services import receive_change
from challenges.pitchdays.services import open_scoring
from core.ratelimits import TooMany, hit
from tests.challenges.judging.test_sync import change
from tests.factories.audience import GuestFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def outcomes(results):
    return sorted(type(one).__name__ for one in results)


def test_one_code_sent_from_twenty_phones_at_once_is_one_vote(world, hall, open_poll, cast, race):
    """V-01: the row lock and the constraint, not cookies."""
    [code] = hall(1)
    results = race(*[lambda: cast(open_poll, code, "Health")] * 20)
    assert (outcomes(results), Vote.objects.count()) == (["Vote"] * 20, 1)


def test_two_phones_that_scan_one_card_at_once_give_one_voter(world, race):
    """V-02: bound on the first use, also when two are first."""
    text = text_of(world.audience_card)
    results = race(*[lambda n=n: services.use_code(text=text, browser=f"phone {n}") for n in range(8)])
    assert outcomes(results) == ["AudienceCode"] + ["CodeTaken"] * 7


def test_votes_that_race_with_the_close_are_counted_or_refused_and_never_lost(world, hall, open_poll, cast, race):
    """V-05, V-07: who was told that the vote is in has a ballot; nobody else has one, and no vote stays joined."""
    codes = hall(24)
    voters = [lambda code=code: cast(open_poll, code, "Health") for code in codes]
    closing = [lambda: services.close_poll(poll=open_poll, by=world.people["organiser"])]
    results = race(*voters[:12], *closing, *voters[12:])
    told = [one for one in results if isinstance(one, Vote)]
    assert [one for one in results if isinstance(one, Exception) and not isinstance(one, errors.Over)] == []
    assert (Ballot.objects.count(), Vote.objects.count(), ballots_are_codes_used()) == (len(told), 0, [])


def test_closing_twice_at_once_counts_once(world, hall, open_poll, cast, race):
    for code in hall(5):
        cast(open_poll, code, "Health")
    organiser = world.people["organiser"]
    results = race(*[lambda: services.close_poll(poll=open_poll, by=organiser)] * 3)
    assert (outcomes(results), Ballot.objects.count()) == (["NotPossibleNow", "NotPossibleNow", "Poll"], 5)


def test_filling_the_list_twice_at_once_puts_everybody_on_it_once(world, race):
    organiser = world.people["organiser"]
    results = race(*[lambda: services.fill_guests(pitch_day=world.pitch_day, by=organiser)] * 3)
    known = AudienceCode.objects.exclude(guest__user=None)
    assert (sorted(results), known.count()) == ([0, 0, 6], 6)


def test_one_question_is_wanted_once_by_a_code_that_taps_twenty_times(world, hall, race):
    services.moderate(question=world.question, action="show", by=world.people["organiser"])
    [code] = hall(1)
    race(*[lambda: services.upvote(question=world.question, by=code)] * 20)
    world.question.refresh_from_db()
    assert world.question.votes == 1


def test_a_room_behind_one_network_gets_in_while_wrong_codes_are_limited(world, race):
    """V-04, J-12: right codes are not counted, so hundreds enter at once behind one address."""
    guests = [GuestFactory(pitch_day=world.pitch_day) for _ in range(12)]

    def enter(guest):
        hit("audience.code", "198.51.100.7", 60, 60)
        return services.use_code(text=text_of(guest.code), browser=guest.key)

    results = race(*[lambda guest=guest: enter(guest) for guest in guests])
    assert [one for one in results if isinstance(one, TooMany | errors.NotACode)] == []


def test_a_flood_of_votes_waits_for_no_judge_and_no_judge_for_it(world, hall, open_poll, cast, race):
    """V-04: votes lock the poll alone, which no judge's request touches."""
    codes = hall(16)
    voters = [lambda code=code: cast(open_poll, code, "Health") for code in codes]
    opening = [lambda: open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])]
    results = race(*voters, *opening)
    assert [one for one in results if isinstance(one, Exception)] == []


def test_a_judge_saves_while_every_row_of_the_vote_is_locked(world, hall, open_poll, race):
    """V-04: a judge's change needs no row that a vote holds: it is saved at once, whoever waits for the poll."""
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    hall(3)
    sent = change(world, 4, 2, key="tap")

    def save():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")
        return receive_change(seat=world.seat, slot=world.slot, change=sent, by=world.people["judge"])

    with transaction.atomic():
        list(Poll.objects.select_for_update())
        list(AudienceCode.objects.select_for_update(of=("self",)))
        list(Guest.objects.select_for_update(of=("self",)))
        assert outcomes(race(save)) == ["ScorecardRevision"]
