"""From a spreadsheet to people who are invited, in the browser's own requests."""

import io

import pytest
from openpyxl import Workbook

from cohorts.people.models import Participant, PeopleImport
from core.audit.models import Event
from core.models import OutboxMessage
from tests.factories.cohorts import CohortFactory, SkillFactory, StaffFactory

pytestmark = pytest.mark.django_db
HEADINGS = ["ID", "Start time", "What is your full name?", "Work email", "Which organisation do you work for?",
            "Public or private sector?", "Level of experience in Data [Data]", "T-shirt"]  # fmt: skip
PEOPLE = [
    [1, "2027-01-04", "Zoe Hart", "Zoe.Hart@Example.com", "Calder & Finch", "Private", "Expert", "M"],
    [2, "2027-01-04", "Owen Price", "owen.price@example.com", "HM Land Registry", "Public", "2 - Working", "L"],
    [None] * 8,
    [3, "2027-01-05", "=Nia Rees", "nia.rees@example.com", "HM Land Registry", "Public", "sometimes", "S"],
    [4, "2027-01-05", "Zoe Hart", "zoe.hart@example.com", "Calder & Finch", "Private", "Expert", "M"],
]


@pytest.fixture
def cohort():
    cohort = CohortFactory(slug="here", places_private=0)
    SkillFactory(programme=cohort.programme, name="Data")
    return cohort


@pytest.fixture
def organise(client, cohort):
    client.force_login(StaffFactory(programme=cohort.programme).user)
    return client


def workbook(rows=PEOPLE):
    book = Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "people.xlsx"
    return out


def send(client, file, **extra):
    return client.post("/organise/here/people/import/", {"file": file, **extra}, follow=True)


def chosen(response, **changes):
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changes


def check(client, response, **changes):
    return client.post(response.request["PATH_INFO"], chosen(response, **changes), follow=True)


def confirm(client, preview):
    return client.post(preview.request["PATH_INFO"], {"digest": preview.context["digest"]}, follow=True)


def test_people_come_in_from_a_workbook(cohort, organise):
    columns = send(organise, workbook())
    html = columns.content.decode()
    assert "Which column is which?" in html
    assert "Zoe Hart" in html
    preview = check(organise, columns)
    assert Participant.objects.count() == 0
    shown = [(line.number, line.outcome) for line in preview.context["page"].object_list]
    assert shown == [(5, "PROBLEM"), (2, "NEW"), (3, "NEW"), (4, "SKIPPED"), (6, "SKIPPED")]
    html = preview.content.decode()
    assert "More people than places." in html
    assert "is no level of Data" in html
    result = confirm(organise, preview)
    assert "2 new people" in result.content.decode()
    assert [place.user.name for place in Participant.objects.order_by("user__first_name")] == ["Owen Price", "Zoe Hart"]
    assert OutboxMessage.objects.count() == 0
    assert "Invite 2 people" in result.content.decode()


def test_same_file_again_offers_nothing_to_import(cohort, organise):
    """C-08: the second run shows no changes."""
    confirm(organise, check(organise, send(organise, workbook(PEOPLE[:2]))))
    again = check(organise, send(organise, workbook(PEOPLE[:2])))
    assert [line.outcome for line in again.context["page"].object_list] == ["SAME", "SAME"]
    assert "there is nothing to import" in again.content.decode()


def test_confirming_twice_imports_once(cohort, organise):
    """C-08: a doubled button leads to the same result."""
    preview = check(organise, send(organise, workbook(PEOPLE[:2])))
    for _time in range(2):
        result = confirm(organise, preview)
    assert "2 new people" in result.content.decode()
    assert Event.objects.filter(event="import.confirmed").count() == 1


def test_preview_out_of_date_is_shown_anew(cohort, organise):
    """C-08: two tabs with the same file: the second sees that nothing is left to do."""
    first = check(organise, send(organise, workbook(PEOPLE[:2])))
    second = check(organise, send(organise, workbook(PEOPLE[:2])))
    confirm(organise, first)
    late = confirm(organise, second)
    assert (late.status_code, Participant.objects.count()) == (422, 2)
    assert "have changed since" in late.content.decode()


