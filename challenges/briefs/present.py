"""An allocation put into rows and words: who has what and why, both aims side by side, what a change would cost."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.briefs.choices import choice_state, choice_words
from challenges.briefs.engine.allocation import ordinal
from challenges.briefs.engine.swaps import BARRED, FULL, KEPT, TOO_FEW, Figures, Swap, figures, swaps_of
from challenges.briefs.models import Allocation, AllocationAim, AllocationLine, Preference
from challenges.briefs.snapshot import Snapshot
from cohorts.models import Team

ABOUT = {
    AllocationAim.TOTAL: gettext_lazy("All teams together are as near to their first choices as can be."),
    AllocationAim.WORST: gettext_lazy("The team that fares worst fares as well as can be, then the next, and so on."),
}
BROKEN = {
    FULL: gettext_lazy("It has no place left."),
    TOO_FEW: gettext_lazy("A challenge would have fewer teams than it needs."),
    BARRED: gettext_lazy("The employer of a member owns it."),
    KEPT: gettext_lazy("It is another team’s own problem."),
}
FORBIDDEN = {BARRED, KEPT}


def rows(allocation: Allocation, lines: Sequence[AllocationLine]) -> list[dict[str, Any]]:
    """One row for each team of the cohort, also for one that has no line, with what it ranked; two queries."""
    held = {line.team_id: line for line in lines}
    ranked: dict[int, list[str]] = {}
    wishes = Preference.objects.filter(team__cohort=allocation.cohort).order_by("rank")
    for team, short, question in wishes.values_list("team_id", "brief__short_name", "brief__question"):
        ranked.setdefault(team, []).append(short or question)
    teams = Team.objects.filter(cohort=allocation.cohort).order_by("number")
    return [
        {"team": team, "line": held.get(team.pk), "ranked": ranked.get(team.pk, []), **_tag(held.get(team.pk))}
        for team in teams
    ]


def _tag(line: AllocationLine | None) -> dict[str, str]:
    choice = line.choice if line else None
    return {"state": choice_state(choice), "words": choice_words(choice)}


def options(allocation: Allocation) -> list[dict[str, Any]]:
    """Both aims side by side: how many teams get which choice, the figures, and how many teams differ."""
    found = []
    given = {aim: {line[0]: line[1] for line in option["lines"]} for aim, option in allocation.options.items()}
    most = max((line[2] or 0 for option in allocation.options.values() for line in option["lines"]), default=0)
    heads = [ordinal(number).translated(_) for number in range(1, most + 1)]
    for aim, words in AllocationAim.choices:
        if aim not in allocation.options:
            continue
        option = allocation.options[aim]
        counts = Counter(line[2] for line in option["lines"])
        others = [held for other, held in given.items() if other != aim]
        found.append(
            {
                "aim": aim,
                "words": words,
                "about": ABOUT[AllocationAim(aim)],
                "is_chosen": aim == allocation.aim,
                "counts": [(head, counts[number]) for number, head in enumerate(heads, start=1)],
                "unranked": counts[None],
                "total": option["total"],
                "worst": ordinal(option["worst"]).translated(_),
                "is_best": option["is_best"],
                "differ": sum(given[aim][team] != held.get(team) for held in others for team in given[aim]),
                "heads": heads,
                "draw": option["draw"],
            }
        )
    return found


def _held(lines: Sequence[AllocationLine]) -> dict[str, str]:
    return {str(line.team_id): str(line.brief_id) for line in lines}


def _spoken(now: Figures) -> dict[str, Any]:
    return {"total": now.total, "worst": ordinal(now.worst).translated(_) if now.worst else "–"}


def by_hand_words(allocation: Allocation, lines: Sequence[AllocationLine], snapshot: Snapshot) -> str:
    """What changing it by hand has cost so far; nothing where nothing was changed."""
    if not any(line.is_by_hand for line in lines):
        return ""
    now = _spoken(figures(snapshot.teams, _held(lines)))
    option = allocation.options.get(allocation.aim)
    if option is None:
        words = _(
            "All teams are now %(total)s places below their first choices, and the worst choice is the %(worst)s."
        )
        return words % now
    before = {"was": option["total"], "worst_was": ordinal(option["worst"]).translated(_)}
    words = _(
        "As worked out, all teams were %(was)s places below their first choices and the worst choice was the "
        "%(worst_was)s; now it is %(total)s places, and the %(worst)s."
    )
    return words % {**now, **before}


def swaps(
    allocation: Allocation, team: Team, lines: Sequence[AllocationLine], snapshot: Snapshot
) -> list[dict[str, Any]]:
    """Every swap and move of the team with what it costs, the cheapest first; two queries."""
    found = swaps_of(str(team.pk), snapshot.teams, snapshot.briefs, _held(lines))
    briefs = {
        str(brief.pk): brief for brief in allocation.cohort.briefs.filter(pk__in=[one.id for one in snapshot.briefs])
    }
    teams = {str(one.pk): one for one in allocation.cohort.teams.all()}
    ranked = {wishes.team: set(wishes.ranking) for wishes in snapshot.teams}
    return [_row(swap, str(team.pk), briefs, teams, ranked) for swap in found if swap.brief in briefs]


def _row(swap: Swap, team: str, briefs: Any, teams: Any, ranked: dict[str, set[str]]) -> dict[str, Any]:
    other = teams.get(swap.other)
    own_choice = swap.choice if swap.brief in ranked[team] else None
    return {
        "brief": briefs[swap.brief],
        "other": other,
        "choice": choice_words(own_choice),
        "state": choice_state(own_choice),
        "other_choice": _other_words(swap, ranked) if other else "",
        "cost": swap.cost,
        "total": (swap.before.total, swap.after.total),
        "worst": (_spoken(swap.before)["worst"], _spoken(swap.after)["worst"]),
        "breaks": [BROKEN[word] for word in swap.breaks],
        "is_possible": not FORBIDDEN.intersection(swap.breaks),
    }


def _other_words(swap: Swap, ranked: dict[str, set[str]]) -> str:
    """Which choice the other team would get; what it did not rank counts as one after its last."""
    is_ranked = swap.other_choice <= len(ranked[swap.other])
    return choice_words(swap.other_choice if is_ranked else None)
