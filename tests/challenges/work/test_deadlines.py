"""Deadlines over both clock changes of 2027, from another zone, and by the server's clock alone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.models import Milestone, MilestoneTemplate
from challenges.work import services
from challenges.work.writing import TeamWork
from core import zones
from core.templatetags.moments import absolute
from tests.challenges.work.test_services import PDF, hand_in
from tests.clock import START
from tests.factories.challenges import MilestoneFactory
from tests.factories.cohorts import CohortFactory, TeamFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


def team_of(cohort):
    team = TeamFactory(cohort=cohort)
    return team, TeamMemberFactory(team=team).participant.user


@pytest.mark.parametrize(
    ("starts_on", "changes_on", "hours"),
    [(date(2027, 3, 22), date(2027, 3, 28), 167), (date(2027, 10, 25), date(2027, 10, 31), 169)],
)
def test_weekly_deadlines_stay_on_the_wall_clock_over_a_clock_change(starts_on, changes_on, hours):
    """D-02: Friday 17:00 stays Friday 17:00; the week between holds an hour less or more."""
    cohort = CohortFactory(starts_on=starts_on, zone="Europe/London")
    for week in (1, 2):
        MilestoneTemplate.objects.create(
            programme=cohort.programme, title=f"Week {week}", week=week, weekday=4, clock=time(17), late_days=3
        )
    services.copy_milestones(cohort=cohort, by=None)
    first, second = cohort.milestones.in_order()
    assert starts_on < changes_on < second.due_at.date()
    assert [zones.local(row.due_at, cohort.zone).time() for row in (first, second)] == [time(17)] * 2
    assert [zones.local(row.cutoff_at, cohort.zone).time() for row in (first, second)] == [time(17)] * 2
    assert (second.due_at - first.due_at).total_seconds() / 3600 == hours


@pytest.mark.parametrize(
    ("due_at", "shown"),
    [
        (datetime(2027, 3, 28, 22, 59, tzinfo=UTC), "Sun 28 Mar 2027, 23:59 BST"),
        (datetime(2027, 3, 27, 23, 59, tzinfo=UTC), "Sat 27 Mar 2027, 23:59 GMT"),
        (datetime(2027, 10, 31, 23, 59, tzinfo=UTC), "Sun 31 Oct 2027, 23:59 GMT"),
        (datetime(2027, 10, 30, 22, 59, tzinfo=UTC), "Sat 30 Oct 2027, 23:59 BST"),
    ],
)
def test_a_deadline_on_the_day_of_the_change_counts_to_its_last_moment(due_at, shown):
    """D-01, D-02, D-04: half open, with the zone that holds on that day; 23:59 with its date, never midnight."""
    cohort = CohortFactory(zone="Europe/London")
    team, member = team_of(cohort)
    milestone = MilestoneFactory(cohort=cohort, due_at=due_at, grace_minutes=10)
    assert absolute(due_at, cohort) == shown
    late = [
        hand_in(milestone, team, member, text=str(moment), now=moment).is_late
        for moment in (due_at - TICK, due_at, due_at + timedelta(minutes=10) - TICK)
    ]
    assert late == [False, True, True]
    with pytest.raises(services.Closed):
        hand_in(milestone, team, member, text="closed", now=due_at + timedelta(minutes=10))


def test_an_hour_that_comes_twice_is_two_hours_of_grace():
    """D-03: 01:30 on 31 October comes twice; a grace of ninety minutes is ninety minutes of real time."""
    cohort = CohortFactory(zone="Europe/London")
    team, member = team_of(cohort)
    first = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    milestone = MilestoneFactory(cohort=cohort, due_at=first, grace_minutes=90)
    assert [absolute(at, cohort)[-9:] for at in (first, first + timedelta(hours=1))] == ["01:30 BST", "01:30 GMT"]
    assert hand_in(milestone, team, member, now=first + timedelta(minutes=89)).number == 1
    with pytest.raises(services.Closed):
        hand_in(milestone, team, member, text="x", now=first + timedelta(minutes=90))


@pytest.mark.parametrize("field", ["opens_at", "due_at", "cutoff_at"])
@pytest.mark.parametrize("day", ["28 3 2027", "31 10 2027"])
def test_a_time_that_never_comes_or_comes_twice_is_refused_in_the_form(world, sign_in, field, day):
    """D-03: never shifted in silence."""
    data = {"title": "Check", "has_text": "on", "due_at_day": "1 11 2027", "due_at_time": "17:00"}
    data |= {f"{field}_day": day, f"{field}_time": "01:30"}
    response = sign_in("organiser").post(reverse("organise:milestone_new", args=["spring-2027"]), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Milestone.objects.filter(title="Check").count() == 0


def test_a_viewer_abroad_reads_the_cohorts_zone_by_name(world, sign_in):
    """D-04: whatever the browser says of itself, every deadline is told in the cohort's zone, with its name."""
    Milestone.objects.update(due_at=datetime(2027, 3, 30, 22, 59, tzinfo=UTC))
    client = sign_in("participant")
    for address in (
        reverse("my:milestones", args=["spring-2027"]),
        reverse("my:milestone", args=["spring-2027", world.milestone.key]),
    ):
        shown = client.get(address, headers={"accept-language": "en-US", "x-timezone": "America/New_York"})
        words = shown.content.decode()
        assert ("Tue 30 Mar 2027, 23:59 BST" in words, "midnight" in words.lower()) == (True, False)


