"""The result is nowhere in public before its release, and stands on the cohort's page after it."""

import re

import pytest

from challenges.audience import services as audience
from challenges.audience.codes import text_of
from challenges.audience.services.codes import new_browser
from challenges.models import Placing
from challenges.pitchdays.workflow import PitchDayState
from cms.models import CohortPage
from tests.challenges.results.day import release_factory_decision
from tests.clock import START
from tests.factories.cms import make_cohort_page, make_news, make_programme_page

pytestmark = pytest.mark.django_db
# Each answer has a mask of its own over the same secret.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
REASONS = "Lantern had measured the damp itself."
PUBLIC = (
    "/",
    "/cohorts/",
    "/cohorts/spring-2027/",
    "/digital-skills/",
    "/challenges/",
    "/news/",
    "/news/spring-begins/",
    "/about/",
    "/sitemap.xml",
    "/robots.txt",
    "/search/?q=Lantern",
    "/feeds/",
    "/feeds/results/",
    "/api/v1/",
    "/api/v1/results/",
    "/cohorts/spring-2027/results/",
    "/cohorts/spring-2027/winners/",
    "/cohorts/spring-2027/results.pdf",
    "/media/results.pdf",
    "/media/images/results.pdf",
)


@pytest.fixture
def decided(world):
    """The chair has decided: Lantern alone; nothing is released."""
    make_cohort_page(world.cohort)
    make_programme_page(world.programme)
    make_news()
    world.brief.public_at = START
    world.brief.save()
    decide(world, world.team, REASONS)
    world.pitch_day.state = PitchDayState.CONFIRMED
    world.pitch_day.save()
    return world


def decide(world, winner, reasons):
    world.decision.reasons = reasons
    world.decision.save()
    world.decision.placings.all().delete()
    for team in (world.team, world.other_team):
        Placing.objects.create(
            decision=world.decision, team=team, rank=1 if team == winner else 2, is_winner=team == winner, score="4.5"
        )


def answers(client):
    responses = {address: client.get(address) for address in PUBLIC}
    return {
        address: (response.status_code, TOKEN.sub(b"", response.content)) for address, response in responses.items()
    }


@pytest.mark.parametrize("who", ["anonymous", "participant", "team_mate", "mentor", "stranger"])
def test_two_worlds_that_differ_in_the_decision_look_the_same_before_release(decided, sign_in, who):
    """J-13: the same bytes at every public address, whoever won and whyever."""
    client = sign_in(who)
    one = answers(client)
    decide(decided, decided.other_team, "Compass told it better.")
    other = answers(client)
    assert {address: status for address, (status, _) in one.items() if status not in (200, 404)} == {}
    assert [address for address in PUBLIC if one[address] != other[address]] == []


@pytest.mark.parametrize("who", ["anonymous", "participant"])
def test_nothing_of_the_decision_is_public_before_release(decided, sign_in, who):
    """J-13: neither reasons, nor scores, nor the chair, nor a word of winning."""
    said = b"".join(content for _, content in answers(sign_in(who)).values()).decode(errors="replace")
    marks = (REASONS, "4.5000", "Idris Vaughan", "share the first prize", "comes first", "Results, released")
    assert [mark for mark in marks if mark in said] == []


def test_an_address_of_results_is_as_one_that_never_was(decided, client):
    """J-13: 404 with the same page, but for the address that nobody repeats."""
    one = client.get("/cohorts/spring-2027/results/")
    never = client.get("/cohorts/spring-2027/nothing/")
    assert (one.status_code, never.status_code) == (404, 404)
    assert one.content.replace(b"results", b"") == never.content.replace(b"nothing", b"")


def test_the_winners_stand_on_the_page_after_release(decided, client):
    """J-13: with the panel's reasons; no scores and no places below the first."""
    release_factory_decision(decided)
    said = client.get("/cohorts/spring-2027/").content.decode()
    assert "Lantern comes first.</h2>" in said
    assert REASONS in said
    assert "Idris Vaughan" in said
    assert decided.brief.question in said
    assert [mark for mark in ("4.5", "Compass comes", "rank") if mark in said] == []
    assert "Lantern" in client.get("/cohorts/").content.decode()
    assert "Not decided yet" not in client.get("/cohorts/").content.decode()


def test_a_page_saved_before_release_shows_the_winners_after_it(decided, client, editor):
    """The result is read as the page is shown: nobody has to publish it again."""
    page = CohortPage.objects.get()
    page.save_revision(user=editor).publish()
    release_factory_decision(decided)
    assert "comes first" in client.get(page.url).content.decode()
    assert "comes first" not in str(page.get_latest_revision().content)


def voted(world, *, is_shown=True):
    """The audience gave its prize to Compass, and perhaps everybody was shown it."""
    organiser = world.people["organiser"]
    prize = audience.save_prize(pitch_day=world.pitch_day, question="Which team?", by=organiser)
    audience.open_poll(poll=prize, by=organiser)
    code = audience.use_code(text=text_of(world.guest.code), browser=new_browser())
    audience.cast_vote(poll=prize, picks=[prize.options.get(team=world.other_team).key], by=code)
    audience.close_poll(poll=prize, by=organiser)
    if is_shown:
        audience.show_result(poll=prize, by=organiser)


def test_the_peoples_prize_stands_beside_the_result_and_not_in_it(decided, client):
    """V-06: said to be the audience's, with its chart and table; the judges' verdict is what it was."""
    voted(decided)
    assert "people’s prize" not in client.get("/cohorts/spring-2027/").content.decode()
    release_factory_decision(decided)
    said = client.get("/cohorts/spring-2027/").content.decode()
    assert "Lantern comes first.</h2>" in said
    beside = said[said.index("Chosen by the audience") :]
    assert ("The people’s prize: Compass" in beside, "no part in the judges’ result" in beside) == (True, True)
    rows = re.findall(r'<th scope="row">([^<]*)</th><td class="r">(\d+)</td>', beside)
    assert rows == [("Lantern", "0"), ("Compass", "1")]
    assert "Compass" not in str(decided.cohort.release.snapshot["prizes"])


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_prize_that_nobody_was_shown_is_not_public_after_release_either(decided, client, is_closed):
    """V-06: neither an open vote nor one whose count organisers keep."""
    if is_closed:
        voted(decided, is_shown=False)
    release_factory_decision(decided)
    said = client.get("/cohorts/spring-2027/").content.decode()
    assert ("comes first" in said, "people’s prize" in said) == (True, False)
