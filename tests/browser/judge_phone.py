"""A judge's phone in a real browser: opening it, tapping, and what the site holds in the end."""

from challenges.models import LateScore, PitchDay, Score, Scorecard, ScorecardRevision
from challenges.pitchdays.services import open_scoring
from core.models import Event
from tests.browsers import sign_in

# What a phone without a network, or with a cut line, says in its console.
EXPECTED = ("Failed to load resource", "net::ERR_", "'script-src' was not explicitly set")


def opened(world):
    """Scoring is open."""
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])


def at_sheet(tab, slot):
    """The sheet of this pitch, ready to be tapped."""
    tab.goto(f"/judge/pitches/{slot.key}/")
    tab.wait_for_selector("#sheet[data-ready], #done:not([hidden])")
    return tab


def kept(tab):
    """Every page of this judge is kept on the device."""
    tab.wait_for_selector("html[data-kept=kept]", state="attached")


def at_home(tab):
    """The list of pitches, all of them kept on the device."""
    tab.goto("/judge/")
    kept(tab)
    return tab


def tap(tab, criterion, value):
    """Opens the criterion and chooses a level; it is on the device's disk when this returns."""
    details = tab.locator(f"[data-criterion='{criterion.key}']")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    before = tab.locator("#sheet").get_attribute("data-at") or ""
    details.locator(f"input[value='{value}']").check()
    tab.wait_for_selector(f"#sheet[data-at]:not([data-at='{before}'])", state="attached")


def waits(tab, number, others=0):
    """So many changes wait on this device, and so many are to be looked at."""
    tab.wait_for_selector(f"#outbox[data-waiting='{number}'][data-others='{others}']", state="attached")


def online(tab, *, is_on=True):
    """The network is there, or gone."""
    tab.context.set_offline(not is_on)


def values(seat, slot):
    """The levels that the site holds for this judge and pitch, in the rubric's order."""
    rows = Score.objects.filter(card__seat=seat, card__slot=slot).order_by("criterion__order", "criterion")
    return list(rows.values_list("value", flat=True))


def effects():
    """All that judges' devices changed on the site: sheets, savings, events, late sheets."""
    saved = Event.objects.filter(event__startswith="scorecard.").order_by("pk").values_list("event", flat=True)
    return {
        "sheets": Scorecard.objects.filter(revision__gt=0).count(),
        "revisions": ScorecardRevision.objects.count(),
        "events": list(saved),
        "late": LateScore.objects.filter(state="WAITING").count(),
    }


def again_as(tab, user, live_server):
    """Somebody signs in on this device, beside whoever was before."""
    sign_in(tab.context, user, live_server.url)


def problems(tab):
    """What went wrong on the page beyond the missing network."""
    return [text for text in tab.problems if not any(words in text for words in EXPECTED)]


def day_is(world, state):
    """The pitch day is in this state."""
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state=state)
