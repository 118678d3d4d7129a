"""What became of the work: asked by the clock after three and six months, once, reminded once, and answered."""

from datetime import timedelta

import pytest

from challenges.models import BriefOwner, FollowUp, OwnerVerdict, PitchDay
from challenges.verdicts import services
from challenges.verdicts.jobs import every_day
from challenges.verdicts.times import due_on
from core.models import Event, OutboxMessage
from tests.clock import START
from tests.factories.challenges import AllocationLineFactory, BriefOwnerFactory

pytestmark = pytest.mark.django_db
ASKED, AGAIN = "verdicts.follow_up", "verdicts.follow_up_again"


@pytest.fixture
def later(world):
    """Two teams on Rhys Morgan's challenge; the pitches were yesterday."""
    OwnerVerdict.objects.all().delete()
    FollowUp.objects.all().delete()
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(starts_at=START - timedelta(days=1))
    AllocationLineFactory(allocation=world.allocation, team=world.other_team, brief=world.brief)
    world.cohort.refresh_from_db()
    return world


def at(world, months, days=0):
    on = due_on(world.cohort, months) + timedelta(days=days)
    return START.replace(year=on.year, month=on.month, day=on.day)


def letters(kind):
    return list(OutboxMessage.objects.filter(kind=kind).values_list("to__first_name", flat=True))


def test_the_job_asks_once_with_one_letter_for_all_teams_of_an_owner(later):
    every_day(at(later, 3, -1))
    assert FollowUp.objects.count() == 0
    for _run in range(2):
        every_day(at(later, 3))
    assert (FollowUp.objects.filter(months=3).count(), letters(ASKED)) == (2, ["Rhys"])
    body = OutboxMessage.objects.get(kind=ASKED).body
    assert ("- Lantern (" in body, "- Compass (" in body, "3 months" in body) == (True, True, True)
    assert Event.objects.filter(event="follow_up.asked").count() == 2


def test_it_is_asked_again_once_after_two_weeks_unless_answered(later):
    every_day(at(later, 3))
    answered = FollowUp.objects.get(team=later.team)
    by = later.people["challenge_owner"]
    for _press in range(2):
        services.answer_follow_up(follow_up=answered, happened="IN_USE", words="In 40 homes", by=by)
    for days in (13, 14, 15, 60):
        every_day(at(later, 3, days))
    assert letters(AGAIN) == ["Rhys"]
    body = OutboxMessage.objects.get(kind=AGAIN).body
    assert ("Compass" in body, "Lantern" in body) == (True, False)
    assert Event.objects.filter(event="follow_up.answered").count() == 1


def test_after_six_months_it_is_asked_anew_and_what_was_missed_is_not(later):
    every_day(at(later, 6))
    assert set(FollowUp.objects.values_list("months", flat=True)) == {6}
    assert letters(ASKED) == ["Rhys"]


def test_where_nobody_answers_it_is_asked_as_soon_as_somebody_does(later):
    BriefOwner.objects.filter(brief=later.brief).delete()
    every_day(at(later, 3))
    assert (FollowUp.objects.count(), letters(ASKED)) == (0, [])
    BriefOwnerFactory(brief=later.brief, user=later.people["other_owner"])
    every_day(at(later, 3, 1))
    assert letters(ASKED) == ["Una"]


def test_cohorts_long_over_and_cancelled_ones_are_not_asked(later):
    every_day(at(later, 6, 400))
    later.cohort.state = "CANCELLED"
    later.cohort.save()
    every_day(at(later, 3))
    assert FollowUp.objects.count() == 0


def test_owner_answers_by_the_form_and_an_empty_one_is_told(later, sign_in):
    every_day(at(later, 3))
    asked = FollowUp.objects.get(team=later.team)
    client, address = sign_in("challenge_owner"), f"/partner/follow-ups/{asked.key}/"
    assert address in client.get("/partner/").content.decode()
    refused = client.post(address, {"words": "Kept"})
    assert (refused.status_code, "Kept" in refused.content.decode()) == (422, True)
    assert client.post(address, {"happened": "BUILDING", "words": "", "is_public": "on"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.happened, asked.is_public, asked.answered_by) == ("BUILDING", True, later.people["challenge_owner"])
    assert sign_in("other_owner").get(address).status_code == 404
