"""Queries whose SQL is made once."""

import pytest
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from core.models import Invitation, User
from core.prepared import Prepared
from tests.clock import START
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
MADE = []


def _person(number):
    MADE.append(number)
    return User.objects.filter(pk=number).annotate(
        is_invited=Exists(Invitation.objects.filter(user=OuterRef("pk"))),
        has_name=ExpressionWrapper(~Q(first_name=""), output_field=BooleanField()),
    )


def _two(first, second):
    return User.objects.filter(pk__gte=first, pk__lte=second).order_by("pk").values_list("pk")


def test_sql_is_made_once_and_asked_for_each_number():
    MADE.clear()
    prepared = Prepared(_person)
    ada, ben = UserFactory(first_name="Ada"), UserFactory(first_name="")
    assert [list(prepared.objects(person.pk)) for person in (ada, ben)] == [[ada], [ben]]
    assert len(MADE) == 1


def test_what_is_annotated_stands_beside_the_fields():
    ada = UserFactory(first_name="Ada")
    found = Prepared(_person).objects(ada.pk)[0]
    assert (found.email, bool(found.is_invited), bool(found.has_name)) == (ada.email, False, True)


def test_several_numbers_keep_their_places():
    people = [UserFactory() for _ in range(4)]
    assert Prepared(_two).rows(people[1].pk, people[2].pk) == [(people[1].pk,), (people[2].pk,)]


def test_nobody_has_no_rows():
    assert Prepared(_person).rows(0) == []


def _invitations(cohort):
    return Invitation.objects.filter(cohort_id=cohort).order_by("pk").values_list("cohort_id")


def test_numbers_in_a_column_of_numbers_are_filled_in_too():
    """PostgreSQL's driver is handed these as a kind of its own."""
    ada = UserFactory()
    given = {"user": ada, "email": ada.email, "role": "participant", "invited_at": START, "expires_at": START}
    for cohort in (7, 8):
        Invitation.objects.create(cohort_id=cohort, token_hash=str(cohort), **given)
    assert Prepared(_invitations).rows(7) == [(7,)]
