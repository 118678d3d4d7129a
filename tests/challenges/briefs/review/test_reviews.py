"""Two reviewers, blind to each other; a third; conflicts; what organisers decide."""

import pytest

from challenges.briefs.review import services
from challenges.briefs.review.models import Review
from challenges.briefs.review.queries import compared, eyes_of
from challenges.briefs.review.services import Named, Opinion
from challenges.briefs.services import edit_brief, submit_brief, withdraw_brief
from challenges.briefs.workflow import BriefState
from challenges.models import Brief, BriefVersion
from core.errors import Refused
from core.models import Event
from tests.challenges.briefs.review.conftest import KEYS, ask, mail, opinion
from tests.factories.cohorts import ParticipantFactory

pytestmark = pytest.mark.django_db


def test_naming_reviewers_begins_the_review_and_tells_them(way):
    ask(way, way.one, way.two)
    way.brief.refresh_from_db()
    assert way.brief.state == BriefState.IN_REVIEW
    assert mail() == [
        ("submitted", "organiser@example.com"),
        ("started", "challenge.owner@example.com"),
        ("asked", "one@example.com"),
        ("asked", "two@example.com"),
    ]
    events = Event.objects.filter(subject_type="challenges.Brief", subject_id=way.brief.pk).order_by("pk")
    assert list(events.values_list("event", flat=True)) == [
        "brief.submitted",
        "brief.review_started",
        "brief_review.asked",
        "brief_review.asked",
    ]


def test_an_owner_cannot_review_and_their_colleague_only_with_a_reason(way, world):
    with pytest.raises(services.ReviewsOwn):
        ask(way, way.owner)
    ParticipantFactory(cohort=world.other_cohort, user=way.one, organisation=way.brief.owner)
    with pytest.raises(services.EmployerConflict):
        ask(way, way.one)
    with pytest.raises(services.EmployerConflict):
        named = Named(email="new@example.com", works_for="fenwick borough council")
        services.ask_reviewer(brief=way.brief, named=named, by=way.organiser)
    named = Named(email=way.one.email, conflict="Works in another directorate.")
    review = services.ask_reviewer(brief=way.brief, named=named, by=way.organiser)
    assert review.conflict == "Works in another directorate."
    event = Event.objects.get(event="brief_review.asked")
    assert event.data == {"person": "Ona Reid", "conflict": "Works in another directorate."}


def test_nobody_reads_a_review_before_both_are_in(reviewed):
    """T2: neither the other reviewer nor an organiser; from then on both and the organiser."""
    one, two = reviewed.reviews
    services.hand_in_review(review=one, opinion=opinion(3), by=reviewed.one)
    looks = {
        person: eyes_of(person, reviewed.brief).readable for person in (reviewed.one, reviewed.two, reviewed.organiser)
    }
    assert looks == {reviewed.one: {one.pk}, reviewed.two: {two.pk}, reviewed.organiser: frozenset()}
    services.hand_in_review(review=two, opinion=opinion(1), by=reviewed.two)
    both = {one.pk, two.pk}
    looks = {person: eyes_of(person, reviewed.brief).readable for person in looks}
    assert looks == dict.fromkeys(looks, both)
    assert mail()[-1] == ("all_in", "organiser@example.com")
    table = compared(list(Review.objects.order_by("pk")), frozenset(both))
    assert table.differing == len(KEYS)


def test_a_third_reviewer_reads_nothing_before_the_own_review_is_in(reviewed, world):
    for review, person in zip(reviewed.reviews, (reviewed.one, reviewed.two), strict=True):
        services.hand_in_review(review=review, opinion=opinion(), by=person)
    (third,) = ask(reviewed, world.people["editor"])
    assert third.is_extra
    assert eyes_of(world.people["editor"], reviewed.brief).readable == {third.pk}
    assert len(eyes_of(reviewed.organiser, reviewed.brief).readable) == 2
    services.hand_in_review(review=third, opinion=opinion(), by=world.people["editor"])
    assert len(eyes_of(world.people["editor"], reviewed.brief).readable) == 3


