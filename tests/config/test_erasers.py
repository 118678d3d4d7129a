"""Tests of what retention removes from a cohort that ended, and of what stays."""

from datetime import UTC, datetime, time, timedelta

import pytest

from challenges.models import BriefOwner, Citation, Conflict, DraftCitation, Scorecard, Submission, Version
from cohorts.models import (
    AccessNeed,
    Booking,
    Mailing,
    Mentor,
    Participant,
    PeopleImport,
    Team,
    TeamProposal,
    VisitHost,
)
from core.models import StoredFile, User
from core.retention import enforce, look
from tests.clock import START
from tests.factories.cited import CitationFactory, DraftCitationFactory

pytestmark = pytest.mark.django_db
EARLY = [AccessNeed, PeopleImport]
GOES = [Participant, Mentor, TeamProposal, VisitHost, Booking, BriefOwner]


@pytest.fixture
def end(world):
    """The world's cohort, with notes, needs and a file; the moment of its end."""
    Scorecard.objects.update(notes="A clear pitch")
    AccessNeed.objects.create(booking=world.booking, text="no nuts", given_at=START)
    StoredFile.objects.update(cohort_id=world.cohort.pk)
    User.objects.update(last_login=datetime(2029, 1, 1, tzinfo=UTC))
    return datetime.combine(world.cohort.ends_on, time(12), UTC)


def counts(models):
    return [model.objects.count() for model in models]


def run(clock, moment):
    clock.set(moment)
    return enforce(cap=1000)


def test_the_dry_run_counts_what_the_run_removes(world, end, clock):
    """P-04: the list says beforehand what goes."""
    clock.set(end + timedelta(days=370))
    planned = {label: number for label, number in look(clock.now) if number}
    assert enforce(cap=1000).counts == planned


def test_needs_and_tables_go_first(world, end, clock):
    """P-05: what a visit needed is erased soon after it; people stay."""
    before = counts(GOES)
    run(clock, world.visit.ends_at + timedelta(days=13))
    assert counts(EARLY) == [1, 1]
    run(clock, world.visit.ends_at + timedelta(days=15))
    assert AccessNeed.objects.count() == 0
    run(clock, world.people_import.uploaded_at + timedelta(days=31))
    assert PeopleImport.objects.count() == 0
    assert counts(GOES) == before


def test_a_year_after_the_end_nobody_is_named(world, end, clock):
    """P-01: teams, scores and the result stay without people."""
    before = counts(GOES)
    run(clock, end + timedelta(days=360))
    assert counts(GOES) == before
    other = Participant.objects.exclude(cohort=world.cohort).count()
    run(clock, end + timedelta(days=370))
    assert Participant.objects.count() == other
    assert counts(GOES[1:]) == [0, 0, 0, 0, 0]
    assert Team.objects.count() == 2
    assert list(Scorecard.objects.values_list("notes", flat=True)) == [""]
    assert StoredFile.objects.count() == 0
    assert Version.objects.count() == 1


def test_whom_teams_met_is_forgotten_a_year_after_the_end_and_what_they_used_stays(world, end, clock):
    """P-01, P-04: roles and names alike; the receipt of the version is as right as before."""
    version, draft = {"version": world.version}, {"draft": world.draft}
    CitationFactory(person=world.people["host"], **version)
    DraftCitationFactory(**draft)
    run(clock, end + timedelta(days=360))
    assert [row.met for row in (*Citation.objects.all(), *DraftCitation.objects.all())] != ["", ""]
    before = Version.objects.get().worked_out([])
    run(clock, end + timedelta(days=370))
    left = [(row.met, row.person_id, row.organisation) for row in Citation.objects.all()]
    assert (left, Version.objects.get().worked_out([])) == ([("", None, "Harwell Water")], before)
    assert [(row.who, row.organisation) for row in DraftCitation.objects.all()] == [("", "Harwell Water")]


def test_two_years_after_the_end_work_is_gone_and_who_stood_aside_stays(world, end, clock):
    run(clock, end + timedelta(days=735))
    assert (Version.objects.count(), Submission.objects.count()) == (0, 1)
    assert list(Conflict.objects.values_list("reason", "declared_by")) == [("", None)]
    run(clock, world.mailing.made_at + timedelta(days=731))
    assert Mailing.objects.get().sent_by is None


def test_a_second_run_finds_nothing(world, end, clock):
    run(clock, end + timedelta(days=735))
    assert enforce(cap=1000).total == 0
