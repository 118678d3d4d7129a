"""Importing people: nothing is written before confirm, and the same file again changes nothing."""

import pytest

from cohorts.people import services
from cohorts.people.engine import Outcome
from cohorts.people.models import Participant, ParticipantSkill, PeopleImport
from cohorts.people.services.imports import ImportOver, NothingToImport, UnknownField, UploadRefused
from cohorts.people.services.reading import digest_of, places_after, read_upload
from core.audit.models import Event
from core.errors import Changed
from core.models import User
from tests.clock import START
from tests.factories.cohorts import CohortFactory, MentorFactory, ParticipantFactory, SkillFactory
from tests.factories.core import OrganisationFactory, UserFactory

FILE = b"""First name;Surname;E-mail;Organisation;Sector;Job;Data;Shirt
Zoe;Hart;Zoe.Hart@example.com;Calder & Finch;private;Analyst;expert;M
Owen;Price;owen.price@example.com;HM Land Registry;public;Policy adviser;2 working;L
;;;;;;;
Nia;Rees;nia.rees;HM Land Registry;public;;;S
Total;3;;;;;;
"""


@pytest.fixture
def cohort(db):
    cohort = CohortFactory(places_private=0)
    SkillFactory(programme=cohort.programme, name="Data")
    return cohort


def upload(cohort, data=FILE, by=None, **changes):
    return services.upload_people(cohort=cohort, data=data, filename="people.csv", by=by or UserFactory(), **changes)


def outcomes(imported):
    return {line.number: line.outcome.value for line in read_upload(imported).lines}


def test_upload_writes_no_people(cohort):
    """F-12: nothing is written before confirm."""
    imported = upload(cohort)
    columns = imported.mapping["columns"]
    assert (columns["E-mail"], columns["Data"], columns["Shirt"]) == ("email", "skill:Data", "ignore")
    assert outcomes(imported) == {2: "NEW", 3: "NEW", 4: "SKIPPED", 5: "PROBLEM", 6: "SKIPPED"}
    assert (Participant.objects.count(), User.objects.filter(email="zoe.hart@example.com").count()) == (0, 0)
    assert Event.objects.get().data == {"lines": 3}


def test_upload_with_one_key_is_kept_once(cohort):
    by = UserFactory()
    assert upload(cohort, by=by, key="k") == upload(cohort, by=by, key="k")
    assert PeopleImport.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not a spreadsheet"),
        (b"Name,E-mail\n", "headings only"),
        (b"Name,E-mail\n" + b"a,b\n" * 6000, "more than"),
        (b"x" * 5_000_001, "larger than"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(3000), "password"),
    ],
)
def test_hostile_files_are_refused_with_their_reason(cohort, data, words):
    """F-12: empty, binary, too large and locked files get a clear message and leave nothing behind."""
    with pytest.raises(UploadRefused) as refused:
        upload(cohort, data)
    assert words in str(refused.value.message)
    assert PeopleImport.objects.count() == 0


def test_confirm_writes_all_lines_that_are_right(cohort):
    imported = services.confirm_import(upload=upload(cohort), by=UserFactory())
    places = {place.user.email: place for place in Participant.objects.select_related("user", "organisation")}
    zoe = places["zoe.hart@example.com"]
    assert sorted(places) == ["owen.price@example.com", "zoe.hart@example.com"]
    assert (zoe.side, zoe.organisation.name, zoe.job_title, zoe.joined_at) == (
        "private",
        "Calder & Finch",
        "Analyst",
        START,
    )
    assert list(ParticipantSkill.objects.order_by("level").values_list("level", flat=True)) == [2, 4]
    assert (imported.summary["counts"]["NEW"], imported.summary["left_out"]) == (2, [5])
    assert list(Event.objects.order_by("pk").values_list("event", flat=True)) == [
        "import.read",
        "organisation.added",
        "organisation.added",
        "person.added",
        "person.added",
        "participant.joined",
        "participant.joined",
        "import.confirmed",
    ]


