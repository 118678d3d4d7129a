"""Rows J-01, J-02, J-13, J-15, J-16, J-24: two worlds that differ in one secret look the same to who may not know."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.judging import services
from challenges.models import Placing, Prize, ReleasePlan, ReviewedNote, Score, Scorecard, ScorecardRevision
from challenges.pitchdays.services import close_scores, open_scoring
from challenges.pitchdays.workflow import PitchDayState
from core.models import Event
from tests.access.arguments import arguments
from tests.access.test_urls import URLS
from tests.clock import START
from tests.factories.cms import make_cohort_page

pytestmark = pytest.mark.django_db
# What differs in every answer: the mask of the CSRF token, keys of forms, nonces; and cookies that hold the same.
MASKS = [
    re.compile(
        r'(csrfmiddlewaretoken" value=|X-CSRFToken": |CSRF_TOKEN": |name="once" value=|nonce=|"token": |data-token=)'
        r'"[^"]+"',
        re.IGNORECASE,
    ),
    re.compile(r"nonce-[\w+/=-]+"),
    # Until when an answer may be kept is told by the machine's clock, which no test stops.
    re.compile(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT"),
]
PUBLIC = ("/", "/cohorts/", "/cohorts/spring-2027/", "/challenges/", "/sitemap.xml")
GUESSED = (
    "/cohorts/spring-2027/result.json",
    "/organise/spring-2027/results/record.json",
    "/organise/spring-2027/results/",
    "/organise/spring-2027/scores/",
    "/my/spring-2027/results/",
)


def masked(text):
    for mask in MASKS:
        text = mask.sub("MASKED", text)
    return text


def signed_in(user):
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def open_to(world, role, client):
    """The addresses that the matrix opens to this role, the public ones, and those that somebody would guess."""
    rows = {name: row.get(role, row["others"]) for name, row in URLS.items() if row.get("method", "get") == "get"}
    found = [reverse(name, kwargs=arguments(name, world)) for name, status in sorted(rows.items()) if status == 200]
    # Asked once before: what a process keeps is known then.
    return [address for address in (*found, *PUBLIC, *GUESSED) if client.get(address).status_code in (200, 404)]


def seen_by(client, addresses):
    """Address -> status, headers, bytes and number of queries, as this person has them at this moment."""
    seen = {}
    for address in addresses:
        # The log of queries holds some thousands at most.
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = {name: masked(value) for name, value in response.headers.items()}
        seen[address] = (response.status_code, headers, masked(body.decode("utf-8", "replace")), len(queries))
    return seen


def differing(one, other):
    return [address for address in one if one[address] != other[address]]


def person(world, role):
    return None if role == "anonymous" else world.people[role]


@pytest.fixture
def scored(world):
    """The chair has handed in, the others have not: scoring is open."""
    make_cohort_page(world.cohort)
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    chair = world.people["chair"]
    scores = {criterion.key: 1 for criterion in world.criteria}
    card = services.save_card(seat=world.chair_seat, slot=world.slot, scores=scores, notes="Weak", by=chair)
    services.submit_card(card=card, by=chair)
    return world


# One for each door; everybody else reads the same pages, and the marked words of test_markers are looked for as all.
OBSERVERS = ["judge", "recused_judge", "participant", "challenge_owner", "host", "anonymous"]


@pytest.mark.parametrize("role", OBSERVERS)
def test_a_colleagues_scores_and_words_change_nothing_anywhere(scored, role):
    """J-01: every address there is; bytes, headers and number of queries, before the judge has handed in."""
    client = signed_in(person(scored, role))
    addresses = open_to(scored, role, client)
    one = seen_by(client, addresses)
    Score.objects.filter(card__seat=scored.chair_seat).update(value=5)
    Scorecard.objects.filter(seat=scored.chair_seat).update(notes="Outstanding, the best of the day", revision=7)
    assert differing(one, seen_by(client, addresses)) == []


def test_what_a_device_is_answered_tells_nothing_of_colleagues(scored):
    """J-01: a change that is saved, one that is refused and the beat: the same bytes in both worlds."""
    client = signed_in(scored.people["judge"])
    own = {"judge": scored.people["judge"].key, "device": "phone"}
    fields = {f"score_{row.key}": "3" for row in scored.criteria} | {"revision": 0, "notes": ""}

    def answers(round_):
        sent = [{**own, "fields": {**fields, "once": str(UUID(int=round_ * 10 + place))}} for place in range(2)]
        address = reverse("judge:card_sync", args=[scored.slot.key])
        posts = [(address, sent[0]), (address, sent[1]), (reverse("judge:beat"), own)]
        given = [client.post(url, body, content_type="application/json") for url, body in posts]
        Score.objects.filter(card__seat=scored.seat).delete()
        ScorecardRevision.objects.filter(card__seat=scored.seat).delete()
        Scorecard.objects.filter(seat=scored.seat).update(revision=0, saved_at=None)
        return [(answer.status_code, answer.content) for answer in given]

    one = answers(1)
    Score.objects.filter(card__seat=scored.chair_seat).update(value=5)
    Scorecard.objects.filter(seat=scored.chair_seat).update(notes="Outstanding", team_notes="Bravo", revision=7)
    assert ([status for status, _body in one], answers(2)) == ([200, 409, 200], one)


@pytest.mark.parametrize("role", ["organiser", "chair"])
def test_those_who_run_the_day_see_who_has_handed_in_and_nothing_more(scored, role):
    """J-01: the number of sheets may be known, their content not: neither score, mean, rank nor comment."""
    judge = scored.people["judge"]
    scores = {criterion.key: 2 for criterion in scored.criteria}
    services.save_card(seat=scored.seat, slot=scored.slot, scores=scores, notes="A", by=judge)
    client = signed_in(person(scored, role))
    addresses = open_to(scored, role, client)
    one = seen_by(client, addresses)
    Score.objects.filter(card__seat=scored.seat).update(value=5)
    Scorecard.objects.filter(seat=scored.seat).update(notes="Outstanding")
    assert differing(one, seen_by(client, addresses)) == []


def test_the_ranking_is_there_once_the_round_is_closed(scored):
    """J-01: until the round closes, and from then on for the chair; the two worlds do differ by what was hidden."""
    address = reverse("judge:deliberation", args=[scored.pitch_day.key])
    client = signed_in(scored.people["chair"])
    before = client.get(address).content.decode()
    close_scores(pitch_day=scored.pitch_day, by=scored.people["organiser"])
    after = client.get(address).content.decode()
    assert ("Scores are not closed yet" in before, "Scores are not closed yet" in after) == (True, False)


@pytest.mark.parametrize("name", ["judge:card", "judge:card_take_back", "judge:card_sync"])
def test_a_judge_with_a_conflict_who_posts_is_refused_and_recorded(scored, name):
    """J-02: absent from the list, 404 to look at, 403 to write, and the audit knows of each try."""
    client = signed_in(scored.people["recused_judge"])
    address = reverse(name, args=[scored.slot.key])
    listed = client.get(reverse("judge:home")).content.decode()
    pitches = (scored.slot, scored.other_slot)
    assert [reverse("judge:card", args=[slot.key]) in listed for slot in pitches] == [False, True]
    assert client.get(reverse("judge:card", args=[scored.slot.key])).status_code == 404
    assert client.post(address, {"revision": "0"}).status_code == 403
    told = Event.objects.filter(event="scorecard.refused").values_list("actor_label", "subject_label", "cohort_id")
    assert list(told) == [("Priya Nair", "Priya Nair, Lantern", scored.cohort.pk)]
    assert Scorecard.objects.filter(seat=scored.recused_seat, slot=scored.slot).count() == 0


def test_a_stranger_who_posts_a_sheet_learns_nothing_and_fills_no_record(scored):
    """J-02, O-01: only who declared the conflict gets 403; for everybody else the pitch is not there."""
    for role in ("participant", "judge_elsewhere", "organiser"):
        client = signed_in(scored.people[role])
        for name in ("judge:card", "judge:card_sync"):
            assert client.post(reverse(name, args=[scored.slot.key]), {"revision": "0"}).status_code == 404
    assert Event.objects.filter(event="scorecard.refused").count() == 0


@pytest.fixture
def decided(world):
    """The chair's decision is recorded and confirmed, not released."""
    make_cohort_page(world.cohort)
    decide(world, world.team, "Lantern measured the damp.")
    type(world.pitch_day).objects.filter(pk=world.pitch_day.pk).update(state=PitchDayState.CONFIRMED)
    return world


