"""The pages that are measured, and who opens them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.urls import reverse

from benchmarks.measuring import Kind, Page
from benchmarks.seed import World
from challenges.models import Criterion, Scorecard
from cohorts.models import TeamProposal
from cohorts.people.views.people import AT_ONCE


def _of_cohort(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.cohort.slug])


def _of_row(name: str, row: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.cohort.slug, world.rows[row].key])


def _public(row: str) -> Callable[[World], str]:
    return lambda world: world.rows[row].get_url()


def _person(world: World) -> str:
    return reverse("organise:person", args=[world.cohort.slug, world.places[0].key])


def _card(world: World) -> str:
    return reverse("judge:card", args=[world.rows["slot"].key])


def _of_day(name: str, which: str) -> Callable[[World], str]:
    """A page of the day that is being scored, or of the one that is over."""
    return lambda world: reverse(name, args=[world.rows[which].cohort.slug])


def _room(world: World) -> str:
    return reverse("judge:deliberation", args=[world.rows["over"].day.key])


def _result(world: World) -> str:
    return f"/cohorts/{world.rows['over'].cohort.slug}/"


def _ballot(world: World) -> str:
    poll = world.rows["poll"]
    return reverse("vote:poll", args=[poll.pitch_day.key, poll.key])


def _board(name: str) -> Callable[[World], str]:
    def path(world: World) -> str:
        proposal = world.rows["proposal"]
        return reverse(name, args=[proposal.cohort.slug, proposal.key])

    return path


def _move(world: World) -> dict[str, Any]:
    """Somebody goes from the first team to the second, and back."""
    held, mover = world.rows["proposal"], world.rows["mover"]
    version = TeamProposal.objects.values_list("version", flat=True).get(pk=held.pk)
    here = held.places.values_list("team_number", flat=True).get(participant=mover)
    return {"version": version, "person": mover.key, "to": 2 if here == 1 else 1}


def _scores(world: World) -> dict[str, Any]:
    """A sheet with every criterion scored, as the judge's browser sends it after the last save."""
    slot = world.rows["slot"]
    saved = Scorecard.objects.filter(slot=slot, seat=world.rows["seat"]).values_list("revision", flat=True).first()
    keys = Criterion.objects.filter(pitch_day=slot.pitch_day_id).values_list("key", flat=True)
    levels = {f"score_{key}": "4" for key in keys}
    return {"revision": saved or 0, "notes": "Clear need.", "once": str(uuid4()), "act": "save", **levels}


def _nothing(world: World) -> dict[str, Any]:
    return {}


PAGES = (
    Page("Public home", Kind.PUBLIC, "anonymous", _public("home")),
    Page("Programme page", Kind.PUBLIC, "anonymous", _public("programme_page")),
    Page("Cohort page", Kind.PUBLIC, "anonymous", _public("cohort_page")),
    Page("A ballot", Kind.PUBLIC, "anonymous", _ballot),
    Page("People", Kind.LIST, "organiser", _of_cohort("organise:people")),
    Page("Teams", Kind.LIST, "organiser", _of_cohort("organise:teams")),
    Page("Challenges", Kind.LIST, "organiser", _of_cohort("organise:briefs")),
    Page("Programme days", Kind.LIST, "organiser", _of_cohort("organise:visits")),
    Page("Milestones", Kind.LIST, "organiser", _of_cohort("organise:milestones")),
    Page("Sheets handed in", Kind.LIST, "organiser", _of_cohort("organise:scores")),
    Page("One person", Kind.PAGE, "organiser", _person),
    Page("One programme day", Kind.PAGE, "organiser", _of_row("organise:visit", "visit")),
    Page("One challenge", Kind.PAGE, "organiser", _of_row("organise:brief", "brief")),
    Page("Today", Kind.PAGE, "organiser", _of_cohort("organise:today")),
    Page("Check of an import", Kind.PAGE, "organiser", _of_row("organise:people_import_preview", "import")),
    Page("This week", Kind.PAGE, "participant", _of_cohort("my:week")),
    Page("A judge's sheet", Kind.PAGE, "judge", _card),
    Page("Saving a score", Kind.SAVE, "judge", _card, _scores),
    Page("Control desk", Kind.DAY, "organiser", _of_day("organise:desk", "going")),
    Page("Panels", Kind.DAY, "organiser", _of_day("organise:panels", "going")),
    Page("Deliberation", Kind.DAY, "organiser", _room),
    Page("Results", Kind.DAY, "organiser", _of_day("organise:results", "over")),
    Page("Released result", Kind.PUBLIC, "anonymous", _result),
    Page("The board", Kind.PAGE, "organiser", _board("organise:proposal")),
    Page("A move on the board", Kind.SAVE, "organiser", _board("organise:proposal_move"), _move),
    Page("People as CSV", Kind.EXPORT, "organiser", _of_cohort("organise:people_csv")),
    Page(
        "People as Excel",
        Kind.EXPORT,
        "organiser",
        _of_cohort("organise:people_xlsx"),
        _nothing,
        most=AT_ONCE,
        beyond="People as Excel, asked for",
    ),
)
