"""Two texts released at different times: planned, by the server's clock, cancelled, and who has read it."""

import pytest

from challenges.briefs.intake import services
from challenges.briefs.intake.jobs import every_minute
from challenges.briefs.services import NoPublicWords, withdraw_brief
from challenges.models import Brief, BriefPlan, BriefReading
from cohorts.models import ProgrammeStaff
from core.audit.models import Event
from core.outbox.models import OutboxMessage
from tests.factories.challenges import BriefFactory
from tests.factories.reviews import make_publishable

TEAMS = {"hours": 2}


def events(*names):
    return list(Event.objects.filter(event__in=names).order_by("pk").values_list("event", flat=True))


def in_hours(clock, hours):
    before = clock.now
    later = clock.forward(hours=hours)
    clock.set(before)
    return later


@pytest.fixture
def approved(world):
    texts = {"question": "How might we mend sooner?", "public_title": "Mending"}
    return make_publishable(BriefFactory(cohort=world.cohort, **texts))


def state(brief):
    brief = Brief.objects.get(pk=brief.pk)
    return brief.state, brief.public_at is not None


def test_both_releases_happen_by_the_clock_and_once(approved, organiser, clock):
    services.plan_release(brief=approved, teams_at=in_hours(clock, 2), public_at=in_hours(clock, 30), by=organiser)
    assert (every_minute(clock.now), state(approved)) == (0, ("APPROVED", False))
    clock.forward(hours=2)
    assert [every_minute(clock.now), every_minute(clock.now)] == [1, 0]
    assert state(approved) == ("PUBLISHED", False)
    assert approved not in Brief.objects.public()
    clock.forward(hours=28)
    assert [every_minute(clock.now), every_minute(clock.now)] == [1, 0]
    assert (state(approved), BriefPlan.objects.count()) == (("PUBLISHED", True), 0)
    assert events("brief.release_planned", "brief.published", "brief.made_public") == [
        "brief.release_planned",
        "brief.published",
        "brief.made_public",
    ]
    assert approved.versions.get().why == "published"


def test_a_server_that_slept_does_both_in_their_order(approved, organiser, clock):
    services.plan_release(brief=approved, teams_at=in_hours(clock, 1), public_at=in_hours(clock, 1), by=organiser)
    clock.forward(hours=50)
    assert every_minute(clock.now) == 2
    assert state(approved) == ("PUBLISHED", True)


def test_a_cancelled_plan_releases_nothing(approved, organiser, clock):
    services.plan_release(brief=approved, teams_at=in_hours(clock, 1), by=organiser)
    for _time in range(2):
        services.cancel_plan(brief=approved, by=organiser)
    clock.forward(hours=2)
    assert (every_minute(clock.now), state(approved)) == (0, ("APPROVED", False))
    assert events("brief.release_cancelled") == ["brief.release_cancelled"]


def test_planning_nothing_cancels(approved, organiser, clock):
    services.plan_release(brief=approved, teams_at=in_hours(clock, 1), by=organiser)
    assert services.plan_release(brief=approved, by=organiser) is None
    assert BriefPlan.objects.count() == 0


def test_plans_that_cannot_be_are_refused(world, approved, organiser, clock):
    for teams, public, field in (
        (-1, None, "teams_at"),
        (2, 1, "public_at"),
        (None, 3, "public_at"),
        (1, -3, "public_at"),
    ):
        with pytest.raises(services.PlanTooEarly) as refused:
            services.plan_release(
                brief=approved,
                teams_at=in_hours(clock, teams) if teams else None,
                public_at=in_hours(clock, public) if public else None,
                by=organiser,
            )
        assert refused.value.field == field
    Brief.objects.filter(pk=world.brief.pk).update(public_title="")
    with pytest.raises(NoPublicWords):
        services.plan_release(brief=world.brief, public_at=in_hours(clock, 1), by=organiser)


def test_what_cannot_go_out_is_told_and_planned_no_more(approved, organiser, clock):
    services.plan_release(brief=approved, teams_at=in_hours(clock, 1), by=organiser)
    withdraw_brief(brief=approved, by=organiser)
    clock.forward(hours=1)
    assert (every_minute(clock.now), BriefPlan.objects.count()) == (0, 0)
    assert OutboxMessage.objects.filter(kind="briefs.not_released", to=organiser).count() == 1
    assert events("brief.release_failed") == ["brief.release_failed"]


def test_a_plan_of_somebody_who_left_releases_nothing(approved, organiser, clock):
    """I-10: the role is asked for again when the time has come."""
    services.plan_release(brief=approved, teams_at=in_hours(clock, 1), by=organiser)
    ProgrammeStaff.objects.update(ended_at=clock.now)
    clock.forward(hours=1)
    assert (every_minute(clock.now), state(approved)) == (0, ("APPROVED", False))


def test_first_reading_by_each_participant_is_kept(world, participant, team_mate, mentor, organiser, clock):
    """O-10: the owner sees who has read it."""
    assert [services.note_reading(brief=world.brief, reader=participant) for _time in range(2)] == [True, False]
    first = clock.now
    clock.forward(hours=1)
    for person in (participant, team_mate, mentor, organiser):
        services.note_reading(brief=world.brief, reader=person)
    rows = BriefReading.objects.filter(brief=world.brief).order_by("read_at")
    assert [(row.reader, row.read_at) for row in rows] == [(participant, first), (team_mate, clock.now)]


def test_what_is_not_out_is_read_by_nobody(world, participant, approved):
    assert services.note_reading(brief=approved, reader=participant) is False
    assert BriefReading.objects.count() == 0
