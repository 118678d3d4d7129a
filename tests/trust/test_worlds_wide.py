"""Rows J-01, J-13, J-15, J-16 over everything the resolver knows: pages that are refused, public addresses, mail.

test_worlds.py asks the pages that the matrix opens to one person of each door. Here are the others of the cast, the
addresses without a door, those that answer no or nothing, and the letters that are written before a release.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from challenges.judges.services.links import link_of, token_of
from challenges.live.services import live_day
from challenges.models import Placing, Prize, Score, Scorecard
from challenges.pitchdays.workflow import PitchDayState
from challenges.results import services
from core.models import OutboxMessage
from tests.access import matrix_certificates, matrix_judging
from tests.access.arguments import arguments
from tests.access.test_urls import ELSEWHERE, URLS
from tests.challenges.results.day import REASONS, close, plan, sign
from tests.clock import START
from tests.factories.cms import make_cohort_page
from tests.trust.test_worlds import decide, differing, open_to, person, seen_by, signed_in

pytestmark = pytest.mark.django_db

# Addresses without a door, and what stands in them; a new one has to be written down here.
WITHOUT_A_DOOR = {
    "public:certificate": lambda world: [world.certificate.code],
    "public:judge_code": lambda world: [token_of(link_of(world.seat))],
    "public:judge_link": lambda world: [token_of(link_of(world.seat))],
    "public:propose": lambda world: [world.cohort.slug],
    "public:propose_sent": lambda world: [world.cohort.slug],
    "public:rules": lambda world: [world.cohort.slug],
    "public:rules_text": lambda world: [world.cohort.slug, world.rules.number],
    "public:rules_version": lambda world: [world.cohort.slug, world.rules.number],
    "public:stage": lambda world: [live_day(world.pitch_day).key],
    "public:stage_now": lambda world: [live_day(world.pitch_day).key],
    "start": lambda world: [],
}
# Without a door and leading nowhere in this world: links that nobody was sent, a file that is not out.
NOWHERE = {
    "public:application": lambda world: ["nobodys-token"],
    "public:brief_backing": lambda world: ["nobodys-token"],
    "public:brief_file": lambda world: [world.brief_file.key],
}
# Of accounts, sessions, pictures and the demo: they read no cohort. Wagtail's own are tried by the matrix and by cms.
NO_COHORT = (
    "account",
    "administer",
    "app_code",
    "export",
    "favicon",
    "invitation",
    "mfa",
    "picture",
    "see_as",
    "style",
)


def names_of(resolver, before=()):
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from names_of(found, (*before, *([found.namespace] if found.namespace else [])))
        elif found.name:
            yield ":".join([*before, found.name])


def test_every_address_is_asked_in_both_worlds():
    """J-13, J-16: whatever the resolver knows is in the matrix, written down here, or reads no cohort."""
    rest = set(names_of(get_resolver())) - set(URLS) - set(ELSEWHERE) - set(WITHOUT_A_DOOR) - set(NOWHERE)
    assert sorted(name for name in rest if not name.startswith((*NO_COHORT, "wagtail"))) == []


def without_a_door(world):
    return [reverse(name, args=wanted(world)) for name, wanted in sorted(WITHOUT_A_DOOR.items())]


def refused_to(world, role):
    """Every address of the matrix that this person may not open, by whatever answer; the editors' room apart."""
    rows = {name: row.get(role, row["others"]) for name, row in URLS.items() if row.get("method", "get") == "get"}
    closed = [name for name, status in sorted(rows.items()) if status != 200 and "wagtail" not in name]
    if role != "anonymous":
        # Whoever is signed in is refused by a whole page: the day's own addresses are enough.
        closed = [name for name in closed if name in (set(matrix_judging.URLS) | set(matrix_certificates.URLS))]
    return [reverse(name, kwargs=arguments(name, world)) for name in closed]


@pytest.fixture
def scoring(world):
    """The chair has handed in and scoring is open."""
    make_cohort_page(world.cohort)
    type(world.pitch_day).objects.filter(pk=world.pitch_day.pk).update(state=PitchDayState.SCORING)
    card = Scorecard.objects.create(seat=world.chair_seat, slot=world.slot, state="SUBMITTED", submitted_at=START)
    for criterion in world.criteria:
        Score.objects.create(card=card, criterion=criterion, value=1)
    return world


