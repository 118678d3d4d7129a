"""The map of teams by weeks, put into cells and words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.work.checkins.models import EarlyWarning, Mood
from challenges.work.checkins.queries import HeatMap, MapRow, Said
from challenges.work.checkins.weeks import monday_of
from challenges.work.checkins.words import Told
from cohorts.models import Cohort
from core.lists import links_to
from core.templatetags.moments import short_day

# The class of each mood's cell, its sign and the word in it: never a colour alone.
LOOKS: dict[int, tuple[str, str, Promise]] = {
    0: ("heat-none", "–", gettext_lazy("No answer")),
    Mood.WELL: ("heat-well", "✓", gettext_lazy("Well")),
    Mood.MOSTLY: ("heat-mostly", "~", gettext_lazy("Mostly")),
    Mood.TROUBLE: ("heat-trouble", "!", gettext_lazy("Trouble")),
    Mood.STUCK: ("heat-stuck", "✕", gettext_lazy("Stuck")),
}
LEGEND = list(LOOKS.values())


@dataclass(frozen=True)
class DrawnRow:
    """One team as the table shows it."""

    name: str
    url: str
    warned: int
    needs: int
    cells: str


@dataclass(frozen=True)
class Column:
    """One week at the head of the table: its number, Monday, and how many of the cohort answered."""

    number: int
    monday: str
    total: Said


def columns(cohort: Cohort, found: HeatMap) -> list[Column]:
    """The weeks that have begun, with the share of the cohort that answered."""
    return [Column(week, short_day(monday_of(cohort, week)), found.total(week)) for week in found.weeks]


def drawn(cohort: Cohort, found: HeatMap, rows: list[MapRow]) -> list[DrawnRow]:
    """The rows with their cells; every cell leads to that week of the team."""
    url = links_to("organise:check_ins_team", cohort.slug)
    return [
        DrawnRow(row.name, url(row.key), len(row.warnings), row.needs, _cells(row, found, url(row.key))) for row in rows
    ]


def _cells(row: MapRow, found: HeatMap, url: str) -> str:
    cells = [_cell(row.said(week), f"{url}#w{week}") for week in found.weeks]
    return format_html("{}" * len(cells), *cells)


def _cell(said: Said, url: str) -> str:
    look, sign, word = LOOKS[said.mood]
    needs = ngettext("%(count)s need", "%(count)s needs", said.needs) % {"count": said.needs} if said.needs else ""
    share = _("%(answered)s of %(people)s") % {"answered": said.answered, "people": said.people}
    return format_html(
        '<td class="{}"><a href="{}"><b><span aria-hidden="true">{}</span> {}</b> <span>{}</span> {}</a></td>',
        look,
        url,
        sign,
        word,
        share,
        format_html('<span class="heat-need">{}</span>', needs) if needs else "",
    )


def told(cohort: Cohort, rows: list[EarlyWarning]) -> list[Told]:
    """The warnings with their words and addresses."""
    url = links_to("organise:early_warning", cohort.slug)
    return [Told(row, url(row.key)) for row in rows]


def map_url(cohort: Cohort) -> str:
    """The organisers' map."""
    return reverse("organise:check_ins", args=[cohort.slug])
