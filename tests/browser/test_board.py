"""The board in a real browser: by keyboard alone, dragged, without scripts, on a phone, in the dark."""

from types import SimpleNamespace

import pytest

from cohorts.models import Team
from cohorts.programmes.workflow import CohortState
from cohorts.teams import services
from cohorts.teams.board import board_of
from tests.browsers import assert_clean, assert_no_sideways_scroll, settle, wait_for_focus
from tests.factories.cohorts import CohortFactory, MentorFactory, ParticipantFactory, SkillFactory, StaffFactory
from tests.factories.core import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("Amara Osei", "Joe Pritchard", "Leah Mistry", "Dan Kowalski", "Rosa Field", "Tunde Bello")
RULES = {"size_min": 2, "size_max": 4, "mix_within": None, "employer_cap": None, "required_tags": [], "levels": {}}


@pytest.fixture
def board():
    """A proposal of two teams of three people, and its organiser."""
    cohort = CohortFactory(name="Autumn 2027", slug="autumn-2027", state=CohortState.FORMING)
    organiser = StaffFactory(programme=cohort.programme).user
    skills = [SkillFactory(programme=cohort.programme, name=name) for name in ("Research", "Data")]
    for place, name in enumerate(NAMES):
        first, last = name.split()
        side = "public" if place < 3 else "private"
        person = ParticipantFactory(
            cohort=cohort,
            user=UserFactory(email=f"{first}@example.com".lower(), first_name=first, last_name=last),
            organisation=OrganisationFactory(name=f"{side} body", **({"private": True} if place > 2 else {})),
            side=side,
        )
        for order, skill in enumerate(skills):
            person.skills.create(skill=skill, level=(place + order) % 5)
    proposal = services.propose_teams(cohort=cohort, rules=RULES, by=organiser)
    proposal.refresh_from_db()
    address = f"/organise/{cohort.slug}/teams/proposals/{proposal.key}/"
    return SimpleNamespace(cohort=cohort, organiser=organiser, proposal=proposal, address=address)


def tab_to(tab, script, most=80):
    """Presses Tab until the focused element fits; what a person without a mouse does."""
    for _ in range(most):
        press(tab, "Tab")
        if tab.evaluate(f"(() => {{ const e = document.activeElement; return Boolean({script}); }})()"):
            return
    raise AssertionError(f"the keyboard never reaches {script}")


def team_of(proposal, name):
    first = name.split()[0]
    return proposal.places.get(participant__user__first_name=first).team_number


def press(tab, key):
    """The key is pressed once what came before has settled."""
    settle(tab)
    tab.keyboard.press(key)


def test_board_by_keyboard_alone(page, board):
    """Choose, move, undo, lock and publish without a pointer; focus stays on the moved person."""
    tab = page(user=board.organiser, width=1440)
    tab.goto(board.address)
    assert_clean(tab)
    tab_to(tab, "e.textContent.startsWith('Amara Osei')")
    press(tab, "Enter")
    tab.wait_for_selector("#why")
    wait_for_focus(tab, "e.textContent.startsWith('Amara Osei')")
    assert_clean(tab)
    home = team_of(board.proposal, "Amara Osei")
    tab_to(tab, "e.matches('.move button')")
    press(tab, "Enter")
    tab.wait_for_selector(".flashes")
    assert team_of(board.proposal, "Amara Osei") != home
    wait_for_focus(tab, "e.textContent.startsWith('Amara Osei')")
    tab.wait_for_selector("#say:has-text('Amara Osei is in')", state="attached")
    tab.goto(board.address)
    tab_to(tab, "e.id === 'undo'")
    press(tab, "Enter")
    tab.wait_for_selector("text=The last move is undone.")
    assert team_of(board.proposal, "Amara Osei") == home
    tab_to(tab, "e.textContent.startsWith('Joe Pritchard')")
    press(tab, "Enter")
    tab.wait_for_selector("#why >> text=Why is Joe Pritchard")
    tab_to(tab, "e.textContent.includes('Lock in')")
    press(tab, "Enter")
    tab.wait_for_selector("text=Joe Pritchard is locked.")
    assert_clean(tab)
    tab.goto(board.address)
    tab_to(tab, "e.textContent.trim() === 'Publish teams'")
    press(tab, "Enter")
    tab.wait_for_selector("h1 >> text=Publish teams")
    assert_clean(tab)
    tab_to(tab, "e.matches('button.btn-main')")
    press(tab, "Enter")
    tab.wait_for_selector("text=2 teams are published.")
    assert_clean(tab)
    assert Team.objects.filter(cohort=board.cohort).count() == 2


