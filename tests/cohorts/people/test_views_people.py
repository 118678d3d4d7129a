"""The list of people: search, filters, sorting, downloads, adding and inviting."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cohorts.models import Cohort
from cohorts.people.exporting import run_export
from cohorts.people.models import Participant
from cohorts.people.services import invite_people, promise_people, withdraw_participant
from cohorts.people.views.people import AT_ONCE
from core.audit.models import Event
from core.models import Invitation, OutboxMessage, StoredFile
from core.spreadsheets.write import XLSX_TYPE
from tests.clock import START
from tests.factories.cohorts import CohortFactory, ParticipantFactory, SkillFactory, StaffFactory
from tests.factories.core import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
PERSON = {
    "first_name": "Zoe",
    "last_name": "Hart",
    "email": "zoe@example.com",
    "organisation": "Calder & Finch",
    "sector": "PRIVATE",
}


@pytest.fixture
def cohort():
    return CohortFactory(slug="here")


@pytest.fixture
def organise(client, cohort):
    client.force_login(StaffFactory(programme=cohort.programme).user)
    return client


def people(count, cohort):
    skill = SkillFactory(programme=cohort.programme)
    for number in range(count):
        place = ParticipantFactory(cohort=cohort, region=f"Region {number}")
        place.skills.create(skill=skill, level=2)


def names(response):
    return [row.line.last_name for row in response.context["rows"]]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_three(count, cohort, organise, django_assert_num_queries):
    people(count, cohort)
    organise.get("/organise/here/people/")
    with django_assert_num_queries(LIST_QUERIES):
        assert len(organise.get("/organise/here/people/").context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_csv_takes_the_same_queries_for_one_and_three(count, cohort, organise, django_assert_num_queries):
    people(count, cohort)
    with django_assert_num_queries(CSV_QUERIES):
        organise.get("/organise/here/people/people.csv")


@pytest.mark.parametrize("count", [1, 3])
def test_person_takes_the_same_queries_for_one_and_three_skills(count, cohort, organise, django_assert_num_queries):
    place = ParticipantFactory(cohort=cohort)
    for _number in range(count):
        place.skills.create(skill=SkillFactory(programme=cohort.programme), level=2)
    with django_assert_num_queries(PERSON_QUERIES):
        organise.get(f"/organise/here/people/{place.key}/")


@pytest.mark.parametrize("count", [1, 3])
def test_mentors_take_the_same_queries_for_one_and_three(count, cohort, organise, django_assert_num_queries):
    from tests.factories.cohorts import MentorFactory

    MentorFactory.create_batch(count, cohort=cohort)
    with django_assert_num_queries(MENTOR_QUERIES):
        organise.get("/organise/here/mentors/")


LIST_QUERIES, CSV_QUERIES, PERSON_QUERIES, MENTOR_QUERIES = 13, 10, 13, 12


def test_empty_list_teaches_the_first_step(organise):
    assert "Nobody here yet" in organise.get("/organise/here/people/").content.decode()


def test_list_is_searched_filtered_and_sorted(cohort, organise):
    calder = OrganisationFactory(name="Calder & Finch", sector="PRIVATE")
    for first, last, extra in (
        ("Ann", "Cole", {"organisation": calder, "side": "private"}),
        ("Bo", "Ames", {"job_title": "Analyst", "region": "Wales"}),
        ("Cy", "Bell", {"state": "WITHDRAWN"}),
    ):
        ParticipantFactory(cohort=cohort, user=UserFactory(first_name=first, last_name=last), **extra)

    def ask(query):
        return names(organise.get(f"/organise/here/people/?{query}"))

    assert ask("") == ["Ames", "Bell", "Cole"]
    assert ask("sort=-name") == ["Cole", "Bell", "Ames"]
    assert ask("side=private") == ["Cole"]
    assert ask("place=withdrawn") == ["Bell"]
    assert ask(f"organisation={calder.key}") == ["Cole"]
    assert ask("q=finch") == ["Cole"]
    assert ask("q=bo+analyst") == ["Ames"]
    assert ask("answers=missing&place=none") == ["Ames", "Cole"]
    assert ask("place=accepted") == []
    assert ask("team=none") == ["Ames", "Bell", "Cole"]


@pytest.mark.parametrize(
    "query",
    [
        "sort=availability",
        "sort=user__password",
        "side=x",
        "state=WITHDRAWN",
        "place=x",
        "organisation=x",
        "team=x",
        "answers=x",
        "user__email=x",
        "page=0",
        "page=99999999",
        "q=%00",
    ],
)
def test_list_refuses_what_it_does_not_know(query, organise):
    """O-03: hidden fields cannot be sorted or filtered by; the answer is a bad request."""
    assert organise.get(f"/organise/here/people/?{query}").status_code == 400


def test_page_size_is_capped(cohort, organise):
    """W-05: a page never has more than a hundred rows."""
    people(3, cohort)
    assert organise.get("/organise/here/people/?size=100000").context["page"].paginator.per_page == 100


def test_organisations_of_other_cohorts_are_not_offered(cohort, organise):
    """O-05: the filter names the organisations of this cohort only."""
    ParticipantFactory(organisation=OrganisationFactory(name="Elsewhere Ltd"))
    people(1, cohort)
    assert "Elsewhere Ltd" not in organise.get("/organise/here/people/").content.decode()


def test_csv_holds_just_the_people_asked_for(cohort, organise):
    """F-11, F-13: the filtered rows, chosen columns, nothing that a spreadsheet runs."""
    ParticipantFactory(cohort=cohort, user=UserFactory(first_name="=cmd()", last_name="Hart"), region="Wales")
    ParticipantFactory(cohort=cohort, region="Kent", left_reason="Secret")
    response = organise.get("/organise/here/people/people.csv?q=hart")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (len(rows), rows[1][0], rows[1][7]) == (2, "'=cmd()", "Wales")
    assert rows[0] == [
        "First name", "Last name", "E-mail address", "Organisation", "Sector", "Job", "Scheme", "Region",
        "Background", "Years of experience", "Line manager", "Line manager’s e-mail address", "Nominated by",
        "Nominator’s e-mail address", "Tags", "Team", "State",
    ]  # fmt: skip
    assert 'filename="people-here-1.csv"' in response["Content-Disposition"]


def test_csv_can_be_imported_again_without_a_change(cohort, organise):
    """F-11: a list that was downloaded comes back as it was."""
    ParticipantFactory(
        cohort=cohort, user=UserFactory(first_name="Ann", last_name="Hart"), job_title="=1+1", region="+44",
        manager_name="Ida Holt", manager_email="ida.holt@example.com",
        nominator_name="Noel Pym", nominator_email="noel.pym@example.com",
    )  # fmt: skip
    data = organise.get("/organise/here/people/people.csv").content
    response = organise.post("/organise/here/people/import/", {"file": io.BytesIO(data)}, follow=True)
    preview = organise.post(response.request["PATH_INFO"], _columns(response), follow=True)
    assert [line.outcome for line in preview.context["page"].object_list] == ["SAME"]
    assert "ida.holt@example.com" in data.decode()


def _columns(response):
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_xlsx_waits_for_its_maker_once(cohort, organise):
    """O-08: the workbook is stored for one download; looking changes nothing."""
    people(1, cohort)
    assert organise.get("/organise/here/people/people.xlsx").status_code == 405
    response = organise.post("/organise/here/people/people.xlsx?side=public")
    stored = StoredFile.objects.get()
    assert (response.url, stored.original_name) == (f"/exports/{stored.key}/", "people-here-1.xlsx")
    assert Event.objects.get(event="people.exported").data == {"rows": 1}
    fetched = organise.post(response.url)
    assert b"".join(fetched.streaming_content).startswith(b"PK")
    assert organise.post(response.url).status_code == 410


def test_long_workbook_is_made_in_the_background(cohort, organise, django_capture_on_commit_callbacks):
    """O-08: a long list has its page at once; the file comes, for one download, in the order asked for."""
    user, body = UserFactory.create_batch(AT_ONCE + 1), OrganisationFactory()
    facts = {"cohort": cohort, "organisation": body, "side": "public", "joined_at": START}
    Participant.objects.bulk_create(Participant(user=one, region=one.email, **facts) for one in user)
    with django_capture_on_commit_callbacks(execute=True):
        response = organise.post("/organise/here/people/people.xlsx?sort=-region")
        assert organise.get(response.url).context["is_coming"] is True
    assert Event.objects.get(event="people.exported").data == {"rows": AT_ONCE + 1}
    fetched = b"".join(organise.post(response.url).streaming_content)
    rows = list(load_workbook(io.BytesIO(fetched)).active.values)
    assert [row[7] for row in rows[1:]] == sorted((one.email for one in user), reverse=True)
    assert organise.post(response.url).status_code == 410


def test_workbook_is_made_once_though_its_worker_was_killed(cohort, organise):
    """The reaper runs the task again, after it was done as well."""
    places = [ParticipantFactory(cohort=cohort).pk for _ in range(2)]
    by = UserFactory()
    stored = promise_people(cohort=cohort, places=places, content_type=XLSX_TYPE, by=by)
    run_export(stored.pk, places)
    run_export(stored.pk, places)
    assert list(Event.objects.about(stored).order_by("pk").values_list("event", flat=True)) == [
        "file.promised",
        "file.stored",
    ]


def test_workbook_that_cannot_be_made_says_so(cohort, organise):
    place, by = ParticipantFactory(cohort=cohort), UserFactory()
    stored = promise_people(cohort=cohort, places=[place.pk], content_type=XLSX_TYPE, by=by)
    StoredFile.objects.filter(pk=stored.pk).update(cohort_id=None)
    with pytest.raises(Cohort.DoesNotExist):
        run_export(stored.pk, [place.pk])
    organise.force_login(by)
    assert organise.get(f"/exports/{stored.key}/").status_code == 410


def test_person_is_added_by_hand_once(organise):
    """Posting the same form twice adds one person."""
    page = organise.get("/organise/here/people/add/")
    data = PERSON | {"once": page.context["form"]["once"].value(), "years_experience": "3", "tags": ["can present"]}
    first = organise.post("/organise/here/people/add/", data)
    second = organise.post("/organise/here/people/add/", data)
    place = Participant.objects.get()
    assert first.url == second.url == reverse("organise:person", args=["here", place.key])
    assert (place.side, place.years_experience, place.tags) == ("private", 3, ["can present"])


def test_extra_fields_of_the_form_are_ignored(cohort, organise):
    """O-04: state, cohort or role cannot be posted."""
    organise.post("/organise/here/people/add/", PERSON | {"state": "WITHDRAWN", "cohort": "1", "is_superuser": "1"})
    place = Participant.objects.get()
    assert (place.state, place.cohort, place.user.is_superuser) == ("ACTIVE", cohort, False)


@pytest.mark.parametrize(
    "changes",
    [
        {"first_name": "a\x00b"},
        {"last_name": "\u200b\u200b"},
        {"organisation": "x" * 5000},
        {"email": "nobody"},
        {"years_experience": "-1"},
        {"years_experience": "9" * 400},
        {"tags": ["can fly"]},
        {"sector": "ROYAL"},
        {"sector": ""},
    ],
)
def test_hostile_text_is_refused_and_never_fails(changes, organise):
    """F-08, F-09: what cannot be kept is told beside its field, and nothing typed is lost."""
    response = organise.post("/organise/here/people/add/", PERSON | changes)
    assert (response.status_code, Participant.objects.count()) == (422, 0)
    assert "Zoe" in response.content.decode() or "first_name" in changes


def test_bytes_that_are_no_text_never_fail(organise):
    """F-09: half a surrogate pair in the address or in a form is no failure."""
    body = "first_name=%ED%A0%80&last_name=%FF&email=a%40example.com&organisation=MoJ&sector=PUBLIC"
    sent = organise.post("/organise/here/people/add/", body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code in (302, 422)
    assert organise.get("/organise/here/people/?q=%ED%A0%80").status_code in (200, 400)
    assert organise.post("/organise/here/people/", {"act": "invite", "pick": "\ufffd"}).status_code == 302


def test_chosen_people_are_invited_after_a_preview(cohort, organise):
    places = ParticipantFactory.create_batch(2, cohort=cohort)
    ParticipantFactory(cohort=cohort)
    chosen = organise.post("/organise/here/people/", {"act": "invite", "pick": [place.key for place in places]})
    page = organise.get(chosen.url)
    assert (page.context["preview"].count, OutboxMessage.objects.count()) == (2, 0)
    for _time in range(2):
        done = organise.post(chosen.url, {"once": page.context["form"]["once"].value()})
    assert (done.url, OutboxMessage.objects.count(), Invitation.objects.count()) == ("/organise/here/people/", 2, 2)


def test_everybody_not_invited_is_invited_by_one_button(cohort, organise):
    ParticipantFactory.create_batch(3, cohort=cohort)
    page = organise.get("/organise/here/people/invite/")
    once = page.context["form"]["once"].value()
    organise.post("/organise/here/people/invite/", {"once": once})
    assert organise.post("/organise/here/people/invite/", {"once": once}).status_code == 302
    assert (OutboxMessage.objects.count(), organise.get("/organise/here/people/invite/").status_code) == (3, 302)


def test_list_shows_and_filters_where_each_invitation_stands(cohort, organise, clock):
    people = {name: ParticipantFactory(cohort=cohort) for name in ("none", "over", "open", "accepted", "withdrawn")}
    invite_people(cohort=cohort, people=[people["over"]], by=None, key="1")
    clock.forward(days=15)
    invite_people(cohort=cohort, people=[people["open"], people["accepted"]], by=None, key="2")
    Invitation.objects.filter(user=people["accepted"].user).update(accepted_at=clock.now)
    withdraw_participant(participant=people["withdrawn"], by=None)
    client, address = organise, "/organise/here/people/"
    client.force_login(StaffFactory(programme=cohort.programme).user)
    rows = client.get(address).context["rows"]
    assert {row.line.key: row.words for row in rows} == {
        people["none"].key: "Not invited",
        people["over"].key: "Invitation over",
        people["open"].key: "Invited",
        people["accepted"].key: "Accepted",
        people["withdrawn"].key: "Withdrawn",
    }
    asked = {"none": 1, "open": 2, "accepted": 1, "withdrawn": 1, "active": 4}
    assert {name: len(client.get(f"{address}?place={name}").context["rows"]) for name in asked} == asked


def test_many_invitations_ask_for_their_number(cohort, organise):
    """M-01: with more than fifty people their number is typed."""
    ParticipantFactory.create_batch(51, cohort=cohort, user__proved=False)
    assert organise.post("/organise/here/people/invite/", {"typed": "50"}).status_code == 422
    assert organise.post("/organise/here/people/invite/", {"typed": "51"}).status_code == 302


def test_people_of_other_cohorts_cannot_be_picked(cohort, organise):
    """O-01: a key of another cohort among the chosen ones is not found."""
    own, foreign = ParticipantFactory(cohort=cohort), ParticipantFactory()
    response = organise.get(f"/organise/here/people/invite/?pick={own.key}&pick={foreign.key}")
    assert (response.status_code, OutboxMessage.objects.count()) == (404, 0)


def test_bulk_action_needs_people_and_a_known_name(cohort, organise):
    assert organise.post("/organise/here/people/", {"act": "delete"}).status_code == 400
    assert organise.post("/organise/here/people/", {"act": "invite"}).url == "/organise/here/people/"
