"""What the engine is given: teams with wishes, briefs with places, the rules; with a hash of it all (C-02)."""

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass

from challenges.briefs.choosing.models import EmployerPass, kept_for, rules_of
from challenges.briefs.engine.allocation import Brief as Offered
from challenges.briefs.engine.allocation import Rules, Wishes
from challenges.briefs.models import Brief, Preference
from cohorts.models import Cohort, Team, TeamMember
from cohorts.people.workflow import PlaceState


@dataclass(frozen=True)
class Snapshot:
    """The input of one run; its rules are those of either aim."""

    teams: tuple[Wishes, ...]
    briefs: tuple[Offered, ...]
    rules: Rules = Rules()

    @property
    def digest(self) -> str:
        """Changes with every wish, team, brief, place, employer and rule."""
        whole = asdict(self)
        text = json.dumps([whole["teams"], whole["briefs"], whole["rules"]], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def snapshot_of(cohort: Cohort) -> Snapshot:
    """Teams and published briefs of the cohort as they are now, in seven queries."""
    briefs = list(Brief.objects.to_rank().filter(cohort=cohort).select_related("owner").order_by("pk"))
    wishes = _wishes(cohort)
    barred, kept = barred_for(cohort, briefs), kept_for(cohort)
    teams = []
    for team in Team.objects.filter(cohort=cohort).order_by("pk"):
        others = tuple(str(brief.pk) for brief in briefs if kept.get(brief.pk, team.pk) != team.pk)
        offered = {str(brief.pk) for brief in briefs}.difference(others)
        ranking = tuple(brief for brief in wishes.get(team.pk, ()) if brief in offered)
        own = tuple(str(brief) for brief in sorted(barred.get(team.pk, ())))
        teams.append(Wishes(str(team.pk), team.name, ranking, barred=own, kept=others))
    return Snapshot(
        tuple(teams),
        tuple(Offered(str(brief.pk), brief.title, brief.places, brief.least_teams) for brief in briefs),
        rules_for(cohort),
    )


def _wishes(cohort: Cohort) -> dict[int, list[str]]:
    """The ranked briefs of each team, by the team's id, best first."""
    found: dict[int, list[str]] = {}
    rows = Preference.objects.filter(team__cohort=cohort).order_by("rank").values_list("team_id", "brief_id")
    for team, brief in rows:
        found.setdefault(team, []).append(str(brief))
    return found


def rules_for(cohort: Cohort) -> Rules:
    """The cohort's rules; lots are drawn with its first day as the number, so that nobody can look for a better one."""
    chosen = rules_of(cohort)
    return Rules(gives_unranked=chosen.gives_unranked, is_steep=chosen.is_steep, draw=int(f"{cohort.starts_on:%Y%m%d}"))


def barred_pairs(cohort: Cohort) -> set[tuple[int, int]]:
    """Team and brief by id, where the employer of a member owns the brief, leave or not."""
    briefs = list(Brief.objects.to_rank().filter(cohort=cohort).select_related("owner"))
    return {(team, brief) for team, found in _owned_by_employer(cohort, briefs).items() for brief in found}


def barred_for(cohort: Cohort, briefs: list[Brief] | None = None) -> dict[int, set[int]]:
    """The briefs that each team may not have, by id: those of a member's employer, without leave."""
    if briefs is None:
        briefs = list(Brief.objects.to_rank().filter(cohort=cohort).select_related("owner"))
    found = _owned_by_employer(cohort, briefs)
    for team, brief in EmployerPass.objects.filter(team__cohort=cohort).values_list("team_id", "brief_id"):
        found[team].discard(brief)
    return found


def _owned_by_employer(cohort: Cohort, briefs: list[Brief]) -> dict[int, set[int]]:
    owned: dict[str, list[int]] = defaultdict(list)
    for brief in briefs:
        owned[brief.owner.employer].append(brief.pk)
    members = TeamMember.objects.filter(team__cohort=cohort, participant__state=PlaceState.ACTIVE)
    found: dict[int, set[int]] = defaultdict(set)
    for member in members.select_related("participant__organisation"):
        found[member.team_id].update(owned.get(member.participant.organisation.employer, ()))
    return found
