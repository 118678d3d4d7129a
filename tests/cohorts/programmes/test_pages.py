"""The organisers' pages of programmes and cohorts, over HTTP."""

from datetime import date

import pytest

from cohorts.programmes import services
from cohorts.programmes.models import Cohort, Programme, ProgrammeStaff
from core.audit.models import Event
from tests.factories.cohorts import ProgrammeFactory, StaffFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
ONCE = "3f1c1d0e-6a53-4a2f-9b62-7f0a2f0c1a11"


@pytest.fixture
def ade(sign_in):
    return sign_in("organiser")


@pytest.fixture
def programme(world):
    return services.create_programme(name="TechConnect", by=world.people["organiser"])


@pytest.fixture
def cohort(world, programme):
    return services.start_cohort(
        programme=programme, name="Autumn 2027", starts_on=date(2027, 9, 6), by=world.people["organiser"]
    )


def cohort_data(**changes):
    given = {
        "name": "Summer 2027",
        "starts_on_day": "7",
        "starts_on_month": "6",
        "starts_on_year": "2027",
        "zone": "Europe/London",
        "places_public": "19",
        "places_private": "19",
        "team_size_min": "5",
        "team_size_max": "6",
        "once": ONCE,
    }
    return given | changes


def weeks_data(rows, **changes):
    data = {}
    for week in rows.order_by("number"):
        data |= {f"title_{week.number}": week.title, f"summary_{week.number}": week.summary}
        data[f"with_{week.number}"] = week.with_whom
    return data | changes


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_three(world, ade, django_assert_num_queries, count):
    for _more in range(count - 1):
        StaffFactory(user=world.people["organiser"])
    with django_assert_num_queries(9):
        page = ade.get("/organise/programmes/")
    assert len(page.context["page"].object_list) == count


def test_list_shows_only_ones_own(world, ade):
    ProgrammeFactory(name="Theirs")
    assert b"Theirs" not in ade.get("/organise/programmes/").content


@pytest.mark.parametrize("query", ["sort=sponsor", "sort=staff__user__password", "page=0", "page=x", "q2=x", "page=99"])
def test_list_refuses_what_it_does_not_know(ade, query):
    """O-03, W-05: nothing but the allowed sorts and pages."""
    assert ade.get(f"/organise/programmes/?{query}").status_code == 400


def test_empty_list_teaches_the_first_step(client):
    client.force_login(UserFactory(is_superuser=True))
    text = client.get("/organise/programmes/").content.decode()
    assert ("No programmes yet" in text, "/organise/programmes/new/" in text) == (True, True)


def test_programme_is_made_once_from_a_form_sent_twice(world, ade):
    data = {"name": "TechConnect", "summary": "Twelve weeks.", "sponsor": "HMRC", "once": ONCE}
    answers = [ade.post("/organise/programmes/new/", data) for _again in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/organise/programmes/techconnect/"] * 2
    assert Programme.objects.filter(name="TechConnect").count() == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Error:"),
        ("a\0b", "character that cannot be kept"),
        ("x" * 10_000, "at most 120"),
        ("\u200b", "only invisible"),
        ("Digital skills", "Another programme has this name."),
    ],
)
def test_hostile_name_is_answered_with_words(world, ade, name, words):
    page = ade.post("/organise/programmes/new/", {"name": name, "once": ONCE})
    assert (page.status_code, words in page.content.decode()) == (422, True)


def test_name_with_markup_is_shown_as_text(world, ade):
    ade.post("/organise/programmes/new/", {"name": "<script>alert(1)</script>", "once": ONCE})
    page = ade.get("/organise/programmes/")
    assert (b"<script>alert" in page.content, b"&lt;script&gt;alert(1)" in page.content) == (False, True)


def test_programme_page_shows_weeks_staff_and_cohorts(ade, programme, cohort):
    text = ade.get("/organise/programmes/techconnect/").content.decode()
    for words in ("Autumn 2027", "Draft", "Mon 6 Sep 2027", "Kick-off", "at a host company", "Ade Bankole", "8 skills"):
        assert words in text, words


