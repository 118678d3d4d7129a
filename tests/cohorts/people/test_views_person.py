"""One person: seen and corrected by organisers, by themselves, and leaving."""

import pytest

from cohorts.people import services
from cohorts.people.models import Mentor, Participant
from core.audit.models import Event
from core.models import Organisation, OutboxMessage, User
from tests.clock import START
from tests.factories.cohorts import CohortFactory, MentorFactory, ParticipantFactory, SkillFactory, StaffFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    cohort = CohortFactory(slug="here")
    SkillFactory(programme=cohort.programme, name="Data")
    return ParticipantFactory(cohort=cohort, user__first_name="Hana", tags=["can sing"], attributes={"Shirt": "M"})


@pytest.fixture
def organise(client, place):
    client.force_login(StaffFactory(programme=place.cohort.programme).user)
    return client


@pytest.fixture
def my(client, place):
    client.force_login(place.user)
    return client


def filled(response, **changes):
    """What a browser would post from the form as it is, with changes."""
    form = response.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return {**data, "availability": ["0-9", "4-16"], **changes}


def test_page_shows_what_is_known_and_its_history(place, organise):
    services.edit_participant(participant=place, by=place.user, region="Wales")
    html = organise.get(f"/organise/here/people/{place.key}/").content.decode()
    for words in (place.user.email, "Can sing", "Shirt", "Wales", "put right what is known of", "Not answered"):
        assert words in html


def test_organiser_corrects_and_answers_for_nobody(place, organise):
    """A correction of a job leaves unanswered skills unanswered."""
    address = f"/organise/here/people/{place.key}/edit/"
    response = organise.post(address, filled(organise.get(address), job_title="Lead", first_name="Hanna"))
    assert response.url == f"/organise/here/people/{place.key}/"
    place.refresh_from_db()
    assert (place.job_title, place.user.first_name, place.attributes, place.tags) == (
        "Lead", "Hanna", {"Shirt": "M"}, ["can sing"],
    )  # fmt: skip
    assert place.skills.count() == 0


def test_saving_what_stands_there_changes_nothing(place, organise):
    address = f"/organise/here/people/{place.key}/edit/"
    page = organise.get(address)
    services.set_availability(participant=place, availability=1, by=None)
    before = Event.objects.count()
    organise.post(address, filled(page, availability=["0-9"]))
    assert Event.objects.count() == before


def test_organiser_does_not_rename_who_has_signed_in(place, organise):
    User.objects.filter(pk=place.user.pk).update(last_login=START)
    address = f"/organise/here/people/{place.key}/edit/"
    organise.post(address, filled(organise.get(address), first_name="Eve"))
    place.user.refresh_from_db()
    assert place.user.first_name == "Hana"


def test_person_corrects_their_profile(place, my):
    page = my.get("/my/here/profile/")
    skill = next(name for name in page.context["form"].fields if name.startswith("skill_"))
    data = filled(page, about="I ask *why*.", attributes="Shirt: L\nDiet: none", first_name="Hanna", **{skill: "3"})
    response = my.post("/my/here/profile/", data, follow=True)
    place.refresh_from_db()
    assert "Your profile is saved." in response.content.decode()
    assert (place.about, place.attributes, place.user.first_name) == (
        "I ask *why*.",
        {"Shirt": "L", "Diet": "none"},
        "Hanna",
    )
    assert (place.availability.bit_count(), place.skills.get().level) == (2, 3)


CLOSE = {
    "manager_name": "Ida Holt",
    "manager_email": "Ida.Holt@example.com",
    "nominator_name": "Noel Pym",
    "nominator_email": "noel.pym@example.com",
}
KEPT = ("Ida Holt", "ida.holt@example.com", "Noel Pym", "noel.pym@example.com")


def test_organiser_keeps_who_leads_and_who_nominated_somebody(place, organise):
    address = f"/organise/here/people/{place.key}/"
    organise.post(f"{address}edit/", filled(organise.get(f"{address}edit/"), **CLOSE))
    assert Participant.objects.values_list(*CLOSE).get() == KEPT
    html = organise.get(address).content.decode()
    assert [words for words in KEPT if words not in html] == []
    edited = Event.objects.get(event="participant.edited")
    assert edited.data == {"fields": ["availability", *sorted(CLOSE)]}


def test_person_sees_and_corrects_who_leads_them(place, my):
    services.edit_participant(participant=place, by=None, **CLOSE)
    page = my.get("/my/here/profile/")
    assert [words for words in KEPT if words not in page.content.decode()] == []
    my.post("/my/here/profile/", filled(page, manager_name="", manager_email="", nominator_name="Ann Pym"))
    assert Participant.objects.values_list(*CLOSE).get() == ("", "", "Ann Pym", "noel.pym@example.com")
    refused = my.post("/my/here/profile/", filled(my.get("/my/here/profile/"), manager_email="nobody"))
    assert refused.status_code == 422


def test_profile_with_a_mistake_keeps_everything_typed(place, my):
    page = my.get("/my/here/profile/")
    response = my.post("/my/here/profile/", filled(page, region="Wales", attributes="no colon here"))
    html = response.content.decode()
    assert response.status_code == 422
    for words in ("no colon here", 'value="Wales"', "<title>Error:"):
        assert words in html
    assert Participant.objects.get().region == ""


