"""Milestones and handing in, as services on the database."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from challenges.models import DraftField, Milestone, MilestoneTemplate, Submission, Version
from challenges.work import services
from challenges.work.queries import missing_work
from challenges.work.services import Edit
from core import zones
from core.errors import Refused
from core.models import Event, OutboxMessage
from tests.clock import START
from tests.core.files.made import pdf
from tests.factories.challenges import MilestoneFactory
from tests.factories.cohorts import (
    CohortFactory,
    ProgrammeFactory,
    TeamFactory,
    TeamMemberFactory,
)
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
PDF = pdf()


def events(name):
    return list(Event.objects.filter(event=name).values_list("subject_label", flat=True))


@pytest.fixture
def boss():
    return UserFactory(first_name="Ade")


@pytest.fixture
def team():
    team = TeamFactory(cohort=CohortFactory(), name="Lantern")
    TeamMemberFactory.create_batch(2, team=team)
    return team


@pytest.fixture
def milestone(team):
    return MilestoneFactory(cohort=team.cohort, title="Problem statement")


@pytest.fixture
def member(team):
    return team.members.first().participant.user


def hand_in(milestone, team, member, text="We asked nine tenants.", links="", uploads=(), key="", now=None):
    """What is given stands in the draft, whatever stood there, and is handed in."""
    now = now or zones.now()
    base = {
        part.name: part.revision for part in DraftField.objects.filter(draft__team=team, draft__milestone=milestone)
    }
    edits = {name: Edit(value, base.get(name, 0)) for name, value in {"text": text, "links": links}.items()}
    services.save_draft(milestone=milestone, team=team, edits=edits, by=member, now=now)
    services.add_files(milestone=milestone, team=team, uploads=list(uploads), by=member, now=now)
    return services.submit(milestone=milestone, team=team, by=member, key=key, now=now)


def test_default_milestones_give_a_programme_six():
    programme = ProgrammeFactory()
    services.default_milestones(programme=programme, by=None)
    assert list(programme.milestone_templates.order_by("week", "weekday").values_list("title", "week", "weekday")) == [
        ("Problem statement", 3, 4),
        ("User research", 6, 4),
        ("Prototype", 9, 4),
        ("Rehearsal", 11, 2),
        ("Pitch deck", 12, 0),
        ("Pitch", 12, 2),
    ]
    agreed = programme.milestone_templates.filter(needs_agreement=True, is_for_owners=True)
    assert list(agreed.values_list("title", flat=True)) == ["Problem statement"]
    assert len(events("milestone_template.saved")) == 6


def test_copied_milestones_keep_their_wall_clock_across_a_clock_change():
    """D-02: a deadline at 17:00 stays 17:00 in London when the clocks go forward on 28 March 2027."""
    cohort = CohortFactory(starts_on=date(2027, 3, 1))
    for week in (4, 5):
        MilestoneTemplate.objects.create(
            programme=cohort.programme,
            title=f"Week {week}",
            week=week,
            weekday=4,
            clock=time(17),
        )
    services.copy_milestones(cohort=cohort, by=None)
    assert list(cohort.milestones.in_order().values_list("title", "due_at")) == [
        ("Week 4", datetime(2027, 3, 26, 17, tzinfo=UTC)),
        ("Week 5", datetime(2027, 4, 2, 16, tzinfo=UTC)),
    ]


def test_create_milestone_twice_with_one_key_makes_one(boss, team):
    for _ in range(2):
        services.create_milestone(cohort=team.cohort, title="Pitch", due_at=START, by=boss, key="k1")
    assert list(team.cohort.milestones.values_list("title", flat=True)) == ["Pitch"]
    assert events("milestone.created") == ["Pitch"]


def test_create_milestone_refuses_a_title_that_is_taken(boss, milestone):
    with pytest.raises(services.TitleTaken) as refused:
        services.create_milestone(cohort=milestone.cohort, title="problem STATEMENT", due_at=START, by=boss)
    assert refused.value.field == "title"


def test_edit_milestone_tells_everybody_when_the_deadline_moves(boss, milestone):
    services.edit_milestone(
        milestone=milestone,
        title=milestone.title,
        due_at=milestone.due_at + timedelta(days=1),
        by=boss,
    )
    assert events("milestone.moved") == ["Problem statement"]
    assert list(OutboxMessage.objects.values_list("subject", flat=True)) == ["New deadline: Problem statement"] * 2


def test_edit_milestone_is_silent_when_the_deadline_stays(boss, milestone):
    services.edit_milestone(milestone=milestone, title="Statement", due_at=milestone.due_at, by=boss)
    assert (Milestone.objects.get().title, OutboxMessage.objects.count()) == (
        "Statement",
        0,
    )


def test_edit_milestone_refuses_to_close_before_it_opens(boss, milestone):
    with pytest.raises(Refused) as refused:
        services.edit_milestone(
            milestone=milestone,
            title="Statement",
            due_at=START,
            opens_at=START + timedelta(hours=1),
            by=boss,
        )
    assert refused.value.field == "due_at"


def test_remove_milestone_is_refused_once_work_is_in(boss, milestone, team, member):
    hand_in(milestone, team, member)
    with pytest.raises(services.MilestoneInUse):
        services.remove_milestone(milestone=milestone, by=boss)


def test_remove_milestone_without_work_removes_it(boss, milestone):
    services.remove_milestone(milestone=milestone, by=boss)
    assert (Milestone.objects.count(), events("milestone.removed")) == (
        0,
        ["Problem statement"],
    )


def test_hand_in_makes_a_version_and_sends_the_team_receipts(milestone, team, member):
    version = hand_in(milestone, team, member, links="https://example.com/a")
    assert (version.number, version.text, version.links, version.is_late) == (
        1,
        "We asked nine tenants.",
        ["https://example.com/a"],
        False,
    )
    assert events("submission.handed_in") == ["Problem statement, Lantern"]
    bodies = list(OutboxMessage.objects.values_list("body", flat=True))
    assert [version.key in body for body in bodies] == [True, True]


def test_hand_in_again_keeps_the_earlier_version(milestone, team, member):
    hand_in(milestone, team, member)
    hand_in(milestone, team, member, text="We asked ten.")
    assert list(Version.objects.order_by("number").values_list("number", "text")) == [
        (1, "We asked nine tenants."),
        (2, "We asked ten."),
    ]
    assert Submission.objects.count() == 1


def test_hand_in_doubled_makes_one_version(milestone, team, member):
    first = hand_in(milestone, team, member, key="k1")
    second = hand_in(milestone, team, member, key="k1")
    assert (first.pk, Version.objects.count(), OutboxMessage.objects.count()) == (
        second.pk,
        1,
        2,
    )


@pytest.mark.parametrize(
    ("late", "outcome"),
    [
        (-timedelta(microseconds=1), "in time"),
        (timedelta(0), "late"),
        (timedelta(minutes=10) - timedelta(microseconds=1), "late"),
        (timedelta(minutes=10), "closed"),
    ],
)
def test_hand_in_counts_to_the_last_moment_of_the_grace(milestone, team, member, late, outcome):
    try:
        version = hand_in(milestone, team, member, now=milestone.due_at + late)
        found = "late" if version.is_late else "in time"
    except services.Closed:
        found = "closed"
    assert found == outcome


def test_hand_in_before_it_opens_is_refused(milestone, team, member):
    Milestone.objects.update(opens_at=START + timedelta(hours=1))
    with pytest.raises(services.Closed):
        hand_in(milestone, team, member)


def test_hand_in_of_nothing_is_refused(milestone, team, member):
    with pytest.raises(services.NothingHandedIn):
        hand_in(milestone, team, member, text="")


def test_hand_in_for_another_cohorts_milestone_is_refused(team, member):
    """O-01: a milestone and a team of different cohorts never meet."""
    with pytest.raises(services.Closed):
        hand_in(MilestoneFactory(), team, member)


def test_missing_work_names_the_teams_that_owe_it(milestone, team, member):
    other = TeamFactory(cohort=team.cohort, number=99)
    hand_in(milestone, team, member)
    assert [(row.milestone, row.teams) for row in missing_work(team.cohort, milestone.due_at + timedelta(days=1))] == [
        (milestone, [other])
    ]


def test_milestones_move_with_the_cohort_and_keep_their_wall_clock(milestone):
    """D-02, D-06: three weeks later the clocks have changed and the deadline still says the same time."""
    MilestoneFactory(cohort=milestone.cohort, title="Past", due_at=START - timedelta(days=1))
    services.move_milestones(cohort=milestone.cohort, days=21, old_zone="Europe/London", by=None)
    assert list(milestone.cohort.milestones.order_by("due_at").values_list("title", "due_at")) == [
        ("Past", START - timedelta(days=1)),
        ("Problem statement", milestone.due_at + timedelta(days=21, hours=-1)),
    ]
    assert OutboxMessage.objects.filter(kind="work.deadline_moved").count() == 2
