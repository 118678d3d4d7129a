"""A cohort whose teams ask about a challenge that has an owner."""

import pytest

from challenges.briefs.questions import services
from core.models import OutboxMessage
from tests.challenges.briefs.conftest import make_ground
from tests.factories.challenges import BriefOwnerFactory
from tests.factories.core import UserFactory


@pytest.fixture
def asking(db):
    """The ground of briefs; asking.brief is the first one, with asking.owner."""
    return make_asking()


def make_asking():
    made = make_ground()
    made.brief = made.briefs[0]
    made.brief.short_name = "Listening"
    made.brief.save()
    made.owner = UserFactory(email="owner@example.com", first_name="Orla", last_name="Pike")
    BriefOwnerFactory(brief=made.brief, user=made.owner)
    return made


def ask(ground, number=0, text="Which homes have sensors now?", **more):
    """A member of the team of this number asks."""
    by = ground.members[number]
    return services.ask_question(brief=ground.brief, team=ground.teams[number], text=text, by=by, **more)


def letters(kind=""):
    """Every letter about questions so far: its kind and address, in order."""
    rows = OutboxMessage.objects.filter(kind__startswith=f"questions.{kind}").order_by("pk")
    return [(row.kind.removeprefix("questions."), row.address) for row in rows]


def everything_written():
    """The words of every letter so far, by address."""
    found = {}
    for row in OutboxMessage.objects.order_by("pk"):
        found[row.address] = f"{found.get(row.address, '')} {row.subject} {row.body}"
    return found
