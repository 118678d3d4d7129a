"""The organisers' table of verdicts, to take along."""

from django.utils.translation import gettext as _

from challenges.verdicts.models import MONTHS
from challenges.verdicts.queries import Later, Row
from core.zones import local


def headers() -> list[str]:
    """The columns."""
    later = [
        words % {"months": months}
        for months in MONTHS
        for words in (_("After %(months)s months"), _("In words, %(months)s months"), _("Public, %(months)s months"))
    ]
    return [
        _("Team"),
        _("Challenge"),
        _("Organisation"),
        _("Owners"),
        _("How useful"),
        _("Taken forward"),
        _("What"),
        _("Who"),
        _("By when"),
        _("To the team"),
        _("To the organisers"),
        _("Given on"),
        _("Version"),
        _("Team may read it"),
        *later,
    ]


def table_rows(rows: list[Row], *, shows_teams: bool) -> list[list[str]]:
    """A line for each team, also for one without a verdict; `shows_teams` where none waits for its owner."""
    return [
        [*_start(row), *_said(row, shows_teams), *(cell for one in row.later for cell in _later(one))] for row in rows
    ]


def _start(row: Row) -> list[str]:
    return [row.team.name, row.brief.line, row.brief.owner.name, ", ".join(user.name for user in row.owners)]


def _said(row: Row, shows_teams: bool) -> list[str]:
    said = row.version
    if said is None:
        return [""] * 10
    return [
        str(said.get_useful_display()),
        str(said.get_forward_display()),
        said.what,
        said.who,
        f"{said.by_on:%Y-%m-%d}" if said.by_on else "",
        said.to_team,
        said.to_organisers,
        f"{local(said.given_at, row.brief.cohort.zone):%Y-%m-%d}",
        str(said.number),
        _("yes") if said.verdict.shown_at or shows_teams else _("no"),
    ]


def _later(one: Later) -> list[str]:
    found = one.follow_up
    if found is None:
        return ["", "", ""]
    return [one.words, found.words, _("yes") if found.is_public else _("no")]
