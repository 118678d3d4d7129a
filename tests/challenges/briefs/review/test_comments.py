"""Comments by field: who reads them when, answers, settling, and what goes on to the next version."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from challenges.briefs.review import services
from challenges.briefs.review.models import FieldComment
from challenges.briefs.review.queries import eyes_of, threads_of
from challenges.briefs.services import submit_brief
from challenges.models import BriefVersion
from tests.challenges.briefs.review.conftest import opinion

pytestmark = pytest.mark.django_db


def read_by(way, person, number=1):
    """The threads that the person reads on a version: text, answers, from which earlier version."""
    version = BriefVersion.objects.get(brief=way.brief, number=number)
    threads = threads_of(version, eyes_of(person, way.brief))
    return [(thread.comment.text, [reply.text for reply in thread.replies], thread.carried) for thread in threads]


@pytest.fixture
def said(reviewed):
    """A reviewer's comment for the owner, one not for the owner, and an organiser's."""
    version = reviewed.reviews[0].version
    services.add_comment(version=version, field="need", text="How many?", by=reviewed.one)
    services.add_comment(version=version, field="need", text="Weak", audience="REVIEWERS", by=reviewed.one)
    services.add_comment(version=version, field="summary", text="Since when?", by=reviewed.organiser)
    return reviewed


def test_comments_stay_with_their_author_until_the_reviews_are_in(said):
    assert [text for text, *_rest in read_by(said, said.one)] == ["How many?", "Weak", "Since when?"]
    assert [text for text, *_rest in read_by(said, said.two)] == ["Since when?"]
    assert [text for text, *_rest in read_by(said, said.organiser)] == ["Since when?"]
    assert read_by(said, said.owner) == []
    for review, person in zip(said.reviews, (said.one, said.two), strict=True):
        services.hand_in_review(review=review, opinion=opinion(), by=person)
    assert [text for text, *_rest in read_by(said, said.two)] == ["How many?", "Weak", "Since when?"]
    assert read_by(said, said.owner) == []


def test_the_owner_reads_what_is_for_them_once_changes_are_requested_and_answers(said):
    for review, person in zip(said.reviews, (said.one, said.two), strict=True):
        services.hand_in_review(review=review, opinion=opinion(), by=person)
    services.request_changes(brief=said.brief, by=said.organiser)
    assert [text for text, *_rest in read_by(said, said.owner)] == ["How many?", "Since when?"]
    comment = FieldComment.objects.get(text="How many?")
    services.answer_comment(comment=comment, text="Ninety.", by=said.owner)
    assert read_by(said, said.one)[0] == ("How many?", ["Ninety."], 0)
    with pytest.raises(services.NotForYou):
        services.answer_comment(comment=FieldComment.objects.get(text="Weak"), text="Why?", by=said.owner)


def test_open_comments_go_on_to_the_next_version_and_settled_ones_stay_behind(said):
    for review, person in zip(said.reviews, (said.one, said.two), strict=True):
        services.hand_in_review(review=review, opinion=opinion(), by=person)
    services.request_changes(brief=said.brief, by=said.organiser)
    services.resolve_comment(comment=FieldComment.objects.get(text="Since when?"), by=said.organiser)
    submit_brief(brief=said.brief, by=said.owner)
    assert read_by(said, said.organiser, 2) == [("How many?", [], 1), ("Weak", [], 1)]
    assert len(read_by(said, said.organiser, 1)) == 3
    services.resolve_comment(comment=FieldComment.objects.get(text="Since when?"), is_resolved=False, by=said.organiser)
    assert ("Since when?", [], 1) in read_by(said, said.organiser, 2)


def test_asking_for_changes_needs_words_or_a_comment(reviewed):
    with pytest.raises(services.WordsNeeded):
        services.request_changes(brief=reviewed.brief, by=reviewed.organiser)


def test_an_owner_answers_and_never_begins(said):
    with pytest.raises(PermissionDenied):
        services.add_comment(version=said.reviews[0].version, field="need", text="Me first", by=said.owner)


def test_comments_are_posted_once_and_answered_on_the_owners_page(said, sign_in):
    version = said.reviews[0].version
    client = sign_in("organiser")
    typed = {
        "field": "scale",
        "text": "Too large?",
        "audience": "OWNER",
        "once": "7b1c1f1e-6a53-4f4e-9d0e-0b7f3f0f3a11",
    }
    for _time in range(2):
        answer = client.post(reverse("partner:version_comment", args=[version.key]), typed)
        assert answer.url == f"/organise/spring-2027/briefs/{said.brief.key}/review/#f-scale"
    assert FieldComment.objects.filter(text="Too large?").count() == 1
    services.request_changes(brief=said.brief, by=said.organiser)
    client = sign_in("challenge_owner")
    page = reverse("partner:brief_comments", args=[said.brief.key])
    assert [field.name for field, _threads in client.get(page).context["fields"]] == ["summary", "scale"]
    comment = FieldComment.objects.get(text="Too large?")
    answer = client.post(reverse("partner:comment_answer", args=[comment.key]), {"text": "One street."})
    assert answer.url == f"{page}#f-scale"
    assert FieldComment.objects.get(answers=comment).text == "One street."
