"""The decision: signed by the chair, approved or sent back by a second person, void when scores change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from challenges.judging.engine.outcome import METHOD, Rating
from challenges.pitchdays.models import PitchDay, PitchSlot
from challenges.pitchdays.queries import order_of
from challenges.pitchdays.workflow import PitchDayState
from challenges.results.departures import departures
from challenges.results.machine import result_of
from challenges.results.models import Decision, Placing, Prize
from challenges.results.rated import rate_record
from challenges.results.record import digest_of, hash_of, record_of, scores_hash
from cohorts.messages.services import notify
from cohorts.programmes.models import ProgrammeStaff
from core import zones
from core.errors import Changed, Refused
from core.lifecycle import move
from core.models import User
from core.people.links import site_link
from core.service import service

SIGNED = (PitchDayState.SIGNED, PitchDayState.CONFIRMED)
PLACES = Decimal("0.0001")


class RanksMissing(Refused):
    """Every team that pitched needs its place."""

    message = _("Give every team its place; teams that share a place have the same number.")


class NoWinner(Refused):
    """Somebody comes first."""

    message = _("Choose at least one winner. Joint winners share the first place.")


class ReasonsMissing(Refused):
    """A decision has its reasons."""

    message = _("Write the panel's reasons: teams and the public will read them.")
    field = "reasons"


class DepartureUnexplained(Refused):
    """An order that is not that of the scores needs its own reason."""

    field = "departure"

    def __init__(self, sentences: Sequence[str]) -> None:
        words = _("The order differs from the scores: %(where)s Say why the panel decided so.")
        super().__init__(words % {"where": " ".join(sentences)})


class OddPrize(Refused):
    """A prize goes to a team of the day, and to each team once."""

    message = _("Give every prize a name and a team of this pitch day; a team has each prize once.")


class NotASecond(Refused):
    """Somebody who may not approve was named, or the chair."""

    message = _("Choose another judge of the panel or an organiser: whoever signs cannot approve.")
    field = "second"


class SignatureVoid(Refused):
    """The sheets are not those that were signed."""

    message = _("Scores have changed since the result was signed, so the signature is void. The chair signs again.")


class WhySentBack(Refused):
    """Sending back needs a reason."""

    message = _("Say what the chair should look at again.")
    field = "note"


@dataclass(frozen=True)
class Verdict:
    """What the chair decides: a place for each team (by id), why, why otherwise than the scores, further prizes."""

    ranks: Mapping[int, int]
    reasons: str
    departure: str = ""
    prizes: Sequence[tuple[str, int]] = ()

    @property
    def winners(self) -> list[int]:
        """The teams in first place."""
        return [team for team, rank in self.ranks.items() if rank == 1]


@service
def sign_decision(
    *, pitch_day: PitchDay, verdict: Verdict, seen_hash: str, second: User, by: User, now: datetime | None = None
) -> Decision:
    """The chair's decision over the scores that the chair saw waits for the second person; records result.signed.

    Raises Changed when a score has changed since the page was made. Signing again replaces what was sent back.
    """
    now = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    slots = order_of(day)
    _check(verdict, {slot.team_id for slot in slots})
    if second == by or not seconds_of(day).filter(pk=second.pk).exists():
        raise NotASecond
    record = record_of(day)
    if hash_of(record) != seen_hash:
        raise Changed
    rating = rate_record(record)
    _explained(verdict, rating, slots)
    move(day, "sign", by=by, note=verdict.reasons, now=now)
    decision = _write(day, verdict, record | {"result": result_of(rating)}, by, second, now)
    _place(decision, verdict, rating, slots)
    decision.signed_hash = digest_of(what_is_signed(decision))
    decision.save(update_fields=["signed_hash"])
    _ask(decision, by, now)
    pitch_day.state = day.state
    return decision


@service
def approve_decision(*, pitch_day: PitchDay, seen_hash: str, by: User, now: datetime | None = None) -> Decision:
    """The result stands as it was signed, by two people; records result.approved.

    Raises Changed when it is not what the second person saw, SignatureVoid when the sheets are not those signed.
    """
    now = zones.moment(now)
    day, decision = _locked(pitch_day)
    if decision.signed_hash != seen_hash:
        raise Changed
    if scores_hash(day) != decision.data_hash:
        raise SignatureVoid
    move(day, "approve", by=by, now=now)
    decision.approved_at = now
    decision.save(update_fields=["approved_at"])
    pitch_day.state = day.state
    return decision


@service
def send_decision_back(*, pitch_day: PitchDay, note: str, by: User, now: datetime | None = None) -> Decision:
    """The chair has the decision back with the second person's reason; records result.sent_back."""
    if not note.strip():
        raise WhySentBack
    day, decision = _locked(pitch_day)
    move(day, "send_back", by=by, note=note, now=now)
    Decision.objects.filter(pk=decision.pk).update(sent_back=note)
    decision.sent_back = note
    pitch_day.state = day.state
    return decision


