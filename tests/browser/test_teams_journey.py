"""Teams in a real browser, from rules to a repair: the organiser of 38 people by hand, and the board of 120.

With UPDATE_PICTURES=1 the pages are kept as docs/pictures/teams-*.png.
"""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from cohorts.models import Participant, Team, TeamProposal
from cohorts.repairs.models import TeamRepair
from cohorts.teams import services
from cohorts.teams.services.costs import DONE
from config.demo.clock import Calendar
from config.demo.large import tell_large
from tests.browser.pictures import keep
from tests.browser.test_board import tab_to
from tests.browsers import assert_clean, assert_no_sideways_scroll
from tests.recordings import recorded
from tests.tasks import OnCommitBackend
from tests.told import told as tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2027, 3, 10)
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def morning(clock):
    clock.set(datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC))


@pytest.fixture
def held():
    """Work that was asked for and waits until the test calls it."""
    OnCommitBackend.held = []
    yield OnCommitBackend.held
    OnCommitBackend.held = None


def visit(tab, address, picture=""):
    answer = tab.goto(address)
    assert answer.status == 200, f"{address} answered {answer.status}"
    assert_clean(tab)
    assert_no_sideways_scroll(tab)
    if picture:
        keep(tab, f"teams-{picture}")


def press(tab, words):
    tab.get_by_role("button", name=words, exact=True).first.click()
    tab.wait_for_load_state()


def narrow(page, organiser, address, picture):
    """The page fits a phone."""
    visit(page(user=organiser, **PHONE), address, f"{picture}-390")


def form_watched(tab, base, held):
    """The rules are set up, the work is watched and stopped; the proposal that comes of it."""
    visit(tab, f"{base}/teams/propose/", "set-up")
    press(tab, "Balanced")
    press(tab, "Form teams")
    proposal = TeamProposal.objects.order_by("-number").first()
    assert proposal.state == "FORMING"
    services.note_progress(proposal=proposal.pk, percent=40, live={"points": 61.5, "bound": 48.0, "broken": 0})
    expect(tab.locator("#job")).to_contain_text("61.5 points", timeout=8_000)
    expect(tab.locator("#job")).to_contain_text("No arrangement can do better than 48.0.")
    assert_clean(tab)
    keep(tab, "teams-forming")
    press(tab, "Stop at the best so far")
    proposal.refresh_from_db()
    assert proposal.is_stopping
    held.pop()()
    expect(tab.locator("#board")).to_be_visible(timeout=8_000)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.places.count()) == ("READY", 38)
    return proposal


def try_out(tab, proposal):
    """By keyboard alone somebody is chosen, tried out elsewhere, moved and locked; then a whole team is locked."""
    tab_to(tab, "e.id.startsWith('seat-')")
    tab.keyboard.press("Enter")
    expect(tab.locator("#why")).to_be_visible()
    name = tab.locator("#why-t").inner_text().removeprefix("Why is ").partition(" in ")[0]
    tab_to(tab, "e.id === 'to'", most=200)
    tab.keyboard.press("ArrowDown")
    tab_to(tab, "e.id === 'see'")
    tab.keyboard.press("Enter")
    expect(tab.locator("#why")).to_contain_text("What if")
    assert_clean(tab)
    keep(tab, "teams-what-if")
    before = {place.participant_id: place.team_number for place in proposal.places.all()}
    tab.locator(".move button").first.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".flashes")).to_contain_text(name)
    after = {place.participant_id: place.team_number for place in proposal.places.all()}
    assert before != after
    tab.locator("#why button", has_text="Lock in").first.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".flashes")).to_contain_text("is locked")
    assert proposal.places.filter(is_locked=True).count() == 1
    tab.goto(f"{tab.url.partition('?')[0]}?team=1")
    press(tab, "Lock the team")
    expect(tab.locator(".flashes")).to_contain_text("locked")
    proposal.refresh_from_db()
    assert proposal.locked_teams == [1]


def improve(tab, proposal, held):
    """Better teams are formed from the board; those who are locked stay."""
    kept = {place.participant_id: place.team_number for place in proposal.places.filter(team_number=1)}
    press(tab, "Improve from here")
    held.pop()()
    expect(tab.locator("#board")).to_be_visible(timeout=8_000)
    better = TeamProposal.objects.order_by("-number").first()
    assert (better.base_id, better.kind) == (proposal.pk, "IMPROVED")
    now = {place.participant_id: place.team_number for place in better.places.filter(participant__in=kept)}
    assert now == kept
    assert_clean(tab)
    keep(tab, "teams-board")
    return better


