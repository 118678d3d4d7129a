"""Questions about how teams choose, each in a constant number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, QuerySet

from challenges.briefs.choosing.merging import merged
from challenges.briefs.choosing.models import (
    Bid,
    ChoosingRules,
    MemberRanking,
    OwnProblem,
    RankingAgreement,
    kept_for,
    rules_of,
)
from challenges.briefs.engine.merging import Merged
from challenges.briefs.models import Brief, Preference, Ranking
from challenges.briefs.snapshot import barred_for
from cohorts.models import Cohort, Participant, Team, TeamMember
from cohorts.people.workflow import PlaceState


def briefs_for(team: Team) -> list[Brief]:
    """The briefs that the team may choose from, by question: published ones and its own; not others' own problems."""
    rows = Brief.objects.to_rank().with_owner().filter(cohort=team.cohort_id).order_by("question")
    kept = kept_for(team.cohort)
    return [brief for brief in rows if kept.get(brief.pk, team.pk) == team.pk]


def members_of(team: Team) -> list[Participant]:
    """Who is in the team and still takes part, by name."""
    rows = Participant.objects.active().filter(membership__team=team).select_related("user")
    return list(rows.order_by("user__last_name", "user__first_name", "pk"))


@dataclass(frozen=True)
class Choosing:
    """Everything that the members of one team see of how they choose."""

    team: Team
    rules: ChoosingRules
    is_over: bool
    briefs: list[Brief]
    members: list[Participant]
    orders: dict[int, MemberRanking]
    ranking: Ranking | None
    ranks: dict[int, int]
    agreed: set[int]
    reasons: dict[int, Bid]
    own: OwnProblem | None
    barred: set[int]
    merged: Merged = field(init=False)

    def __post_init__(self) -> None:
        known = {brief.key for brief in self.briefs}
        found = {person: [key for key in row.order if key in known] for person, row in self.orders.items()}
        object.__setattr__(self, "merged", merged(found, self.team))

    @property
    def chosen(self) -> list[Brief]:
        """The team's ranking, first choice first."""
        ranked = [brief for brief in self.briefs if brief.pk in self.ranks]
        return sorted(ranked, key=lambda brief: self.ranks[brief.pk])


def choosing_of(team: Team, now: datetime) -> Choosing:
    """How the team chooses, now."""
    members, rules = members_of(team), rules_of(team.cohort)
    own = MemberRanking.objects.filter(team=team, participant__in=[one.pk for one in members])
    ranking = Ranking.objects.filter(team=team).select_related("changed_by").first()
    agreed = RankingAgreement.objects.filter(ranking__team=team).values_list("participant_id", flat=True)
    briefs = briefs_for(team)
    return Choosing(
        team,
        rules,
        rules.is_over(now),
        briefs,
        members,
        {row.participant_id: row for row in own},
        ranking,
        dict(Preference.objects.filter(team=team).values_list("brief_id", "rank")),
        set(agreed),
        {bid.brief_id: bid for bid in Bid.objects.filter(team=team)},
        OwnProblem.objects.filter(team=team).order_by("-pk").first(),
        barred_for(team.cohort, briefs).get(team.pk, set()),
    )


@dataclass(frozen=True)
class Standing:
    """How far one member and the team have come."""

    closes_at: datetime | None
    is_over: bool
    have_i_ranked: bool
    has_ranking: bool
    has_agreed: bool
    is_confirmed: bool


def standing_of(team: Team, place: Participant, now: datetime) -> Standing:
    """How far this member and the team have come; four queries at most."""
    rules = rules_of(team.cohort)
    ranking = Ranking.objects.filter(team=team).prefetch_related("agreements").first()
    agreed = ranking is not None and any(row.participant_id == place.pk for row in ranking.agreements.all())
    return Standing(
        rules.closes_at,
        rules.is_over(now),
        MemberRanking.objects.filter(team=team, participant=place).exists(),
        ranking is not None,
        agreed,
        ranking is not None and ranking.confirmed_at is not None,
    )


@dataclass(frozen=True)
class TeamRow:
    """One team as organisers see it choose: never what a member ranked, only how many did."""

    team: Team
    people: int
    ranked: int
    ranking: Ranking | None
    first: str
    reasons: int
    own: OwnProblem | None


def team_rows(teams: Sequence[Team]) -> list[TeamRow]:
    """How each of these teams stands; six queries."""
    ids = [team.pk for team in teams]
    active = {"participant__state": PlaceState.ACTIVE}
    people = _counted(TeamMember.objects.filter(team__in=ids, **active))
    ranked = _counted(MemberRanking.objects.filter(team__in=ids, **active))
    rankings = {row.team_id: row for row in Ranking.objects.filter(team__in=ids)}
    firsts = Preference.objects.filter(team__in=ids, rank=1).select_related("brief")
    first = {row.team_id: row.brief.title for row in firsts}
    reasons = _counted(Bid.objects.filter(team__in=ids))
    own = {row.team_id: row for row in OwnProblem.objects.filter(team__in=ids).order_by("pk")}
    return [
        TeamRow(
            team,
            people[team.pk],
            ranked[team.pk],
            rankings.get(team.pk),
            first.get(team.pk, ""),
            reasons[team.pk],
            own.get(team.pk),
        )
        for team in teams
    ]


def _counted(rows: "QuerySet[TeamMember] | QuerySet[MemberRanking] | QuerySet[Bid]") -> Counter[int]:
    return Counter(dict(rows.order_by().values_list("team_id").annotate(number=Count("pk"))))


def silent_in(cohort: Cohort) -> "QuerySet[Participant]":
    """Members of teams who have not ranked the challenges themselves, by name."""
    told = MemberRanking.objects.filter(team__cohort=cohort).values("participant")
    rows = Participant.objects.active().filter(cohort=cohort, membership__isnull=False).exclude(pk__in=told)
    return rows.select_related("user").order_by("user__last_name", "user__first_name", "pk")


def undecided_in(cohort: Cohort) -> "QuerySet[Participant]":
    """Members of teams whose ranking is not confirmed, by name."""
    done = Ranking.objects.filter(team__cohort=cohort).exclude(confirmed_at=None).values("team")
    rows = Participant.objects.active().filter(cohort=cohort, membership__isnull=False)
    rows = rows.exclude(membership__team__in=done)
    return rows.select_related("user").order_by("user__last_name", "user__first_name", "pk")
