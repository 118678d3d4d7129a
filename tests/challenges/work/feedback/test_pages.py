"""The page of feedback behind each door, and what the team must not notice."""

import re
from datetime import date

import pytest
from django.urls import reverse

from challenges.models import FeedbackRequest, WorkComment
from challenges.work.feedback import services
from core.models import OutboxMessage
from tests.challenges.work.feedback.scene import SECOND, TEAM, prepare, said, say
from tests.challenges.work.test_services import hand_in
from tests.clock import START
from tests.factories.feedback import WorkCommentFactory

pytestmark = pytest.mark.django_db
SECRETS = re.compile(
    r'name="(csrfmiddlewaretoken|once)" value="[^"]*"|data-token="[^"]*"|"x-csrftoken": "[^"]*"|nonce-?[^ "]*'
)


@pytest.fixture
def version(world):
    return prepare(world)


def page(door, version):
    key = version.submission.key
    return reverse(f"{door}:work_feedback", args=[key] if door == "partner" else ["spring-2027", key])


def test_a_mentor_writes_beside_a_paragraph_keeps_drafts_and_sends_them(world, sign_in, version):
    client, address = sign_in("mentor"), page("my", version)
    form = client.get(f"{address}?on=text.2").content.decode()
    assert ("Your comment" in form, "Nobody knows whom to ring." in form) == (True, True)
    data = {"act": "comment", "part": "text", "paragraph": "2", "audience": "SHARED"}
    refused = client.post(address, {**data, "text": "", "audience": "TEAM"})
    assert (refused.status_code, list(refused.context["writing"]["form"].errors)) == (422, ["text"])
    far = client.post(address, {**data, "paragraph": "9", "text": "Kept words"})
    assert (far.status_code, "Kept words" in far.content.decode()) == (422, True)
    client.post(address, {**data, "text": "Say whom."})
    client.post(address, {**data, "part": "", "paragraph": "", "text": "Well begun."})
    draft = WorkComment.objects.get(text="Say whom.")
    client.post(address, {"act": "change", "comment": draft.key, "text": "Say whom you mean.", "audience": "TEAM"})
    assert "2 comments are drafts" in client.get(address).content.decode()
    client.post(address, {"act": "send"})
    rows = WorkComment.objects.order_by("pk").values_list("text", "audience", "quote", "sent_at")
    assert list(rows) == [
        ("Say whom you mean.", "TEAM", "Nobody knows whom to ring.", START),
        ("Well begun.", "SHARED", "", START),
    ]
    client.post(address, {"act": "change", "comment": draft.key, "text": "Whom?", "audience": "ORGANISERS"})
    client.post(address, {"act": "take_back", "comment": draft.key})
    assert "Its words are gone." in client.get(f"{address}?show=all").content.decode()


def test_the_team_reads_a_summary_replies_settles_and_asks(world, sign_in, version):
    said(world, version, part="text", paragraph=1, text="Who are they?")
    newer = hand_in(world.milestone, world.team, world.people["participant"], text=SECOND)
    client, address = sign_in("team_mate"), page("my", newer)
    shown = client.get(address).content.decode()
    words = ("written on version 2", "<del>Nine</del>", "<ins>Eleven</ins>", "Version 2 beside version 3", "Open (1)")
    assert [one in shown for one in words] == [True] * 5
    [comment] = WorkComment.objects.all()
    refused = client.post(address, {"act": "reply", "comment": comment.key, "text": ""})
    assert (refused.status_code, "Fill in “Your reply”." in refused.content.decode()) == (422, True)
    client.post(address, {"act": "reply", "comment": comment.key, "text": "Wardens."})
    client.post(address, {"act": "settle", "comment": comment.key, "text": "Done in version 3"})
    assert "All is settled." in client.get(address).content.decode()
    every = client.get(f"{address}?show=all").content.decode()
    assert [one in every for one in ("Wardens.", "Leo Marks, <time", "Done in version 3")] == [True] * 3
    client.post(f"{address}?show=all", {"act": "reopen", "comment": comment.key})
    ask = reverse("my:work_feedback_ask", args=["spring-2027", newer.submission.key])
    due = {"due_on_day": "12", "due_on_month": "3", "due_on_year": "2027"}
    assert client.post(ask, {"question": "Is it clear?", **due}).status_code == 422
    client.post(ask, {"of": world.people["mentor"].pk, "question": "Is it clear?", **due})
    request = FeedbackRequest.objects.get()
    assert "Is it clear?" in sign_in("mentor").get(address).content.decode()
    sign_in("mentor").post(address, {"act": "decline", "request": request.key, "text": "Away."})
    assert "“Away.”" in sign_in("participant").get(address).content.decode()


