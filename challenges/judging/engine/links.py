"""The graph of judges and pitches: which hang together, and by how little. Plain Python, in the time of one walk."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

Edge = tuple[int, int]


@dataclass(frozen=True)
class Links:
    """`component` numbers each pitch; a weak judge, or the two cards of a weak pair, hold two parts together."""

    component: tuple[int, ...]
    count: int
    weak_judges: tuple[int, ...]
    weak_cells: tuple[Edge, ...]


class _Walk:
    """A walk in depth over all pitches and judges (numbered on from the pitches), with what it learns on the way."""

    def __init__(self, pitches: int, judges: int, cells: Sequence[Edge]) -> None:
        self.pitches = pitches
        self.next: list[list[int]] = [[] for _ in range(pitches + judges)]
        for pitch, judge in cells:
            self.next[pitch].append(pitches + judge)
            self.next[pitches + judge].append(pitch)
        size = pitches + judges
        self.root, self.parent = [-1] * size, [-1] * size
        self.seen, self.low, self.size = [0] * size, [0] * size, [1] * size
        self.mark = [0] * size
        self.order: list[int] = []
        self.back: list[tuple[int, int, int]] = []
        self.rng = random.Random(0)
        for start in range(size):
            if self.root[start] < 0:
                self._from(start)
        for node in reversed(self.order):
            above = self.parent[node]
            if above >= 0:
                self.low[above] = min(self.low[above], self.low[node])
                self.size[above] += self.size[node]
                self.mark[above] ^= self.mark[node]

    def _from(self, start: int) -> None:
        self._enter(start, start, -1)
        path: list[tuple[int, Iterator[int]]] = [(start, iter(self.next[start]))]
        while path:
            node, ahead = path[-1]
            for other in ahead:
                if self.root[other] < 0:
                    self._enter(other, start, node)
                    path.append((other, iter(self.next[other])))
                    break
                if other != self.parent[node] and self.seen[other] < self.seen[node]:
                    self._close(node, other)
            else:
                path.pop()

    def _enter(self, node: int, start: int, above: int) -> None:
        self.root[node], self.parent[node] = start, above
        self.seen[node] = self.low[node] = len(self.order)
        self.order.append(node)

    def _close(self, node: int, other: int) -> None:
        """An edge back up: every edge of the walk that it goes round gets its mark."""
        mark = self.rng.getrandbits(64) or 1
        self.low[node] = min(self.low[node], self.seen[other])
        self.mark[node] ^= mark
        self.mark[other] ^= mark
        self.back.append((node, other, mark))

    def splits_at(self, node: int) -> bool:
        """Whether without this node two parts are left that each hold a card."""
        parts = [
            self.size[other]
            for other in self.next[node]
            if self.parent[other] == node and self.low[other] >= self.seen[node]
        ]
        rest = self.size[self.root[node]] - 1 - sum(parts)
        return sum(part >= 2 for part in [*parts, rest]) >= 2

    def cuts(self) -> list[Edge]:
        """The cards of the first weak place: one card, or two, without which two parts are left that hold cards.

        Two edges cut a graph exactly when the same edges go round both: when their marks are the same.
        """
        by_mark = self._by_mark()
        for bridge in by_mark.pop(0, []):
            if all(len(self.next[end]) >= 2 for end in bridge):
                return [self._cell(bridge)]
        for edges in by_mark.values():
            for one, two in combinations(edges, 2):
                # Without both cards of one pitch or judge only that one is left alone: no part of its own.
                if not any(len(self.next[end]) == 2 for end in set(one) & set(two)):
                    return [self._cell(one), self._cell(two)]
        return []

    def _by_mark(self) -> dict[int, list[Edge]]:
        found: dict[int, list[Edge]] = {}
        for node in self.order:
            if self.parent[node] >= 0:
                found.setdefault(self.mark[node], []).append((node, self.parent[node]))
        for one, two, mark in self.back:
            found.setdefault(mark, []).append((one, two))
        return found

    def _cell(self, edge: Edge) -> Edge:
        return min(edge), max(edge) - self.pitches


def links_of(pitches: int, judges: int, cells: Sequence[Edge]) -> Links:
    """Return which pitches hang together and where they hang by one judge or at most two cards."""
    walk = _Walk(pitches, judges, cells)
    numbers: dict[int, int] = {}
    component = tuple(numbers.setdefault(walk.root[pitch], len(numbers)) for pitch in range(pitches))
    weak = tuple(judge for judge in range(judges) if walk.splits_at(pitches + judge))
    return Links(component, len(numbers), weak, tuple(walk.cuts()))
