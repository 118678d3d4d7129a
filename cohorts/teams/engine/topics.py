"""Which team takes which topic, at the least total cost; light, by shortest paths between topics."""

from __future__ import annotations

from collections.abc import Sequence

FAR = 1 << 62


def cheapest_topics(costs: Sequence[Sequence[int]], room: Sequence[int]) -> list[int]:
    """Return a topic for every team, each at most as often as it has room, by which the costs are least."""
    given: list[int] = []
    held: list[list[int]] = [[] for _topic in room]
    for team, prices in enumerate(costs):
        distance, before = _nearest(costs, prices, held)
        end = min(
            (topic for topic in range(len(room)) if len(held[topic]) < room[topic]),
            key=lambda topic: (distance[topic], topic),
        )
        given.append(-1)
        _shift(given, held, before, team, end)
    return given


def _nearest(
    costs: Sequence[Sequence[int]], prices: Sequence[int], held: Sequence[Sequence[int]]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Return how cheaply each topic is reached, and for each the topic before and the team that would move on."""
    topics = range(len(prices))
    distance, before = list(prices), [(-1, -1)] * len(prices)
    steps = [[_step(costs, held[one], one, two) for two in topics] for one in topics]
    for _round in topics:
        changed = False
        for one in topics:
            for two in topics:
                price, team = steps[one][two]
                if team >= 0 and distance[one] + price < distance[two]:
                    distance[two], before[two], changed = distance[one] + price, (one, team), True
        if not changed:
            break
    return distance, before


def _step(costs: Sequence[Sequence[int]], holders: Sequence[int], one: int, two: int) -> tuple[int, int]:
    """Return the least that moving one of the topic's teams on to the other would cost, and which team it is."""
    if one == two:
        return FAR, -1
    return min(((costs[team][two] - costs[team][one], team) for team in holders), default=(FAR, -1))


def _shift(given: list[int], held: list[list[int]], before: Sequence[tuple[int, int]], team: int, end: int) -> None:
    """Let the teams along the path move on, and the new one in."""
    topic = end
    while before[topic][1] >= 0:
        earlier, mover = before[topic]
        held[earlier].remove(mover)
        held[topic].append(mover)
        given[mover] = topic
        topic = earlier
    held[topic].append(team)
    given[team] = topic