@pytest.mark.parametrize("act", ["reply", "settle", "reopen", "change", "take_back"])
def test_another_teams_comment_and_a_hidden_one_are_not_there(world, sign_in, version, act):
    """O-02: the same answer as for a key that nobody has; another team does not even find the page."""
    keys = [said(world, version, audience=one).key for one in ("HELPERS", "ORGANISERS")]
    keys += [say(world, version).key, WorkCommentFactory().key, "nobody", "\x00"]
    client, address = sign_in("participant"), page("my", version)
    sent = {"act": act, "text": "Mine"}
    assert [client.post(address, {**sent, "comment": key}).status_code for key in keys] == [404] * 6
    mine = said(world, version).key
    other = sign_in("other_participant")
    assert [other.post(address, {**sent, "comment": mine}).status_code, other.get(address).status_code] == [404, 404]


def world_of_the_team(sign_in, world, version):
    """Every page on which the team could notice, and every letter it has had."""
    found = []
    for role in TEAM:
        client = sign_in(role)
        pages = [page("my", version), f"{page('my', version)}?show=all"]
        pages += [reverse(f"my:{name}", args=["spring-2027"]) for name in ("week", "milestones")]
        pages.append(reverse("my:milestone", args=["spring-2027", world.milestone.key]))
        found += [SECRETS.sub("", client.get(one).content.decode()) for one in pages]
    people = [world.people[role] for role in TEAM]
    return found, list(OutboxMessage.objects.filter(to__in=people).values_list("kind", "body"))


def test_two_worlds_the_team_notices_nothing_that_is_not_for_it(world, sign_in, version):
    """O-02: no page, number, letter or answer tells of hidden comments, drafts, or marks that are not shown."""
    comment = said(world, version, part="text", paragraph=1)
    people = [world.people[role] for role in ("mentor", "challenge_owner")]
    asked = services.ask_marks(version=version, of=people, by=world.people["organiser"])
    # Who has looked at the draft is told to the others: all have, before it is compared.
    world_of_the_team(sign_in, world, version)
    before = world_of_the_team(sign_in, world, version)
    for audience in ("HELPERS", "ORGANISERS"):
        hidden = said(world, version, "challenge_owner", f"Between us {audience}", audience=audience, part="text")
        services.reply(comment=hidden, text="Indeed", by=world.people["organiser"])
    say(world, version, text="A draft", part="text", paragraph=2)
    sheet = asked.sheets.get(marker=world.people["mentor"])
    services.give_marks(sheet=sheet, levels={0: 2, 1: 1}, words="Bold", by=world.people["mentor"])
    assert world_of_the_team(sign_in, world, version) == before
    services.settle(comment=comment, by=world.people["participant"])
    assert world_of_the_team(sign_in, world, version) != before


def test_each_helper_reads_it_behind_their_own_door_until_they_leave(world, sign_in, version):
    """O-06: the very next request is answered as if it had never been there."""
    doors = {"mentor": "my", "challenge_owner": "partner", "organiser": "organise"}
    assert [sign_in(role).get(page(door, version)).status_code for role, door in doors.items()] == [200] * 3
    world.mentor.left_at = START
    world.mentor.save()
    world.line.team = world.other_team
    world.line.save()
    assert [sign_in(role).get(page(door, version)).status_code for role, door in doors.items()] == [404, 404, 200]