def compare_and_explain(tab, base, first, second, held):
    """Two proposals side by side, one with a note; then the chosen one explains itself and what each level costs."""
    tab.goto(f"{base}/teams/")
    assert_clean(tab)
    for proposal in (first, second):
        tab.locator(f"input[name=p][value='{proposal.key}']").check()
    press(tab, "Compare the chosen proposals")
    assert_clean(tab)
    assert_no_sideways_scroll(tab)
    keep(tab, "teams-compare")
    address = f"{base}/teams/proposals/{second.key}/"
    tab.goto(f"{address}explain/")
    tab.locator("form[action$='explain/costs/'] button").click()
    tab.wait_for_load_state()
    held.pop()()
    visit(tab, f"{address}explain/", "explain")
    second.refresh_from_db()
    assert second.costs["state"] == DONE
    visit(tab, f"{address}record/", "record")


def publish(tab, base, proposal):
    """Names and a room are given, the mail is read, and the teams are published."""
    tab.goto(f"{base}/teams/proposals/{proposal.key}/publish/")
    tab.locator("input[name*=room]").first.fill("Room 12")
    press(tab, "Look at the mail with this")
    assert "Room 12" in tab.inner_text("main")
    assert_clean(tab)
    keep(tab, "teams-publish")
    press(tab, "Publish teams")
    assert "7 teams are published." in tab.inner_text(".flashes")
    assert (Team.objects.count(), Team.objects.filter(room="Room 12").count()) == (7, 1)


def withdraw_and_repair(tab, base, held):
    """Somebody leaves; the ways to mend the teams are worked out, one is looked at and applied."""
    leaver = Participant.objects.get(user__email="hana.aziz@example.com")
    tab.goto(f"{base}/people/{leaver.key}/withdraw/")
    tab.locator("main form [name=reason]").fill("A new job")
    with tab.expect_navigation():
        tab.locator("main form .acts button").first.click()
    assert not Participant.objects.get(pk=leaver.pk).is_active
    visit(tab, f"{base}/teams/")
    tab.get_by_role("link", name="Mend the teams").click()
    tab.wait_for_load_state()
    press(tab, "See ways to mend")
    held.pop()()
    repair = TeamRepair.objects.get()
    visit(tab, f"{base}/teams/repair/{repair.key}/", "repair-curve")
    tab.get_by_role("link", name="See what changes").last.click()
    tab.wait_for_load_state()
    assert_clean(tab)
    keep(tab, "teams-repair")
    tab.locator("main form .acts button").last.click()
    tab.wait_for_load_state()
    repair.refresh_from_db()
    assert repair.state == "APPLIED"


def test_teams_are_set_up_watched_moved_improved_compared_published_and_mended(page, morning, held):
    told = tell("forming", TODAY)
    base = f"/organise/{told.cohort.slug}"
    tab = page(user=told.organiser, width=1440, height=998)
    first = form_watched(tab, base, held)
    try_out(tab, first)
    second = improve(tab, first, held)
    for address, picture in (("propose/", "set-up"), (f"proposals/{second.key}/", "board")):
        narrow(page, told.organiser, f"{base}/teams/{address}", picture)
    compare_and_explain(tab, base, first, second, held)
    publish(tab, base, second)
    withdraw_and_repair(tab, base, held)
    assert tab.problems == []


def large():
    told = tell("week-5", TODAY)
    return told, tell_large(told, Calendar("week-5", TODAY))


def test_board_of_120_people_can_be_read_and_searched(page, morning):
    told, cohort = recorded("told large", large)
    proposal = TeamProposal.objects.get(cohort=cohort)
    board = f"/organise/{cohort.slug}/teams/proposals/{proposal.key}/"
    tab = page(user=told.organiser, width=1440, height=998)
    visit(tab, board, "board-120")
    assert tab.locator(".board tbody tr").count() == 24
    someone = proposal.places.select_related("participant__user").first().participant
    visit(tab, f"{board}?find={someone.user.last_name}")
    assert someone.user.name in tab.inner_text("#why")
    narrow(page, told.organiser, board, "board-120")
