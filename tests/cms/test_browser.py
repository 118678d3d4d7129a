"""Each kind of public page in a browser: accessible, quiet, and never wider than the window."""

import pytest

from challenges.models import Placing
from challenges.pitchdays.workflow import PitchDayState
from cms import seed
from cohorts.programmes.models import ProgrammeWeek
from tests.browsers import assert_clean
from tests.challenges.results.day import release_factory_decision
from tests.clock import START
from tests.factories import cohorts
from tests.factories.cms import TEXT, make_ordinary

QUOTE = ("quote", {"words": "We met the tenants.", "who": "A team"})


@pytest.fixture
def site(world):
    """The demonstration's pages over the cast's cohort."""
    for number in range(1, 13):
        kind = {2: "owner", 5: "host"}.get(number, "team")
        ProgrammeWeek.objects.create(
            programme=world.programme, number=number, title=f"Theme {number}", with_whom=kind, summary="What happens"
        )
    cohorts.SkillFactory(programme=world.programme, name="User research")
    world.brief.public_at = START
    world.brief.save()
    seed.fill_home(programme=world.programme, by=None, facts=[("38", "participants, half from each sector")])
    seed.publish_programme_page(programme=world.programme, by=None)
    seed.publish_cohort_page(cohort=world.cohort, lede="Two teams.", by=None)
    seed.publish_news(title="Doors open", lede="Five.", text="One.", on=START.date(), by=None)
    make_ordinary("Contact", slug="contact", body=[*TEXT, QUOTE])
    return world


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (320, "dark")])
def test_public_pages_are_clean(site, page, width, scheme):
    tab = page(width=width, scheme=scheme)
    for address in (
        "/",
        "/digital-skills/",
        "/cohorts/",
        "/cohorts/spring-2027/",
        "/challenges/",
        "/news/",
        "/news/doors-open/",
        "/contact/",
        "/privacy/",
    ):
        tab.goto(address)
        assert_clean(tab)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 320])
def test_pages_with_winners_and_empty_lists_are_clean(site, page, width):
    release(site)
    tab = page(width=width)
    tab.goto("/cohorts/spring-2027/")
    assert tab.locator("#winners").inner_text() == "Lantern and Compass share the first prize."
    assert_clean(tab)
    site.brief.public_at = None
    site.brief.save()
    tab.goto("/challenges/")
    assert_clean(tab)


@pytest.mark.browser
def test_public_pages_work_without_scripts(site, page):
    tab = page(scripts=False)
    tab.goto("/")
    tab.get_by_role("link", name="Cohorts").click()
    tab.get_by_role("link", name="Spring 2027 cohort").click()
    assert tab.get_by_role("heading", level=1).inner_text() == "Spring 2027 cohort"


def release(world):
    for team in (world.team, world.other_team):
        Placing.objects.create(decision=world.decision, team=team, rank=1, is_winner=True)
    world.pitch_day.state = PitchDayState.CONFIRMED
    world.pitch_day.save()
    release_factory_decision(world)
