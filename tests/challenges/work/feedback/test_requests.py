"""Requests for feedback: asked once, given, declined, called off, and reminded of once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from challenges.models import FeedbackRequest
from challenges.work.feedback import jobs, services
from challenges.work.feedback.parts import organisers_owe, tasks_of
from challenges.work.feedback.services.errors import AskedAlready, DayIsOver, NotAHelper
from challenges.work.feedback.workflow import Role
from core.lifecycle import NotPossibleNow
from core.models import Event, OutboxMessage
from tests.challenges.work.feedback.scene import HELPERS, prepare, said
from tests.clock import START

pytestmark = pytest.mark.django_db
DUE = (START + timedelta(days=2)).date()


@pytest.fixture
def version(world):
    return prepare(world)


@pytest.fixture
def ask(world, version):
    def make(of="mentor", due_on=DUE, by="participant", key=""):
        people = {"of": world.people[of], "by": world.people[by]}
        return services.ask_feedback(version=version, question="Is it clear?", due_on=due_on, key=key, **people)

    return make


def letters():
    rows = OutboxMessage.objects.filter(kind__startswith="work_feedback").order_by("pk")
    return [(kind.removeprefix("work_feedback."), name) for kind, name in rows.values_list("kind", "to__first_name")]


def owed(world, role, now=START):
    if role == "organiser":
        tasks = organisers_owe(world.cohort, now)
    else:
        tasks = tasks_of(world.people[role], now, {"mentor": Role.MENTOR, "challenge_owner": Role.OWNER}[role])
    return [(task.title, task.is_overdue) for task in tasks]


def test_each_helper_can_be_asked_and_sees_it_at_home_behind_their_door(world, ask):
    for role in HELPERS:
        ask(role)
    assert letters() == [("asked", "Farah"), ("asked", "Rhys"), ("asked", "Ade")]
    title = "Lantern asks for your feedback: Problem statement"
    assert [owed(world, role) for role in HELPERS] == [[(title, False)]] * 3


def test_one_open_request_a_person_and_one_effect_a_form(world, ask):
    first, again = ask(key="k"), ask(key="k")
    assert (first.pk, len(letters())) == (again.pk, 1)
    with pytest.raises(AskedAlready):
        ask(by="team_mate")
    with pytest.raises(NotAHelper):
        ask("other_owner")
    with pytest.raises(DayIsOver):
        ask("organiser", due_on=(START - timedelta(days=1)).date())
    for role in ("other_participant", "mentor", "organiser", "administrator"):
        with pytest.raises(PermissionDenied):
            ask("challenge_owner", by=role)


def test_it_is_given_with_the_first_comment_for_the_team(world, version, ask):
    asked = ask()
    said(world, version)
    asked.refresh_from_db()
    assert (asked.state, asked.ended_at, owed(world, "mentor")) == ("GIVEN", START, [])


def test_it_is_declined_with_a_word_that_whoever_asked_reads(world, ask):
    asked = ask()
    services.decline_request(request=asked, words="I am away.", by=world.people["mentor"])
    assert (asked.state, asked.words, letters()[1:]) == ("DECLINED", "I am away.", [("declined", "Hana")])
    with pytest.raises(NotPossibleNow):
        services.decline_request(request=asked, by=world.people["mentor"])
    assert ask().pk != asked.pk


def test_only_who_was_asked_declines_and_only_the_team_calls_off(world, ask):
    asked = ask()
    for role in ("organiser", "participant", "challenge_owner", "administrator"):
        with pytest.raises(PermissionDenied):
            services.decline_request(request=asked, by=world.people[role])
    for role in ("mentor", "other_participant", "organiser"):
        with pytest.raises(PermissionDenied):
            services.call_off_request(request=asked, by=world.people[role])
    services.call_off_request(request=asked, by=world.people["team_mate"])
    events = Event.objects.filter(event__startswith="feedback_request").order_by("pk").values_list("event", flat=True)
    assert (asked.state, list(events)) == ("CALLED_OFF", ["feedback_request.made", "feedback_request.called_off"])


def test_one_reminder_once_the_day_is_over_in_the_cohorts_zone(world, ask, clock):
    ask()
    for days, told in ((2, 0), (1, 1), (1, 0)):
        assert jobs.every_day(clock.forward(days=days)) == told
    assert letters() == [("asked", "Farah"), ("reminder", "Farah")]
    assert owed(world, "mentor", clock.now) == [("Lantern asks for your feedback: Problem statement", True)]


def test_who_left_is_neither_reminded_nor_asked_at_home_any_more(world, ask, clock):
    """O-06."""
    asked = ask()
    world.mentor.left_at = START
    world.mentor.save()
    assert (jobs.every_day(clock.forward(days=4)), owed(world, "mentor")) == (0, [])
    assert FeedbackRequest.objects.visible_to(world.people["mentor"]).count() == 0
    with pytest.raises(PermissionDenied):
        services.decline_request(request=asked, by=world.people["mentor"])
    services.call_off_request(request=asked, by=world.people["participant"])
    with pytest.raises(NotAHelper):
        ask()