def test_programme_page_without_cohorts_teaches(ade, programme):
    assert "No cohorts yet" in ade.get("/organise/programmes/techconnect/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_programme_page_takes_the_same_queries_for_one_and_three_cohorts(
    world, ade, programme, django_assert_num_queries, monkeypatch, count
):
    monkeypatch.setattr("config.wiring.PROGRAMME_PARTS", [])
    for number in range(count):
        services.start_cohort(programme=programme, name=f"C{number}", starts_on=date(2027, 9, 6), by=None)
    pages = [ade.get("/organise/programmes/techconnect/")]
    with django_assert_num_queries(12):
        pages.append(ade.get("/organise/programmes/techconnect/"))
    assert len(pages[1].context["cohorts"]) == count


def test_programme_is_changed(ade, programme):
    answer = ade.post("/organise/programmes/techconnect/edit/", {"name": "Tech Connect", "summary": "S", "sponsor": ""})
    programme.refresh_from_db()
    assert (answer.status_code, programme.name, programme.slug) == (302, "Tech Connect", "techconnect")


def test_weeks_are_changed(ade, programme):
    data = weeks_data(programme.weeks, title_5="Talk to people")
    assert ade.post("/organise/programmes/techconnect/weeks/", data).status_code == 302
    assert programme.weeks.get(number=5).title == "Talk to people"


@pytest.mark.parametrize("change", [{"title_5": ""}, {"title_5": "x" * 61}, {"with_5": "judge"}, {"title_5": "a\0"}])
def test_wrong_week_is_named(ade, programme, change):
    page = ade.post("/organise/programmes/techconnect/weeks/", weeks_data(programme.weeks, **change))
    assert (page.status_code, len(page.context["form"].errors)) == (422, 1)


def test_organiser_is_added_and_ended(world, ade, programme):
    data = {"email": "new.person@example.com", "first_name": "New", "last_name": "Person"}
    assert ade.post("/organise/programmes/techconnect/organisers/add/", data).status_code == 302
    row = programme.staff.get(user__email="new.person@example.com")
    address = f"/organise/programmes/techconnect/organisers/end/?person={row.user.key}"
    assert "End the role of New Person" in ade.get(address).content.decode()
    assert programme.staff.filter(ended_at=None).count() == 2
    assert ade.post(address).status_code == 302
    assert programme.staff.filter(ended_at=None).count() == 1


@pytest.mark.parametrize(
    "email", ["", "x", "a@b@c", "a\0@example.com", "x" * 300 + "@example.com", "a@example.com\nBcc: b@example.com"]
)
def test_wrong_address_is_refused(ade, programme, email):
    data = {"email": email, "first_name": "New", "last_name": "Person"}
    assert ade.post("/organise/programmes/techconnect/organisers/add/", data).status_code == 422
    assert programme.staff.count() == 1


def test_last_organiser_cannot_leave(world, ade, programme):
    address = f"/organise/programmes/techconnect/organisers/end/?person={world.people['organiser'].key}"
    page = ade.post(address)
    assert (page.status_code, programme.staff.filter(ended_at=None).count()) == (302, 1)
    page = ade.get("/organise/programmes/techconnect/")
    assert "A programme always has an organiser. Add another one first." in page.content.decode()


def test_organiser_of_another_programme_is_not_found_here(world, ade, programme):
    """O-01: a child is looked up through the parent in the address."""
    other = world.people["other_organiser"]
    assert ade.post(f"/organise/programmes/techconnect/organisers/end/?person={other.key}").status_code == 404
    assert ProgrammeStaff.objects.get(user=other).ended_at is None