def test_upload_twice_with_one_form_is_one_import(cohort, organise):
    once = organise.get("/organise/here/people/import/").context["form"]["once"].value()
    for _time in range(2):
        send(organise, workbook(), once=once)
    assert PeopleImport.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("people.csv", b"", "empty"),
        ("people.xlsx", b"", "empty"),
        ("people.csv", bytes(range(256)) * 40, ""),
        ("people.csv", b"%PDF-1.7 ...", "not a spreadsheet"),
        ("people.xlsx", b"PK\x03\x04broken", ""),
        ("people.csv", b"a,b\n" * 6000, "more than"),
        ("people.csv", b"x" * 5_000_100, "larger than"),
        ("people.xlsm", b"PK\x03\x04", "macros"),
        ("people.csv", b'a,b\n"open,1\n', "quotation mark"),
    ],
)
def test_hostile_files_get_a_clear_message(name, data, words, cohort, organise):
    """F-12: nothing of such a file is kept, and the page says what to do."""
    file = io.BytesIO(data)
    file.name = name
    response = send(organise, file)
    assert (response.status_code, PeopleImport.objects.count()) == (422, 0)
    assert words in response.content.decode()


def test_upload_without_a_file_says_so(organise):
    response = organise.post("/organise/here/people/import/", {"once": ""})
    assert response.status_code == 422
    assert "Choose a file first." in response.content.decode()


def test_columns_shifted_by_one_are_stopped(cohort, organise):
    """F-14: names beside other people's addresses stop the whole file."""
    names = ["Ann Lee", "Bob Kay", "Cat Moss", "Dan Orr", "Eve Pine"]
    mails = [f"{name.lower().replace(' ', '.')}@example.com" for name in names]
    rows = [
        [n, "", name, mail, "HM Land Registry", "Public", "", ""]
        for n, (name, mail) in enumerate(zip(names, mails[1:] + mails[:1], strict=True))
    ]
    preview = check(organise, send(organise, workbook(rows)))
    html = preview.content.decode()
    assert "belongs to the name on another line" in html
    assert confirm(organise, preview).status_code == 422
    assert Participant.objects.count() == 0


def test_columns_are_remapped_and_unknown_fields_refused(cohort, organise):
    """O-04: a column cannot be sent to a field that is not offered."""
    columns = send(organise, workbook(PEOPLE[:2]))
    bad = organise.post(columns.request["PATH_INFO"], chosen(columns, column_7="is_superuser"))
    assert bad.status_code == 422
    confirm(organise, check(organise, columns, column_7="attribute:T-shirt"))
    assert Participant.objects.get(user__email="zoe.hart@example.com").attributes == {"T-shirt": "M"}


def test_list_is_thrown_away(cohort, organise):
    columns = send(organise, workbook())
    imported = PeopleImport.objects.get()
    address = f"/organise/here/people/import/{imported.key}/"
    for _time in range(2):
        organise.post(f"{address}discard/")
    imported.refresh_from_db()
    assert (imported.state, imported.table) == ("DISCARDED", {})
    assert organise.get(columns.request["PATH_INFO"]).status_code == 302
    assert organise.get(f"{address}result/").status_code == 302


def test_lines_of_one_outcome_are_shown_alone(cohort, organise):
    preview = check(organise, send(organise, workbook()))
    path = preview.request["PATH_INFO"]
    assert [line.number for line in organise.get(f"{path}?show=PROBLEM").context["page"].object_list] == [5]
    assert organise.get(f"{path}?show=secret").status_code == 400


def test_organisations_that_may_be_the_same_are_settled(cohort, organise):
    from tests.factories.core import OrganisationFactory

    OrganisationFactory(name="Calder & Finch plc", sector="PRIVATE")
    preview = check(organise, send(organise, workbook(PEOPLE[:1])))
    assert "Are these the same organisation?" in preview.content.decode()
    path = preview.request["PATH_INFO"].replace("check", "same")
    settled = organise.post(path, {"same_0": "same"}, follow=True)
    confirm(organise, settled)
    assert Participant.objects.get().organisation.name == "Calder & Finch plc"
