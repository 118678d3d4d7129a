"""The page that publishes: names, rooms, mentors, the mail as it will be, and nothing typed ever lost."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from cohorts.models import Mailing, MentorAssignment, Team
from cohorts.teams import services
from core.audit.models import Event
from core.models import OutboxMessage
from tests.factories.cohorts import MentorFactory, ParticipantFactory

from .conftest import add_person, sent_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(client, forming):
    client.force_login(forming.organiser)
    return client


@pytest.fixture
def mentors(forming):
    """One of each side."""
    return [MentorFactory(cohort=forming.cohort, side=side) for side in ("public", "private")]


def at(proposal, name="proposal_publish"):
    return reverse(f"organise:{name}", args=[proposal.cohort.slug, proposal.key])


def text(response):
    return " ".join(response.content.decode().split())


def opened(browse, proposal, **typed):
    """What is sent after the page was opened and these fields were typed over."""
    return sent_of(browse.get(at(proposal)).context["form"], **typed)


def looked(browse, proposal, **typed):
    """What is sent after the mail was looked at with what was typed."""
    page = browse.post(at(proposal), {**opened(browse, proposal, **typed), "look": "1"})
    return sent_of(page.context["form"])


def shown(response):
    return [str(message) for message in response.context["messages"]]


def test_publishing_shows_whom_and_then_publishes(browse, forming, proposal):
    """M-01: everybody who will be told stands on the page."""
    page = text(browse.get(at(proposal)))
    assert [person for person in forming.people if person.user.name not in page] == []
    answer = browse.post(at(proposal), opened(browse, proposal), follow=True)
    assert shown(answer)[-1] == "3 teams are published."
    assert Team.objects.filter(cohort=forming.cohort).count() == 3
    assert "“Your team” goes to 12 people at" in text(answer)
    assert reverse("organise:mailing", args=[forming.cohort.slug, Mailing.objects.get().key]) in text(answer)
    assert "Publish teams" not in text(browse.get(at(proposal, "proposal")))


def test_stopped_mail_is_no_longer_announced(browse, forming, proposal):
    browse.post(at(proposal), opened(browse, proposal))
    mailing = Mailing.objects.get()
    browse.post(reverse("organise:mailing_cancel", args=[forming.cohort.slug, mailing.key]))
    page = browse.get(reverse("organise:teams", args=[forming.cohort.slug]))
    assert (page.context["held"], OutboxMessage.objects.filter(state="CANCELLED").count()) == ([], 12)


def test_what_was_typed_is_looked_at_before_anybody_is_told(browse, forming, proposal, mentors):
    """The first post with new words shows the mail that holds them; only the second publishes."""
    typed = {"name_1": "Heron", "room_1": "Room 12", "public_1": mentors[0].key, "private_1": mentors[1].key}
    page = browse.post(at(proposal), opened(browse, proposal, **typed))
    assert (page.status_code, Team.objects.count(), OutboxMessage.objects.count()) == (200, 0, 0)
    told = text(page)
    named = f"Your mentors: {mentors[0].user.name}, {mentors[0].organisation.name}; {mentors[1].user.name}"
    for words in ("Nothing is published yet.", "You are in team Heron", "Your room: Room 12", named):
        assert words in told
    assert [preview.count for preview in page.context["previews"]] == [12, 2]
    assert browse.post(at(proposal), sent_of(page.context["form"])).status_code == 302
    team = Team.objects.get(number=1)
    held = MentorAssignment.objects.filter(team=team).order_by("pk")
    assert (team.name, team.room, [one.mentor for one in held]) == ("Heron", "Room 12", mentors)
    proposal.refresh_from_db()
    assert (proposal.names, proposal.rooms) == (["Heron", "Loom", "Harbour"], ["Room 12", "", ""])
    mailings = Mailing.objects.order_by("pk")
    assert [(one.kind, one.recipients, one.held_until > one.made_at) for one in mailings] == [
        ("teams.published", 12, True),
        ("teams.mentor_assigned", 2, True),
    ]


def test_mistakes_keep_everything_that_was_typed(browse, forming, proposal, mentors):
    typed = {"name_1": "loom", "room_2": "The long room", "public_3": mentors[0].key, "names_until_day": "45"}
    page = browse.post(at(proposal), opened(browse, proposal, **typed))
    form = page.context["form"]
    assert (page.status_code, sorted(form.errors), Team.objects.count()) == (422, ["name_2", "names_until"], 0)
    assert form.errors["name_2"] == ["Another team is called Loom already."]
    assert {name: value for name, value in sent_of(form).items() if name in typed} == typed


def test_change_by_another_organiser_keeps_what_was_typed(browse, forming, proposal):
    """C-01: the refusal says what changed; the next post goes through with what was typed."""
    sent = looked(browse, proposal, name_1="Heron", room_1="Room 12")
    services.lock_place(
        proposal=proposal, participant=forming.people[0], is_locked=True, expected_version=1, by=forming.organiser
    )
    page = browse.post(at(proposal), sent)
    assert (page.status_code, Team.objects.count()) == (422, 0)
    assert "Olu Adeyemi locked Amara Osei" in text(page)
    again = sent_of(page.context["form"])
    assert (again["name_1"], again["room_1"], again["version"]) == ("Heron", "Room 12", "2")
    assert browse.post(at(proposal), again).status_code == 302
    assert Team.objects.get(number=1).name == "Heron"


def test_second_organiser_is_told_that_it_is_done(browse, forming, proposal):
    """C-01: the page of the one who was slower says who published; a doubled post has one effect."""
    sent = opened(browse, proposal)
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    answer = browse.post(at(proposal), sent, follow=True)
    assert shown(answer) == ["Olu Adeyemi published the teams already, from Proposal 1."]
    assert (Team.objects.count(), OutboxMessage.objects.count()) == (3, 12)


def test_many_people_need_their_number_typed(browse, forming, proposal, monkeypatch):
    """M-01: above the limit the number of people is typed first."""
    monkeypatch.setattr("cohorts.messages.services.TYPE_COUNT_ABOVE", 11)
    sent = opened(browse, proposal)
    assert browse.post(at(proposal), {**sent, "count": ""}).status_code == 422
    assert browse.post(at(proposal), {**sent, "count": 11}).status_code == 422
    assert Team.objects.count() == 0
    assert browse.post(at(proposal), {**sent, "count": 12}).status_code == 302
    assert Team.objects.count() == 3


def test_publishing_with_broken_rules_lists_them_and_asks_why(browse, forming, proposal):
    proposal.rules = {**proposal.rules, "size_min": 5}
    proposal.save()
    page = browse.get(at(proposal))
    assert (page.context["broken"], "Publish although rules are broken" in text(page)) == (
        services.broken_rules(proposal),
        True,
    )
    refused = browse.post(at(proposal), opened(browse, proposal, reason=" "))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    assert browse.post(at(proposal), opened(browse, proposal, reason="Three people fell ill")).status_code == 302
    board = text(browse.get(at(proposal, "proposal")))
    assert "Olu Adeyemi gave this reason: Three people fell ill" in board


def test_date_until_which_teams_name_themselves_is_kept_in_the_cohorts_zone(browse, forming, proposal, clock):
    year = clock.now.year + 1
    day = {"names_until_day": "4", "names_until_month": "7", "names_until_year": str(year), "names_until_time": "17:00"}
    page = browse.post(at(proposal), {**opened(browse, proposal, **day), "look": "1"})
    assert f"4 Jul {year}, 17:00" in text(page)
    assert browse.post(at(proposal), sent_of(page.context["form"])).status_code == 302
    forming.cohort.refresh_from_db()
    assert forming.cohort.names_until == datetime(year, 7, 4, 16, tzinfo=UTC)


def test_date_that_has_passed_is_refused_by_its_field(browse, forming, proposal):
    day = {"names_until_day": "4", "names_until_month": "1", "names_until_year": "2020", "names_until_time": "17:00"}
    page = browse.post(at(proposal), looked(browse, proposal, **day))
    assert (page.status_code, page.context["form"].errors) == (422, {"names_until": ["Choose a time that lies ahead."]})
    assert Team.objects.count() == 0


def test_mentors_of_other_cohorts_are_no_choice(browse, forming, proposal, mentors):
    """O-01: the key of a mentor from elsewhere, or of the other side, is refused like any nonsense."""
    elsewhere = MentorFactory()
    for key in (elsewhere.key, mentors[1].key):
        page = browse.post(at(proposal), opened(browse, proposal, public_1=key))
        assert (page.status_code, list(page.context["form"].errors)) == (422, ["public_1"])


def test_page_takes_the_same_queries_for_more_people(browse, forming, proposal, mentors, django_assert_num_queries):
    browse.get(at(proposal))
    with django_assert_num_queries(QUERIES):
        browse.get(at(proposal))
    for place, name in enumerate(("Zoe Hart", "Uma Rao", "Finn Daly")):
        proposal.places.create(participant=add_person(forming.cohort, place, name), team_number=place + 1)
        MentorFactory(cohort=forming.cohort)
    with django_assert_num_queries(QUERIES):
        browse.get(at(proposal))


QUERIES = 19


def test_publishing_records_each_mentor(browse, forming, proposal, mentors):
    browse.post(at(proposal), looked(browse, proposal, public_1=mentors[0].key))
    event = Event.objects.get(event="mentor.assigned")
    assert event.data == {"person": mentors[0].user.name, "side": "public"}
    assert not ParticipantFactory._meta.model.objects.filter(cohort=forming.cohort, membership=None).exists()
