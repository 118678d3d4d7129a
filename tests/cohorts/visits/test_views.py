"""Pages of programme days over HTTP."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cohorts.models import AccessNeed, Booking, Visit
from cohorts.visits import services
from core.audit.models import Event
from tests.clock import START
from tests.factories.cohorts import BookingFactory, VisitFactory

# What a page asks of the database, the top bar included; the same with one row and with three.
LIST_QUERIES = 10
VISIT_QUERIES = 12
MY_LIST_QUERIES = 13
HOSTILE = "<script>alert(1)</script>"
TYPED = {
    "title": "Programme day 3",
    "host": "Tallis Cloud",
    "on_day": "18 March 2027",
    "on_month": "",
    "on_year": "",
    "at": "9:30",
    "until": "16.30",
    "capacity": "20",
}


def at(name, world, visit=None, **more):
    slug = [] if name.startswith("partner:") else [world.cohort.slug]
    return reverse(name, args=[*slug, *([visit.key] if visit else []), *more.values()])


def said(response):
    return [str(message) for message in response.context["messages"]]


def errors_of(response):
    return {name: list(problems) for name, problems in response.context["form"].errors.items()}


@pytest.mark.parametrize("size", [1, 3])
def test_list_asks_the_same_number_of_queries(world, sign_in, django_assert_num_queries, size):
    for _time in range(size - 1):
        visit = VisitFactory(cohort=world.cohort)
        BookingFactory(visit=visit, participant=world.mate_place)
    client = sign_in("organiser")
    client.get(at("organise:visits", world))
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(at("organise:visits", world))
    assert len(response.context["page"].object_list) == size


@pytest.mark.parametrize("size", [1, 3])
def test_visitors_ask_the_same_number_of_queries(world, sign_in, django_assert_num_queries, size):
    for place in (world.mate_place, world.other_place)[: size - 1]:
        BookingFactory(visit=world.visit, participant=place)
    client = sign_in("organiser")
    client.get(at("organise:visit", world, world.visit))
    with django_assert_num_queries(VISIT_QUERIES):
        response = client.get(at("organise:visit", world, world.visit))
    assert len(response.context["bookings"]) == size


@pytest.mark.parametrize("size", [1, 3])
def test_my_list_asks_the_same_number_of_queries(world, sign_in, django_assert_num_queries, size):
    VisitFactory.create_batch(size - 1, cohort=world.cohort)
    client = sign_in("participant")
    client.get(at("my:visits", world))
    with django_assert_num_queries(MY_LIST_QUERIES):
        response = client.get(at("my:visits", world))
    assert len(response.context["ahead"]) == size


def test_lists_refuse_what_they_do_not_know(world, sign_in):
    """O-03: sorting and filtering by allow-list only."""
    client = sign_in("organiser")
    for query in ("sort=bookings__need__text", "host__users=1", "page=9"):
        assert client.get(f"{at('organise:visits', world)}?{query}").status_code == 400


def test_organiser_adds_opens_changes_and_cancels_a_visit(world, sign_in):
    """The journey of a visit, from the form to the cancellation; a doubled post makes one."""
    client = sign_in("organiser")
    once = str(client.get(at("organise:visit_new", world)).context["form"]["once"].value())
    for _time in range(2):
        response = client.post(at("organise:visit_new", world), {**TYPED, "once": once})
        assert response.status_code == 302
    visit = Visit.objects.get(title="Programme day 3")
    assert f"{visit.starts_at:%Y-%m-%d %H:%M}" == "2027-03-18 09:30"
    client.post(at("organise:visit_open", world, visit))
    client.post(at("organise:visit_edit", world, visit), {**TYPED, "on_day": "1 April 2027", "capacity": "12"})
    visit.refresh_from_db()
    assert (f"{visit.starts_at:%Y-%m-%d %H:%M}", visit.capacity, visit.is_published) == ("2027-04-01 08:30", 12, True)
    assert client.post(at("organise:visit_cancel", world, visit), {"reason": ""}).status_code == 422
    client.post(at("organise:visit_cancel", world, visit), {"reason": "The host has moved"})
    visit.refresh_from_db()
    assert visit.is_cancelled


def test_time_that_the_clocks_leave_out_is_refused(world, sign_in):
    """D-03: 01:30 on the night the clocks go forward never shifts silently."""
    typed = {**TYPED, "on_day": "28 March 2027", "at": "1:30"}
    response = sign_in("organiser").post(at("organise:visit_new", world), typed)
    assert response.status_code == 422
    assert errors_of(response) == {"at": ["The clocks go forward then: this time does not exist."]}


def test_refused_capacity_stands_at_its_field_and_nothing_typed_is_lost(world, sign_in):
    """C-06: the form comes back with the names of those who hold the seats."""
    BookingFactory(visit=world.visit, participant=world.mate_place)
    address = at("organise:visit_edit", world, world.visit)
    response = sign_in("organiser").post(address, {**TYPED, "title": "Mine", "capacity": "1"})
    assert response.status_code == 422
    assert "Hana Aziz, Leo Marks" in errors_of(response)["capacity"][0]
    assert 'value="Mine"' in response.content.decode()


def test_hostile_text_is_shown_as_text(world, sign_in):
    """F-10, M-04: whatever is typed stays text on every page."""
    plan = {
        "host": f"Host {HOSTILE}",
        "starts_at": world.visit.starts_at,
        "ends_at": world.visit.ends_at,
        "capacity": 5,
    }
    texts = dict.fromkeys(("title", "summary", "town", "address", "bring"), HOSTILE)
    services.edit_visit(visit=world.visit, by=None, **plan, **texts)
    services.give_access_need(visit=world.visit, text=HOSTILE, agreed=True, by=world.people["participant"])
    pages = {
        "organiser": ("organise:visit", "organise:visit_edit", "organise:visit_sheet", "organise:visit_cancel"),
        "participant": ("my:visit",),
        "host": ("partner:visit", "partner:visit_sheet"),
    }
    for role, names in pages.items():
        for name in names:
            body = sign_in(role).get(at(name, world, world.visit)).content.decode()
            assert HOSTILE not in body
    body = sign_in("host").post(at("partner:visit_needs", world, world.visit)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


@pytest.mark.parametrize("text", ["a\x00b", "\u200b\u200b", "a\ud800b"])
def test_unkeepable_text_is_refused(world, sign_in, text):
    """F-09: a NUL, invisible text or half a character never reaches the database."""
    client = sign_in("organiser")
    typed = {name: value.encode("utf-8", "surrogatepass").decode("latin-1") for name, value in {"title": text}.items()}
    response = client.post(at("organise:visit_new", world), {**TYPED, **typed})
    assert response.status_code in (302, 422)
    assert text not in Visit.objects.values_list("title", flat=True)


def test_ids_of_other_cohorts_are_not_there(world, sign_in):
    """O-01, O-05: a visit is found only under its own cohort."""
    elsewhere = VisitFactory(cohort=world.other_cohort)
    client = sign_in("organiser")
    for name in ("organise:visit", "organise:visit_edit", "organise:visit_csv", "organise:visit_needs"):
        assert client.get(at(name, world, elsewhere)).status_code == 404
    assert sign_in("participant").get(at("my:visit", world, elsewhere)).status_code == 404
    assert sign_in("host").get(at("partner:visit", world, elsewhere)).status_code == 404


def test_participant_books_and_gives_up(world, sign_in):
    client = sign_in("team_mate")
    response = client.post(at("my:visit_book", world, world.visit), follow=True)
    assert said(response) == ["You have a seat on Programme day 2."]
    response = client.post(at("my:visit_cancel", world, world.visit), follow=True)
    assert said(response) == ["You have given up your seat on Programme day 2."]
    assert Booking.objects.get(participant=world.mate_place).is_held is False


def test_full_visit_says_so(world, sign_in):
    """C-04: who comes too late is told that it is full, and stands on the waiting list; organisers see who waits."""
    services.edit_visit(
        visit=world.visit,
        by=None,
        host=world.visit.host,
        title="Full",
        starts_at=world.visit.starts_at,
        ends_at=world.visit.ends_at,
        capacity=1,
    )
    client = sign_in("team_mate")
    assert "The visit is full." in client.get(at("my:visit", world, world.visit)).content.decode()
    response = client.post(at("my:visit_book", world, world.visit), follow=True)
    assert said(response) == ["Full is full. You are on the waiting list."]
    assert "You are number 1." in response.content.decode()
    assert "You are on the waiting list" in client.get(at("my:visits", world)).content.decode()
    page = sign_in("organiser").get(at("organise:visit", world, world.visit)).content.decode()
    assert ("Waiting list" in page, "Leo Marks" in page) == (True, True)
    response = sign_in("team_mate").post(at("my:visit_cancel", world, world.visit), follow=True)
    assert said(response) == ["You no longer wait for a seat on Full."]


def test_unopened_visit_is_not_there_for_participants(world, sign_in):
    closed = VisitFactory(cohort=world.cohort, is_published=False)
    client = sign_in("participant")
    assert client.get(at("my:visit", world, closed)).status_code == 404
    assert client.post(at("my:visit_book", world, closed)).status_code == 404
    assert closed.title not in client.get(at("my:visits", world)).content.decode()


def test_needs_are_given_read_and_recorded(world, sign_in):
    """P-05: looking at the page reads nothing; the button does, and leaves a record."""
    client = sign_in("participant")
    address = at("my:visit_need", world, world.visit)
    refused = client.post(address, {"text": "A ramp"})
    assert (refused.status_code, list(errors_of(refused))) == (422, ["agreed"])
    client.post(address, {"text": "A ramp", "agreed": "on"})
    host = sign_in("host")
    page = at("partner:visit_needs", world, world.visit)
    assert "A ramp" not in host.get(page).content.decode()
    assert Event.objects.filter(event="access_needs.read").count() == 0
    assert "A ramp" in host.post(page).content.decode()
    assert Event.objects.get(event="access_needs.read").actor_id == world.people["host"].pk
    sign_in("participant").post(address, {"text": ""})
    assert AccessNeed.objects.count() == 0


def test_host_sees_names_and_organisations_only(world, sign_in):
    """F-13: no addresses, no needs, no links to people."""
    world.place.region = "Hidden region"
    world.place.save()
    services.give_access_need(visit=world.visit, text="A ramp", agreed=True, by=world.people["participant"])
    for name in ("partner:visit", "partner:visit_sheet"):
        body = sign_in("host").get(at(name, world, world.visit)).content.decode()
        assert "Hana Aziz" in body
        assert "Department for Work and Pensions" in body
        assert [secret for secret in ("participant@example.com", "Hidden region", "A ramp") if secret in body] == []


def test_attendance_is_marked_by_the_host_for_many(world, sign_in, clock):
    mate = BookingFactory(visit=world.visit, participant=world.mate_place)
    client, address = sign_in("host"), at("partner:visit_attendance", world, world.visit)
    clock.forward(days=2)
    keys = [world.booking.key, mate.key]
    assert said(client.post(address, {"act": "CAME"}, follow=True)) == ["Choose at least one person first."]
    assert said(client.post(address, {"act": "CAME", "pick": keys}, follow=True)) == ["2 marks changed."]
    assert said(client.post(address, {"act": "CAME", "pick": keys}, follow=True)) == ["0 marks changed."]
    elsewhere = BookingFactory()
    client.post(address, {"act": "CAME", "pick": [elsewhere.key]})
    assert set(Booking.objects.filter(attendance="CAME")) == {world.booking, mate}


def test_csv_holds_no_more_than_the_list(world, sign_in):
    """F-11, F-13: names, organisations, sides, attendance; formulas are only text."""
    world.people["participant"].last_name = "=HYPERLINK()"
    world.people["participant"].save()
    response = sign_in("organiser").get(at("organise:visit_csv", world, world.visit))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines == [
        '"Name","Organisation","Side","Attendance"',
        '"Hana =HYPERLINK()","Department for Work and Pensions","public sector","not marked"',
    ]


def test_hosts_are_added_and_removed_by_hand(world, sign_in):
    """O-01: only somebody who receives this visit can be removed from it."""
    client = sign_in("organiser")
    typed = {"email": "nia@example.com", "first_name": "Nia", "last_name": "Rees"}
    response = client.post(at("organise:visit_host_add", world, world.visit), typed, follow=True)
    assert said(response) == ["Nia Rees receives this visit."]
    address = at("organise:visit_host_remove", world, world.visit)
    assert client.post(address, {"person": world.people["judge"].key}).status_code == 404
    assert client.post(address, {"person": world.people["host"].key}).status_code == 302
    assert list(world.visit.hosts.values_list("user__email", flat=True)) == ["nia@example.com"]


def test_mentors_are_told_that_they_need_not_book(world, sign_in):
    body = sign_in("mentor").get(at("my:visits", world)).content.decode()
    assert "Mentors need not book." in body
    assert world.visit.title not in body


def test_visits_that_are_over_stand_apart(world, sign_in):
    over = VisitFactory(cohort=world.cohort, starts_at=START - timedelta(days=7), ends_at=START - timedelta(days=6))
    BookingFactory(visit=over, participant=world.place)
    context = sign_in("participant").get(at("my:visits", world)).context
    assert [item["words"] for item in context["ahead"]] == ["You have a seat"]
    assert [item["words"] for item in context["over"]] == ["You had a seat"]
    assert context["seats"] == 1