def test_dragging_posts_the_same_form(page, board):
    tab = page(user=board.organiser, width=1440)
    tab.goto(board.address)
    rows = board_of(board.proposal).rows
    one, other = rows[0].seats[0], rows[1].seats[0]
    tab.drag_and_drop(f"#seat-{one.key}", f"#seat-{other.key}")
    tab.wait_for_selector(".flashes")
    after = board_of(type(board.proposal).objects.get(pk=board.proposal.pk))
    assert (after.arrangement[one.pk], after.arrangement[other.pk]) == (2, 1)
    assert tab.problems == []


def test_moves_are_undone_and_made_again_by_the_keys_people_know(page, board):
    """What happened is said aloud, and focus stays on a button that still has something to do."""
    tab = page(user=board.organiser, width=1440)
    tab.goto(f"{board.address}?person={board_of(board.proposal).rows[0].seats[0].key}")
    before = dict(board.proposal.places.values_list("participant_id", "team_number"))
    tab.click(".move button >> nth=0")
    tab.wait_for_selector(".flashes")
    after = dict(board.proposal.places.values_list("participant_id", "team_number"))
    press(tab, "Control+z")
    tab.wait_for_selector("#say:has-text('The last move is undone.')", state="attached")
    assert (dict(board.proposal.places.values_list("participant_id", "team_number")), before == after) == (
        before,
        False,
    )
    wait_for_focus(tab, "e.id === 'redo'")
    press(tab, "Control+Shift+z")
    tab.wait_for_selector("#say:has-text('The move is made again.')", state="attached")
    assert dict(board.proposal.places.values_list("participant_id", "team_number")) == after
    wait_for_focus(tab, "e.id === 'undo'")
    assert tab.problems == []


def test_a_team_is_locked_and_a_what_if_is_done_by_keyboard(page, board):
    tab = page(user=board.organiser, width=1440)
    tab.goto(f"{board.address}?team=1")
    tab_to(tab, "e.textContent.includes('Lock the team')")
    press(tab, "Enter")
    tab.wait_for_selector("text=Unlock the team")
    wait_for_focus(tab, "e.id === 'team-1'")
    tab_to(tab, "e.textContent.includes('Unlock the team')")
    press(tab, "Enter")
    tab.wait_for_selector("text=Kite is unlocked.")
    person = board_of(board.proposal).rows[0].seats[0]
    tab.goto(f"{board.address}?person={person.key}")
    tab_to(tab, "e.id === 'see'")
    press(tab, "Enter")
    tab.wait_for_selector("#what-if")
    assert_clean(tab)
    tab_to(tab, "e.matches('#what-if button')")
    press(tab, "Enter")
    tab.wait_for_selector(".flashes")
    assert board.proposal.places.get(participant=person.pk).team_number == 2


def test_board_without_scripts(page, board):
    tab = page(user=board.organiser, scripts=False)
    tab.goto(board.address)
    tab.click("text=Amara Osei")
    home = team_of(board.proposal, "Amara Osei")
    tab.click(".move button >> nth=0")
    tab.wait_for_selector(".flashes")
    assert team_of(board.proposal, "Amara Osei") != home
    tab.click("#undo")
    assert team_of(board.proposal, "Amara Osei") == home


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "dark")])
def test_pages_fit_and_are_accessible(page, board, width, scheme):
    """axe without a violation and nothing to scroll sideways, on a phone and in the dark."""
    MentorFactory(cohort=board.cohort)
    tab = page(user=board.organiser, width=width, scheme=scheme)
    person = board_of(board.proposal).rows[0].seats[0]
    for address in (
        "/organise/autumn-2027/teams/",
        "/organise/autumn-2027/teams/propose/",
        board.address,
        f"{board.address}?person={person.key}",
        f"{board.address}?person={person.key}&to=2",
        f"{board.address}?team=1",
        f"{board.address}?help=1",
        f"{board.address}?find=o",
        f"{board.address}publish/",
    ):
        tab.goto(address)
        assert_clean(tab)
    services.publish_teams(proposal=board.proposal, expected_version=1, by=board.organiser)
    team = Team.objects.filter(cohort=board.cohort).first()
    for address in (
        "/organise/autumn-2027/teams/",
        "/organise/autumn-2027/teams/mentors/",
        f"/organise/autumn-2027/teams/{team.key}/",
        f"/organise/autumn-2027/teams/people/{person.key}/",
    ):
        tab.goto(address)
        assert_clean(tab)


def test_the_effect_of_rules_is_told_while_they_are_typed(page, board):
    tab = page(user=board.organiser)
    tab.goto("/organise/autumn-2027/teams/propose/")
    tab.fill("[name=size_min]", "3")
    tab.fill("[name=size_max]", "3")
    tab.wait_for_selector("#effects >> text=6 people make 2 teams of 3.")
    assert "csrfmiddlewaretoken" not in tab.url
    assert_no_sideways_scroll(tab)
