"""The policy against the matrix: each permission, each person, predicate and scope."""

from operator import attrgetter

import pytest

from core.access import can, policy, scope
from tests.access.matrix import CELLS
from tests.cast import CAST


def test_policy_has_a_row_for_every_permission():
    """W-06: a permission that nobody wrote down by hand fails."""
    assert set(CELLS) == set(policy())


@pytest.mark.parametrize("name", sorted(CELLS))
def test_permission_is_granted_as_written(name, world, anonymous):
    """O-01, O-02, O-05: each cell of the matrix, as can() answers."""
    path, granted = CELLS[name]
    obj = attrgetter(path)(world) if path else None
    people = {**world.people, "anonymous": anonymous}
    assert [role for role in CAST if can(people[role], name, obj)] == [role for role in CAST if role in granted]


@pytest.mark.parametrize("name", sorted(name for name, (path, _) in CELLS.items() if path))
def test_permission_scope_agrees_with_its_predicate(name, world, anonymous):
    """A rule's filter over the table finds the object for just those whom its predicate lets pass."""
    path, granted = CELLS[name]
    obj = attrgetter(path)(world)
    people = {**world.people, "anonymous": anonymous}
    rows = type(obj)._default_manager.filter(pk=obj.pk)
    found = [role for role in CAST if rows.filter(scope(name, people[role])).exists()]
    assert found == [role for role in CAST if role in granted]
