"""The demonstration's public pages."""

from datetime import date

import pytest

from cms import seed
from cms.models import CohortPage, NewsPage, ProgrammePage
from cohorts.programmes.models import ProgrammeWeek
from tests.factories.cms import home

pytestmark = pytest.mark.django_db


def fill(world):
    editor = world.people["editor"]
    ProgrammeWeek.objects.get_or_create(programme=world.programme, number=1, defaults={"title": "Kick-off"})
    seed.fill_home(programme=world.programme, by=editor, facts=[("38", "participants, half from each sector")])
    seed.publish_programme_page(programme=world.programme, by=editor)
    seed.publish_cohort_page(cohort=world.cohort, lede="Nineteen and nineteen.", by=editor)
    seed.publish_news(title="Doors <open>", lede="Five.", text="One.\n\nTwo & three.", on=date(2027, 3, 1), by=editor)


def test_the_whole_site_is_filled_and_every_link_on_home_leads_somewhere(client, world):
    fill(world)
    said = client.get("/").content.decode()
    assert "What the pilot did" in said
    assert "<dt>participants, half from each sector</dt><dd>38</dd>" in said
    for address in ("/join-a-team/", "/bring-a-challenge/", "/host-a-programme-day/", "/mentor-or-judge/"):
        assert f'href="{address}"' in said
        assert client.get(address).status_code == 200
    for address in ("/digital-skills/", "/cohorts/spring-2027/", "/news/doors-open/"):
        assert client.get(address).status_code == 200
    assert "<p>One.</p><p>Two &amp; three.</p>" in client.get("/news/doors-open/").content.decode()


def test_filling_again_makes_nothing_twice(world):
    fill(world)
    made = home().get_descendant_count()
    fill(world)
    assert home().get_descendant_count() == made
    counts = [kind.objects.count() for kind in (ProgrammePage, CohortPage, NewsPage)]
    assert counts == [1, 1, 1]


def test_what_was_filled_has_its_history(world):
    fill(world)
    page = CohortPage.objects.get()
    assert page.latest_revision.user == world.people["editor"]
    assert page.has_unpublished_changes is False
