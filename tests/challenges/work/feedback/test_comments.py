"""Comments as services: drafts, one act of sending, who reads what, replies, settling, changing, taking back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from challenges.models import FeedbackRequest, WorkComment
from challenges.work.feedback import services
from challenges.work.feedback.reading import Reading
from challenges.work.feedback.services.errors import Empty, NoSuchParagraph, NothingToSend, TakenBack
from core.models import Event, OutboxMessage
from tests.challenges.work.feedback.scene import HELPERS, ROLES, SECOND, TEAM, prepare, readers, said, say
from tests.challenges.work.test_services import hand_in
from tests.clock import START
from tests.factories.feedback import FeedbackRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(world):
    return prepare(world)


def letters():
    rows = OutboxMessage.objects.filter(kind__startswith="work_feedback").order_by("pk")
    return list(rows.values_list("kind", "to__first_name"))


def test_drafts_are_their_authors_alone_and_sent_in_one_act_with_one_letter(world, version):
    one = say(world, version, part="text", paragraph=2, text="Say whom.")
    two = say(world, version, text="Well begun.", audience="TEAM")
    assert [readers(world, row) for row in (one, two)] == [["mentor"], ["mentor"]]
    assert letters() == []
    services.send_feedback(submission=version.submission, by=world.people["mentor"])
    assert letters() == [("work_feedback.sent", "Hana"), ("work_feedback.sent", "Leo")]
    body = OutboxMessage.objects.filter(kind="work_feedback.sent").first().body
    told = "On the whole:\nWell begun.\n\nOn “Text”, paragraph 2: “Nobody knows whom to ring.”\nSay whom."
    assert body.count(told) == 1
    with pytest.raises(NothingToSend):
        services.send_feedback(submission=version.submission, by=world.people["mentor"])
    assert (len(letters()), Event.objects.filter(event="work_feedback.given").count()) == (2, 1)


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        ("SHARED", [*TEAM, *HELPERS, "administrator"]),
        ("TEAM", [*TEAM, "mentor"]),
        ("HELPERS", [*HELPERS, "administrator"]),
        ("ORGANISERS", ["mentor", "organiser", "administrator"]),
    ],
)
def test_each_comment_is_read_by_whom_it_is_for_and_by_its_author(world, version, audience, who):
    """O-02: nobody of another team, nobody of another cohort."""
    comment = said(world, version, audience=audience)
    assert readers(world, comment) == [role for role in ROLES if role in who]
    reply = services.reply(comment=comment, text="Why?", by=world.people["mentor"])
    assert readers(world, reply) == readers(world, comment)


def test_what_is_not_for_the_team_writes_to_nobody_of_it_and_gives_nothing_that_was_asked(world, version):
    asked = FeedbackRequestFactory(version=version, asked_of=world.people["mentor"])
    for audience in ("HELPERS", "ORGANISERS"):
        said(world, version, audience=audience)
    asked.refresh_from_db()
    assert (letters(), asked.state) == ([], "ASKED")
    said(world, version, audience="TEAM")
    assert FeedbackRequest.objects.get(pk=asked.pk).state == "GIVEN"


def test_a_comment_keeps_the_words_it_is_about_and_stands_beside_the_newer_ones(world, version):
    """Stable numbers: the first paragraph was changed, the second stayed, the third is gone."""
    for number in (1, 2, 3):
        said(world, version, part="text", paragraph=number, text=f"On {number}")
    newer = hand_in(world.milestone, world.team, world.people["participant"], text=SECOND)
    reading = Reading(newer.submission, world.people["participant"], "my")
    told = [(one.comment.text, one.comment.quote, one.place.state, one.number, one.is_older) for one in reading.all]
    assert told == [
        ("On 1", "Nine tenants say so.", "changed", 1, True),
        ("On 2", "Nobody knows whom to ring.", "same", 2, True),
        ("On 3", "We would ring them.", "gone", 0, True),
    ]
    assert [one.number for one in reading.compared] == [version.number]


@pytest.mark.parametrize(("part", "number"), [("text", 4), ("text", -1), ("nothing", 0), ("", 1)])
def test_what_is_not_in_the_version_cannot_be_spoken_of(world, version, part, number):
    with pytest.raises(NoSuchParagraph):
        say(world, version, part=part, paragraph=number)


def test_only_helpers_who_read_the_work_comment_on_it(world, version):
    """O-02, O-06."""
    for role in (*TEAM, "other_participant", "other_owner", "other_organiser", "judge"):
        with pytest.raises(PermissionDenied):
            say(world, version, role)
    world.milestone.is_for_mentors = False
    world.milestone.save()
    version.submission.milestone.refresh_from_db()
    with pytest.raises(PermissionDenied):
        say(world, version)


def test_the_same_form_sent_twice_makes_one_draft_and_one_reply(world, version):
    one, again = (say(world, version, key="k") for _ in range(2))
    comment = said(world, version, text="Second")
    answers = [services.reply(comment=comment, text="Yes", by=world.people["participant"], key="r") for _ in range(2)]
    assert (one.pk, answers[0].pk) == (again.pk, answers[1].pk)
    assert WorkComment.objects.count() == 3
    assert [row for row in letters() if row[0] == "work_feedback.replied"] == [("work_feedback.replied", "Farah")]


def test_a_sent_comment_is_changed_with_a_mark_and_taken_back_with_a_trace(world, version, clock):
    comment = said(world, version)
    later = clock.forward(hours=1)
    changed = services.change_comment(comment=comment, text="Who?", audience="TEAM", by=world.people["mentor"])
    assert (changed.text, changed.audience, changed.changed_at) == ("Who?", "SHARED", later)
    services.take_back(comment=comment, by=world.people["mentor"])
    comment.refresh_from_db()
    assert (comment.text, comment.taken_back_at, comment.is_open) == ("", later, False)
    for act in (services.settle, services.reopen):
        with pytest.raises(TakenBack):
            act(comment=comment, by=world.people["participant"])
    draft = say(world, version)
    services.take_back(comment=draft, by=world.people["mentor"])
    assert WorkComment.objects.filter(pk=draft.pk).count() == 0
    events = list(Event.objects.filter(event__startswith="work_comment").order_by("pk").values_list("event", flat=True))
    assert events == ["work_comment.changed", "work_comment.taken_back"]


def test_nobody_changes_the_words_of_another_and_nobody_writes_nothing(world, version):
    comment = said(world, version)
    for role in (*TEAM, "organiser", "challenge_owner"):
        with pytest.raises(PermissionDenied):
            services.change_comment(comment=comment, text="Mine", by=world.people[role])
    with pytest.raises(Empty):
        services.reply(comment=comment, text=" ", by=world.people["participant"])


def test_the_team_or_the_author_settles_with_a_word_and_opens_again(world, version):
    comment = said(world, version)
    for role in ("organiser", "challenge_owner", "other_participant"):
        with pytest.raises(PermissionDenied):
            services.settle(comment=comment, by=world.people[role])
    for _ in range(2):
        settled = services.settle(comment=comment, words="Done", by=world.people["team_mate"])
    assert (settled.settled_by, settled.settled_words, settled.settled_at) == (
        world.people["team_mate"],
        "Done",
        START,
    )
    again = services.reopen(comment=comment, by=world.people["mentor"])
    assert (again.is_open, again.settled_words, again.reopened_by) == (True, "", world.people["mentor"])
    events = list(Event.objects.filter(event__startswith="work_comment").values_list("event", flat=True))
    assert sorted(events) == ["work_comment.reopened", "work_comment.settled"]


def test_who_no_longer_helps_reads_nothing_of_it_not_even_their_own(world, version):
    """O-06: a mentor who left, an owner whose challenge went to another team, at the very next request."""
    by_mentor, by_owner = said(world, version), said(world, version, "challenge_owner")
    draft = say(world, version)
    world.mentor.left_at = START
    world.mentor.save()
    world.line.team = world.other_team
    world.line.save()
    assert [readers(world, row) for row in (by_mentor, by_owner, draft)] == [
        [*TEAM, "organiser", "administrator"],
        [*TEAM, "organiser", "administrator"],
        [],
    ]
    for act in (services.take_back, services.settle):
        with pytest.raises(PermissionDenied):
            act(comment=by_mentor, by=world.people["mentor"])


def test_a_draft_thrown_away_twice_is_gone_once(world, version):
    draft = say(world, version)
    services.take_back(comment=draft, by=world.people["mentor"])
    with pytest.raises(TakenBack):
        services.take_back(comment=draft, by=world.people["mentor"])
    assert WorkComment.objects.count() == 0


def test_drafts_on_every_version_are_counted_before_they_are_sent(world, version):
    newer = hand_in(world.milestone, world.team, world.people["participant"], text=SECOND)
    drafts = [say(world, one, text=f"On {one.number}") for one in (version, newer)]
    reading = Reading(version.submission, world.people["mentor"], "my", str(version.number))
    assert {one.comment for one in reading.drafts} == set(drafts)
    assert [one.comment for one in reading.all] == drafts[:1]


def test_sending_three_comments_asks_no_more_than_sending_one(world, version):
    counts = []
    for number in (1, 1, 3):
        for _time in range(number):
            say(world, version, part="text", paragraph=1)
        with CaptureQueriesContext(connection) as asked:
            services.send_feedback(submission=version.submission, by=world.people["mentor"])
        counts.append(len(asked))
    assert counts[1] == counts[2]
