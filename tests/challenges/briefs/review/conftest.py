"""A brief on its way: submitted by its owner, with two reviewers to be asked."""

from types import SimpleNamespace

import pytest

from challenges.briefs.review import services
from challenges.briefs.review.criteria import defaults
from challenges.briefs.review.services import Named, Opinion
from challenges.briefs.services import submit_brief
from challenges.briefs.workflow import BriefState
from core.models import OutboxMessage
from core.people.services import prove
from tests.factories.challenges import BriefFactory, BriefOwnerFactory
from tests.factories.core import OrganisationFactory, UserFactory

KEYS = [one.key for one in defaults()]


def opinion(level=2, advice="APPROVE", **more):
    """One level on every criterion."""
    notes = dict.fromkeys(KEYS, "It is missing.") if level == 0 else {}
    return Opinion(levels=dict.fromkeys(KEYS, level), notes=notes, advice=advice, **more)


def mail():
    """Every letter so far: its kind and address, in order."""
    rows = OutboxMessage.objects.filter(kind__startswith="brief_review.").order_by("pk")
    return [(row.kind.removeprefix("brief_review."), row.address) for row in rows]


def make_way(world):
    """way.brief (submitted, version 1), .owner, .organiser, .one and .two (reviewers from outside)."""
    council = OrganisationFactory(name="Fenwick Borough Council")
    brief = BriefFactory(
        cohort=world.cohort,
        owner=council,
        question="How might we hear of damp sooner?",
        summary="Tenants report damp when it is too late.",
        need="Nine tenants told us.",
        kept_private="The contractor Damp4Ever is in dispute with us.",
        state=BriefState.DRAFT,
    )
    owner = world.people["challenge_owner"]
    BriefOwnerFactory(brief=brief, user=owner)
    one = UserFactory(email="one@example.com", first_name="Ona", last_name="Reid")
    two = UserFactory(email="two@example.com", first_name="Tui", last_name="Sato")
    submit_brief(brief=brief, by=owner)
    return SimpleNamespace(brief=brief, owner=owner, organiser=world.people["organiser"], one=one, two=two)


@pytest.fixture
def way(world):
    return make_way(world)


def ask(way, *people, by=None):
    """These review the latest version."""
    named = [Named(email=person.email) for person in people]
    asked = services.start_review(brief=way.brief, reviewers=named, by=by or way.organiser)
    for person in people:
        prove(user=person, by=None)
    return asked


@pytest.fixture
def reviewed(way):
    """Both reviewers were asked; way.reviews."""
    way.reviews = ask(way, way.one, way.two)
    way.brief.refresh_from_db()
    return way
