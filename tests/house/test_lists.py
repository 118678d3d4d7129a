"""Every list has a test that counts its queries; tests/access/lists.py says which."""

import ast

import pytest

from tests.access.lists import LISTS
from tests.house.code import ROOMS, ROOT, files, functions, name, tree


def calls_page_of(node) -> bool:
    return any(
        isinstance(part, ast.Call) and getattr(part.func, "id", getattr(part.func, "attr", "")) == "page_of"
        for part in ast.walk(node)
    )


def lists() -> set[str]:
    """Every function that cuts rows into pages."""
    return {
        f"{name(file).removesuffix('.py').replace('/', '.')}.{node.name}"
        for file in files(*ROOMS)
        for node, _lines in functions(file)
        if calls_page_of(node)
    }


def test_every_list_is_named_with_its_test():
    """W-05: a list that nobody counts the queries of fails here."""
    missing = sorted(lists() - set(LISTS))
    assert not missing, f"add to tests/access/lists.py: {', '.join(missing)}"
    assert sorted(set(LISTS) - lists()) == []


@pytest.mark.parametrize("test", sorted(set(LISTS.values())))
def test_every_named_test_counts_queries(test):
    file, _, wanted = test.partition("::")
    found = [node for node in ast.walk(tree(ROOT / file)) if getattr(node, "name", "") == wanted]
    assert len(found) == 1, f"{test} is not there"
    assert "num_queries" in ast.unparse(found[0])
