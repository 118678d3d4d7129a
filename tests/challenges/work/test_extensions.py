"""More time for one team: it and the organisers know, no page, list or count of anybody else differs (D-07, T2)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.models import Extension, Milestone
from challenges.work import services
from challenges.work.queries import missing_work
from challenges.work.services.errors import NotLater
from core.models import Event, OutboxMessage
from tests.challenges.work.test_services import hand_in
from tests.factories.cohorts import MentorAssignmentFactory

pytestmark = pytest.mark.django_db
REASON = "Two of you were ill."


@pytest.fixture
def extend(world):
    def give(days=2, team=None):
        return services.extend(
            milestone=world.milestone,
            team=team or world.other_team,
            due_at=world.milestone.due_at + timedelta(days=days),
            reason=REASON,
            by=world.people["organiser"],
        )

    return give


def test_who_has_more_time_is_not_late_within_it(world, extend):
    extend()
    member = world.people["other_participant"]
    times = {"early": 47, "late": 48}
    versions = [
        hand_in(
            world.milestone, world.other_team, member, text=words, now=world.milestone.due_at + timedelta(hours=hours)
        )
        for words, hours in times.items()
    ]
    assert [version.is_late for version in versions] == [False, True]
    with pytest.raises(services.Closed):
        hand_in(
            world.milestone,
            world.team,
            world.people["participant"],
            text="Late",
            now=world.milestone.due_at + timedelta(days=1),
        )


def test_it_is_told_to_the_team_alone_and_recorded_without_its_reason(world, extend):
    extend()
    assert list(OutboxMessage.objects.values_list("kind", "to__first_name")) == [("work.extended", "Tess")]
    event = Event.objects.get(event="extension.given")
    assert (event.subject_label, REASON in str(event.data)) == ("Problem statement, Compass", False)


@pytest.mark.parametrize("days", [-1, 0])
def test_it_must_give_more_time(extend, days):
    with pytest.raises(NotLater):
        extend(days)


def test_it_is_replaced_and_taken_back(world, extend):
    extend()
    services.end_extension(extension=extend(days=4), by=world.people["organiser"])
    assert Extension.objects.count() == 0
    kinds = OutboxMessage.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["work.extended", "work.extended", "work.extension_ended"]


def test_it_never_shortens_a_deadline_that_moves_past_it(world, extend):
    extend()
    due_at = world.milestone.due_at + timedelta(days=9)
    services.edit_milestone(milestone=world.milestone, due_at=due_at, by=world.people["organiser"])
    version = hand_in(
        world.milestone, world.other_team, world.people["other_participant"], now=due_at - timedelta(hours=1)
    )
    assert (version.is_late, version.due_at) == (False, due_at)


def test_organisers_do_not_call_it_owed_before_its_own_deadline(world, extend):
    extend()
    day_after = world.milestone.due_at + timedelta(days=1)
    assert missing_work(world.cohort, day_after) == []
    [owed] = missing_work(world.cohort, day_after + timedelta(days=2))
    assert owed.teams == [world.other_team]


SECRETS = re.compile(
    r'name="(csrfmiddlewaretoken|once)" value="[^"]*"|data-token="[^"]*"|"x-csrftoken": "[^"]*"|nonce-?[^ "]*'
)


def seen(client, role, sign_in):
    """Every page on which somebody reads of milestones, without what differs by the request."""
    pages = {
        "participant": ["my:week", "my:milestones"],
        "mentor": ["my:week", "my:milestones"],
    }[role]
    key = Milestone.objects.get(cohort__slug="spring-2027").key
    addresses = [reverse(name, args=["spring-2027"]) for name in pages]
    addresses.append(reverse("my:milestone", args=["spring-2027", key]))
    return [SECRETS.sub("", client.get(address).content.decode()) for address in addresses]


@pytest.mark.parametrize("role", ["participant", "mentor"])
@pytest.mark.parametrize("days", [0, 4])
def test_nobody_else_sees_a_difference_on_any_page(world, sign_in, extend, clock, role, days):
    """D-07, T2: another team, and even the team's own mentor, before and after the deadline of all."""
    MentorAssignmentFactory(team=world.other_team, mentor=world.mentor)
    clock.forward(days=days)
    client = sign_in(role)
    before = seen(client, role, sign_in)
    Extension.objects.create(
        milestone=world.milestone,
        team=world.other_team,
        due_at=world.milestone.due_at + timedelta(days=5),
        reason=REASON,
        given_at=world.milestone.due_at,
    )
    assert seen(client, role, sign_in) == before


def test_the_team_and_the_organisers_see_it_with_its_reason(world, sign_in, extend, clock):
    extend()
    clock.forward(days=4)
    team = sign_in("other_participant")
    shown = team.get(reverse("my:milestone", args=["spring-2027", world.milestone.key])).content.decode()
    assert ("Your team has more time." in shown, REASON in shown, "Hand in" in shown) == (True, True, True)
    week = team.get(reverse("my:week", args=["spring-2027"])).content.decode()
    assert "Sun 14 Mar 2027, 10:00 GMT" in week
    organiser = sign_in("organiser")
    page = reverse("organise:milestone_extend", args=["spring-2027", world.milestone.key, world.other_team.key])
    assert REASON in organiser.get(page).content.decode()
    organiser.post(page, {"end": "1"})
    assert Extension.objects.count() == 0


def test_an_organiser_gives_it_on_a_page_that_names_the_zone(world, sign_in):
    page = reverse("organise:milestone_extend", args=["spring-2027", world.milestone.key, world.other_team.key])
    client = sign_in("organiser")
    assert "Fri 12 Mar 2027, 10:00 GMT" in client.get(page).content.decode()
    client.post(page, {"due_at_day": "30 3 2027", "due_at_time": "17:00", "reason": REASON})
    assert [row.due_at.isoformat() for row in Extension.objects.all()] == ["2027-03-30T16:00:00+00:00"]
