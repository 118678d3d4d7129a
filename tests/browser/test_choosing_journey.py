"""A team chooses in a real browser: own rankings, one out of them, agreement, an own problem, the allocation.

With UPDATE_PICTURES=1 the pages are kept as docs/pictures/choosing-*.png.
"""

import re

import pytest
from playwright.sync_api import expect

from challenges.briefs import services as briefs_services
from challenges.models import Allocation, AllocationLine, OwnProblem, Preference, Ranking
from config.demo.reviews import make_ready_by_letter
from tests.browser.pictures import keep
from tests.browsers import assert_clean, assert_no_sideways_scroll
from tests.challenges.briefs.conftest import make_ground
from tests.factories.cohorts import TeamMemberFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


def visit(tab, address, picture=""):
    answer = tab.goto(address)
    assert answer.status == 200, f"{address} answered {answer.status}"
    look(tab, picture)


def look(tab, picture=""):
    """Without scripts nothing can be asked of the page itself."""
    if getattr(tab, "is_plain", False):
        return
    assert_clean(tab)
    assert_no_sideways_scroll(tab)
    if picture:
        keep(tab, f"choosing-{picture}")


def press(tab, words):
    tab.get_by_role("button", name=words, exact=True).first.click()
    tab.wait_for_load_state()


def step(tab, words, verb):
    tab.get_by_role("button", name=re.compile(f"^{words} ?: How might we {verb}")).click()
    tab.wait_for_load_state()


def test_team_chooses_and_organisers_give_out(page):
    """The whole way, of one member without scripts; the pages of the others clean and within a phone's width."""
    ground = make_ground()
    ground.mate = TeamMemberFactory(team=ground.teams[0]).participant.user
    organiser = page(user=ground.organiser)
    _set_rules(organiser, ground)
    member = page(user=ground.members[0], **PHONE)
    _rank(member, ground, ("listen", "mend"), picture="own-390")
    mate = page(user=ground.mate, scripts=False, **PHONE)
    mate.is_plain = True
    _rank(mate, ground, ("mend", "plan"))
    visit(member, f"/my/{ground.cohort.slug}/briefs/", "team-390")
    _take_and_agree(mate, member, ground)
    _own_problem(member, organiser, ground)
    _give_out(organiser, member, ground)


def _set_rules(tab, ground):
    visit(tab, f"/organise/{ground.cohort.slug}/choosing/rules/", "rules")
    tab.get_by_label("Everyone in the team must agree").check()
    tab.get_by_label("Teams may propose a problem of their own").check()
    press(tab, "Save")
    expect(tab.get_by_text("Saved. Teams see it on their page.")).to_be_visible()


def _rank(tab, ground, verbs, picture=""):
    visit(tab, f"/my/{ground.cohort.slug}/briefs/own/")
    for verb in verbs:
        step(tab, "Add to my ranking", verb)
    step(tab, "Up", verbs[1])
    step(tab, "Down", verbs[1])
    look(tab, picture)
    press(tab, "Save my ranking")


def _take_and_agree(mate, me, ground):
    """The two rankings leave one tie, which the team decides; both agree."""
    address = f"/my/{ground.cohort.slug}/briefs/"
    visit(mate, address)
    press(mate, "Make this our ranking")
    press(mate, "I agree to this ranking")
    expect(mate.get_by_text("Agreed so far")).to_be_visible()
    visit(me, address)
    press(me, "I agree to this ranking")
    expect(me.get_by_text("Your ranking is confirmed.")).to_be_visible()
    look(me, "confirmed-390")
    assert Ranking.objects.get(team=ground.teams[0]).confirmed_at is not None
    assert Preference.objects.filter(team=ground.teams[0]).count() == 3


def _own_problem(mate, organiser, ground):
    visit(mate, f"/my/{ground.cohort.slug}/briefs/own-problem/", "propose-390")
    mate.get_by_label("The problem as a question").fill("How might carers plan a week?")
    mate.get_by_label("Who has this problem, and how do you know?").fill("Nine carers told us.")
    mate.get_by_label("Why your team?").fill("Three of us care for somebody.")
    press(mate, "Propose it")
    visit(organiser, f"/organise/{ground.cohort.slug}/choosing/", "teams")
    organiser.get_by_role("link", name="How might carers plan a week?").click()
    press(organiser, "Look for an owner")
    for label, words in (
        ("Organisation that owns it", "Calder Council"),
        ("First name of the person who answers for it", "Owen"),
        ("Last name", "Pike"),
        ("E-mail address", "owen.pike@example.com"),
    ):
        organiser.get_by_label(label, exact=True).fill(words)
    look(organiser, "own-problem")
    press(organiser, "Accept it with this owner")
    brief = OwnProblem.objects.get().brief
    make_ready_by_letter(brief, ground.organiser)
    briefs_services.publish_briefs(cohort=ground.cohort, briefs=[brief], by=ground.organiser)
    visit(mate, f"/my/{ground.cohort.slug}/briefs/")
    expect(mate.get_by_text("Your own problem, kept for your team")).to_be_visible()


def _give_out(organiser, mate, ground):
    """Proposed, compared, one swap made with its cost shown, published; the team reads why."""
    for team, member in zip(ground.teams[1:], ground.members[1:], strict=True):
        order = [brief.key for brief in ground.briefs]
        briefs_services.rank_briefs(team=team, order=order, by=member)
    visit(organiser, f"/organise/{ground.cohort.slug}/briefs/")
    press(organiser, "Propose an allocation")
    expect(organiser.get_by_role("heading", name="Two ways to be fair")).to_be_visible()
    look(organiser, "allocation")
    organiser.get_by_role("link", name="Move or swap Kite").click()
    look(organiser, "swaps")
    press(organiser, "Swap Loom")
    expect(organiser.get_by_text("Kite and Loom are swapped.")).to_be_visible()
    expect(organiser.get_by_text("As worked out, all teams were")).to_be_visible()
    organiser.get_by_role("link", name="Publish to teams").click()
    press(organiser, "Publish to teams")
    assert Allocation.objects.get(state="PUBLISHED").lines.count() == 3
    visit(mate, f"/my/{ground.cohort.slug}/briefs/", "given-390")
    line = AllocationLine.objects.get(team=ground.teams[0])
    expect(mate.get_by_role("heading", level=1)).to_have_text(line.brief.question)
    expect(mate.get_by_text(line.reason)).to_be_visible()
