"""What other pages say of verdicts: a team's, an owner's challenge, and what an owner is waited for."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import AllocationLine
from challenges.briefs.owners_page import Line, OwnersPage, Part
from challenges.verdicts.models import FollowUp
from challenges.verdicts.queries import Row, read_by_team, rows_for
from challenges.verdicts.times import are_open, rule_words
from cohorts.models import Cohort, Team
from core import zones
from core.templatetags.moments import short_day


def of_team(team: Team, door: str) -> list[tuple[str, str, str, str]]:
    """The team's verdict, once it may read it: label, words, address, words of the link; behind whichever door."""
    version = read_by_team(team, zones.now())
    if version is None:
        return []
    words, url = _("What the owner says of your work, and whether it is taken forward."), verdict_url(team)
    if door == "organise":
        words = _("What the owner says of the team’s work, and whether it is taken forward.")
        url = reverse("organise:verdict", args=[team.cohort.slug, version.verdict.key])
    return [(_("From the challenge owner"), words, url, _("Read it"))]


def verdict_url(team: Team) -> str:
    """Where the team reads its verdict."""
    return reverse("my:team_verdict", args=[team.cohort.slug, team.key])


def verdict_address(team: Team) -> str:
    """Where the team reads its verdict; nothing before it may."""
    return verdict_url(team) if read_by_team(team, zones.now()) else ""


def of_brief(page: OwnersPage) -> list[Part]:
    """The verdicts on the teams of one challenge, with what became of the work later."""
    if not page.lines:
        return []
    cohort = page.brief.cohort
    rows = rows_for(page.lines, {cohort.pk: cohort}, page.now)
    lines = [_line(row, page.is_owner) for row in rows]
    lines += [line for row in rows for line in _later_lines(row, page.is_owner)]
    if not are_open(cohort, page.now):
        return [
            Part(
                _("Your verdicts"),
                [],
                empty=_("%(rule)s You say then how useful the work of each team was, and whether you take it forward.")
                % {"rule": rule_words(cohort)},
            )
        ]
    return [
        Part(
            _("Your verdicts"),
            lines,
            note=_(
                "What is for the team and what only the organisers read are two boxes. "
                "A team reads its own after the result is released."
            ),
        )
    ]


def _line(row: Row, is_owner: bool) -> Line:
    words = {"team": row.team.name}
    url = reverse("partner:brief_verdict", args=[row.brief.key, row.team.key]) if is_owner else ""
    if row.version is None:
        act = _("Go on writing") if row.has_draft else _("Give your verdict")
        note = _("A draft; nobody else reads it.") if row.has_draft else _("About five minutes.")
        return Line(
            _("Your verdict on %(team)s") % words,
            url,
            note,
            _("Draft") if row.has_draft else _("To give"),
            "now",
            act if url else "",
        )
    note = f"{row.version.get_useful_display()}. {row.version.get_forward_display()}."
    return Line(_("Your verdict on %(team)s") % words, url, note, _("Given"), "good", _("Look at it") if url else "")


def _later_lines(row: Row, is_owner: bool) -> list[Line]:
    return [follow_up_line(one.follow_up, is_owner=is_owner) for one in row.later if one.follow_up]


def follow_up_line(follow_up: FollowUp, *, is_owner: bool = True) -> Line:
    """A question months later as a list shows it."""
    words = {"team": follow_up.team.name, "months": follow_up.months}
    title = _("%(team)s, %(months)s months later: what happened?") % words
    url = reverse("partner:follow_up", args=[follow_up.key]) if is_owner else ""
    if follow_up.answered_at:
        return Line(
            title, url, str(follow_up.get_happened_display()), _("Answered"), "good", _("Change") if url else ""
        )
    asked = _("Asked %(day)s.") % {"day": short_day(follow_up.asked_at, follow_up.brief.cohort)}
    return Line(title, url, asked, _("To answer"), "now", _("Answer") if url else "")


def waiting_for(lines: list[AllocationLine], cohorts: dict[int, Cohort], now: datetime) -> list[Line]:
    """What the owner of these is waited for: verdicts that can be given, questions that were asked; three queries."""
    rows = rows_for(lines, cohorts, now)
    found = [_line(row, True) for row in rows if row.is_owed]
    return found + [follow_up_line(one.follow_up) for row in rows for one in row.later if one.follow_up and one.is_owed]
