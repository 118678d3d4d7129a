"""What each level costs the others, as it was worked out for a proposal, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.teams.criteria import TOLD, number_words, points_words
from cohorts.teams.models import TeamProposal
from core.templatetags.prose import in_words

WORKING, DONE, FAILED = "WORKING", "DONE", "FAILED"
# Longer than the reaper takes to give up on a task after three workers were killed with it.
FORGOTTEN_AFTER = timedelta(hours=1)
# Gains under this are noise of the short search.
LEAST_TOLD = 0.05


@dataclass(frozen=True)
class Told:
    """How far the working out is, and what it found."""

    state: str
    is_old: bool
    done: int
    total: int
    sentences: list[tuple[str, str]]
    best: list[tuple[str, str]]


def is_wanted(proposal: TeamProposal, now: datetime) -> bool:
    """Whether asking would find anything new: nothing is known, or the teams changed, or the work was lost."""
    costs = proposal.costs
    if costs.get("version") != proposal.version:
        return True
    if costs["state"] == WORKING:
        return now - datetime.fromisoformat(costs["asked_at"]) > FORGOTTEN_AFTER
    return bool(costs["state"] == FAILED)


def costs_told(proposal: TeamProposal, now: datetime) -> Told:
    """What is known of the costs of this proposal, of an earlier version of it too."""
    costs = proposal.costs
    state = costs.get("state", "")
    if state == WORKING and is_wanted(proposal, now) and costs["version"] == proposal.version:
        state = FAILED
    return Told(
        state=state,
        is_old=bool(costs) and costs["version"] != proposal.version,
        done=costs.get("done", 0),
        total=costs.get("total", 0),
        sentences=[(str(TOLD[one["criterion"]].label), cost_words(one)) for one in costs.get("levels", [])],
        best=[(_best_label(name), points_words(points)) for name, points in costs.get("best", {}).items()],
    )


def _best_label(name: str) -> str:
    """The bound of both balances is one, since the engine weighs them alike."""
    return _("Balance of skills and experience") if name == "balance" else str(TOLD[name].label)


def cost_words(cost: Mapping[str, Any]) -> str:
    """One criterion's cost in a sentence or two: what the others would gain without it, and what it would lose."""
    gained = {name: points for name, points in cost["gained"].items() if abs(points) >= LEAST_TOLD}
    label = str(TOLD[cost["criterion"]].label)
    if sum(gained.values()) < LEAST_TOLD:
        words = _("%(label)s costs nothing: without it the others would not be better.") % {"label": label}
    else:
        words = _("%(label)s costs %(parts)s") % {"label": label, "parts": _parts(gained)}
        words += _first_choices(cost.get("first_choices", 0))
    if cost["lost"] >= LEAST_TOLD:
        words += " " + _("If it did not count, it would itself come out %(points)s worse.") % {
            "points": points_words(cost["lost"])
        }
    return words


def _parts(gained: Mapping[str, float]) -> str:
    """6 points of wishes and 1.5 of common hours, and saves 2 of gaps in skills."""
    more = sorted((name for name in gained if gained[name] > 0), key=lambda name: -gained[name])
    less = sorted((name for name in gained if gained[name] < 0), key=lambda name: gained[name])
    told = _listed([_part(name, gained[name], with_word=place == 0) for place, name in enumerate(more)])
    if not less:
        return told
    saved = _listed([_part(name, -gained[name], with_word=False) for name in less])
    return _("%(more)s, and saves %(less)s") % {"more": told, "less": saved}


def _part(name: str, points: float, *, with_word: bool) -> str:
    amount = points_words(points) if with_word else number_words(points)
    return _("%(amount)s of %(label)s") % {"amount": amount, "label": str(TOLD[name].label).lower()}


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}


def _first_choices(more: int) -> str:
    """How the sentence ends: with the people who would get their first choice."""
    if more < 1:
        return "."
    words = ngettext(
        ": without it, %(count)s more person would get their first choice.",
        ": without it, %(count)s more people would get their first choice.",
        more,
    )
    return words % {"count": in_words(more)}
