"""Chapter four: the pitch day, scores, the chair's decision, its release, and the public page."""

from challenges.models import (
    Conflict,
    Decision,
    PanelSeat,
    PitchDay,
    PitchSlot,
    Release,
    ReleasePlan,
    Rules,
    Scorecard,
)
from challenges.results.jobs import every_minute
from cms.models import CohortPage, CohortsPage
from cohorts.models import Cohort
from core import zones
from core.models import OutboxMessage, User
from tests.journeys.story import ADE, FARAH, HANA, Story

HELEN, PRIYA, IDRIS = "helen.marsh@example.com", "priya.nair@example.com", "idris.vaughan@example.com"
REASONS = "Both showed us people, not slides."
# The two teams of the earliest pitches are scored best by everybody.
BEST, REST = "5", "3"


def plans_the_pitch_day(story: Story) -> None:
    ade = story[ADE].open(f"/organise/{story.slug}/pitch-day/plan/")
    ade.press("Save the pitch day", starts_at_day="10 6 2027", starts_at_time="10:00", place="Church House")
    assert (ade.again() in (302, 422), PitchDay.objects.count(), PitchSlot.objects.count()) == (True, 1, 7)
    ade.press("Draw the order by lot")
    for email, is_chair in ((IDRIS, True), (HELEN, False), (PRIYA, False)):
        first, last = email.removesuffix("@example.com").title().split(".")
        ade.open(f"/organise/{story.slug}/pitch-day/").follow("Add a judge")
        values = {"first_name": first, "last_name": last, "email": email, "title": "Judge"}
        values |= {"organisation": "Larkmoor Digital", "sector": "PRIVATE"}
        ade.press("Add and invite", **values, **({"is_chair": "on"} if is_chair else {}))
        assert ade.again() == 302
    assert PanelSeat.objects.count() == 3
    story.post_round()
    for email in (IDRIS, HELEN, PRIYA):
        story.accept(email).press("Accept the invitation")


def publishes_the_rules(story: Story) -> None:
    """J-21: by what is judged stands in public, word for word, before scoring can open."""
    story[""].open(f"/cohorts/{story.slug}/rules/", status=404)
    ade = story[ADE].open(f"/organise/{story.slug}/pitch-day/").follow("Rules page")
    ade.press("Show it with these words", extra="Slides in by ten.").press("Publish the rules")
    assert (ade.again(), Rules.objects.count()) == (302, 1)
    story.post_round()
    rules = story[""].open(f"/cohorts/{story.slug}/rules/")
    assert ("Slides in by ten." in rules.words, Rules.objects.get().digest in rules.words) == (True, True)
    assert OutboxMessage.objects.filter(kind="pitchdays.rules", to__email=HANA).count() == 1


def declares_a_conflict(story: Story) -> None:
    """J-02: who declared a conflict has no sheet for that team."""
    slot = PitchSlot.objects.get(order=7)
    helen = story[HELEN].open("/judge/").follow("Look for conflicts of interest")
    address = helen.address
    helen.press("Declare the conflict", within=form_of(helen, slot.team.key), reason="I advise one of them.")
    assert (helen.again(), Conflict.objects.get().team) == (302, slot.team)
    assert "I advise one of them." in helen.open(address).words
    story.clock.set(PitchDay.objects.get().starts_at)
    ade = story[ADE].open(f"/organise/{story.slug}/pitch-day/").follow("Open scoring").press("Open scoring")
    assert (PitchDay.objects.get().state, ade.again()) == ("SCORING", 302)
    helen.open(f"/judge/pitches/{slot.key}/", status=404)
    assert slot.team.name not in helen.open("/judge/").words


def form_of(visitor, key: str) -> str:
    """The form whose hidden field names this team, as a selector."""
    for number, form in enumerate(visitor.page.select("main form")):
        if form.find("input", {"name": "team", "value": key}):
            form["data-here"] = str(number)
            return f"form[data-here='{number}']"
    raise AssertionError("no form for the team")


