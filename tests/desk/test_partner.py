"""The home of challenge owners and hosts."""

from datetime import timedelta

import pytest

from cohorts.models import Visit
from tests.clock import START
from tests.factories import challenges, cohorts

HOME_QUERIES = 9


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
        ("Sun 7 Mar", "See who came"),
    ]


def test_owner_sees_the_brief_and_who_works_on_it(world, sign_in):
    [item] = sign_in("challenge_owner").get("/partner/").context["briefs"]
    assert rows([item]) == [
        (
            world.brief.question,
            "Published to teams",
            "Spring 2027. Lantern works on it.",
            "Open the challenge",
            f"/partner/briefs/{world.brief.key}/",
        )
    ]


def test_owner_does_not_learn_of_a_split_before_it_is_published(world, sign_in):
    world.allocation.state = "READY"
    world.allocation.save()
    [item] = sign_in("challenge_owner").get("/partner/").context["briefs"]
    assert item.note == "Spring 2027."


def test_others_briefs_and_visits_are_not_told(world, sign_in):
    """O-01."""
    page = sign_in("other_owner").get("/partner/").content.decode()
    assert (world.brief.question in page, world.visit.title in page) == (False, False)


def test_home_of_nobody_in_particular_says_what_would_stand_there(world, sign_in):
    assert "Nothing here is yours yet" in sign_in("stranger").get("/partner/").content.decode()
