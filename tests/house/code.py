"""Our own source files, for the rules about them."""

import ast
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = ("config", "core", "cohorts", "challenges", "desk", "cms")
OTHERS = ("tests", "benchmarks")
# The neutral scorer of teams came from elsewhere and stays as it was given.
GIVEN = ("benchmarks/teams/scorer.py",)


@cache
def files(*folders: str) -> list[Path]:
    """Every Python file of ours below these folders, without migrations."""
    return sorted(
        file
        for folder in folders
        for file in (ROOT / folder).rglob("*.py")
        if file.parent.name != "migrations" and name(file) not in GIVEN
    )


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def functions(file: Path):
    """Every function of the file, with its number of lines; a docstring and decorators do not count."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node, (node.end_lineno - body[0].lineno + 1) if body else 0
