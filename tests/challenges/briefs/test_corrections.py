"""Correcting a published allocation: effects first, one of two wins, the earlier one stays, all concerned are told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from challenges.briefs import services
from challenges.briefs.corrections import correction_of, effects_of
from challenges.briefs.models import brief_of
from challenges.briefs.workflow import AllocationState
from challenges.models import Allocation, AllocationLine
from core import zones
from core.audit.models import Event
from core.audit.timeline import timeline
from core.errors import Changed
from core.outbox.models import OutboxMessage
from tests.challenges.briefs.conftest import make_ground
from tests.factories.challenges import AllocationFactory, AllocationLineFactory, BriefFactory, BriefOwnerFactory
from tests.factories.cohorts import MentorAssignmentFactory, MentorFactory, TeamFactory

SWAP = "Kite and Loom agreed to swap."


def make_published(ground):
    """Kite listens (1st choice), Loom mends (not ranked), Orchard plans."""
    services.rank_briefs(team=ground.teams[0], order=[brief.key for brief in ground.briefs], by=ground.members[0])
    allocation = AllocationFactory(cohort=ground.cohort, number=1, state=AllocationState.PUBLISHED)
    for team, brief, choice in zip(ground.teams, ground.briefs, (1, None, None), strict=True):
        AllocationLineFactory(allocation=allocation, team=team, brief=brief, choice=choice)
    return allocation


@pytest.fixture
def published(ground):
    return make_published(ground)


def swap(ground):
    """Kite and Loom change places."""
    return {ground.teams[0].pk: ground.briefs[1], ground.teams[1].pk: ground.briefs[0]}


def correct(ground, allocation, wanted=None, **more):
    asked = {"wanted": swap(ground) if wanted is None else wanted, "why": SWAP, "version": 1, "by": ground.organiser}
    return services.correct_allocation(allocation=allocation, **(asked | more))


def held(allocation):
    lines = AllocationLine.objects.filter(allocation=allocation).order_by("team__number")
    return [(line.team.name, line.brief.question, line.choice) for line in lines]


def test_correction_replaces_and_keeps_what_was_published(ground, published):
    before = held(published)
    made = correct(ground, published)
    assert held(made) == [
        ("Kite", "How might we mend?", 2),
        ("Loom", "How might we listen?", None),
        ("Orchard", "How might we plan?", None),
    ]
    published.refresh_from_db()
    assert (published.state, held(published), published.correction) == (AllocationState.REPLACED, before, made)
    assert (made.state, made.number, made.why, made.asked_by) == ("PUBLISHED", 2, SWAP, ground.organiser)
    assert made.summary == "1 team: 2nd choice; 2 teams: not ranked"
    assert brief_of(ground.teams[0]) == ground.briefs[1]


def test_history_tells_the_correction_with_its_reason(ground, published):
    made = correct(ground, published)
    row = timeline(subject=made)[0]
    assert (row.actor, row.note) == (ground.organiser.name, SWAP)
    assert row.words == (
        "corrected which team works on which challenge: Kite works on “How might we mend?” instead of "
        "“How might we listen?”; Loom works on “How might we listen?” instead of “How might we mend?”"
    )
    assert Event.objects.about(published).get(event="allocation.replaced").data["note"] == SWAP


def test_effects_say_ranks_places_and_the_whole_cost(ground, published):
    assert effects_of(correction_of(published, swap(ground)))[:6] == [
        "Kite works on “How might we mend?” instead of “How might we listen?”: 2nd choice, was 1st choice.",
        "Loom works on “How might we listen?” instead of “How might we mend?”: not ranked, was not ranked.",
        "All teams as published: 1 team: 1st choice; 2 teams: not ranked.",
        "All teams as corrected: 1 team: 2nd choice; 2 teams: not ranked.",
        "“How might we mend?” then has 1 team; it takes 1.",
        "“How might we listen?” then has 1 team; it takes 1.",
    ]


def test_teams_mentors_and_owners_concerned_are_told_and_nobody_else(ground, published):
    mentor = MentorAssignmentFactory(team=ground.teams[0], mentor=MentorFactory(cohort=ground.cohort)).mentor.user
    owner = BriefOwnerFactory(brief=ground.briefs[0]).user
    BriefOwnerFactory(brief=ground.briefs[2])
    correct(ground, published)
    letters = {letter.to_id: letter for letter in OutboxMessage.objects.filter(kind="briefs.corrected")}
    assert set(letters) == {ground.members[0].pk, ground.members[1].pk, mentor.pk, owner.pk}
    assert {letter.send_after for letter in letters.values()} == {zones.now() + timedelta(minutes=10)}
    kite = f"Kite\nNow: How might we mend? ({ground.briefs[1].owner.name})\n"
    assert (kite in letters[mentor.pk].body, kite in letters[ground.members[1].pk].body) == (True, False)
    assert letters[owner.pk].body.count("Now: ") == 2
    assert f"The reason: {SWAP}" in letters[owner.pk].body
    assert f"/partner/briefs/{ground.briefs[0].key}/" in letters[owner.pk].body


def test_team_that_was_formed_later_gets_its_first_challenge(ground, published):
    quarry = TeamFactory(cohort=ground.cohort, name="Quarry", number=9)
    brief = BriefFactory(cohort=ground.cohort, question="How might we rest?")
    made = correct(ground, published, {quarry.pk: brief})
    assert held(made)[-1] == ("Quarry", "How might we rest?", None)
    assert len(held(made)) == 4


def test_correction_that_cannot_be_is_refused(ground, published):
    kite, (listen, mend, plan) = ground.teams[0], ground.briefs
    with pytest.raises(services.NothingCorrected):
        correct(ground, published, {kite.pk: listen})
    with pytest.raises(services.ReasonMissing):
        correct(ground, published, why=" ")
    with pytest.raises(services.TooManyTeams) as refused:
        correct(ground, published, {kite.pk: mend})
    assert str(refused.value.message) == (
        "“How might we mend?” takes 1, but would have 2. Give another of its teams a different one."
    )
    for brief in (BriefFactory(), BriefFactory(cohort=ground.cohort, draft=True)):
        with pytest.raises(services.BriefNotOffered):
            correct(ground, published, {kite.pk: brief})
    with pytest.raises(services.NothingCorrected):
        correct(ground, published, {TeamFactory().pk: plan})
    ready = AllocationFactory(cohort=ground.cohort, number=7, state=AllocationState.READY)
    with pytest.raises(services.NotPublished):
        correct(ground, ready)
    with pytest.raises(PermissionDenied):
        correct(ground, published, by=ground.members[0])
    assert (Allocation.objects.filter(state="PUBLISHED").get(), OutboxMessage.objects.count()) == (published, 0)


def test_second_organiser_is_told_what_changed(ground, published):
    """C-01: the page was opened before somebody else's correction."""
    correct(ground, published)
    with pytest.raises(Changed) as refused:
        correct(ground, published, {ground.teams[2].pk: ground.briefs[0]})
    assert str(refused.value.message) == (
        f"{ground.organiser.name} corrected the allocation meanwhile: "
        "Kite works on “How might we mend?” instead of “How might we listen?”; "
        "Loom works on “How might we listen?” instead of “How might we mend?”. "
        "Look at it as it is now, then try again."
    )


def test_sent_twice_is_one_correction(ground, published):
    assert correct(ground, published, key="k") == correct(ground, published, key="k")
    assert Allocation.objects.filter(cohort=ground.cohort).count() == 2
    assert OutboxMessage.objects.filter(kind="briefs.corrected").count() == 2


@pytest.mark.postgres
def test_two_organisers_correct_at_once(race):
    """C-01: one wins, the other is told; the cohort has one published allocation."""
    ground = make_ground()
    allocation = make_published(ground)
    results = race(lambda: correct(ground, allocation), lambda: correct(ground, allocation))
    assert sorted(type(result).__name__ for result in results) == ["Allocation", "Changed"]
    assert Allocation.objects.filter(state=AllocationState.PUBLISHED).count() == 1
    assert OutboxMessage.objects.filter(kind="briefs.corrected").count() == 2
