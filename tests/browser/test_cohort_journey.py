"""The story of a cohort in a real browser: each person does their part by hand, from a spreadsheet to the winners.

With UPDATE_PICTURES=1 the pages are kept as docs/pictures/*.png.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from challenges.models import (
    Brief,
    Milestone,
    PitchDay,
    PitchSlot,
    Preference,
    Release,
    ReleasePlan,
    Scorecard,
    Version,
)
from challenges.pitchdays.queries import plan_of, rubric_of
from challenges.results.jobs import every_minute
from challenges.results.services import everybody
from cohorts.models import Booking, Participant, Team, TeamProposal, Visit
from config.demo import ending
from core import zones
from core.models import User
from tests.browser.pictures import keep
from tests.browsers import assert_clean, assert_no_sideways_scroll
from tests.journeys.story import nominations
from tests.told import told as tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2027, 3, 10)
PHONE = {"width": 390, "height": 844}
REASONS = "Both teams showed us people, not slides."


@pytest.fixture
def story(clock):
    """story("week-5") tells the demo up to a stage; it is the morning of its day."""

    def tell_up_to(stage, hour=9):
        told = tell(stage, TODAY)
        clock.set(datetime(TODAY.year, TODAY.month, TODAY.day, hour, tzinfo=UTC))
        return told

    return tell_up_to


def person(name):
    return User.objects.get(email=f"{name.lower().replace(' ', '.')}@example.com")


def visit(tab, address, *, picture="", clean=True):
    """Opens the address, finds nothing wrong with it, and may keep its picture."""
    answer = tab.goto(address)
    assert answer.status == 200, f"{address} answered {answer.status}"
    if clean:
        assert_clean(tab)
    if picture:
        keep(tab, picture)
    return tab


def press(tab, words, *, refused=False):
    """The button with these words is pressed; the page that follows is clean, also where it refuses what was typed."""
    tab.get_by_role("button", name=words, exact=True).first.click()
    tab.wait_for_load_state()
    if refused:
        # The browser itself writes of every answer that is an error.
        assert [problem for problem in tab.problems if "422 (Unprocessable Entity)" not in problem] == []
        tab.problems.clear()
    assert_clean(tab)


def narrow(page, user, addresses):
    """At 320 px, in the dark, nothing has to be scrolled sideways."""
    tab = page(user=user, width=320, scheme="dark")
    for address in addresses:
        tab.goto(address)
        assert_no_sideways_scroll(tab)


def test_organiser_brings_people_in(page, story):
    told = story("recruiting")
    base = f"/organise/{told.cohort.slug}"
    tab = visit(page(user=told.organiser), f"{base}/people/import/")
    file = {"name": "nominations.csv", "mimeType": "text/csv", "buffer": nominations()}
    tab.set_input_files("input[type=file]", file)
    press(tab, "Upload and go on")
    assert tab.inner_text("h1") == "Which column is which?"
    press(tab, "Check the lines")
    assert tab.inner_text("h1") == "What every line will do"
    before = Participant.objects.count()
    tab.locator("main form button.btn-main").first.click()
    tab.wait_for_load_state()
    assert_clean(tab)
    assert (before, Participant.objects.filter(cohort=told.cohort).count()) == (30, 38)
    visit(tab, f"{base}/people/")
    visit(tab, f"{base}/people/invite/")
    visit(tab, f"{base}/")
    narrow(page, told.organiser, [f"{base}/", f"{base}/people/", f"{base}/people/import/", f"{base}/settings/"])


def test_organiser_forms_publishes_and_a_team_ranks(page, story):
    told = story("forming")
    cohort = told.cohort
    base = f"/organise/{cohort.slug}"
    proposal = TeamProposal.objects.get()
    board = f"{base}/teams/proposals/{proposal.key}/"
    hana = Participant.objects.get(user=person("Hana Aziz"))
    tab = page(user=told.organiser, width=1440, height=998)
    visit(tab, f"{board}?person={hana.key}", picture="board")
    dark = page(user=told.organiser, width=1440, height=998, scheme="dark")
    visit(dark, f"{board}?person={hana.key}", picture="board-dark")
    visit(page(user=told.organiser, **PHONE), f"{board}?person={hana.key}", picture="board-390")
    before = proposal.places.get(participant=hana).team_number
    tab.locator(".move button").first.click()
    tab.wait_for_selector(".flashes")
    assert proposal.places.get(participant=hana).team_number != before
    tab.goto(f"{board}publish/")
    press(tab, "Publish teams")
    assert "7 teams are published." in tab.inner_text(".flashes")
    assert Team.objects.filter(cohort=cohort).count() == 7
    tab.goto(f"{base}/briefs/publish/")
    for box in tab.locator("input[name=briefs]").all():
        box.check()
    press(tab, "Publish to teams")
    assert Brief.objects.filter(cohort=cohort, state="PUBLISHED").count() == 12
    phone = page(user=hana.user, **PHONE)
    visit(phone, f"/my/{cohort.slug}/briefs/")
    phone.locator("main select").first.select_option("1")
    press(phone, "Save our ranking")
    assert Preference.objects.filter(team=hana.membership.team).count() == 1
    visit(tab, f"{base}/briefs/")
    visit(tab, f"{base}/teams/mentors/")
    narrow(page, hana.user, [f"/my/{cohort.slug}/briefs/", f"/my/{cohort.slug}/team/", f"/my/{cohort.slug}/profile/"])
    narrow(page, told.organiser, [f"{base}/teams/", f"{base}/briefs/", f"{base}/teams/mentors/"])


def test_a_week_in_the_middle(page, story):
    told = story("week-5")
    cohort = told.cohort
    base = f"/organise/{cohort.slug}"
    tab = visit(page(user=told.organiser), f"{base}/", picture="today")
    visit(page(user=told.organiser, **PHONE), f"{base}/", picture="today-390")
    for place in ("calendar/", "changes/", "people/", "teams/", "briefs/", "visits/", "milestones/", "messages/"):
        visit(tab, f"{base}/{place}")
    visit(page(user=told.organiser, scheme="dark"), f"{base}/people/")
    _participant_at_work(page, cohort)
    for name, address in (("Tara Wood", "/partner/"), ("Calla Finch", "/partner/")):
        visit(page(user=person(name), **PHONE), address)
    visit(page(user=person("Farah Iqbal"), **PHONE), f"/my/{cohort.slug}/")
    _public_pages(page, cohort)
    _forms_and_empty_pages(page, told)
    narrow(page, told.organiser, [f"{base}/", f"{base}/calendar/", f"{base}/visits/", f"{base}/milestones/"])


def _participant_at_work(page, cohort):
    """This week, a seat given up and booked again, and work handed in, on a phone."""
    hana = person("Hana Aziz")
    team = Team.objects.get(members__participant__user=hana)
    phone = visit(page(user=hana, **PHONE), f"/my/{cohort.slug}/", picture="this-week")
    visit(page(user=hana), f"/my/{cohort.slug}/", picture="this-week-1280")
    coming = Visit.objects.filter(cohort=cohort, starts_at__gt=datetime(2027, 3, 10, 9, tzinfo=UTC)).order_by(
        "starts_at"
    )
    visit(phone, f"/my/{cohort.slug}/visits/{coming[0].key}/")
    mine = Booking.objects.held().filter(participant__user=hana, visit=coming[0])
    if mine.exists():
        press(phone, "Give up my seat")
        assert mine.count() == 0
    press(phone, "Book my seat")
    assert mine.count() == 1
    milestone = Milestone.objects.filter(cohort=cohort, due_at__gt=datetime(2027, 3, 10, 9, tzinfo=UTC)).order_by(
        "due_at"
    )
    visit(phone, f"/my/{cohort.slug}/milestones/{milestone[0].key}/")
    phone.fill("[name=text]", "## What we heard\n\nNine people told us.")
    phone.fill("[name=answer_people]", "9")
    phone.fill("[name=answer_surprise]", "Nobody had asked them before.")
    phone.select_option("[name=answer_next]", "A prototype")
    phone.set_input_files("[name=files]", {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"Nine people.\n"})
    phone.wait_for_selector("input[name=uploaded]", state="attached")
    press(phone, "Hand in")
    version = Version.objects.get(submission__milestone=milestone[0], submission__team=team)
    assert (version.files.count(), version.key in phone.inner_text("main")) == (1, True)
    narrow(page, hana, [f"/my/{cohort.slug}/", f"/my/{cohort.slug}/visits/", f"/my/{cohort.slug}/milestones/"])


def _public_pages(page, cohort):
    """The pages that anybody sees."""
    wide = page(width=1440)
    visit(wide, "/", picture="home")
    visit(page(width=1440, scheme="dark"), "/", picture="home-dark")
    phone = visit(page(**PHONE), "/", picture="home-390")
    tab = visit(page(), f"/cohorts/{cohort.slug}/", picture="cohort")
    visit(phone, f"/cohorts/{cohort.slug}/", picture="cohort-390")
    for address in ("/cohorts/", "/challenges/", "/news/", "/about/", "/accounts/login/"):
        visit(tab, address)
    narrow(page, None, ["/", f"/cohorts/{cohort.slug}/", "/cohorts/", "/challenges/", "/accounts/login/"])


def _forms_and_empty_pages(page, told):
    """A form with mistakes keeps what was typed; a place without anything teaches the first step."""
    for tab, suffix in ((page(user=told.organiser, width=1024), ""), (page(user=told.organiser, **PHONE), "-390")):
        visit(tab, f"/organise/{told.cohort.slug}/visits/new/")
        tab.fill("[name=title]", "Programme day 6")
        tab.fill("[name=on_day]", "31 2 2027")
        press(tab, "Save the visit", refused=True)
        assert tab.title().startswith("Error: ")
        assert tab.input_value("[name=title]") == "Programme day 6"
        keep(tab, f"form{suffix}")
    slug = told.programme.slug
    tab = visit(page(user=told.organiser), f"/organise/programmes/{slug}/cohorts/new/")
    tab.fill("[name=name]", "Autumn 2027")
    tab.fill("[name=starts_on_day]", "6 9 2027")
    press(tab, "Start the cohort")
    empty = tab.url.split("/organise/")[1].split("/")[0]
    visit(tab, f"/organise/{empty}/teams/", picture="empty")
    visit(page(user=told.organiser, **PHONE), f"/organise/{empty}/teams/", picture="empty-390")


def test_pitch_day_to_the_winners(page, story, clock):
    told = story("pitch-day", hour=11)
    cohort, day = told.cohort, PitchDay.objects.get(cohort=told.cohort)
    _a_judge_scores(page, day)
    _the_others_score(day)
    clock.forward(hours=3)
    chair = page(user=person("Idris Vaughan"))
    visit(chair, f"/organise/{cohort.slug}/pitch-day/close_scores/")
    press(chair, "Close scores")
    deliberation = f"/judge/deliberation/{day.key}/"
    visit(page(user=chair_user(day), width=1440), deliberation, picture="deliberation")
    visit(page(user=chair_user(day), width=1440, scheme="dark"), deliberation, picture="deliberation-dark")
    visit(page(user=chair_user(day), **PHONE), deliberation, picture="deliberation-390")
    winners = _the_chair_decides(chair, day, deliberation)
    second = visit(page(user=person("Helen Marsh")), f"{deliberation}approve/", picture="approve")
    press(second, "Approve the result")
    assert PitchDay.objects.get(pk=day.pk).state == "CONFIRMED"
    public = page()
    visit(public, f"/cohorts/{cohort.slug}/")
    assert "first prize" not in public.inner_text("main")
    tab = visit(page(user=told.organiser), f"/organise/{cohort.slug}/results/release/")
    tab.select_option("[name=second]", label="Idris Vaughan")
    tab.fill("[name=typed]", str(len(everybody(day))))
    press(tab, "Plan the release")
    agreeing = visit(chair, f"/judge/release/{ReleasePlan.objects.get(pitch_day=day).key}/", picture="release-agree")
    press(agreeing, "Agree to the release")
    clock.forward(minutes=10)
    every_minute(zones.now())
    assert Release.objects.filter(cohort=cohort).count() == 1
    visit(public, f"/cohorts/{cohort.slug}/", picture="winners")
    assert f"{winners[0]} and {winners[1]} share the first prize." in public.inner_text("main")
    assert REASONS in public.inner_text("main")
    narrow(page, None, [f"/cohorts/{cohort.slug}/"])
    narrow(page, told.organiser, [f"/organise/{cohort.slug}/{place}/" for place in ("pitch-day", "scores", "results")])
    narrow(page, person("Helen Marsh"), ["/judge/"])


def chair_user(day):
    return day.panel.get(is_chair=True).user


def _a_judge_scores(page, day):
    """One pitch wholly, on a phone: a level for each criterion, notes, handed in."""
    helen = person("Helen Marsh")
    phone = visit(page(user=helen, **PHONE), "/judge/")
    phone.locator("a.btn-main").first.click()
    phone.wait_for_selector("#sheet[data-ready]")
    assert_clean(phone)
    slot = PitchSlot.objects.get(key=phone.url.rstrip("/").rpartition("/")[2])
    narrow(page, helen, [f"/judge/pitches/{slot.key}/"])
    for number in range(len(rubric_of(day))):
        phone.locator("details[open] .levels label").nth(3).click()
        if number == 2:
            keep(phone, "judge")
            visit(page(user=helen), f"/judge/pitches/{slot.key}/", picture="judge-1280")
        if number + 1 < len(rubric_of(day)):
            phone.get_by_role("button", name="Next criterion").click()
    phone.fill("[name=notes]", "Ask what happens at night.")
    phone.get_by_role("button", name="Finish").click()
    phone.wait_for_selector("#done:not([hidden])")
    phone.wait_for_selector("#outbox[data-waiting='0']", state="attached")
    card = Scorecard.objects.get(seat__user=helen, slot=slot)
    assert (card.state, sorted(score.value for score in card.scores.all())) == ("SUBMITTED", [4] * len(rubric_of(day)))


def _the_others_score(day):
    """Everybody else's sheets, through the services."""
    plan = plan_of(day)
    done = set(Scorecard.objects.filter(state="SUBMITTED").values_list("seat_id", "slot_id"))
    for slot in plan.slots:
        for seat in plan.judges_of(slot):
            if (seat.pk, slot.pk) not in done:
                with ending.at(slot.starts_at + timedelta(minutes=14)):
                    ending._hand_in(seat, slot, rubric_of(day))


