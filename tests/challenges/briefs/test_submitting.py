"""Handing a brief in: its state, its version, and once only."""

import pytest

from challenges.briefs import services
from challenges.briefs.workflow import BriefState
from challenges.models import Brief, BriefVersion
from core.lifecycle import NotPossibleNow
from core.models import Event
from tests.factories.challenges import BriefFactory, BriefOwnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world):
    brief = BriefFactory(cohort=world.cohort, draft=True, question="How might we hear of damp sooner?", need="Tenants.")
    BriefOwnerFactory(brief=brief, user=world.people["challenge_owner"])
    return brief


def test_submitting_keeps_the_texts_as_a_version(world, draft):
    owner = world.people["challenge_owner"]
    version = services.submit_brief(brief=draft, by=owner)
    Brief.objects.filter(pk=draft.pk).update(need="Somebody else.")
    kept = BriefVersion.objects.get(brief=draft)
    assert draft.state == BriefState.SUBMITTED
    assert kept == version
    assert (kept.number, kept.why, kept.made_by, kept.texts["need"]) == (1, "submitted", owner, "Tenants.")
    assert list(Event.objects.filter(event="brief.submitted").values_list("actor_id", flat=True)) == [owner.pk]


def test_submitting_twice_with_one_key_keeps_one_version(world, draft):
    owner = world.people["challenge_owner"]
    first = services.submit_brief(brief=draft, by=owner, key="k1")
    assert services.submit_brief(brief=draft, by=owner, key="k1") == first
    assert BriefVersion.objects.filter(brief=draft).count() == 1
    with pytest.raises(NotPossibleNow):
        services.submit_brief(brief=draft, by=owner, key="k2")