def another_score(world):
    Score.objects.filter(card__seat=world.chair_seat).update(value=5)
    Scorecard.objects.filter(seat=world.chair_seat).update(notes="Outstanding, the best of the day")


def another_winner(world):
    decide(world, world.other_team, "Compass told it far better and at much greater length.")


def an_award(world):
    Prize.objects.create(decision=world.decision, team=world.other_team, name="Best use of data")


SECRETS = [(PitchDayState.SCORING, another_score), (PitchDayState.CONFIRMED, another_winner), (None, an_award)]


def unlike(world, client, addresses):
    """What differs after each of the three secrets, in turn."""
    found = []
    for state, change in SECRETS:
        if state:
            type(world.pitch_day).objects.filter(pk=world.pitch_day.pk).update(state=state)
            decide(world, world.team, "Lantern measured the damp.")
            seen_by(client, addresses)
        one = seen_by(client, addresses)
        change(world)
        found += [(change.__name__, address) for address in differing(one, seen_by(client, addresses))]
    return found


@pytest.mark.parametrize("role", ["mentor", "editor", "judge_elsewhere", "other_organiser", "other_participant"])
def test_the_rest_of_the_cast_is_told_nothing(scoring, role):
    """J-01, J-13, J-15, J-16: each of the three secrets, at every address that they may open."""
    client = signed_in(person(scoring, role))
    assert unlike(scoring, client, open_to(scoring, role, client)) == []


@pytest.mark.parametrize("role", ["anonymous", "participant"])
def test_addresses_without_a_door_tell_nothing(scoring, role):
    """J-13, J-16: rules, stage screen and its feed, a judge's link, checking a certificate, the first page."""
    addresses = without_a_door(scoring)
    client = signed_in(person(scoring, role))
    nowhere = [reverse(name, args=wanted(scoring)) for name, wanted in sorted(NOWHERE.items())]
    assert {client.get(address).status_code for address in addresses} <= {200, 302}
    assert {client.get(address).status_code for address in nowhere} == {404}
    assert unlike(scoring, client, addresses + nowhere) == []


@pytest.mark.parametrize("role", ["anonymous", "stranger"])
def test_a_refusal_tells_nothing(scoring, role):
    """J-13, J-16: pages of others answer no by the same bytes in as many queries, whatever they would hold."""
    assert unlike(scoring, signed_in(person(scoring, role)), refused_to(scoring, role)) == []


class Rewind(Exception):
    """Ends one world."""


def letters(world, first, second, prizes):
    """Every letter on the way once the day is signed, approved, and its release planned and agreed."""
    try:
        with transaction.atomic():
            before = set(OutboxMessage.objects.values_list("pk", flat=True))
            decision = sign(world, first, second, prizes=prizes, departure="" if first < second else REASONS)
            services.approve_decision(
                pitch_day=world.pitch_day, seen_hash=decision.signed_hash, by=world.people["judge"]
            )
            world.pitch_day.refresh_from_db()
            planned = plan(world)
            services.agree_release(plan=planned, seen_digest=planned.digest, by=world.people["chair"])
            rows = OutboxMessage.objects.exclude(pk__in=before).order_by("pk")
            told = rows.values_list("to__email", "kind", "subject", "body")
            # The key of a plan is drawn anew each time.
            found = [(*row, body.replace(planned.key, "KEY")) for *row, body in told]
            raise Rewind
    except Rewind:
        world.pitch_day.refresh_from_db()
        return found


def test_letters_before_the_release_tell_nothing(world):
    """J-15: who signs, approves and agrees is written to; neither the winner nor an award changes a letter."""
    close(world)
    one = letters(world, 1, 2, ())
    assert [row[1] for row in one] == ["results.approve", "results.agree"]
    assert letters(world, 2, 1, ()) == one
    assert letters(world, 1, 2, (("Best use of data", world.other_team.pk),)) == one
    assert Placing.objects.filter(decision__approved_at__isnull=False).count() == 0


def test_a_client_without_cookies_and_one_with_a_wrong_one_read_the_same(scoring):
    """J-13: a made-up session is nobody's."""
    odd = Client(headers={"cookie": "sessionid=zzz"})
    addresses = without_a_door(scoring)
    assert [odd.get(address).status_code for address in addresses] == [
        Client().get(address).status_code for address in addresses
    ]