def test_an_extra_reviewer_takes_the_place_of_one_who_is_called_off(reviewed, world):
    (third,) = ask(reviewed, world.people["editor"])
    services.call_off_review(review=reviewed.reviews[0], reason="Ill.", by=reviewed.organiser)
    third.refresh_from_db()
    assert not third.is_extra
    assert mail()[-1] == ("ended", "one@example.com")
    with pytest.raises(services.ReviewOver):
        services.save_review(review=reviewed.reviews[0], opinion=opinion(), by=reviewed.one)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (Opinion(levels={}, notes={}, advice="APPROVE"), services.LevelsLacking),
        (Opinion(levels=dict.fromkeys(KEYS, 4), notes={}, advice="APPROVE"), services.LevelsLacking),
        (Opinion(levels=dict.fromkeys(KEYS, 0), notes={}, advice="REJECT"), services.NotesLacking),
        (Opinion(levels=dict.fromkeys(KEYS, 1), notes={}), services.AdviceLacking),
    ],
)
def test_a_review_that_lacks_something_is_not_handed_in(reviewed, given, refusal):
    with pytest.raises(refusal):
        services.hand_in_review(review=reviewed.reviews[0], opinion=given, by=reviewed.one)
    assert Review.objects.owed().filter(version__brief=reviewed.brief).count() == 2


def test_what_was_handed_in_never_changes(reviewed):
    services.hand_in_review(review=reviewed.reviews[0], opinion=opinion(3), by=reviewed.one)
    for act in (services.save_review, services.hand_in_review):
        with pytest.raises(services.ReviewOver):
            act(review=reviewed.reviews[0], opinion=opinion(1), by=reviewed.one)
    assert Review.objects.get(pk=reviewed.reviews[0].pk).levels == dict.fromkeys(KEYS, 3)


def test_approving_needs_both_reviews_or_a_reason(reviewed):
    with pytest.raises(services.ReasonNeeded):
        services.approve_brief(brief=reviewed.brief, by=reviewed.organiser)
    services.approve_brief(brief=reviewed.brief, reason="The minister asked.", by=reviewed.organiser)
    assert Brief.objects.get(pk=reviewed.brief.pk).state == BriefState.APPROVED
    assert Event.objects.get(event="brief.approved").data["note"] == "The minister asked."
    assert mail()[-3:] == [
        ("ended", "one@example.com"),
        ("ended", "two@example.com"),
        ("approved", "challenge.owner@example.com"),
    ]


def test_approving_after_both_reviews_needs_no_reason(reviewed):
    for review, person in zip(reviewed.reviews, (reviewed.one, reviewed.two), strict=True):
        services.hand_in_review(review=review, opinion=opinion(), by=person)
    services.approve_brief(brief=reviewed.brief, by=reviewed.organiser)
    assert BriefVersion.objects.filter(brief=reviewed.brief).count() == 1


def test_rejecting_needs_a_reason_which_the_owner_reads(reviewed):
    with pytest.raises(services.ReasonNeeded):
        services.reject_brief(brief=reviewed.brief, reason=" ", by=reviewed.organiser)
    services.reject_brief(brief=reviewed.brief, reason="It can be bought.", by=reviewed.organiser)
    assert reviewed.brief.state == BriefState.REJECTED
    assert mail()[-1] == ("rejected", "challenge.owner@example.com")


def test_an_owner_withdraws_until_publication_and_everybody_reads_why(reviewed):
    withdraw_brief(brief=reviewed.brief, note="We have no time.", by=reviewed.owner)
    assert Brief.objects.get(pk=reviewed.brief.pk).state == BriefState.WITHDRAWN
    assert mail()[-3:] == [
        ("ended", "one@example.com"),
        ("ended", "two@example.com"),
        ("withdrawn", "organiser@example.com"),
    ]


def test_resubmitting_tells_those_who_reviewed_before(reviewed):
    services.request_changes(brief=reviewed.brief, words="Say how many.", by=reviewed.organiser)
    text = {"owner": reviewed.brief.owner, "question": reviewed.brief.question, "need": "Nine of ninety."}
    edit_brief(brief=reviewed.brief, by=reviewed.owner, **text)
    version = submit_brief(brief=reviewed.brief, by=reviewed.owner)
    assert (version.number, version.texts["need"]) == (2, "Nine of ninety.")
    # Neither had handed in, so neither is a reviewer any more.
    assert mail()[-1] == ("submitted", "organiser@example.com")


def test_only_what_was_submitted_is_reviewed(way):
    services.approve_brief(brief=way.brief, reason="Ours.", by=way.organiser)
    with pytest.raises(Refused):
        ask(way, way.one)
