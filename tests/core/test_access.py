"""Tests of rules, their two halves, and the guard of views."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.test.utils import CaptureQueriesContext

from cohorts.models import Cohort, Visit
from core import access
from core.access import NOTHING, all_of, any_of, can, fact, guard, holds, only, reach, scope
from core.models import User
from tests.cast import CAST

pytestmark = pytest.mark.django_db
YES, NO = access.public, access.nobody


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        (any_of(NO, YES), True),
        (any_of(NO, NO), False),
        (any_of(), False),
        (all_of(YES, YES), True),
        (all_of(YES, NO), False),
        (all_of(), True),
        (all_of(YES, any_of(NO, all_of(YES))), True),
    ],
)
def test_joined_rules_agree_with_their_scope(rule, answer, participant):
    assert rule.test(participant, participant) is answer
    assert User.objects.filter(rule.scope(participant), pk=participant.pk).exists() is answer


def test_words_of_joined_rules_read_aloud():
    assert str(any_of(YES, NO)) == "everyone or nobody"
    assert str(all_of(YES, NO)) == "everyone and nobody"
    assert str(only(YES)) == "only everyone"


@pytest.mark.parametrize("ask", [lambda user: can(user, "visit.juggle"), lambda user: scope("visit.juggle", user)])
def test_an_unknown_permission_is_an_error(participant, ask):
    with pytest.raises(LookupError, match="visit.juggle"):
        ask(participant)


def test_administrators_pass_but_not_as_somebody_in_particular(administrator, world):
    assert can(administrator, "cohort.manage", world.cohort) is True
    assert can(administrator, "pitchday.judge", world.pitch_day) is False
    assert scope("cohort.manage", administrator) == access.EVERYTHING


def test_a_closed_account_may_nothing(administrator, organiser, world):
    """I-13: roles of a closed account do nothing, an administrator's neither."""
    for person in (administrator, organiser):
        person.is_active = False
        person.save()
    assert can(administrator, "cohort.manage", world.cohort) is False
    assert can(organiser, "cohort.manage", world.cohort) is False


def test_a_role_that_ends_ends_with_the_next_question(organiser, world):
    """I-10: nothing is remembered beyond one request."""
    assert can(organiser, "cohort.manage", world.cohort) is True
    organiser.programme_roles.all().delete()
    assert can(organiser, "cohort.manage", world.cohort) is False


@pytest.mark.parametrize("role", CAST)
def test_visible_to_is_just_what_can_grants(world, role):
    """O-01, O-05: the filter and the predicate are one rule."""
    person = AnonymousUser() if role == "anonymous" else world.people[role]
    for model in (Cohort, Visit):
        granted = {row.pk for row in model.objects.all() if can(person, model.VISIBLE, row)}
        assert set(model.objects.visible_to(person).values_list("pk", flat=True)) == granted


def test_fact_is_asked_once_a_request(participant):
    asked = []

    def load(user):
        asked.append(user)
        return 1

    assert [fact(participant, "x", load), fact(participant, "x", load)] == [1, 1]
    assert len(asked) == 2
    participant.request_facts = {}
    assert [fact(participant, "x", load), fact(participant, "x", load)] == [1, 1]
    assert len(asked) == 3


def test_reach_follows_a_path_and_stops_at_nothing(world):
    assert reach(world.booking, "visit__cohort") == world.cohort
    assert reach(world.cohort, "") == world.cohort
    assert reach(None, "visit__cohort") is None


def test_holds_asks_nothing_for_nobody(world):
    rule = holds("x", lambda user: frozenset([world.cohort.pk]), on=Cohort, at="cohort", words="x")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert rule.test(AnonymousUser(), world.visit) is False
        assert Visit.objects.filter(rule.scope(AnonymousUser())).count() == 0
    assert len(queries) == 0
    assert NOTHING == Q(pk__in=[])


@guard("cohort.manage", of=lambda request, slug: Cohort.objects.get(slug=slug))
def manage(request, cohort):
    return HttpResponse(cohort.name)


@guard("cohort.manage", of=lambda request, slug: Cohort.objects.get(slug=slug), see="cohort.view")
def manage_what_one_sees(request, cohort):
    return HttpResponse(cohort.name)


def asked(rf, person):
    request = rf.get("/organise/spring-2027/?page=2")
    request.user = person
    return request


def test_guard_lets_in_whom_the_policy_grants(rf, organiser, world):
    request = asked(rf, organiser)
    assert manage(request, slug="spring-2027").content == b"Spring 2027"
    assert (request.cohort, manage.permission) == (world.cohort, "cohort.manage")


def test_guard_sends_strangers_to_sign_in(rf, world):
    answer = manage(asked(rf, AnonymousUser()), slug="spring-2027")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/organise/spring-2027/%3Fpage%3D2")


@pytest.mark.parametrize("role", ["participant", "other_organiser", "stranger"])
def test_guard_hides_what_is_not_yours(rf, world, role):
    """O-01: 404, as if it were not there."""
    with pytest.raises(Http404):
        manage(asked(rf, world.people[role]), slug="spring-2027")


def test_guard_forbids_what_one_sees_but_may_not_do(rf, participant, stranger):
    with pytest.raises(PermissionDenied):
        manage_what_one_sees(asked(rf, participant), slug="spring-2027")
    with pytest.raises(Http404):
        manage_what_one_sees(asked(rf, stranger), slug="spring-2027")


def test_role_asked_of_another_model_is_an_error(world):
    """O-01: ids of different tables are never compared, so a guard with the wrong object fails loudly."""
    with pytest.raises(TypeError):
        can(world.people["organiser"], "people.manage", world.team)
