"""The teams' pages: before and after publication, mentors, members, a participant's own team, exports."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cohorts.models import MentorAssignment, Participant, TeamMember
from cohorts.teams import services
from cohorts.teams.listing import group_path, groups, segments
from cohorts.teams.names import NAMES, default_names
from core import zones
from core.models import OutboxMessage
from tests.factories.cohorts import (
    CohortFactory,
    MentorFactory,
    ParticipantFactory,
    StaffFactory,
    TeamFactory,
    TeamMemberFactory,
)

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def at(name, cohort, *more):
    return reverse(f"organise:{name}", args=[cohort.slug, *more])


@pytest.fixture
def browse(client, forming):
    client.force_login(forming.organiser)
    return client


def test_empty_cohort_is_taught_the_first_step(client, forming):
    empty = CohortFactory(programme=forming.cohort.programme, name="Empty")
    client.force_login(forming.organiser)
    page = text(client.get(at("teams", empty)))
    for words in ("No teams yet", "0 of 38 places are filled", "Import people"):
        assert words in page


def test_people_without_teams_are_offered_forming(browse, forming):
    page = text(browse.get(at("teams", forming.cohort)))
    assert at("teams_propose", forming.cohort) in page


@pytest.mark.parametrize("many", [1, 3])
def test_teams_page_takes_the_same_queries(client, organiser, world, many, django_assert_num_queries):
    cohort = CohortFactory(programme=world.programme)
    for number in range(many):
        team = TeamFactory(cohort=cohort, number=number + 1)
        for _ in range(many):
            TeamMemberFactory(team=team)
        services.assign_mentor(team=team, mentor=MentorFactory(cohort=cohort), by=organiser)
    client.force_login(organiser)
    client.get(at("teams", cohort))
    with django_assert_num_queries(16):
        client.get(at("teams", cohort))


def test_published_teams_are_listed_with_people_and_mentors(client, organiser, world):
    client.force_login(organiser)
    page = text(client.get(at("teams", world.cohort)))
    for words in ("Lantern", "Compass", "Hana Aziz, Leo Marks", "1 public, 1 private", "Farah Iqbal", "None yet"):
        assert words in page


def test_people_without_a_team_are_counted(client, organiser, world):
    ParticipantFactory(cohort=world.cohort)
    client.force_login(organiser)
    assert "1 person has no team." in text(client.get(at("teams", world.cohort)))


def test_export_holds_one_line_a_person(client, organiser, world):
    client.force_login(organiser)
    lines = client.get(at("teams_csv", world.cohort)).content.decode("utf-8-sig").replace('"', "").splitlines()
    assert lines[0] == "Team,Name,Organisation,Sector,Job,E-mail address"
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ["Lantern", "Hana Aziz"],
        ["Lantern", "Leo Marks"],
        ["Compass", "Tess Wynn"],
    ]


def test_team_page_shows_members_mentors_and_history(client, organiser, world):
    services.rename_team(team=world.team, name="Heron", by=organiser)
    client.force_login(organiser)
    page = text(client.get(at("team", world.cohort, world.team.key)))
    for words in ("Heron", "Hana Aziz", "Farah Iqbal", "renamed Lantern to Heron"):
        assert words in page


def test_name_and_room_of_a_team_change_on_one_page(client, organiser, world):
    client.force_login(organiser)
    address = at("team_change", world.cohort, world.team.key)
    refused = client.post(address, {"name": "Compass", "room": "Atlas 2"})
    assert (refused.status_code, 'value="Atlas 2"' in text(refused)) == (422, True)
    assert client.post(address, {"name": "Heron", "room": "Atlas 2"}).status_code == 302
    world.team.refresh_from_db()
    assert (world.team.name, world.team.room) == ("Heron", "Atlas 2")
    assert "changed the room of Heron" in text(client.get(at("team", world.cohort, world.team.key)))


def test_date_until_which_teams_name_themselves_changes_after_publication(client, organiser, world, clock):
    client.force_login(organiser)
    address, teams = at("teams_naming", world.cohort), at("teams", world.cohort)
    assert "Teams cannot choose their own names." in text(client.get(teams))
    later = zones.local(clock.now + timedelta(days=3), world.cohort.zone)
    parts = {"until_day": later.day, "until_month": later.month, "until_year": later.year, "until_time": "17:00"}
    assert client.post(address, parts).status_code == 302
    assert "Teams may choose their own name until" in text(client.get(teams))
    assert client.post(address, parts | {"until_year": later.year - 1}).status_code == 422
    assert client.post(address, {"until_day": ""}).status_code == 302
    assert "Teams cannot choose their own names." in text(client.get(teams))


def test_moving_somebody_shows_what_will_happen_first(client, organiser, world):
    client.force_login(organiser)
    address = at("person_team", world.cohort, world.place.key)
    assert "Now in Lantern." in text(client.get(address))
    preview = text(client.get(address, {"to": world.other_team.key, "note": ""}))
    for words in ("Hana Aziz moved from Lantern to Compass.", "Lantern would have one person.", "Leo Marks"):
        assert words in preview
    assert TeamMember.objects.get(participant=world.place).team == world.team
    assert client.post(address, {"to": world.other_team.key}).status_code == 302
    assert TeamMember.objects.get(participant=world.place).team == world.other_team


def test_teams_of_other_cohorts_are_no_choice(client, organiser, world):
    """O-01: the key of another cohort's team is refused like any nonsense."""
    elsewhere = TeamFactory(cohort=world.other_cohort)
    client.force_login(organiser)
    answer = client.post(at("person_team", world.cohort, world.place.key), {"to": elsewhere.key})
    assert answer.status_code == 422
    assert TeamMember.objects.get(participant=world.place).team == world.team
    assert client.get(at("team", world.cohort, elsewhere.key)).status_code == 404