def decide(world, winner, reasons):
    type(world.decision).objects.filter(pk=world.decision.pk).update(reasons=reasons)
    Placing.objects.filter(decision=world.decision).delete()
    for team in (world.team, world.other_team):
        rank = 1 if team == winner else 2
        Placing.objects.create(decision=world.decision, team=team, rank=rank, is_winner=rank == 1, score=5 - rank)


@pytest.mark.parametrize("role", [role for role in OBSERVERS if role != "recused_judge"])
def test_who_won_changes_nothing_anywhere_before_release(decided, role):
    """J-13: every page, feed, file and door that there is or that somebody would guess: the same bytes."""
    client = signed_in(person(decided, role))
    addresses = open_to(decided, role, client)
    one = seen_by(client, addresses)
    decide(decided, decided.other_team, "Compass told it far better and at much greater length.")
    assert differing(one, seen_by(client, addresses)) == []


@pytest.mark.parametrize("state", ["SIGNED", "CONFIRMED"])
@pytest.mark.parametrize("role", [role for role in OBSERVERS if role != "recused_judge"])
def test_a_signed_decision_and_a_planned_release_change_nothing_anywhere(decided, role, state):
    """J-13, J-15, J-16: prizes, places and the countdown of a release; bytes and queries, but for the two it asks."""
    type(decided.pitch_day).objects.filter(pk=decided.pitch_day.pk).update(state=state)
    type(decided.decision).objects.filter(pk=decided.decision.pk).update(second=decided.people["recused_judge"])
    client = signed_in(person(decided, role))
    addresses = open_to(decided, role, client)
    one = seen_by(client, addresses)
    decide(decided, decided.other_team, "Compass told it far better and at much greater length.")
    Prize.objects.create(decision=decided.decision, team=decided.other_team, name="Best use of data")
    ReleasePlan.objects.create(
        pitch_day=decided.pitch_day,
        planned_by=decided.people["organiser"],
        second=decided.people["chair"],
        planned_at=START,
        agreed_at=START,
        due_at=START + timedelta(days=90),
    )
    assert differing(one, seen_by(client, addresses)) == []


