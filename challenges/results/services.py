"""Recording the panel's decision, and releasing it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from challenges.briefs.models import briefs_of
from challenges.judging.engine import Ranking
from challenges.judging.models import Score
from challenges.judging.queries import ranking_of
from challenges.judging.workflow import CardState
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.queries import order_of, panel_of
from challenges.results.models import Decision, Placing, Release
from challenges.results.present import verdict_words
from challenges.results.queries import public_address
from cohorts.messages.services import notify
from cohorts.models import Team
from core import zones
from core.errors import Changed, Refused
from core.lifecycle import move
from core.models import User
from core.people.links import site_link
from core.service import service
from core.wiring import wired

THOUSANDTHS = Decimal(1000)


class RanksMissing(Refused):
    """Every team that pitched needs its place."""

    message = _("Give every team its place; teams that share a place have the same number.")


class NoWinner(Refused):
    """Somebody comes first."""

    message = _("Choose at least one winner. Joint winners share the first place.")


class WinnerNotFirst(Refused):
    """Winners and the first place must agree."""

    message = _("Winners share the first place, and whoever has the first place wins.")


class ReasonsMissing(Refused):
    """A decision has its reasons."""

    message = _("Write the panel's reasons: teams and the public will read them.")
    field = "reasons"


@dataclass(frozen=True)
class Verdict:
    """What the chair decides: a place for each team (by id), and why."""

    ranks: Mapping[int, int]
    reasons: str

    @property
    def winners(self) -> list[int]:
        """The teams in first place."""
        return [team for team, rank in self.ranks.items() if rank == 1]


@service
def confirm_decision(
    *, pitch_day: PitchDay, verdict: Verdict, seen_hash: str, by: User, now: datetime | None = None
) -> Decision:
    """The chair's decision stands over the scores that the chair saw (seen_hash); records result.confirmed.

    Raises Changed when a score has changed since the page was made. Confirming again after reopening replaces it.
    """
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    slots = order_of(day)
    _check(verdict, {slot.team_id for slot in slots})
    if scores_hash(day) != seen_hash:
        raise Changed
    ranking = ranking_of(day)
    move(day, "confirm", by=by, note=verdict.reasons, now=now)
    decision, _made = Decision.objects.update_or_create(
        pitch_day=day,
        defaults={"reasons": verdict.reasons, "decided_by": by, "decided_at": now, "data_hash": seen_hash},
    )
    _place(decision, verdict, ranking, {slot.team_id: slot.key for slot in slots})
    pitch_day.state = day.state
    return decision


@service
def release_results(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> Release:
    """The snapshot is public from this moment and never changes; everybody is told; records result.released.

    A second call gives the first release back: one release, one set of mails.
    """
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    earlier = Release.objects.filter(cohort=day.cohort).first()
    if earlier is not None:
        return earlier
    move(day, "release", by=by, now=now)
    snapshot = snapshot_of(day)
    release = Release.objects.create(
        cohort=day.cohort,
        decision=day.decision,
        released_by=by,
        released_at=now,
        snapshot=snapshot,
        digest=digest_of(snapshot),
    )
    for consequence in wired("RESULTS_RELEASED"):
        consequence(decision=day.decision, by=by, now=now)
    facts = {"verdict": verdict_words(snapshot), "link": site_link(public_address(day.cohort))}
    notify(
        cohort=day.cohort,
        kind="results.released",
        to=everybody(day),
        facts=facts,
        by=by,
        key=f"released:{release.pk}",
        now=now,
    )
    pitch_day.state = day.state
    return release


def everybody(day: PitchDay) -> list[User]:
    """Who is told of the results: participants, mentors and the panel, each once."""
    cohort = day.cohort
    told = User.objects.filter(pk__in=cohort.participants.filter(state="ACTIVE").values("user"))
    told |= User.objects.filter(pk__in=cohort.mentors.filter(left_at=None).values("user"))
    told |= User.objects.filter(pk__in=day.panel.filter(left_at=None).values("user"))
    return list(told.filter(is_active=True).order_by("pk"))


def snapshot_of(day: PitchDay) -> dict[str, Any]:
    """What becomes public: winners, every team's challenge, the panel and its reasons; no scores, no places below."""
    decision = day.decision
    placings = list(decision.placings.select_related("team").order_by("rank", "team__number"))
    briefs = briefs_of([placing.team for placing in placings])
    return {
        "cohort": day.cohort.name,
        "held_on": zones.local(day.starts_at, day.cohort.zone).date().isoformat(),
        "place": day.place,
        "winners": [_public_team(placing.team, briefs) for placing in placings if placing.is_winner],
        "teams": sorted(
            (_public_team(placing.team, briefs) for placing in placings), key=lambda team: str(team["name"])
        ),
        "panel": [
            {
                "name": seat.user.name,
                "title": seat.title,
                "organisation": seat.organisation.name if seat.organisation else "",
                "is_chair": seat.is_chair,
            }
            for seat in panel_of(day)
        ],
        "reasons": decision.reasons,
    }


def scores_hash(day: PitchDay) -> str:
    """One number for all handed-in scores and the rubric: it changes when any of them does."""
    scores = Score.objects.filter(card__slot__pitch_day=day, card__state=CardState.SUBMITTED)
    rows = scores.values_list("card__seat_id", "card__slot_id", "criterion_id", "value")
    weights = day.criteria.values_list("pk", "name", "weight")
    return digest_of([sorted(map(list, rows)), sorted(map(list, weights))])


def digest_of(data: Any) -> str:
    """The SHA-256 of JSON in one fixed form."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _check(verdict: Verdict, teams: set[int]) -> None:
    if set(verdict.ranks) != teams or not all(1 <= rank <= len(teams) for rank in verdict.ranks.values()):
        raise RanksMissing
    if not verdict.winners:
        raise NoWinner
    if not verdict.reasons.strip():
        raise ReasonsMissing


def _place(decision: Decision, verdict: Verdict, ranking: Ranking, slot_keys: Mapping[int, str]) -> None:
    shown = {place.slot: place.shown for place in ranking.places}
    decision.placings.all().delete()
    Placing.objects.bulk_create(
        Placing(
            decision=decision,
            team_id=team,
            rank=rank,
            is_winner=rank == 1,
            score=_decimal(shown.get(slot_keys[team])),
        )
        for team, rank in sorted(verdict.ranks.items())
    )


def _decimal(shown: int | None) -> Decimal | None:
    return None if shown is None else Decimal(shown) / THOUSANDTHS


def _public_team(team: Team, briefs: Mapping[int, Any]) -> dict[str, str]:
    brief = briefs.get(team.pk)
    return {
        "name": team.name,
        "challenge": brief.question if brief else "",
        "owner": brief.owner.name if brief else "",
    }


def winners_of(releases: Iterable[Release]) -> dict[int, list[str]]:
    """The winners' names by cohort id, for lists of cohorts."""
    return {release.cohort_id: [row["name"] for row in release.snapshot["winners"]] for release in releases}
