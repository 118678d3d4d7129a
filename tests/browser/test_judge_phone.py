"""R-09: the judge's pages with one thumb, in sunlight, at 200 %, by a screen reader: measured in Chromium."""

import gzip

import pytest
from django.conf import settings

from challenges.models import Criterion
from tests.browser.judge_phone import at_home, at_sheet, online, opened, tap, waits
from tests.browsers import assert_clean, assert_no_sideways_scroll, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
KILOBYTE = 1024
# Every text that is to be seen on the page, with its contrast against what is drawn behind it.
CONTRAST = """() => {
  const curve = (value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4
  const channel = (part) => curve(part / 255)
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const drawn = (colours) => {
    canvas.clearRect(0, 0, 1, 1)
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1) }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }
  const light = (rgb) => { const [r, g, b] = rgb.map(channel); return .2126 * r + .7152 * g + .0722 * b }
  const behind = (one) => {
    const found = []
    for (let node = one; node; node = node.parentElement) found.unshift(getComputedStyle(node).backgroundColor)
    return found
  }
  const low = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement
    if (!node.data.trim() || !one.checkVisibility({ visibilityProperty: true }) || one.closest('.vh')) continue
    const back = behind(one)
    const [a, b] = [light(drawn([...back, getComputedStyle(one).color])), light(drawn(back))].sort((x, y) => y - x)
    const ratio = (a + .05) / (b + .05)
    if (ratio < 7) low.push(`${node.data.trim().slice(0, 30)}: ${ratio.toFixed(2)}`)
  }
  return low
}"""
# Everything that is tapped on the page, and is less than 44 pixels wide or high; links inside a sentence are text.
SMALL = """() => [...document.querySelectorAll('main a, main button, main summary, main label, main textarea')]
  .filter(one => one.checkVisibility() && !(one.matches('label') && !one.querySelector('input')))
  .map(one => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 43.5 || box.height < 43.5))
  .map(([words, box]) => `${words}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
IDLE = """() => {
  localStorage.setItem('judge.seen', Date.now() - 600_000)
  document.dispatchEvent(new Event('visibilitychange'))
}"""


@pytest.fixture
def judged(world):
    """Scoring is open; the first criterion asks for a reason at its ends."""
    opened(world)
    Criterion.objects.filter(pk=world.criterion.pk).update(reason_at_ends=True)
    return world


def states(tab, world):
    """The pages as a judge meets them, one after the other: home, a sheet, no signal, handed in."""
    at_home(tab)
    assert len(tab.evaluate(CONTRAST.replace("ratio < 7", "ratio < 22"))) > 10
    yield "home"
    at_sheet(tab, world.slot)
    yield "sheet"
    tap(tab, world.criteria[0], 5)
    yield "reason"
    online(tab, is_on=False)
    tap(tab, world.criteria[1], 2)
    waits(tab, 1)
    tab.locator("#strip[data-trouble=offline]").click()
    yield "offline"
    tab.get_by_role("button", name="Finish").click()
    tab.get_by_label("Why this level?").fill("Measured in six homes")
    tab.get_by_role("button", name="Finish").click()
    tab.wait_for_selector("#done:not([hidden])")
    yield "done"
    tab.evaluate(IDLE)
    tab.wait_for_selector("#cover", state="visible")
    yield "covered"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_a_contrast_of_seven_and_every_target_its_size(page, judged, scheme):
    """R-09: from the computed styles, in every state of the pages."""
    tab = page(user=judged.people["judge"], scheme=scheme, **PHONE)
    found = {name: (tab.evaluate(CONTRAST), tab.evaluate(SMALL)) for name in states(tab, judged)}
    assert found == dict.fromkeys(("home", "sheet", "reason", "offline", "done", "covered"), ([], []))


@pytest.mark.parametrize("how", ["narrow", "large"])
def test_pages_reflow_at_200_per_cent(page, judged, how):
    """R-09: half as wide, or letters twice as large: nothing is cut off and nothing scrolls sideways."""
    tab = page(user=judged.people["judge"], **({"width": 320, "height": 640} if how == "narrow" else PHONE))
    for name in states(tab, judged):
        if how == "large":
            tab.evaluate("document.documentElement.style.fontSize = '200%'")
        assert_no_sideways_scroll(tab)
        cut = tab.evaluate(
            "[...document.querySelectorAll('main button, main summary, main a.btn, #cover button')]"
            ".filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"
        )
        assert (name, cut) == (name, [])


SHEET = """\
- main:
  - paragraph: Pitch 1 of 2, number 1 of your 2
  - heading "Lantern" [level=1]
  - paragraph: How might we proactively monitor the condition of social housing using sensors? Leeds City Council
  - timer "11:00 planned start score until 11:16":
    - text: 11:00 planned start score until 11:16
    - list:
      - listitem: Pitch 8 min
      - listitem: Questions 5 min
      - listitem: Score 3 min
  - heading "Your scores" [level=2]
  - group:
    - text: 1 Evidence counts 20 of 40
    - paragraph
    - group "Evidence":
      - text: Evidence
      - radio "Not shown Not shown for Evidence"
      - text: Not shown Not shown for Evidence
      - radio "Thin Thin for Evidence"
      - text: Thin Thin for Evidence
      - radio "Sound Sound for Evidence"
      - text: Sound Sound for Evidence
      - radio "Strong Strong for Evidence"
      - text: Strong Strong for Evidence
      - radio "Excellent Excellent for Evidence"
      - text: Excellent Excellent for Evidence
  - group: 2 Idea Not scored
  - heading "Your notes" [level=2]
  - text: Only for you (optional)
  - paragraph: Nobody else ever sees these.
  - textbox "Only for you (optional)"
  - text: For the chair (optional)
  - paragraph: Only you and the chair see these.
  - textbox "For the chair (optional)"
  - text: For the team (optional)
  - paragraph: The team reads them with the results, once the chair has looked at them.
  - textbox "For the team (optional)"
  - strong: 0 of 2 scored
  - text: Not saved yet
  - button "Next criterion"\