def _the_chair_decides(tab, day, address):
    """Two teams share the first place; their names in the order of the public page."""
    visit(tab, f"{address}decide/", picture="decide")
    slots = list(PitchSlot.objects.filter(pitch_day=day).select_related("team").order_by("order"))
    for slot in slots:
        tab.fill(f"[name=rank_{slot.key}]", "1" if slot.order in (1, 4) else "3")
    tab.fill("[name=reasons]", REASONS)
    tab.fill("[name=departure]", "The panel heard what no sheet shows.")
    tab.select_option("[name=second]", label="Helen Marsh")
    press(tab, "Sign the decision")
    assert PitchDay.objects.get(pk=day.pk).state == "SIGNED"
    return [slot.team.name for slot in sorted(slots, key=lambda one: one.team.number) if slot.order in (1, 4)]


def test_main_pages_without_scripts(page, story):
    """With scripts off the pages are there and whole, and a form works."""
    told = story("week-5")
    slug = told.cohort.slug
    tab = page(user=told.organiser, scripts=False)
    for place in (
        "",
        "people/",
        "teams/",
        "briefs/",
        "visits/",
        "milestones/",
        "pitch-day/",
        "calendar/",
        "messages/new/",
    ):
        assert tab.goto(f"/organise/{slug}/{place}").status == 200
        assert tab.locator("h1").is_visible()
    tab.goto(f"/organise/{slug}/people/")
    tab.fill("[name=q]", "Aziz")
    tab.get_by_role("button", name="Filter", exact=True).click()
    assert tab.locator("tbody tr").count() == 1
    hana = page(user=person("Hana Aziz"), scripts=False, **PHONE)
    for address in (f"/my/{slug}/", f"/my/{slug}/profile/", f"/my/{slug}/team/", f"/my/{slug}/milestones/"):
        assert hana.goto(address).status == 200
        assert hana.locator("h1").is_visible()
    nobody = page(scripts=False)
    for address in ("/", f"/cohorts/{slug}/", "/challenges/", "/accounts/login/"):
        assert nobody.goto(address).status == 200
    assert tab.problems + hana.problems + nobody.problems == []
