"""The proposals of a cohort as its history lists them: rules, start number, result, who asked and who published."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from cohorts.programmes.models import Cohort
from cohorts.teams.models import ProposalKind, TeamProposal
from cohorts.teams.quality import quality_words
from cohorts.teams.story import Told, publication
from cohorts.teams.workflow import ProposalState

# The newest proposals are listed; everything heavy about them no list shows.
MOST = 100
HEAVY = ("snapshot", "result", "moves", "undone", "start", "costs")


@dataclass(frozen=True)
class Line:
    """One proposal of the list."""

    proposal: TeamProposal
    points: float | None
    kind: str
    rules: str
    quality: str
    published: Told | None


def history(cohort: Cohort) -> list[Line]:
    """The cohort’s newest proposals, with two queries however many there are."""
    found = TeamProposal.objects.filter(cohort=cohort).annotate(points=KT("result__points"))
    rows = list(found.defer(*HEAVY).select_related("asked_by").order_by("-number")[:MOST])
    if not rows:
        return []
    numbers = {row.pk: row.number for row in rows}
    published = publication(cohort)
    return [_line(row, numbers, published) for row in rows]


def _line(row: TeamProposal, numbers: Mapping[int, int], published: Told | None) -> Line:
    points = float(row.points) if row.points else None  # type: ignore[attr-defined]
    return Line(
        proposal=row,
        points=points,
        kind=kind_words(row, numbers.get(row.base_id or 0)),
        rules=rules_words(row.rules),
        quality=quality_words({**row.live, "points": points}) if row.state in ENDED else "",
        published=published if row.state == ProposalState.ACCEPTED else None,
    )


ENDED = (ProposalState.READY, ProposalState.ACCEPTED, ProposalState.DISCARDED)


def kind_words(proposal: TeamProposal, base: int | None) -> str:
    """What the proposal started from: nothing, or another one, by its number."""
    if base is None or proposal.kind == ProposalKind.NEW:
        return str(ProposalKind(proposal.kind).label)
    words = {
        ProposalKind.IMPROVED: _("improved from %(number)s"),
        ProposalKind.AGAIN: _("%(number)s formed again"),
    }
    return words[ProposalKind(proposal.kind)] % {"number": base}


def rules_words(rules: Mapping[str, Any]) -> str:
    """The rules in a few words."""
    low, high = rules.get("size_min"), rules.get("size_max")
    told = []
    if low and high:
        told.append(_("teams of %(low)s to %(high)s") % {"low": low, "high": high})
    if rules.get("mix_within") is not None:
        told.append(_("sectors within %(count)s") % {"count": rules["mix_within"]})
    if rules.get("employer_cap"):
        told.append(_("at most %(count)s from one employer") % {"count": rules["employer_cap"]})
    if rules.get("group_cap"):
        told.append(_("at most %(count)s from one group") % {"count": rules["group_cap"]})
    told += [_("somebody with “%(tag)s”") % {"tag": tag} for tag in rules.get("required_tags", [])]
    told += [words for name, words in _switches().items() if rules.get(name)]
    return ", ".join(told)


def _switches() -> dict[str, str]:
    return {
        "together": _("some kept together"),
        "apart": _("some kept apart"),
        "never_alone": _("nobody alone of their kind"),
        "not_all_one_region": _("not all from one region"),
        "min_common_hours": _("free hours in common"),
    }
