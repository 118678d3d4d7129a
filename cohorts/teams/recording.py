"""The decision record: who asked for a proposal and published it, what was done by hand, how to form it again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cohorts.teams.account import Account, levels_of
from cohorts.teams.criteria import LEVELS_SAID, TOLD, amount_words, points_number, rates_in_words
from cohorts.teams.engine.problem import CRITERIA, UNITS, Level
from cohorts.teams.models import TeamProposal
from cohorts.teams.story import Told, story
from core.audit.models import Event
from core.templatetags.moments import day

# More than anybody does by hand to one proposal.
MOST_LINES = 500
# The fewest characters of a fingerprint that are told: enough to compare by eye.
SHORT = 16


@dataclass(frozen=True)
class LevelRow:
    """One criterion: how much it counts, what one unit costs, how much there is of it, and the points."""

    name: str
    label: str
    sentence: str
    level: str
    rate: str
    amount: str
    points: float


@dataclass(frozen=True)
class Record:
    """What the audit and the result know of a proposal."""

    published_at: datetime | None
    published_by: str
    history: list[Told]
    waived: dict[str, Any]
    summary: list[tuple[str, str]]
    again: list[tuple[str, str]]


def levels_told(account: Account) -> list[LevelRow]:
    """Each criterion that counts, with what it is worth and what it came to."""
    levels = levels_of(account.proposal)
    rates = rates_in_words(levels)
    return [_level(account, name, Level(levels[name]), rates[name]) for name in CRITERIA if name in rates]


def _level(account: Account, name: str, level: Level, rate: str) -> LevelRow:
    told = TOLD[name]
    return LevelRow(
        name=name,
        label=str(told.label),
        sentence=str(told.sentence),
        level=str(LEVELS_SAID[level]),
        rate=rate,
        amount=amount_words(name, account.amount_of(name)),
        points=account.units_of(name) / UNITS,
    )


def record_of(account: Account, quality: str) -> Record:
    """What was done to the proposal, oldest first, and what would form it again."""
    proposal = account.proposal
    published = Event.objects.about(proposal).filter(event="teams.published").order_by("-pk").first()
    return Record(
        published_at=published.at if published else None,
        published_by=published.actor_label if published else "",
        history=story(proposal, limit=MOST_LINES)[::-1],
        waived=proposal.result.get("waived", {}),
        summary=_summary(account, quality),
        again=_again(proposal),
    )


def _summary(account: Account, quality: str) -> list[tuple[str, str]]:
    proposal = account.proposal
    zone = proposal.cohort.zone
    source = f"{proposal.get_kind_display()}: {proposal.base}" if proposal.base else proposal.get_kind_display()
    asked = {"name": proposal.asked_by or _("Somebody"), "day": day(proposal.asked_at, zone)}
    return [
        (_("Asked for"), _("%(name)s, %(day)s") % asked),
        (_("Where it comes from"), str(source)),
        (_("Result"), _("%(points)s points; fewer is better") % {"points": points_number(account.points)}),
        (_("How near the best"), quality),
        *([(_("Note"), proposal.note)] if proposal.note else []),
    ]


def _again(proposal: TeamProposal) -> list[tuple[str, str]]:
    result = proposal.result
    looked = result.get("proposals")
    return [
        (_("Start number"), str(result.get("seed", proposal.seed))),
        (_("Exchanges looked at, at most"), "" if looked is None else number_format(looked, force_grouping=True)),
        (_("Version of the engine"), str(result.get("version", ""))),
        (_("Fingerprint of the people"), proposal.snapshot_hash[:SHORT]),
        (_("Fingerprint of people and rules"), str(result.get("problem_hash", ""))[:SHORT]),
    ]
