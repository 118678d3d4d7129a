"""docs/trust.md names for every threat the tests that prove it; each is there, and names the threat itself."""

import ast
import re

import pytest

from tests.house.code import ROOT, tree

# The threats whose proof the foundation and the forming of teams owe.
OWED = [
    "F-01", "F-02", "F-03", "F-04", "F-05", "F-06", "F-07",
    "C-01", "C-02", "C-03", "C-04", "C-07", "C-08", "C-09", "C-10", "D-02", "F-08", "F-09", "F-10",
    "F-11", "F-12", "I-01", "I-02", "I-03", "I-04", "I-05", "I-06", "I-07", "I-08", "I-09", "I-10",
    "I-11", "I-12", "I-13", "I-14", "J-01", "J-02", "J-03", "J-12", "J-13", "J-14", "J-15", "J-16",
    "J-17", "J-18", "J-19", "J-21", "J-22", "J-23", "J-24", "M-05", "O-01", "O-02", "O-03", "O-04",
    "O-05", "O-06", "O-07", "O-08", "O-11", "P-05", "P-07", "R-07", "R-08", "V-01", "V-02", "V-03",
    "V-04", "V-05", "V-06", "V-07", "W-02", "W-03", "W-05", "W-06",
    "I-01", "I-02", "I-03", "I-04", "I-05", "I-06", "I-07", "I-08", "I-09", "I-10", "I-11", "I-12",
    "I-13", "I-14", "O-01", "O-02", "O-03", "O-04", "O-05", "O-06", "O-07", "O-08", "O-11", "C-01",
    "C-02", "C-03", "C-04", "C-07", "C-08", "C-09", "C-10", "D-02", "F-08", "F-09", "F-10", "F-11", "F-12", "J-01",
    "J-02", "J-13", "J-14", "J-15", "J-16", "J-17", "J-18",
    "J-23", "J-24", "M-05", "P-05", "P-07", "R-07", "W-02", "W-03", "W-05", "W-06",
    "J-02", "J-13", "J-19", "J-20", "M-05", "P-05", "P-07", "R-07", "W-02", "W-03", "W-05", "W-06",
    "J-02", "J-04", "J-05", "J-06", "J-07", "J-08", "J-09", "J-10", "J-11", "J-13", "J-25", "M-05", "P-05", "P-07",
    "R-07", "R-09", "W-02", "W-03", "W-05", "W-06",
    "J-02", "J-08", "J-12", "J-13", "M-05", "P-05", "P-07", "R-07", "W-02", "W-03", "W-05", "W-06",
    "J-02", "J-13", "J-14", "J-15", "J-16", "J-17", "J-18",
    "J-23", "J-24", "M-05", "P-05", "P-07", "R-07", "W-02", "W-03", "W-05", "W-06",
]  # fmt: skip
ROW = re.compile(r"^\| ([A-Z]-\d\d) \| (.+) \| (.+) \|$", re.MULTILINE)
TABLE = ROW.findall((ROOT / "docs/trust.md").read_text())
ROWS = {row: re.findall(r"`([^`]+::[^`]+)`", tests) for row, _what, tests in TABLE}
PAIRS = [(row, test) for row, tests in ROWS.items() for test in tests]


def test_every_threat_has_its_row_with_a_test():
    assert [row for row in OWED if not ROWS.get(row)] == []


@pytest.mark.parametrize(("row", "test"), PAIRS)
def test_every_named_test_is_there_and_names_its_threat(row, test):
    file, _, wanted = test.partition("::")
    found = [node for node in ast.walk(tree(ROOT / file)) if isinstance(node, ast.FunctionDef) and node.name == wanted]
    assert len(found) == 1, f"{test} is not there"
    module = ast.get_docstring(tree(ROOT / file)) or ""
    assert row in (ast.get_docstring(found[0]) or "") or module.startswith(f"{row}:"), f"{test} does not name {row}"
