"""A team chooses its own name: until the date, one name for one team, and everybody sees who did."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cohorts.teams import services
from cohorts.teams.services.refusals import DatePassed, NameMissing, NameTaken, NameTooLong, NamingOver, RoomTooLong
from core.audit.models import Event
from core.audit.timeline import timeline
from core.models import OutboxMessage
from tests.factories.cohorts import TeamFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def open_names(world, clock):
    """The cast's cohort, whose teams may name themselves for a day."""
    world.cohort.names_until = clock.now + timedelta(days=1)
    world.cohort.save()
    return world


def at(team, name="team_name"):
    return reverse(f"my:{name}", args=[team.cohort.slug, *([team.key] if name == "team_name" else [])])


def test_naming_is_recorded_and_told_in_words(open_names, participant):
    services.name_own_team(team=open_names.team, name=" Heron ", by=participant)
    open_names.team.refresh_from_db()
    assert open_names.team.name == "Heron"
    assert [(event.event, event.data) for event in Event.objects.about(open_names.team)] == [
        ("team.named", {"before": "Lantern", "after": "Heron"})
    ]
    assert timeline(subject=open_names.team)[0].words == "named the team Heron instead of Lantern"
    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "error"), [("", NameMissing), ("  ", NameMissing), ("x" * 41, NameTooLong), ("COMPASS", NameTaken)]
)
def test_names_that_cannot_be_are_refused(open_names, participant, name, error):
    with pytest.raises(error) as refused:
        services.name_own_team(team=open_names.team, name=name, by=participant)
    open_names.team.refresh_from_db()
    assert (refused.value.field, open_names.team.name) == ("name", "Lantern")


def test_name_of_another_cohorts_team_is_free(open_names, participant):
    TeamFactory(cohort=open_names.other_cohort, name="Heron")
    assert services.name_own_team(team=open_names.team, name="Heron", by=participant).name == "Heron"


def test_date_ends_it_to_the_second(open_names, participant, clock):
    with pytest.raises(NamingOver):
        services.name_own_team(team=open_names.team, name="Heron", by=participant, now=open_names.cohort.names_until)
    before = open_names.cohort.names_until - timedelta(seconds=1)
    assert services.name_own_team(team=open_names.team, name="Heron", by=participant, now=before).name == "Heron"


def test_same_name_again_is_nothing(open_names, participant):
    services.name_own_team(team=open_names.team, name="Lantern", by=participant)
    assert not Event.objects.about(open_names.team).exists()


def test_page_offers_and_saves_the_name(open_names, client, participant):
    client.force_login(participant)
    page = text(client.get(at(open_names.team, "team")))
    assert (at(open_names.team) in page, "Choose another name" in page) == (True, True)
    answer = client.post(at(open_names.team), {"name": "Heron"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["Your team is called Heron."]
    client.force_login(open_names.people["team_mate"])
    assert "Heron" in text(client.get(at(open_names.team, "team")))


def test_taken_name_stays_in_the_form_with_its_error(open_names, client, participant):
    client.force_login(participant)
    page = client.post(at(open_names.team), {"name": "Compass"})
    form = page.context["form"]
    assert (page.status_code, form["name"].value(), form.errors["name"]) == (
        422,
        "Compass",
        ["Another team has this name already."],
    )


def test_after_the_date_the_form_is_gone_and_posting_is_refused_in_words(world, client, participant):
    client.force_login(participant)
    assert at(world.team) not in text(client.get(at(world.team, "team")))
    assert "<input" not in text(client.get(at(world.team))).split("<main")[1]
    page = client.post(at(world.team), {"name": "Heron"})
    assert (page.status_code, "Teams cannot choose their name any more." in text(page)) == (422, True)
    world.team.refresh_from_db()
    assert world.team.name == "Lantern"


def test_only_members_name_their_team(open_names, client):
    """O-02: another team's member does not know of the page; who sees the team but is not in it may not."""
    statuses = {}
    for role in ("participant", "team_mate", "other_participant", "mentor", "organiser", "stranger"):
        client.force_login(open_names.people[role])
        statuses[role] = client.post(at(open_names.team), {"name": f"By {role}"[:40]}).status_code
    assert statuses == {
        "participant": 302,
        "team_mate": 302,
        "other_participant": 404,
        "mentor": 403,
        "organiser": 403,
        "stranger": 404,
    }


@pytest.mark.postgres
def test_two_teams_take_one_name_at_once(transactional_db, race, forming, clock):
    """C-01: one has the name, the other is told that it is taken."""
    forming.cohort.names_until = clock.now + timedelta(days=1)
    forming.cohort.save()
    teams = [TeamFactory(cohort=forming.cohort, number=number) for number in (1, 2)]
    by = forming.people[0].user
    results = race(*[lambda team=team: services.name_own_team(team=team, name="Heron", by=by) for team in teams])
    assert sorted(type(result).__name__ for result in results) == ["NameTaken", "Team"]


def test_organiser_changes_a_room_and_only_that_is_recorded(open_names, organiser):
    services.change_team(team=open_names.team, name="Lantern", room=" Atlas 2 ", by=organiser)
    services.change_team(team=open_names.team, name="Lantern", room="Atlas 2", by=organiser)
    assert [(event.event, event.data) for event in Event.objects.about(open_names.team)] == [
        ("team.room_changed", {"before": "", "after": "Atlas 2"})
    ]
    with pytest.raises(RoomTooLong) as refused:
        services.change_team(team=open_names.team, name="Heron", room="x" * 81, by=organiser)
    open_names.team.refresh_from_db()
    assert (refused.value.field, open_names.team.name, open_names.team.room) == ("room", "Lantern", "Atlas 2")


def test_organiser_sets_until_when_teams_name_themselves(open_names, organiser, participant, clock):
    later = clock.now + timedelta(days=5)
    services.set_names_until(cohort=open_names.cohort, until=later, by=organiser)
    services.set_names_until(cohort=open_names.cohort, until=later, by=organiser)
    services.set_names_until(cohort=open_names.cohort, until=None, by=organiser)
    told = [(event.event, event.data) for event in Event.objects.about(open_names.cohort)]
    assert sorted(told) == [
        ("teams.names_settled", {"until": ""}),
        ("teams.names_until_set", {"until": later.isoformat()}),
    ]
    with pytest.raises(NamingOver):
        services.name_own_team(team=open_names.team, name="Heron", by=participant)
    with pytest.raises(DatePassed):
        services.set_names_until(cohort=open_names.cohort, until=clock.now, by=organiser)
