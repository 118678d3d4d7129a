"""A first split: locked people, groups kept together, then everybody else like a snake through the teams."""

from __future__ import annotations

from collections import Counter

from cohorts.teams.engine.problem import Person, Problem
from cohorts.teams.engine.sizes import joined_groups, team_sizes


def first_split(problem: Problem) -> dict[str, int]:
    """Return everybody in a team of the right size; current teams are kept where there is room."""
    room = _room(problem)
    placed: dict[str, int] = {}
    people = problem.by_id
    known = [(member, team) for member, team in problem.current if member in people]
    for member, team in known:
        if team in problem.rules.frozen_teams:
            _put(placed, room, member, team)
    for person, team in problem.rules.locks:
        _put(placed, room, person, team)
    _put_groups(problem, placed, room)
    for member, team in known:
        _put(placed, room, member, team)
    _snake(placed, room, [person for person in problem.people if person.id not in placed])
    return placed


def _put_groups(problem: Problem, placed: dict[str, int], room: dict[int, int]) -> None:
    for group in joined_groups(problem):
        homes = Counter(placed[member] for member in group if member in placed)
        wanted = len(group) - sum(homes.values())
        home = min(homes) if homes else max(sorted(room), key=lambda team: room[team])
        if room[home] >= wanted:
            for member in group:
                _put(placed, room, member, home)


def _room(problem: Problem) -> dict[int, int]:
    """Return how many people go to each team: to a frozen one those it has, and to none fewer than are locked there."""
    sizes, frozen = team_sizes(problem), set(problem.rules.frozen_teams)
    bound = Counter(team for _person, team in problem.rules.locks)
    if not frozen and all(bound[number] <= size for number, size in sizes.items()):
        return sizes
    held = Counter(team for person, team in problem.current if team in frozen and person in problem.by_id)
    room = {number: held[number] if number in frozen else bound[number] for number in sizes}
    open_teams = [number for number in sizes if number not in frozen] or list(sizes)
    for _person in range(len(problem.people) - sum(room.values())):
        room[min(open_teams, key=lambda number: (room[number], number))] += 1
    return room


def _put(placed: dict[str, int], room: dict[int, int], member: str, team: int) -> None:
    if member not in placed and room.get(team, 0) > 0:
        placed[member] = team
        room[team] -= 1


def _snake(placed: dict[str, int], room: dict[int, int], people: list[Person]) -> None:
    """Deal the people out forwards and backwards, side by side, the most skilled first."""
    waiting = sorted(people, key=lambda person: (person.side, -sum(person.skills), person.employer, person.id))
    teams = sorted(room)
    while waiting:
        for team in teams:
            if waiting and room[team] > 0:
                _put(placed, room, waiting.pop(0).id, team)
        teams.reverse()
