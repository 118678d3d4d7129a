"""What becomes public of a decision, and the sealed record that anybody can recompute it from."""

from collections.abc import Mapping
from typing import Any

from challenges.briefs.models import briefs_of
from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.queries import panel_of
from challenges.results.machine import machine_part
from challenges.results.models import Decision, ResultRules
from cohorts.models import Team
from core import zones


def rules_of(day: PitchDay) -> ResultRules:
    """What of the day's result is shown beyond the winners; nothing more until somebody says so."""
    return ResultRules.objects.filter(pitch_day=day).first() or ResultRules(pitch_day=day)


def snapshot_of(day: PitchDay, correction: str = "") -> dict[str, Any]:
    """What becomes public: winners, prizes, every team's challenge, the panel and its reasons; no scores, no places."""
    decision = day.decision
    placings = list(decision.placings.select_related("team").order_by("rank", "team__number"))
    prizes = list(decision.prizes.select_related("team").order_by("order", "team__number"))
    briefs = briefs_of([placing.team for placing in placings])
    return {
        "cohort": day.cohort.name,
        "held_on": zones.local(day.starts_at, day.cohort.zone).date().isoformat(),
        "place": day.place,
        "winners": [_public_team(placing.team, briefs) for placing in placings if placing.is_winner],
        "prizes": [{"prize": prize.name, **_public_team(prize.team, briefs)} for prize in prizes],
        "teams": sorted(
            (_public_team(placing.team, briefs) for placing in placings), key=lambda team: str(team["name"])
        ),
        "panel": [_public_judge(seat) for seat in panel_of(day)],
        "reasons": decision.reasons,
        "correction": correction,
    }


def sealed_of(day: PitchDay, decision: Decision) -> dict[str, Any]:
    """The record that was signed, its hash and method, who signed and approved, and the result as rated from it."""
    rules = rules_of(day)
    seats = PanelSeat.objects.filter(pitch_day=day).select_related("user")
    sealed = machine_part(decision)
    if rules.judges_named:
        sealed["judges"] = [{"key": seat.key, "name": seat.user.name} for seat in seats.order_by("key")]
    return {
        **sealed,
        "signed_hash": decision.signed_hash,
        "signed_by": decision.decided_by.name,
        "approved_by": decision.second.name if decision.second else "",
        "judges_named": rules.judges_named,
        "departure": decision.departure,
    }


def _public_judge(seat: PanelSeat) -> dict[str, Any]:
    return {
        "name": seat.user.name,
        "title": seat.title,
        "organisation": seat.organisation.name if seat.organisation else "",
        "is_chair": seat.is_chair,
    }


def _public_team(team: Team, briefs: Mapping[int, Any]) -> dict[str, str]:
    brief = briefs.get(team.pk)
    return {
        "name": team.name,
        # Everybody reads this: a challenge that is not public stays away, and never in the teams' words (O-10).
        "challenge": brief.public_title if brief and brief.public_at else "",
        "owner": brief.owner.name if brief and brief.public_at else "",
    }