def test_profile_takes_no_field_of_ours(place, my):
    """O-04: state, side, cohort and role are not the person's to write."""
    other = CohortFactory()
    extra = {
        "state": "WITHDRAWN",
        "side": "private",
        "cohort": other.pk,
        "is_superuser": "on",
        "email": "x@example.com",
    }
    my.post("/my/here/profile/", filled(my.get("/my/here/profile/"), **extra))
    row = Participant.objects.get()
    assert (row.state, row.side, row.cohort, row.user.is_superuser, row.user.email) == (
        "ACTIVE", "public", place.cohort, False, place.user.email,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["a\x00b", "\u200b", "e" + "\u0301" * 200, "x" * 100_000])
@pytest.mark.parametrize("field", ["job_title", "about", "attributes", "organisation"])
def test_hostile_text_in_a_profile_never_fails(text, field, my):
    """F-08, F-09: refused beside its field, never a failure."""
    response = my.post("/my/here/profile/", filled(my.get("/my/here/profile/"), **{field: text}))
    assert response.status_code == 422


def test_about_is_shown_without_anything_active(place, organise):
    """F-10: scripts and links that run are gone when it is shown."""
    services.edit_participant(
        participant=place, by=None, about="<img src=x onerror=alert(1)> [go](javascript:alert(1)) *why*"
    )
    html = organise.get(f"/organise/here/people/{place.key}/").content.decode()
    assert "<em>why</em>" in html
    assert "<img src=x" not in html
    assert 'href="javascript' not in html


def test_organiser_withdraws_and_takes_back(place, organise):
    address = f"/organise/here/people/{place.key}/"
    assert "What will happen" in organise.get(f"{address}withdraw/").content.decode()
    for _time in range(2):
        organise.post(f"{address}withdraw/", {"reason": "A new job"})
    assert Event.objects.filter(event="participant.withdrew").count() == 1
    assert "A new job" in organise.get(address).content.decode()
    for _time in range(2):
        organise.post(f"{address}return/")
    assert (Participant.objects.get().state, Event.objects.filter(event="participant.returned").count()) == (
        "ACTIVE",
        1,
    )


def test_person_leaves_and_the_profile_is_gone(place, my):
    assert "What will happen" in my.get("/my/here/profile/leave/").content.decode()
    response = my.post("/my/here/profile/leave/", {"reason": ""})
    assert (response.url, Participant.objects.get().state) == ("/start/", "WITHDRAWN")
    assert my.get("/my/here/profile/").status_code == 404


def test_ids_of_other_cohorts_are_not_found(place, organise):
    """O-01: a person, mentor or import is found through its own cohort only."""
    own = place.cohort
    other = CohortFactory(programme=own.programme, slug="there")
    mentor = MentorFactory(cohort=own)
    by = UserFactory()
    upload = services.upload_people(cohort=own, data=b"Name,E-mail\nA B,a@example.com\n", filename="a.csv", by=by)
    paths = [
        *(f"people/{place.key}/{page}" for page in ("", "edit/", "withdraw/")),
        *(f"people/import/{upload.key}/{page}/" for page in ("columns", "check", "result")),
        *(f"mentors/{mentor.key}/{page}/" for page in ("edit", "end")),
    ]
    assert {organise.get(f"/organise/there/{path}").status_code for path in paths} == {404}
    posts = [f"people/{place.key}/return/", f"people/import/{upload.key}/discard/", f"people/import/{upload.key}/same/"]
    assert {organise.post(f"/organise/there/{path}").status_code for path in posts} == {404}
    assert other.slug == "there"


def test_strange_keys_in_addresses_are_not_found(organise):
    """F-09: a NUL or surrogate in an address is no failure."""
    for key in ("%00", "a%00b", "%ED%A0%80", "x" * 300):
        assert organise.get(f"/organise/here/people/{key}/").status_code == 404


def test_mentor_is_added_corrected_invited_and_ended(place, organise):
    person = {
        "first_name": "Fa",
        "last_name": "Iq",
        "email": "fa@example.com",
        "organisation": "MoJ",
        "sector": "PUBLIC",
    }
    assert "No mentors yet" in organise.get("/organise/here/mentors/").content.decode()
    once = organise.get("/organise/here/mentors/add/").context["form"]["once"].value()
    for _time in range(2):
        organise.post("/organise/here/mentors/add/", person | {"once": once})
    mentor = Mentor.objects.get()
    edit = {"organisation": "Tallis Cloud", "sector": "PRIVATE", "job_title": "CTO"}
    organise.post(f"/organise/here/mentors/{mentor.key}/edit/", edit)
    page = organise.get("/organise/here/mentors/invite/")
    organise.post("/organise/here/mentors/invite/", {"once": page.context["form"]["once"].value()})
    assert OutboxMessage.objects.get().kind == "people.mentor_invited"
    organise.post(f"/organise/here/mentors/{mentor.key}/end/")
    mentor.refresh_from_db()
    assert (mentor.side, mentor.left_at, Organisation.objects.get(name="Tallis Cloud").sector) == (
        "private",
        START,
        "PRIVATE",
    )
    assert "Ended" in organise.get("/organise/here/mentors/").content.decode()


def test_mentor_form_tells_what_is_wrong(place, organise):
    data = {"first_name": "Ha", "last_name": "Na", "email": place.user.email, "organisation": "MoJ", "sector": "PUBLIC"}
    response = organise.post("/organise/here/mentors/add/", data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["email"])
