"""What the engine is given: teams with their wishes and briefs with their places, with a hash of it all (C-02)."""

import hashlib
import json
from dataclasses import asdict, dataclass

from challenges.briefs.engine.allocation import Brief as Offered
from challenges.briefs.engine.allocation import Wishes
from challenges.briefs.models import Brief, Preference
from cohorts.models import Cohort, Team


@dataclass(frozen=True)
class Snapshot:
    """The input of one run."""

    teams: tuple[Wishes, ...]
    briefs: tuple[Offered, ...]

    @property
    def digest(self) -> str:
        """Changes with every wish, team, brief and place."""
        text = json.dumps([asdict(self)["teams"], asdict(self)["briefs"]], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def snapshot_of(cohort: Cohort) -> Snapshot:
    """Teams and published briefs of the cohort as they are now, in three queries."""
    briefs = list(Brief.objects.to_rank().filter(cohort=cohort).order_by("pk"))
    offered = {brief.pk for brief in briefs}
    wishes: dict[int, list[str]] = {}
    for team, brief in (
        Preference.objects.filter(team__cohort=cohort).order_by("rank").values_list("team_id", "brief_id")
    ):
        if brief in offered:
            wishes.setdefault(team, []).append(str(brief))
    teams = Team.objects.filter(cohort=cohort).order_by("pk")
    return Snapshot(
        tuple(Wishes(str(team.pk), team.name, tuple(wishes.get(team.pk, ()))) for team in teams),
        tuple(Offered(str(brief.pk), brief.title, brief.places) for brief in briefs),
    )
