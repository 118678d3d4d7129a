"""How a team chooses: each member ranks, the proposal becomes the team's ranking, members agree, reasons are given."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from challenges.briefs.choosing.merging import fingerprint, merged_of
from challenges.briefs.choosing.models import REASONED, Agreeing, Bid, MemberRanking, RankingAgreement, rules_of
from challenges.briefs.choosing.services.errors import NotAmongFirst, NothingRanked, ProposalChanged
from challenges.briefs.models import Brief, Preference, Ranking, published_lines
from challenges.briefs.services.errors import RankingClosed, RankingOver
from challenges.briefs.services.rankings import offered_to, rank_briefs
from cohorts.models import Participant, Team
from core import zones
from core.access import can
from core.audit.record import record
from core.errors import Changed
from core.models import User
from core.service import service


def open_team(team: Team, by: User | None, now: datetime) -> Team:
    """The team, held, while it may still choose; raises who may not, and that it is too late."""
    if by is not None and not can(by, "brief.rank", team):
        raise PermissionDenied
    locked: Team = Team.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=team.pk)
    if published_lines(locked.cohort).exists():
        raise RankingClosed
    if rules_of(locked.cohort).is_over(now):
        raise RankingOver
    return locked


def place_in(team: Team, user: User | None) -> Participant:
    """The person's own place in the team; whoever has none is not let in."""
    place: Participant | None = Participant.objects.active().filter(membership__team=team, user=user).first()
    if place is None:
        raise PermissionDenied
    return place


@service
def rank_own(*, team: Team, order: Sequence[str], by: User | None, now: datetime | None = None) -> MemberRanking:
    """The member would choose in this order (keys of briefs); records member_ranking.saved, without the order."""
    now = zones.moment(now)
    team, place = open_team(team, by, now), place_in(team, by)
    keys = [brief.key for brief in offered_to(team, order)]
    own, is_new = MemberRanking.objects.get_or_create(
        team=team, participant=place, defaults={"order": keys, "saved_at": now}
    )
    if is_new or own.order != keys:
        own.order, own.saved_at = keys, now
        own.save(update_fields=["order", "saved_at"])
        record("member_ranking.saved", by=by, subject=team, cohort=team.cohort, now=now)
    return own


@service
def take_proposal(
    *, team: Team, seen: int, shown: str, by: User | None, order: Sequence[str] = (), now: datetime | None = None
) -> Ranking:
    """The proposal (`shown` is what was seen) is the team's ranking, ties as ordered; records ranking.changed."""
    now = zones.moment(now)
    team = open_team(team, by, now)
    merged = merged_of(team)
    if not merged.order:
        raise NothingRanked
    if fingerprint(merged) != shown:
        raise ProposalChanged
    return rank_briefs(team=team, order=_with_ties(merged.order, merged.ties, order), by=by, seen=seen, now=now)


def _with_ties(order: Sequence[str], ties: Sequence[Sequence[str]], wanted: Sequence[str]) -> list[str]:
    """The proposal with each tied group in the order that the team wants, on the places that the group has."""
    result = list(order)
    for group in ties:
        places = [at for at, brief in enumerate(order) if brief in group]
        chosen = [brief for brief in wanted if brief in group]
        rest = [brief for brief in group if brief not in chosen]
        for at, brief in zip(places, [*chosen, *rest], strict=True):
            result[at] = brief
    return result


@service
def confirm_ranking(*, team: Team, seen: int, by: User | None, now: datetime | None = None) -> Ranking:
    """The member agrees to the ranking as seen; confirmed when enough do; records ranking.agreed or .confirmed."""
    now = zones.moment(now)
    team, place = open_team(team, by, now), place_in(team, by)
    ranking = Ranking.objects.select_for_update(of=("self",)).filter(team=team).first()
    if ranking is None or not Preference.objects.filter(team=team).exists():
        raise NothingRanked
    if ranking.version != seen:
        raise Changed
    agreements = RankingAgreement.objects.filter(ranking=ranking)
    _own, is_new = agreements.get_or_create(ranking=ranking, participant=place, defaults={"agreed_at": now})
    if not is_new and ranking.confirmed_at is not None:
        return ranking
    is_enough = rules_of(team.cohort).agreeing == Agreeing.ANY or not missing_from(ranking).exists()
    if is_enough and ranking.confirmed_at is None:
        ranking.confirmed_at = now
        ranking.save(update_fields=["confirmed_at"])
        record("ranking.confirmed", by=by, subject=team, cohort=team.cohort, now=now)
    elif is_new:
        record("ranking.agreed", by=by, subject=team, cohort=team.cohort, now=now)
    return ranking


def missing_from(ranking: Ranking) -> "QuerySet[Participant]":
    """The members of the team who have not agreed."""
    members = Participant.objects.active().filter(membership__team=ranking.team_id)
    return members.exclude(pk__in=RankingAgreement.objects.filter(ranking=ranking).values("participant"))


@service
def withdraw_agreement(*, team: Team, by: User | None, now: datetime | None = None) -> None:
    """The member no longer agrees, and what needed them is not confirmed any more; records it when they had agreed."""
    now = zones.moment(now)
    team, place = open_team(team, by, now), place_in(team, by)
    gone, _rows = RankingAgreement.objects.filter(ranking__team=team, participant=place).delete()
    if not gone:
        return
    left = RankingAgreement.objects.filter(ranking__team=team).exists()
    if rules_of(team.cohort).agreeing == Agreeing.ALL or not left:
        Ranking.objects.filter(team=team).update(confirmed_at=None)
    record("ranking.agreement_withdrawn", by=by, subject=team, cohort=team.cohort, now=now)


@service
def give_reason(*, team: Team, brief: Brief, text: str, by: User | None, now: datetime | None = None) -> Bid | None:
    """The team says why it should have the brief, or nothing; records bid.written or bid.removed when that changes."""
    now = zones.moment(now)
    team = open_team(team, by, now)
    if not Preference.objects.filter(team=team, brief=brief, rank__lte=REASONED).exists():
        raise NotAmongFirst
    bid, words = Bid.objects.filter(team=team, brief=brief).first(), text.strip()
    if words == (bid.text if bid else ""):
        return bid
    event = "bid.written" if words else "bid.removed"
    record(event, by=by, subject=team, cohort=team.cohort, now=now, brief=brief.title)
    if bid is not None and not words:
        bid.delete()
        return None
    fields = {"text": words, "written_by": by, "written_at": now}
    bid, _is_new = Bid.objects.update_or_create(team=team, brief=brief, defaults=fields)
    return bid