def test_the_page_asks_the_same_for_one_comment_and_three(world, sign_in, version, django_assert_num_queries):
    said(world, version)
    queries = {"participant": 17, "mentor": 17, "organiser": 17}
    for _ in range(2):
        for role, number in queries.items():
            client, address = sign_in(role), page("organise" if role == "organiser" else "my", version)
            client.get(address)
            with django_assert_num_queries(number):
                client.get(address)
        for text in ("Two", "Three"):
            services.reply(comment=said(world, version, text=text), text="Yes", by=world.people["participant"])


def test_homes_say_what_is_to_do(world, sign_in, version):
    """This week of team and mentor, the partners' home, Today of organisers."""
    said(world, version, text="Who are they?")
    week = reverse("my:week", args=["spring-2027"])
    assert "Read the feedback on Problem statement" in sign_in("participant").get(week).content.decode()
    homes = {
        "mentor": week,
        "challenge_owner": reverse("partner:home"),
        "organiser": reverse("organise:today", args=["spring-2027"]),
    }
    for role in homes:
        due_on = START.date()
        people = {"of": world.people[role], "by": world.people["participant"]}
        services.ask_feedback(version=version, question="Is it clear?", due_on=due_on, **people)
    title = "Lantern asks for your feedback: Problem statement"
    assert [title in sign_in(role).get(home).content.decode() for role, home in homes.items()] == [True] * 3


def test_a_comment_is_on_the_version_that_was_read(world, sign_in, version):
    """Though a newer one is handed in while it is written."""
    client, address = sign_in("mentor"), page("my", version)
    [link] = re.findall(r'href="([?]on=text[.]2[^"#]*)', client.get(address).content.decode())
    at = address + link.replace("&amp;", "&")
    assert '<form method="post" novalidate class="form fb-write">' in client.get(at).content.decode()
    hand_in(world.milestone, world.team, world.people["participant"], text=SECOND)
    client.post(at, {"act": "comment", "part": "text", "paragraph": "2", "audience": "SHARED", "text": "Who?"})
    comment = WorkComment.objects.get()
    assert (comment.version, comment.quote) == (version, "Nobody knows whom to ring.")


def test_an_address_with_a_number_that_is_none_opens_no_form(world, sign_in, version):
    shown = sign_in("mentor").get(page("my", version), {"on": "text.²"})
    assert (shown.status_code, shown.context["writing"]) == (200, None)


def test_a_settled_comment_is_changed_where_it_is_shown(world, sign_in, version):
    comment = said(world, version)
    services.settle(comment=comment, by=world.people["mentor"])
    client, address = sign_in("mentor"), page("my", version)
    [link] = re.findall(r'href="([?]edit=[^"#]*)', client.get(f"{address}?show=all").content.decode())
    shown = client.get(address + link.replace("&amp;", "&")).content.decode()
    assert "Save the change" in shown


def test_declining_twice_says_that_it_is_done(world, sign_in, version):
    people = {"of": world.people["mentor"], "by": world.people["participant"]}
    request = services.ask_feedback(version=version, question="Clear?", due_on=START.date(), **people)
    client, address = sign_in("mentor"), page("my", version)
    sent = {"act": "decline", "request": request.key, "text": "Away."}
    told = [client.post(address, sent, follow=True).content.decode() for _time in range(2)]
    assert ["Declined. The team is told" in one for one in told] == [True, False]
    assert ["That is not possible any more" in one for one in told] == [False, True]


def test_a_day_whose_last_minute_is_not_there_breaks_no_home(world, sign_in, version):
    """D-02: Greenland's clocks go from 23:00 to midnight on 27 March 2027."""
    type(world.cohort).objects.filter(pk=world.cohort.pk).update(zone="America/Nuuk")
    homes = {"mentor": "my:week", "organiser": "organise:today"}
    for role in homes:
        people = {"of": world.people[role], "by": world.people["participant"]}
        services.ask_feedback(version=version, question="Clear?", due_on=date(2027, 3, 27), **people)
    title = "Lantern asks for your feedback: Problem statement"
    pages = {role: reverse(name, args=["spring-2027"]) for role, name in homes.items()}
    assert [title in sign_in(role).get(one).content.decode() for role, one in pages.items()] == [True] * 2
