"""Who is asked to act on a result finds it on their own first page, and a team finds what the judges made of it."""

import pytest
from django.urls import reverse

from challenges.models import Release, ReleasePlan
from challenges.results import services
from challenges.results.parts import feedback_url, of_team, waits_for
from tests.challenges.results.day import approve, close, plan, release, sign

pytestmark = pytest.mark.django_db
APPROVE = "Idris Vaughan has signed the panel’s decision and named you to approve it."
AGREE = "Ade Bankole plans the release of the results and needs you to agree."


@pytest.fixture
def closed(world):
    ReleasePlan.objects.all().delete()
    return close(world)


def asked(world, role, only=None):
    return waits_for(world.people[role], only)


def test_the_second_person_is_asked_until_they_have_answered(closed):
    """J-04: approval first, then the release; nobody else is asked, nor twice."""
    address = reverse("judge:deliberation_approve", args=[closed.pitch_day.key])
    assert asked(closed, "judge") == []
    decision = sign(closed)
    assert (asked(closed, "judge"), asked(closed, "chair")) == ([(APPROVE, address)], [])
    assert asked(closed, "judge", only=closed.other_cohort.pk) == []
    judge = closed.people["judge"]
    services.approve_decision(pitch_day=closed.pitch_day, seen_hash=decision.signed_hash, by=judge)
    closed.pitch_day.refresh_from_db()
    planned = plan(closed)
    assert (asked(closed, "judge"), asked(closed, "chair")) == (
        [],
        [(AGREE, reverse("judge:release_agree", args=[planned.key]))],
    )


def test_a_judges_home_shows_what_is_asked(closed, sign_in):
    sign(closed)
    page = sign_in("judge").get(reverse("judge:home")).content.decode()
    assert (APPROVE in page, "Read it and answer" in page) == (True, True)
    assert "You have signed the decision." in sign_in("chair").get(reverse("judge:home")).content.decode()


def test_a_team_finds_its_feedback_after_the_release_and_not_before(closed, sign_in):
    """J-24: from This week and from the page of the team; nothing leads there before."""
    address = f"/my/spring-2027/teams/{closed.team.key}/feedback/"
    approve(closed)
    closed.pitch_day.refresh_from_db()
    assert (feedback_url(closed.cohort, closed.team), of_team(closed.team, "my")) == ("", [])
    assert address not in sign_in("participant").get("/my/spring-2027/").content.decode()
    release(closed)
    assert Release.objects.count() == 1
    pages = [
        sign_in("participant").get(path).content.decode() for path in ("/my/spring-2027/", "/my/spring-2027/team/")
    ]
    assert [address in page for page in pages] == [True, True]
    assert [part[0] for part in of_team(closed.team, "organise")] == ["From the judges"]


@pytest.mark.parametrize(("bring", "now"), [(close, "The chair signs"), (approve, "You plan the release")])
def test_the_organisers_see_how_far_the_result_is(world, sign_in, bring, now):
    ReleasePlan.objects.all().delete()
    if bring is approve:
        close(world)
    bring(world)
    page = sign_in("organiser").get("/organise/spring-2027/results/").content.decode()
    step = page[page.index('aria-current="step"') :]
    assert step.index(now) < step.index("</li>")
