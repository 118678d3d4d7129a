"""The home of challenge owners and hosts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from challenges.models import Brief, BriefApplication, PitchDay
from cohorts.models import Visit
from core.people import invitations
from core.templatetags.moments import when_words
from tests.challenges.results.day import release_factory_decision
from tests.clock import START
from tests.factories import challenges, cohorts
from tests.factories.intake import BriefApplicationFactory

HOME_QUERIES = 26
LINK = 'href="/cohorts/spring-2027/"'


def rows(items):
    return [(item.title, item.when, item.note, item.act, item.url) for item in items]


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_same_number_of_queries(world, sign_in, host, django_assert_num_queries, count):
    for _number in range(count):
        brief = challenges.BriefFactory(cohort=world.cohort)
        challenges.BriefOwnerFactory(brief=brief, user=host)
        challenges.AllocationLineFactory(allocation=world.allocation, brief=brief)
        cohorts.VisitHostFactory(user=host, visit=cohorts.VisitFactory(cohort=world.cohort))
    client = sign_in("host")
    with django_assert_num_queries(HOME_QUERIES):
        client.get("/partner/")


def test_host_sees_the_visit_and_what_is_next(world, sign_in):
    context = sign_in("host").get("/partner/").context
    assert context["next"] == "Next: Programme day 2, Thu 11 Mar 2027, 10:00 GMT, in 2 days."
    url = f"/partner/visits/{world.visit.key}/"
    note = "Spring 2027. 10:00 to 16:00. 1 visitor, 5 seats."
    assert rows(context["ahead"]) == [("Programme day 2", "Thu 11 Mar", note, "See who comes", url)]
    assert (context["over"], context["briefs"]) == ([], [])


def test_visits_that_are_over_or_cancelled_stand_apart(world, sign_in, host):
    cohorts.VisitHostFactory(user=host, visit=cohorts.VisitFactory(cohort=world.cohort, cancelled_at=START))
    Visit.objects.filter(pk=world.visit.pk).update(
        starts_at=START - timedelta(days=2), ends_at=START - timedelta(days=1)
    )
    context = sign_in("host").get("/partner/").context
    assert (context["ahead"], context["next"]) == ([], "")
    assert [(item.when, item.act) for item in context["over"]] == [
        ("Cancelled", "Look at it"),
        ("Sun 7 Mar", "Mark who came"),
    ]


def test_host_marks_who_came_then_reads_it(world, sign_in):
    Visit.objects.filter(pk=world.visit.pk).update(
        starts_at=START - timedelta(days=2), ends_at=START - timedelta(days=1)
    )
    [item] = sign_in("host").get("/partner/").context["over"]
    assert item.note == "Spring 2027. Of 1 visitor it is not marked yet whether they came."
    world.booking.attendance = "CAME"
    world.booking.save()
    [item] = sign_in("host").get("/partner/").context["over"]
    assert (item.act, item.note) == ("See who came", "Spring 2027. 1 visitor came of 1.")


def owned(sign_in, role="challenge_owner"):
    return sign_in(role).get("/partner/").context["briefs"]


def test_owner_sees_the_brief_who_works_on_it_and_what_is_next(world, sign_in):
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(starts_at=START + timedelta(days=3))
    [brief] = owned(sign_in)
    assert (brief.title, brief.cohort, brief.state) == (world.brief.question, "Spring 2027", "Published to teams")
    assert (brief.teams, brief.url) == ([("Lantern", "Hana Aziz, Leo Marks")], f"/partner/briefs/{world.brief.key}/")
    assert brief.next == (
        "Offer the team an hour for its questions: it learns most from the people who have the problem. "
        f"The pitches: {when_words(START + timedelta(days=3), world.cohort)}."
    )


def test_owner_finds_what_the_team_handed_in_for_them(world, sign_in):
    """Only where the milestone is ticked for owners."""
    assert owned(sign_in)[0].work == []
    world.milestone.is_for_owners = True
    world.milestone.save()
    address = f"/partner/work/{world.submission.key}/"
    assert owned(sign_in)[0].work == [("Problem statement, Lantern", address, False)]
    assert owned(sign_in, "other_owner")[0].work == []


def test_owner_is_told_what_to_wait_for(world, sign_in):
    """Also that nobody took the challenge; a split that is not published is told to nobody."""
    [other] = owned(sign_in, "other_owner")
    assert (other.teams, other.next) == ([], "The challenges were given out, and no team works on this one.")
    world.allocation.state = "READY"
    world.allocation.save()
    [brief] = owned(sign_in)
    waiting = "Teams read and rank it. You get a mail when the challenges are given out."
    assert (brief.teams, brief.next) == ([], waiting)
    for state, words in (
        ("DRAFT", "Write it in six short steps; it is saved as you write."),
        ("CHANGES", "The organisers ask for changes: answer the comments and submit it again."),
        ("WITHDRAWN", "It was withdrawn: teams do not see it."),
    ):
        Brief.objects.filter(pk=world.brief.pk).update(state=state)
        assert owned(sign_in)[0].next == words


def test_owner_of_a_cancelled_cohort_is_told_so(world, sign_in):
    type(world.cohort).objects.filter(pk=world.cohort.pk).update(state="CANCELLED")
    assert owned(sign_in)[0].next == "The cohort was cancelled: nothing more comes of it."


def test_after_the_end_no_meeting_is_advised(world, sign_in):
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(starts_at=START + timedelta(days=3))
    cohort = type(world.cohort).objects.filter(pk=world.cohort.pk)
    before = owned(sign_in)[0].next
    cohort.update(starts_on=START.date() - timedelta(weeks=13))
    pitches = f"The pitches: {when_words(START + timedelta(days=3), world.cohort)}."
    assert (before[:22], owned(sign_in)[0].next) == ("Offer the team an hour", pitches)


def test_what_is_published_elsewhere_is_not_read(world, sign_in):
    """The cohorts of the owner alone, each once."""
    for _number in range(3):
        challenges.AllocationLineFactory(allocation__state="PUBLISHED")
    client = sign_in("challenge_owner")
    with CaptureQueriesContext(connection) as asked:
        client.get("/partner/")
    [sql] = [one["sql"] for one in asked if "SELECT DISTINCT" in one["sql"] and "allocation" in one["sql"].lower()]
    assert '"challenges_allocation"."cohort_id" IN (' in sql


def test_result_stands_on_the_pages_of_all_only_after_release(world, sign_in):
    """J-13: owner, participant, mentor and judge; nothing before."""
    pages = {
        "challenge_owner": "/partner/",
        "participant": "/my/spring-2027/",
        "mentor": "/my/spring-2027/",
        "judge": "/judge/",
    }
    world.decision.placings.create(team=world.team, rank=1, is_winner=True)
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="CONFIRMED")
    before = {role: LINK in sign_in(role).get(page).content.decode() for role, page in pages.items()}
    release_factory_decision(world)
    after = {role: LINK in sign_in(role).get(page).content.decode() for role, page in pages.items()}
    assert (set(before.values()), set(after.values())) == ({False}, {True})
    [brief] = owned(sign_in)
    assert (brief.result.words, brief.next) == ("Lantern comes first.", "")


def test_what_an_invitation_gives_waits_until_it_is_accepted(world, sign_in, host):
    """I-09: a host's visits too; another cohort's stay."""
    elsewhere = cohorts.VisitHostFactory(user=host, visit=cohorts.VisitFactory()).visit
    _invitation, token = invitations.invite(
        user=host, role="host", cohort=world.cohort, place="Spring 2027", by=world.people["organiser"]
    )
    client = sign_in("host")

    def shown():
        context = client.get("/partner/").context
        return {item.url for item in (*context["ahead"], *context["over"])}, context["invited"]

    before = shown()
    invitations.accept(token=token)
    there = f"/partner/visits/{elsewhere.key}/"
    assert before == ({there}, True)
    assert shown() == ({there, f"/partner/visits/{world.visit.key}/"}, False)


def test_others_briefs_and_visits_are_not_told(world, sign_in):
    """O-01."""
    page = sign_in("other_owner").get("/partner/").content.decode()
    assert (world.brief.question in page, world.visit.title in page) == (False, False)


def test_home_of_nobody_in_particular_says_what_would_stand_there(world, sign_in):
    assert "Nothing here is yours yet" in sign_in("stranger").get("/partner/").content.decode()


def test_who_proposed_a_challenge_sees_what_became_of_it(world, sign_in, stranger):
    """While it waits, once it is declined with words, and once it is a challenge to write."""
    application = BriefApplicationFactory(
        cohort=world.cohort, problem="Nobody knows who waits", person=stranger, state="WAITING", proved_at=START
    )
    client = sign_in("stranger")
    [waiting] = client.get("/partner/").context["applications"]
    note = "Spring 2027. Sent Tue 9 Mar. The organisers read it. You get a mail with their answer."
    assert (waiting.title, waiting.when, waiting.note) == ("Nobody knows who waits", "Waiting for an answer", note)
    assert client.get("/start/", follow=True).redirect_chain[-1][0] == "/partner/"
    application.state, application.answer = "DECLINED", "It is too large for twelve weeks."
    application.save()
    [declined] = client.get("/partner/").context["applications"]
    assert declined.note == "Spring 2027. Sent Tue 9 Mar. It is too large for twelve weeks."
    application.state, application.brief = "ACCEPTED", world.brief
    application.save()
    [accepted] = client.get("/partner/").context["applications"]
    assert (accepted.url, accepted.act) == (f"/partner/briefs/{world.brief.key}/", "Look at it")
    assert sign_in("host").get("/partner/").context["applications"] == []


def test_today_says_which_proposals_wait(world, sign_in):
    """A link to the list of those that wait, in no query more."""
    BriefApplication.objects.update(state="WAITING", proved_at=START)
    page = sign_in("organiser").get("/organise/spring-2027/").content.decode()
    assert "1 proposed challenge waits for an answer" in page
    assert "/organise/spring-2027/briefs/proposed/?state=WAITING" in page
