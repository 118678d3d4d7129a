"""What hangs together and by how little, against trying every judge, every card and every two cards."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from challenges.judging.engine.links import links_of


def parts(cells):
    """The parts of the graph that hold a card, each as its pitches and judges."""
    groups = []
    for pitch, judge in cells:
        here = {("p", pitch), ("j", judge)}
        touched = [group for group in groups if group & here]
        groups = [group for group in groups if not group & here] + [here.union(*touched)]
    return groups


def splits(cells, without):
    """Whether a part that held together falls into two that each hold a card."""
    left = [cell for cell in cells if cell not in without]
    return any(sum(bool(part & group) for part in parts(left)) > 1 for group in parts(cells))


@st.composite
def graphs(draw):
    pitches, judges = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    every = [(pitch, judge) for pitch in range(pitches) for judge in range(judges)]
    cells = draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
    seen_pitches = sorted({pitch for pitch, _judge in cells})
    seen_judges = sorted({judge for _pitch, judge in cells})
    # As in a design: only those with a card, numbered on.
    cells = [(seen_pitches.index(pitch), seen_judges.index(judge)) for pitch, judge in cells]
    return len(seen_pitches), len(seen_judges), cells


@given(graphs())
def test_components_are_those_of_judges_shared(graph):
    pitches, _judges, cells = graph
    found = links_of(*graph)
    groups = parts(cells)
    assert found.count == len(groups)
    for one, two in combinations(range(pitches), 2):
        together = any({("p", one), ("p", two)} <= group for group in groups)
        assert (found.component[one] == found.component[two]) == together


@given(graphs())
def test_weak_judges_are_those_without_whom_parts_fall_apart(graph):
    _pitches, judges, cells = graph
    weak = [one for one in range(judges) if splits(cells, [cell for cell in cells if cell[1] == one])]
    assert list(links_of(*graph).weak_judges) == weak


@given(graphs())
def test_weak_cards_are_named_exactly_where_one_or_two_hold_parts_together(graph):
    cells = graph[2]
    named = links_of(*graph).weak_cells
    tries = [*([cell] for cell in cells), *map(list, combinations(cells, 2))]
    assert bool(named) == any(splits(cells, some) for some in tries)
    if named:
        assert splits(cells, named)