def scores_every_pitch(story: Story) -> None:
    """J-01: nobody reads a ranking while scoring is open; J-06: a doubled button hands in one sheet."""
    for email in (IDRIS, HELEN, PRIYA):
        judge = story[email]
        for slot in PitchSlot.objects.order_by("order"):
            if email == HELEN and slot.order == 7:
                continue
            judge.open(f"/judge/pitches/{slot.key}/")
            value = BEST if slot.order in (1, 2) else REST
            names = sorted({one["name"] for one in judge.page.select("input[type=radio]")})
            judge.press("Save and go on", **dict.fromkeys(names, value), notes="Ask what happens at night.")
            judge.press("Finish")
            assert judge.again() == 302
    assert (Scorecard.objects.filter(state="SUBMITTED").count(), Scorecard.objects.count()) == (20, 20)
    deliberation = f"/judge/deliberation/{PitchDay.objects.get().key}/"
    assert story[IDRIS].open(deliberation).heading == "Scores are not closed yet"
    story[HELEN].open(deliberation, status=403)
    assert "20 of 20 sheets are handed in." in story[ADE].open(f"/organise/{story.slug}/scores/").words


def closes_and_decides_jointly(story: Story) -> None:
    idris = story[IDRIS].open(f"/judge/deliberation/{PitchDay.objects.get().key}/").follow("Close scores")
    idris.press("Close scores")
    assert PitchDay.objects.get().state == "SCORES_CLOSED"
    room = f"/judge/deliberation/{PitchDay.objects.get().key}/"
    idris.open(room)
    assert idris.heading.endswith(" exactly equal in first place.")
    idris.follow("Decide and sign")
    slots = PitchSlot.objects.order_by("order")
    ranks = {f"rank_{slot.key}": "1" if slot.order < 3 else "3" for slot in slots}
    values = {"reasons": REASONS, "second": str(User.objects.get(email=HELEN).pk)}
    values |= {"prize_1": "Best use of data", "prize_team_1": slots[2].key}
    idris.press("Sign the decision", **ranks, **values)
    assert (PitchDay.objects.get().state, idris.again(), Decision.objects.count()) == ("SIGNED", 403, 1)
    story[PRIYA].open(f"{room}approve/", status=403)
    helen = story[HELEN].open(f"{room}approve/")
    assert REASONS in helen.words
    helen.press("Approve the result")
    assert (PitchDay.objects.get().state, helen.again()) == ("CONFIRMED", 302)


def an_editor_publishes_the_page(story: Story) -> None:
    """Before release the winners stand at no address (J-13)."""
    cohort = Cohort.objects.get(slug=story.slug)
    page = CohortPage(title="Spring 2027", slug=cohort.slug, cohort=cohort, lede="38 people, seven teams.")
    CohortsPage.objects.get().add_child(instance=page)
    nobody = story[""].open(f"/cohorts/{story.slug}/")
    assert (REASONS in nobody.words, "first prize" in nobody.words) == (False, False)
    for email in (HANA, FARAH, HELEN):
        story[email].open(f"/organise/{story.slug}/results/", status=404)
        assert REASONS not in story[email].open(f"/cohorts/{story.slug}/").words


def releases_the_results(story: Story) -> None:
    """J-17: planned by one, agreed by another, public after the countdown; mail follows the first look."""
    ade = story[ADE].open(f"/organise/{story.slug}/results/").follow("Release the results")
    ade.press("Plan the release", when="minutes", minutes="5", second=str(User.objects.get(email=IDRIS).pk))
    plan = ReleasePlan.objects.get()
    idris = story[IDRIS].open(f"/judge/release/{plan.key}/")
    assert REASONS in idris.words
    idris.press("Agree to the release")
    every_minute(zones.now())
    assert (PitchDay.objects.get().state, Release.objects.count()) == ("CONFIRMED", 0)
    story.clock.forward(minutes=5)
    every_minute(zones.now())
    assert (PitchDay.objects.get().state, Release.objects.count()) == ("PUBLISHED", 1)
    first, second = (slot.team.name for slot in PitchSlot.objects.filter(order__in=(1, 2)).order_by("team__number"))
    nobody = story[""].open(f"/cohorts/{story.slug}/")
    assert f"{first} and {second} share the first prize." in nobody.words
    assert REASONS in nobody.words
    third = PitchSlot.objects.get(order=3).team.name
    assert f"{third} share" not in nobody.words
    story.clock.forward(minutes=10)
    every_minute(zones.now())
    told = OutboxMessage.objects.filter(kind="results.released")
    assert told.count() == told.values("to").distinct().count()
    assert told.filter(to__email=HANA).count() == 1
