"""Who would rather not be with whom reaches organisers of the cohort and nobody else, on no page and in no record."""

import json
import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import KeepAway, TeamProposal, TopicWish, WishAnswer
from cohorts.teams import services as team_services
from cohorts.teams.snapshot import freeze
from cohorts.wishes import services
from cohorts.wishes.views.my import wishes
from core.audit.models import Event
from core.models import OutboxMessage
from core.retention import enforce
from tests.access.arguments import arguments
from tests.access.test_urls import URLS
from tests.cast import CAST
from tests.clock import START
from tests.factories.cohorts import KeepAwayFactory, TeamProposalFactory, TopicFactory, TopicWishFactory
from tests.journeys.test_markers import read

from .conftest import keys

pytestmark = pytest.mark.django_db
PEOPLE = [role for role in CAST if role not in ("anonymous", "administrator")]
RANDOM = re.compile(
    r'data-session="[0-9a-f]+"|value="[0-9a-z-]{32,}"|x-csrftoken[^}]*|nonce-[^\' ]*|[0-9a-z]{32,}', re.IGNORECASE
)


@pytest.fixture
def wished(world):
    """Hana would rather not be with Tess, and wishes for a topic of a marked name."""
    topic = TopicFactory(cohort=world.cohort, name="Zqtopic")
    KeepAwayFactory(participant=world.place, other=world.other_place)
    TopicWishFactory(participant=world.place, topic=topic)
    WishAnswer.objects.create(participant=world.place, saved_at=START)
    return world


def read_as(world, role, door):
    """Every page behind the door as somebody reads it, without what is random in each answer."""
    client = Client()
    client.force_login(world.people[role])
    names = [name for name in sorted(URLS) if name.split(":")[0] == door]
    return {name: RANDOM.sub("", read(client, reverse(name, kwargs=arguments(name, world)))) for name in names}


READERS = {
    "other_participant": "my",
    "team_mate": "my",
    "mentor": "my",
    "challenge_owner": "partner",
    "host": "partner",
    "judge": "judge",
}


def test_a_wish_changes_no_page_of_anybody_but_its_sender_and_the_organisers(wished):
    """O-02: two worlds, one with the wish and one without, are one to everybody else, to the letter."""
    # Who opened a challenge first, and who is at a draft, is told to others: everybody has been there before.
    for role, door in [*READERS.items(), ("participant", "my")]:
        read_as(wished, role, door)
    with_wish = {role: read_as(wished, role, door) for role, door in READERS.items()}
    sender = read_as(wished, "participant", "my")
    for model in (KeepAway, TopicWish, WishAnswer):
        model.objects.all().delete()
    without = {role: read_as(wished, role, door) for role, door in READERS.items()}
    assert {role: differing(with_wish[role], without[role]) for role in READERS} == dict.fromkeys(READERS, [])
    # The reading itself is proved: the sender's own pages do differ.
    assert differing(sender, read_as(wished, "participant", "my")) == ["my:profile_leave", "my:wishes"]


def differing(one, two):
    return [name for name in one if one[name] != two[name]]


def test_wishes_pages_are_there_for_the_sender_and_the_organiser_only(wished):
    """O-01: 404 to mentors, owners, judges and other cohorts' organisers."""
    answers = {}
    for role in PEOPLE:
        client = Client()
        client.force_login(wished.people[role])
        statuses = {name: client.get(reverse(name, args=["spring-2027"])).status_code for name in WISHES}
        answers[role] = [name for name, status in statuses.items() if status == 200]
        assert set(statuses.values()) <= {200, 404}
    places = dict.fromkeys(("participant", "team_mate", "other_participant"), ["my:wishes"])
    assert answers == {**dict.fromkeys(PEOPLE, []), **places, "organiser": ["organise:wishes"]}


WISHES = ("my:wishes", "organise:wishes")


def test_form_of_the_named_person_holds_nothing_of_it(asked, client):
    hana, leo, _tess = asked.people
    services.save_wishes(participant=hana, topics=keys(asked.topics), away=[leo.key], by=hana.user)
    client.force_login(leo.user)
    form = client.get(reverse("my:wishes", args=[asked.cohort.slug])).context["form"]
    assert [form[name].value() for name in (*form.ranks, *form.keeps)] == [None] * 4


def test_record_and_mail_hold_neither_names_nor_topics(asked):
    """P-07: the history says that wishes changed; no letter is written."""
    hana, leo, _tess = asked.people
    services.save_wishes(participant=hana, topics=keys(asked.topics), away=[leo.key], by=hana.user)
    told = json.dumps(list(Event.objects.values("event", "subject_label", "data")))
    assert json.loads(told) == [{"event": "wishes.changed", "subject_label": "Hana Aziz", "data": {}}]
    assert OutboxMessage.objects.count() == 0


def test_broken_wish_is_published_without_names(wished):
    """The reason for teams that break a rule stays in the history; who said what about whom does not."""
    rules = {"size_min": 1, "size_max": 9, "mix_within": None, "keep_away": "must"}
    proposal = TeamProposalFactory(
        cohort=wished.cohort, number=2, rules=rules, snapshot=freeze(wished.cohort), names=["Kite"]
    )
    for place in (wished.place, wished.mate_place, wished.other_place):
        proposal.places.create(participant=place, team_number=1)
    assert team_services.broken_rules(proposal) == [
        "Two people are in one team of whom one would rather not be with the other."
    ]
    proposal.rules = {**rules, "keep_away": "off", "apart": [[wished.place.pk, wished.mate_place.pk]]}
    assert team_services.broken_rules(proposal) == ["Hana Aziz and Leo Marks are kept apart."]


def test_whoever_sees_the_site_as_somebody_does_not_see_whom_they_named(asked, rf):
    """O-11: an administrator who looks through a participant's eyes is shown no confidential wish."""
    hana, leo, _tess = asked.people
    services.save_wishes(participant=hana, topics=[], away=[leo.key], by=hana.user)
    request = rf.get("/")
    request.user, request.impersonation, request.session = hana.user, object(), {}
    page = wishes.__wrapped__.__wrapped__(request, hana).content.decode()
    assert ('name="choice_1"' in page, 'name="away_1"' in page) == (True, False)


def test_wishes_to_be_apart_go_a_month_after_the_end_from_proposals_as_well(wished, clock):
    """P-04: rows, snapshots and what the engine said of them by name; topics stay with people for a year."""
    pair = sorted([wished.place.pk, wished.other_place.pk])
    reason = {"code": "MET_BEFORE", "sentence": {}, "units": 0, "team": None, "people": []}
    kept = {**reason, "code": "SKILL"}
    TeamProposal.objects.filter(pk=wished.proposal.pk).update(
        snapshot={"people": [], "away": [pair]},
        result={
            "conflicts": [reason],
            "repairs": [reason],
            "violations": [{**reason, "code": "APART"}],
            "person_reasons": {"1": [reason, kept]},
        },
    )
    end = datetime.combine(wished.cohort.ends_on, time(12), UTC)
    clock.set(end + timedelta(days=29))
    enforce(cap=1000)
    assert KeepAway.objects.count() == 1
    clock.set(end + timedelta(days=35))
    enforce(cap=1000)
    proposal = TeamProposal.objects.get(pk=wished.proposal.pk)
    assert (KeepAway.objects.count(), proposal.snapshot["away"]) == (0, [])
    assert proposal.result == {"conflicts": [], "repairs": [], "violations": [], "person_reasons": {"1": [kept]}}
    assert (TopicWish.objects.count(), WishAnswer.objects.count()) == (1, 1)
    assert enforce(cap=1000).total == 0
