"""A problem statement is agreed by each mentor and the challenge owner, and changed afterwards on request only."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from challenges.models import Agreement, StatementRequest
from challenges.work import services
from challenges.work.services import Agreed
from challenges.work.services.errors import NotAsked, NotTheNewest, SayWhat
from challenges.work.writing import voices_of
from core import zones
from core.errors import Refused
from core.models import Event, OutboxMessage
from tests.challenges.work.test_services import hand_in
from tests.clock import START
from tests.factories.cohorts import MentorAssignmentFactory, MentorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(world):
    """The newest version of Lantern's problem statement, for which mentor and owner are asked."""
    world.clash.delete()
    world.statement_request.delete()
    world.milestone.is_for_owners = world.milestone.needs_agreement = True
    world.milestone.save()
    return hand_in(world.milestone, world.team, world.people["participant"], text="Nine tenants say so.")


def kinds():
    return sorted(OutboxMessage.objects.exclude(kind="work.received").values_list("kind", "to__first_name"))


def test_it_is_fixed_once_each_mentor_and_the_owner_have_agreed(world, statement):
    submission = services.agree(version=statement, by=world.people["mentor"])
    assert submission.agreed_at is None
    submission = services.agree(version=statement, by=world.people["challenge_owner"])
    assert submission.agreed_at == START
    with pytest.raises(Agreed):
        services.submit(milestone=world.milestone, team=world.team, by=world.people["participant"])
    events = Event.objects.filter(event__startswith="submission.").order_by("pk").values_list("event", "actor_label")
    assert list(events)[1:] == [
        ("submission.agreed", "Farah Iqbal"),
        ("submission.agreed", "Rhys Morgan"),
        ("submission.fixed", "Rhys Morgan"),
    ]
    assert kinds() == [("work.agreed", "Hana"), ("work.agreed", "Leo")]


def test_a_change_asked_for_is_told_to_the_team_and_waits_for_the_next_version(world, statement):
    services.agree(version=statement, by=world.people["challenge_owner"])
    services.ask_change(version=statement, words="Who says so?", by=world.people["mentor"])
    said = [(voice.user.first_name, bool(voice.agreed_at), voice.words) for voice in told(statement)]
    assert said == [("Farah", False, "Who says so?"), ("Rhys", True, "")]
    assert "Who says so?" in OutboxMessage.objects.filter(kind="work.change_asked").first().body
    newer = hand_in(world.milestone, world.team, world.people["team_mate"], text="Ten tenants say so.")
    assert [(voice.agreed_at, voice.words) for voice in told(newer)] == [(None, ""), (None, "")]
    with pytest.raises(NotTheNewest):
        services.agree(version=statement, by=world.people["mentor"])


def told(version):
    return voices_of(version.submission, version)


def test_a_change_needs_words_and_only_those_who_are_asked_are_heard(world, statement):
    with pytest.raises(SayWhat):
        services.ask_change(version=statement, words=" ", by=world.people["mentor"])
    for role in ("organiser", "participant", "other_owner"):
        with pytest.raises(NotAsked):
            services.agree(version=statement, by=world.people[role])
    assert Agreement.objects.count() == 0


def test_every_mentor_who_is_there_is_asked_and_one_who_left_is_not(world, statement):
    stays, left = MentorFactory(cohort=world.cohort), MentorFactory(cohort=world.cohort, left_at=START)
    for mentor in (stays, left):
        MentorAssignmentFactory(team=world.team, mentor=mentor)
    assert [voice.user for voice in told(statement)] == [
        world.people["mentor"],
        stays.user,
        world.people["challenge_owner"],
    ]


@pytest.fixture
def asked(world, statement):
    for role in ("mentor", "challenge_owner"):
        services.agree(version=statement, by=world.people[role])
    return services.ask_reopening(
        submission=statement.submission, reason="The tenants told us otherwise.", by=world.people["participant"]
    )


def test_a_wish_to_change_it_goes_to_the_owner_and_the_organisers_once(world, asked):
    again = services.ask_reopening(submission=asked.submission, reason="Again", by=world.people["team_mate"])
    assert (again.pk, StatementRequest.objects.count()) == (asked.pk, 1)
    assert [name for kind, name in kinds() if kind == "work.reopening_asked"] == ["Ade", "Rhys"]


def test_an_owner_opens_it_again_until_a_moment_and_the_change_is_not_late(world, asked, clock):
    """The deadline of the milestone is long over: who was given until Friday is in time until Friday."""
    clock.forward(days=20)
    until = zones.now() + timedelta(days=2)
    services.decide_request(request=asked, action="grant", until=until, by=world.people["challenge_owner"])
    changed = hand_in(world.milestone, world.team, world.people["participant"], text="Changed.")
    assert (changed.is_late, changed.due_at, [voice.agreed_at for voice in told(changed)]) == (False, until, [None] * 2)
    assert [name for kind, name in kinds() if kind == "work.reopened"] == ["Hana", "Leo"]
    clock.forward(days=3)
    with pytest.raises(services.Closed):
        hand_in(world.milestone, world.team, world.people["participant"], text="Too late.")


def test_an_organiser_leaves_it_as_agreed_with_a_word(world, asked):
    services.decide_request(request=asked, action="decline", answer="It stands.", by=world.people["organiser"])
    assert asked.submission.__class__.objects.get(pk=asked.submission_id).agreed_at == START
    assert "It stands." in OutboxMessage.objects.filter(kind="work.stays_agreed").first().body


def test_opening_it_again_needs_a_moment_ahead_and_a_right_to_decide(world, asked):
    for until in (None, START):
        with pytest.raises(Refused) as refused:
            services.decide_request(request=asked, action="grant", until=until, by=world.people["organiser"])
        assert refused.value.field == "until"
    with pytest.raises(PermissionDenied):
        services.decide_request(request=asked, action="decline", by=world.people["mentor"])


def test_a_mentor_agrees_and_an_owner_asks_on_their_pages(world, sign_in, statement):
    agree = reverse("my:version_agree", args=["spring-2027", statement.key])
    mentor = sign_in("mentor")
    page = reverse("my:milestone", args=["spring-2027", world.milestone.key])
    assert "Agree to it" in mentor.get(page).content.decode()
    assert mentor.post(agree, {"act": "agree"}).url == page
    owner = sign_in("challenge_owner")
    own = reverse("partner:submission", args=[statement.submission.key])
    assert owner.post(agree, {"act": "change", "words": "Say who."}).url == own
    shown = owner.get(own).content.decode()
    assert [words in shown for words in ("Agreed", "Say who.", "Agree to it")] == [True] * 3
    assert "Say who." in sign_in("team_mate").get(page).content.decode()


def test_the_team_asks_on_its_page_and_the_owner_decides_on_theirs(world, sign_in, statement):
    for role in ("mentor", "challenge_owner"):
        services.agree(version=statement, by=world.people[role])
    team = sign_in("participant")
    team.post(reverse("my:submission_reopen", args=["spring-2027", statement.submission.key]), {"reason": "New facts"})
    asked = StatementRequest.objects.get()
    decide = reverse("partner:statement_request", args=[asked.key])
    owner = sign_in("challenge_owner")
    assert "New facts" in owner.get(decide).content.decode()
    data = {"action": "grant", "until_day": "30 3 2027", "until_time": "17:00", "answer": "Good."}
    owner.post(decide, data)
    page = reverse("my:milestone", args=["spring-2027", world.milestone.key])
    shown = sign_in("participant").get(page).content.decode()
    assert ("Tue 30 Mar 2027, 17:00 BST" in shown, "Hand in version" in shown) == (True, True)
