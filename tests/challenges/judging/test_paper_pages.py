"""Pages of paper sheets: printing, the code's address, blind confirmation, the chair's comparison."""

import re

import pytest

from challenges.judging import services as judging
from challenges.judging.paper import services
from challenges.judging.paper.views import organise
from challenges.models import PaperReading, PaperSheet, Scorecard
from challenges.pitchdays.qr import QUIET, qr
from challenges.pitchdays.services import close_scores, declare_conflict, open_scoring
from tests.factories.challenges import PaperSheetFactory, PitchSlotFactory
from tests.factories.cohorts import StaffFactory
from tests.factories.core import UserFactory
from tests.trust.test_worlds import seen_by

pytestmark = pytest.mark.django_db
LIST = "/organise/spring-2027/pitch-day/paper/"


@pytest.fixture
def second(world):
    return StaffFactory(programme=world.programme, user=UserFactory(first_name="Sol", last_name="Kerr")).user


@pytest.fixture
def day(world):
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    return world.pitch_day


@pytest.fixture
def address(world):
    return f"{LIST}{world.paper.key}/"


def typed(world, *values, step=0, **more):
    chosen = {f"score_{row.key}": str(value) for row, value in zip(world.criteria, values, strict=False)}
    return chosen | {"step": str(step), "notes": ""} | more


def test_printed_sheets_carry_the_code_of_their_own_address(world, sign_in, settings):
    """R-08: one page for each judge and team; what the code holds nobody can guess, and it opens for organisers."""
    client = sign_in("organiser")
    client.post(f"{LIST}make/")
    body = client.get(f"{LIST}print/").content.decode()
    keys = set(PaperSheet.objects.values_list("key", flat=True))
    assert set(re.findall(r"<figcaption>(\w{12})</figcaption>", body)) == keys
    paths = [qr(f"{settings.SITE_URL.rstrip('/')}{LIST}{key}/").path for key in keys]
    assert [path in body for path in paths] == [True] * 5
    assert body.count('class="paper-crit"') == 10


def test_a_judges_own_set_and_a_blank_sheet_can_be_printed(world, sign_in):
    client = sign_in("organiser")
    client.post(f"{LIST}make/")
    own = client.get(f"{LIST}print/?judge={world.recused_seat.key}").content.decode()
    blank = client.get(f"{LIST}print/?blank=yes").content.decode()
    assert (own.count('aria-label="Compass, Priya Nair"'), own.count('class="paper-sheet')) == (1, 1)
    assert ("A sheet without names" in blank, "Priya Nair" in blank) == (True, False)


def test_more_sheets_than_a_browser_prints_are_offered_judge_by_judge(world, sign_in, monkeypatch):
    monkeypatch.setattr(organise, "MOST_PRINTED", 4)
    services.make_sheets(pitch_day=world.pitch_day, by=world.people["organiser"])
    client = sign_in("organiser")
    body = client.get(f"{LIST}print/").content.decode()
    assert (body.count('class="paper-sheet'), f"?judge={world.recused_seat.key}" in body) == (0, True)
    assert client.get(f"{LIST}print/?judge={world.seat.key}").content.decode().count('class="paper-sheet') == 2


def test_a_sheet_that_a_conflict_made_void_says_so(world, day, second, sign_in):
    """J-02: it came from paper, counted, and counts no more."""
    scores = {row.key: 3 for row in world.criteria}
    for step, by in enumerate((world.people["organiser"], second)):
        services.read_sheet(sheet=world.paper, scores=scores, reasons={}, step=step, by=by)
    declare_conflict(seat=world.seat, team=world.team, reason="We share a board", by=world.people["chair"])
    assert "Void: conflict of interest" in sign_in("organiser").get(LIST).content.decode()


def test_printing_costs_the_same_for_few_sheets_and_many(world, sign_in, django_assert_num_queries):
    client = sign_in("organiser")
    services.make_sheets(pitch_day=world.pitch_day, by=world.people["organiser"])
    client.get(f"{LIST}print/")
    for _ in range(2):
        with django_assert_num_queries(13):
            client.get(f"{LIST}print/")
        PitchSlotFactory.create_batch(3, pitch_day=world.pitch_day)
        services.make_sheets(pitch_day=world.pitch_day, by=world.people["organiser"])


def test_the_list_takes_the_same_queries_for_few_sheets_and_many(world, sign_in, django_assert_num_queries):
    client = sign_in("organiser")
    client.get(LIST)
    for _ in range(2):
        with django_assert_num_queries(13):
            client.get(LIST)
        for slot in PitchSlotFactory.create_batch(3, pitch_day=world.pitch_day):
            PaperSheetFactory(seat=world.seat, slot=slot)


