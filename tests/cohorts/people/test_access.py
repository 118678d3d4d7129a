"""Every page about people, tried by everybody of the cast."""

import pytest
from django.urls import reverse

from cohorts.people import services
from tests.access.matrix_people import URLS
from tests.cast import CAST

TABLE = b"First name,Surname,E-mail,Organisation,Sector\nZoe,Hart,zoe@example.com,MoJ,public\n"


@pytest.fixture
def addresses(world):
    imported = services.upload_people(
        cohort=world.cohort, data=TABLE, filename="people.csv", by=world.people["organiser"]
    )
    keys = {"person": world.place.key, "mentor": world.mentor.key, "people_import": imported.key}

    def address(name):
        short = name.split(":")[1]
        for noun, key in keys.items():
            if short == noun or short.startswith(f"{noun}_"):
                try:
                    return reverse(name, args=["spring-2027", key])
                except Exception:  # noqa: BLE001 - the page is the cohort's
                    break
        return reverse(name, args=["spring-2027"])

    return address


@pytest.mark.django_db
@pytest.mark.parametrize("role", CAST)
def test_pages_answer_each_person_as_written(role, addresses, sign_in):
    """O-01, O-05: pages of a cohort are there for those who run it, a profile for its person."""
    client = sign_in(role)
    answers = {name: client.get(addresses(name)).status_code for name in URLS}
    assert answers == {name: row[role] for name, row in URLS.items()}


@pytest.mark.django_db
def test_every_address_of_people_is_in_the_matrix():
    from cohorts.people import urls

    names = {f"organise:{one.name}" for one in urls.organise} | {f"my:{one.name}" for one in urls.my}
    assert names == set(URLS)
