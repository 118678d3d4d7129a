"""Long lists are imported in the background: once, all or nobody, whatever happens to the worker."""

import pytest

from cohorts.people import jobs, services
from cohorts.people.models import ImportState, Participant, PeopleImport
from cohorts.people.services.importing import AT_ONCE, run_import
from cohorts.people.services.imports import ImportOver
from cohorts.people.services.reading import digest_of, read_upload
from core.audit.models import Event
from core.models import User
from tests.factories.cohorts import CohortFactory, ParticipantFactory
from tests.factories.core import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
HEAD = "First name,Surname,E-mail,Organisation,Sector\n"


def table(count):
    lines = [f"Ada,Number {place},ada{place}@example.com,Calder & Finch,private\n" for place in range(count)]
    return (HEAD + "".join(lines)).encode()


@pytest.fixture
def organiser():
    return UserFactory()


@pytest.fixture
def long_list(organiser):
    return services.upload_people(cohort=CohortFactory(), data=table(AT_ONCE + 1), filename="people.csv", by=organiser)


def begin(upload, by):
    return services.begin_import(upload=upload, digest=digest_of(read_upload(upload)), by=by)


def told(upload):
    events = Event.objects.about(upload).order_by("pk")
    return [(event.event, event.actor_id) for event in events]


def test_short_list_is_imported_at_once(organiser):
    upload = services.upload_people(cohort=CohortFactory(), data=table(AT_ONCE), filename="people.csv", by=organiser)
    assert begin(upload, organiser).state == ImportState.DONE
    assert Participant.objects.count() == AT_ONCE


def test_long_list_is_imported_by_a_task_of_the_same_commit(long_list, organiser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert begin(long_list, organiser).state == ImportState.WORKING
        assert Participant.objects.count() == 0
    long_list.refresh_from_db()
    assert (long_list.state, long_list.summary["counts"]["NEW"]) == (ImportState.DONE, AT_ONCE + 1)
    assert Participant.objects.filter(cohort=long_list.cohort).count() == AT_ONCE + 1
    assert told(long_list) == [
        ("import.read", organiser.pk),
        ("import.begun", organiser.pk),
        ("import.confirmed", organiser.pk),
    ]


def test_confirming_a_long_list_twice_does_it_once(long_list, organiser, django_capture_on_commit_callbacks):
    """C-08: two clicks, one import."""
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        begin(long_list, organiser)
        begin(long_list, organiser)
    assert len(callbacks) == 1
    assert begin(PeopleImport.objects.get(), organiser).state == ImportState.DONE
    assert [event for event, _by in told(long_list)] == ["import.read", "import.begun", "import.confirmed"]


def test_long_list_under_way_cannot_be_changed(long_list, organiser):
    begin(long_list, organiser)
    with pytest.raises(ImportOver):
        services.discard_import(upload=long_list, by=organiser)
    with pytest.raises(ImportOver):
        services.confirm_import(upload=long_list, by=organiser)


def test_killed_worker_can_run_again_and_does_it_once(long_list, organiser):
    """C-08: the worker died before it wrote anything; the reaper runs the task again."""
    begin(long_list, organiser)
    assert Participant.objects.count() == 0
    assert run_import(long_list.pk) == "DONE"
    assert run_import(long_list.pk) == "DONE"
    assert Participant.objects.count() == AT_ONCE + 1
    assert Event.objects.filter(event="import.confirmed").count() == 1


def test_list_is_given_back_when_the_cohort_has_changed(long_list, organiser):
    """The import does what its preview showed, or nothing."""
    begin(long_list, organiser)
    body = OrganisationFactory(name="Calder & Finch", sector="PRIVATE")
    late = ParticipantFactory(
        cohort=long_list.cohort, organisation=body, user=UserFactory(email="ada7@example.com", first_name="Ada")
    )
    assert run_import(long_list.pk) == "READ"
    long_list.refresh_from_db()
    assert long_list.fault == "People of the cohort have changed since. Look at what the import would do now."
    assert list(Participant.objects.all()) == [late]
    assert told(long_list)[-1] == ("import.given_back", None)


def test_fault_while_writing_leaves_nobody_and_gives_the_list_back(long_list, organiser):
    """All or nobody: the list can be confirmed again."""
    begin(long_list, organiser)
    PeopleImport.objects.filter(pk=long_list.pk).update(table=long_list.table | {"rows": [[2, "data"]]})
    with pytest.raises(ValueError, match="not enough values"):
        run_import(long_list.pk)
    long_list.refresh_from_db()
    assert (long_list.state, Participant.objects.count()) == (ImportState.READ, 0)
    assert long_list.fault == "The import did not come to an end, and nothing of it was written. Try again."
    assert User.objects.filter(email__startswith="ada").count() == 0


def test_forgotten_list_can_be_confirmed_again_after_an_hour(long_list, organiser, clock):
    """C-08: three workers died with it."""
    begin(long_list, organiser)
    clock.forward(minutes=59)
    assert jobs.every_minute(clock.now) == 0
    clock.forward(minutes=2)
    assert jobs.every_minute(clock.now) == 1
    long_list.refresh_from_db()
    assert long_list.state == ImportState.READ
    begin(long_list, organiser)
    assert run_import(long_list.pk) == "DONE"