def test_line_manager_and_nominator_are_read_previewed_and_written(cohort):
    """The preview names each change; an address that is none keeps the line out; an empty cell takes nothing away."""
    head = b"First name;Surname;E-mail;Organisation;Sector;Line manager;Line manager e-mail;Nominator e-mail\n"
    zoe = b"Zoe;Hart;zoe.hart@example.com;Calder & Finch;private;%s;%s;%s\n"
    services.confirm_import(upload=upload(cohort, head + zoe % (b"Ida Holt", b"IDA.HOLT@example.com", b"")), by=None)
    fields = ("manager_name", "manager_email", "nominator_name", "nominator_email")
    assert Participant.objects.values_list(*fields).get() == ("Ida Holt", "ida.holt@example.com", "", "")
    again = upload(cohort, head + zoe % (b"", b"", b"noel.pym@example.com"))
    (line,) = read_upload(again).lines
    assert [(change.field, change.old, change.new) for change in line.changes] == [
        ("nominator_email", "", "noel.pym@example.com")
    ]
    services.confirm_import(upload=again, by=None)
    assert Participant.objects.values_list(*fields).get() == (
        "Ida Holt", "ida.holt@example.com", "", "noel.pym@example.com",
    )  # fmt: skip
    wrong = head + zoe % (b"", b"ida.holt@example.com", b"") + (zoe % (b"", b"nobody", b"")).replace(b"zoe.", b"max.")
    assert outcomes(upload(cohort, wrong)) == {2: "SAME", 3: "PROBLEM"}


def test_same_file_again_changes_nothing(cohort):
    """C-08: the second run shows no change and writes none."""
    services.confirm_import(upload=upload(cohort), by=None)
    before = Event.objects.filter(event__startswith="participant.").count()
    again = upload(cohort)
    assert outcomes(again) == {2: "SAME", 3: "SAME", 4: "SKIPPED", 5: "PROBLEM", 6: "SKIPPED"}
    services.confirm_import(upload=again, by=None)
    assert Event.objects.filter(event__startswith="participant.").count() == before


def test_confirming_twice_does_it_once(cohort):
    """C-08: a doubled confirm finds the import done."""
    imported = upload(cohort)
    services.confirm_import(upload=imported, by=None)
    services.confirm_import(upload=imported, by=None)
    assert Event.objects.filter(event="import.confirmed").count() == 1


@pytest.mark.postgres
def test_two_imports_at_once_add_each_person_once(race):
    """C-08: of two parallel imports the second finds the first one's people."""
    cohort = CohortFactory()
    SkillFactory(programme=cohort.programme, name="Data")
    first, second = upload(cohort), upload(cohort)
    results = race(
        lambda: services.confirm_import(upload=first, by=None), lambda: services.confirm_import(upload=second, by=None)
    )
    assert sorted(done.summary["counts"]["NEW"] for done in results) == [0, 2]
    assert Participant.objects.filter(cohort=cohort).count() == 2


def test_preview_that_is_out_of_date_is_not_confirmed(cohort):
    imported = upload(cohort)
    digest = digest_of(read_upload(imported))
    other = upload(cohort)
    services.confirm_import(upload=other, by=None)
    with pytest.raises(Changed):
        services.confirm_import(upload=imported, digest=digest, by=None)
    assert PeopleImport.objects.get(pk=imported.pk).state == "READ"


def test_changes_are_written_with_old_and_new(cohort):
    place = ParticipantFactory(
        cohort=cohort,
        user__email="zoe.hart@example.com",
        user__first_name="Zoë",
        user__last_name="Hart",
        organisation=OrganisationFactory(name="Calder & Finch", sector="PRIVATE"),
        side="private",
        job_title="Trainee",
    )
    imported = upload(cohort)
    line = read_upload(imported).lines[0]
    assert [(change.field, change.old, change.new) for change in line.changes] == [
        ("first_name", "Zoë", "Zoe"),
        ("job_title", "Trainee", "Analyst"),
        ("skill:Data", None, 4),
    ]
    services.confirm_import(upload=imported, by=None)
    place.refresh_from_db()
    assert (place.job_title, place.user.first_name, place.skills.get().level) == ("Analyst", "Zoe", 4)
    assert Event.objects.get(event="participant.edited").data == {"fields": ["job_title"]}


