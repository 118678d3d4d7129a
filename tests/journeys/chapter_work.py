"""Chapter three: challenges, a programme day and a milestone."""

import io

from challenges.models import Allocation, Brief, Milestone, Version
from cohorts.models import AccessNeed, Booking, Team, Visit
from core.models import OutboxMessage
from tests.journeys.story import ADE, CALLA, FARAH, HANA, LEO, RHYS, Story

QUESTIONS = (
    "How might we reduce loneliness in rural communities?",
    "How might we monitor the condition of social housing?",
    "How might we guarantee prescription continuity?",
    "How might we speed up new housing?",
    "How might we help firefighters know a building?",
    "How might we audit public spending better?",
    "How might we plan for cars that drive themselves?",
)

READY = {
    "reason": "Chosen with its owner for the pilot.",
    "marking": "NONE",
    "commercial": "NONE",
    "personal_data": "NONE",
    "is_kept": "on",
    "sponsor": "Morwenna Hale",
    "backing_reason": "Her letter of 3 March.",
}


def writes_and_publishes_challenges(story: Story) -> None:
    ade = story[ADE]
    for number, question in enumerate(QUESTIONS, start=1):
        ade.open(f"/organise/{story.slug}/briefs/new/")
        texts = {"question": question, "public_title": question, "short_name": f"Challenge {number}"}
        ade.press("Save the challenge", owner="Leeds City Council", **texts)
        if number == 1:
            assert ade.again() == 302
    assert Brief.objects.filter(state="DRAFT").count() == 7
    brief = Brief.objects.get(question=QUESTIONS[0])
    ade.open(f"/organise/{story.slug}/briefs/{brief.key}/")
    ade.press("Add and invite", email=RHYS, first_name="Rhys", last_name="Morgan")
    assert ade.again() in (302, 422)
    assert brief.owners.count() == 1
    hana = story[HANA]
    assert hana.open(f"/my/{story.slug}/briefs/{brief.key}/", status=404).status == 404
    for one in Brief.objects.all():
        ade.open(f"/organise/{story.slug}/briefs/{one.key}/ready/")
        ade.press("Approve and put on record", **READY)
    ade.open(f"/organise/{story.slug}/briefs/publish/")
    ade.press("Publish to teams", briefs=[one.key for one in Brief.objects.all()])
    assert Brief.objects.filter(state="PUBLISHED").count() == 7
    ade.again()
    story.post_round()
    assert hana.open(f"/my/{story.slug}/briefs/{brief.key}/").heading == QUESTIONS[0]
    ade.open(f"/organise/{story.slug}/briefs/{brief.key}/").press("Show it to everybody")
    story.post_round()
    story.accept(RHYS).press("Accept the invitation")
    assert story[RHYS].open(f"/partner/briefs/{brief.key}/").heading == QUESTIONS[0]


def ranks_the_challenges(story: Story) -> None:
    """Two tabs: the second one is told that the first has saved."""
    hana = story[HANA]
    keys = [Brief.objects.get(question=question).key for question in QUESTIONS]
    hana.open(f"/my/{story.slug}/briefs/")
    late = hana.form("Save our ranking")
    hana.press("Save our ranking", **{keys[1]: "1", keys[0]: "2", keys[4]: "3"})
    team = Team.objects.get(members__participant__user__email=HANA)
    ranked = [one.brief.question for one in team.preferences.order_by("rank")]
    assert ranked == [QUESTIONS[1], QUESTIONS[0], QUESTIONS[4]]
    answer = hana.client.post(f"/my/{story.slug}/briefs/rank/", {**late, keys[2]: "1"})
    assert answer.status_code in (409, 422)
    assert [one.brief.question for one in team.preferences.order_by("rank")] == ranked


def allocates_the_challenges(story: Story) -> None:
    ade = story[ADE].open(f"/organise/{story.slug}/briefs/").press("Propose an allocation")
    assert (ade.again(), Allocation.objects.count()) == (302, 1)
    made = Allocation.objects.get()
    team = Team.objects.get(members__participant__user__email=HANA)
    assert (made.state, made.lines.count(), made.lines.get(team=team).brief.question) == ("READY", 7, QUESTIONS[1])
    ade.open(ade.address).follow("Publish to teams").press("Publish to teams")
    made.refresh_from_db()
    assert (made.state, ade.again()) == ("PUBLISHED", 302)
    story.post_round()
    assert QUESTIONS[1] in story[HANA].open(f"/my/{story.slug}/briefs/").words