@pytest.mark.parametrize("role", [role for role in OBSERVERS if role != "recused_judge"])
def test_what_a_judge_wrote_for_a_team_changes_nothing_before_release(decided, role):
    """J-15, J-24: neither the note nor what the chair made of it."""
    client = signed_in(person(decided, role))
    addresses = open_to(decided, role, client)
    one = seen_by(client, addresses)
    ReviewedNote.objects.create(card=decided.card, state="RELEASED", text="Outstanding", reviewed_at=START)
    assert differing(one, seen_by(client, addresses)) == []


@pytest.mark.parametrize("role", ["participant", "mentor", "judge_elsewhere", "stranger", "other_organiser"])
def test_results_behind_a_door_are_as_pages_that_never_were(decided, role):
    """J-13: the page of the results answers as an address that nobody ever made."""
    client = signed_in(decided.people[role])
    for door, key in (("/organise/spring-2027/", "results/"), ("/judge/deliberation/", f"{decided.pitch_day.key}/")):
        there, never = client.get(f"{door}{key}"), client.get(f"{door}neverwas/")
        assert (there.status_code, never.status_code) == (404, 404)
        assert masked(there.content.decode()).replace(key, "KEY/") == masked(never.content.decode()).replace(
            "neverwas/", "KEY/"
        )
