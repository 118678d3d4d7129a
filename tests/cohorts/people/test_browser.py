"""The pages about people in a real browser: no accessibility fault, no console error, nothing wider than a phone."""

import pytest

from cohorts.people import services
from tests.browsers import assert_clean

TABLE = b"""First name,Surname,E-mail,Organisation,Sector,T-shirt
Zoe,Hart,zoe@example.com,MoJ,public,M
No,Address,,MoJ,,L
"""


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_pages_about_people_are_clean(width, scheme, page, world):
    imported = services.upload_people(
        cohort=world.cohort, data=TABLE, filename="people.csv", by=world.people["organiser"]
    )
    root = f"/organise/{world.cohort.slug}"
    tab = page(user=world.people["organiser"], width=width, scheme=scheme)
    for path in (
        "people/",
        f"people/{world.place.key}/",
        f"people/{world.place.key}/edit/",
        "people/import/",
        f"people/import/{imported.key}/columns/",
        f"people/import/{imported.key}/check/",
        "people/invite/",
        "mentors/",
    ):
        tab.goto(f"{root}/{path}")
        assert_clean(tab)
    own = page(user=world.people["participant"], width=width, scheme=scheme)
    own.goto(f"/my/{world.cohort.slug}/profile/")
    assert_clean(own)


@pytest.mark.browser
def test_profile_is_saved_without_scripts(page, world):
    tab = page(user=world.people["participant"], width=390, scripts=False)
    tab.goto(f"/my/{world.cohort.slug}/profile/")
    tab.fill("#id_region", "Wales")
    tab.get_by_role("button", name="Save your profile").click()
    assert "Your profile is saved." in tab.content()
    world.place.refresh_from_db()
    assert world.place.region == "Wales"