def test_who_has_signed_in_keeps_their_name(cohort):
    ParticipantFactory(
        cohort=cohort,
        user__email="zoe.hart@example.com",
        user__first_name="Zoë",
        user__last_login=START,
        job_title="Analyst",
    )
    line = read_upload(upload(cohort)).lines[0]
    assert {change.field for change in line.changes} == {"organisation", "skill:Data"}
    assert [remark.code for remark in line.warnings] == ["OWN_NAME"]


def test_mentor_of_the_cohort_is_not_imported(cohort):
    MentorFactory(cohort=cohort, user__email="zoe.hart@example.com")
    line = read_upload(upload(cohort)).lines[0]
    assert (line.outcome, [remark.code for remark in line.problems]) == (Outcome.PROBLEM, ["MENTORS"])


def test_columns_can_be_set_otherwise(cohort):
    imported = upload(cohort)
    columns = imported.mapping["columns"] | {"Shirt": "attribute:Shirt", "Job": "ignore"}
    services.choose_columns(upload=imported, columns=columns, by=None)
    services.confirm_import(upload=PeopleImport.objects.get(), by=None)
    zoe = Participant.objects.get(user__email="zoe.hart@example.com")
    assert (zoe.attributes, zoe.job_title) == ({"Shirt": "M"}, "")
    assert Event.objects.filter(event="import.mapped").count() == 1


def test_columns_set_to_nothing_known_are_refused(cohort):
    """O-04: a column cannot be set to a field of ours that no import may write."""
    imported = upload(cohort)
    for name in ("state", "is_superuser", "skill:Elsewhere"):
        with pytest.raises(UnknownField):
            services.choose_columns(upload=imported, columns={"Job": name}, by=None)


def test_file_with_shifted_columns_is_not_imported(cohort):
    """F-14: addresses in the column of names stop the whole import."""
    shifted = b"E-mail,First name,Surname,Organisation,Sector\n" + b"".join(
        f"Person{n},a{n}@example.com,X,Org,public\n".encode() for n in range(4)
    )
    imported = upload(cohort, shifted)
    services.choose_columns(
        upload=imported,
        columns={
            "E-mail": "email",
            "First name": "first_name",
            "Surname": "last_name",
            "Organisation": "organisation",
            "Sector": "sector",
        },
        by=None,
    )
    imported.refresh_from_db()
    with pytest.raises(NothingToImport):
        services.confirm_import(upload=imported, by=None)
    assert Participant.objects.count() == 0


def test_organisations_are_settled_by_the_organiser(cohort):
    OrganisationFactory(name="Calder & Finch plc", sector="PRIVATE")
    imported = upload(cohort)
    assert [hint.perhaps for hint in read_upload(imported).organisations] == ["Calder & Finch plc"]
    services.settle_organisations(upload=imported, same={"Calder & Finch": "Calder & Finch plc"}, by=None)
    imported.refresh_from_db()
    services.confirm_import(upload=imported, by=None)
    zoe = Participant.objects.get(user__email="zoe.hart@example.com")
    assert zoe.organisation.name == "Calder & Finch plc"


def test_places_after_the_import_are_counted(cohort):
    found = places_after(cohort, read_upload(upload(cohort)))
    assert [(side.side, side.people, side.places, side.is_over) for side in found] == [
        ("public", 1, 19, False),
        ("private", 1, 0, True),
    ]


def test_discarded_import_is_erased_and_over(cohort):
    imported = upload(cohort)
    services.discard_import(upload=imported, by=None)
    imported.refresh_from_db()
    assert (imported.state, imported.table, Event.objects.last().event) == ("DISCARDED", {}, "import.discarded")
    with pytest.raises(ImportOver):
        services.confirm_import(upload=imported, by=None)


def test_import_of_many_takes_few_queries(cohort, django_assert_max_num_queries):
    """The number of look-ups does not grow with the lines: two events a person are all that does."""
    lines = "".join(f"Ann{n},Bee{n},ann{n}@example.com,MoJ,public\n" for n in range(100))
    imported = upload(cohort, b"First name,Surname,E-mail,Organisation,Sector\n" + lines.encode())
    with django_assert_max_num_queries(240):
        services.confirm_import(upload=imported, by=None)
    assert Participant.objects.count() == 100