def test_the_rule_of_the_grace_stands_on_the_teams_page_and_the_organisers(world, sign_in):
    """D-01: the same words on both."""
    rule = "counts as in time when it has arrived and is handed in within 10 minutes."
    team = reverse("my:milestone", args=["spring-2027", world.milestone.key])
    desk = reverse("organise:milestone", args=["spring-2027", world.milestone.key])
    assert rule in sign_in("participant").get(team).content.decode()
    assert rule in sign_in("organiser").get(desk).content.decode()


@pytest.mark.parametrize(
    ("begun", "arrived", "handed_in", "is_late"),
    [
        (-1, 4, 5, False),
        (-1, 4, 600 - 1, False),
        (0, 4, 5, True),
        (-300, -200, 5, True),
    ],
)
def test_an_upload_begun_before_the_deadline_counts_within_the_grace(begun, arrived, handed_in, is_late):
    """D-01: seconds from the deadline; what lay there already gives nobody more time for other changes."""
    cohort = CohortFactory()
    team, member = team_of(cohort)
    milestone = MilestoneFactory(cohort=cohort, due_at=START + timedelta(days=1))

    def moment(seconds):
        return milestone.due_at + timedelta(seconds=seconds)

    services.add_files(
        milestone=milestone,
        team=team,
        uploads=[SimpleUploadedFile("a.pdf", PDF)],
        by=member,
        begun_at=moment(begun),
        now=moment(arrived),
    )
    version = services.submit(milestone=milestone, team=team, by=member, now=moment(handed_in))
    assert version.is_late is is_late


@pytest.mark.parametrize(
    ("begun", "arrived", "handed_in", "is_taken"),
    [
        (-1, 4, 5, True),
        (-1, 4, 600 - 1, True),
        (-1, 4, 600, False),
        (0, 4, 5, False),
        (-300, -200, 5, False),
    ],
)
def test_an_upload_begun_before_the_cutoff_counts_within_the_grace_after_it(clock, begun, arrived, handed_in, is_taken):
    """D-01: seconds from the cut-off; the page has its button as long, and what lay there already gives no more."""
    cohort = CohortFactory()
    team, member = team_of(cohort)
    cutoff = START + timedelta(days=2)
    milestone = MilestoneFactory(cohort=cohort, due_at=START + timedelta(days=1), cutoff_at=cutoff)

    def at(seconds):
        return clock.set(cutoff + timedelta(seconds=seconds))

    begun_at = at(begun)
    at(arrived)
    uploads = [SimpleUploadedFile("a.pdf", PDF)]
    services.add_files(milestone=milestone, team=team, uploads=uploads, by=member, begun_at=begun_at)
    now = at(handed_in)
    assert TeamWork(milestone, team, now).is_open is is_taken
    if not is_taken:
        with pytest.raises(services.Closed):
            services.submit(milestone=milestone, team=team, by=member)
        return
    version = services.submit(milestone=milestone, team=team, by=member)
    assert (version.is_late, version.submitted_at, version.begun_at) == (True, now, begun_at)


def test_a_file_that_arrives_after_closing_is_kept_in_the_draft():
    """D-01: its bytes are not lost, and an organiser can still give the team more time for it."""
    cohort = CohortFactory()
    team, member = team_of(cohort)
    milestone = MilestoneFactory(cohort=cohort)
    after = milestone.closes_at
    uploads = [SimpleUploadedFile("a.pdf", PDF)]
    services.add_files(milestone=milestone, team=team, uploads=uploads, by=member, now=after)
    with pytest.raises(services.Closed):
        services.submit(milestone=milestone, team=team, by=member, now=after)
    services.extend(
        milestone=milestone, team=team, due_at=after + timedelta(hours=1), reason="Ill", by=member, now=after
    )
    version = services.submit(milestone=milestone, team=team, by=member, now=after + timedelta(minutes=5))
    assert [file.stored.original_name for file in version.files.all()] == ["a.pdf"]


def test_a_moved_deadline_shows_its_effects_first_then_is_told_and_kept_in_the_history(world, sign_in):
    """D-06: nothing happens before the effects were seen; earlier receipts stay as they are."""
    client, page = sign_in("organiser"), reverse("organise:milestone_edit", args=["spring-2027", world.milestone.key])
    data = {"title": "Problem statement", "has_text": "on", "due_at_day": "2 4 2027", "due_at_time": "17:00"}
    shown = client.post(page, data).content.decode()
    wanted = [
        "The deadline was Fri 12 Mar 2027, 10:00 GMT. It will be Fri 2 Apr 2027, 17:00 BST.",
        "1 of 2 teams have handed in.",
        "3 people get an e-mail.",
    ]
    assert [words for words in wanted if words not in shown] == []
    assert Milestone.objects.get(pk=world.milestone.pk).due_at == world.milestone.due_at
    client.post(page, {**data, "confirmed": "True"})
    assert Milestone.objects.get(pk=world.milestone.pk).due_at == datetime(2027, 4, 2, 16, tzinfo=UTC)
    history = client.get(reverse("organise:milestone", args=["spring-2027", world.milestone.key])).content.decode()
    assert "from Fri 12 Mar 2027, 10:00 GMT to Fri 2 Apr 2027, 17:00 BST" in history
