"""Rows V-01 to V-07 where they cross features: what the count looks like from outside, and what a leak would show."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from challenges.audience import services
from challenges.audience.codes import text_of
from challenges.audience.models import AudienceCode, Ballot, PollOption, Vote
from challenges.audience.queries import prize_of
from challenges.audience.services.codes import new_browser
from challenges.judging.queries import ranking_of
from tests.factories.audience import GuestFactory
from tests.trust.test_worlds import differing, open_to, seen_by, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def voted(world):
    """The people's prize is open, its count hidden, and nine have voted for Lantern; an open poll is hidden too."""
    organiser = world.people["organiser"]
    prize = services.save_prize(pitch_day=world.pitch_day, question="Which team?", by=organiser)
    for poll in (prize, world.poll):
        services.open_poll(poll=poll, by=organiser)
        chosen = poll.options.order_by("place").first().key
        for _ in range(9):
            guest = GuestFactory(pitch_day=world.pitch_day)
            code = services.use_code(text=text_of(guest.code), browser=new_browser())
            services.cast_vote(poll=poll, picks=[chosen], by=code)
    world.prize = prize
    return world


def vote_addresses(world):
    day = world.pitch_day.key
    return [
        *[reverse(f"vote:{name}", args=[day]) for name in ("day", "screen", "questions", "screen_questions")],
        *[reverse(f"vote:{name}", args=[day, world.prize.key]) for name in ("poll", "screen_poll")],
        reverse("organise:poll", args=[world.cohort.slug, world.prize.key]),
    ]


@pytest.mark.parametrize("role", ["organiser", "chair", "judge", "participant", "anonymous"])
def test_who_leads_in_a_hidden_vote_changes_nothing_anywhere(voted, role):
    """V-06: bytes, headers and number of queries, at every address that the role may open, organisers included."""
    client = signed_in(voted.people.get(role))
    addresses = [*open_to(voted, role, client), *vote_addresses(voted)]
    one = seen_by(client, addresses)
    Vote.objects.update(marks=2)
    assert differing(one, seen_by(client, addresses)) == []


def test_a_count_that_is_shown_to_all_is_shown_to_all(voted):
    """V-06: the other setting: the two worlds differ for everybody alike, organisers have no more."""
    type(voted.prize).objects.filter(pk=voted.prize.pk).update(is_hidden=False)
    address = reverse("vote:screen_poll", args=[voted.pitch_day.key, voted.prize.key])
    for role in ("organiser", "anonymous"):
        client = signed_in(voted.people.get(role))
        client.get(address)
        one = seen_by(client, [address])
        Vote.objects.update(marks=2 if role == "organiser" else 1)
        assert differing(one, seen_by(client, [address])) == [address]


def test_the_audience_moves_no_place_of_the_judges(voted):
    """V-06: what the audience votes is nowhere in the ranking of the panel."""
    before = ranking_of(voted.pitch_day)
    services.close_poll(poll=voted.prize, by=voted.people["organiser"])
    assert ([team.name for team in prize_of(voted.pitch_day).winners], ranking_of(voted.pitch_day)) == (
        ["Lantern"], before,
    )  # fmt: skip


def test_a_copy_of_the_closed_days_tables_joins_no_ballot_to_a_person(voted, tmp_path):
    """V-07: every row of the database, as a backup would hold it: a ballot names its poll and its marks."""
    for poll in (voted.prize, voted.poll):
        services.close_poll(poll=poll, by=voted.people["organiser"])
    file = tmp_path / "all.json"
    codes = list(AudienceCode.objects.filter(uses__poll=voted.prize))
    call_command("dumpdata", output=str(file), verbosity=0)
    rows = json.loads(file.read_text())
    ballots = {str(row["fields"].keys()) for row in rows if row["model"] == "challenges.ballot"}
    kept = [row for row in rows if row["model"] == "challenges.vote"]
    pointing = [row["model"] for row in rows if "ballot" in row["fields"] and row["model"] != "core.event"]
    assert (ballots, kept, pointing) == ({"dict_keys(['poll', 'marks'])"}, [], [])
    assert Ballot.objects.count() == 18
    # Nothing else of the site, neither its audit nor its keys of doubled forms, names a code or an answer.
    own = {"challenges.audiencecode", "challenges.polloption"}
    said = [(row["model"], json.dumps(row["fields"])) for row in rows if row["model"] not in own]
    words = [word for code in codes for word in (code.key, code.digest, code.browser)]
    words += PollOption.objects.values_list("key", flat=True)
    assert (len(codes), [model for model, text in said if any(word in text for word in words)]) == (9, [])