def plans_a_programme_day(story: Story) -> None:
    ade = story[ADE].open(f"/organise/{story.slug}/visits/new/")
    ade.press(
        "Save the visit",
        title="Listening to users",
        host="Calder & Finch",
        on_day="15 4 2027",
        at="9:30",
        until="16:30",
        capacity="1",
        town="Bristol",
    )
    assert (ade.again(), Visit.objects.count()) == (302, 1)
    ade.press("Open for booking")
    ade.press("Add and invite", email=CALLA, first_name="Calla", last_name="Finch")
    story.post_round()
    story.accept(CALLA).press("Accept the invitation")


def books_cancels_and_marks_attendance(story: Story) -> None:
    """C-04: one seat is given once, the next asker waits and gets it; a doubled button books once."""
    visit = Visit.objects.get()
    address = f"/my/{story.slug}/visits/{visit.key}/"
    hana, leo, ade = story[HANA].open(address), story[LEO].open(address), story[ADE]
    hana.press("Book my seat")
    assert (hana.again(), Booking.objects.held().count()) == (302, 1)
    leo.press("Book my seat")
    assert leo.said.endswith("is full. You are on the waiting list.")
    assert (Booking.objects.held().count(), Booking.objects.waiting().count()) == (1, 1)
    hana.press("Give up my seat")
    assert (hana.again(), Booking.objects.held().get().participant.user.email) == (302, LEO)
    leo.open(address)
    leo.press("Save what I need", text="Step-free access, please.", agreed="on")
    assert (Booking.objects.held().get().participant.user.email, AccessNeed.objects.count()) == (LEO, 1)
    calla = story[CALLA].open(f"/partner/visits/{visit.key}/needs/").press("Read the needs (this is recorded)")
    assert "Step-free access, please." in calla.words
    story.clock.set(visit.starts_at)
    page = ade.open(f"/organise/{story.slug}/visits/{visit.key}/")
    page.press("They came", within="#marks", pick=[Booking.objects.held().get().key])
    assert (page.said, Booking.objects.held().get().attendance) == ("1 mark changed.", "CAME")


def hands_in_a_milestone_twice(story: Story) -> None:
    """The newest version counts, each has its receipt, and a doubled button makes one."""
    ade = story[ADE].open(f"/organise/{story.slug}/milestones/new/")
    ade.press("Save the milestone", title="User map", due_at_day="30 4 2027", due_at_time="17:00")
    assert (ade.again(), Milestone.objects.filter(title="User map").count()) == (302, 1)
    milestone = Milestone.objects.get(title="User map")
    hana = story[HANA].open(f"/my/{story.slug}/milestones/{milestone.key}/")
    hana.press("Hand in", text="Nine people told us.", links="https://example.com/board", files={"files": a_file()})
    assert (hana.again(), Version.objects.count()) == (302, 1)
    hana.press("Hand in version 2", text="Eleven people told us.", files={"files": a_file("map.csv", b"a,b\n1,2\n")})
    versions = Version.objects.order_by("number")
    assert [(one.number, one.files.count()) for one in versions] == [(1, 1), (2, 2)]
    assert versions[0].key in hana.words
    draft = next(link for link in hana.links() if "/drafts/" in link and "/files/" in link)
    assert [fetched(story[who], draft) for who in (HANA, FARAH, LEO)] == [200, 404, 404]
    file = next(link for link in hana.links() if "/files/" in link and "/drafts/" not in link)
    assert [fetched(story[who], file) for who in (HANA, FARAH, LEO)] == [200, 200, 404]
    assert "Eleven people told us." in ade.open(f"/organise/{story.slug}/work/{versions[0].submission.key}/").words
    assert OutboxMessage.objects.filter(to__email=HANA, subject__icontains="User map").count() >= 1


def fetched(visitor, address: str) -> int:
    """The status of a download, read to its end."""
    answer = visitor.client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    answer.close()
    return answer.status_code


def a_file(name="notes.txt", data=b"What we heard.\n") -> io.BytesIO:
    """A small file to hand in."""
    file = io.BytesIO(data)
    file.name = name
    return file