"""


def disclosures(tab):
    """The criteria as Chromium tells them: what each is called, and whether it is open."""
    found = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    named = [node for node in found if node.get("role", {}).get("value", "").startswith("DisclosureTriangle")]
    opened = [
        (node["name"]["value"], any(one["name"] == "expanded" and one["value"]["value"] for one in node["properties"]))
        for node in named
    ]
    return [row for row in opened if row[0][0].isdigit()]


HEAR = """() => {
  window.heard = [];
  const region = document.getElementById("say");
  const note = () => { if (region.textContent) window.heard.push(region.textContent); };
  new MutationObserver(note).observe(region, { childList: true });
}"""


def test_the_sheet_is_told_to_a_screen_reader(page, judged):
    """R-09: names and roles as Chromium's accessibility tree has them, and what the live region says."""
    tab = at_home(page(user=judged.people["judge"], **PHONE))
    at_sheet(tab, judged.slot)
    assert tab.locator("main").aria_snapshot() == SHEET
    assert disclosures(tab) == [("1 Evidence counts 20 of 40", True), ("2 Idea Not scored", False)]
    tab.evaluate(HEAR)
    online(tab, is_on=False)
    wait_until(tab, "window.heard.includes('No signal. What you score is kept on this phone.')")
    online(tab)
    wait_until(tab, "window.heard.includes('Everything is sent.')")
    assert tab.evaluate("window.heard") == ["No signal. What you score is kept on this phone.", "Everything is sent."]
    assert tab.locator("#say").get_attribute("aria-live") == "polite"
    assert_clean_offline(tab)


def assert_clean_offline(tab):
    tab.problems[:] = [text for text in tab.problems if "net::ERR_" not in text and "'script-src'" not in text]
    assert_clean(tab)


def test_focus_stays_after_a_save(page, judged):
    """R-09: a level is chosen and sent; the focus has not moved, and neither has the page."""
    tab = at_home(page(user=judged.people["judge"], **PHONE))
    at_sheet(tab, judged.slot)
    tap(tab, judged.criteria[0], 3)
    waits(tab, 0)
    tab.locator(".dock [data-kept]", has_text="Saved").wait_for()
    focused = tab.evaluate("[document.activeElement.name, document.activeElement.value]")
    assert focused == [f"score_{judged.criteria[0].key}", "3"]


def test_a_level_at_the_end_asks_for_its_reason(page, judged):
    """The field comes with the lowest or highest level, and finishing waits for it; offline as online."""
    tab = at_home(page(user=judged.people["judge"], **PHONE))
    at_sheet(tab, judged.slot)
    reason = tab.get_by_label("Why this level?")
    tap(tab, judged.criteria[0], 3)
    assert reason.is_hidden()
    tap(tab, judged.criteria[0], 5)
    assert reason.is_visible()
    tap(tab, judged.criteria[1], 5)
    tab.get_by_role("button", name="Finish").click()
    assert tab.evaluate("document.activeElement.name") == f"reason_{judged.criteria[0].key}"
    assert tab.locator("[data-msg]:visible").inner_text() == "Error: say why you gave the lowest or highest level."
    reason.fill("Measured in six homes")
    tab.get_by_role("button", name="Finish").click()
    tab.wait_for_selector("#done:not([hidden])")
    waits(tab, 0)
    card = judged.seat.scorecards.get(slot=judged.slot)
    reasons = list(card.scores.order_by("criterion__order", "criterion").values_list("reason", flat=True))
    assert (card.state, reasons) == ("SUBMITTED", ["Measured in six homes", ""])


def test_scripts_of_a_page_weigh_less_than_thirty_kilobytes():
    """All that judges' pages may load, zipped; they do without htmx."""
    folder = settings.BASE_DIR / "static/js"
    files = [*sorted((folder / "judge").glob("*.js")), folder / "site.js"]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 30 * KILOBYTE