def test_mentors_are_chosen_from_their_side(client, organiser, world):
    new = MentorFactory(cohort=world.cohort, side="private")
    client.force_login(organiser)
    address = at("teams_mentors", world.cohort)
    names = {side: f"{world.team.key}_{side}" for side in ("public", "private")}
    sent = {
        names["public"]: world.mentor.key,
        f"initial-{names['public']}": world.mentor.key,
        names["private"]: new.key,
    }
    assert client.post(address, {**sent, names["public"]: new.key}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert {held.mentor for held in MentorAssignment.objects.filter(team=world.team)} == {world.mentor, new}


def test_mentors_are_looked_at_before_anybody_is_told(client, organiser, world):
    """M-01: who changes and the letters that go, then the act."""
    new, other = MentorFactory(cohort=world.cohort), MentorFactory(cohort=world.cohort, side="private")
    client.force_login(organiser)
    address = at("teams_mentors", world.cohort)
    names = {side: f"{world.team.key}_{side}" for side in ("public", "private")}
    sent = {names["public"]: new.key, f"initial-{names['public']}": world.mentor.key, names["private"]: other.key}
    page = client.post(address, {**sent, "step": "look"})
    assert [preview.names for preview in page.context["previews"]] == [
        [new.user.name, other.user.name],
        ["Farah Iqbal"],
    ]
    assert f"Lantern: {new.user.name} instead of Farah Iqbal" in text(page)
    for name, value in sent.items():
        assert f'<input type="hidden" name="{name}" value="{value}"' in text(page)
    assert (OutboxMessage.objects.count(), world.team.mentors.get().mentor) == (0, world.mentor)
    assert client.post(address, {**sent, "step": "save"}).status_code == 302
    assert OutboxMessage.objects.count() == 3
    again = {names["public"]: new.key, names["private"]: other.key}
    again |= {f"initial-{name}": key for name, key in again.items()}
    assert client.post(address, {**again, "step": "look"}).status_code == 302


def test_team_page_says_which_mentor_is_missing(client, organiser, world):
    client.force_login(organiser)
    page = text(client.get(at("team", world.cohort, world.team.key)))
    assert ("No industry mentor" in page, "No government mentor" in page) == (True, False)
    assert f"messages/new/?segment=team-{world.team.key}" in page
    page = text(client.get(at("team", world.cohort, world.other_team.key)))
    assert ("No industry mentor" in page, "No government mentor" in page) == (True, True)


def test_mentors_chosen_in_two_tabs_are_not_overwritten(client, organiser, world):
    """C-01: the second tab is refused, since it was opened before the first one saved."""
    client.force_login(organiser)
    name = f"{world.team.key}_public"
    address = at("teams_mentors", world.cohort)
    one, two = MentorFactory(cohort=world.cohort), MentorFactory(cohort=world.cohort)
    before = {f"initial-{name}": world.mentor.key}
    assert client.post(address, {**before, name: one.key}).status_code == 302
    assert client.post(address, {**before, name: two.key}).status_code == 422
    assert [held.mentor for held in world.team.mentors.all()] == [one]


def test_my_team_shows_members_and_never_their_attributes(client, participant, world):
    """O-02: a participant sees the team's people, and nothing of what formed it."""
    world.mate_place.background, world.mate_place.region = "law", "Snowdonia"
    world.mate_place.save()
    client.force_login(participant)
    page = text(client.get("/my/spring-2027/team/"))
    for words in ("Lantern", "Hana Aziz, you", "Leo Marks", "Calder &amp; Finch", "Farah Iqbal"):
        assert words in page
    for words in ("Tess Wynn", "Snowdonia", ">law<"):
        assert words not in page


def test_my_team_before_publication_says_so(client, forming):
    client.force_login(forming.people[0].user)
    assert "No team yet" in text(client.get(reverse("my:team", args=[forming.cohort.slug])))


def test_mentor_of_two_teams_sees_both(client, mentor, organiser, world):
    services.assign_mentor(team=world.other_team, mentor=world.mentor, by=organiser)
    client.force_login(mentor)
    page = text(client.get("/my/spring-2027/team/"))
    assert ("Your teams" in page, "Hana Aziz" in page, "Tess Wynn" in page) == (True, True, True)


def test_lists_and_mail_know_the_teams(world):
    assert groups(world.cohort) == [(world.team.key, "Lantern"), (world.other_team.key, "Compass")]
    named = Participant.objects.filter(cohort=world.cohort).order_by("pk").values_list("pk", f"{group_path()}__name")
    assert [row for row in named if row[1]] == [
        (world.place.pk, "Lantern"),
        (world.mate_place.pk, "Lantern"),
        (world.other_place.pk, "Compass"),
    ]
    assert [(name, [user.name for user in users]) for _key, name, users in segments(world.cohort)] == [
        ("Lantern", ["Hana Aziz", "Leo Marks"]),
        ("Compass", ["Tess Wynn"]),
    ]


def test_names_of_teams_are_plain_and_never_run_out():
    assert default_names(3) == ["Kite", "Loom", "Harbour"]
    assert default_names(2, taken={"Kite"}) == ["Loom", "Harbour"]
    assert len(set(default_names(90))) == 90
    assert len(set(NAMES)) == len(NAMES)


def test_other_programmes_organisers_find_nothing(client, world):
    """O-05: lists and exports of another cohort are not found."""
    stranger = StaffFactory().user
    client.force_login(stranger)
    for name in ("teams", "teams_csv", "teams_mentors", "teams_propose"):
        assert client.get(at(name, world.cohort)).status_code == 404


def parts_for_tests(team, door):
    """What a higher feature says of a team."""
    return [("Challenge", f"Rural isolation for {team.name}", f"/{door}/there/", "Read it")]


def test_pages_say_what_higher_features_know_of_a_team(client, organiser, participant, world, monkeypatch):
    monkeypatch.setattr("cohorts.teams.listing.wired", lambda name: [parts_for_tests])
    client.force_login(organiser)
    assert "Rural isolation for Lantern" in text(client.get(at("team", world.cohort, world.team.key)))
    client.force_login(participant)
    assert "/my/there/" in text(client.get("/my/spring-2027/team/"))


def test_many_teams_come_in_pages(client, organiser, world):
    """W-05: a page of fifty, and no page that is not there."""
    for number in range(10, 61):
        TeamFactory(cohort=world.cohort, number=number)
    client.force_login(organiser)
    assert len(client.get(at("teams", world.cohort)).context["rows"]) == 50
    assert len(client.get(at("teams", world.cohort), {"page": 2}).context["rows"]) == 3
    assert client.get(at("teams", world.cohort), {"page": 9}).status_code == 400