def test_cohort_is_started_once_from_a_form_sent_twice(ade, programme):
    answers = [ade.post("/organise/programmes/techconnect/cohorts/new/", cohort_data()) for _again in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/organise/summer-2027/settings/"] * 2
    assert Cohort.objects.filter(name="Summer 2027").count() == 1


def test_whole_date_can_be_pasted(ade, programme):
    data = cohort_data(starts_on_day="7 June 2027", starts_on_month="", starts_on_year="")
    assert ade.post("/organise/programmes/techconnect/cohorts/new/", data).status_code == 302


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_on_day": "8"}, "starts_on"),
        ({"starts_on_day": "31"}, "starts_on"),
        ({"starts_on_day": ""}, "starts_on"),
        ({"starts_on_year": "99999"}, "starts_on"),
        ({"starts_on_month": "\0"}, "starts_on"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"places_public": "-1"}, "places_public"),
        ({"places_public": "1e9"}, "places_public"),
        ({"places_public": "0", "places_private": "0"}, "places_public"),
        ({"team_size_min": "9"}, "team_size_max"),
        ({"name": "x" * 10_000}, "name"),
        ({"name": "\0"}, "name"),
    ],
)
def test_impossible_cohort_names_its_field(ade, programme, change, field):
    page = ade.post("/organise/programmes/techconnect/cohorts/new/", cohort_data(**change))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Cohort.objects.filter(programme=programme).count() == 0


def test_settings_show_dates_and_moves(ade, cohort):
    text = ade.get("/organise/autumn-2027/settings/").content.decode()
    for words in (
        "Mon 6 Sep 2027",
        "Fri 26 Nov 2027",
        "Europe/London",
        "Open for people",
        "Cancel the cohort",
        "19 public",
    ):
        assert words in text, words


def test_cohort_is_changed_and_its_weeks_move(ade, cohort):
    data = cohort_data(name="Autumn 2027", starts_on_day="13", starts_on_month="9") | {
        "side_THIRD": "private",
        "side_ACADEMIC": "public",
    }
    assert ade.post("/organise/autumn-2027/settings/edit/", data).status_code == 302
    cohort.refresh_from_db()
    assert (str(cohort.starts_on), cohort.sides["THIRD"]) == ("2027-09-13", "private")
    assert str(cohort.weeks.get(number=12).starts_on) == "2027-11-29"


def test_running_cohort_keeps_its_dates(ade, cohort):
    Cohort.objects.filter(pk=cohort.pk).update(state="RUNNING")
    data = cohort_data(name="Autumn") | {"side_THIRD": "public", "side_ACADEMIC": "public"}
    assert b"starts_on" not in ade.get("/organise/autumn-2027/settings/edit/").content
    assert ade.post("/organise/autumn-2027/settings/edit/", data).status_code == 302
    cohort.refresh_from_db()
    assert (cohort.name, str(cohort.starts_on)) == ("Autumn", "2027-09-06")


def test_cohort_weeks_are_changed(ade, cohort):
    data = weeks_data(cohort.weeks, summary_1="In Leeds")
    assert ade.post("/organise/autumn-2027/settings/weeks/", data).status_code == 302
    assert cohort.weeks.get(number=1).summary == "In Leeds"


def test_move_asks_first_and_is_made_once(ade, cohort):
    page = ade.get("/organise/autumn-2027/settings/open/")
    cohort.refresh_from_db()
    assert (page.status_code, cohort.state, b"People can be imported" in page.content) == (200, "DRAFT", True)
    for _again in range(2):
        assert ade.post("/organise/autumn-2027/settings/open/").status_code == 302
    cohort.refresh_from_db()
    assert (cohort.state, Event.objects.filter(event="cohort.opened").count()) == ("RECRUITING", 1)


@pytest.mark.parametrize("action", ["complete", "run", "nonsense"])
def test_move_that_is_not_possible_now_is_not_found(ade, cohort, action):
    assert ade.get(f"/organise/autumn-2027/settings/{action}/").status_code == 404


def test_cancelling_wants_a_reason(ade, cohort):
    assert ade.post("/organise/autumn-2027/settings/cancel/", {"note": ""}).status_code == 422
    assert ade.post("/organise/autumn-2027/settings/cancel/", {"note": "No sponsor"}).status_code == 302
    cohort.refresh_from_db()
    assert cohort.state == "CANCELLED"
