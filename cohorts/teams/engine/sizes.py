"""How many teams there are, how large each is, as even as can be, and who counts as one person."""

from __future__ import annotations

from collections import Counter

from cohorts.teams.engine.problem import Problem


def team_count(problem: Problem) -> int | None:
    """Return the number of teams: as told, else the one whose teams come nearest the middle of the range."""
    people, rules = len(problem.people), problem.rules
    if rules.team_count is not None:
        return rules.team_count if 0 < rules.team_count <= people else None
    fitting = [count for count in range(1, people + 1) if count * rules.size_min <= people <= count * rules.size_max]
    # Nearest the middle of the range first, then fewer teams.
    middle = rules.size_min + min(rules.size_max, people)
    return min(fitting, key=lambda count: (abs(2 * people - middle * count) / count, count)) if fitting else None


def team_sizes(problem: Problem) -> dict[int, int]:
    """Return the size of each team by number; sizes differ by at most one, larger where more are bound."""
    count = team_count(problem)
    if count is None:
        return {}
    locked = Counter(team for _person, team in problem.rules.locks)
    current = Counter(team for _person, team in problem.current)
    small, larger = divmod(len(problem.people), count)
    order = sorted(range(1, count + 1), key=lambda number: (-locked[number], -current[number], number))
    bigger = set(order[:larger])
    return {number: small + (number in bigger) for number in range(1, count + 1)}


def size_range(problem: Problem) -> tuple[int, int]:
    """Return the smallest and the largest team allowed; with a number of teams told, they are as even as can be."""
    rules = problem.rules
    if rules.team_count is None or not rules.even_sizes:
        return rules.size_min, rules.size_max
    sizes = team_sizes(problem).values() or (0,)
    return max(rules.size_min, min(sizes)), min(rules.size_max, max(sizes))


def side_range(within: int | None, of_side: int, everybody: int, size: int) -> tuple[int, int]:
    """Return fewest and most members of the counted side that a team of the size may have."""
    if within is None or not everybody:
        return 0, size
    low = -((within * everybody - of_side * size) // everybody)
    return low, (of_side * size + within * everybody) // everybody


def joined_groups(problem: Problem) -> list[tuple[str, ...]]:
    """Return the people bound together, groups that share a member made one."""
    groups: list[set[str]] = []
    for together in problem.rules.together:
        touching = [group for group in groups if group & set(together)]
        groups = [group for group in groups if group not in touching] + [set(together).union(*touching)]
    return sorted(tuple(sorted(group)) for group in groups)
