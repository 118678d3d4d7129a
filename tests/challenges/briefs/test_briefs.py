"""Challenge briefs: written, published, withdrawn, shown to everybody, answered for."""

import pytest
from django.core.exceptions import PermissionDenied

from challenges.briefs import services
from challenges.briefs.workflow import BriefState
from challenges.models import Brief, BriefOwner
from core.audit.models import Event
from core.lifecycle import NotPossibleNow
from core.models import Invitation
from core.outbox.models import OutboxMessage
from tests.factories.challenges import BriefFactory
from tests.factories.reviews import make_publishable

QUESTION = "How might we understand the overlaps between business regulations?"


def events(*names):
    return list(Event.objects.filter(event__in=names).order_by("pk").values_list("event", flat=True))


def test_create_brief_is_a_draft_of_a_public_body(world, organiser):
    brief = services.create_brief(
        cohort=world.cohort, owner="Better Regulation Executive", question=QUESTION, by=organiser
    )
    assert (brief.state, brief.owner.sector, brief.public_at) == (BriefState.DRAFT, "PUBLIC", None)
    assert events("organisation.added", "brief.created") == ["organisation.added", "brief.created"]


def test_create_brief_with_the_same_key_makes_one(world, organiser):
    """Doubled posts make one brief."""
    text = {"owner": "Leeds City Council", "question": QUESTION}
    first = services.create_brief(cohort=world.cohort, by=organiser, key="k", **text)
    assert services.create_brief(cohort=world.cohort, by=organiser, key="k", **text) == first
    assert events("brief.created") == ["brief.created"]


def test_question_stands_once_in_a_cohort(world, organiser):
    with pytest.raises(services.QuestionTaken):
        services.create_brief(cohort=world.cohort, owner="A new body", question=world.brief.question, by=organiser)
    with pytest.raises(services.QuestionTaken):
        services.edit_brief(
            brief=world.other_brief, owner="Leeds City Council", question=world.brief.question, by=organiser
        )
    with pytest.raises(services.NoPlaces):
        services.create_brief(cohort=world.cohort, owner="A new body", question=QUESTION, places=0, by=organiser)
    assert events("brief.created", "brief.edited", "organisation.added") == []


def test_edit_brief_records_what_changed_and_nothing_when_nothing_did(world, organiser):
    text = {"owner": world.brief.owner, "question": world.brief.question}
    services.edit_brief(brief=world.brief, by=organiser, **text)
    assert events("brief.edited") == []
    services.edit_brief(brief=world.brief, by=organiser, summary="Damp", **text)
    assert Event.objects.get(event="brief.edited").data == {"changed": ["summary"]}


def test_publish_tells_participants_in_one_mail(world, organiser):
    made = [BriefFactory(cohort=world.cohort, question=f"How might we do {n}?") for n in (1, 2)]
    briefs = [make_publishable(brief) for brief in made]
    services.publish_briefs(cohort=world.cohort, briefs=briefs, by=organiser)
    letters = list(OutboxMessage.objects.filter(kind="briefs.published"))
    assert {letter.address for letter in letters} == {
        "participant@example.com",
        "team.mate@example.com",
        "other.participant@example.com",
    }
    assert all("do 1?" in letter.body and "do 2?" in letter.body for letter in letters)
    assert events("brief.published") == ["brief.published", "brief.published"]


def test_publishing_twice_sends_once(world, organiser):
    brief = make_publishable(BriefFactory(cohort=world.cohort))
    services.publish_brief(brief=brief, by=organiser)
    with pytest.raises(NotPossibleNow):
        services.publish_brief(brief=Brief.objects.get(pk=brief.pk), by=organiser)
    assert OutboxMessage.objects.filter(kind="briefs.published").count() == 3
    with pytest.raises(services.NothingChosen):
        services.publish_briefs(cohort=world.cohort, briefs=[], by=organiser)


@pytest.mark.parametrize("role", ["participant", "challenge_owner", "other_organiser", "mentor", "editor"])
def test_only_organisers_move_briefs(world, role):
    """O-05: nobody else publishes, withdraws or closes, whoever calls the service."""
    with pytest.raises(PermissionDenied):
        services.close_brief(brief=world.other_brief, by=world.people[role])
    assert events("brief.closed") == []


def test_withdrawing_hides_it_everywhere_and_restoring_makes_a_draft(world, organiser, participant):
    """O-10: a withdrawn brief is absent for teams and public pages."""
    services.make_public(brief=world.other_brief, by=organiser)
    services.withdraw_brief(brief=world.other_brief, note="The owner asked", by=organiser)
    brief = Brief.objects.get(pk=world.other_brief.pk)
    assert (brief.state, brief.public_at) == (BriefState.WITHDRAWN, None)
    assert list(Brief.objects.visible_to(participant)) == [world.brief]
    services.restore_brief(brief=brief, by=organiser)
    assert Brief.objects.get(pk=brief.pk).state == BriefState.DRAFT
    assert events("brief.made_public", "brief.withdrawn", "brief.made_private", "brief.restored") == [
        "brief.made_public",
        "brief.withdrawn",
        "brief.made_private",
        "brief.restored",
    ]


def test_a_brief_that_a_team_works_on_is_not_withdrawn(world, organiser):
    with pytest.raises(services.BriefInUse) as refused:
        services.withdraw_brief(brief=world.brief, by=organiser)
    assert str(refused.value.message) == "It cannot be withdrawn: Lantern works on it."


def test_closed_brief_can_be_read_but_not_ranked(world, organiser, participant):
    services.close_brief(brief=world.other_brief, by=organiser)
    assert world.other_brief in Brief.objects.visible_to(participant)
    assert world.other_brief not in Brief.objects.to_rank()
    assert events("brief.closed") == ["brief.closed"]


def test_public_is_a_dated_flag_of_what_is_out(world, organiser, clock):
    """O-10: a draft is never public."""
    draft = BriefFactory(cohort=world.cohort, draft=True)
    with pytest.raises(services.NotOut):
        services.make_public(brief=draft, by=organiser)
    for _time in range(2):
        services.make_public(brief=world.brief, by=organiser)
    assert list(Brief.objects.public()) == [world.brief]
    assert Brief.objects.get(pk=world.brief.pk).public_at == clock.now
    for _time in range(2):
        services.make_private(brief=world.brief, by=organiser)
    assert events("brief.made_public", "brief.made_private") == ["brief.made_public", "brief.made_private"]


def test_owner_is_added_once_and_invited(world, organiser):
    for _time in range(2):
        services.add_owner(
            brief=world.brief, email="gwen@example.com", first_name="Gwen", last_name="Parry", by=organiser
        )
    assert BriefOwner.objects.filter(brief=world.brief, user__email="gwen@example.com").count() == 1
    assert Invitation.objects.get(user__email="gwen@example.com").role == "challenge_owner"
    assert events("brief.owner_added", "invitation.made") == ["brief.owner_added", "invitation.made"]


def test_owner_without_invitation_and_removal(world, organiser, challenge_owner):
    services.add_owner(brief=world.brief, email="gwen@example.com", by=organiser, is_invited=False)
    assert Invitation.objects.count() == 0
    services.remove_owner(brief=world.brief, user=challenge_owner, by=organiser)
    services.remove_owner(brief=world.brief, user=challenge_owner, by=organiser)
    assert events("brief.owner_removed") == ["brief.owner_removed"]
