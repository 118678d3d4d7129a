"""Tests of the audit: append-only events, their history in words, and their seal."""

from datetime import timedelta

import pytest
from django.db import connection

from core.audit.models import AppendOnly, Event
from core.audit.record import record
from core.audit.seal import seal, verify
from core.audit.timeline import timeline
from core.models import Organisation, Seal, User
from tests.clock import START

pytestmark = pytest.mark.django_db
WORDS = {"organisation.renamed": "renamed %(subject)s from %(before)s"}


@pytest.fixture
def ade(db):
    return User.objects.create_user("ade@example.com", first_name="Ade", last_name="Bankole")


@pytest.fixture
def office(db):
    return Organisation.objects.create(name="Office of Examples", sector="PUBLIC")


@pytest.fixture
def wiring(settings):
    settings.WIRING = __name__


EVENT_WORDS = [f"{__name__}.WORDS"]


def test_record_keeps_who_did_what_to_what(ade, office):
    event = record("organisation.renamed", by=ade, subject=office, before="Old")
    event.refresh_from_db()
    assert (event.event, event.at, event.actor_id, event.actor_label) == (
        "organisation.renamed",
        START,
        ade.pk,
        "Ade Bankole",
    )
    assert (event.subject_type, event.subject_id, event.subject_label) == (
        "core.Organisation",
        office.pk,
        "Office of Examples",
    )
    assert (event.data, event.cohort_id, event.behalf_label) == ({"before": "Old"}, None, "")


def test_record_of_the_system_and_of_an_impersonator(ade, office):
    assert record("organisation.checked", by=None, subject=office).actor_label == "Twelvefold"
    ade.impersonated_by = User.objects.create_user("root@example.com")
    event = record("organisation.renamed", by=ade, subject=office)
    assert (event.behalf_id, event.behalf_label) == (ade.impersonated_by.pk, "root@example.com")


def test_events_cannot_be_changed_or_deleted(ade, office):
    """R-05: append-only."""
    event = record("organisation.renamed", by=ade, subject=office)
    attempts = [
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(event="x"),
        lambda: Event.objects.bulk_update([event], ["event"]),
    ]
    for attempt in attempts:
        with pytest.raises(AppendOnly):
            attempt()
    assert Event.objects.get().event == "organisation.renamed"


def test_timeline_tells_the_latest_first_in_words(ade, office, wiring):
    record("organisation.renamed", by=ade, subject=office, before="Old", note="as agreed")
    record("organisation.checked_twice", by=None, subject=office, now=START + timedelta(hours=1))
    told = [(row.actor, row.words, row.note) for row in timeline(subject=office)]
    assert told == [
        ("Twelvefold", "organisation checked twice", ""),
        ("Ade Bankole", "renamed Office of Examples from Old", "as agreed"),
    ]


def test_timeline_survives_missing_data(ade, office, wiring):
    record("organisation.renamed", by=ade, subject=office)
    assert [row.words for row in timeline(subject=office)] == ["organisation renamed"]


def test_timeline_never_walks_into_values(ade, office, wiring):
    """M-03: data is text, not a template."""
    record("organisation.renamed", by=ade, subject=office, before="%(subject)s {0.__class__}")
    assert timeline(subject=office)[0].words == "renamed Office of Examples from %(subject)s {0.__class__}"


def test_timeline_is_of_one_cohort_or_one_row(ade, office):
    other = Organisation.objects.create(name="Other", sector="THIRD")
    cohort = Organisation(pk=77)
    record("a.done", by=ade, subject=office, cohort=cohort)
    record("b.done", by=ade, subject=other)
    assert [row.event for row in timeline(cohort=cohort)] == ["a.done"]
    assert [row.event for row in timeline(subject=other)] == ["b.done"]


@pytest.mark.parametrize("count", [1, 3])
def test_timeline_takes_one_query(ade, office, django_assert_num_queries, count):
    for _ in range(count):
        record("a.done", by=ade, subject=office)
    with django_assert_num_queries(1):
        assert len(timeline(subject=office)) == count


def test_seal_covers_each_event_once_in_batches(ade, office):
    for _ in range(5):
        record("a.done", by=ade, subject=office)
    assert [seal(batch=3), seal(batch=3), seal(batch=3)] == [3, 2, 0]
    assert Seal.objects.count() == 2
    assert verify() == []


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE core_event SET event = 'b.done' WHERE id = %s",
        "UPDATE core_event SET actor_id = 0 WHERE id = %s",
        "UPDATE core_event SET data = '{\"a\": 1}' WHERE id = %s",
        "DELETE FROM core_event WHERE id = %s",
    ],
)
def test_verify_shows_what_was_changed_behind_the_sites_back(ade, office, attack):
    """R-05: the hash chain shows an edited or deleted event."""
    events = [record("a.done", by=ade, subject=office) for _ in range(4)]
    seal(batch=2)
    seal(batch=2)
    with connection.cursor() as cursor:
        cursor.execute(attack, [events[0].pk])
    assert [problem.split(" to ")[1] for problem in verify()] == [f"{events[1].pk} are not those that were sealed."]


def test_the_seal_holds_when_a_person_becomes_a_pseudonym(ade, office):
    """P-01: erasing a name leaves the chain whole."""
    record("a.done", by=ade, subject=office)
    seal()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_event SET actor_label = 'Somebody'")
    assert verify() == []


@pytest.mark.postgres
def test_the_seal_waits_for_writers(race):
    """R-05: an event that is written while another process seals is not left out of the chain."""
    ade = User.objects.create_user("ade@example.com")
    office = Organisation.objects.create(name="Office", sector="PUBLIC")

    def write():
        for _ in range(30):
            record("a.done", by=ade, subject=office)

    def seal_often():
        return sum(seal(batch=10) for _ in range(30))

    results = race(write, write, seal_often)
    assert results[:2] == [None, None]
    while seal():
        pass
    assert (verify(), Event.objects.count()) == ([], 60)
