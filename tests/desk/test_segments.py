"""From Today to the letter: the people whose work is owed, those without a seat, and how the text begins."""

from datetime import timedelta

import pytest

from cohorts.messages.segments import as_said, segments_of, start_of
from cohorts.models import Booking, Visit
from core.models import OutboxMessage
from desk.ground import Ground
from desk.today import late
from tests.clock import START
from tests.factories import challenges, cohorts

NEW = "/organise/spring-2027/messages/new/"


@pytest.fixture
def plan(world):
    """A milestone that was due two days ago; Compass has handed in."""
    found = challenges.MilestoneFactory(cohort=world.cohort, title="Plan", due_at=START - timedelta(days=2))
    challenges.SubmissionFactory(milestone=found, team=world.other_team)
    return found


def groups(cohort):
    return {segment.name: [user.name for user in segment.users] for segment in segments_of(cohort)}


def test_those_who_owe_work_are_a_group_to_write_to(world, plan):
    found = groups(world.cohort)
    assert found[f"owing-{plan.key}"] == ["Hana Aziz", "Leo Marks"]
    assert [name for name in found if name.startswith("owing-")] == [f"owing-{plan.key}"]


def test_next_programme_day_has_two_groups(world):
    found = groups(world.cohort)
    assert found[f"seated-{world.visit.key}"] == ["Hana Aziz"]
    assert found[f"seatless-{world.visit.key}"] == ["Leo Marks", "Tess Wynn"]
    Booking.objects.update(state="CANCELLED")
    assert groups(world.cohort)[f"seatless-{world.visit.key}"] == ["Hana Aziz", "Leo Marks", "Tess Wynn"]
    Visit.objects.update(is_published=False)
    assert [name for name in groups(world.cohort) if name.startswith("seat")] == []


@pytest.mark.parametrize("count", [1, 3])
def test_groups_take_the_same_queries_for_one_and_three(world, django_assert_num_queries, count):
    for number in range(count):
        challenges.MilestoneFactory(cohort=world.cohort, title=f"Old {number}", due_at=START - timedelta(days=2))
        cohorts.VisitFactory(cohort=world.cohort)
    with django_assert_num_queries(19):
        segments_of(world.cohort)


def test_reminder_from_today_is_ready_to_be_looked_at(world, sign_in, plan):
    """The button of the late line leads to a letter with its people, subject and text."""
    [item] = [item for item in late(Ground(world.cohort)) if item.title.startswith("Plan")]
    assert item.act == "Remind Lantern"
    client = sign_in("organiser")
    form = client.get(item.act_url).context["form"]
    given = {name: form[name].value() for name in ("segment", "subject", "body")}
    assert given == {
        "segment": f"team-{world.team.key}",
        "subject": "Plan: still missing",
        "body": (
            "Hello {first_name},\n\n“Plan” of your team was due Sun 7 Mar 2027, 10:00 GMT, and it is not in yet.\n\n"
            "Handing in is closed by now. Please tell us how far you are, and what would help.\n"
        ),
    }
    page = client.post(item.act_url, {**given, "step": "preview"})
    assert page.context["preview"].names == ["Hana Aziz", "Leo Marks"]
    client.post(item.act_url, {**given, "step": "send", "seen": "2"})
    assert [message.subject for message in OutboxMessage.objects.order_by("pk")] == ["Plan: still missing"] * 2


def test_reminder_says_where_to_hand_in_while_that_is_open(world, plan, clock):
    clock.set(plan.due_at + timedelta(minutes=5))
    assert start_of(world.cohort, f"milestone-{plan.key}")["body"].endswith(
        "Please hand it in under “Milestones”:\n{site}\n"
    )


def test_letter_about_a_seat_names_the_day(world):
    found = start_of(world.cohort, f"visit-{world.visit.key}")
    assert found["subject"] == "Your seat on Programme day 2"
    assert "Programme day 2 is at Calder & Finch: Thu 11 Mar 2027, 10:00 GMT." in found["body"]


@pytest.mark.parametrize("about", ["", "nothing-abc", "milestone-", "milestone", "milestone-zzz", "visit-\0"])
def test_letter_begins_as_ever_where_what_it_is_about_is_not_known(world, about):
    assert start_of(world.cohort, about) == {}


def test_letter_knows_nothing_of_another_cohort(world, plan):
    """O-01: a key of another cohort begins nothing."""
    assert start_of(world.other_cohort, f"milestone-{plan.key}") == {}
    assert start_of(world.other_cohort, f"visit-{world.visit.key}") == {}


def test_unknown_group_chooses_nobody(world, sign_in):
    page = sign_in("organiser").get(f"{NEW}?segment=team-nobody&about=milestone-nothing&colour=red")
    assert page.status_code == 200
    assert "checked" not in page.content.decode()
    assert page.context["form"]["subject"].value() == "News from {cohort}"


def test_title_asks_for_nothing_and_makes_no_link():
    """M-03, M-04: what others wrote stays words."""
    assert as_said("{link} www.evil.example") == "(link) www. evil. example"
