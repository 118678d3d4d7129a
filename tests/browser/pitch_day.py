"""A whole pitch day by hand: what organisers, judges and the audience each do on their own pages."""

from challenges.audience.codes import text_of
from challenges.audience.services import walk_in
from challenges.models import LiveSlot, PaperSheet, Poll
from challenges.pitchdays.queries import plan_of, rubric_of
from tests.browser.judge_phone import at_home, at_sheet, online, waits
from tests.browser.pictures import keep
from tests.browser.test_cohort_journey import PHONE, person, press, visit
from tests.browsers import assert_clean

NOTE = "Show what one flat costs in a year."
# How many of the five criteria each pitch reaches “Strong” on, in running order: two teams are level at the top.
STRONG = (5, 3, 2, 5, 1, 4, 0)
# A tap on every criterion, as fast as the page takes them.
TAP_ALL = """levels => levels.forEach(([key, value]) =>
    document.querySelector(`input[name='score_${key}'][value='${value}']`).click())"""


class Day:
    """The day of one cohort with its people's tabs."""

    def __init__(self, page, day):
        self.page, self.day = page, day
        self.slots, self.rubric = plan_of(day).slots, rubric_of(day)
        self.base = f"/organise/{day.cohort.slug}/pitch-day"
        self.phones = {}

    def levels(self, slot, judge):
        """What this judge finds: “Strong” or “Sound”; one of the four is a little stricter."""
        strong = STRONG[slot.order - 1]
        values = [4 if place < strong else 3 for place in range(len(self.rubric))]
        if judge == "Tom Ashdown":
            values[-1] -= 1
        return [[row.key, value] for row, value in zip(self.rubric, values, strict=True)]

    def open(self, tab):
        """The rules are public, and scoring is open by them."""
        visit(tab, f"{self.base}/rules/")
        press(tab, "Publish the rules")
        visit(self.page(), f"/cohorts/{self.day.cohort.slug}/rules/")
        visit(tab, f"{self.base}/open_scoring/")
        press(tab, "Open scoring")

    def open_prize(self, tab):
        """The audience may give its prize from now on."""
        visit(tab, f"{self.base}/audience/prize/")
        press(tab, "Save the vote")
        prize = Poll.objects.get(pitch_day=self.day, kind="PRIZE")
        tab.goto(f"{self.base}/audience/polls/{prize.key}/open/")
        press(tab, "Open the vote")
        return prize

    def vote(self, name, team, organiser):
        """Somebody comes in, has a code and votes on their phone."""
        guest = walk_in(pitch_day=self.day, name=name, employer="", by=organiser)
        phone = self.page(**PHONE)
        phone.goto(f"/vote/{text_of(guest.code)}/")
        phone.get_by_role("button", name="Use this code").click()
        phone.get_by_label(team).check()
        phone.get_by_role("button", name="Send my vote").click()
        phone.get_by_text("Your vote is in:").wait_for()
        assert_clean(phone)

    def close_prize(self, tab, prize):
        """The vote is closed, and everybody is shown its count."""
        for action, words in (("close", "Close the vote"), ("show", "Show the result")):
            tab.goto(f"{self.base}/audience/polls/{prize.key}/{action}/")
            press(tab, words)

    def call(self, desk, slot):
        """The desk calls the team; the stage screen says so."""
        desk.goto(f"{self.base}/desk/")
        desk.get_by_role("button", name=f"Call {slot.team.name}", exact=True).click()
        desk.locator("#next-step", has_text=f"Start the pitch of {slot.team.name}").wait_for()
        assert LiveSlot.objects.get(slot=slot).state == "CALLED"

    def phone(self, judge):
        """The judge's phone, with every page of theirs on it."""
        if judge not in self.phones:
            self.phones[judge] = at_home(self.page(user=person(judge), **PHONE))
        return self.phones[judge]

    def score(self, judge, slot, *, note="", picture="", is_online=True):
        """The judge finishes the sheet; without a network it waits on the phone."""
        phone = self.phone(judge)
        online(phone, is_on=is_online)
        at_sheet(phone, slot)
        levels = self.levels(slot, judge)
        phone.evaluate(TAP_ALL, levels)
        if note:
            phone.locator("[name=team_notes]").evaluate("box => box.closest('details')?.setAttribute('open', '')")
            phone.locator("[name=team_notes]").fill(note)
        if picture:
            assert_clean(phone)
            keep(phone, picture)
        phone.get_by_role("button", name="Finish").click()
        phone.wait_for_selector("#done:not([hidden])")
        if is_online:
            waits(phone, 0)

    def enter_paper(self, tab, judge, slot, button):
        """One person reads the sheet on paper."""
        sheet = PaperSheet.objects.get(seat__user=person(judge), slot=slot)
        visit(tab, f"{self.base}/paper/{sheet.key}/")
        for key, value in self.levels(slot, judge):
            tab.locator(f"input[name='score_{key}'][value='{value}']").check()
        press(tab, button)
