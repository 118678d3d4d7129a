"""A team's room over HTTP: who sees what, what stands first, cost, and every form."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from challenges.models import ContactCard, NoteClash, TeamDecision, TeamLink, TeamMeeting, TeamNote
from challenges.work.rooms import services
from tests.clock import START
from tests.factories import cohorts, rooms
from tests.factories.challenges import MilestoneFactory
from tests.factories.work import ExtensionFactory

pytestmark = pytest.mark.django_db
QUERIES = 29
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|"x-csrftoken": "[^"]*"|nonce-?[^ "]*')
THURSDAY = datetime(2027, 3, 11, 10, tzinfo=UTC)


def room(world):
    return f"/my/spring-2027/room/{world.team.key}/"


def words(answer):
    return answer.content.decode()


def fill(world, count):
    """So much more of everything that a room shows."""
    for number in range(count):
        meeting = rooms.TeamMeetingFactory(team=world.team)
        rooms.MeetingSlotFactory(meeting=meeting)
        rooms.TeamMeetingFactory(team=world.team, state="FIXED", starts_at=START + timedelta(days=number + 1))
        rooms.TeamMeetingFactory(team=world.team, state="FIXED", starts_at=START - timedelta(days=number + 1))
        rooms.NoteClashFactory(note=rooms.TeamNoteFactory(team=world.team))
        rooms.TeamDecisionFactory(team=world.team, replaces=rooms.TeamDecisionFactory(team=world.team))
        rooms.TeamLinkFactory(team=world.team)
        MilestoneFactory(cohort=world.cohort)
        member = cohorts.TeamMemberFactory(team=world.team)
        cohorts.MentorAssignmentFactory(team=world.team)
        rooms.ContactCardFactory(cohort=world.cohort, user=member.participant.user)


@pytest.mark.parametrize(("count", "teams"), [(1, 10), (3, 10), (1, 400)])
def test_a_room_asks_the_same_number_of_queries(world, sign_in, django_assert_num_queries, count, teams):
    fill(world, count)
    cohorts.TeamFactory._meta.model.objects.bulk_create(
        cohorts.TeamFactory.build(cohort=world.cohort, name=f"T{number}", number=100 + number)
        for number in range(teams)
    )
    client = sign_in("participant")
    with django_assert_num_queries(QUERIES):
        assert client.get(room(world)).status_code == 200


def test_the_room_begins_with_what_is_due_what_is_next_and_what_waits(world, sign_in, team_mate):
    NoteClash.objects.all().delete()
    MilestoneFactory(cohort=world.cohort, title="User research", due_at=THURSDAY + timedelta(days=7))
    slots = {"minutes": 60, "slots": [THURSDAY], "by": team_mate}
    services.propose_meeting(team=world.team, subject="Plan", **slots)
    fixed = services.propose_meeting(team=world.team, subject="Review", **slots)
    services.fix_meeting(meeting=fixed, slot=fixed.slots.get(), by=team_mate)
    context = sign_in("participant").get(room(world)).context
    shown = context["room"]
    assert (shown.next_due.title, shown.next_meeting.subject) == ("User research", "Review")
    assert [task.title for task in context["waits"]] == ["Say when you can meet: Plan"]
    assert context["lines"][0][:2] == (
        "Next programme day",
        "Programme day 2, Thu 11 Mar 2027, 10:00 GMT, in 2 days. 1 of 2 have a seat.",
    )


def test_people_are_seen_as_they_chose(world, sign_in):
    type(world.place).objects.filter(pk=world.place.pk).update(about="I know registers.", background="Law", region="N")
    client = sign_in("participant")
    client.post("/my/spring-2027/room/card/", {"pronouns": "she/her", "reach": "Ring me", "shows_email": "on"})
    [hana, leo] = client.get(room(world)).context["room"].people
    assert (hana.pronouns, hana.reach, hana.email, hana.about) == (
        "she/her",
        "Ring me",
        "participant@example.com",
        "I know registers.",
    )
    assert (leo.pronouns, leo.reach, leo.email) == ("", "", "")
    client.post("/my/spring-2027/room/card/", {"pronouns": "", "reach": "", "shows_email": ""})
    assert list(ContactCard.objects.values_list("pronouns", "reach", "shows_email")) == [("", "", False)]


def test_notes_are_the_teams_unless_it_shares_them(world, sign_in):
    """O-02: mentors and organisers read what is shared, an owner, another team and administrators nothing."""
    shared = rooms.TeamNoteFactory(team=world.team, title="For all", is_shared=True)
    own = world.team_note
    roles = ("participant", "mentor", "organiser", "challenge_owner", "other_participant", "administrator")
    found = {}
    for role in roles:
        client = sign_in(role)
        pages = [client.get(f"/my/spring-2027/room/notes/{note.key}/").status_code for note in (shared, own)]
        answer = client.get(room(world))
        titles = sorted(note.title for note in answer.context["room"].notes) if answer.status_code == 200 else None
        found[role] = (*pages, titles)
    assert found == {
        "participant": (200, 200, ["For all", "Whom we ask"]),
        "mentor": (200, 404, ["For all"]),
        "organiser": (200, 404, ["For all"]),
        "challenge_owner": (404, 404, None),
        "other_participant": (404, 404, None),
        "administrator": (404, 404, []),
    }


def test_versions_are_the_teams_alone_also_of_a_note_that_is_shared(world, sign_in):
    """O-02: what was written before it was shared stays with the team."""
    note = rooms.TeamNoteFactory(team=world.team, is_shared=True)
    page = f"/my/spring-2027/room/notes/{note.key}/"
    found = {}
    for role in ("participant", "mentor", "organiser"):
        client = sign_in(role)
        found[role] = (f"{page}versions/" in words(client.get(page)), client.get(f"{page}versions/").status_code)
    assert found == {"participant": (True, 200), "mentor": (False, 404), "organiser": (False, 404)}


def test_the_lines_say_how_it_stands_with_the_owner_questions_and_check_ins(world, sign_in):
    """A mentor reads the check-ins; an organiser, who has other pages for all of it, is led nowhere."""
    told = {}
    for role in ("participant", "mentor", "organiser"):
        lines = sign_in(role).get(room(world)).context["lines"]
        told[role] = [(label, act) for label, _words, _url, act in lines][1:]
    assert told == {
        "participant": [
            ("Questions about the challenge", "Ask or read"),
            ("Weekly check-in", "Check in"),
        ],
        "mentor": [("Weekly check-ins", "Read them")],
        "organiser": [],
    }


def test_who_left_the_team_finds_nothing_at_the_next_request(world, sign_in):
    """O-06: the room, its notes, meetings and forms are shut for a member who left and a mentor who ended."""
    meeting = rooms.TeamMeetingFactory(team=world.team)
    pages = [
        room(world),
        f"{room(world)}write/",
        f"/my/spring-2027/room/notes/{world.team_note.key}/",
        f"/my/spring-2027/room/meetings/{meeting.key}/",
    ]
    client = sign_in("participant")
    assert [client.get(page).status_code for page in pages] == [200] * 4
    type(world.place).objects.filter(pk=world.place.pk).update(state="WITHDRAWN")
    assert [client.get(page).status_code for page in pages] == [404] * 4
    client = sign_in("mentor")
    assert client.get(room(world)).status_code == 200
    type(world.mentor).objects.update(left_at=START)
    assert client.get(room(world)).status_code == 404


def test_a_mentor_learns_nothing_of_more_time(world, sign_in):
    """D-07."""
    row = MilestoneFactory(cohort=world.cohort, title="User research", due_at=THURSDAY)
    before = words(sign_in("mentor").get(room(world)))
    ExtensionFactory(milestone=row, team=world.team, due_at=THURSDAY + timedelta(days=3))
    assert TOKENS.sub("", words(sign_in("mentor").get(room(world)))) == TOKENS.sub("", before)
    due = {due.title: due.at for due in sign_in("participant").get(room(world)).context["room"].milestones}
    assert due["User research"] == THURSDAY + timedelta(days=3)


def test_links_show_where_they_lead_and_tell_the_other_site_nothing(world, sign_in):
    TeamLink.objects.all().delete()
    client = sign_in("participant")
    answer = client.post(f"{room(world)}link/", {"title": "Board", "address": "javascript:alert(1)"})
    assert (answer.status_code, answer.context["form"]["title"].value()) == (422, "Board")
    client.post(f"{room(world)}link/", {"title": "Board", "address": "https://bücher.example/<b>"})
    page = words(client.get(room(world)))
    assert '<a href="https://bücher.example/&lt;b&gt;" rel="noopener noreferrer">Board</a>' in page
    assert "xn--bcher-kva.example" in page


def test_two_texts_of_one_line_are_shown_side_by_side(world, sign_in):
    NoteClash.objects.all().delete()
    address = f"/my/spring-2027/room/notes/{world.team_note.key}/"
    sign_in("participant").post(address, {"title": "Whom we ask", "text": "Nine tenants\n\nWardens", "base": "1"})
    client = sign_in("team_mate")
    client.post(address, {"title": "Whom we ask", "text": "Ten tenants\n\nWardens", "base": "1"})
    [choice] = client.get(address).context["choices"]
    assert choice["clash"].value == "Ten tenants\n\nWardens"
    client.post(f"/my/spring-2027/room/clashes/{choice['clash'].key}/", {"keep": "theirs"})
    assert (TeamNote.objects.get(pk=world.team_note.pk).text, NoteClash.objects.count()) == (
        "Ten tenants\n\nWardens",
        0,
    )
    assert client.post(address, {"title": "", "text": "x", "base": "2"}).status_code == 422


def test_a_decision_stands_struck_through_with_a_link_to_the_new_one(world, sign_in):
    old = TeamDecision.objects.get()
    client = sign_in("participant")
    form = client.get(f"{room(world)}decide/?replaces={old.key}").context["form"]
    assert form["replaces"].value() == old.key
    day = {"decided_on_day": "9", "decided_on_month": "3", "decided_on_year": "2027"}
    said = {"sentence": "We ask wardens", "why": "They decide.", "replaces": old.key, **day}
    assert client.post(f"{room(world)}decide/", {**said, "why": ""}).status_code == 422
    client.post(f"{room(world)}decide/", said)
    new = TeamDecision.objects.get(replaces=old)
    page = words(client.get(room(world)))
    assert f'{old.sentence}</del> <a class="small" href="#d-{new.key}">' in page


def test_a_decision_recorded_twice_by_one_form_is_one_and_another_one_is_told_who_was_first(world, sign_in):
    old = TeamDecision.objects.get()
    client = sign_in("participant")
    day = {"decided_on_day": "9", "decided_on_month": "3", "decided_on_year": "2027"}
    said = {"sentence": "We ask wardens", "why": "They decide.", "replaces": old.key, **day}
    one, other = uuid4(), uuid4()
    sent = [client.post(f"{room(world)}decide/", {**said, "once": once}) for once in (one, one, other)]
    assert ([answer.status_code for answer in sent], TeamDecision.objects.count()) == ([302, 302, 422], 2)
    assert "Somebody replaced this decision meanwhile." in words(sent[2])


DAYS = {"first_day_day": "11", "first_day_month": "3", "first_day_year": "2027"}
DAYS |= {"last_day_day": "12", "last_day_month": "3", "last_day_year": "2027"}
ABOUT = {"subject": "Plan", "minutes": "60", "place": "", "link": "", **DAYS}


def test_a_meeting_is_proposed_in_two_steps_without_scripts(world, sign_in):
    TeamMeeting.objects.all().delete()
    client = sign_in("participant")
    looked = client.post(f"{room(world)}meet/", {**ABOUT, "act": "look"})
    offered = [value for value, _label in looked.context["form"].fields["slots"].choices]
    assert (looked.status_code, TeamMeeting.objects.count(), offered[0]) == (200, 0, "2027-03-11T09:00:00+00:00")
    assert client.post(f"{room(world)}meet/", {**ABOUT, "act": "ask"}).status_code == 422
    client.post(f"{room(world)}meet/", {**ABOUT, "act": "ask", "slots": offered[:2], "mentors": [world.mentor.key]})
    meeting = TeamMeeting.objects.get()
    assert [slot.starts_at.isoformat() for slot in meeting.slots.order_by("pk")] == offered[:2]
    first = meeting.slots.first()
    page = reverse("my:meeting", args=["spring-2027", meeting.key])
    sign_in("mentor").post(f"{page}answer/", {first.key: "NO"})
    assert list(first.answers.order_by("pk").values_list("can", flat=True)) == ["YES", "NO"]
    assert client.post(f"{page}fix/", {"slot": first.key}).status_code == 404
    client = sign_in("team_mate")
    client.post(f"{page}fix/", {"slot": first.key})
    assert client.get(page).context["meeting"].starts_at == first.starts_at


def test_looking_for_times_of_other_days_leaves_the_ticks_that_are_still_offered(world, sign_in):
    client, address = sign_in("participant"), f"{room(world)}meet/"
    look = {**ABOUT, "act": "look"}
    [old, *_more] = client.post(address, look).context["form"]["slots"].value()
    look |= {"first_day_day": "15", "last_day_day": "16"}
    again = client.post(address, {**look, "slots": [old]})
    offered = [value for value, _label in again.context["form"].fields["slots"].choices]
    assert (again.status_code, again.context["form"]["slots"].value()) == (200, offered)
    ticked = client.post(address, {**look, "slots": [old, offered[1]]})
    assert (ticked.status_code, ticked.context["form"]["slots"].value()) == (200, [offered[1]])


def test_moving_a_meeting_to_where_it_is_says_that_nothing_has_changed(world, sign_in):
    meeting = rooms.TeamMeetingFactory(team=world.team, state="FIXED", starts_at=THURSDAY, place="", link="")
    page = reverse("my:meeting_change", args=["spring-2027", meeting.key])
    at = {"starts_at_day": "11", "starts_at_month": "3", "starts_at_year": "2027", "starts_at_time": "10:00"}
    sent = {"seen": str(meeting.turn), "place": "", "link": "", **at}
    client = sign_in("participant")
    told = [words(client.post(page, {**sent, **more}, follow=True)) for more in ({}, {"place": "Room 4"})]
    assert ["Nothing has changed." in one for one in told] == [True, False]
    assert ["Saved, and everybody asked is told." in one for one in told] == [False, True]


@pytest.mark.parametrize(
    ("day", "month", "why"),
    [("28", "3", "The clocks go forward then"), ("31", "10", "The clocks go back then")],
)
def test_a_time_that_never_comes_or_comes_twice_is_refused(world, sign_in, day, month, why):
    """D-03: 28 March and 31 October 2027, half past one at night, proposed or moved to."""
    at = {"day": day, "month": month, "year": "2027", "time": "01:30"}
    meeting = rooms.TeamMeetingFactory(team=world.team, state="FIXED", starts_at=THURSDAY)
    client = sign_in("participant")
    other = {f"other_{name}": value for name, value in at.items()}
    proposed = client.post(f"{room(world)}meet/", {**ABOUT, "act": "ask", **other})
    page = reverse("my:meeting_change", args=["spring-2027", meeting.key])
    moved = client.post(page, {"seen": "0", **{f"starts_at_{name}": value for name, value in at.items()}})
    assert (proposed.status_code, moved.status_code) == (422, 422)
    assert why in words(proposed)
    assert why in words(moved)
    assert TeamMeeting.objects.get(pk=meeting.pk).starts_at == THURSDAY


def test_a_meeting_that_moves_over_a_clock_change_keeps_the_wall_clock(world, sign_in):
    """D-02: from Friday 10:00 GMT to Monday 10:00 BST, and the page names the zone."""
    friday = datetime(2027, 3, 26, 10, tzinfo=UTC)
    meeting = rooms.TeamMeetingFactory(team=world.team, state="FIXED", starts_at=friday)
    page = reverse("my:meeting_change", args=["spring-2027", meeting.key])
    monday = {"starts_at_day": "29", "starts_at_month": "3", "starts_at_year": "2027", "starts_at_time": "10:00"}
    client = sign_in("participant")
    client.post(page, {"seen": "0", **monday})
    moved = TeamMeeting.objects.get(pk=meeting.pk)
    assert moved.starts_at == datetime(2027, 3, 29, 9, tzinfo=UTC)
    assert "Mon 29 Mar 2027, 10:00 BST" in words(client.get(page.replace("change/", "")))


def test_my_team_goes_straight_there_or_offers_the_teams_or_tells_when(world, sign_in):
    client = sign_in("participant")
    assert client.get("/my/team/").headers["Location"] == room(world)
    cohorts.MentorAssignmentFactory(team=world.other_team, mentor=world.mentor)
    offered = sign_in("mentor").get("/my/team/").context["teams"]
    assert [team["name"] for team in offered] == ["Lantern", "Compass"]
    type(world.place).objects.filter(pk=world.place.pk).get().membership.delete()
    answer = sign_in("participant").get("/my/spring-2027/room/")
    assert "teams are formed before the twelve weeks, which begin on Mon 8 Feb 2027" in words(answer)