def test_a_sheet_goes_from_the_first_person_to_the_second_and_counts(world, day, address, second, sign_in, client):
    """R-08: the whole way over HTTP."""
    page = sign_in("organiser").post(address, typed(world, 4, 2), follow=True).content.decode()
    assert ("Lantern is entered." in page, "Entered once" in page) == (True, True)
    assert "You entered this sheet." in client.get(address).content.decode()
    client.force_login(second)
    page = client.post(address, typed(world, 4, 2, step=1), follow=True).content.decode()
    assert "Lantern is confirmed and counts." in page
    card = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    assert (card.state, sorted(card.scores.values_list("value", flat=True))) == ("SUBMITTED", [2, 4])
    assert "1 from paper" in client.get("/organise/spring-2027/scores/").content.decode()


def test_the_second_person_sees_nothing_of_the_first(world, day, address, second, client):
    """R-08: two worlds that differ in what the first person entered are one, byte for byte, to the second."""
    scores = {row.key: 1 for row in world.criteria}
    services.read_sheet(
        sheet=world.paper, scores=scores, reasons={}, notes="Weak.", step=0, by=world.people["organiser"]
    )
    client.force_login(second)
    addresses = [address, LIST]
    client.get(address)
    one = seen_by(client, addresses)
    other = {row.key: 5 for row in world.criteria}
    PaperReading.objects.update(scores=other, notes="Outstanding, the best of the day.")
    assert seen_by(client, addresses) == one


def test_nothing_typed_is_lost_and_gaps_are_named(world, day, address, sign_in):
    response = sign_in("organiser").post(address, typed(world, 4, notes="Clear and kind."))
    body = response.content.decode()
    assert (response.status_code, "Choose a level for “Idea”." in body, "Clear and kind." in body) == (422, True, True)
    assert re.search(rf'name="score_{world.criterion.key}" value="4" checked', body) is not None


def test_a_difference_shows_both_and_asks_for_another_look(world, day, address, second, sign_in, client):
    sign_in("organiser").post(address, typed(world, 4, 2))
    client.force_login(second)
    client.post(address, typed(world, 4, 3, step=1))
    body = client.get(address).content.decode()
    assert ("Two people read this paper differently." in body, "2 Thin" in body, "3 Sound" in body) == (True,) * 3
    idea = world.criteria[1]
    assert f'name="score_{idea.key}" value="3" checked' not in body
    page = client.post(address, typed(world, 4, 3, step=2), follow=True).content.decode()
    assert "Lantern is confirmed and counts." in page


def test_the_code_opens_for_organisers_alone(world, day, address, sign_in):
    """R-08, O-01: who finds a sheet on a table and is no organiser finds nothing behind its code."""
    answers = {}
    for role in ("judge", "chair", "participant", "other_organiser"):
        answers[role] = sign_in(role).get(address).status_code
    assert answers == dict.fromkeys(answers, 404)


def test_the_chair_compares_paper_and_phone_after_closing(world, day, second, sign_in):
    """R-08: both are shown, the chair decides with a reason; before closing there is nothing to see (J-01)."""
    judge, boss = world.people["judge"], world.people["organiser"]
    scores = {row.key: 1 for row in world.criteria}
    card = judging.save_card(seat=world.seat, slot=world.slot, scores=scores, by=judge)
    judging.submit_card(card=card, by=judge)
    read = {row.key: value for row, value in zip(world.criteria, (4, 1), strict=True)}
    for step, by in enumerate((boss, second)):
        services.read_sheet(sheet=world.paper, scores=read, reasons={}, step=step, by=by)
    client = sign_in("chair")
    waiting, decide = f"/judge/late/{day.key}/", f"/judge/paper/{world.paper.key}/"
    assert ("Until then nobody sees" in client.get(waiting).content.decode(), client.get(decide).status_code) == (
        True,
        302,
    )
    close_scores(pitch_day=day, by=boss)
    body = client.get(decide).content.decode()
    assert "What would change if the paper counted" in body
    assert ("They differ." in body, "4 Strong" in body, "1 Not shown" in body) == (True, True, True)
    room = f"/judge/deliberation/{day.key}/"
    assert "1 sheet on paper waits for the chair." in client.get(room).content.decode()
    assert client.post(decide, {"act": "paper", "reason": ""}).status_code == 422
    client.post(decide, {"act": "paper", "reason": "Her phone slipped."})
    assert sorted(card.scores.values_list("value", flat=True)) == [1, 4]
    assert "No paper sheet waits for you." in client.get(waiting).content.decode()
    assert "on paper wait" not in client.get(room).content.decode()


def test_the_code_is_a_square_with_its_quiet_zone():
    """The three corner marks of every code stand where readers look for them."""
    code = qr("https://example.com/organise/spring-2027/pitch-day/paper/abcdefghjkmn/")
    dark = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", code.path):
        dark |= {(int(x) + step, int(y)) for step in range(int(width))}
    last = code.size - QUIET - 1
    for corner in ((QUIET, QUIET), (last - 6, QUIET), (QUIET, last - 6)):
        rim = {(corner[0] + step, corner[1]) for step in range(7)}
        assert (rim <= dark, (corner[0] + 1, corner[1] + 1) in dark) == (True, False)
    assert min(x for x, _y in dark) == min(y for _x, y in dark) == QUIET
