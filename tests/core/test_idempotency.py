"""Tests of one key, one effect."""

import pytest

from core.errors import Refused
from core.idempotency import once
from core.models import Effect, Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana(db):
    return User.objects.create_user("hana@example.com")


def make(name="Office", by=None, key="k1", action="organisation.create"):
    return once(by=by, action=action, key=key, make=lambda: Organisation.objects.create(name=name, sector="PUBLIC"))


def test_the_same_key_gives_the_same_thing(hana):
    """J-06: the second request gets what the first one made."""
    first = make(by=hana)
    assert make("Other", by=hana) == first
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Office"]


@pytest.mark.parametrize("change", [{"key": "k2"}, {"action": "organisation.copy"}, {"by": None}])
def test_another_key_action_or_person_is_another_effect(hana, change):
    make(by=hana)
    make("Other", **({"by": hana} | change))
    assert Organisation.objects.count() == 2


def test_without_a_key_everything_is_made():
    make("a", key="")
    make("b", key="")
    assert (Organisation.objects.count(), Effect.objects.count()) == (2, 0)


def test_a_refusal_leaves_the_key_free(hana):
    def refuse():
        raise Refused("not now")

    with pytest.raises(Refused):
        once(by=hana, action="organisation.create", key="k1", make=refuse)
    assert make(by=hana).name == "Office"


@pytest.mark.postgres
def test_doubled_requests_at_once_make_one_thing(race):
    """J-06, C-08: four at the same moment."""
    hana = User.objects.create_user("hana@example.com")
    results = race(*[lambda: make(by=hana)] * 4)
    assert len({row.pk for row in results}) == 1
    assert Organisation.objects.count() == 1


def test_what_is_gone_since_is_made_anew_and_once(hana):
    make(by=hana).delete()
    again = make("Again", by=hana)
    assert (again.name, make("Third", by=hana)) == ("Again", again)
    assert (Organisation.objects.count(), Effect.objects.get().result_id) == (1, again.pk)
