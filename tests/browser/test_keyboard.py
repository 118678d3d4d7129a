"""Judging with the keyboard alone: every step is reached by Tab, and the focus is always to be seen.

Forming teams by keyboard is proved in test_board.py.
"""

import pytest

from challenges.models import Scorecard
from challenges.pitchdays.services import close_scores, open_scoring
from tests.browsers import assert_clean, wait_for_focus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The focused thing, or what is drawn for it, has an outline or a ring and is not hidden below something else.
SEEN = """() => {
  const focused = document.activeElement
  const drawn = [focused, focused.nextElementSibling, focused.closest('label')].filter(Boolean)
  const ringed = drawn.find(one => {
    const style = getComputedStyle(one)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  })
  if (!ringed) return 'no ring'
  const box = ringed.getBoundingClientRect()
  if (box.bottom <= 0 || box.top >= innerHeight) return 'outside the window'
  const points = [0.1, 0.5, 0.9].map(part => [box.left + box.width / 2, box.top + box.height * part])
  const hit = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y)
    return top && (ringed.contains(top) || top.contains(ringed))
  })
  return hit ? 'seen' : 'covered'
}"""


def tab_to(tab, script, most=60):
    """Presses Tab until the focused element fits; every stop on the way is to be seen."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        where = tab.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if tab.evaluate("document.activeElement === document.body"):
            continue
        assert (where, tab.evaluate(SEEN)) == (where, "seen")
        if tab.evaluate(f"(() => {{ const e = document.activeElement; return Boolean({script}); }})()"):
            return
    raise AssertionError(f"the keyboard never reaches {script}")


def press_enter(tab):
    """Enter, and the page that follows is there."""
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


@pytest.mark.parametrize("size", [{"width": 390, "height": 844}, {"width": 1280, "height": 800}])
def test_judge_scores_a_whole_pitch_by_keyboard(page, world, size):
    """R-09: from the home to the sheet handed in, without a pointer."""
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    tab = page(user=world.people["judge"], **size)
    tab.goto("/judge/")
    tab_to(tab, "e.textContent.trim() === 'Score Lantern'")
    press_enter(tab)
    tab.wait_for_selector("#sheet[data-ready]")
    # The first criterion: the third level by arrows; the second one: chosen by Space.
    tab_to(tab, "e.type === 'radio'")
    tab.keyboard.press("Space")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate(SEEN) == "seen"
    tab_to(tab, "e.textContent === 'Next criterion'")
    tab.keyboard.press("Enter")
    assert_clean(tab)
    # The focus is at the criterion that is next, which is open.
    assert tab.evaluate("document.activeElement.closest('details[open]').dataset.criterion") == world.criteria[1].key
    tab_to(tab, "e.type === 'radio'")
    tab.keyboard.press("Space")
    tab_to(tab, "e.name === 'notes'")
    tab.keyboard.type("Ask what happens at night.")
    tab_to(tab, "e.textContent === 'Finish'")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#done:not([hidden])")
    wait_for_focus(tab, "e.id === 'done-h'")
    tab.wait_for_selector("#outbox[data-waiting='0']", state="attached")
    assert_clean(tab)
    card = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    values = list(card.scores.order_by("criterion__order").values_list("value", flat=True))
    assert (card.state, values, card.notes) == ("SUBMITTED", [3, 1], "Ask what happens at night.")


def test_chair_decides_by_keyboard(page, world):
    """The places are typed, who approves is chosen with an arrow, the decision is signed with Enter."""
    world.decision.delete()
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    close_scores(pitch_day=world.pitch_day, by=world.people["chair"])
    tab = page(user=world.people["chair"])
    tab.goto(f"/judge/deliberation/{world.pitch_day.key}/decide/")
    assert_clean(tab)
    for slot in (world.slot, world.other_slot):
        tab_to(tab, f"e.name === 'rank_{slot.key}'")
        tab.keyboard.press("Control+a")
        tab.keyboard.type("1")
    for name, words in (("reasons", "Both showed us people."), ("departure", "Nobody has scored: we talked.")):
        tab_to(tab, f"e.name === '{name}'")
        tab.keyboard.type(words)
    tab_to(tab, "e.name === 'second'")
    tab.keyboard.press("ArrowDown")
    tab_to(tab, "e.matches('main button.btn-main')")
    press_enter(tab)
    world.pitch_day.refresh_from_db()
    assert world.pitch_day.state == "SIGNED"
    assert world.pitch_day.decision.placings.filter(is_winner=True).count() == 2
