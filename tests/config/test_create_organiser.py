"""Tests of the command that makes the first organiser."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cohorts.programmes.models import ProgrammeStaff
from core.models import Event, OutboxMessage, User

pytestmark = pytest.mark.django_db
ADE = {"email": "Ade@Example.com", "first_name": "Ade", "last_name": "Bankole", "programme": "Wales in Twelve Weeks"}


def run(**options):
    out = StringIO()
    call_command("create_organiser", stdout=out, **(ADE | options))
    return out.getvalue()


def events():
    return list(Event.objects.order_by("pk").values_list("event", flat=True))


def test_it_makes_a_programme_its_organiser_and_one_letter():
    told = run()
    staff = ProgrammeStaff.objects.get(programme__name="Wales in Twelve Weeks")
    assert (staff.user.email, staff.user.name, staff.user.is_superuser) == ("ade@example.com", "Ade Bankole", False)
    assert (staff.user.has_usable_password(), OutboxMessage.objects.count()) == (False, 1)
    assert told.splitlines()[0] == "Ade Bankole runs Wales in Twelve Weeks."
    assert "programme.created" in events()


def test_run_twice_it_changes_nothing():
    run()
    before = events()
    run(email="ade@example.com")
    assert (events(), ProgrammeStaff.objects.count(), OutboxMessage.objects.count()) == (before, 1, 1)


def test_it_makes_an_administrator_once():
    run(administrator=True)
    run(administrator=True)
    assert User.objects.get(email="ade@example.com").is_superuser is True
    assert events().count("administrator.made") == 1


def test_it_refuses_what_is_no_address():
    with pytest.raises(CommandError, match="valid email"):
        run(email="ade")
    assert User.objects.count() == 0
