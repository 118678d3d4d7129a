"""The pages that correct a published allocation."""

import pytest
from django.urls import reverse

from challenges.briefs import services
from challenges.models import Allocation
from core.outbox.models import OutboxMessage
from tests.challenges.briefs.test_corrections import SWAP, make_published, swap
from tests.factories.challenges import BriefOwnerFactory

FULL = "“How might we mend?” takes 1, but would have 2. Give another of its teams a different one."
KEY = "6f5bd0a0-9f3c-4a5e-9d56-0a4c9d8f0a11"


@pytest.fixture
def published(ground):
    return make_published(ground)


def at(name, allocation):
    return reverse(f"organise:{name}", args=[allocation.cohort.slug, allocation.key])


def typed(ground, *, why=SWAP, **more):
    """Kite and Loom swap, Orchard keeps its own."""
    listen, mend, plan = ground.briefs
    chosen = zip(ground.teams, (mend, listen, plan), strict=True)
    return {"version": "1", "once": KEY, "why": why} | {team.key: brief.key for team, brief in chosen} | more


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def organiser(ground, client):
    client.force_login(ground.organiser)
    return client


def test_form_tells_which_choice_each_challenge_is(ground, published, organiser):
    page = organiser.get(at("allocation_correct", published))
    field = page.context["form"][ground.teams[0].key]
    assert (field.initial, [words for _key, words in field.field.choices]) == (
        ground.briefs[0].key,
        [
            "How might we listen? (1st choice)",
            "How might we mend? (2nd choice)",
            "How might we plan? (3rd choice)",
        ],
    )


def test_effects_and_mail_are_shown_before_anything_happens(ground, published, organiser):
    BriefOwnerFactory(brief=ground.briefs[0])
    page = organiser.post(at("allocation_correct", published), typed(ground))
    assert page.context["effects"][0] == (
        "Kite works on “How might we mend?” instead of “How might we listen?”: 2nd choice, was 1st choice."
    )
    assert (page.context["preview"].count, page.context["preview"].held_minutes) == (3, 10)
    assert (Allocation.objects.count(), OutboxMessage.objects.count()) == (1, 0)
    again = organiser.post(at("allocation_correct", published), typed(ground, change="1"))
    assert again.context["form"]["why"].value() == SWAP


def test_sure_corrects_once_and_shows_both_versions(ground, published, organiser):
    address = at("allocation_correct", published)
    answered = organiser.post(address, typed(ground, sure="1"), follow=True)
    made = Allocation.objects.get(corrects=published)
    assert answered.request["PATH_INFO"] == at("allocation", made)
    assert said(answered) == ["The allocation is corrected. The mail to all concerned waits a while."]
    assert [(str(other), other.get_state_display()) for other in answered.context["others"]] == [
        ("Allocation 1", "replaced by a correction")
    ]
    assert organiser.post(address, typed(ground, sure="1")).headers["Location"] == at("allocation", made)
    assert Allocation.objects.count() == 2
    earlier = organiser.get(at("allocation", published))
    assert [row["line"].brief for row in earlier.context["rows"]] == ground.briefs
    assert SWAP in earlier.content.decode()


def test_organiser_who_comes_second_sees_what_changed(ground, published, organiser):
    """C-01: their own page was opened before."""
    made = services.correct_allocation(
        allocation=published, wanted=swap(ground), why=SWAP, version=1, by=ground.organiser
    )
    answered = organiser.post(at("allocation_correct", published), typed(ground, sure="1"), follow=True)
    assert answered.request["PATH_INFO"] == at("allocation", made)
    assert said(answered)[0].startswith(f"{ground.organiser.name} corrected the allocation meanwhile: Kite works on")
    assert organiser.get(at("allocation_correct", published)).status_code == 302


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"why": ""}, "Fill in “Why”."),
        ({"keep": True}, "No team gets another challenge. Choose what should be different."),
        (
            {"double": True},
            "“How might we mend?” takes 1, but would have 2. Give another of its teams a different one.",
        ),
    ],
)
def test_what_stands_against_it_is_said(ground, published, organiser, more, problem):
    data = typed(ground, sure="1", why=more.get("why", SWAP))
    if more.get("keep"):
        data |= {team.key: brief.key for team, brief in zip(ground.teams, ground.briefs, strict=True)}
    if more.get("double"):
        data[ground.teams[1].key] = ground.briefs[1].key
    answered = organiser.post(at("allocation_correct", published), data)
    problems = [words for found in answered.context["form"].errors.values() for words in found]
    assert (answered.status_code, problems, Allocation.objects.count()) == (422, [problem], 1)