@service
def withdraw_signature(*, pitch_day: PitchDay, by: User, now: datetime | None = None) -> PitchDay:
    """The chair can decide anew: nothing is signed any more; records result.signature_withdrawn."""
    day = move(pitch_day, "withdraw_signature", by=by, now=now)
    Decision.objects.filter(pitch_day=day).update(approved_at=None)
    return day


@service
def void_changed(*, now: datetime | None = None) -> int:
    """No signature stands over sheets that changed after it; records result.signature_void for each; their number."""
    voided = 0
    for day in PitchDay.objects.filter(state__in=SIGNED, decision__isnull=False).select_related("decision", "cohort"):
        if scores_hash(day) != day.decision.data_hash:
            move(day, "void_signature", by=None, now=now)
            Decision.objects.filter(pitch_day=day).update(approved_at=None)
            voided += 1
    return voided


def seconds_of(day: PitchDay) -> "QuerySet[User]":
    """Who may stand beside the chair's signature or an organiser's release: the panel and the organisers."""
    panel = day.panel.filter(left_at=None).values("user")
    staff = ProgrammeStaff.objects.filter(programme=day.cohort.programme_id, ended_at=None).values("user")
    people = User.objects.filter(pk__in=panel) | User.objects.filter(pk__in=staff)
    return people.filter(is_active=True).order_by("last_name", "first_name", "pk")


def what_is_signed(decision: Decision) -> dict[str, Any]:
    """All that the signature stands for, in one fixed order: its hash is what the second person approves."""
    placings = decision.placings.select_related("team").order_by("rank", "team__key")
    prizes = decision.prizes.select_related("team").order_by("order", "team__key")
    return {
        "data": decision.data_hash,
        "method": decision.method,
        "places": [[placing.team.key, placing.rank] for placing in placings],
        "prizes": [[prize.name, prize.team.key] for prize in prizes],
        "reasons": decision.reasons,
        "departure": decision.departure,
    }


def _locked(pitch_day: PitchDay) -> tuple[PitchDay, Decision]:
    day = PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    decision = Decision.objects.select_for_update(of=("self",)).filter(pitch_day=day).first()
    if decision is None:
        raise Changed
    return day, decision


def _check(verdict: Verdict, teams: set[int]) -> None:
    if set(verdict.ranks) != teams or not all(1 <= rank <= len(teams) for rank in verdict.ranks.values()):
        raise RanksMissing
    if not verdict.winners:
        raise NoWinner
    if not verdict.reasons.strip():
        raise ReasonsMissing
    named = [(name.strip().casefold(), team) for name, team in verdict.prizes]
    if len(set(named)) != len(named) or any(not name or team not in teams for name, team in named):
        raise OddPrize


def _explained(verdict: Verdict, rating: Rating, slots: Sequence[PitchSlot]) -> None:
    ranks = {slot.key: verdict.ranks[slot.team_id] for slot in slots}
    found = departures(rating, ranks)
    if found and not verdict.departure.strip():
        raise DepartureUnexplained(found)


def _write(day: PitchDay, verdict: Verdict, record: dict[str, Any], by: User, second: User, now: datetime) -> Decision:
    decision, _made = Decision.objects.update_or_create(
        pitch_day=day,
        defaults={
            "reasons": verdict.reasons,
            "departure": verdict.departure,
            "decided_by": by,
            "decided_at": now,
            "second": second,
            "approved_at": None,
            "sent_back": "",
            "data_hash": hash_of(record),
            "method": METHOD,
            "record": record,
        },
    )
    return decision


def _place(decision: Decision, verdict: Verdict, rating: Rating, slots: Sequence[PitchSlot]) -> None:
    pitches = {pitch.id: pitch for pitch in rating.pitches}
    scores = {}
    for slot in slots:
        pitch = pitches.get(slot.key)
        scores[slot.team_id] = (pitch.raw if rating.basis == "raw" else pitch.adjusted) if pitch else None
    decision.placings.all().delete()
    Placing.objects.bulk_create(
        Placing(decision=decision, team_id=team, rank=rank, is_winner=rank == 1, score=_decimal(scores[team]))
        for team, rank in sorted(verdict.ranks.items())
    )
    decision.prizes.all().delete()
    Prize.objects.bulk_create(
        Prize(decision=decision, team_id=team, name=name.strip(), order=order)
        for order, (name, team) in enumerate(verdict.prizes)
    )


def _decimal(score: float | None) -> Decimal | None:
    return None if score is None else Decimal(score).quantize(PLACES)


def _ask(decision: Decision, by: User, now: datetime) -> None:
    day, second = decision.pitch_day, decision.second
    assert second is not None
    facts = {"chair": by.name, "link": site_link(f"/judge/deliberation/{day.key}/approve/")}
    key = f"approve:{decision.pk}:{decision.signed_hash[:16]}:{now:%Y%m%d%H%M%S}"
    notify(cohort=day.cohort, kind="results.approve", to=[second], facts=facts, by=by, key=key, now=now)
