"""A draft of the cast's cohort that its owner writes on, and what a whole one says."""

import pytest

from tests.factories.challenges import BriefFactory, BriefOwnerFactory

ANSWERS = {
    "question": "How might we hear of damp homes sooner?",
    "summary": "Damp is found when a tenant complains, and by then the repair is large.",
    "need": "1,900 homes had damp last winter by our repair records; every other council nearby says the same.",
    "tried_before": "Sensors on the market were fitted in 40 homes, but nobody had time to read them.",
    "outcome": "A repair begins within a week of the first sign.",
    "resources": "Five years of repair records, two housing officers for an hour a week.",
    "scale": "One estate of 300 homes and one kind of sign is enough to begin with.",
    "contact_name": "Tara Wood",
    "contact_email": "tara.wood@example.com",
    "sponsor_name": "Dele Akande",
    "sponsor_post": "Director of housing",
    "sponsor_email": "dele.akande@example.com",
    "public_title": "Hearing of damp homes sooner",
    "public_summary": "Damp is found late, when it is dear to mend.",
}


@pytest.fixture
def draft(world):
    """An empty draft of the challenge owner's."""
    brief = BriefFactory(cohort=world.cohort, draft=True, question="", public_title="", owner=world.brief.owner)
    BriefOwnerFactory(brief=brief, user=world.people["challenge_owner"])
    return brief


@pytest.fixture
def whole(draft):
    """The same with every required answer."""
    for name, text in ANSWERS.items():
        setattr(draft, name, text)
    draft.save()
    return draft
